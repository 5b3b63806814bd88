package main

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

func TestRoutes(t *testing.T) {
	st, err := store.Open(t.Context(), storetest.SQLite.New(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	handler := serving(t, st, accessFlags{Anonymous: "auto"}, &log)
	server := httptest.NewServer(handler)
	defer server.Close()
	get := func(path string) (status int, body string) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		raw, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(raw)
	}
	for path, want := range map[string]struct {
		status int
		body   string
	}{
		"/":                                      {200, "<h1>Stories</h1>"},
		"/healthz":                               {200, "ok"},
		"/graphiql":                              {200, "GraphiQL"},
		"/graphql?query=%7Bstats%7Bevents%7D%7D": {200, `{"data":{"stats":{"events":0}}`},
		"/nothing":                               {404, "nothing at this address"},
	} {
		if status, body := get(path); status != want.status || !strings.Contains(body, want.body) {
			t.Errorf("%s: got %d %s, want %d with %q", path, status, body, want.status, want.body)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if status, body := get("/healthz"); status != 503 || strings.Contains(body, "sql") {
		t.Errorf("without a database: got %d %q, want 503 and no details", status, body)
	}
	if !strings.Contains(log.String(), "closed") {
		t.Errorf("the log does not say why: %q", log.String())
	}
}

// serving is what serve answers on a loopback address, with these flags.
func serving(t *testing.T, st *store.Store, flags accessFlags, log io.Writer) http.Handler {
	t.Helper()
	logger := slog.New(slog.NewTextHandler(log, nil))
	gate, err := flags.gate("127.0.0.1:8080", st, logger)
	if err != nil {
		t.Fatal(err)
	}
	opts, err := flags.options(gate, logger)
	if err != nil {
		t.Fatal(err)
	}
	embedOn, err := flags.embedOn()
	if err != nil {
		t.Fatal(err)
	}
	handler, err := routes(st, graph.NewHandler(&graph.Resolver{Store: st}, opts), gate, embedOn, logger)
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

// TestAccessFlags holds what a server allows when nothing else is said: on this
// machine's own addresses to edit, under its own names; elsewhere to read.
func TestAccessFlags(t *testing.T) {
	for _, test := range []struct {
		addr, anonymous string
		scope           models.Scope
		hosts           int
	}{
		{"127.0.0.1:8080", "auto", models.ScopeEdit, 4},
		{"localhost:8080", "auto", models.ScopeEdit, 4},
		{"[::1]:8080", "auto", models.ScopeEdit, 4},
		{"0.0.0.0:8080", "auto", models.ScopeRead, 0},
		{":8080", "auto", models.ScopeRead, 0},
		{"192.0.2.7:80", "edit", models.ScopeEdit, 0},
		{"127.0.0.1:8080", "none", "", 4},
	} {
		gate, err := accessFlags{Anonymous: test.anonymous}.gate(test.addr, nil, nil)
		if err != nil || gate.Anonymous != test.scope || len(gate.Hosts) != test.hosts {
			t.Errorf("%s, %s: got %+v, %v; want scope %q and %d names", test.addr, test.anonymous, gate, err, test.scope, test.hosts)
		}
	}
	if _, err := (accessFlags{Anonymous: "auto", Origin: []string{"board.example"}}).gate("127.0.0.1:1", nil, nil); err == nil || !strings.Contains(err.Error(), "board.example") {
		t.Errorf("a bad origin: got %v", err)
	}
	for _, test := range []struct {
		given, sites []string
	}{{[]string{"*"}, []string{"*"}}, {[]string{"none"}, nil}, {[]string{"https://news.example", "http://127.0.0.1:8081"}, []string{"https://news.example", "http://127.0.0.1:8081"}}} {
		if got, err := (accessFlags{EmbedOn: test.given}).embedOn(); err != nil || !slices.Equal(got, test.sites) {
			t.Errorf("--embed-on %v: got %v, %v", test.given, got, err)
		}
	}
	for _, bad := range []string{"news.example", "https://news.example/x", "https://*", "https://a.example; script-src *", "none "} {
		if got, err := (accessFlags{EmbedOn: []string{bad}}).embedOn(); err == nil || !strings.Contains(err.Error(), "--embed-on") {
			t.Errorf("--embed-on %q: got %v, %v", bad, got, err)
		}
	}
	if _, err := (accessFlags{AllowList: t.TempDir()}).options(&access.Gate{}, nil); err == nil || !strings.Contains(err.Error(), "no .graphql files") {
		t.Errorf("an empty allow-list: got %v", err)
	}
}

// TestFrames holds that only embedded timelines may be framed, on the sites that may,
// and that what is not for everyone is neither shown nor described without a token.
func TestFrames(t *testing.T) {
	db := filepath.Join(t.TempDir(), "t.db")
	must(t, "stories", "track", "--db", db, "Harbour talks")
	st, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	get := func(flags accessFlags, path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		r.Host = "127.0.0.1:8080"
		serving(t, st, flags, io.Discard).ServeHTTP(w, r)
		return w
	}
	open := accessFlags{Anonymous: "read", EmbedOn: []string{"https://news.example"}}
	for _, path := range []string{"/", "/stories/harbour-talks", "/graphiql", "/nothing", "/stories/harbour-talks/timeline.html", "/stories/harbour-talks/timeline.csv", "/agenda.ics"} {
		h := get(open, path).Header()
		if h.Get("X-Frame-Options") != "DENY" || !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
			t.Errorf("%s may be framed: %v", path, h)
		}
	}
	if w := get(open, "/embed/harbour-talks"); w.Code != http.StatusOK || !strings.HasSuffix(w.Header().Get("Content-Security-Policy"), "frame-ancestors https://news.example") || w.Header().Get("Cache-Control") != "public, max-age=60" {
		t.Errorf("%d, %v", w.Code, w.Header())
	}
	if w := get(accessFlags{Anonymous: "read", EmbedOn: []string{"none"}}, "/embed/harbour-talks"); !strings.HasSuffix(w.Header().Get("Content-Security-Policy"), "frame-ancestors 'none'") {
		t.Errorf("on no site: %v", w.Header())
	}
	for _, path := range []string{"/embed/harbour-talks", "/oembed?url=http%3A%2F%2F127.0.0.1%3A8080%2Fstories%2Fharbour-talks"} {
		if w := get(open, path); w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
		if w := get(accessFlags{Anonymous: "none"}, path); w.Code != http.StatusUnauthorized || strings.Contains(w.Body.String(), "Harbour") {
			t.Errorf("%s without a token: %d %s", path, w.Code, w.Body)
		}
	}
}
