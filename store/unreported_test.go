package store_test

import (
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// A scheduled event of which nothing was heard is unreported from a week after
// its date on, by the clock of who reads; what is stored does not change.
func TestUnreported(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			now := time.Date(2025, 3, 10, 23, 0, 0, 0, time.UTC)
			st := storetest.Open(t, d.New(t), store.Options{Now: func() time.Time { return now }})
			write(t, st, func(tx *store.Tx) error {
				if err := tx.SaveStories([]models.Story{storyN(1)}); err != nil {
					return err
				}
				for n := 1; n <= 4; n++ {
					e := eventN(n) // on 2 to 5 March
					e.Status = models.Scheduled
					switch n {
					case 2:
						e.Status = models.Happened
					case 3:
						e.Date.Start, e.Date.End, e.Date.Basis = "2025-03-01", "2025-03-01", models.BasisPublication
					}
					if err := saveEvent(tx, n, e, linkN(n, 1, .9)); err != nil {
						return err
					}
				}
				return nil
			})
			ctx, all := t.Context(), store.Page{First: 10}
			ask := func(statuses ...models.Status) []int {
				return numbers(models.EventPrefix, eventIDs(must(st.Events(ctx, store.EventFilter{Statuses: statuses}, all)).Items))
			}
			sameNumbers(t, "on the last day", ask(models.Unreported), []int{1})
			now = now.AddDate(0, 0, -1)
			sameNumbers(t, "a day before", ask(models.Unreported), []int{})
			sameNumbers(t, "scheduled a day before", ask(models.Scheduled), []int{3, 1, 4})
			now = now.AddDate(0, 0, 30)
			sameNumbers(t, "later", ask(models.Unreported), []int{1, 4})
			sameNumbers(t, "scheduled later", ask(models.Scheduled), []int{3})
			sameNumbers(t, "both", ask(models.Scheduled, models.Unreported), []int{3, 1, 4})
			sameNumbers(t, "with what happened", ask(models.Happened, models.Unreported), []int{1, 2, 4})
			line := must(st.Timelines(ctx, []string{storyN(1).ID}, store.EventFilter{}, all))[storyN(1).ID].Items
			for name, e := range map[string]models.Event{
				"event": must(st.Event(ctx, eventN(1).ID)), "by id": must(st.EventsByID(ctx, []string{eventN(1).ID}))[eventN(1).ID],
				"in the list": must(st.Events(ctx, store.EventFilter{}, all)).Items[1], "on the timeline": line[1],
			} {
				if e.ID != eventN(1).ID || e.Status != models.Unreported {
					t.Errorf("%s: %s is %s, want event 1 unreported", name, e.ID, e.Status)
				}
			}
			if memory := must(st.Recent(ctx, "")); memory.Events[0].Status != models.Scheduled {
				t.Errorf("the linker is told %s, want what is stored", memory.Events[0].Status)
			}
		})
	}
}
