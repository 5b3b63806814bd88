package main

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
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
	if _, err := (accessFlags{AllowList: t.TempDir()}).options(&access.Gate{}, nil); err == nil || !strings.Contains(err.Error(), "no .graphql files") {
		t.Errorf("an empty allow-list: got %v", err)
	}
}
