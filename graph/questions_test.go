package graph_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// question is a request with values for the arguments of the one field that it is about.
type question struct {
	name, query string
	variables   map[string]any
	pages       bool // whether it can be asked again with the cursor of its page
	took        time.Duration
}

// openings lead to an object of each type that has fields with arguments.
var openings = map[string]string{
	"Query":    "%s",
	"Story":    `story(id: "` + storetest.SeedStory(0) + `") { %s }`,
	"Event":    `event(id: "` + storetest.SeedEvent(17) + `") { %s }`,
	"Entity":   `entity(id: "` + storetest.SeedEntity(1) + `") { %s }`,
	"Place":    `place(id: "` + storetest.SeedPlace(1) + `") { %s }`,
	"Article":  `article(id: "` + storetest.SeedArticle(17) + `") { %s }`,
	"Snapshot": `snapshot(hash: "HASH") { %s }`,
}

// samples are the values that an argument or a field of an input is given, by the
// type or field that it is of and its name, or by its name alone. Those of enums and
// booleans are all that there are.
var samples = map[string][]any{
	"Query.node.id":   {storetest.SeedEvent(17), storetest.SeedStory(3), storetest.SeedArticle(17), storetest.SeedEntity(1), storetest.SeedPlace(1)},
	"Query.nodes.ids": {[]any{storetest.SeedEvent(17), storetest.SeedStory(3), storetest.SeedArticle(17), storetest.SeedEntity(1), storetest.SeedPlace(1)}},
	"Query.story.id":  {storetest.SeedStory(3), "story-3", "Story 3"}, "Query.event.id": {storetest.SeedEvent(17)},
	"Query.article.id": {storetest.SeedArticle(17)}, "Query.entity.id": {storetest.SeedEntity(1)}, "Query.place.id": {storetest.SeedPlace(1)},
	"Query.source.id": {storetest.SeedSource(1)}, "Query.decision.id": {"DECISION"}, "Query.history.id": {storetest.SeedEvent(17), storetest.SeedStory(0)},
	"Query.snapshot.hash": {"HASH"}, "Query.background.input": {map[string]any{"date": "2014-06-30",
		"text": "Marco Rubio met envoys of Ukraine in Geneva on Monday over subject 17. Russia attacked Kharkiv in June and killed four people."}},
	"since": {store.JournalCursor(storetest.Large)}, "sinceTime": {"2025-12-31T00:00:00Z"}, "Story.news.since": {"2025-12-31T00:00:00Z", "2026-01-02T00:00:00Z"},
	"asOf": {"2025-12-31T00:00:00Z"}, "key": {30}, "top": {5}, "text": {"subject 17"},
	"storyId": {storetest.SeedStory(0), storetest.SeedStory(3)}, "storyIds": {[]any{storetest.SeedStory(0)}, []any{storetest.SeedStory(3), storetest.SeedStory(4)}},
	"StoryFilter.ids": {[]any{storetest.SeedStory(3)}}, "EntityFilter.ids": {[]any{storetest.SeedEntity(3)}},
	"ArticleFilter.ids": {[]any{storetest.SeedArticle(3)}}, "PlaceFilter.ids": {[]any{storetest.SeedPlace(3)}}, "entityIds": {[]any{storetest.SeedEntity(1)}, []any{storetest.SeedEntity(3), storetest.SeedEntity(40)}},
	"actorIds": {[]any{storetest.SeedEntity(1)}}, "placeIds": {[]any{storetest.SeedPlace(1)}, []any{storetest.SeedPlace(3), storetest.SeedPlace(40)}},
	"eventIds": {[]any{storetest.SeedEvent(17)}}, "sourceIds": {[]any{storetest.SeedSource(1)}}, "publishers": {[]any{"Publisher 7"}},
	"EventFilter.types": {[]any{"ASSAULT"}}, "EventFilter.quads": {[]any{"VERBAL_COOPERATION"}}, "EventFilter.statuses": {[]any{"happened"}, []any{"scheduled"}, []any{"unreported"}},
	"keys": {[]any{"entity/3"}}, "countries": {[]any{"CN"}, []any{"CN", "DE"}}, "targets": {[]any{storetest.SeedEvent(17)}}, "actors": {[]any{"anna"}},
	"from": {"2014-02-01"}, "to": {"2014-02-28"}, "minConfidence": {.9}, "minOrigins": {2}, "near": {map[string]any{"lat": 0, "lon": 30, "km": 500}},
	"date": {map[string]any{"from": "2014-02-01", "to": "2014-02-28"}, map[string]any{"from": "2014-02-01", "to": "2014-02-28", "overlap": false},
		map[string]any{"from": "2014-02-01"}, map[string]any{"to": "2014-02-28"}, map[string]any{"to": "2014-02-28", "overlap": false}},
	"and": {[]any{map[string]any{"types": []any{"AID"}}, map[string]any{"from": "2014-02-01"}}},
	"or":  {[]any{map[string]any{"types": []any{"ASSAULT"}}, map[string]any{"storyIds": []any{storetest.SeedStory(3)}}}},
	"not": {map[string]any{"types": []any{"AID"}}},
}

