package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the answers that docs/api.md shows")

const apiDocs = "../../docs/api.md"

// TestAPIDocs asks a server with the samples every query of docs/api.md in turn, and
// holds that the answer shown is the one given. -update writes the answers.
func TestAPIDocs(t *testing.T) {
	text, err := os.ReadFile(apiDocs)
	if err != nil {
		t.Fatal(err)
	}
	api := reader{server: started(t), real: make(map[string]string)}
	var out strings.Builder
	var query, variables string
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
			query, variables = body, "{}"
		case kind == "json variables":
			variables = body
		case kind == "json answer":
			answers++
			answer := api.ask(t, query, variables)
			if body != answer && !*update {
				t.Errorf("%s\ngot  %s\nshown %s", query, answer, body)
			}
			part = kind + "\n" + answer
		default:
			t.Errorf("a block of kind %q: nothing runs it", kind)
		}
		out.WriteString(part)
	}
	if queries < 10 || queries != answers {
		t.Errorf("%d queries, %d answers, want one each", queries, answers)
	}
	if *update {
		if err := os.WriteFile(apiDocs, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// reader asks as a reader of the page would: what an answer cuts short it knows whole.
type reader struct {
	server string
	real   map[string]string // the first value of the last answer that is shown so
}

// ask returns the data of an answer as the page shows it.
func (r reader) ask(t *testing.T, query, variables string) string {
	t.Helper()
	for shown, real := range r.real {
		variables = strings.ReplaceAll(variables, shown, real)
	}
	body, err := json.Marshal(map[string]any{"query": query, "variables": json.RawMessage(variables)})
	if err != nil {
		t.Fatalf("%s\n%v", variables, err)
	}
	response, err := http.Post(r.server+"/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct {
		Data   json.RawMessage
		Errors []struct{ Message string }
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || len(answer.Errors) > 0 {
		t.Errorf("%s\n%v %v", query, err, answer.Errors)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, answer.Data, "", "  "); err != nil {
		t.Errorf("%s\n%v", query, err)
	}
	return r.cut(b.String()) + "\n"
}

// own is what no two servers have alike: ids, hashes and cursors.
var own = regexp.MustCompile(`"(hash|endCursor)": "([^"]+)|\b(art|dec|ent|evt|men|pla|sty)_[0-9A-Z]{26}\b`)

// cut cuts what is a server's own short, and remembers it.
func (r reader) cut(answer string) string {
	seen := make(map[string]bool)
	return own.ReplaceAllStringFunc(answer, func(s string) string {
		m := own.FindStringSubmatch(s)
		before, shown, value := "", m[3]+"_…", s
		if m[1] != "" {
			before, shown, value = strings.TrimSuffix(s, m[2]), m[1]+"…", m[2]
		}
		if !seen[shown] {
			seen[shown], r.real[shown] = true, value
		}
		return before + shown
	})
}
