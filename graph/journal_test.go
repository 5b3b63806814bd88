package graph_test

import (
	"encoding/json"
	"errors"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// eachMoving runs fn on every database, with a store whose clock fn can move.
func eachMoving(t *testing.T, n int, fn func(t *testing.T, st *store.Store, api *graph.Handler, clock *time.Time)) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			clock := moment
			st := storetest.Open(t, d.New(t), store.Options{Now: func() time.Time { return clock }})
			fill(t, st, n)
			api := graph.NewHandler(&graph.Resolver{Store: st, Ingest: service(t, st)}, graph.Options{Log: slog.New(slog.DiscardHandler)})
			fn(t, st, api, &clock)
		})
	}
}

// save changes what is stored, as the linker.
func save(t *testing.T, st *store.Store, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := st.Write(t.Context(), func(tx *store.Tx) error { return fn(tx.As("linker", "")) }); err != nil {
		t.Fatal(err)
	}
}

const pastFields = `totalCount nodes { id status summary date { start } place { name } actors { name } recipients { name } mentionCount
	mentions(first: 5) { id quote { exact } article { title } } links { story { slug } probability } }`

// TestTimelineAsOf asks for a timeline, changes all that it says, and asks for
// what was known before.
func TestTimelineAsOf(t *testing.T) {
	eachMoving(t, 3, func(t *testing.T, st *store.Store, api *graph.Handler, clock *time.Time) {
		before := ask(t, api, `{ story(id: "ukraine-peace-negotiations") { timeline { `+pastFields+` } } }`, nil)
		*clock = clock.Add(time.Hour)
		save(t, st, func(tx *store.Tx) error {
			e := eventN(2)
			e.Summary, e.Date, e.PlaceID, e.Status = "Envoys never spoke", nil, "", models.Denied
			return errors.Join(tx.SaveEvents([]models.Event{e}, []models.EventEntity{{EventID: e.ID, EntityID: ent(3), Role: models.RoleActor}}),
				tx.SaveLinks([]string{evt(1)}, nil), tx.Redirect(evt(3), evt(2), "the same"))
		})
		query := `query($at: DateTime) { story(id: "ukraine-peace-negotiations") { timeline(asOf: $at) { ` + pastFields + ` } } }`
		for _, at := range []time.Time{moment, moment.Add(59 * time.Minute)} {
			if got := ask(t, api, query, map[string]any{"at": at.Format(time.RFC3339)}); !reflect.DeepEqual(got, before) {
				t.Errorf("as of %v:\ngot  %s\nwant %s", at, asJSON(got), asJSON(before))
			}
		}
		now := ask(t, api, `{ story(id: "ukraine-peace-negotiations") { timeline { `+pastFields+` } } }`, nil)
		if got := ask(t, api, query, map[string]any{"at": clock.Format(time.RFC3339)}); !reflect.DeepEqual(got, now) {
			t.Errorf("as of now:\ngot  %s\nwant %s", asJSON(got), asJSON(now))
		}
		if reflect.DeepEqual(now, before) {
			t.Error("nothing changed: the test tests nothing")
		}
		if got := ask(t, api, query, map[string]any{"at": moment.Add(-time.Second).Format(time.RFC3339)}); at(t, got, "story", "timeline", "totalCount") != 0.0 {
			t.Errorf("before anything was known: got %s", asJSON(got))
		}
		filtered := `query($at: DateTime) { story(id: "ukraine-peace-negotiations") { timeline(asOf: $at, filter: {statuses: [happened], from: "2025-11-02", to: "2025-11-02"}) { nodes { id } } } }`
		if got := texts(t, at(t, ask(t, api, filtered, map[string]any{"at": moment.Format(time.RFC3339)}), "story", "timeline", "nodes"), "id"); len(got) != 1 || got[0] != evt(2) {
			t.Errorf("filtered: got %v, want event 2 alone", got)
		}
	})
}

func asJSON(v any) string {
	raw, _ := json.Marshal(v)
	return string(raw)
}