// unasked are arguments that say how much is told, not what is looked for.
var unasked = map[string]bool{"first": true, "after": true}

// questions are what can be asked of a schema: each field that has arguments or is a
// question of its own with what it needs, with each value of each argument alone,
// with each field of a filter alone, these in every order, and the fields of a filter
// of events by twos. A field or argument that is new is asked as well, and fails the
// test when it has no sample.
func questions(t testing.TB, schema *ast.Schema) []question {
	t.Helper()
	var out []question
	for _, parent := range slices.Sorted(maps.Keys(schema.Types)) {
		def := schema.Types[parent]
		if def.Kind != ast.Object || def.BuiltIn || strings.HasPrefix(parent, "__") || parent == "Mutation" || parent == "Subscription" {
			continue
		}
		for _, f := range def.Fields {
			asked := slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return !unasked[a.Name] })
			if strings.HasPrefix(f.Name, "__") || parent != "Query" && !asked {
				continue
			}
			opening, known := openings[parent]
			if !known {
				t.Errorf("%s.%s has arguments, and nothing leads to a %s: add an opening", parent, f.Name, parent)
				continue
			}
			out = append(out, ofField(t, schema, parent, opening, f)...)
		}
	}
	return out
}

// ofField are the questions of one field.
func ofField(t testing.TB, schema *ast.Schema, parent, opening string, f *ast.FieldDefinition) []question {
	needed := make(map[string]any)
	orders := []any{nil}
	var groups []any
	choices := make(map[string][]any) // of each argument, all that it is given in turn
	for _, a := range f.Arguments {
		values := valuesOf(t, schema, parent+"."+f.Name, a.Name, a.Type)
		switch {
		case unasked[a.Name]:
		case a.Type.NonNull && a.DefaultValue == nil:
			needed[a.Name] = values[0]
			choices[a.Name] = values[1:]
		case a.Name == "groupBy": // below: of all days of all times there would be too many points
			groups = values
		case a.Name == "orderBy":
			orders = append(orders, values...)
		default:
			choices[a.Name] = values
		}
	}
	ask := func(given map[string]any) question {
		all := maps.Clone(needed)
		maps.Copy(all, given)
		var declared, passed []string
		for _, name := range slices.Sorted(maps.Keys(all)) {
			declared = append(declared, "$"+name+": "+f.Arguments.ForName(name).Type.String())
			passed = append(passed, name+": $"+name)
		}
		pages := f.Arguments.ForName("after") != nil
		if pages {
			declared, passed = append(declared, "$after: String"), append(passed, "after: $after")
		}
		text := f.Name
		if len(passed) > 0 {
			text += "(" + strings.Join(passed, ", ") + ")"
		}
		depth := 1 // the page and its count; what hangs on it does not depend on how it was chosen
		if len(given) == 0 {
			depth = deeper(f)
		}
		text = "asked: " + text + selection(schema, schema.Types[f.Type.Name()], depth)
		query := "query"
		if len(declared) > 0 {
			query += "(" + strings.Join(declared, ", ") + ")"
		}
		return question{name: fmt.Sprintf("%s.%s %v", parent, f.Name, all), query: query + " { " + fmt.Sprintf(opening, text) + " }", variables: all, pages: pages}
	}
	var out []question
	for _, order := range orders {
		given := make(map[string]any)
		if order != nil {
			given["orderBy"] = order
		}
		out = append(out, ask(given))
		for _, name := range slices.Sorted(maps.Keys(choices)) {
			values := choices[name]
			if order != nil {
				values = oneOfEach(values)
			}
			for _, value := range values {
				with := maps.Clone(given)
				with[name] = value
				q := ask(with)
				q.pages = q.pages && order == nil
				out = append(out, q)
			}
		}
	}
	if parent+"."+f.Name == "Query.events" {
		for _, both := range pairs(oneOfEach(choices["filter"])) {
			out = append(out, ask(map[string]any{"filter": both}))
		}
	}
	for _, by := range groups {
		for _, interval := range choices["interval"] {
			for _, name := range []string{"metric", "types", "countries", "actorIds"} {
				if values := choices[name]; len(values) > 0 {
					out = append(out, ask(map[string]any{"groupBy": by, "interval": interval, name: values[0], "from": "2014-02-01", "to": "2014-03-31"}))
				}
			}
		}
	}
	return out
}

