package graph_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/graph"
)

// TestFieldsAlone holds that a field says the same whether or not others are asked
// for beside it, from which it follows which columns are read.
func TestFieldsAlone(t *testing.T) {
	lists := []struct{ kind, query string }{
		{"Event", `{ events(first: 5) { nodes { %s } } }`},
		{"Event", `{ events(first: 5, orderBy: mostReportedFirst) { edges { cursor node { ... on Node { ... on Event { %s } } } } } }`},
		{"Event", `{ events(first: 5, orderBy: mostImportantFirst) { edges { cursor node { %s } } pageInfo { endCursor } } }`},
		{"Event", `{ events(first: 5, orderBy: lastChangedFirst) { edges { cursor node { %s } } } }`},
		{"Event", `{ story(id: "ukraine-peace-negotiations") { timeline { nodes { %s } } } }`},
		{"Event", `{ story(id: "ukraine-peace-negotiations") { timeline(orderBy: newestFirst) { edges { cursor node { %s } } } } }`},
		{"Event", `{ entities(first: 2) { nodes { timeline { nodes { %s } } } } }`},
		{"Event", `{ places(first: 2) { nodes { events(orderBy: latestFirst) { nodes { %s } } } } }`},
		{"Mention", `{ events(first: 5) { nodes { mentions { %s } } } }`},
		{"Article", `{ events(first: 5) { nodes { mentions { article { %s } } } } }`},
		{"Article", `{ articles(first: 5) { nodes { %s } } }`},
		{"Entity", `{ events(first: 5) { nodes { actors { %s } } } }`},
		{"Entity", `{ entities(first: 5) { edges { cursor node { %s } } } }`},
	}
	each(t, 6, func(t *testing.T, api *graph.Handler) {
		for _, list := range lists {
			fields := fieldsOf(t, api, list.kind)
			all := ask(t, api, fmt.Sprintf(list.query, strings.Join(fields, " ")), nil)
			for _, field := range fields {
				query := fmt.Sprintf(list.query, field)
				if alone := ask(t, api, query, nil); !within(all, alone) {
					t.Errorf("%s\ngot  %v\nwant %v", query, alone, all)
				}
			}
		}
	})
}

// fieldsOf are selections of the fields of a type that have values, or objects with
// some.
func fieldsOf(t *testing.T, api *graph.Handler, kind string) []string {
	t.Helper()
	type named struct {
		Kind, Name string
		OfType     *named
		Fields     []struct {
			Name string
			Type *named
		}
	}
	const query = `query($name: String!) { __type(name: $name) { fields { name type { ...T ofType { ...T ofType { ...T ofType { ...T } } } } } } }
		fragment T on __Type { kind name fields { name type { kind ofType { kind } } } }`
	var answer struct {
		Type named `json:"__type"`
	}
	raw, err := json.Marshal(ask(t, api, query, map[string]any{"name": kind}))
	if err == nil {
		err = json.Unmarshal(raw, &answer)
	}
	if err != nil || len(answer.Type.Fields) == 0 {
		t.Fatalf("the fields of %s: %v", kind, err)
	}
	leaf := func(of *named) bool { return of.Kind == "SCALAR" || of.Kind == "ENUM" }
	var out []string
	for _, field := range answer.Type.Fields {
		of := field.Type
		for of.OfType != nil {
			of = of.OfType
		}
		if leaf(of) {
			out = append(out, field.Name)
		}
		var inner []string
		for _, f := range of.Fields {
			if leaf(f.Type) || f.Type.OfType != nil && leaf(f.Type.OfType) {
				inner = append(inner, f.Name)
			}
		}
		if len(inner) > 0 {
			out = append(out, field.Name+" { "+strings.Join(inner, " ")+" }")
		}
	}
	return out
}

// within tells whether all of part is in whole too, at the same place.
func within(whole, part any) bool {
	switch part := part.(type) {
	case map[string]any:
		of, ok := whole.(map[string]any)
		for name, value := range part {
			ok = ok && within(of[name], value)
		}
		return ok
	case []any:
		of, ok := whole.([]any)
		ok = ok && len(of) == len(part)
		for i, value := range part {
			ok = ok && within(of[i], value)
		}
		return ok
	}
	return reflect.DeepEqual(whole, part)
}
