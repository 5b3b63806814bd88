package graph_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/graph/generated"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

const rename = `mutation { renameStory(input: {id: "harbour-strike", title: "Dock strike"}) { story { title } } }`

// TestScopes holds that only callers who may edit change anything, whatever way
// they come, and that the journal names them.
func TestScopes(t *testing.T) {
	st := open(t, storetest.SQLite.New(t), 1)
	api := graph.NewHandler(&graph.Resolver{Store: st, Ingest: service(t, st)}, graph.Options{Log: slog.New(slog.DiscardHandler)})
	if got := at(t, post(t, api, map[string]any{"query": rename}), "errors", 0, "extensions", "code"); got != graph.CodeForbidden {
		t.Errorf("over HTTP without a caller: got %v, want it forbidden", got)
	}
	reader := access.With(t.Context(), access.Caller{Name: "visitor", Scope: models.ScopeRead})
	if err := refused(reader, t, api, rename, nil); err.Extensions["code"] != graph.CodeForbidden || !strings.Contains(err.Message, "needs the scope edit") {
		t.Errorf("a reader: got %v %s", err.Extensions, err.Message)
	}
	var out map[string]any
	editor := access.With(t.Context(), access.Caller{Name: "Night desk", Scope: models.ScopeEdit})
	if err := api.Query(editor, rename, nil, &out); err != nil {
		t.Fatal(err)
	}
	data := ask(t, api, `{ story(id: "harbour-strike") { history(first: 100) { actor field after } } }`, nil)
	history := at(t, data, "story", "history").([]any)
	if last := history[len(history)-1]; at(t, last, "actor") != "Night desk" || at(t, last, "field") != "title" {
		t.Errorf("the journal says %v, want that Night desk changed the title", last)
	}
}

// TestEveryMutationNeedsAScope holds that none is forgotten.
func TestEveryMutationNeedsAScope(t *testing.T) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for _, field := range schema.Mutation.Fields {
		if field.Directives.ForName("scope") == nil && !strings.HasPrefix(field.Name, "__") {
			t.Errorf("%s has no @scope", field.Name)
		}
	}
}

// service does a handler's writing.
func service(t testing.TB, st *store.Store) *ingest.Service {
	t.Helper()
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	return ingest.New(st, reader, slog.New(slog.DiscardHandler))
}

func TestManyAliases(t *testing.T) {
	api := quiet(t, open(t, storetest.SQLite.New(t), 1))
	aliases := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "a%d: stats { events } ", i)
		}
		return "{ " + b.String() + "}"
	}
	ask(t, api, aliases(50), nil)
	if err := refused(t.Context(), t, api, aliases(51), nil); err.Extensions["code"] != graph.CodeComplexity || !strings.Contains(err.Message, "51 fields another name") {
		t.Errorf("got %v %s", err.Extensions, err.Message)
	}
}

func TestNoIntrospection(t *testing.T) {
	st := open(t, storetest.SQLite.New(t), 1)
	api := graph.NewHandler(&graph.Resolver{Store: st}, graph.Options{Log: slog.New(slog.DiscardHandler), NoIntrospection: true})
	const query = `{ __schema { types { name } } }`
	if got := post(t, api, map[string]any{"query": query}); got["errors"] == nil {
		t.Errorf("got %v, want it refused", got)
	}
	if got := post(t, quiet(t, st), map[string]any{"query": query}); got["errors"] != nil {
		t.Errorf("where it is allowed: %v", got)
	}
}

func TestAllowList(t *testing.T) {
	const listed = `query Count { stats { events } }`
	list, err := graph.NewAllowList([]string{listed})
	if err != nil {
		t.Fatal(err)
	}
	st := open(t, storetest.SQLite.New(t), 3)
	api := graph.NewHandler(&graph.Resolver{Store: st}, graph.Options{Log: slog.New(slog.DiscardHandler), Allowed: list})
	sum := sha256.Sum256([]byte(listed))
	byHash := map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hex.EncodeToString(sum[:])}}
	for name, body := range map[string]map[string]any{"by its text": {"query": listed}, "by its hash": {"extensions": byHash}} {
		if got := at(t, post(t, api, body), "data", "stats", "events"); got != 3.0 {
			t.Errorf("a listed query %s: got %v", name, got)
		}
	}
	for name, body := range map[string]map[string]any{
		"another query":      {"query": `{ stats { events } }`},
		"nothing":            {"query": ""},
		"an unknown hash":    {"extensions": map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": strings.Repeat("0", 64)}}},
		"another text by it": {"query": `{ stats { events } }`, "extensions": byHash},
	} {
		if got := at(t, post(t, api, body), "errors", 0, "extensions", "code"); got != graph.CodeNotAllowed {
			t.Errorf("%s: got %v, want it refused", name, got)
		}
	}
	ask(t, api, `{ stats { stories } }`, nil) // what the pages ask
	if _, err := graph.NewAllowList([]string{"{ stats {"}); err == nil {
		t.Error("a list with half a query was taken")
	}
}

