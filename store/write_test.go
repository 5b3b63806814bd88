package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

func TestWriteKeepsAllOrNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		saved(t, st, 1)
		before, journal := must(st.Counts(t.Context())), changes(t, st)
		halfway := errors.New("halfway")
		err := st.Write(t.Context(), func(tx *store.Tx) error {
			tx = tx.As("reader", "")
			if err := errors.Join(tx.SaveStories([]models.Story{storyN(2)}), saveEvent(tx, 2, eventN(2), linkN(2, 1, .9), linkN(2, 2, .9))); err != nil {
				return err
			}
			if _, err := tx.Head(); err != nil { // which writes the journal so far
				return err
			}
			return halfway
		})
		if !errors.Is(err, halfway) {
			t.Errorf("got %v, want the function's own error", err)
		}
		if got := must(st.Counts(t.Context())); got != before {
			t.Errorf("records %+v, want %+v", got, before)
		}
		if got := changes(t, st); !slices.Equal(got, journal) {
			t.Errorf("the journal has %d rows, want %d", len(got), len(journal))
		}
		if s := must(st.Story(t.Context(), storyN(1).ID)); s.EventCount != 1 {
			t.Errorf("the story has %d events, want 1", s.EventCount)
		}
		if n := must(st.CountHits(t.Context(), store.Wanted{{"town 2"}}, nil)); n != (store.Total{Exact: true}) {
			t.Errorf("search finds %d records that were not kept", n.Count)
		}
	})
}

func TestWritePanicsAndEndsTheTransaction(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic was swallowed")
				}
			}()
			_ = st.Write(t.Context(), func(tx *store.Tx) error {
				if err := tx.As("reader", "").SaveStories([]models.Story{storyN(1)}); err != nil {
					return err
				}
				panic("oops")
			})
		}()
		write(t, st, func(tx *store.Tx) error { return tx.SaveStories([]models.Story{storyN(2)}) }) // nothing is locked
		if n := must(st.CountStories(t.Context(), store.StoryFilter{})); n != (store.Total{Count: 1, Exact: true}) {
			t.Errorf("%d stories, want 1", n.Count)
		}
	})
}

// Two stores on one database, as two processes would be, write the same and
// other records at the same time.
func TestConcurrentWriters(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			stores := []*store.Store{storetest.Open(t, dsn, store.Options{}), storetest.Open(t, dsn, store.Options{})}
			const writers, each = 6, 8
			errs := make([]error, writers)
			var group sync.WaitGroup
			for w := range writers {
				group.Go(func() {
					st := stores[w%len(stores)]
					for i := range each {
						errs[w] = errors.Join(errs[w], st.Write(t.Context(), func(tx *store.Tx) error {
							tx = tx.As(fmt.Sprint("writer ", w), "")
							shared := storyN(1)
							shared.Title = fmt.Sprintf("Title %d of %d", i, w)
							a := articleN(i) // all writers save the same articles…
							n := 100 + w*each + i
							return errors.Join(second(tx.SaveArticle(&a)), tx.SaveStories([]models.Story{shared}),
								saveEvent(tx, n, eventN(n), linkN(n, 1, .9))) // …and each its own event of one story
						}))
					}
				})
			}
			group.Wait()
			if err := errors.Join(errs...); err != nil {
				t.Fatal(err)
			}
			if n := must(stores[0].CountArticles(t.Context(), store.ArticleFilter{})); n != (store.Total{Count: each + writers*each, Exact: true}) {
				t.Errorf("%d articles, want %d", n.Count, each+writers*each)
			}
			s := must(stores[0].Story(t.Context(), storyN(1).ID))
			if s.EventCount != writers*each {
				t.Errorf("the story has %d events, want %d", s.EventCount, writers*each)
			}
			journalAddsUp(t, stores[0], s)
		})
	}
}

// journalAddsUp follows the story's changes from its creation to what it is.
func journalAddsUp(t testing.TB, st *store.Store, s models.Story) {
	t.Helper()
	now := map[string]string{}
	for i, c := range changes(t, st) {
		if c.Seq != int64(i+1) {
			t.Fatalf("change %d has number %d, want no gaps", i+1, c.Seq)
		}
		if c.Target != s.ID {
			continue
		}
		if before, known := now[c.Field]; known && before != c.Before {
			t.Errorf("change %d of %s says it was %s, the one before left %s", c.Seq, c.Field, c.Before, before)
		}
		now[c.Field] = c.After
	}
	if want := fmt.Sprintf("%q", s.Title); now["title"] != want {
		t.Errorf("the journal ends with title %s, the story has %s", now["title"], want)
	}
	if want := fmt.Sprint(s.EventCount); now["event_count"] != want {
		t.Errorf("the journal ends with %s events, the story has %s", now["event_count"], want)
	}
}

// While one holds the linker's lock the other waits, and then sees what the
// first decided.
func TestLockLinker(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			a, b := storetest.Open(t, dsn, store.Options{}), storetest.Open(t, dsn, store.Options{})
			const rounds = 10
			var group sync.WaitGroup
			var errs [2]error
			for i, st := range []*store.Store{a, b} {
				group.Go(func() {
					for range rounds {
						errs[i] = errors.Join(errs[i], addOne(t.Context(), st))
					}
				})
			}
			group.Wait()
			if err := errors.Join(errs[:]...); err != nil {
				t.Fatal(err)
			}
			if n := must(a.CountStories(t.Context(), store.StoryFilter{})); n != (store.Total{Count: 2 * rounds, Exact: true}) {
				t.Errorf("%d stories, want %d: two decided on the same state", n.Count, 2*rounds)
			}
		})
	}
}

// addOne reads the head of the journal and stores a story numbered after it.
func addOne(ctx context.Context, st *store.Store) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		if err := tx.LockLinker(); err != nil {
			return err
		}
		head, err := tx.Head()
		if err != nil {
			return err
		}
		return tx.As("linker", "").SaveStories([]models.Story{storyN(int(head))})
	})
}
