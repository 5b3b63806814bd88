package graph_test

import (
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

const (
	ingestMutation = `mutation($input: IngestArticleInput!) { ingestArticle(input: $input) { outcome article {
		id url title publisher authors published text language mentions { type status date { start basis } quote { exact start end field } event { id links { story { title } } } } } } }`
	trackMutation  = `mutation($input: TrackStoryInput!) { trackStory(input: $input) { story { id slug title tracked entities terms parent { slug } timeline { nodes { id } } history { actor } } } }`
	renameMutation = `mutation($input: RenameStoryInput!) { renameStory(input: $input) { story { id slug title history { actor field before after } } } }`
)

// newReader loads the reader's tables once for all tests.
var newReader = sync.OnceValues(reading.New)

// eachWriter runs fn on every empty database, for a handler that writes too.
func eachWriter(t *testing.T, fn func(t *testing.T, api *graph.Handler)) {
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		log := slog.New(slog.DiscardHandler)
		fn(t, graph.NewHandler(&graph.Resolver{Store: st, Ingest: ingest.New(st, reader, log)}, graph.Options{Log: log}))
	})
}

func input(values ...any) map[string]any {
	fields := map[string]any{}
	for i := 0; i < len(values); i += 2 {
		fields[values[i].(string)] = values[i+1]
	}
	return map[string]any{"input": fields}
}

func TestIngestArticle(t *testing.T) {
	const text = "Foreign ministers of France and Germany met in Lisbon on 3 March 2025 to discuss the border.\n\nThe talks ended without a statement."
	eachWriter(t, func(t *testing.T, api *graph.Handler) {
		article := input("url", "HTTPS://News.example/a?utm_source=x", "title", "Ministers meet in Lisbon", "text", text,
			"publisher", "The Sample", "authors", []any{"A. Writer"}, "published", "2025-03-04T23:30:00-05:00")
		got := at(t, ask(t, api, ingestMutation, article), "ingestArticle")
		for field, want := range map[string]any{"url": "https://news.example/a", "title": "Ministers meet in Lisbon", "publisher": "The Sample",
			"published": "2025-03-05T04:30:00Z", "text": text, "language": "en"} {
			if v := at(t, got, "article", field); v != want {
				t.Errorf("%s: got %v, want %v", field, v, want)
			}
		}
		if outcome := at(t, got, "outcome"); outcome != "created" {
			t.Errorf("outcome %v, want created", outcome)
		}
		mentions := at(t, got, "article", "mentions").([]any)
		if len(mentions) == 0 {
			t.Fatal("no event was found")
		}
		for _, m := range mentions {
			in := []rune(text)
			if at(t, m, "quote", "field") == "title" {
				in = []rune("Ministers meet in Lisbon")
			}
			start, end := int(at(t, m, "quote", "start").(float64)), int(at(t, m, "quote", "end").(float64))
			if exact := at(t, m, "quote", "exact"); exact != string(in[start:end]) {
				t.Errorf("quote %q is not at %d to %d of %q", exact, start, end, string(in))
			}
			if id := at(t, m, "event", "id").(string); !strings.HasPrefix(id, "evt_") {
				t.Errorf("event %q", id)
			}
		}
		again := at(t, ask(t, api, ingestMutation, article), "ingestArticle")
		if at(t, again, "outcome") != "unchanged" || at(t, again, "article", "id") != at(t, got, "article", "id") {
			t.Errorf("the same again: got %v", again)
		}
		found := ask(t, api, `{ events { nodes { id } } articles { totalCount } }`, nil)
		if n := at(t, found, "articles", "totalCount"); n != 1.0 {
			t.Errorf("%v articles, want 1", n)
		}
		if ids := texts(t, at(t, found, "events", "nodes"), "id"); !slices.Contains(ids, at(t, mentions[0], "event", "id").(string)) {
			t.Errorf("events %v have no %v", ids, mentions[0])
		}
		day := at(t, ask(t, api, ingestMutation, input("text", "A storm hit the coast.", "published", "2025-03-04")), "ingestArticle", "article")
		if published, url := at(t, day, "published"), at(t, day, "url"); published != "2025-03-04" || url != nil {
			t.Errorf("published %v at %v, want a day and no address", published, url)
		}
		undated := at(t, ask(t, api, ingestMutation, input("text", "Another storm hit the hills.", "published", nil)), "ingestArticle", "article")
		if published := at(t, undated, "published"); published != nil {
			t.Errorf("published %v, want null", published)
		}
	})
}

