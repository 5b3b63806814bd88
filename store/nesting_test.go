package store_test

import (
	"slices"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// What is on the timeline of a part is on those of the stories above, and leaves
// them with the part; links of their own stay.
func TestTimelinesHaveWhatTheirPartsHave(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		nest := func(part, of int) {
			write(t, st, func(tx *store.Tx) error {
				s := storyN(part)
				if of > 0 {
					s.ParentID = storyN(of).ID
				}
				if err := tx.SaveStories([]models.Story{s}); err != nil {
					return err
				}
				return tx.SpreadLinks(s.ID)
			})
		}
		on := func(when string, want map[int][]int) {
			t.Helper()
			for n := 1; n <= 3; n++ {
				id := storyN(n).ID
				line := must(st.Timelines(t.Context(), []string{id}, store.EventFilter{}, store.Page{First: 10}))[id]
				sameNumbers(t, when, numbers(models.EventPrefix, eventIDs(line.Items)), append([]int{}, want[n]...))
				if story := must(st.Story(t.Context(), id)); story.EventCount != len(want[n]) {
					t.Errorf("%s: story %d counts %d events, want %d", when, n, story.EventCount, len(want[n]))
				}
			}
		}
		write(t, st, func(tx *store.Tx) error {
			if err := tx.SaveStories([]models.Story{storyN(1), storyN(2), storyN(3)}); err != nil {
				return err
			}
			for n := 1; n <= 3; n++ {
				if err := saveEvent(tx, n, eventN(n), linkN(n, n, .8)); err != nil {
					return err
				}
			}
			return tx.SaveLinks([]string{eventN(3).ID}, []models.Link{linkN(3, 3, .8), linkN(3, 2, .6)})
		})
		on("apart", map[int][]int{1: {1}, 2: {2, 3}, 3: {3}})
		nest(3, 2)
		nest(2, 1)
		on("within one another", map[int][]int{1: {1, 2, 3}, 2: {2, 3}, 3: {3}})
		links := must(st.LinksOf(t.Context(), []string{eventN(3).ID}))[eventN(3).ID]
		i := slices.IndexFunc(links, func(l models.Link) bool { return l.StoryID == storyN(1).ID })
		if i < 0 || !links[i].Inherited() || links[i].Probability != .8 {
			t.Errorf("the links of event 3 are %+v, want one that it has of a part", links)
		}
		write(t, st, func(tx *store.Tx) error { return saveEvent(tx, 4, eventN(4), linkN(4, 3, .7)) })
		on("with what came", map[int][]int{1: {1, 2, 3, 4}, 2: {2, 3, 4}, 3: {3, 4}})
		write(t, st, func(tx *store.Tx) error { return tx.SaveLinks([]string{eventN(4).ID}, nil) })
		on("without what left", map[int][]int{1: {1, 2, 3}, 2: {2, 3}, 3: {3}})
		nest(2, 0)
		on("apart from the first", map[int][]int{1: {1}, 2: {2, 3}, 3: {3}})
		nest(3, 0)
		on("apart again", map[int][]int{1: {1}, 2: {2, 3}, 3: {3}})
	})
}
