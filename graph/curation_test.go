package graph_test

import (
	"log/slog"
	"slices"
	"testing"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

func TestMergeAndSplitStories(t *testing.T) {
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		fill(t, st, 3)
		log := slog.New(slog.DiscardHandler)
		api := graph.NewHandler(&graph.Resolver{Store: st, Ingest: ingest.New(st, reader, log)}, graph.Options{Log: log})
		split := at(t, ask(t, api, `mutation($input: SplitStoryInput!) { splitStory(input: $input) {
			story { id eventCount } part { id title parent { id } timeline { nodes { id } } } } }`,
			input("id", "ukraine-peace-negotiations", "title", "First round", "eventIds", []any{evt(1), evt(2)})), "splitStory")
		part, _ := at(t, split, "part", "id").(string)
		if at(t, split, "story", "id") != sty(2) || at(t, split, "story", "eventCount") != 1.0 || at(t, split, "part", "parent", "id") != sty(1) ||
			!slices.Equal(texts(t, at(t, split, "part", "timeline", "nodes"), "id"), []string{evt(1), evt(2)}) {
			t.Errorf("split: got %v", split)
		}
		merged := at(t, ask(t, api, `mutation($input: MergeStoriesInput!) { mergeStories(input: $input) { story { id title eventCount } } }`,
			input("a", "ukraine-peace-negotiations", "b", "first round")), "mergeStories", "story")
		if at(t, merged, "id") != part || at(t, merged, "eventCount") != 3.0 {
			t.Errorf("merged: got %v, want the part, which has more events, with all three", merged)
		}
		if got := at(t, ask(t, api, `{ node(id: "`+sty(2)+`") { id } }`, nil), "node", "id"); got != part {
			t.Errorf("the old id leads to %v, want %s", got, part)
		}
		for _, mutation := range []string{
			`mergeStories(input: {a: "first-round", b: "` + sty(2) + `"}) { story { id } }`,
			`splitStory(input: {id: "first-round", title: "X", eventIds: []}) { part { id } }`,
			`splitStory(input: {id: "first-round", title: "X", eventIds: ["evt_none"]}) { part { id } }`,
			`trackStory(input: {terms: ["x"]}) { story { id } }`,
		} {
			if err := refused(t.Context(), t, api, "mutation { "+mutation+" }", nil); err.Extensions["code"] != graph.CodeBadUserInput {
				t.Errorf("%s: got %v %s", mutation, err.Extensions, err.Message)
			}
		}
		if got := at(t, ask(t, api, `mutation { trackStory(input: {title: "Harbours"}) { story { slug } } }`, nil), "trackStory", "story", "slug"); got != "harbours" {
			t.Errorf("tracked by its title: got %v", got)
		}
	})
}