func TestTrackAndRenameStory(t *testing.T) {
	eachWriter(t, func(t *testing.T, api *graph.Handler) {
		war := at(t, ask(t, api, trackMutation, input("name", "Lisbon  affair")), "trackStory", "story")
		if title, slug := at(t, war, "title"), at(t, war, "slug"); title != "Lisbon affair" || slug != "lisbon-affair" || at(t, war, "tracked") != true {
			t.Errorf("got %v", war)
		}
		talks := at(t, ask(t, api, trackMutation, input("name", "Lisbon talks", "entities", []any{"France", "Germany"}, "terms", []any{"border"}, "parent", "LISBON AFFAIR")), "trackStory", "story")
		if got := at(t, talks, "parent", "slug"); got != "lisbon-affair" {
			t.Errorf("parent %v", got)
		}
		if got := at(t, talks, "entities"); len(got.([]any)) != 2 {
			t.Errorf("entities %v", got)
		}
		if got := at(t, talks, "history", 0, "actor"); got != "graphql" {
			t.Errorf("the journal says it was %v", got)
		}
		renamed := at(t, ask(t, api, renameMutation, input("id", "lisbon-talks", "title", "Talks in Lisbon")), "renameStory", "story")
		if at(t, renamed, "id") != at(t, talks, "id") || at(t, renamed, "slug") != "lisbon-talks" || at(t, renamed, "title") != "Talks in Lisbon" {
			t.Errorf("got %v", renamed)
		}
		changes := at(t, renamed, "history").([]any)
		if last := changes[len(changes)-1]; at(t, last, "field") != "title" || at(t, last, "after") != `"Talks in Lisbon"` {
			t.Errorf("last change %v", last)
		}
		if got := at(t, ask(t, api, `{ story(id: "talks in lisbon") { parent { children { title } } } }`, nil), "story", "parent", "children", 0, "title"); got != "Talks in Lisbon" {
			t.Errorf("child of its parent: %v", got)
		}
	})
}

func TestMutationRefusals(t *testing.T) {
	eachWriter(t, func(t *testing.T, api *graph.Handler) {
		ask(t, api, trackMutation, input("name", "Lisbon talks"))
		for name, tt := range map[string]struct {
			mutation string
			input    map[string]any
			code     string
			says     string
		}{
			"no text":                  {ingestMutation, input("text", " \n"), graph.CodeBadUserInput, "input.text"},
			"an address of a file":     {ingestMutation, input("text", "x", "url", "file:///etc/passwd"), graph.CodeBadUserInput, "input.url"},
			"a date that is none":      {ingestMutation, input("text", "x", "published", "yesterday"), graph.CodeBadUserInput, "RFC 3339"},
			"year 20255":               {ingestMutation, input("text", "x", "published", "20255-01-01"), graph.CodeBadUserInput, "YYYY-MM-DD"},
			"a field of the store's":   {ingestMutation, input("text", "x", "contentHash", "x"), graph.CodeValidation, "unknown field"},
			"no name":                  {trackMutation, input("name", " "), graph.CodeBadUserInput, "no title"},
			"a long name":              {trackMutation, input("name", strings.Repeat("x", 201)), graph.CodeBadUserInput, "200"},
			"an unknown parent":        {trackMutation, input("name", "x", "parent", "none"), graph.CodeNotFound, "none"},
			"its own parent":           {trackMutation, input("name", "Lisbon talks", "parent", "lisbon-talks"), graph.CodeBadUserInput, "own parent"},
			"rename an unknown":        {renameMutation, input("id", "none", "title", "x"), graph.CodeNotFound, "none"},
			"rename to nothing":        {renameMutation, input("id", "lisbon-talks", "title", ""), graph.CodeBadUserInput, "1 to 200"},
			"rename without the title": {renameMutation, input("id", "lisbon-talks"), graph.CodeValidation, ""},
		} {
			err := refused(t.Context(), t, api, tt.mutation, tt.input)
			if code := err.Extensions["code"]; code != tt.code || !strings.Contains(err.Message, tt.says) || strings.Contains(err.Message, "store:") || strings.Contains(err.Message, "ingest:") {
				t.Errorf("%s: got %v: %s\nwant %s, %q in it", name, code, err.Message, tt.code, tt.says)
			}
		}
		if n := at(t, ask(t, api, `{ stats { articles } }`, nil), "stats", "articles"); n != 0.0 {
			t.Errorf("%v articles were stored", n)
		}
	})
}
