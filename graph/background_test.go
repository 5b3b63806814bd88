package graph_test

import (
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/background"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// newsroom is a server that reads drafts, with one report stored.
func newsroom(t *testing.T, st *store.Store) *graph.Handler {
	t.Helper()
	news := service(t, st)
	for _, a := range []models.Article{
		{URL: "https://wire.example.org/a", Publisher: "Sample Wire", PublishedOn: "2025-11-24", Text: "Marco Rubio and Andriy Yermak met in Geneva on 23 November for talks on the American peace plan."},
	} {
		if result, err := news.One(t.Context(), a); err != nil || result.Err != nil {
			t.Fatal(err, result.Err)
		}
	}
	drafts := &background.Service{Store: st, Reader: news.Reader, Fetcher: source.NewFetcher(source.FetchOptions{})}
	return graph.NewHandler(&graph.Resolver{Store: st, Ingest: news, Drafts: drafts}, graph.Options{Log: slog.New(slog.DiscardHandler)})
}

const backgroundQuery = `query($input: BackgroundInput!) { background(input: $input) { date title url markdown html
	stories { probability reasons { feature weight } story { title timeline { totalCount } } earlier { told event { summary place { name } } evidence { value quote { exact } article { publisher } } } }
	people { entity { name kind } quote { exact start } offices { name of from to } called { title origins } }
	conflicts { kind field aspect draft line quote { exact start end } paragraph { number start end } event { summary originCount } says { value origins } sources { value quote { exact } article { url title } } }
	reported { probability quote { exact } paragraph { number } event { date { start } } } } }`

func TestBackground(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		api := newsroom(t, st)
		text := "Foreign Minister Marco Rubio met Andriy Yermak in Geneva on 25 November for talks on the peace plan."
		got := at(t, ask(t, api, backgroundQuery, map[string]any{"input": map[string]any{"text": text, "date": "2025-12-01"}}), "background")
		lines := texts(t, at(t, got, "conflicts"), "line")
		slices.Sort(lines)
		if len(lines) != 2 || lines[0] != "draft: 25 November 2025; 1 report: 23 November 2025" || !strings.HasPrefix(lines[1], "draft: Foreign Minister; on that date: secretary of state") {
			t.Fatalf("conflicts: got %q", lines)
		}
		for _, c := range at(t, got, "conflicts").([]any) {
			if at(t, c, "paragraph", "number") != 1.0 || at(t, c, "kind") != "contradicted" {
				t.Errorf("got %v", c)
			}
			if at(t, c, "field") == "date" && (at(t, c, "event", "originCount") != 1.0 || at(t, c, "sources", 0, "article", "url") != "https://wire.example.org/a" || at(t, c, "says", 0, "value") != "2025-11-23") {
				t.Errorf("the day is not traced: %v", c)
			}
		}
		if name := at(t, got, "people", 0, "entity", "name"); name != "Marco Rubio" || at(t, got, "people", 0, "offices", 0, "name") != "secretary of state" {
			t.Errorf("who is who: %v", at(t, got, "people"))
		}
		if md, html := at(t, got, "markdown").(string), at(t, got, "html").(string); !strings.Contains(md, "25 November 2025") || !strings.Contains(html, "<section") {
			t.Errorf("to paste: %q, %q", md, html)
		}
	})
}

func TestBackgroundRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		api := newsroom(t, st)
		reads := access.With(t.Context(), access.Caller{Name: "someone", Scope: models.ScopeRead})
		edits := access.With(t.Context(), access.Caller{Name: "someone", Scope: models.ScopeEdit})
		page := map[string]any{"input": map[string]any{"url": "http://127.0.0.1/draft"}}
		const query = `query($input: BackgroundInput!) { background(input: $input) { date } }`
		if err := refused(reads, t, api, query, page); err.Extensions["code"] != graph.CodeForbidden {
			t.Errorf("a caller who may only read had a page fetched: %v", err)
		}
		if err := refused(edits, t, api, query, page); err.Extensions["code"] != graph.CodeBadUserInput || !strings.Contains(err.Message, "not public") {
			t.Errorf("a page of this machine: got %v", err)
		}
		for name, input := range map[string]map[string]any{
			"no text": {}, "too long": {"text": strings.Repeat("word ", background.Longest/5+1)}, "both": {"text": "x", "url": "https://example.org/"},
		} {
			if err := refused(edits, t, api, query, map[string]any{"input": input}); err.Extensions["code"] != graph.CodeBadUserInput {
				t.Errorf("%s: got %v", name, err)
			}
		}
		if err := refused(reads, t, quiet(t, st), query, map[string]any{"input": map[string]any{"text": "x"}}); err.Extensions["code"] != graph.CodeForbidden {
			t.Errorf("a server that reads no drafts: got %v", err)
		}
		var many strings.Builder
		many.WriteString("{")
		for i := range 30 {
			many.WriteString(" a" + string(rune('a'+i%26)) + string(rune('a'+i/26)) + `: background(input: {text: "x"}) { date }`)
		}
		if err := refused(reads, t, api, many.String()+"}", nil); err.Extensions["code"] != graph.CodeComplexity {
			t.Errorf("thirty drafts in one query: got %v", err)
		}
	})
}
