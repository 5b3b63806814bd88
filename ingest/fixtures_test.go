package ingest

import (
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// newReader loads the reader once for all tests.
var newReader = sync.OnceValues(reading.New)

func newService(t testing.TB, st *store.Store) *Service {
	t.Helper()
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	return New(st, reader, slog.New(slog.DiscardHandler))
}

// eachService runs fn on both databases, with a service that knows nothing.
func eachService(t *testing.T, fn func(t *testing.T, s *Service)) {
	storetest.Each(t, func(t *testing.T, st *store.Store) { fn(t, newService(t, st)) })
}

// news is a short run of articles on two matters, in the order of publication:
// talks of Norway and Chile, and a quake in Peru; some report the same happening.
func news() []models.Article {
	written := []struct{ day, title, text string }{
		{"2025-03-03", "Norway and Chile open fishing talks", "Norwegian and Chilean negotiators met in Geneva on March 3, 2025 to discuss fishing quotas. Foreign ministers will meet again in Oslo on March 10."},
		{"2025-03-03", "Fishing talks begin in Geneva", "Negotiators from Norway and Chile met in Geneva on Monday for talks on fishing quotas in the South Atlantic."},
		{"2025-03-04", "Strong quake hits southern Peru", "An earthquake struck near Arequipa, Peru, on March 4, 2025, killing twelve people and destroying dozens of houses."},
		{"2025-03-05", "Peru sends aid after quake", "Peru sent tents and food to Arequipa on Wednesday after the earthquake. The government declared an emergency."},
		{"2025-03-06", "Chile accuses Norway over trawlers", "Chile accused Norway on Thursday of sending trawlers into protected waters, days after the fishing talks in Geneva."},
		{"2025-03-10", "Ministers of Norway and Chile meet in Oslo", "The foreign ministers of Norway and Chile met in Oslo on March 10, 2025 and agreed to share fishing quotas."},
		{"2025-03-11", "Norway and Chile agree on fishing quotas", "Norway and Chile agreed on Monday in Oslo to share fishing quotas, ending a dispute over trawlers."},
		{"2025-03-12", "Quake toll rises in Peru", "Peru said on Wednesday that the earthquake near Arequipa killed fifteen people. Rescue workers withdrew from the city."},
	}
	var out []models.Article
	for i, w := range written {
		out = append(out, source.Clean(models.Article{
			URL: fmt.Sprintf("https://news.example/%d", i), Publisher: fmt.Sprintf("Publisher %d", i%3), Title: w.title, Text: w.text,
			PublishedOn: models.Day(w.day),
		}))
	}
	return out
}

// given yields what it is given: articles, and errors as refused inputs.
func given(inputs ...any) iter.Seq2[models.Article, error] {
	return func(yield func(models.Article, error) bool) {
		for _, in := range inputs {
			a, _ := in.(models.Article)
			err, _ := in.(error)
			if !yield(a, err) {
				return
			}
		}
	}
}

func anyOf(articles []models.Article) []any {
	var out []any
	for _, a := range articles {
		out = append(out, a)
	}
	return out
}

// ingest ingests the inputs and returns what became of each.
func ingest(t testing.TB, s *Service, inputs ...any) []Result {
	t.Helper()
	var out []Result
	if err := s.Ingest(t.Context(), given(inputs...), func(r Result) { out = append(out, r) }); err != nil {
		t.Fatal(err)
	}
	return out
}

// outcomes shows results in short: an outcome each, or "refused".
func outcomes(results []Result) string {
	var out []string
	for _, r := range results {
		if r.Err != nil {
			out = append(out, "refused")
		} else {
			out = append(out, string(r.Outcome))
		}
	}
	return strings.Join(out, " ")
}

// must returns the value of a call that cannot fail here.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

var errMalformed = errors.New("line 2: no JSON")
