package graph_test

import (
	"testing"
	"time"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// What was due has, as of a day, the status and the history of that day: what passed
// since is not held against it, nor what is known today; and a story is what it is today.
func TestStatusAsOfADay(t *testing.T) {
	eachMoving(t, 3, func(t *testing.T, st *store.Store, api *graph.Handler, clock *time.Time) {
		*clock = time.Date(2025, 12, 1, 9, 0, 0, 0, time.UTC)
		due := eventN(7)
		due.Status, due.Date = models.Scheduled, &models.Date{Start: "2025-12-05", End: "2025-12-05", Precision: models.PrecisionDay, Kind: models.KindStated, Basis: models.BasisClause, EDTF: "2025-12-05"}
		save(t, st, func(tx *store.Tx) error {
			if err := tx.SaveEvents([]models.Event{due}, nil); err != nil {
				return err
			}
			return tx.SaveLinks([]string{due.ID}, []models.Link{{EventID: due.ID, StoryID: sty(2), Probability: .9}})
		})
		*clock = time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
		save(t, st, func(tx *store.Tx) error {
			held := due
			held.Status = models.Happened
			return tx.SaveEvents([]models.Event{held}, nil)
		})
		for day, want := range map[string]string{"2025-12-02": "scheduled", "2025-12-12": "scheduled", "2025-12-13": "unreported", "2026-06-01": "unreported", "2027-03-02": "happened"} {
			for _, status := range []string{"scheduled", "unreported", "happened"} {
				got := ask(t, api, `query($id: ID!, $at: DateTime, $is: [Status!]) { story(id: $id) { status timeline(asOf: $at, filter: {statuses: $is}, first: 100) { nodes { id status statusHistory { from status published } } } } }`,
					map[string]any{"id": sty(2), "at": day + "T12:00:00Z", "is": []any{status}})
				if at(t, got, "story", "status") != "closed" {
					t.Errorf("on %s: the story is %v, want what it is today, closed", day, at(t, got, "story", "status"))
				}
				var found map[string]any
				for _, n := range at(t, got, "story", "timeline", "nodes").([]any) {
					if at(t, n, "id") == due.ID {
						found = n.(map[string]any)
					}
				}
				if (found != nil) != (status == want) {
					t.Errorf("on %s: among what is %s: %v, want it %s", day, status, found, want)
				}
				if found == nil {
					continue
				}
				if found["status"] != want {
					t.Errorf("on %s: status %v, want %s", day, found["status"], want)
				}
				steps := found["statusHistory"].([]any)
				last := len(steps) > 0 && at(t, steps[len(steps)-1], "status") == "unreported"
				if last != (want == "unreported") || last && at(t, steps[len(steps)-1], "published") != "2025-12-13" {
					t.Errorf("on %s: history %v, want its end to say unreported since 13 December: %t", day, steps, want == "unreported")
				}
			}
		}
	})
}
