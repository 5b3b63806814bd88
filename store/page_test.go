package store_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// lists are all lists as functions from a page to ids and the rest of the page.
func lists(t testing.TB, st *store.Store) map[string]func(store.Page) ([]string, store.List[string], error) {
	ctx := t.Context()
	out := map[string]func(store.Page) ([]string, store.List[string], error){
		"stories": func(p store.Page) ([]string, store.List[string], error) {
			return flat(func(s models.Story) string { return s.ID })(st.Stories(ctx, store.StoryFilter{}, p))
		},
		"stories, largest first": func(p store.Page) ([]string, store.List[string], error) {
			return flat(func(s models.Story) string { return s.ID })(st.StoriesBy(ctx, store.LargestStoryFirst, store.StoryFilter{}, p))
		},
		"stories by title": func(p store.Page) ([]string, store.List[string], error) {
			return flat(func(s models.Story) string { return s.ID })(st.StoriesBy(ctx, store.StoriesByTitle, store.StoryFilter{}, p))
		},
		"places": func(p store.Page) ([]string, store.List[string], error) {
			return flat(func(x models.Place) string { return x.ID })(st.Places(ctx, store.PlaceFilter{}, p))
		},
		"articles": func(p store.Page) ([]string, store.List[string], error) {
			return flat(func(a models.Article) string { return a.ID })(st.Articles(ctx, store.ArticleFilter{}, p))
		},
		"entities": func(p store.Page) ([]string, store.List[string], error) {
			return flat(func(e models.Entity) string { return e.ID })(st.Entities(ctx, store.EntityFilter{}, p))
		},
		"sources": func(p store.Page) ([]string, store.List[string], error) {
			return flat(func(s models.Source) string { return s.ID })(st.Sources(ctx, p))
		},
		"history": func(p store.Page) ([]string, store.List[string], error) {
			return flat(func(c models.Change) string { return fmt.Sprint(c.Seq) })(st.History(ctx, storyN(1).ID, p))
		},
		"search": func(p store.Page) ([]string, store.List[string], error) {
			return flat(func(h store.Hit) string { return h.ID })(st.Search(ctx, store.Wanted{{"town"}}, nil, p))
		},
	}
	events := func(lines map[string]store.List[models.Event], id string, err error) ([]string, store.List[string], error) {
		return flat(func(e models.Event) string { return e.ID })(lines[id], err)
	}
	for _, by := range orders {
		out["events "+string(by)] = func(p store.Page) ([]string, store.List[string], error) {
			return flat(func(e models.Event) string { return e.ID })(st.EventsBy(ctx, by, store.EventFilter{}, p))
		}
		out["timeline "+string(by)] = func(p store.Page) ([]string, store.List[string], error) {
			lines, err := st.TimelinesBy(ctx, by, []string{storyN(1).ID}, store.EventFilter{}, p)
			return events(lines, storyN(1).ID, err)
		}
		out["events at a place "+string(by)] = func(p store.Page) ([]string, store.List[string], error) {
			lines, err := st.EventsAt(ctx, by, []string{placeN(1).ID}, store.EventFilter{}, p)
			return events(lines, placeN(1).ID, err)
		}
		out["events with an entity "+string(by)] = func(p store.Page) ([]string, store.List[string], error) {
			lines, err := st.EventsWith(ctx, by, []string{entityN(1).ID}, store.EventFilter{}, p)
			return events(lines, entityN(1).ID, err)
		}
	}
	return out
}

func flat[T any](id func(T) string) func(store.List[T], error) ([]string, store.List[string], error) {
	return func(l store.List[T], err error) ([]string, store.List[string], error) {
		var ids []string
		for _, item := range l.Items {
			ids = append(ids, id(item))
		}
		return ids, store.List[string]{Items: ids, Cursors: l.Cursors, HasNext: l.HasNext}, err
	}
}

