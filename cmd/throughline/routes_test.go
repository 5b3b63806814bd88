package main

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

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
	handler, err := routes(st, nil, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
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