// TestStoryChanges follows a story as someone does who looks now and then.
func TestStoryChanges(t *testing.T) {
	eachMoving(t, 2, func(t *testing.T, st *store.Store, api *graph.Handler, clock *time.Time) {
		const query = `query($since: String, $at: DateTime, $first: Int) { storyChanges(since: $since, sinceTime: $at, storyIds: ["STORY"], first: $first) {
			nodes { cursor kind story { slug } event { id } change { seq actor field before after } } endCursor hasNextPage } }`
		var since any
		look := func(first int) (kinds []string) {
			t.Helper()
			data := ask(t, api, strings.ReplaceAll(query, "STORY", sty(2)), map[string]any{"since": since, "first": first, "at": clock.Format(time.RFC3339)})
			since = at(t, data, "storyChanges", "endCursor")
			return texts(t, at(t, data, "storyChanges", "nodes"), "kind")
		}
		if got := look(20); len(got) != 0 || since == "" {
			t.Fatalf("at first: got %v and cursor %v, want nothing since now", got, since)
		}
		*clock = clock.Add(time.Hour)
		save(t, st, func(tx *store.Tx) error {
			e := eventN(1)
			e.Status = models.Denied
			renamed := stories[1]
			renamed.Title = "Peace talks"
			return errors.Join(tx.SaveEvents([]models.Event{e, eventN(3)}, nil), tx.SaveStories([]models.Story{renamed}),
				tx.SaveLinks([]string{evt(3)}, []models.Link{{EventID: evt(3), StoryID: sty(2), Probability: .8}}), tx.SaveLinks([]string{evt(2)}, nil))
		})
		var got []string
		for range 10 {
			page := look(2)
			got = append(got, page...)
			if len(page) < 2 {
				break
			}
		}
		counts := map[string]int{}
		for _, kind := range got {
			counts[kind]++
		}
		for kind, want := range map[string]int{"eventAdded": 1, "eventRemoved": 1, "storyChanged": 1} {
			if counts[kind] != want {
				t.Errorf("%s: %d times, want %d; all: %v", kind, counts[kind], want, got)
			}
		}
		if counts["eventChanged"] < 2 { // the status of one, and who took part in it
			t.Errorf("got %v, want what changed about event 1 too", got)
		}
		if again := look(20); len(again) != 0 {
			t.Errorf("looking again: got %v, want nothing", again)
		}
		if err := refused(t.Context(), t, api, `{ storyChanges(since: "yesterday") { endCursor } }`, nil); err.Extensions["code"] != graph.CodeBadUserInput {
			t.Errorf("a cursor that is none: got %v", err.Extensions)
		}
	})
}

func TestHistoryOfAnything(t *testing.T) {
	each(t, 2, func(t *testing.T, api *graph.Handler) {
		for _, target := range []string{art(2), evt(1), sty(2), ent(1), pla(1), id(models.MentionPrefix, 2)} {
			data := ask(t, api, `query($id: ID!) { history(id: $id, first: 1) { totalCount nodes { action target actor } pageInfo { hasNextPage endCursor } } }`, map[string]any{"id": target})
			first := at(t, data, "history", "nodes", 0)
			if at(t, first, "target") != target || at(t, first, "action") != "create" || at(t, first, "actor") != "reader" {
				t.Errorf("%s: got %v", target, first)
			}
		}
	})
}

// TestSnapshot cites a timeline, changes it, and reads what was cited.
func TestSnapshot(t *testing.T) {
	eachMoving(t, 3, func(t *testing.T, st *store.Store, api *graph.Handler, clock *time.Time) {
		take := func() map[string]any {
			t.Helper()
			var out map[string]any
			editor := access.With(t.Context(), access.Caller{Name: "Night desk", Scope: models.ScopeEdit})
			err := api.Query(editor, `mutation { takeSnapshot(input: {storyId: "ukraine-peace-negotiations"}) { snapshot { hash title eventCount takenBy verified story { slug } timeline { nodes { id summary } } } } }`, nil, &out)
			if err != nil {
				t.Fatal(err)
			}
			return at(t, out, "takeSnapshot", "snapshot").(map[string]any)
		}
		first := take()
		if first["eventCount"] != 3.0 || first["verified"] != true || first["takenBy"] != "Night desk" || len(first["hash"].(string)) != 64 {
			t.Errorf("got %v", first)
		}
		*clock = clock.Add(time.Hour)
		if again := take(); !reflect.DeepEqual(again, first) {
			t.Errorf("again: got %v, want the same", again)
		}
		save(t, st, func(tx *store.Tx) error {
			e := eventN(2)
			e.Summary = "Envoys never spoke"
			return tx.SaveEvents([]models.Event{e}, nil)
		})
		*clock = clock.Add(time.Hour)
		if later := take(); later["hash"] == first["hash"] {
			t.Error("another timeline has the same hash")
		}
		cited := at(t, ask(t, api, `query($hash: String!) { snapshot(hash: $hash) { verified timeline { nodes { id summary } } } }`, map[string]any{"hash": first["hash"]}), "snapshot")
		if at(t, cited, "verified") != true || !reflect.DeepEqual(at(t, cited, "timeline"), first["timeline"]) {
			t.Errorf("what was cited: got %v, want %v", cited, first["timeline"])
		}
		if got := ask(t, api, `{ snapshot(hash: "0") { hash } }`, nil); got["snapshot"] != nil {
			t.Errorf("an unknown hash: got %v", got)
		}
	})
}