// several stores n of everything there is a list of, with many equal sort keys.
func several(t testing.TB, st *store.Store, n int) {
	t.Helper()
	write(t, st, func(tx *store.Tx) error {
		s := storyN(1)
		if err := tx.SaveStories([]models.Story{s}); err != nil {
			return err
		}
		for i := 1; i <= n; i++ {
			e := eventN(i)
			if e.Date = onDays("2025-03-01", "2025-03-02"); i%3 == 0 {
				e.Date = nil
			}
			entity, place := entityN(i), placeN(i)
			entity.Name, place.Name = "Town", "Town"
			e.PlaceID = placeN(1).ID
			other := storyN(i + 1)
			src := models.Source{ID: idN(models.SourcePrefix, i), URL: fmt.Sprintf("https://news.example/feed/%d", i)}
			s.Title = fmt.Sprintf("Title %d", i)
			err := errors.Join(saveEvent(tx, i, e, linkN(i, 1, .9)), tx.SaveEntities([]models.Entity{entity}), tx.SavePlaces([]models.Place{place}),
				tx.SaveEvents([]models.Event{e}, []models.EventEntity{{EventID: e.ID, EntityID: entityN(1).ID, Role: models.RoleActor}, {EventID: e.ID, EntityID: entityN(1).ID, Role: models.RoleRecipient}}),
				tx.SaveStories([]models.Story{other}), tx.SaveStories([]models.Story{s}), second(tx.SaveSource(&src)))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func TestPagesGiveEveryItemOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		several(t, st, 8)
		for name, list := range lists(t, st) {
			whole, page, err := list(store.Page{First: store.MaxFirst})
			if err != nil || len(whole) < 8 || page.HasNext {
				t.Errorf("%s: %d items, more %t, %v; want all of at least 8", name, len(whole), page.HasNext, err)
				continue
			}
			for first := 1; first <= len(whole)+1; first++ {
				var got []string
				for p := (store.Page{First: first}); ; {
					ids, page, err := list(p)
					if err != nil {
						t.Fatalf("%s: %v", name, err)
					}
					if len(ids) != len(page.Cursors) || len(ids) > first {
						t.Fatalf("%s: %d items and %d cursors on a page of %d", name, len(ids), len(page.Cursors), first)
					}
					if got = append(got, ids...); !page.HasNext {
						break
					}
					p.After = page.Cursors[len(ids)-1]
				}
				if !slices.Equal(got, whole) {
					t.Errorf("%s in pages of %d: got %v, want %v", name, first, got, whole)
				}
			}
			for i, cursor := range page.Cursors { // every cursor is good, not only the last
				if rest, _, err := list(store.Page{First: store.MaxFirst, After: cursor}); err != nil || !slices.Equal(rest, append([]string(nil), whole[i+1:]...)) {
					t.Errorf("%s after item %d: got %v, %v, want %v", name, i, rest, err, whole[i+1:])
				}
			}
		}
	})
}

func TestPagesAndCursorsThatAreRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		several(t, st, 3)
		encoded := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
		cursors := map[string]string{}
		for name, list := range lists(t, st) {
			_, page, err := list(store.Page{First: 1})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			cursors[name] = page.Cursors[0]
		}
		for name, list := range lists(t, st) {
			for _, first := range []int{0, -1, store.MaxFirst + 1, 100000} {
				if _, _, err := list(store.Page{First: first}); !errors.Is(err, store.ErrBadPage) {
					t.Errorf("%s, first %d: got %v, want bad page size", name, first, err)
				}
			}
			bad := []string{
				"not a cursor", "!", "\x00", "\xff", encoded("{}"), encoded("[]"), encoded(`["1"]`), encoded(`["1","` + name + `"]`),
				encoded(`["0","` + name + `","a","b"]`), encoded(`["1","` + name + `",{"a":1},[]]`), encoded(`["1","` + name + `","\u0000","\u0000"]`),
				encoded(`["1","` + name + `",1e999,"a"]`), encoded(`["1","` + name + `",null]`), strings.Repeat("a", 1<<20),
			}
			for other, cursor := range cursors {
				if other != name {
					bad = append(bad, cursor)
				}
			}
			for _, cursor := range bad {
				if _, _, err := list(store.Page{First: 1, After: cursor}); !errors.Is(err, store.ErrBadCursor) {
					t.Errorf("%s after %.60q: got %v, want bad cursor", name, cursor, err)
				}
			}
		}
	})
}

func TestInsertsBetweenPages(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		saved(t, st, 6)
		write(t, st, func(tx *store.Tx) error { return second(tx.ReplaceMentions(articleN(2).ID, nil)) })
		page := must(st.Events(t.Context(), store.EventFilter{}, store.Page{First: 3}))
		sameNumbers(t, "first page", numbers(models.EventPrefix, eventIDs(page.Items)), []int{1, 3, 4})
		write(t, st, func(tx *store.Tx) error {
			late := eventN(9)
			late.Date = onDays("2025-03-06", "2025-03-06") // as event 5
			return errors.Join(
				saveEvent(tx, 2, eventN(2)), saveEvent(tx, 9, late), // before and behind the cursor
				second(tx.ReplaceMentions(articleN(4).ID, nil)), // the cursor's own event goes
			)
		})
		rest := must(st.Events(t.Context(), store.EventFilter{}, store.Page{First: 10, After: page.Cursors[2]}))
		sameNumbers(t, "second page", numbers(models.EventPrefix, eventIDs(rest.Items)), []int{5, 9, 6})
	})
}

func FuzzCursor(f *testing.F) {
	st := storetest.Open(f, storetest.SQLite.New(f), store.Options{})
	f.Add("x")
	f.Add(base64.RawURLEncoding.EncodeToString([]byte(`["1","events","2025-01-01","evt_1"]`)))
	f.Fuzz(func(t *testing.T, cursor string) {
		_, err := st.Events(t.Context(), store.EventFilter{}, store.Page{First: 1, After: cursor})
		if err != nil && !errors.Is(err, store.ErrBadCursor) {
			t.Errorf("cursor %q: %v", cursor, err)
		}
	})
}
