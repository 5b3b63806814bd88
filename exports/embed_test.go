package exports

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// nodes are the elements of a page by name.
func nodes(t *testing.T, body string) map[string][]*html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]*html.Node{}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			out[n.Data] = append(out[n.Data], n)
		}
	}
	return out
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// words is the text of an element.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// TestEmbed reads an embedded timeline back and compares it with the events it is of.
func TestEmbed(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		server := served(t, st, io.Discard)
		response, body := get(t, server, http.MethodGet, "/embed/harbour-talks", "")
		_, entries := exported(t, st, HTML, store.EventFilter{})
		page := nodes(t, body)
		items := slices.DeleteFunc(page["li"], func(n *html.Node) bool { return n.Parent.Data != "ol" })
		if len(items) != len(entries) || words(page["h1"][0]) != told.Title || !strings.Contains(words(page["main"][0]), "9 events · 1 January – 31 March 2026") {
			t.Fatalf("%d entries of %d:\n%s", len(items), len(entries), body)
		}
		for i, e := range entries {
			is := words(items[i])
			date := "No date stated"
			if e.Date != nil {
				date = e.Date.Words()
			}
			for _, want := range []string{date, strings.Join(strings.Fields(e.Summary), " "), standings[e.Status], "The <Example>, & Co", count(e.ReportCount, "report", "reports") + " from 1 independent source"} {
				if !strings.Contains(is, want) {
					t.Errorf("%q is not in %q", want, is)
				}
			}
			if e.Disputed != strings.Contains(is, "sources differ") || strings.Contains(is, "no date is stated") != (e.Date != nil && e.Date.Basis == models.BasisPublication) {
				t.Errorf("%+v is shown as %q", e, is)
			}
		}
		if !strings.Contains(words(page["ol"][0]), "announced: The <Example>, & Co on 2026-01-01 (an aide)") {
			t.Errorf("who announced it is not said:\n%s", body)
		}
		for _, a := range page["a"] {
			to := attribute(a, "href")
			if attribute(a, "rel") != "noopener" || attribute(a, "target") != "_blank" || !strings.HasPrefix(to, "https://news.example/") && !strings.HasPrefix(to, server.URL+"/events/evt_") && to != server.URL+"/stories/harbour-talks" {
				t.Errorf("a link %v", a.Attr)
			}
		}
		for _, banned := range []string{"script", "img", "iframe", "form", "b", "object"} {
			if len(page[banned]) > 0 {
				t.Errorf("has an element %s", banned)
			}
		}
		sum := sha256.Sum256([]byte(page["style"][0].FirstChild.Data))
		policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors https://news.example https://other.example"
		if h := response.Header; h.Get("Content-Security-Policy") != policy || h.Get("X-Frame-Options") != "" || h.Get("Cache-Control") != "public, max-age=60" || h.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("headers %v", h)
		}
		again, rest := get(t, server, http.MethodGet, "/embed/harbour-talks", response.Header.Get("ETag"))
		if again.StatusCode != http.StatusNotModified || rest != "" || again.Header.Get("Cache-Control") != "public, max-age=60" {
			t.Errorf("again: %d, %q", again.StatusCode, rest)
		}
		if alone, _ := get(t, server, http.MethodGet, "/stories/harbour-talks/timeline.html", ""); !strings.HasSuffix(alone.Header.Get("Content-Security-Policy"), "; frame-ancestors 'none'") || alone.Header.Get("X-Frame-Options") != "DENY" {
			t.Errorf("outside of /embed: %v", alone.Header)
		}
	})
}

// TestEmbedParameters holds which events are shown, and what is said of the rest.
func TestEmbedParameters(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		server := served(t, st, io.Discard)
		for query, want := range map[string]struct {
			shown string
			first string
			items int
		}{
			"?first=3":                           {"the first 3 of 9 events", "1 – 31", 3},
			"?key=2":                             {"the 2 most important of 9 events", "", 2},
			"?key=4&first=2":                     {"the 2 most important of 9 events", "", 2},
			"?orderBy=latestFirst&first=2":       {"the latest 2 of 9 events", "March 2026", 2},
			"?orderBy=latestFirst":               {"9 events", "March 2026", 9},
			"?statuses=scheduled":                {"3 of 9 events", "", 3},
			"?statuses=scheduled&first=1":        {"1 of 3 such events", "", 1},
			"?from=2026-03-01&theme=dark":        {"1 of 9 events", "March 2026", 1},
			"?types=AID":                         {"0 of 9 events", "", 0},
			"?disputed=true&orderBy=latestFirst": {"1 of 9 events", "January 2026", 1},
		} {
			response, body := get(t, server, http.MethodGet, "/embed/"+told.ID+query, "")
			page := nodes(t, body)
			if response.StatusCode != http.StatusOK || len(page["h2"]) != want.items || !strings.HasPrefix(words(page["p"][0]), want.shown) {
				t.Errorf("%s: %d with %d entries, %s", query, response.StatusCode, len(page["h2"]), body)
				continue
			}
			if strings.HasSuffix(want.first, "2026") && words(page["p"][1]) != want.first {
				t.Errorf("%s: begins with %q, want %q", query, words(page["p"][1]), want.first)
			}
			if theme := attribute(page["html"][0], "data-theme"); theme != "" != strings.Contains(query, "theme") {
				t.Errorf("%s: theme %q", query, theme)
			}
		}
		for query, want := range map[string]string{
			"first=0": "first: ", "first=101": "first: ", "first=1&first=2": "once", "orderBy=newestFirst": "orderBy: ", "theme=pink": "theme: ", "colour=red": `"colour"`,
			"key=3&orderBy=latestFirst": "key: not with orderBy", "from=yesterday": "from: ", "filter=x": "filter: ",
		} {
			if response, body := get(t, server, http.MethodGet, "/embed/harbour-talks?"+query, ""); response.StatusCode != http.StatusBadRequest || !strings.Contains(body, want) {
				t.Errorf("%s: %d %s, want %s named", query, response.StatusCode, body, want)
			}
		}
		if response, body := get(t, server, http.MethodGet, "/embed/nothing", ""); response.StatusCode != http.StatusNotFound {
			t.Errorf("no story: %d %s", response.StatusCode, body)
		}
	})
}

