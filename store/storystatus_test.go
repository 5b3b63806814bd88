package store_test

import (
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// Whether a story goes on is told by the clock of who reads, in the field and in
// the filter alike; the journal is told of a change once.
func TestStoryStatus(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			now := time.Date(2025, 3, 10, 23, 0, 0, 0, time.UTC)
			st := storetest.Open(t, d.New(t), store.Options{Now: func() time.Time { return now }})
			write(t, st, func(tx *store.Tx) error {
				parent := storyN(3) // without events
				if err := tx.SaveStories([]models.Story{parent, storyN(1)}); err != nil {
					return err
				}
				part := storyN(2)
				part.ParentID = parent.ID
				if err := tx.SaveStories([]models.Story{part}); err != nil {
					return err
				}
				return saveEvent(tx, 1, eventN(1), linkN(1, 1, .9)) // on 2 March
			})
			ctx, all := t.Context(), store.Page{First: 10}
			check := func(when string, want map[int]models.StoryStatus) {
				t.Helper()
				byStatus := map[models.StoryStatus][]int{}
				for _, n := range []int{1, 2, 3} {
					byStatus[want[n]] = append(byStatus[want[n]], n)
					id := storyN(n).ID
					for way, s := range map[string]models.Story{
						"by id": must(st.Story(ctx, id)), "by ids": must(st.StoriesByID(ctx, []string{id}))[id], "by slug": must(st.StoryBySlugOrTitle(ctx, storyN(n).Slug)),
					} {
						if s.Status != want[n] {
							t.Errorf("%s: story %d %s is %s, want %s", when, n, way, s.Status, want[n])
						}
					}
				}
				if got := must(st.ChildrenOf(ctx, []string{storyN(3).ID}, 5))[storyN(3).ID][0].Status; got != want[2] {
					t.Errorf("%s: the part is %s, want %s", when, got, want[2])
				}
				for _, status := range []models.StoryStatus{models.StoryActive, models.StoryDormant, models.StoryClosed} {
					f := store.StoryFilter{Status: []models.StoryStatus{status}}
					list := must(st.StoriesBy(ctx, store.StoriesByTitle, f, all)).Items
					ids := make([]string, len(list))
					for i, s := range list {
						ids[i] = s.ID
						if s.Status != status {
							t.Errorf("%s: of the %s stories %s is %s", when, status, s.ID, s.Status)
						}
					}
					sameNumbers(t, when+": "+string(status), numbers(models.StoryPrefix, ids), append([]int{}, byStatus[status]...))
					if n := must(st.CountStories(ctx, f)); n != (store.Total{Count: len(list), Exact: true}) {
						t.Errorf("%s: %d stories are counted %s, want %d", when, n.Count, status, len(list))
					}
				}
			}
			note := func(want int) {
				t.Helper()
				write(t, st, func(tx *store.Tx) error {
					if got := must(tx.NoteStatuses(10)); got != want {
						t.Errorf("on %s %d statuses were noted, want %d", now.Format(time.DateOnly), got, want)
					}
					return nil
				})
			}
			check("on 10 March", map[int]models.StoryStatus{1: models.StoryActive, 2: models.StoryActive, 3: models.StoryActive})
			note(0)
			now = now.AddDate(0, 0, 38) // 17 April
			check("on 17 April", map[int]models.StoryStatus{1: models.StoryDormant, 2: models.StoryActive, 3: models.StoryActive})
			note(1)
			note(0)
			history := must(st.History(ctx, storyN(1).ID, all)).Items
			if last := history[len(history)-1]; last.Field != "status" || last.Before != `"active"` || last.After != `"dormant"` {
				t.Errorf("the journal tells %+v, want that story 1 went dormant", last)
			}
			now = now.AddDate(1, 0, 0)
			check("a year later", map[int]models.StoryStatus{1: models.StoryClosed, 2: models.StoryClosed, 3: models.StoryClosed})
			note(3)
			write(t, st, func(tx *store.Tx) error {
				e := eventN(2)
				e.Date.Start, e.Date.End = "2026-04-16", "2026-04-16"
				return saveEvent(tx, 2, e, linkN(2, 1, .9))
			})
			check("when it is taken up", map[int]models.StoryStatus{1: models.StoryActive, 2: models.StoryClosed, 3: models.StoryClosed})
			note(0)
			write(t, st, func(tx *store.Tx) error {
				pinned := storyN(3)
				pinned.Pinned = true
				return tx.SaveStories([]models.Story{pinned})
			})
			check("when one is pinned", map[int]models.StoryStatus{1: models.StoryActive, 2: models.StoryClosed, 3: models.StoryActive})
			note(0)
		})
	}
}
