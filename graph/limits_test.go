package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// cursorOf is a good cursor of another list than it is given to.
func cursorOf(t *testing.T, api *graph.Handler, list string) string {
	return at(t, ask(t, api, `{ `+list+`(first: 1) { pageInfo { endCursor } } }`, nil), list, "pageInfo", "endCursor").(string)
}

func TestRefusals(t *testing.T) {
	each(t, 2, func(t *testing.T, api *graph.Handler) {
		deep := strings.Repeat("parent { ", 16) + "id" + strings.Repeat(" }", 16)
		spread := "query { ...F0 }" // each fragment spreads the next one twice
		for i := range 30 {
			spread += fmt.Sprintf(" fragment F%d on Query { a%d: stats { events } ...F%d b%d: stats { events } ...F%d }", i, i, i+1, i, i+1)
		}
		spread += " fragment F30 on Query { stats { events } }"
		for name, tt := range map[string]struct {
			query     string
			variables map[string]any
			code      string
			says      string
		}{
			"not GraphQL":          {`{ stories( }`, nil, graph.CodeParse, ""},
			"no operation":         {``, nil, graph.CodeValidation, "no operation"},
			"unknown field":        {`{ stories { nodes { subtitle } } }`, nil, graph.CodeValidation, "subtitle"},
			"unknown argument":     {`{ stories(limit: 5) { totalCount } }`, nil, graph.CodeValidation, "limit"},
			"unknown filter":       {`{ stories(filter: {name: "x"}) { totalCount } }`, nil, graph.CodeValidation, "name"},
			"unknown filter given": {`query($f: StoryFilter) { stories(filter: $f) { totalCount } }`, map[string]any{"f": map[string]any{"name": "x"}}, graph.CodeValidation, "unknown field"},
			"unknown enum value":   {`{ events(filter: {types: [PARTY]}) { totalCount } }`, nil, graph.CodeValidation, "PARTY"},
			"wrong type":           {`{ stories(first: "ten") { totalCount } }`, nil, graph.CodeValidation, "ten"},
			"missing variable":     {`query($id: ID!) { event(id: $id) { id } }`, nil, graph.CodeValidation, ""},
			"first too large":      {`{ stories(first: 100000) { totalCount } }`, nil, graph.CodeBadUserInput, "1 to 100, got 100000"},
			"first too large given": {`query($n: Int) { stories { nodes { timeline(first: $n) { totalCount } } } }`, map[string]any{"n": 101},
				graph.CodeBadUserInput, "first of timeline"},
			"first zero":          {`{ stories(first: 0) { totalCount } }`, nil, graph.CodeBadUserInput, "1 to 100"},
			"first negative":      {`{ event(id: "x") { mentions(first: -1) { id } } }`, nil, graph.CodeBadUserInput, "first of mentions"},
			"first out of range":  {`{ stories(first: 99999999999999999999) { totalCount } }`, nil, graph.CodeValidation, "32-bit"},
			"cursor of nothing":   {`{ stories(after: "page2") { totalCount nodes { id } } }`, nil, graph.CodeBadUserInput, "after"},
			"cursor of a list":    {`query($c: String) { stories(after: $c) { nodes { id } } }`, map[string]any{"c": cursorOf(t, api, "events")}, graph.CodeBadUserInput, "this very list"},
			"cursor on timelines": {`{ stories { nodes { timeline(after: "AAAA") { nodes { id } } } } }`, nil, graph.CodeBadUserInput, "after"},
			"bad day":             {`{ events(filter: {from: "2025-13-01"}) { totalCount } }`, nil, graph.CodeBadUserInput, "YYYY-MM-DD"},
			"year 20255":          {`query($d: Date) { events(filter: {to: $d}) { totalCount } }`, map[string]any{"d": "20255-01-01"}, graph.CodeBadUserInput, "YYYY-MM-DD"},
			"country by its name": {`{ places(filter: {countries: ["USA"]}) { totalCount } }`, nil, graph.CodeBadUserInput, "countries: expected codes of two capitals"},
			"country in small":    {`{ events(filter: {not: {countries: ["us"]}}) { totalCount } }`, nil, graph.CodeBadUserInput, "as US"},
			"more than sure":      {`{ events(filter: {minConfidence: 60}) { totalCount } }`, nil, graph.CodeBadUserInput, "minConfidence: expected 0 to 1, got 60"},
			"days turned round":   {`{ stories { nodes { timeline(filter: {date: {from: "2025-12-02", to: "2025-12-01"}}) { totalCount } } } }`, nil, graph.CodeBadUserInput, "date.to: expected a day not before 2025-12-02"},
			"circle off the map":  {`{ events(filter: {near: {lat: 91, lon: 0, km: 5}}) { totalCount } }`, nil, graph.CodeBadUserInput, "91"},
			"too many ids":        {`query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, map[string]any{"ids": slices.Repeat([]any{"evt_1"}, 101)}, graph.CodeBadUserInput, "at most 100"},
			"costs too much": {`{ stories(first: 100) { nodes { timeline(first: 100) { nodes { mentions(first: 100) { id } } } } } }`, nil,
				graph.CodeComplexity, "more than the 100000"},
			"costs too much in a fragment": {`{ stories(first: 100) { nodes { timeline(first: 100) { nodes { ...E } } } } } fragment E on Event { mentions(first: 50) { id } }`, nil, graph.CodeComplexity, "100000"},
			"children of children":         {`{ stories { nodes { ` + strings.Repeat("children { parent { ", 5) + "id" + strings.Repeat(" } }", 5) + ` } } }`, nil, graph.CodeComplexity, "100000"},
			"fragments that double":        {spread, nil, graph.CodeComplexity, "more than 10000 fields"},
			"deep":                         {`{ story(id: "x") { ` + deep + ` } }`, nil, graph.CodeDepth, "deeper than 15"},
			"long":                         {`{ ` + strings.Repeat("stats { events } ", 2000) + ` }`, nil, graph.CodeParse, "token"},
			"unknown operation's name":     {`subscription { stories { totalCount } }`, nil, graph.CodeValidation, ""},
			"introspection too deep":       {`{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`, nil, graph.CodeValidation, ""},
		} {
			err := refused(t.Context(), t, api, tt.query, tt.variables)
			if code := err.Extensions["code"]; code != tt.code || !strings.Contains(err.Message, tt.says) {
				t.Errorf("%s: got %v: %s\nwant %s, %q in it", name, code, err.Message, tt.code, tt.says)
			}
		}
	})
}

// TestCost holds that a query of reasonable size passes, and that its cost is told.
func TestCost(t *testing.T) {
	api := quiet(t, open(t, storetest.SQLite.New(t), 1))
	for query, want := range map[string]float64{
		`{ stats { events } }`: 2,
		`{ stories(first: 10) { totalCount nodes { id title } } }`:                1 + 10*(1+1+2),
		`query { stories { nodes { ...S } } } fragment S on Story { id a: slug }`: 1 + 20*(1+2),
		`{ nodes(ids: ["a", "b"]) { id ... on Event { type } } }`:                 1 + 2*2,
		`{ event(id: "x") { actors { name country } } }`:                          1 + 1 + 5*2,
		`{ events(first: null) { totalCount } }`:                                  1 + 20,
	} {
		response := post(t, api, map[string]any{"query": query})
		if got := at(t, response, "extensions", "cost", "requested"); got != want {
			t.Errorf("%s: costs %v, want %v", query, got, want)
		}
		if got := at(t, response, "extensions", "cost", "limit"); got != 100000.0 {
			t.Errorf("%s: limit %v, want 100000", query, got)
		}
	}
	refused := post(t, api, map[string]any{"query": `{ stories(first: 100) { nodes { timeline(first: 100) { nodes { mentions(first: 100) { id } } } } } }`})
	if got := at(t, refused, "errors", 0, "extensions", "cost"); got != at(t, refused, "extensions", "cost", "requested") || got.(float64) <= 1e6 {
		t.Errorf("cost of what is refused: %v in the error, %v in the answer", got, at(t, refused, "extensions"))
	}
	ask(t, api, timelineQuery, nil)
}

// post sends a request over HTTP and decodes the answer.
func post(t testing.TB, api http.Handler, body map[string]any) map[string]any {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", bytes.NewReader(raw))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	api.ServeHTTP(w, r)
	var out map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	return out
}

func TestHTTP(t *testing.T) {
	api := graph.NewHandler(&graph.Resolver{Store: open(t, storetest.SQLite.New(t), 1)}, graph.Options{MaxBody: 1000, Log: slog.New(slog.DiscardHandler)})
	get := func(values ...string) string {
		query := url.Values{}
		for i := 0; i < len(values); i += 2 {
			query.Set(values[i], values[i+1])
		}
		return "/graphql?" + query.Encode()
	}
	const stats = `{ stats { events } }`
	body := func(query string) string { return fmt.Sprintf(`{"query": %q}`, query) }
	asJSON := http.Header{"Content-Type": {"application/json; charset=utf-8"}}
	with := func(name, value string) http.Header {
		h := maps.Clone(asJSON)
		h.Set(name, value)
		return h
	}
	for name, tt := range map[string]struct {
		method, target, body string
		header               http.Header
		status               int
		code                 string
	}{
		"get":                   {"GET", get("query", stats), "", nil, 200, ""},
		"get with variables":    {"GET", get("query", "query Q($id: ID!) { event(id: $id) { id } }", "variables", `{"id": "x"}`, "operationName", "Q"), "", nil, 200, ""},
		"head":                  {"HEAD", get("query", stats), "", nil, 200, ""},
		"get without a query":   {"GET", "/graphql", "", nil, 422, graph.CodeValidation},
		"get, bad variables":    {"GET", get("query", stats, "variables", "{"), "", nil, 400, graph.CodeBadRequest},
		"get, bad extensions":   {"GET", get("query", stats, "extensions", "[]"), "", nil, 400, graph.CodeBadRequest},
		"get, bad address":      {"GET", "/graphql?query=%zz", "", nil, 400, graph.CodeBadRequest},
		"mutation by get":       {"GET", get("query", `mutation { trackStory(input: {name: "x"}) { story { id } } }`), "", nil, 200, graph.CodeBadRequest},
		"post":                  {"POST", "/graphql", body(stats), asJSON, 200, ""},
		"post from this origin": {"POST", "/graphql", body(stats), with("Sec-Fetch-Site", "same-origin"), 200, ""},
		"post from elsewhere":   {"POST", "/graphql", body(stats), with("Sec-Fetch-Site", "cross-site"), 403, graph.CodeForbidden},
		"post, other origin":    {"POST", "/graphql", body(stats), with("Origin", "https://evil.example"), 403, graph.CodeForbidden},
		"post as a form":        {"POST", "/graphql", body(stats), http.Header{"Content-Type": {"text/plain"}}, 415, graph.CodeBadRequest},
		"post without a type":   {"POST", "/graphql", body(stats), nil, 415, graph.CodeBadRequest},
		"post, not JSON":        {"POST", "/graphql", "query", asJSON, 400, graph.CodeBadRequest},
		"post, a list":          {"POST", "/graphql", "[" + body(stats) + "]", asJSON, 400, graph.CodeBadRequest},
		"post, wrong types":     {"POST", "/graphql", `{"query": 5}`, asJSON, 400, graph.CodeBadRequest},
		"post, too large":       {"POST", "/graphql", body(stats + strings.Repeat(" ", 1000)), asJSON, 413, graph.CodeTooLarge},
		"post, not GraphQL":     {"POST", "/graphql", body("stats"), asJSON, 422, graph.CodeParse},
		"put":                   {"PUT", "/graphql", body(stats), asJSON, 405, graph.CodeBadRequest},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequestWithContext(t.Context(), tt.method, tt.target, strings.NewReader(tt.body))
			if tt.header != nil {
				r.Header = tt.header
			}
			w := httptest.NewRecorder()
			api.ServeHTTP(w, r)
			if w.Code != tt.status {
				t.Errorf("status %d, want %d: %s", w.Code, tt.status, w.Body)
			}
			if w.Header().Get("X-Content-Type-Options") != "nosniff" || w.Header().Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("headers %v", w.Header())
			}
			var got struct {
				Data   json.RawMessage
				Errors []struct {
					Message    string
					Extensions map[string]any
				}
			}
			if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
				t.Fatalf("%v in %s", err, w.Body)
			}
			switch {
			case tt.code == "" && (len(got.Errors) > 0 || len(got.Data) == 0):
				t.Errorf("got %s, want data", w.Body)
			case tt.code != "" && (len(got.Errors) == 0 || got.Errors[0].Extensions["code"] != tt.code):
				t.Errorf("got %s, want %s", w.Body, tt.code)
			}
		})
	}
}

// TestPersistedQuery sends a query's hash alone, then both, then the hash again.
func TestPersistedQuery(t *testing.T) {
	api := quiet(t, open(t, storetest.SQLite.New(t), 1))
	const hash = "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38" // of {__typename}
	extensions := map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hash}}
	alone := map[string]any{"extensions": extensions}
	if got := at(t, post(t, api, alone), "errors", 0, "extensions", "code"); got != "PERSISTED_QUERY_NOT_FOUND" {
		t.Errorf("hash alone: got %v", got)
	}
	post(t, api, map[string]any{"query": "{__typename}", "extensions": extensions})
	if got := at(t, post(t, api, alone), "data", "__typename"); got != "Query" {
		t.Errorf("hash again: got %v, want the answer", got)
	}
}

// broken returns a handler whose database is gone, and its log.
func broken(t *testing.T) (*graph.Handler, *bytes.Buffer) {
	st, err := store.Open(t.Context(), storetest.SQLite.New(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	return graph.NewHandler(&graph.Resolver{Store: st}, graph.Options{Log: slog.New(slog.NewTextHandler(&log, nil))}), &log
}

func TestInternalErrorIsMasked(t *testing.T) {
	api, log := broken(t)
	err := refused(t.Context(), t, api, `{ stories { nodes { id } } }`, nil)
	if err.Message != "internal error" || err.Extensions["code"] != graph.CodeInternal {
		t.Errorf("got %v %s, want it masked", err.Extensions, err.Message)
	}
	if n := strings.Count(log.String(), "level=ERROR"); n != 1 || !strings.Contains(log.String(), "database is closed") {
		t.Errorf("logged %d errors: %s", n, log)
	}
}

// TestPanicIsMasked asks for a change where there is nobody to make it.
func TestPanicIsMasked(t *testing.T) {
	var log bytes.Buffer
	api := graph.NewHandler(&graph.Resolver{Store: open(t, storetest.SQLite.New(t), 1)}, graph.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	err := refused(t.Context(), t, api, `mutation { trackStory(input: {name: "x"}) { story { id } } }`, nil)
	if err.Message != "internal error" || err.Extensions["code"] != graph.CodeInternal {
		t.Errorf("got %v %s, want it masked", err.Extensions, err.Message)
	}
	if !strings.Contains(log.String(), "nil pointer") || !strings.Contains(log.String(), "mutation.resolvers.go") {
		t.Errorf("the log does not say where: %s", log.String())
	}
}

func TestTimeout(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			var log bytes.Buffer
			api := graph.NewHandler(&graph.Resolver{Store: open(t, d.New(t), 1)},
				graph.Options{Log: slog.New(slog.NewTextHandler(&log, nil)), Timeout: time.Nanosecond})
			if err := refused(t.Context(), t, api, timelineQuery, nil); err.Extensions["code"] != graph.CodeTimeout {
				t.Errorf("in process: got %v %s, want a timeout", err.Extensions, err.Message)
			}
			if got := at(t, post(t, api, map[string]any{"query": timelineQuery}), "errors", 0, "extensions", "code"); got != graph.CodeTimeout {
				t.Errorf("over HTTP: got %v, want a timeout", got)
			}
			if log.Len() > 0 {
				t.Errorf("logged %s", log.String())
			}
		})
	}
}

// TestInterrupted ends the wait for an answer between two of its statements:
// whatever the database calls that, it is no internal error.
func TestInterrupted(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			dsn := d.New(t)
			fill(t, storetest.Open(t, dsn, store.Options{}), 3)
			st := storetest.Open(t, dsn, store.Options{Trace: func(statement string, _ []any) {
				if strings.Contains(statement, "AS timeline") {
					cancel()
				}
			}})
			if err := refused(ctx, t, quiet(t, st), timelineQuery, nil); err.Extensions["code"] != graph.CodeTimeout {
				t.Errorf("got %v %s, want a timeout", err.Extensions, err.Message)
			}
		})
	}
}

// TestDescriptions holds that everything in the schema says what it is, and that
// the whole schema can be read.
func TestDescriptions(t *testing.T) {
	api := quiet(t, open(t, storetest.SQLite.New(t), 1))
	var out struct {
		Schema struct {
			Types []struct {
				Name, Description string
				Fields            []struct {
					Name, Description string
					Args              []struct{ Name, Description string }
				}
				InputFields, EnumValues []struct{ Name, Description string }
			}
		} `json:"__schema"`
	}
	err := api.Query(t.Context(), `{ __schema { types { name description fields { name description args { name description } }
		inputFields { name description } enumValues { name description } } } }`, nil, &out)
	if err != nil {
		t.Fatal(err)
	}
	say := func(description string, path ...string) {
		if description == "" {
			t.Errorf("%s has no description", strings.Join(path, "."))
		}
	}
	for _, typ := range out.Schema.Types {
		if strings.HasPrefix(typ.Name, "__") {
			continue
		}
		say(typ.Description, typ.Name)
		for _, f := range typ.Fields {
			say(f.Description, typ.Name, f.Name)
			for _, a := range f.Args {
				say(a.Description, typ.Name, f.Name, a.Name)
			}
		}
		for _, f := range slices.Concat(typ.InputFields, typ.EnumValues) {
			say(f.Description, typ.Name, f.Name)
		}
	}
	if len(out.Schema.Types) < 40 {
		t.Errorf("%d types", len(out.Schema.Types))
	}
}
