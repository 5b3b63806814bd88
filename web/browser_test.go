package web_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// chromium returns the browser's path. Without one the test is skipped, or fails
// when THROUGHLINE_TEST_REQUIRE has "chromium" in it.
func chromium(t *testing.T) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if strings.Contains(os.Getenv("THROUGHLINE_TEST_REQUIRE"), "chromium") {
		t.Fatal("there is no Chromium")
	}
	t.Skip("NOT TESTED IN A BROWSER: there is no Chromium")
	return ""
}

// dump lets the browser load an address and returns the document it has made of
// it, and what it logged. It cannot reach any other server.
func dump(t *testing.T, browser, address string) (document, log string) {
	t.Helper()
	profile, err := os.MkdirTemp("", "throughline-browser-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(profile) // not t.TempDir: the browser's last process may still write there
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var out, errs strings.Builder
	run := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir="+profile,
		"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--enable-logging=stderr", "--virtual-time-budget=20000", "--dump-dom", address)
	run.Stdout, run.Stderr = &out, &errs
	if err := run.Run(); err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	return out.String(), errs.String()
}

func TestInBrowser(t *testing.T) {
	browser := chromium(t)
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
		document, log := dump(t, browser, server.URL+path)
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