// fillAnonymous stores three events of which no mention says who takes part: in
// the others' fixtures these are no entities that a reader would find.
func fillAnonymous(t *testing.T, st *store.Store) {
	t.Helper()
	fill(t, st, 3)
	err := st.Write(t.Context(), func(tx *store.Tx) error {
		for k := 2; k <= 7; k++ {
			m := mentionN(k)
			m.Actors = nil
			if _, err := tx.As("reader", "").ReplaceMentions(m.ArticleID, []models.Mention{m}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// An event is corrected, the correction listed, undone and done again.
func TestCorrectEventAndUndo(t *testing.T) {
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		fillAnonymous(t, st)
		log := slog.New(slog.DiscardHandler)
		api := graph.NewHandler(&graph.Resolver{Store: st, Ingest: ingest.New(st, reader, log)}, graph.Options{Log: log})
		const correct = `mutation($input: CorrectEventInput!) { correctEvent(input: $input) {
			event { id version type quad status date { start basis edtf } place { name } actors { name } recipients { name } history { actor reason } }
			decision { id kind targets arguments actor reason undone } errors { code path message presentVersion } } }`
		version := at(t, ask(t, api, `{ event(id: "`+evt(1)+`") { version } }`, nil), "event", "version").(float64)
		got := at(t, ask(t, api, correct, input("eventId", evt(1), "expectedVersion", int(version), "reason", "the minutes say so", "type", "AGREE", "status", "denied",
			"date", map[string]any{"start": "2025-11-20"}, "placeId", pla(2), "actors", []any{ent(3)}, "recipients", []any{})), "correctEvent")
		event := at(t, got, "event")
		if at(t, event, "type") != "AGREE" || at(t, event, "quad") != "VERBAL_COOPERATION" || at(t, event, "status") != "denied" || at(t, event, "date", "start") != "2025-11-20" ||
			at(t, event, "date", "basis") != "analyst" || at(t, event, "place", "name") != "Geneva" || at(t, event, "actors", 0, "name") != "Russia" || len(at(t, event, "recipients").([]any)) > 0 {
			t.Errorf("corrected: got %v", event)
		}
		decision := at(t, got, "decision", "id").(string)
		history := at(t, event, "history").([]any)
		if last := history[len(history)-1]; at(t, last, "reason") != decision+": the minutes say so" || at(t, last, "actor") != "graphql" {
			t.Errorf("the journal says %v", last)
		}
		for name, tt := range map[string]struct {
			input map[string]any
			code  string
			path  string
		}{
			"a stale version":       {input("eventId", evt(1), "expectedVersion", int(version), "type", "AID"), graph.CodeConflict, "expectedVersion"},
			"no event":              {input("eventId", "evt_none", "type", "AID"), graph.CodeNotFound, "eventId"},
			"no place":              {input("eventId", evt(1), "placeId", "pla_none"), graph.CodeNotFound, "placeId"},
			"no entity":             {input("eventId", evt(1), "actors", []any{"ent_none"}), graph.CodeNotFound, "actors"},
			"nothing":               {input("eventId", evt(1)), graph.CodeBadUserInput, "eventId"},
			"ends before it starts": {input("eventId", evt(1), "date", map[string]any{"start": "2025-11-20", "end": "2025-11-19"}), graph.CodeBadUserInput, "date"},
			"unreported":            {input("eventId", evt(1), "status", "unreported"), graph.CodeBadUserInput, "status"},
		} {
			got := at(t, ask(t, api, correct, tt.input), "correctEvent")
			if at(t, got, "decision") != nil || at(t, got, "errors", 0, "code") != tt.code || at(t, got, "errors", 0, "path", 1) != tt.path {
				t.Errorf("%s: got %v, want %s at %s", name, got, tt.code, tt.path)
			}
			if present := at(t, got, "errors", 0, "presentVersion"); (present != nil) != (tt.path == "expectedVersion") {
				t.Errorf("%s: the present version is %v", name, present)
			}
		}
		const undo = `mutation($id: ID!) { undo(decisionId: $id) { decision { id kind } undone { id undone undoneBy } errors { code path } } }`
		undone := at(t, ask(t, api, undo, map[string]any{"id": decision}), "undo")
		if at(t, undone, "undone", "id") != decision || at(t, undone, "undone", "undone") != true || at(t, undone, "undone", "undoneBy") != "graphql" {
			t.Errorf("undone: got %v", undone)
		}
		if got := at(t, ask(t, api, `{ event(id: "`+evt(1)+`") { type } }`, nil), "event", "type"); got != "CONSULT" {
			t.Errorf("undone: the type is %v", got)
		}
		if got := at(t, ask(t, api, undo, map[string]any{"id": decision}), "undo", "errors", 0); at(t, got, "code") != graph.CodeConflict || at(t, got, "path", 0) != "decisionId" {
			t.Errorf("undone twice: got %v", got)
		}
		ask(t, api, undo, map[string]any{"id": at(t, undone, "decision", "id")})
		found := ask(t, api, `query($f: DecisionFilter) { event(id: "`+evt(1)+`") { type } decisions(filter: $f) { totalCount nodes { id undone } } }`,
			map[string]any{"f": map[string]any{"targets": []any{evt(1)}, "undone": false, "kinds": []any{"correctEvent"}}})
		if at(t, found, "event", "type") != "AGREE" || at(t, found, "decisions", "totalCount") != 1.0 || at(t, found, "decisions", "nodes", 0, "id") != decision {
			t.Errorf("done again: got %v", found)
		}
	})
}

// A link is moved and rejected; events and entities are merged, an event is split.
func TestLinksMergesAndSplits(t *testing.T) {
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		fillAnonymous(t, st)
		log := slog.New(slog.DiscardHandler)
		api := graph.NewHandler(&graph.Resolver{Store: st, Ingest: ingest.New(st, reader, log)}, graph.Options{Log: log})
		line := func(slug string) []string {
			return texts(t, at(t, ask(t, api, `{ story(id: "`+slug+`") { timeline { nodes { id } } } }`, nil), "story", "timeline", "nodes"), "id")
		}
		do := func(mutation string) any {
			t.Helper()
			return ask(t, api, "mutation { done: "+mutation+" }", nil)["done"]
		}
		do(`moveLink(input: {eventId: "` + evt(3) + `", fromStoryId: "ukraine-peace-negotiations", toStoryId: "harbour-strike"}) { event { links { story { id } probability } } errors { message } }`)
		if got := line("harbour-strike"); !slices.Contains(got, evt(3)) || slices.Contains(line("ukraine-peace-negotiations"), evt(3)) {
			t.Errorf("moved: the strike has %v", got)
		}
		do(`rejectLink(input: {eventId: "` + evt(2) + `", storyId: "ukraine-peace-negotiations"}) { decision { id } }`)
		do(`acceptLink(input: {eventId: "` + evt(1) + `", storyId: "ukraine-war"}) { decision { id } }`)
		if got := line("ukraine-peace-negotiations"); !slices.Equal(got, []string{evt(1)}) {
			t.Errorf("rejected: the talks have %v", got)
		}
		if got := line("ukraine-war"); !slices.Equal(got, []string{evt(1)}) {
			t.Errorf("accepted: the war has %v", got)
		}
		merged := do(`mergeEvents(input: {eventId: "` + evt(2) + `", intoId: "` + evt(1) + `", reason: "one round"}) { event { id reportCount mentionCount } decision { reason } }`)
		if at(t, merged, "event", "id") != evt(1) || at(t, merged, "event", "reportCount") != 4.0 || at(t, merged, "event", "mentionCount") != 4.0 || at(t, merged, "decision", "reason") != "one round" {
			t.Errorf("merged: got %v", merged)
		}
		split := do(`splitEvent(input: {eventId: "` + evt(1) + `", mentionIds: ["` + mentionN(4).ID + `"]}) { event { id mentionCount } part { id mentionCount } decision { id } }`)
		if at(t, split, "event", "id") != evt(1) || at(t, split, "event", "mentionCount") != 3.0 || at(t, split, "part", "mentionCount") != 1.0 {
			t.Errorf("split: got %v", split)
		}
		actor := do(`mergeEntities(input: {entityId: "` + ent(1) + `", intoId: "` + ent(2) + `"}) { entity { id } decision { id } }`)
		if got := at(t, ask(t, api, `{ entity(id: "`+ent(1)+`") { name } }`, nil), "entity", "name"); got != "United States" || at(t, actor, "entity", "id") != ent(2) {
			t.Errorf("merged: the entity is %v", got)
		}
		nested := do(`nestStory(input: {id: "harbour-strike", parent: "ukraine-war"}) { story { parent { slug } } errors { code } }`)
		if at(t, nested, "story", "parent", "slug") != "ukraine-war" {
			t.Errorf("nested: got %v", nested)
		}
		circle := do(`nestStory(input: {id: "ukraine-war", parent: "harbour-strike"}) { story { id } errors { code path } }`)
		if at(t, circle, "errors", 0, "code") != graph.CodeBadUserInput || at(t, circle, "errors", 0, "path", 1) != "parent" {
			t.Errorf("a circle: got %v", circle)
		}
	})
}
