package store_test

import (
	"errors"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

func TestStoriesCountTheirTimelines(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		undated := eventN(3)
		undated.Date = nil
		long := eventN(2)
		long.Date = onDays("2025-01-15", "2025-06-30")
		write(t, st, func(tx *store.Tx) error {
			return errors.Join(
				tx.SaveStories([]models.Story{storyN(1), storyN(2)}),
				saveEvent(tx, 1, eventN(1), linkN(1, 1, .5)),
				saveEvent(tx, 2, long, linkN(2, 1, .8)),
				saveEvent(tx, 3, undated, linkN(3, 1, .9)),
				saveEvent(tx, 4, eventN(4), linkN(4, 1, .49), linkN(4, 2, .9)),
			)
		})
		check := func(story models.Story, events int, first, last models.Day) {
			t.Helper()
			got := must(st.Story(t.Context(), story.ID))
			if got.EventCount != events || got.FirstDate != first || got.LastDate != last {
				t.Errorf("%s: %d events from %q to %q, want %d from %q to %q", got.Title, got.EventCount, got.FirstDate, got.LastDate, events, first, last)
			}
		}
		check(storyN(1), 3, "2025-01-15", "2025-06-30")
		check(storyN(2), 1, "2025-03-05", "2025-03-05")

		for _, step := range []struct {
			probability float64
			events      int
			last        models.Day
		}{{.6, 4, "2025-06-30"}, {.7, 4, "2025-06-30"}, {.2, 3, "2025-06-30"}} { // a suggestion, a link and a suggestion again
			write(t, st, func(tx *store.Tx) error {
				return tx.SaveLinks([]string{eventN(4).ID}, []models.Link{linkN(4, 1, step.probability), linkN(4, 2, .9)})
			})
			check(storyN(1), step.events, "2025-01-15", step.last)
		}

		long.Date = onDays("2025-02-01", "2025-02-02") // a date moves, and with it the timeline
		write(t, st, func(tx *store.Tx) error { return tx.SaveEvents([]models.Event{long}, nil) })
		check(storyN(1), 3, "2025-02-01", "2025-03-02")
		write(t, st, func(tx *store.Tx) error {
			return tx.SaveLinks([]string{eventN(1).ID, long.ID}, []models.Link{linkN(1, 2, .9)})
		})
		check(storyN(1), 1, "", "")
		check(storyN(2), 2, "2025-03-02", "2025-03-05")

		s := must(st.Story(t.Context(), storyN(1).ID))
		s.EventCount, s.FirstDate, s.Slug, s.Title = 99, "1999-01-01", "other", "Renamed"
		write(t, st, func(tx *store.Tx) error { return tx.SaveStories([]models.Story{s}) })
		check(storyN(1), 1, "", "")
		if got := must(st.Story(t.Context(), s.ID)); got.Slug != storyN(1).Slug || got.Title != "Renamed" {
			t.Errorf("slug %q, title %q: want the first slug and the new title", got.Slug, got.Title)
		}
	})
}

func TestStoryBySlugOrTitle(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		titled := func(n int, title string, tracked bool) models.Story {
			s := storyN(n)
			s.Title, s.Tracked = title, tracked
			return s
		}
		write(t, st, func(tx *store.Tx) error {
			return tx.SaveStories([]models.Story{
				titled(1, "Переговоры о мире", false), titled(2, "Border talks", false), titled(3, "Border Talks", true),
				titled(4, "Elections", false), titled(5, "elections", false), titled(6, "???", false), titled(7, "Border talks resume", true),
			})
		})
		for ref, want := range map[string]int{
			storyN(4).ID: 4, "talks-5": 5, "переговоры О МИРЕ": 1, "border TALKS": 3, " Border talks resume ": 7, "???": 6,
		} {
			got, err := st.StoryBySlugOrTitle(t.Context(), ref)
			if err != nil || got.ID != storyN(want).ID {
				t.Errorf("%q: got %q, %v, want story %d", ref, got.Title, err, want)
			}
		}
		for ref, want := range map[string]error{
			"": store.ErrNotFound, "border": store.ErrNotFound, "!!!": store.ErrNotFound, "a\x00b": store.ErrNotFound,
			"\xff": store.ErrNotFound, `" OR 1=1 --`: store.ErrNotFound, "Elections": store.ErrConflict,
		} {
			if got, err := st.StoryBySlugOrTitle(t.Context(), ref); !errors.Is(err, want) {
				t.Errorf("%q: got %q, %v, want %v", ref, got.Title, err, want)
			}
		}
	})
}

func TestFreeSlug(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		for _, want := range []string{"talks", "talks-2", "talks-3"} {
			s := storyN(1)
			write(t, st, func(tx *store.Tx) (err error) {
				s.Slug, err = tx.FreeSlug("talks")
				s.ID = models.NewID(models.StoryPrefix, s.CreatedAt, s.Slug)
				return errors.Join(err, tx.SaveStories([]models.Story{s}))
			})
			if s.Slug != want {
				t.Errorf("got %q, want %q", s.Slug, want)
			}
		}
	})
}

func TestChildrenAndTrackedStories(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		write(t, st, func(tx *store.Tx) error {
			for n := 1; n <= 5; n++ {
				s := storyN(n)
				s.Tracked = n != 2
				if n > 1 {
					s.ParentID = storyN(1).ID
				}
				if err := tx.SaveStories([]models.Story{s}); err != nil {
					return err
				}
			}
			return nil
		})
		children := must(st.ChildrenOf(t.Context(), []string{storyN(1).ID, storyN(2).ID}, 3))
		sameNumbers(t, "children", storyNumbers(children[storyN(1).ID]), []int{2, 3, 4})
		if len(children) != 1 {
			t.Errorf("children of %d stories, want 1", len(children))
		}
		yes := true
		sameNumbers(t, "tracked", storyNumbers(must(st.Stories(t.Context(), store.StoryFilter{Tracked: &yes}, store.Page{First: 10})).Items), []int{5, 4, 3, 1})
	})
}

func storyNumbers(stories []models.Story) []int {
	var ids []string
	for _, s := range stories {
		ids = append(ids, s.ID)
	}
	return numbers(models.StoryPrefix, ids)
}

// TestStoryByMergedSlug holds that the slug of a merged story leads to the one that
// stayed, and that no other slug does.
func TestStoryByMergedSlug(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		write(t, st, func(tx *store.Tx) error {
			a, b, c := storyN(1), storyN(2), storyN(3)
			a.Slug, b.Slug, c.Slug = "border-talks", "talks_100%", "переговоры"
			if err := tx.SaveStories([]models.Story{a, b, c}); err != nil {
				return err
			}
			if err := tx.Redirect(storyN(1).ID, storyN(2).ID, "one story"); err != nil {
				return err
			}
			return tx.Redirect(storyN(2).ID, storyN(3).ID, "one story")
		})
		for _, ref := range []string{"border-talks", "talks_100%", storyN(1).ID, "переговоры"} {
			if got, err := st.StoryBySlugOrTitle(t.Context(), ref); err != nil || got.ID != storyN(3).ID {
				t.Errorf("%q: got %q, %v, want story 3", ref, got.ID, err)
			}
		}
		for _, ref := range []string{"border", "%", "talksx100%", "border-talk_"} {
			if got, err := st.StoryBySlugOrTitle(t.Context(), ref); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%q: got %q, %v, want none", ref, got.Slug, err)
			}
		}
	})
}
