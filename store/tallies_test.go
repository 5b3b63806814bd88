package store_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// TestTalliesFollowEvents holds that after whatever changes the tallies are what
// counting all events gives.
func TestTalliesFollowEvents(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			st := storetest.Open(t, dsn, store.Options{})
			rng := rand.New(rand.NewPCG(7, 1))
			write(t, st, func(tx *store.Tx) error {
				for n := range 4 {
					if err := errors.Join(tx.SaveStories([]models.Story{storyN(n)}), tx.SaveEntities([]models.Entity{entityN(n)}), tx.SavePlaces([]models.Place{placeN(n)})); err != nil {
						return err
					}
				}
				return nil
			})
			grown := 0
			for round := range 40 {
				write(t, st, func(tx *store.Tx) error {
					for range 1 + rng.IntN(3) {
						if err := changeAnything(tx, rng); err != nil {
							return err
						}
					}
					return nil
				})
				if stale := storetest.Query(t, dsn, "SELECT event_id FROM event_entities AS p WHERE date_start <> (SELECT date_start FROM events WHERE id = p.event_id)"); len(stale) > 0 {
					t.Fatalf("after round %d who takes part in %v has another date", round, stale)
				}
				got := talliesIn(t, dsn)
				grown = max(grown, len(got))
				if err := st.Retally(t.Context()); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(talliesIn(t, dsn), got); diff != "" {
					t.Fatalf("after round %d counted anew (-) and kept (+) differ:\n%s", round, diff)
				}
			}
			if grown < 50 {
				t.Errorf("never more than %d tallies: the changes prove nothing", grown)
			}
		})
	}
}

// changeAnything saves or deletes an event, links it anew, merges two, or moves a place.
func changeAnything(tx *store.Tx, rng *rand.Rand) error {
	n := 1 + rng.IntN(12)
	e := eventN(n)
	e.Type = []models.EventType{models.Consult, models.Assault, models.Aid}[rng.IntN(3)]
	e.Status = []models.Status{models.Happened, models.Denied, models.Claimed}[rng.IntN(3)]
	e.Quad = []models.Quad{"", models.VerbalCooperation, models.MaterialConflict}[rng.IntN(3)]
	e.Score, e.Disputed = float64(rng.IntN(200)-100)/10, rng.IntN(2) == 0
	e.ReportCount, e.OriginCount = 1+rng.IntN(4), 1+rng.IntN(2)
	day := models.Day("2025-03-29").Add(rng.IntN(4))
	e.Date = onDays(day, day.Add(7*rng.IntN(2)))
	if rng.IntN(6) == 0 {
		e.Date = nil
	}
	e.PlaceID = []string{"", placeN(1).ID, placeN(2).ID}[rng.IntN(3)]
	var parts []models.EventEntity
	for i := range rng.IntN(4) {
		parts = append(parts, models.EventEntity{EventID: e.ID, EntityID: entityN(rng.IntN(4)).ID, Role: models.RoleActor, Position: i},
			models.EventEntity{EventID: e.ID, EntityID: entityN(rng.IntN(4)).ID, Role: models.RoleRecipient, Position: i})
	}
	a := articleN(n)
	switch rng.IntN(8) {
	case 0:
		_, err := tx.ReplaceMentions(a.ID, nil)
		return err
	case 1:
		return ignoring(tx.Redirect(e.ID, eventN(1+rng.IntN(12)).ID, "the same"))
	case 2:
		return ignoring(tx.Redirect(storyN(3).ID, storyN(rng.IntN(3)).ID, "the same"))
	case 3:
		return ignoring(tx.Redirect(entityN(3).ID, entityN(rng.IntN(3)).ID, "the same"))
	case 4:
		p := placeN(1 + rng.IntN(2))
		p.Country = []string{"CH", "FR", "UA"}[rng.IntN(3)]
		return tx.SavePlaces([]models.Place{p})
	}
	if err := tx.SaveEvents([]models.Event{e}, parts); err != nil {
		return ignoring(err) // merged before
	}
	_, err := tx.SaveArticle(&a)
	if err == nil {
		_, err = tx.ReplaceMentions(a.ID, []models.Mention{mentionN(n, a.ID, e.ID)})
	}
	if err != nil {
		return err
	}
	var links []models.Link
	for story := range 3 {
		if rng.IntN(2) == 0 {
			links = append(links, linkN(n, story, float64(rng.IntN(11))/10))
		}
	}
	return tx.SaveLinks([]string{e.ID}, links)
}

// ignoring passes over changes that what is stored rules out.
func ignoring(err error) error {
	if errors.Is(err, store.ErrConflict) || errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

// talliesIn reads the tallies of days and of months, and the totals.
func talliesIn(t testing.TB, dsn string) [][]string {
	const order = " ORDER BY story_id, facet, actor, date_start, date_end, type, quad, country"
	return slices.Concat(storetest.Query(t, dsn, "SELECT * FROM tallies"+order), storetest.Query(t, dsn, "SELECT * FROM month_tallies"+order),
		storetest.Query(t, dsn, "SELECT * FROM totals WHERE records > 0 ORDER BY kind"))
}
