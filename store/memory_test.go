package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

func TestRecent(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			now := time.Date(2025, 3, 20, 0, 0, 0, 0, time.UTC)
			st := storetest.Open(t, d.New(t), store.Options{Now: func() time.Time { return now }})
			write(t, st, func(tx *store.Tx) error {
				tracked, old := storyN(4), storyN(3)
				tracked.Tracked = true
				err := errors.Join(tx.SaveStories([]models.Story{storyN(2), storyN(1), tracked, old}))
				for _, n := range []int{5, 2, 7, 1} { // 7 arrives before 1, all at one moment
					err = errors.Join(err, saveEvent(tx, n, eventN(n), linkN(n, 1+n%2, .9)))
				}
				unknown := articleN(8)
				unknown.PublishedOn = ""
				return errors.Join(err, second(tx.SaveArticle(&unknown)))
			})
			now = now.AddDate(0, 0, 10)
			undated := articleN(9)
			undated.PublishedOn = ""
			save(t, st, undated)

			check := func(name string, m store.Memory, articles, events, stories []int) {
				t.Helper()
				var ids, mentions []string
				for _, a := range m.Articles {
					ids = append(ids, a.ID)
				}
				for _, x := range m.Mentions {
					mentions = append(mentions, x.ID)
				}
				sameNumbers(t, name+": articles", numbers(models.ArticlePrefix, ids), articles)
				sameNumbers(t, name+": mentions", numbers(models.MentionPrefix, mentions), events)
				sameNumbers(t, name+": events", numbers(models.EventPrefix, eventIDs(m.Events)), events)
				sameNumbers(t, name+": stories", storyNumbers(m.Stories), stories)
				if len(m.Links) != len(events) {
					t.Errorf("%s: %d links, want %d", name, len(m.Links), len(events))
				}
				for i, l := range m.Links {
					if l.EventID != eventN(events[i]).ID {
						t.Errorf("%s: link %d is of another event than event %d", name, i, i)
					}
				}
				if m.Head != int64(len(changes(t, st))) {
					t.Errorf("%s: head %d of %d changes", name, m.Head, len(changes(t, st)))
				}
			}
			check("all", must(st.Recent(t.Context(), "")), []int{5, 2, 7, 1, 8, 9}, []int{5, 2, 7, 1}, []int{2, 1, 4, 3})
			// From here on story 3 is neither tracked nor linked to nor changed.
			check("since the 22nd", must(st.Recent(t.Context(), "2025-03-22")), []int{9}, nil, []int{4})
			check("since the 6th", must(st.Recent(t.Context(), "2025-03-06")), []int{5, 7, 8, 9}, []int{5, 7}, []int{2, 1, 4, 3})
		})
	}
}

func TestCounts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		if got := must(st.Counts(t.Context())); got != (store.Totals{}) {
			t.Errorf("an empty database has %+v", got)
		}
		saved(t, st, 3)
		src := models.Source{ID: idN(models.SourcePrefix, 1), URL: "https://news.example/feed"}
		write(t, st, func(tx *store.Tx) error {
			return errors.Join(tx.SaveEntities([]models.Entity{entityN(1)}), tx.SavePlaces([]models.Place{placeN(1), placeN(2)}), second(tx.SaveSource(&src)))
		})
		want := store.Totals{Sources: 1, Articles: 3, Mentions: 3, Events: 3, Stories: 1, Entities: 1, Places: 2, Changes: len(changes(t, st))}
		if got := must(st.Counts(t.Context())); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	})
}

func TestNotFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := t.Context()
		for _, id := range []string{"", "evt_none", "\x00", "\xff", "' OR ''='"} {
			for kind, err := range map[string]error{
				"article": second(st.Article(ctx, id)), "event": second(st.Event(ctx, id)), "story": second(st.Story(ctx, id)),
				"entity": second(st.Entity(ctx, id)), "place": second(st.Place(ctx, id)), "source": second(st.Source(ctx, id)),
			} {
				if !errors.Is(err, store.ErrNotFound) {
					t.Errorf("%s %q: got %v, want not found", kind, id, err)
				}
			}
		}
	})
}

// What hangs on many records is read with as many statements as on one.
func TestNoStatementARow(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		saved(t, st, 40)
		ctx := t.Context()
		var events, articles []string
		for n := 1; n <= 40; n++ {
			events, articles = append(events, eventN(n).ID), append(articles, articleN(n).ID)
		}
		for name, read := range map[string]func() error{
			"events by id":     func() error { return second(st.EventsByID(ctx, events)) },
			"articles by id":   func() error { return second(st.ArticlesByID(ctx, articles)) },
			"mentions of":      func() error { return second(st.MentionsOf(ctx, events, 5)) },
			"mention counts":   func() error { return second(st.CountMentions(ctx, events)) },
			"mentions in":      func() error { return second(st.MentionsIn(ctx, articles)) },
			"participants":     func() error { return second(st.ParticipantsOf(ctx, events)) },
			"links":            func() error { return second(st.LinksOf(ctx, events)) },
			"histories":        func() error { return second(st.HistoryOf(ctx, events, 5)) },
			"children":         func() error { return second(st.ChildrenOf(ctx, events, 5)) },
			"a page of events": func() error { return second(st.Events(ctx, store.EventFilter{}, store.Page{First: 40})) },
			"a search":         func() error { return second(st.Search(ctx, store.Wanted{{"town"}}, nil, store.Page{First: 40})) },
		} {
			var err error
			statements := st.Statements(func() { err = read() })
			if err != nil || len(statements) != 1 {
				t.Errorf("%s: %d statements, %v, want 1: %.200q", name, len(statements), err, statements)
			}
		}
	})
}
