package graph_test

import (
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// curated runs fn on both databases with a handler that can change what is stored.
func curated(t *testing.T, fn func(t *testing.T, api *graph.Handler)) {
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			st := storetest.Open(t, d.New(t), store.Options{Now: func() time.Time { return moment }})
			fill(t, st, 4)
			log := slog.New(slog.DiscardHandler)
			fn(t, graph.NewHandler(&graph.Resolver{Store: st, Ingest: ingest.New(st, reader, log)}, graph.Options{Log: log}))
		})
	}
}

// A story is pinned, listed as pinned, unpinned and no longer looked for.
func TestPinStory(t *testing.T) {
	curated(t, func(t *testing.T, api *graph.Handler) {
		version := int(at(t, ask(t, api, `{ story(id: "harbour-strike") { version } }`, nil), "story", "version").(float64))
		const pin = `mutation($input: PinStoryInput!) { pinStory(input: $input) { story { slug pinned status } decision { id kind targets actor reason } errors { code path presentVersion } } }`
		pinned := at(t, ask(t, api, pin, input("id", "Harbour strike", "expectedVersion", version, "reason", "for the brief", "idempotencyKey", "k")), "pinStory")
		if at(t, pinned, "story", "pinned") != true || at(t, pinned, "story", "status") != "active" ||
			at(t, pinned, "decision", "kind") != "pinStory" || at(t, pinned, "decision", "reason") != "for the brief" || at(t, pinned, "decision", "targets", 0) != sty(3) {
			t.Errorf("pinned: got %v", pinned)
		}
		if again := at(t, ask(t, api, pin, input("id", "harbour-strike", "idempotencyKey", "k")), "pinStory"); at(t, again, "decision", "id") != at(t, pinned, "decision", "id") {
			t.Errorf("asked again with its key: got %v", again)
		}
		if stale := at(t, ask(t, api, pin, input("id", "harbour-strike", "expectedVersion", version)), "pinStory", "errors", 0); at(t, stale, "code") != graph.CodeConflict || at(t, stale, "path", 1) != "expectedVersion" {
			t.Errorf("a stale version: got %v", stale)
		}
		if none := at(t, ask(t, api, pin, input("id", "no-such-story")), "pinStory", "errors", 0); at(t, none, "code") != graph.CodeNotFound || at(t, none, "path", 1) != "id" {
			t.Errorf("no story: got %v", none)
		}
		listed := func() []string {
			return texts(t, at(t, ask(t, api, `{ stories(filter: {pinned: true}) { nodes { slug } } }`, nil), "stories", "nodes"), "slug")
		}
		if got := listed(); !slices.Equal(got, []string{"harbour-strike"}) {
			t.Errorf("pinned stories: got %v", got)
		}
		undo := `mutation { undo(decisionId: "` + at(t, pinned, "decision", "id").(string) + `") { errors { code } } }`
		if got := at(t, ask(t, api, undo, nil), "undo", "errors").([]any); len(got) > 0 || len(listed()) > 0 {
			t.Errorf("undone: got %v, pinned stories %v", got, listed())
		}
		ask(t, api, pin, input("id", "harbour-strike"))
		unpinned := at(t, ask(t, api, `mutation { unpinStory(input: {id: "harbour-strike"}) { story { pinned } decision { kind } } }`, nil), "unpinStory")
		if at(t, unpinned, "story", "pinned") != false || at(t, unpinned, "decision", "kind") != "unpinStory" {
			t.Errorf("unpinned: got %v", unpinned)
		}
		untracked := at(t, ask(t, api, `mutation { untrackStory(input: {id: "ukraine-war", reason: "too wide"}) { story { tracked } decision { kind reason } errors { code } } }`, nil), "untrackStory")
		if at(t, untracked, "story", "tracked") != false || at(t, untracked, "decision", "reason") != "too wide" {
			t.Errorf("untracked: got %v", untracked)
		}
		reader := access.With(t.Context(), access.Caller{Name: "guest", Scope: models.ScopeRead})
		for _, mutation := range []string{`mutation { pinStory(input: {id: "ukraine-war"}) { story { id } } }`, `mutation { addAliases(input: {id: "ukraine-war", aliases: ["x y z"]}) { story { id } } }`} {
			if err := refused(reader, t, api, mutation, nil); err.Extensions["code"] != graph.CodeForbidden {
				t.Errorf("%s by a reader: got %v", mutation, err.Extensions)
			}
		}
	})
}

