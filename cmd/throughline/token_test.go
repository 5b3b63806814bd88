package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/store"
)

// TestTokenLetsIn makes a token on the command line, uses it, and revokes it.
func TestTokenLetsIn(t *testing.T) {
	db := filepath.Join(t.TempDir(), "news.db")
	command := func(want int, args ...string) (out, err string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), append(args, "--db", db), stdio{nil, &stdout, &stderr}); code != want {
			t.Fatalf("%v: exit %d, want %d: %s", args, code, want, stderr.String())
		}
		return stdout.String(), stderr.String()
	}
	secret, said := command(exitDone, "token", "create", "--scope", "read", "--expires", "90d", "Board")
	secret = strings.TrimSpace(secret)
	if !strings.HasPrefix(secret, "tl_") || strings.Contains(said, secret) {
		t.Fatalf("printed %q and said %q, want the secret alone on standard output", secret, said)
	}
	for _, bad := range [][]string{{"Board"}, {"--expires", "tomorrow", "x"}, {"--expires", "2001-01-01", "x"}, {"--expires", "0d", "x"}, {"linker"}} {
		var stderr bytes.Buffer
		if code := run(t.Context(), append([]string{"token", "create", "--db", db}, bad...), stdio{nil, io.Discard, &stderr}); code == exitDone || stderr.Len() == 0 {
			t.Errorf("%v: exit %d and %q, want a refusal", bad, code, stderr.String())
		}
	}

	st, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	server := httptest.NewServer(serving(t, st, accessFlags{Anonymous: "none", Budget: 1000}, io.Discard))
	defer server.Close()
	ask := func(path, query string) (int, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+path, strings.NewReader(`{"query": "`+query+`"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		if secret != "" {
			r.Header.Set("Authorization", "Bearer "+secret)
		}
		response, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(body)
	}
	if status, body := ask("/graphql", "{ stats { events } }"); status != 200 || !strings.Contains(body, `"events":0`) {
		t.Errorf("with the token: got %d %s", status, body)
	}
	if _, body := ask("/graphql", `mutation { trackStory(input: {name: \"x\"}) { story { id } } }`); !strings.Contains(body, "needs the scope edit, and Board has read") {
		t.Errorf("a change with a token to read: got %s", body)
	}
	if out, _ := command(exitDone, "token", "list"); !strings.Contains(out, "Board") || !strings.Contains(out, "expires") || strings.Contains(out, secret) {
		t.Errorf("list: %s", out)
	}
	command(exitDone, "token", "revoke", "Board")
	if status, body := ask("/graphql", "{ stats { events } }"); status != 401 || !strings.Contains(body, "revoked") {
		t.Errorf("after revoking: got %d %s", status, body)
	}
	secret = ""
	if status, _ := ask("/", ""); status != 401 {
		t.Errorf("the pages without a token: got %d, want 401", status)
	}
	if _, said := command(exitRefused, "token", "revoke", "Nobody"); !strings.Contains(said, `no token "Nobody"`) {
		t.Errorf("revoke what is not there: %s", said)
	}
}

func TestParseExpiry(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for in, want := range map[string]time.Time{
		"": {}, "1d": now.AddDate(0, 0, 1), "90d": now.AddDate(0, 0, 90), "2027-01-31": time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC),
	} {
		if got, err := parseExpiry(in, now); err != nil || !got.Equal(want) {
			t.Errorf("%q: got %v %v, want %v", in, got, err, want)
		}
	}
	for _, bad := range []string{"d", "-1d", "0d", "90", "90 d", "90days", "2027-13-01", "2027-01"} {
		if got, err := parseExpiry(bad, now); err == nil {
			t.Errorf("%q: got %v, want an error", bad, got)
		}
	}
}
