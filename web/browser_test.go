package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/throughline-news/throughline/web/browsertest"
)

func TestInBrowser(t *testing.T) {
	browser := browsertest.Find(t)
	h := site(t, 3)
	var mu sync.Mutex
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		line := r.Method + " " + r.URL.Path
		if r.Method == http.MethodPost {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				t.Error(err)
			}
			r.Body = io.NopCloser(strings.NewReader(string(body)))
			if strings.Contains(string(body), "__schema") {
				line += " introspection"
			}
		}
		mu.Lock()
		asked = append(asked, line)
		mu.Unlock()
		h.ServeHTTP(w, r)
	}))
	defer server.Close()
	for path, wanted := range map[string][]string{
		"/":                  {`<h2 id="tracked">Tracked</h2>`, "Ruritania"},
		"/stories/ruritania": {"Delegates met 3 times."},
		// What only GraphiQL's script puts there: the editor with the query in it, the button that runs it.
		"/graphiql?query=%7Bstats%7BmyOwnField%7D%7D": {"graphiql-container", "CodeMirror", "myOwnField", "graphiql-execute-button"},
	} {
		document, log := browsertest.Dump(t, browser, server.URL+path)
		for _, want := range wanted {
			if !strings.Contains(document, want) {
				t.Errorf("%s: no %q in %s\n%s", path, want, document, log)
			}
		}
		for _, bad := range []string{"Content Security Policy", "Uncaught", "Failed to load"} {
			if strings.Contains(log, bad) {
				t.Errorf("%s: the browser says %s", path, log)
			}
		}
	}
	mu.Lock()
	defer mu.Unlock()
	all := strings.Join(asked, "\n")
	for _, want := range []string{"GET /static/style.css", "GET /graphiql/graphiql.min.js", "POST /graphql introspection"} {
		if !strings.Contains(all, want) {
			t.Errorf("the browser did not ask for %s:\n%s", want, all)
		}
	}
}
