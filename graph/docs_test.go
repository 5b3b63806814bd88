package graph_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/background"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/store/storetest"
)

const apiDocs = "../docs/api.md"

// TestDocs runs every query of docs/api.md with its variables, and holds that the
// answer shown is the one given. -update writes the answers.
func TestDocs(t *testing.T) {
	text, err := os.ReadFile(apiDocs)
	if err != nil {
		t.Fatal(err)
	}
	st := open(t, storetest.SQLite.New(t), 6)
	api := graph.NewHandler(&graph.Resolver{Store: st, Drafts: &background.Service{Store: st, Reader: service(t, st).Reader}}, graph.Options{})
	run := func(query string, variables map[string]any) string {
		var data json.RawMessage
		if err := api.Query(t.Context(), query, variables, &data); err != nil {
			t.Errorf("%s\n%v", query, err)
		}
		var b bytes.Buffer
		if err := json.Indent(&b, data, "", "  "); err != nil {
			t.Error(err)
		}
		return b.String() + "\n"
	}
	var out strings.Builder
	var query string
	var variables map[string]any
	queries, answers := 0, 0
	for i, part := range strings.Split(string(text), "```") {
		if i > 0 {
			out.WriteString("```")
		}
		kind, body, _ := strings.Cut(part, "\n")
		switch {
		case i%2 == 0: // prose
		case kind == "graphql":
			queries++
			query, variables = body, nil
		case kind == "json variables":
			numbers := json.NewDecoder(strings.NewReader(body)) // as the server reads them
			numbers.UseNumber()
			if err := numbers.Decode(&variables); err != nil {
				t.Errorf("the variables of %s\n%v", query, err)
			}
		case kind == "json answer":
			answers++
			answer := run(query, variables)
			if body != answer && !*update {
				t.Errorf("%s\ngot  %s\nshown %s", query, answer, body)
			}
			part = kind + "\n" + answer
		default:
			t.Errorf("a block of kind %q: nothing runs it", kind)
		}
		out.WriteString(part)
	}
	if queries < 5 || queries != answers {
		t.Errorf("%d queries, %d answers, want one each", queries, answers)
	}
	if *update {
		if err := os.WriteFile(apiDocs, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
