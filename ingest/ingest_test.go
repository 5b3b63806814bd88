package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

func TestIngestReportsWhatBecameOfEachInOrder(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		articles := news()
		broken := articles[1]
		broken.Text = "Negotiators\x00 met."
		revised := articles[2]
		revised.Text += " Ecuador offered help on Wednesday."
		revised = source.Clean(revised)
		results := ingest(t, s, articles[0], errMalformed, articles[2], broken, articles[0], revised, articles[3])
		if got, want := outcomes(results), "created refused created refused unchanged updated created"; got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
		if !errors.Is(results[1].Err, errMalformed) {
			t.Errorf("the malformed input was refused with %v", results[1].Err)
		}
		if err := results[3].Err; !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), broken.URL) {
			t.Errorf("the broken article was refused with %v, want its address and why", err)
		}
		var summary Summary
		for _, r := range results {
			summary.Add(r)
		}
		if want := (Summary{Created: 3, Updated: 1, Unchanged: 1, Refused: 2}); summary != want {
			t.Errorf("summary %+v, want %+v", summary, want)
		}
		if got := must(s.store.Article(t.Context(), results[2].Article.ID)); got.Text != revised.Text {
			t.Errorf("the text kept is %q, want the revised one", got.Text)
		}
	})
}

func TestIngestKeepsTheOrderOfManyArticles(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		var inputs []any
		for n := range 60 { // of very different lengths, read at the same time
			inputs = append(inputs, source.Clean(models.Article{URL: fmt.Sprintf("https://news.example/%d", n),
				Text: strings.Repeat("Rain fell on the hills. ", 1+37*n%50)}))
		}
		for n, r := range ingest(t, s, inputs...) {
			if want := inputs[n].(models.Article).URL; r.Article.URL != want {
				t.Fatalf("result %d is of %s, want %s", n, r.Article.URL, want)
			}
		}
	})
}

func TestIngestFindsEvents(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		results := ingest(t, s, anyOf(news()[:2])...)
		if len(results[0].Events) == 0 || len(results[1].Events) == 0 {
			t.Fatalf("events %v and %v, want some in both articles", results[0].Events, results[1].Events)
		}
		if results[0].Events[0] != results[1].Events[0] {
			t.Errorf("main events %s and %s, want one: both report it", results[0].Events[0], results[1].Events[0])
		}
		e := must(s.store.Event(t.Context(), results[0].Events[0]))
		if e.Type != models.Consult || e.ReportCount != 2 || e.DateStart != "2025-03-03" {
			t.Errorf("got %s on %s with %d reports, want CONSULT on 2025-03-03 with 2", e.Type, e.DateStart, e.ReportCount)
		}
		mentions := must(s.store.MentionsIn(t.Context(), []string{results[1].Article.ID}))[results[1].Article.ID]
		for _, m := range mentions {
			text := []rune(results[1].Article.Text)
			if m.Quote.Field == "title" {
				text = []rune(results[1].Article.Title)
			}
			if got := string(text[m.Quote.Start:m.Quote.End]); got != m.Quote.Exact {
				t.Errorf("the quote's offsets give %q, want %q", got, m.Quote.Exact)
			}
		}
		who := must(s.store.ParticipantsOf(t.Context(), []string{e.ID}))[e.ID]
		if len(who.Actors) == 0 {
			t.Error("nobody takes part in the talks")
		}
	})
}

func TestIngestTwiceChangesNothing(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ingest(t, s, anyOf(news())...)
		before := must(s.store.Counts(t.Context()))
		again := newService(t, s.store) // as after a restart
		for _, service := range []*Service{s, again} {
			results := ingest(t, service, anyOf(news())...)
			if got, want := outcomes(results), strings.TrimSpace(strings.Repeat("unchanged ", len(news()))); got != want {
				t.Errorf("got %s, want all unchanged", got)
			}
			// The same found elsewhere, without its address and date.
			copied := news()[0]
			copied.URL, copied.PublishedOn = "", ""
			if got := outcomes(ingest(t, service, copied)); got != "unchanged" {
				t.Errorf("the copy is %s, want unchanged", got)
			}
		}
		if after := must(s.store.Counts(t.Context())); after != before {
			t.Errorf("records %+v, want %+v", after, before)
		}
	})
}

func TestOne(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		a := news()[0]
		a.ContentHash, a.Text = "", a.Text+"\x00" // as it comes from outside
		result, err := s.One(t.Context(), a)
		if err != nil || result.Err != nil || result.Outcome != store.Created || len(result.Events) == 0 {
			t.Fatalf("got %+v, %v, want it created with events", result, err)
		}
		if result, err = s.One(t.Context(), a); err != nil || result.Outcome != store.Unchanged {
			t.Errorf("again: %s, %v, want unchanged", result.Outcome, err)
		}
	})
}