// deeper is how deep a field is asked for what hangs on what it finds: as deep as the
// cost of a query allows.
func deeper(f *ast.FieldDefinition) int {
	switch f.Name {
	case "news":
		return 1
	case "claims":
		return 2
	}
	return 3
}

// oneOfEach leaves of filters by one field those with the first value of each; other
// values it leaves as they are.
func oneOfEach(values []any) []any {
	seen := make(map[string]bool)
	return slices.DeleteFunc(slices.Clone(values), func(v any) bool {
		filter, _ := v.(map[string]any)
		for name := range filter {
			if seen[name] {
				return true
			}
			seen[name] = true
		}
		return false
	})
}

// pairs joins filters by one field by twos.
func pairs(filters []any) []any {
	var out []any
	for i, a := range filters {
		for _, b := range filters[i+1:] {
			both := maps.Clone(a.(map[string]any))
			maps.Copy(both, b.(map[string]any))
			out = append(out, both)
		}
	}
	return out
}

// valuesOf are the values that an argument, or a field of an input, is given.
func valuesOf(t testing.TB, schema *ast.Schema, of, name string, typ *ast.Type) []any {
	t.Helper()
	if values := samples[of+"."+name]; values != nil {
		return values
	}
	def := schema.Types[typ.Name()]
	var values []any
	switch {
	case unasked[name]:
		return nil
	case samples[name] != nil:
		return samples[name]
	case def.Kind == ast.Enum:
		for _, v := range def.EnumValues {
			values = append(values, v.Name)
		}
	case typ.Name() == "Boolean":
		values = []any{true, false}
	case def.Kind == ast.InputObject:
		for _, field := range def.Fields {
			for _, value := range valuesOf(t, schema, def.Name, field.Name, field.Type) {
				values = append(values, map[string]any{field.Name: value})
			}
		}
		return values
	default:
		t.Errorf("%s.%s has no sample: what is it given?", of, name)
	}
	if typ.Elem != nil {
		for i, v := range values {
			values[i] = []any{v}
		}
	}
	return values
}

// selection asks for all fields of a type that need no arguments, of objects within
// it so deep.
func selection(schema *ast.Schema, def *ast.Definition, depth int) string {
	if def.Kind == ast.Scalar || def.Kind == ast.Enum {
		return ""
	}
	fields := []string{"__typename"}
	for _, f := range def.Fields {
		inner := schema.Types[f.Type.Name()]
		needs := slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.NonNull && a.DefaultValue == nil })
		leaf := inner.Kind == ast.Scalar || inner.Kind == ast.Enum
		if strings.HasPrefix(f.Name, "__") || needs || f.Name == "edges" || !leaf && depth == 0 {
			continue
		}
		args := ""
		if f.Arguments.ForName("first") != nil {
			args = "(first: 2)"
		}
		fields = append(fields, f.Name+args+selection(schema, inner, depth-1))
	}
	return " { " + strings.Join(fields, " ") + " }"
}
