package store_test

import (
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// The key events of a timeline are its most important, in the order of their
// dates; a filter applies first, and a page after.
func TestKeyEvents(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		write(t, st, func(tx *store.Tx) error {
			if err := tx.SaveStories([]models.Story{storyN(1)}); err != nil {
				return err
			}
			for n, importance := range []float64{0, 2, 9, 1, 9, 5} {
				if n == 0 {
					continue
				}
				e := eventN(n)
				e.Importance = importance
				if n == 2 {
					e.Type = models.Assault
				}
				if err := saveEvent(tx, n, e, linkN(n, 1, .9)); err != nil {
					return err
				}
			}
			e := eventN(6) // more important than all, and only suggested
			e.Importance = 20
			return saveEvent(tx, 6, e, linkN(6, 1, .3))
		})
		key := func(f store.EventFilter, p store.Page) store.List[models.Event] {
			return must(st.Timelines(t.Context(), []string{storyN(1).ID}, f, p))[storyN(1).ID]
		}
		ids := func(l store.List[models.Event]) []int { return numbers(models.EventPrefix, eventIDs(l.Items)) }
		sameNumbers(t, "three", ids(key(store.EventFilter{Key: 3}, store.Page{First: 10})), []int{2, 4, 5})
		sameNumbers(t, "more than there are", ids(key(store.EventFilter{Key: 30}, store.Page{First: 10})), []int{1, 2, 3, 4, 5})
		sameNumbers(t, "of one type", ids(key(store.EventFilter{Key: 2, Types: []models.EventType{models.Consult}}, store.Page{First: 10})), []int{4, 5})
		first := key(store.EventFilter{Key: 3}, store.Page{First: 2})
		sameNumbers(t, "the first page", ids(first), []int{2, 4})
		sameNumbers(t, "the second page", ids(key(store.EventFilter{Key: 3}, store.Page{First: 2, After: first.Cursors[1]})), []int{5})
		if n := must(st.CountTimelines(t.Context(), []string{storyN(1).ID}, store.EventFilter{Key: 3}))[storyN(1).ID]; n != (store.Total{Count: 3, Exact: true}) {
			t.Errorf("counted %d, want 3", n.Count)
		}
		write(t, st, func(tx *store.Tx) error {
			e := eventN(3)
			e.Importance = 30
			return tx.SaveEvents([]models.Event{e}, nil)
		})
		sameNumbers(t, "after a change", ids(key(store.EventFilter{Key: 3}, store.Page{First: 10})), []int{2, 3, 4})
	})
}
