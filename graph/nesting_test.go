package graph_test

import (
	"slices"
	"testing"
	"time"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// What is new is told by what came to be known since, not by the dates of events.
func TestStoryNews(t *testing.T) {
	eachMoving(t, 3, func(t *testing.T, st *store.Store, api *graph.Handler, clock *time.Time) {
		news := func(since time.Time) any {
			t.Helper()
			return at(t, ask(t, api, `query($id: ID!, $since: DateTime!) { story(id: $id) { news(since: $since) {
				summary complete added { id } disputed { id } changed { id } } } }`, map[string]any{"id": sty(2), "since": since.Format(time.RFC3339)}), "story", "news")
		}
		lists := func(news any, want map[string][]string) {
			t.Helper()
			for list, ids := range want {
				got := texts(t, at(t, news, list), "id")
				slices.Sort(got)
				if !slices.Equal(got, ids) {
					t.Errorf("%s: got %v, want %v", list, got, ids)
				}
			}
		}
		before := *clock
		if got := news(before); at(t, got, "summary") != "" || at(t, got, "complete") != true {
			t.Errorf("nothing came, and the news are %v", got)
		}
		*clock = clock.Add(time.Hour)
		err := st.Write(t.Context(), func(tx *store.Tx) error {
			tx = tx.As("linker", "")
			fresh, told, other := eventN(7), eventN(1), eventN(2)
			told.Disputed = true
			other.Status = models.Cancelled
			if err := tx.SaveEvents([]models.Event{fresh, told, other}, nil); err != nil {
				return err
			}
			return tx.SaveLinks([]string{fresh.ID}, []models.Link{{EventID: fresh.ID, StoryID: sty(2), Probability: .9}})
		})
		if err != nil {
			t.Fatal(err)
		}
		got := news(before)
		lists(got, map[string][]string{"added": {evt(7)}, "disputed": {evt(1)}, "changed": {evt(2)}})
		if at(t, got, "summary") == "" {
			t.Error("three events have news and the summary is empty")
		}
		lists(news(*clock), map[string][]string{"added": {}, "disputed": {}, "changed": {}})
	})
}

// A suggestion is accepted or rejected, and comes no more.
func TestSuggestedParents(t *testing.T) {
	eachMoving(t, 3, func(t *testing.T, st *store.Store, api *graph.Handler, _ *time.Time) {
		suggest := func() {
			t.Helper()
			err := st.Write(t.Context(), func(tx *store.Tx) error {
				s, err := tx.Story(sty(3))
				if err != nil {
					return err
				}
				s.ParentID, s.Nesting = "", &models.Nesting{StoryID: sty(1), Probability: .75, Reasons: []models.Reason{{Feature: "events in common", Weight: 2}}}
				return tx.As("linker", "").SaveStories([]models.Story{s})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		story := func() any {
			t.Helper()
			return at(t, ask(t, api, `query($id: ID!) { story(id: $id) { parent { id } suggestedParent { probability story { id } reasons { feature weight } } } }`,
				map[string]any{"id": sty(3)}), "story")
		}
		suggest()
		if got := story(); at(t, got, "suggestedParent", "story", "id") != sty(1) || at(t, got, "suggestedParent", "probability") != .75 || at(t, got, "parent") != nil {
			t.Errorf("suggested: got %v", got)
		}
		decide := func(mutation string) any {
			t.Helper()
			return at(t, ask(t, api, `mutation($input: ParentInput!) { done: `+mutation+`(input: $input) { story { parent { id } } decision { kind } errors { code path } } }`,
				input("id", "harbour-strike", "parent", "ukraine-war")), "done")
		}
		if got := decide("acceptParent"); at(t, got, "story", "parent", "id") != sty(1) || at(t, got, "decision", "kind") != "nestStory" {
			t.Errorf("accepted: got %v", got)
		}
		if got := story(); at(t, got, "suggestedParent") != nil {
			t.Errorf("what was accepted is suggested still: %v", got)
		}
		suggest()
		if got := decide("rejectParent"); at(t, got, "story", "parent") != nil {
			t.Errorf("rejected: got %v", got)
		}
		if got := story(); at(t, got, "suggestedParent") != nil {
			t.Errorf("what was rejected is suggested still: %v", got)
		}
		if got := decide("rejectParent"); len(at(t, got, "errors").([]any)) != 1 {
			t.Errorf("rejecting what nobody suggests: got %v, want an error", got)
		}
	})
}

// A round says where and when it was, and why it is one; other stories have none.
func TestStoryRounds(t *testing.T) {
	eachMoving(t, 3, func(t *testing.T, st *store.Store, api *graph.Handler, _ *time.Time) {
		err := st.Write(t.Context(), func(tx *store.Tx) error {
			s, err := tx.Story(sty(3))
			if err != nil {
				return err
			}
			s.ParentID, s.Round = sty(2), &models.Round{Of: sty(2), PlaceID: pla(1), First: "2025-12-04", Last: "2025-12-06", Probability: .95,
				Reasons: []models.Reason{{Feature: "independent origins", Weight: 4.5}}}
			return tx.As("linker", "").SaveStories([]models.Story{s})
		})
		if err != nil {
			t.Fatal(err)
		}
		got := ask(t, api, `query($id: ID!) { story(id: $id) { round { place { id } } children { round { place { id } firstDate lastDate probability reasons { feature weight } } } } }`, map[string]any{"id": sty(2)})
		if at(t, got, "story", "round") != nil {
			t.Errorf("the whole is a round: %v", got)
		}
		round := at(t, got, "story", "children", 0, "round")
		if at(t, round, "place", "id") != pla(1) || at(t, round, "firstDate") != "2025-12-04" || at(t, round, "lastDate") != "2025-12-06" ||
			at(t, round, "probability") != .95 || at(t, round, "reasons", 0, "weight") != 4.5 {
			t.Errorf("got %v", round)
		}
	})
}
