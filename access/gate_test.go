package access_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/models"
)

// clock is a time that tests move.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// tokens are kept by their hashes.
type tokens map[string]models.Token

func (t tokens) find(_ context.Context, hash string) (models.Token, error) {
	token, ok := t[hash]
	if !ok {
		return models.Token{}, access.ErrNoToken
	}
	return token, nil
}

// add makes a token and returns its secret.
func (t tokens) add(tb testing.TB, name string, scope models.Scope, now, expires time.Time) string {
	tb.Helper()
	token, secret, err := access.NewToken(name, scope, now, expires)
	if err != nil {
		tb.Fatal(err)
	}
	t[token.Hash] = token
	return secret
}

// wrapped is a gate before a handler that tells who came in and spends 40.
func wrapped(tb testing.TB, o access.Options) http.Handler {
	tb.Helper()
	gate, err := access.NewGate(o)
	if err != nil {
		tb.Fatal(err)
	}
	return gate.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		caller, ok := access.From(r.Context())
		if !ok {
			tb.Error("no caller in the context")
		}
		access.Spend(r.Context(), 40)
		_, _ = w.Write([]byte(caller.Name + " " + string(caller.Scope)))
	}))
}

// request is one request, as its headers say.
func request(h http.Handler, method string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://news.test/graphql", nil)
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		} else {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// code is the code of the error in an answer.
func code(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var answer struct {
		Errors []struct {
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || len(answer.Errors) != 1 {
		t.Fatalf("got %d %s, want one error", w.Code, w.Body)
	}
	return answer.Errors[0].Extensions.Code
}

func TestWhoComesIn(t *testing.T) {
	c := &clock{time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	known := tokens{}
	desk := known.add(t, "Night desk", models.ScopeEdit, c.now, time.Time{})
	brief := known.add(t, "Visitor", models.ScopeRead, c.now, c.now.Add(time.Hour))
	gone := known.add(t, "Gone", models.ScopeAdmin, c.now, time.Time{})
	revoked := known[access.Hash(gone)]
	revoked.RevokedAt = &c.now
	known[access.Hash(gone)] = revoked

	open := wrapped(t, access.Options{Token: known.find, Anonymous: models.ScopeRead, Now: c.Now})
	closed := wrapped(t, access.Options{Token: known.find, Now: c.Now})
	for _, test := range []struct {
		name    string
		handler http.Handler
		headers []string
		after   time.Duration
		want    string // the caller, or the code of a refusal
	}{
		{"no token where that is allowed", open, nil, 0, "anonymous read"},
		{"no token where it is not", closed, nil, 0, access.CodeUnauthenticated},
		{"a token", closed, []string{"Authorization", "Bearer " + desk}, 0, "Night desk edit"},
		{"a token as a password", closed, []string{"Authorization", basic("anyone", desk)}, 0, "Night desk edit"},
		{"a wrong token is no anonymous caller", open, []string{"Authorization", "Bearer tl_wrong"}, 0, access.CodeUnauthenticated},
		{"another kind of credentials", open, []string{"Authorization", "Digest x"}, 0, access.CodeUnauthenticated},
		{"a token in time", open, []string{"Authorization", "bearer " + brief}, 59 * time.Minute, "Visitor read"},
		{"a token that has expired", open, []string{"Authorization", "Bearer " + brief}, time.Hour, access.CodeUnauthenticated},
		{"a token that was revoked", open, []string{"Authorization", "Bearer " + gone}, 0, access.CodeUnauthenticated},
	} {
		start := c.now
		c.now = start.Add(test.after)
		w := request(test.handler, http.MethodGet, test.headers...)
		c.now = start
		got := w.Body.String()
		if w.Code != http.StatusOK {
			got = code(t, w)
			if w.Code != http.StatusUnauthorized || w.Header().Get("WWW-Authenticate") == "" {
				t.Errorf("%s: got %d and headers %v, want 401 and how to authenticate", test.name, w.Code, w.Header())
			}
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func basic(user, password string) string {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.SetBasicAuth(user, password)
	return r.Header.Get("Authorization")
}

func TestLookUpThatFails(t *testing.T) {
	var log bytes.Buffer
	h := wrapped(t, access.Options{
		Token: func(context.Context, string) (models.Token, error) { return models.Token{}, errors.New("disk on fire") },
		Now:   time.Now, Log: slog.New(slog.NewTextHandler(&log, nil)),
	})
	w := request(h, http.MethodGet, "Authorization", "Bearer tl_x")
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "disk") || !strings.Contains(log.String(), "disk on fire") {
		t.Errorf("got %d %s, logged %s; want 500, the cause in the log alone", w.Code, w.Body, log.String())
	}
}

// A page elsewhere reaches a server on this machine by a name of its own that
// leads here: the Host header gives it away.
func TestHosts(t *testing.T) {
	h := wrapped(t, access.Options{Anonymous: models.ScopeEdit, Hosts: []string{"localhost", "127.0.0.1", "::1"}, Now: time.Now})
	for host, want := range map[string]int{
		"localhost:8080": 200, "LOCALHOST": 200, "127.0.0.1:8080": 200, "[::1]:8080": 200, "[::1]": 200,
		"evil.example:8080": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example": 421, "": 421,
	} {
		if w := request(h, http.MethodPost, "Host", host); w.Code != want {
			t.Errorf("Host %q: got %d, want %d", host, w.Code, want)
		}
	}
}

func TestOrigins(t *testing.T) {
	h := wrapped(t, access.Options{Anonymous: models.ScopeRead, Origins: []string{"https://board.example"}, Now: time.Now})
	w := request(h, http.MethodOptions, "Origin", "https://board.example", "Access-Control-Request-Method", "POST")
	if w.Code != http.StatusNoContent || w.Header().Get("Access-Control-Allow-Origin") != "https://board.example" || !strings.Contains(w.Header().Get("Access-Control-Allow-Headers"), "Authorization") {
		t.Errorf("what a browser asks first: got %d %v", w.Code, w.Header())
	}
	w = request(h, http.MethodPost, "Origin", "https://board.example")
	if w.Code != http.StatusOK || w.Header().Get("Access-Control-Allow-Origin") != "https://board.example" || w.Header().Get("Vary") != "Origin" {
		t.Errorf("a listed site: got %d %v", w.Code, w.Header())
	}
	for _, origin := range []string{"https://evil.example", "http://board.example", "https://board.example.evil.example", "null"} {
		if w := request(h, http.MethodPost, "Origin", origin); w.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s may read answers", origin)
		}
	}
	for _, bad := range []string{"board.example", "https://board.example/", "https://", "https://board.example/path"} {
		if _, err := access.NewGate(access.Options{Origins: []string{bad}}); err == nil {
			t.Errorf("origin %q was taken", bad)
		}
	}
}

func TestBudget(t *testing.T) {
	c := &clock{time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	known := tokens{}
	desk := known.add(t, "Night desk", models.ScopeRead, c.now, time.Time{})
	h := wrapped(t, access.Options{Token: known.find, Anonymous: models.ScopeRead, Budget: 60, Now: c.Now})

	w := request(h, http.MethodGet) // spends 1 and 40 of 60
	if got := w.Header(); w.Code != 200 || got.Get("RateLimit-Limit") != "60" || got.Get("RateLimit-Remaining") != "19" || got.Get("RateLimit-Reset") != "41" {
		t.Errorf("first: got %d %v, want 19 of 60 left", w.Code, got)
	}
	if w = request(h, http.MethodGet); w.Code != 200 || w.Header().Get("RateLimit-Remaining") != "0" { // owes 22
		t.Errorf("second: got %d %v, want it answered and nothing left", w.Code, w.Header())
	}
	w = request(h, http.MethodGet)
	if w.Code != http.StatusTooManyRequests || code(t, w) != access.CodeRateLimited || w.Header().Get("Retry-After") != "23" {
		t.Errorf("third: got %d %v %s, want to wait 23 s", w.Code, w.Header(), w.Body)
	}
	if w = request(h, http.MethodGet, "Authorization", "Bearer "+desk); w.Code != 200 || w.Header().Get("RateLimit-Remaining") != "19" {
		t.Errorf("another caller: got %d %v, want a budget of its own", w.Code, w.Header())
	}
	c.now = c.now.Add(22 * time.Second)
	if w = request(h, http.MethodGet); w.Code != http.StatusTooManyRequests {
		t.Errorf("a second too early: got %d", w.Code)
	}
	c.now = c.now.Add(time.Second)
	if w = request(h, http.MethodGet); w.Code != 200 {
		t.Errorf("after the wait: got %d", w.Code)
	}
}

func TestNewToken(t *testing.T) {
	now := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	for _, bad := range []struct {
		name    string
		scope   models.Scope
		expires time.Time
	}{
		{"", models.ScopeRead, time.Time{}}, {"  ", models.ScopeRead, time.Time{}}, {"a\nb", models.ScopeRead, time.Time{}},
		{strings.Repeat("x", 81), models.ScopeRead, time.Time{}}, {"Linker", models.ScopeRead, time.Time{}},
		{"desk", "root", time.Time{}}, {"desk", "", time.Time{}}, {"desk", models.ScopeRead, now},
	} {
		if _, _, err := access.NewToken(bad.name, bad.scope, now, bad.expires); err == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
	a, secret, err := access.NewToken(" desk ", models.ScopeRead, now, time.Time{})
	if err != nil || a.Name != "desk" || a.Hash != access.Hash(secret) || len(secret) < 40 {
		t.Errorf("got %+v, %q, %v", a, secret, err)
	}
	if _, other, _ := access.NewToken("desk", models.ScopeRead, now, time.Time{}); other == secret {
		t.Error("two tokens have one secret")
	}
}
