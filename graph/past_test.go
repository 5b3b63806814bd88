package graph_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// TestPastWithFilters holds that timelines and lists of events of the past are
// chosen and ordered by what was known then, with every filter.
func TestPastWithFilters(t *testing.T) {
	eachMoving(t, 5, func(t *testing.T, st *store.Store, api *graph.Handler, clock *time.Time) {
		filters := []map[string]any{
			{}, {"countries": []any{"CH"}}, {"near": map[string]any{"lat": 25.8, "lon": -80.2, "km": 20}}, {"text": "round 2"},
			{"actorIds": []any{ent(1)}}, {"placeIds": []any{pla(1)}}, {"types": []any{"OTHER"}}, {"date": map[string]any{"from": "2025-11-02", "to": "2025-11-03"}},
			{"statuses": []any{"unreported"}}, {"storyIds": []any{sty(3)}}, {"not": map[string]any{"or": []any{map[string]any{"text": "envoy"}, map[string]any{"countries": []any{"US"}}}}},
		}
		const query = `query($f: EventFilter, $by: EventOrder, $at: DateTime) {
			events(filter: $f, orderBy: $by, asOf: $at) { totalCount nodes { id summary status place { name } actors { name } } }
			story(id: "ukraine-peace-negotiations") { timeline(filter: $f, orderBy: $by, asOf: $at, key: 3) { totalCount nodes { id summary } } } }`
		orders := []string{"earliestFirst", "latestFirst", "mostImportantFirst", "mostReportedFirst", "leastReportedFirst", "newestFirst"}
		var then []map[string]any
		for _, f := range filters {
			for _, by := range orders {
				then = append(then, ask(t, api, query, map[string]any{"f": f, "by": by}))
			}
		}
		known := clock.Format(time.RFC3339)
		*clock = clock.Add(time.Hour)
		save(t, st, func(tx *store.Tx) error {
			moved, renamed := eventN(1), eventN(2)
			moved.PlaceID, moved.ReportCount, moved.Importance = pla(2), 9, 3
			renamed.Summary, renamed.Type = "Nothing came of it", models.Reject
			return errors.Join(tx.SaveEvents([]models.Event{moved, renamed}, nil), tx.SaveLinks([]string{evt(2)}, nil), tx.Redirect(evt(5), evt(3), "one round"))
		})
		i := 0
		for _, f := range filters {
			for _, by := range orders {
				got := ask(t, api, query, map[string]any{"f": f, "by": by, "at": known})
				if !reflect.DeepEqual(got, then[i]) {
					t.Errorf("%v, %s: got %v, known then was %v", f, by, got, then[i])
				}
				i++
			}
		}
		if reflect.DeepEqual(ask(t, api, query, nil), then[0]) {
			t.Error("nothing has changed: the test tests nothing")
		}
		page := ask(t, api, `query($at: DateTime) { events(first: 2, asOf: $at, orderBy: latestFirst) { nodes { id } pageInfo { endCursor } } }`, map[string]any{"at": known})
		rest := ask(t, api, `query($at: DateTime, $after: String) { events(first: 9, asOf: $at, orderBy: latestFirst, after: $after) { nodes { id } } }`,
			map[string]any{"at": known, "after": at(t, page, "events", "pageInfo", "endCursor")})
		got := append(texts(t, at(t, page, "events", "nodes"), "id"), texts(t, at(t, rest, "events", "nodes"), "id")...)
		if want := []string{evt(5), evt(3), evt(2), evt(1), evt(4)}; !slices.Equal(got, want) {
			t.Errorf("in pages: got %v, want %v", got, want)
		}
	})
}

// TestRelatedStories holds that a story tells which others have much in common with it.
func TestRelatedStories(t *testing.T) {
	each(t, 3, func(t *testing.T, api *graph.Handler) {
		got := at(t, ask(t, api, `{ story(id: "ukraine-peace-negotiations") { related(first: 2) { story { slug parent { slug } } score reasons { feature weight } } } }`, nil), "story", "related").([]any)
		slugs := []string{}
		for _, r := range got {
			slugs = append(slugs, at(t, r, "story", "slug").(string))
		}
		slices.Sort(slugs)
		if !slices.Equal(slugs, []string{"harbour-strike", "ukraine-war"}) || at(t, got[0], "score").(float64) < at(t, got[1], "score").(float64) {
			t.Errorf("got %v", got)
		}
	})
}
