package sdl_test

import (
	"os"
	"slices"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/throughline-news/throughline/graph/sdl"
)

const committed = "../../docs/schema.graphql"

// TestCommitted holds that the schema in docs is the one that is served, and that
// nothing was taken away from it.
func TestCommitted(t *testing.T) {
	schema, err := sdl.LoadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(committed)
	if err != nil {
		t.Fatal(err)
	}
	if got := sdl.Print(schema); got != string(text) {
		t.Error("docs/schema.graphql is not up to date: go generate ./graph")
	}
	before, err := sdl.Load(committed)
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range sdl.Breaking(before, schema) {
		t.Errorf("a change that breaks queries: %s", broken)
	}
	if again := sdl.Print(before); again != string(text) {
		t.Error("what was printed reads as another schema")
	}
}

const before = `
type Query { thing(id: ID!, first: Int = 20): Thing! things(filter: Filter): [Thing!]! old: String }
interface Node { id: ID! }
interface Named { name: String }
type Thing implements Node & Named { id: ID! code: ID! name: String }
type Other { id: ID! }
union Any = Thing | Other
input Filter { ids: [ID!] text: String kinds: [Kind] }
enum Kind { a b }
scalar Day
directive @scope(needs: Kind) on FIELD_DEFINITION
`

func TestBreaking(t *testing.T) {
	for name, test := range map[string]struct {
		after string
		want  []string
	}{
		"nothing": {before, nil},
		"only added": {`
type Query { thing(id: ID, first: Int = 20, after: String, size: Int! = 3): Thing! things(filter: Filter): [Thing!]! old: String! new: Int }
interface Node { id: ID! }
interface Named { name: String }
type Thing implements Node & Named { id: ID! code: ID! name: String! size: Int }
type Other { id: ID! }
type More { id: ID! }
union Any = Thing | Other | More
input Filter { ids: [ID] text: String kinds: [Kind] sizes: [Int!] limit: Int! = 3 }
enum Kind { a b c }
scalar Day
directive @scope(needs: Kind) on FIELD_DEFINITION
directive @more on FIELD_DEFINITION`, nil},
		"everything": {`
type Query { thing(id: ID!, first: Int! = 30, size: Int!): Thing things(filter: String): [Thing]! }
interface Node { id: ID! }
interface Named { name: String }
type Thing implements Node { id: ID! code: Int! name: [String] }
type Other { id: ID! }
union Any = Thing
input Filter { ids: [ID!]! text: Int size: Int! }
enum Kind { a }
input Day { day: Int }`, []string{
			"Other is no Any any more",
			"Day was SCALAR and is INPUT_OBJECT",
			"Filter.ids took [ID!] and takes [ID!]!",
			"Filter.text took String and takes Int",
			"Filter.kinds is gone",
			"Filter.size is new and must be given",
			"Kind.b is gone",
			"Query.thing was Thing! and is Thing",
			"Query.thing(first) took Int and takes Int!",
			"Query.thing(first) was 20 when not given and is 30",
			"Query.thing(size) is new and must be given",
			"Query.things was [Thing!]! and is [Thing]!",
			"Query.things(filter) took Filter and takes String",
			"Query.old is gone",
			"Thing is no Named any more",
			"Thing.code was ID! and is Int!",
			"Thing.name was String and is [String]",
			"@scope is gone",
		}},
	} {
		got := sdl.Breaking(load(t, before), load(t, test.after))
		if !slices.Equal(got, test.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", name, got, test.want)
		}
	}
	if got := sdl.Breaking(load(t, "type Query { a: Int b: Int } type Gone { a: Int }"), load(t, "type Query { a: Int }")); !slices.Equal(got, []string{"Gone is gone", "Query.b is gone"}) {
		t.Errorf("a type that is gone: got %q", got)
	}
}

func load(t *testing.T, text string) *ast.Schema {
	t.Helper()
	schema, err := gqlparser.LoadSchema(&ast.Source{Input: text})
	if err != nil {
		t.Fatal(err)
	}
	return schema
}
