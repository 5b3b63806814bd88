package graph_test

import (
	"log/slog"
	"slices"
	"testing"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/ingest"
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
