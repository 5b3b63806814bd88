package source

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/throughline-news/throughline/models"
)

// collect reads path and returns the articles and the refusals, as text.
func collect(t *testing.T, o Opener, path string) (articles []models.Article, refused []string) {
	t.Helper()
	for a, err := range o.Articles(context.Background(), path) {
		if err != nil {
			refused = append(refused, strings.ReplaceAll(err.Error(), t.TempDir(), ""))
			continue
		}
		articles = append(articles, a)
	}
	return articles, refused
}

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFormats(t *testing.T) {
	tests := []struct {
		name, file, content string
		want                models.Article
	}{
		{"plain text with a dateline of its own", "a.txt", "Envoys leave Geneva\n\nPublished 24 November 2025\n\nEnvoys left Geneva.\n",
			models.Article{Title: "Envoys leave Geneva", Text: "Envoys leave Geneva\n\nPublished 24 November 2025\n\nEnvoys left Geneva.", PublishedOn: "2025-11-24"}},
		{"front matter", "a.md", "---\ntitle: Envoys leave\nurl: HTTPS://Courier.Example.org:443/a?utm_source=x&b=2#top\npublisher: Courier\nauthors: [Ana Sample, Bo Sample]\npublished: 2025-11-24T23:30:00-05:00\n---\n\n# Envoys leave\n\nEnvoys *left*\n[Geneva](https://example.org) `now`.\n\n- One point\n- Two points\n",
			models.Article{Title: "Envoys leave", URL: "https://courier.example.org/a?b=2", Publisher: "Courier", Authors: []string{"Ana Sample", "Bo Sample"}, PublishedOn: "2025-11-24",
				Text: "Envoys left Geneva now.\n\nOne point\n\nTwo points"}},
		{"a heading is the title when front matter names none", "b.md", "---\npublished: 2025-11-24\nauthors: Ana Sample\n---\n# Heading\n\nText.\n",
			models.Article{Title: "Heading", Authors: []string{"Ana Sample"}, Text: "Text.", PublishedOn: "2025-11-24"}},
		{"JSON object", "a.json", `{"title":"T","text":"One.\r\nTwo.","source":"Wire","published":"2025-11-24"}`,
			models.Article{Title: "T", Text: "One.\nTwo.", Publisher: "Wire", PublishedOn: "2025-11-24"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, refused := collect(t, Opener{}, write(t, tt.file, tt.content))
			if len(refused) > 0 || len(got) != 1 {
				t.Fatalf("got %d articles, refused %q", len(got), refused)
			}
			got[0].ContentHash, got[0].PublishedAt = "", nil
			if diff := cmp.Diff(tt.want, got[0]); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestHTML(t *testing.T) {
	got, refused := collect(t, Opener{}, "testdata/page.html")
	if len(refused) > 0 || len(got) != 1 {
		t.Fatalf("got %d articles, refused %q", len(got), refused)
	}
	a := got[0]
	if a.Title != "Envoys leave Geneva without a text" || a.Publisher != "The Example Courier" || a.URL != "https://courier.example.org/world/envoys-leave-geneva" || a.Language != "en" {
		t.Errorf("title %q, publisher %q, url %q, language %q", a.Title, a.Publisher, a.URL, a.Language)
	}
	if !cmp.Equal(a.Authors, []string{"Ana Sample"}) {
		t.Errorf("authors %q", a.Authors)
	}
	if a.PublishedOn != "2025-11-24" || a.Published() != "2025-11-25T04:30:00Z" {
		t.Errorf("published on %s at %s: the day is the one where it was published, the moment in UTC", a.PublishedOn, a.Published())
	}
	for _, absent := range []string{"tracking", "newsletter", "Sport", "<p>"} {
		if strings.Contains(a.Text, absent) {
			t.Errorf("text contains %q", absent)
		}
	}
	if !strings.Contains(a.Text, "three times") || !strings.Contains(a.Text, "text was ready.") {
		t.Errorf("text is not whole: %q", a.Text)
	}
}

func TestFeed(t *testing.T) {
	got, refused := collect(t, Opener{}, "testdata/feed.rss")
	if len(refused) > 0 || len(got) != 2 {
		t.Fatalf("got %d articles, refused %q", len(got), refused)
	}
	if a := got[0]; a.URL != "https://courier.example.org/world/truce" || a.PublishedOn != "2025-09-12" || a.Published() != "2025-09-13T03:10:00Z" ||
		a.Text != "Four governments proposed a truce of three months.\n\nThe army did not answer." {
		t.Errorf("first: %+v", a)
	}
	if a := got[1]; a.URL != "https://courier.example.org/world/second" || a.Text != "Only a summary ." && a.Text != "Only a summary." {
		t.Errorf("second: %+v", a)
	}
}

func TestJSONFeedFromStandardInput(t *testing.T) {
	o := Opener{Stdin: strings.NewReader(`{"version":"https://jsonfeed.org/version/1.1","title":"Wire","items":[{"id":"1","url":"https://wire.example.org/1","title":"T","content_text":"Text of it.","date_published":"2025-11-24T10:00:00Z"}]}`)}
	got, refused := collect(t, o, "-")
	if len(refused) > 0 || len(got) != 1 || got[0].Text != "Text of it." || got[0].Publisher != "Wire" {
		t.Fatalf("got %+v, refused %q", got, refused)
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct{ name, file, content, want string }{
		{"empty", "a.txt", " \n", "empty"},
		{"binary", "a.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text (it looks like image/png)"},
		{"not UTF-8", "a.txt", "caf\xe9 talks", "not UTF-8: byte 3 is 0xe9"},
		{"no date", "a.txt", "Talks ended.\nThey ended well.", "give one with --published"},
		{"malformed JSON", "a.json", `{"text": "a"`, "malformed JSON"},
		{"wrong type", "a.json", `{"text": 5}`, "text is a number (expected string)"},
		{"no object", "a.jsonl", `["a"]`, "line 1: JSON of type array (expected an object"},
		{"list of no objects", "a.json", `[5]`, "JSON of type number (expected an object"},
		{"year 20255", "a.json", `{"text": "a", "published": "20255-12-08"}`, "expected YYYY-MM-DD or RFC 3339"},
		{"front matter not closed", "a.md", "---\ntitle: x\n", "front matter is not closed"},
		{"front matter no YAML", "a.md", "---\ntitle: [x\n---\ntext", "front matter: yaml"},
		{"quotations without end", "a.md", strings.Repeat(">", 100_000) + " Talks ended.", "quotations and lists nest deeper than 500"},
		{"lists without end", "a.md", "# Talks\n\n" + strings.Repeat("- ", 100_000) + "Talks ended.", "quotations and lists nest deeper than 500"},
		{"numbered lists without end", "a.md", strings.Repeat("1. ", 100_000) + "Talks ended.", "quotations and lists nest deeper than 500"},
		{"long Markdown", "a.md", strings.Repeat("[talks](x) ", 1<<19), "5.5 MiB (at most 4 are read)"},
		{"page without an article", "a.html", "<html><body><a href=/>Home</a></body></html>", "no article found"},
		{"feed that is no XML", "a.xml", "this is not a feed", "not an RSS, Atom or JSON feed"},
		{"ten megabytes in one line", "a.txt", strings.Repeat("talks ", 10<<20/6), "10.0 MiB (at most 4 are read)"},
		{"no text", "a.json", `{"url": "https://example.org"}`, "neither text nor title"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, refused := collect(t, Opener{}, write(t, tt.file, tt.content))
			if len(got) != 0 || len(refused) != 1 || !strings.Contains(refused[0], tt.want) || !strings.Contains(refused[0], tt.file) {
				t.Errorf("got %d articles, refused %.300q (want one naming the file and %q)", len(got), refused, tt.want)
			}
		})
	}
}

func TestMissingFileIsNamed(t *testing.T) {
	_, refused := collect(t, Opener{}, "no/such/file.txt")
	if want := []string{"no/such/file.txt: no such file or directory"}; !cmp.Equal(refused, want) {
		t.Errorf("got %q, want %q", refused, want)
	}
}

func TestMalformedLineIsNamedAndTheRestGoesOn(t *testing.T) {
	var lines []string
	for i := range 10 {
		lines = append(lines, `{"text":"Report `+string(rune('a'+i))+`.","published":"2025-11-24"}`)
	}
	lines[2] = `{"text": "broken`
	got, refused := collect(t, Opener{}, write(t, "a.jsonl", strings.Join(lines, "\n")))
	if len(got) != 9 || len(refused) != 1 || !strings.Contains(refused[0], "a.jsonl: line 3: malformed JSON") {
		t.Errorf("got %d articles, refused %q", len(got), refused)
	}
}

func TestStatedDateFillsOnlyGaps(t *testing.T) {
	stated, err := ParseStated("2025-12-08")
	if err != nil {
		t.Fatal(err)
	}
	path := write(t, "a.jsonl", `{"text":"One."}`+"\n"+`{"text":"Two.","published":"2025-11-24"}`)
	got, _ := collect(t, Opener{Published: stated}, path)
	if len(got) != 2 || got[0].PublishedOn != "2025-12-08" || got[1].PublishedOn != "2025-11-24" {
		t.Errorf("got %+v", got)
	}
	unknown, err := ParseStated("unknown")
	if err != nil {
		t.Fatal(err)
	}
	if got, refused := collect(t, Opener{Published: unknown}, path); len(got) != 2 || got[0].PublishedOn != "" {
		t.Errorf("got %+v, refused %q", got, refused)
	}
}

func TestFolderIsReadInNameOrder(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"b.txt": "Second report of the day", "a.txt": "First report of the day", "notes.pdf": "%PDF", "stories.yaml": "- x", ".hidden.txt": "no", "README.md": "# no",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, refused := collect(t, Opener{Published: Stated{Day: "2025-12-08"}}, dir)
	if len(refused) != 0 || len(got) != 2 || got[0].Text != "First report of the day" {
		t.Errorf("got %+v, refused %q", got, refused)
	}
}

func TestCanonicalURL(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://A.example.org", "https://a.example.org/"},
		{"http://a.example.org:80/x?b=2&a=1&utm_campaign=z&fbclid=9#frag", "http://a.example.org/x?a=1&b=2"},
		{"https://user:pw@a.example.org/x", "https://a.example.org/x"},
		{"javascript:alert(1)", ""},
		{"/relative", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := CanonicalURL(tt.in); got != tt.want {
			t.Errorf("CanonicalURL(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if again := CanonicalURL(CanonicalURL(tt.in)); again != tt.want {
			t.Errorf("not stable: %q becomes %q", tt.in, again)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"Talks ended.", "---\ntitle: x\n---\n# H\n\ntext", "<html><body><p>Hi</p></body></html>", `{"text":"a"}`, `[{"text":"a"}]`, "<rss><channel><item/></channel></rss>", "{}\n{}"} {
		for _, name := range []string{"a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.xml", "standard input"} {
			f.Add(name, []byte(s))
		}
	}
	f.Fuzz(func(t *testing.T, name string, body []byte) {
		o := Opener{Published: Stated{Unknown: true}}
		o.stream(name, strings.NewReader(string(body)), func(a models.Article, err error) bool {
			if err == nil && Clean(a).Text != a.Text {
				t.Errorf("not clean: %q", a.Text)
			}
			return true
		})
	})
}