// An article with another text is decided anew: what it no longer says goes.
func TestRevisedArticle(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		articles := news()
		first := ingest(t, s, articles[2], articles[0])
		revised := articles[0]
		revised.Title, revised.Text = "Correction", "An earlier version of this report was wrong. Nothing is known."
		revised = source.Clean(revised)
		if got := outcomes(ingest(t, s, revised)); got != "updated" {
			t.Fatalf("got %s, want updated", got)
		}
		for _, id := range first[1].Events {
			if e, err := s.store.Event(ctx, id); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("event %q is still there (%v): no article tells of it", e.Summary, err)
			}
		}
		if len(first[0].Events) == 0 {
			t.Fatal("the other article told of nothing")
		}
		for _, id := range first[0].Events {
			if _, err := s.store.Event(ctx, id); err != nil {
				t.Errorf("an event of the other article: %v", err)
			}
		}
	})
}

func TestIngestEndsWithTheContextAndTheDatabase(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx, cancel := context.WithCancel(t.Context())
		reported := 0
		err := s.Ingest(ctx, given(anyOf(news())...), func(Result) { reported++; cancel() })
		if !errors.Is(err, context.Canceled) || reported == 0 || reported == len(news()) {
			t.Errorf("%d reports, then %v; want some and that the context was cancelled", reported, err)
		}
	})
	st, err := store.Open(t.Context(), storetest.SQLite.New(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := newService(t, st)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	err = s.Ingest(t.Context(), given(anyOf(news())...), func(r Result) { t.Errorf("reported %v", r) })
	if err == nil {
		t.Error("no error without a database")
	}
}

// decided shows what a database holds of events, stories and links.
func decided(t testing.TB, s *Service) []string {
	t.Helper()
	m := must(s.store.Recent(t.Context(), ""))
	var out []string
	for _, a := range m.Articles {
		out = append(out, fmt.Sprintf("article %s of %s", a.URL, a.OriginID))
	}
	for _, e := range m.Events {
		out = append(out, fmt.Sprintf("event %s %s %s %s %s %.4f %d/%d %q", e.ID, e.Type, e.Status, e.DateStart, e.PlaceID, e.Confidence, e.ReportCount, e.OriginCount, e.Summary))
	}
	for _, x := range m.Mentions {
		out = append(out, fmt.Sprintf("mention %s of %s", x.ID, x.EventID))
	}
	for _, story := range m.Stories {
		out = append(out, fmt.Sprintf("story %s %q %s %s-%s %d", story.ID, story.Title, story.Status, story.FirstDate, story.LastDate, story.EventCount))
	}
	for _, l := range m.Links {
		out = append(out, fmt.Sprintf("link %s to %s %.4f", l.EventID, l.StoryID, l.Probability))
	}
	slices.Sort(out)
	return out
}

// A linker set up again from the database decides as one that was there all the
// time: restarts leave no trace.
func TestRestartsLeaveNoTrace(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			kept := newService(t, storetest.Open(t, d.New(t), store.Options{}))
			restarted := newService(t, storetest.Open(t, d.New(t), store.Options{}))
			for n, a := range news() {
				if n == 2 {
					seed := Seed{Title: "Fishing dispute", Entities: []string{"Norway", "Chile"}, Terms: []string{"fishing quotas"}}
					must(kept.Track(t.Context(), seed, "a person"))
					must(restarted.Track(t.Context(), seed, "a person"))
				}
				ingest(t, kept, a)
				ingest(t, newService(t, restarted.store), a)
				if got, want := decided(t, restarted), decided(t, kept); !slices.Equal(got, want) {
					t.Fatalf("after article %d, restarted:\n%s\nkept:\n%s", n, strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
			}
		})
	}
}

// Two services share a database, as two processes would: together they store
// every article once, and the journal has no gap.
func TestTwoServicesOnOneDatabase(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			services := []*Service{
				newService(t, storetest.Open(t, dsn, store.Options{})),
				newService(t, storetest.Open(t, dsn, store.Options{})),
			}
			errs := make([]error, len(services))
			created := make([]int, len(services))
			var group sync.WaitGroup
			for i, s := range services {
				group.Go(func() {
					errs[i] = s.Ingest(t.Context(), given(anyOf(news())...), func(r Result) {
						if r.Err != nil {
							errs[i] = errors.Join(errs[i], r.Err)
						}
						if r.Outcome == store.Created {
							created[i]++
						}
					})
				})
			}
			group.Wait()
			if err := errors.Join(errs...); err != nil {
				t.Fatal(err)
			}
			if created[0]+created[1] != len(news()) {
				t.Errorf("created %v, want %d together", created, len(news()))
			}
			alone := newService(t, storetest.Open(t, d.New(t), store.Options{}))
			ingest(t, alone, anyOf(news())...)
			if got, want := decided(t, services[0]), decided(t, alone); !slices.Equal(got, want) {
				t.Errorf("together:\n%s\nalone:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}