// TestEmbedOfMerged holds that the address of a story that was merged leads on.
func TestEmbedOfMerged(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		gone := models.Story{ID: idOf(models.StoryPrefix, 2), Slug: "dock-talks", Title: "Dock talks", Status: models.StoryActive}
		err := st.Write(t.Context(), func(tx *store.Tx) error {
			tx = tx.As("editor", "")
			if err := tx.SaveStories([]models.Story{gone}); err != nil {
				return err
			}
			return tx.Redirect(gone.ID, told.ID, "one story")
		})
		if err != nil {
			t.Fatal(err)
		}
		server := served(t, st, io.Discard)
		client := *server.Client()
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		for _, ref := range []string{gone.ID, gone.Slug, strings.ReplaceAll(told.Title, " ", "%20")} {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/embed/"+ref+"?theme=dark&first=3", nil)
			if err != nil {
				t.Fatal(err)
			}
			response, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if response.StatusCode != http.StatusFound || response.Header.Get("Location") != "/embed/harbour-talks?first=3&theme=dark" {
				t.Errorf("%s: %d to %q", ref, response.StatusCode, response.Header.Get("Location"))
			}
		}
	})
}

// TestEmbedHostile holds that no text of the web becomes markup, an address or a style.
func TestEmbedHostile(t *testing.T) {
	st := filled(t, storetest.SQLite.New(t))
	for n, bad := range []string{`</style><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "\u202eright to left\u202c", `{{.}} ${x} <!-- `, strings.Repeat("long", 500)} {
		err := st.Write(t.Context(), func(tx *store.Tx) error {
			s := told
			s.Title = bad
			h := happenings()[0]
			h.event.ID, h.event.Summary = idOf(models.EventPrefix, 90+n), bad
			if err := tx.As("editor", "").SaveStories([]models.Story{s}); err != nil {
				return err
			}
			return saveHappening(tx.As("reader", ""), 90+n, h, idOf(models.EntityPrefix, 1))
		})
		if err != nil {
			t.Fatal(err)
		}
		server := served(t, st, io.Discard)
		_, body := get(t, server, http.MethodGet, "/embed/harbour-talks?first=100", "")
		page := nodes(t, body)
		shown := strings.Join(strings.Fields(bad), " ")
		if words(page["h1"][0]) != shown || !slices.ContainsFunc(page["h2"], func(n *html.Node) bool { return words(n) == shown }) {
			t.Errorf("%q is not shown as it is", bad)
		}
		for name := range page {
			if name == "script" || name == "img" || name == "b" {
				t.Errorf("%q: an element %s", bad, name)
			}
		}
		for name, elements := range page {
			for _, n := range elements {
				for _, a := range n.Attr {
					if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.Contains(a.Val, "ZgotmplZ") {
						t.Errorf("%q: <%s %s=%q>", bad, name, a.Key, a.Val)
					}
				}
			}
		}
	}
}

// TestShownOf holds what is said of the part that is not shown.
func TestShownOf(t *testing.T) {
	for _, tt := range []struct {
		o      Options
		key    int
		chosen int
		all    int
		want   string
	}{
		{Options{}, 0, 1, 1, "1 event"},
		{Options{First: 20}, 20, 5, 5, "5 events"},
		{Options{First: 20}, 20, 143, 143, "the 20 most important of 143 events"},
		{Options{First: 10}, 20, 143, 143, "the 10 most important of 143 events"},
		{Options{First: 10}, 0, 143, 143, "the first 10 of 143 events"},
		{Options{First: 10, Latest: true}, 0, 143, 143, "the latest 10 of 143 events"},
		{Options{First: 10}, 0, 30, 143, "10 of 30 such events"},
		{Options{}, 0, 30, 143, "30 of 143 events"},
		{Options{First: 10}, 0, store.MaxCounted + 1, 90_000, "10 of more than 1000 such events"},
		{Options{}, 0, store.MaxCounted + 1, 90_000, "more than 1000 of 90000 events"},
	} {
		chosen := store.Total{Count: min(tt.chosen, store.MaxCounted), Exact: tt.chosen <= store.MaxCounted}
		if got := shownOf(tt.o, tt.key, chosen, tt.all); got != tt.want {
			t.Errorf("%s: got %q, want %q", fmt.Sprintf("%+v", tt), got, tt.want)
		}
	}
}
