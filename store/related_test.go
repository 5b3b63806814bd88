package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// Stories are related by events on both timelines, by suggestions, by who takes
// part, by where, and by what both are part of; nothing in common is no relation.
func TestRelatedTo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		write(t, st, func(tx *store.Tx) error {
			stories := make([]models.Story, 7)
			for i := range stories {
				stories[i] = storyN(i + 1)
			}
			stories[5].ParentID = storyN(1).ID // 6 is part of 1
			if err := errors.Join(tx.SaveStories(stories), tx.SaveEntities([]models.Entity{entityN(1), entityN(2)})); err != nil {
				return err
			}
			place := placeN(5)
			place.Precision = models.PlaceCity
			if err := tx.SavePlaces([]models.Place{place}); err != nil {
				return err
			}
			for n, x := range map[int]struct {
				entity, place int
				links         []models.Link
			}{
				1: {entity: 1, links: []models.Link{linkN(1, 1, .9), linkN(1, 2, .8)}},
				2: {entity: 1, place: 5, links: []models.Link{linkN(2, 1, .9), linkN(2, 3, .4)}},
				3: {entity: 1, links: []models.Link{linkN(3, 4, .9)}},
				4: {place: 5, links: []models.Link{linkN(4, 5, .9)}},
				7: {entity: 2, links: []models.Link{linkN(7, 7, .9)}},
				8: {entity: 2, links: []models.Link{linkN(8, 3, .9)}},
			} {
				e := eventN(n)
				e.PlaceID = ""
				if x.place > 0 {
					e.PlaceID = placeN(x.place).ID
				}
				var parts []models.EventEntity
				if x.entity > 0 {
					parts = []models.EventEntity{{EventID: e.ID, EntityID: entityN(x.entity).ID, Role: models.RoleActor}}
				}
				if err := errors.Join(tx.SaveEvents([]models.Event{e}, parts), tx.SaveLinks([]string{e.ID}, x.links)); err != nil {
					return err
				}
			}
			return nil
		})
		ids := []string{storyN(1).ID, storyN(3).ID, storyN(5).ID, "sty_none"}
		related := must(st.RelatedTo(t.Context(), ids, 10))
		of := func(id string) map[int][]string {
			out := map[int][]string{}
			last := related[id]
			for i, r := range last {
				if i > 0 && last[i-1].Score < r.Score {
					t.Errorf("the relations of %s are not in the order of their scores: %+v", id, last)
				}
				sum := 0.0
				n := numbers(models.StoryPrefix, []string{r.Story.ID})[0]
				for _, reason := range r.Reasons {
					sum += reason.Weight
					out[n] = append(out[n], reason.Feature)
				}
				if sum < r.Score-.001 || sum > r.Score+.001 {
					t.Errorf("the reasons %+v do not make the score %g", r.Reasons, r.Score)
				}
			}
			return out
		}
		cast, site := "takes part in both: "+entityN(1).Name, "happened in "+placeN(5).Name
		for id, want := range map[string]map[int][]string{
			storyN(1).ID: {2: {"events on both timelines", cast}, 3: {"events suggested for the other"}, 4: {cast}, 5: {site}, 6: {"it is part of this one"}},
			storyN(3).ID: {1: {"events suggested for the other"}, 7: {"takes part in both: " + entityN(2).Name}},
			storyN(5).ID: {1: {site}},
			"sty_none":   {},
		} {
			if got := of(id); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("related to %s: got %v, want %v", id, got, want)
			}
		}
		if first := related[storyN(1).ID][0].Story.ID; first != storyN(2).ID {
			t.Errorf("the story with a common event is not the first: %s", first)
		}
		two := must(st.RelatedTo(t.Context(), ids[:1], 2))[ids[0]]
		if len(two) != 2 || !slices.EqualFunc(two, related[ids[0]][:2], func(a, b models.RelatedStory) bool { return a.Story.ID == b.Story.ID }) {
			t.Errorf("the first two: got %+v", two)
		}
		few, many := len(st.Statements(func() { must(st.RelatedTo(t.Context(), ids[:1], 5)) })), len(st.Statements(func() { must(st.RelatedTo(t.Context(), ids, 5)) }))
		if few > 14 || many > few {
			t.Errorf("%d statements for one story, %d for three", few, many)
		}
	})
}
