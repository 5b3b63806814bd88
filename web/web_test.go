package web_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// TestEveryPage follows every link of the site and holds what must be true of
// all pages, hostile texts in them or not.
func TestEveryPage(t *testing.T) {
	h := site(t, 35)
	todo := []string{"/", "/search?text=delegates", "/search?text=%3Cscript%3E", "/stories/ruritania?from=2025-01-03&to=2025-01-09&text=%22%3E%3Cb%3E", "/nothing"}
	pages := map[string]page{}
	var fragments [][3]string // page, link, id
	for len(todo) > 0 {
		target := todo[0]
		todo = todo[1:]
		if pages[target] != nil {
			continue
		}
		w := get(t, h, target)
		want := http.StatusOK
		if target == "/nothing" {
			want = http.StatusNotFound
		}
		if w.Code != want || w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: %d %s", target, w.Code, w.Header().Get("Content-Type"))
		}
		p := parse(t, w.Body.String())
		pages[target] = p
		check(t, target, w.Body.String(), p)
		for _, a := range p["a"] {
			to := resolve(t, target, attr(a, "href"))
			switch {
			case to.Host != "":
				if to.Scheme != "https" || to.Host != "www.news.example" {
					t.Errorf("%s: links to %s", target, to)
				}
			case strings.Contains(to.Path, "/timeline.") || strings.HasPrefix(to.Path, "/embed/"): // no page of the site's own
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, to.RequestURI(), nil))
				if w.Code != http.StatusOK || w.Header().Get("Content-Type") == "" {
					t.Errorf("%s: links to %s, which gives %d, %v", target, to, w.Code, w.Header())
				}
			case to.Path != "/graphiql":
				fragments = append(fragments, [3]string{target, to.RequestURI(), to.Fragment})
				todo = append(todo, to.RequestURI())
			}
		}
	}
	if len(pages) < 70 {
		t.Errorf("visited %d pages only", len(pages))
	}
	for _, f := range fragments {
		if f[2] != "" && !slices.Contains(ids(pages[f[1]]), f[2]) {
			t.Errorf("%s: links to %s#%s, where there is nothing of this id", f[0], f[1], f[2])
		}
	}
}

// check holds that no text became markup, and that the page can be read by ear
// and by keyboard.
func check(t *testing.T, target, body string, p page) {
	t.Helper()
	for _, banned := range []string{"script", "img", "iframe", "style", "b"} {
		if len(p[banned]) > 0 {
			t.Errorf("%s: has an element %s", target, banned)
		}
	}
	for name, elements := range p {
		for _, n := range elements {
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") || strings.Contains(a.Val, "ZgotmplZ") {
					t.Errorf("%s: <%s %s=%q>", target, name, a.Key, a.Val)
				}
			}
		}
	}
	if strings.Contains(body, "<no value>") {
		t.Errorf("%s: a value is missing", target)
	}
	if len(p["h1"]) != 1 || words(p["h1"][0]) == "" || len(p["main"]) != 1 || attr(p["html"][0], "lang") == "" || !strings.HasSuffix(words(p["title"][0]), " · Throughline") {
		t.Errorf("%s: h1, main, lang or title is missing", target)
	}
	all := ids(p)
	if once := slices.Compact(slices.Sorted(slices.Values(all))); len(once) != len(all) {
		t.Errorf("%s: ids come twice: %v", target, all)
	}
	for _, n := range slices.Concat(p["input"], p["textarea"]) {
		labelled := n.Parent.Data == "label"
		for _, l := range p["label"] {
			labelled = labelled || attr(l, "for") != "" && attr(l, "for") == attr(n, "id")
		}
		if !labelled {
			t.Errorf("%s: an input has no label", target)
		}
	}
	for _, n := range p["a"] {
		if words(n) == "" {
			t.Errorf("%s: a link to %s has no text", target, attr(n, "href"))
		}
	}
}

func ids(p page) []string {
	var out []string
	for _, elements := range p {
		for _, n := range elements {
			if v := attr(n, "id"); v != "" {
				out = append(out, v)
			}
		}
	}
	return out
}

// TestHostileTextIsShown holds that texts are shown as they are, not cut off.
func TestHostileTextIsShown(t *testing.T) {
	h := site(t, 2)
	want := strings.Join(strings.Fields(hostile), " ")
	for target, element := range map[string]string{"/stories/ruritania": "blockquote", "/events/" + eventID(1): "h1", "/articles/" + articleID(1): "h1"} {
		p := parse(t, get(t, h, target).Body.String())
		if got := words(p[element][0]); got != want {
			t.Errorf("%s: %s is %q, want %q", target, element, got, want)
		}
	}
	p := parse(t, get(t, h, "/articles/"+articleID(1)).Body.String())
	for _, a := range p["a"] {
		if strings.Contains(attr(a, "href"), "alert") {
			t.Errorf("the address of the article is linked: %s", attr(a, "href"))
		}
	}
}

// TestTimelinePages follows "Next page": every event is shown once, in order.
func TestTimelinePages(t *testing.T) {
	h := site(t, 70)
	var got []string
	for target := "/stories/ruritania"; target != ""; {
		p := parse(t, get(t, h, target).Body.String())
		for _, n := range p["h3"] {
			got = append(got, attr(n.FirstChild, "href"))
		}
		next := ""
		for _, a := range p["a"] {
			if attr(a, "rel") == "next" {
				next = resolve(t, target, attr(a, "href")).RequestURI()
			}
		}
		target = next
	}
	want := []string{"/events/" + eventID(1)}
	for n := 3; n <= 70; n++ {
		want = append(want, "/events/"+eventID(n))
	}
	want = append(want, "/events/"+eventID(2)) // it has no date
	if !slices.Equal(got, want) {
		t.Errorf("got %d events %v\nwant %d %v", len(got), got, len(want), want)
	}
}

