package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/web/browsertest"
)

// TestEmbedInBrowser puts what oEmbed gives for a story into a page of another site
// that lets nothing in but this frame, and reads what a reader of that page sees.
func TestEmbedInBrowser(t *testing.T) {
	browser := browsertest.Find(t)
	server := httptest.NewServer(site(t, 3))
	defer server.Close()
	ours := "http://throughline.example:" + portOf(t, server.URL)
	var policies http.Header
	page := ""
	paper := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" { // the icon that browsers ask for
			w.WriteHeader(http.StatusNoContent)
			return
		}
		for name := range policies {
			w.Header().Set(name, policies.Get(name))
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	}))
	defer paper.Close()
	theirs := paper.URL // an address that browsers trust: isolation is for such only

	frame := describedAt(t, server.URL, ours, "/stories/ruritania")
	page = "<!doctype html><html lang=en><title>A paper</title><p>Before the frame.</p>" + frame + "<p>Behind it.</p>"
	for name, headers := range map[string]http.Header{
		"strict policy":     {"Content-Security-Policy": {"default-src 'none'; frame-src " + ours}},
		"isolated from all": {"Content-Security-Policy": {"default-src 'none'; frame-src " + ours}, "Cross-Origin-Embedder-Policy": {"require-corp"}, "Cross-Origin-Opener-Policy": {"same-origin"}},
	} {
		t.Run(name, func(t *testing.T) {
			policies = headers
			shown := browsertest.Show(t, browser, theirs+"/", 1)
			if shown.Text != "Before the frame. Behind it." || len(shown.Frames) != 1 {
				t.Fatalf("got %+v", shown)
			}
			for _, want := range []string{strings.Join(strings.Fields(hostile), " "), "3 events", "4 January 2025", "Delegates met 3", "No date stated", "The Sample", "The whole timeline"} {
				if !strings.Contains(shown.Frames[0], want) {
					t.Errorf("no %q is seen in the frame: %s", want, shown.Frames[0])
				}
			}
			if len(shown.Log) > 0 {
				t.Errorf("the browser says %q", shown.Log)
			}
		})
	}
	policies = nil
	page = `<!doctype html><html lang=en><title>A paper</title><iframe src="` + ours + `/stories/ruritania"></iframe>`
	if shown := browsertest.Show(t, browser, theirs+"/", 1); strings.Contains(fmt.Sprint(shown.Frames), "Delegates") || !strings.Contains(fmt.Sprint(shown.Log), "frame") {
		t.Errorf("a page that is not for frames shows %+v", shown)
	}
}

func portOf(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Port()
}

// describedAt is the HTML that the server at an address gives by oEmbed for a page
// of its own, asked by its name.
func describedAt(t *testing.T, address, name, page string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/oembed?url="+url.QueryEscape(name+page), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = strings.TrimPrefix(name, "http://")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var described struct{ HTML string }
	if err := json.NewDecoder(response.Body).Decode(&described); err != nil || described.HTML == "" {
		t.Fatalf("%d: %+v, %v", response.StatusCode, described, err)
	}
	return described.HTML
}