// Entities and stories are given other names, found by them, and lose them again.
func TestAliases(t *testing.T) {
	curated(t, func(t *testing.T, api *graph.Handler) {
		const add = `mutation($input: AliasesInput!) { addAliases(input: $input) { entity { id aliases version } story { id aliases } decision { id kind arguments } errors { code path message } } }`
		done := at(t, ask(t, api, add, input("id", ent(3), "aliases", []any{"The Eastern Side"}, "expectedVersion", 1, "reason", "as its mediators say")), "addAliases")
		if at(t, done, "entity", "aliases", 0) != "The Eastern Side" || at(t, done, "entity", "version") != 2.0 || at(t, done, "story") != nil || at(t, done, "decision", "arguments") != `{"aliases":["The Eastern Side"]}` {
			t.Errorf("an entity: got %v", done)
		}
		named := at(t, ask(t, api, add, input("id", "Ukraine peace negotiations", "aliases", []any{"The Lakeside Process"})), "addAliases")
		if at(t, named, "story", "aliases", 0) != "The Lakeside Process" || at(t, named, "entity") != nil {
			t.Errorf("a story: got %v", named)
		}
		if got := at(t, ask(t, api, `{ story(id: "the lakeside process") { slug } }`, nil), "story", "slug"); got != "ukraine-peace-negotiations" {
			t.Errorf("by its other name: got %v", got)
		}
		for text, want := range map[string]string{"eastern sides": "Russia", "lakeside": "Ukraine peace negotiations"} {
			hit := at(t, ask(t, api, `query($t: String!) { search(text: $t) { nodes { node { ... on Story { title } ... on Entity { name } } highlights { field text } } } }`, map[string]any{"t": text}), "search", "nodes", 0)
			node := at(t, hit, "node").(map[string]any)
			if node["title"] != want && node["name"] != want || at(t, hit, "highlights", 0, "field") != "aliases" {
				t.Errorf("search for %q: got %v", text, hit)
			}
		}
		for name, tt := range map[string]struct {
			input      map[string]any
			code, path string
		}{
			"another's name":  {input("id", ent(3), "aliases", []any{"united states"}), graph.CodeConflict, "aliases"},
			"a stale version": {input("id", ent(3), "aliases", []any{"The East"}, "expectedVersion", 1), graph.CodeConflict, "expectedVersion"},
			"no entity":       {input("id", "ent_none", "aliases", []any{"The East"}), graph.CodeNotFound, "id"},
			"no story":        {input("id", "nothing of the kind", "aliases", []any{"The East"}), graph.CodeNotFound, "id"},
			"no names":        {input("id", ent(3), "aliases", []any{}), graph.CodeBadUserInput, "aliases"},
			"a number":        {input("id", ent(3), "aliases", []any{"1234"}), graph.CodeBadUserInput, "aliases"},
		} {
			got := at(t, ask(t, api, add, tt.input), "addAliases")
			if at(t, got, "decision") != nil || at(t, got, "errors", 0, "code") != tt.code || at(t, got, "errors", 0, "path", 1) != tt.path {
				t.Errorf("%s: got %v, want %s at %s", name, got, tt.code, tt.path)
			}
		}
		removed := at(t, ask(t, api, `mutation($input: AliasesInput!) { removeAliases(input: $input) { story { aliases } errors { code } } }`, input("id", "ukraine-peace-negotiations", "aliases", []any{"the lakeside process"})), "removeAliases")
		if got := at(t, removed, "story", "aliases").([]any); len(got) > 0 {
			t.Errorf("removed: got %v", removed)
		}
		ask(t, api, `mutation { undo(decisionId: "`+at(t, done, "decision", "id").(string)+`") { decision { id } } }`, nil)
		if got := at(t, ask(t, api, `{ entity(id: "`+ent(3)+`") { aliases } }`, nil), "entity", "aliases").([]any); len(got) > 0 {
			t.Errorf("undone: got %v", got)
		}
	})
}

// A name is found in another spelling than it was written in, and marked.
func TestSearchOtherSpellings(t *testing.T) {
	curated(t, func(t *testing.T, api *graph.Handler) {
		found := at(t, ask(t, api, `{ search(text: "USA", kinds: [entity]) { totalCount nodes { node { ... on Entity { name } } highlights { words { start end } } } } }`, nil), "search")
		if at(t, found, "totalCount") != 1.0 || at(t, found, "nodes", 0, "node", "name") != "United States" ||
			at(t, found, "nodes", 0, "highlights", 0, "words", 1, "end") != 13.0 {
			t.Errorf("got %v, want the United States", found)
		}
	})
}