// TestStoryPage holds what a timeline says of an event.
func TestStoryPage(t *testing.T) {
	p := parse(t, get(t, site(t, 3), "/stories/ruritania?from=2025-01-04&to=2025-01-04").Body.String())
	got := words(p["ol"][0])
	for _, want := range []string{"4 January 2025", "stated with it", "“that day”", "Delegates met 3", "consult · talks", "unreported", "Zenda", "Ruritania", "Delegates met 3 times.",
		"Headline 3, The Sample, 4 January 2025 · news.example", "1 report, 1 origin", "belongs here with 90 %"} {
		if !strings.Contains(got, want) {
			t.Errorf("the timeline has no %q: %s", want, got)
		}
	}
	if n := len(p["h3"]); n != 1 {
		t.Errorf("%d events on this day, want 1", n)
	}
	if got := attr(p["time"][0], "datetime"); got != "2025-01-04" {
		t.Errorf("time %q", got)
	}
}

// TestArticlePage holds that a quote is marked where it is in the text.
func TestArticlePage(t *testing.T) {
	p := parse(t, get(t, site(t, 3), "/articles/"+articleID(3)).Body.String())
	before, quote, after := text(3)
	if got, want := words(p["article"][0]), strings.Join(strings.Fields(before+quote+after), " "); got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	if len(p["mark"]) != 1 || words(p["mark"][0]) != quote {
		t.Errorf("marked %v, want %q", p["mark"], quote)
	}
}

func TestProblems(t *testing.T) {
	h := site(t, 1)
	for target, want := range map[string]struct {
		status int
		says   string
	}{
		"/stories/none":                     {404, "no such story"},
		"/events/" + articleID(1):           {404, "no such event"},
		"/articles/%00":                     {404, "no such article"},
		"/stories/ruritania/more":           {404, "nothing at this address"},
		"/static/none.css":                  {404, "nothing at this address"},
		"/graphiql/index.html":              {404, "nothing at this address"},
		"/stories/ruritania?from=yesterday": {400, "YYYY-MM-DD"},
		"/stories/ruritania?after=x":        {400, "after"},
		"/?after=%3Cb%3E":                   {400, "after"},
	} {
		w := get(t, h, target)
		if w.Code != want.status || !strings.Contains(w.Body.String(), want.says) {
			t.Errorf("%s: got %d %s, want %d with %q", target, w.Code, w.Body, want.status, want.says)
		}
	}
	if w := get(t, h, "/search?text=zenda"); !strings.Contains(w.Body.String(), "place, city · XX<br>") || !strings.Contains(w.Body.String(), `<br><a href="/events/`) {
		t.Errorf("a place is not found with what happened there: %s", w.Body)
	}
	if w := get(t, h, "/search?text=+"); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/" {
		t.Errorf("empty search: got %d to %q", w.Code, w.Header().Get("Location"))
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST /: got %d, want %d", w.Code, http.StatusMethodNotAllowed)
	}
}

func TestWithoutDatabase(t *testing.T) {
	st, err := store.Open(t.Context(), storetest.SQLite.New(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := over(t, st)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	w := get(t, h, "/")
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "Something went wrong") || strings.Contains(w.Body.String(), "sql") {
		t.Errorf("got %d %s, want 500 and no details", w.Code, w.Body)
	}
}

// TestAssets holds that what a page loads is there, packed or not, and that
// GraphiQL loads nothing from elsewhere.
func TestAssets(t *testing.T) {
	h := site(t, 1)
	var needed []string
	for _, target := range []string{"/", "/graphiql"} {
		w := get(t, h, target)
		if strings.Contains(w.Body.String(), "://") {
			t.Errorf("%s: names another site: %s", target, w.Body)
		}
		p := parse(t, w.Body.String())
		for _, n := range slices.Concat(p["link"], p["script"]) {
			needed = append(needed, attr(n, "href")+attr(n, "src"))
		}
	}
	if len(needed) < 7 {
		t.Fatalf("the pages load only %v", needed)
	}
	for _, target := range needed {
		plain := get(t, h, target)
		if plain.Code != http.StatusOK || plain.Body.Len() == 0 || plain.Header().Get("Content-Type") == "" {
			t.Errorf("%s: got %d, %d bytes, %q", target, plain.Code, plain.Body.Len(), plain.Header().Get("Content-Type"))
		}
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
		r.Header.Set("Accept-Encoding", "br, gzip")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Header().Get("Content-Encoding") == "gzip" {
			unpacker, err := gzip.NewReader(w.Body)
			if err != nil {
				t.Fatal(err)
			}
			unpacked, err := io.ReadAll(unpacker)
			if err != nil || !bytes.Equal(unpacked, plain.Body.Bytes()) {
				t.Errorf("%s: packed is another than plain (%v)", target, err)
			}
		}
		r.Header.Set("If-None-Match", w.Header().Get("ETag"))
		again := httptest.NewRecorder()
		h.ServeHTTP(again, r)
		if again.Code != http.StatusNotModified {
			t.Errorf("%s again: got %d, want %d", target, again.Code, http.StatusNotModified)
		}
	}
}