// TestETag holds that who has an answer already is told so.
func TestETag(t *testing.T) {
	st := open(t, storetest.SQLite.New(t), 1)
	api := graph.NewHandler(&graph.Resolver{Store: st, Ingest: service(t, st)}, graph.Options{Log: slog.New(slog.DiscardHandler)})
	get := func(query, tag string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/graphql?"+url.Values{"query": {query}}.Encode(), nil)
		if tag != "" {
			r.Header.Set("If-None-Match", tag)
		}
		w := httptest.NewRecorder()
		api.ServeHTTP(w, r)
		return w
	}
	const titles = `{ stories { nodes { title } } }`
	first := get(titles, "")
	tag := first.Header().Get("ETag")
	if first.Code != 200 || tag == "" || !strings.Contains(first.Header().Get("Vary"), "Authorization") {
		t.Fatalf("got %d %v", first.Code, first.Header())
	}
	for _, given := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
		if w := get(titles, given); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("If-None-Match %s: got %d and %d bytes, want 304 and none", given, w.Code, w.Body.Len())
		}
	}
	ask(t, api, rename, nil)
	if w := get(titles, tag); w.Code != 200 || w.Header().Get("ETag") == tag || !strings.Contains(w.Body.String(), "Dock strike") {
		t.Errorf("after a change: got %d %v %s", w.Code, w.Header(), w.Body)
	}
	if w := get(`{ nothing }`, ""); w.Header().Get("ETag") != "" {
		t.Errorf("a refusal has an ETag: %v", w.Header())
	}
}

// TestTrustedOrigin holds that pages of a trusted site may send what changes something.
func TestTrustedOrigin(t *testing.T) {
	st := open(t, storetest.SQLite.New(t), 1)
	api := graph.NewHandler(&graph.Resolver{Store: st}, graph.Options{Log: slog.New(slog.DiscardHandler),
		Trusts: func(origin string) bool { return origin == "https://board.example" }})
	for origin, want := range map[string]int{"https://board.example": 200, "https://evil.example": 403} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(`{"query": "{ stats { events } }"}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Origin", origin)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		w := httptest.NewRecorder()
		if api.ServeHTTP(w, r); w.Code != want {
			t.Errorf("%s: got %d, want %d", origin, w.Code, want)
		}
	}
}

// TestWebhookMutations holds that only an admin makes webhooks, that the secret is
// told once, and that bad addresses and stories are named.
func TestWebhookMutations(t *testing.T) {
	each(t, 1, func(t *testing.T, api *graph.Handler) {
		const create = `mutation($url: String!, $story: ID!) { createWebhook(input: {url: $url, storyIds: [$story]}) { secret webhook { id url storyIds createdBy active cursor failures lastError } } }`
		variables := map[string]any{"url": "https://board.example/hook", "story": "harbour-strike"}
		editor := access.With(t.Context(), access.Caller{Name: "desk", Scope: models.ScopeEdit})
		if err := refused(editor, t, api, create, variables); err.Extensions["code"] != graph.CodeForbidden {
			t.Errorf("an editor: got %v", err.Extensions)
		}
		if err := refused(editor, t, api, `{ webhooks { id } }`, nil); err.Extensions["code"] != graph.CodeForbidden {
			t.Errorf("an editor lists them: got %v", err.Extensions)
		}
		made := at(t, ask(t, api, create, variables), "createWebhook")
		if secret := at(t, made, "secret").(string); !strings.HasPrefix(secret, "whsec_") || at(t, made, "webhook", "storyIds", 0) != sty(3) || at(t, made, "webhook", "active") != true {
			t.Errorf("got %v", made)
		}
		listed := at(t, ask(t, api, `{ webhooks { id url lastError } }`, nil), "webhooks").([]any)
		if len(listed) != 1 || at(t, listed[0], "id") != at(t, made, "webhook", "id") || at(t, listed[0], "lastError") != nil {
			t.Errorf("listed %v", listed)
		}
		if err := refused(t.Context(), t, api, create, map[string]any{"url": "board.example", "story": "harbour-strike"}); err.Extensions["argument"] != "input.url" {
			t.Errorf("a bad address: got %v", err.Extensions)
		}
		if err := refused(t.Context(), t, api, create, map[string]any{"url": "https://board.example", "story": "no-such-story"}); err.Extensions["code"] != graph.CodeNotFound {
			t.Errorf("a story that is not there: got %v", err.Extensions)
		}
		const remove = `mutation($id: ID!) { deleteWebhook(id: $id) { id } }`
		ask(t, api, remove, map[string]any{"id": at(t, made, "webhook", "id")})
		if err := refused(t.Context(), t, api, remove, map[string]any{"id": at(t, made, "webhook", "id")}); err.Extensions["code"] != graph.CodeNotFound {
			t.Errorf("deleting again: got %v", err.Extensions)
		}
	})
}
