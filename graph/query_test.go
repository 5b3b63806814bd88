package graph_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// timelineQuery is the query a dashboard of stories runs.
const timelineQuery = `{ stories(first: 5, filter: {text: "Ukraine peace"}) { totalCount nodes { id title status firstDate lastDate timeline(first: 20) { pageInfo { hasNextPage endCursor }
   nodes { id type mode status summary confidence reportCount date { start end precision kind basis edtf text } place { name lat lon country } actors { id name kind country }
   recipients { name } mentions { quote { exact prefix suffix start end } article { id title url publisher published } } links { probability reasons { feature weight } } } } } } }`

// everythingQuery asks for every field of every type, some of them by a second way.
const everythingQuery = `{
  stats { articles mentions events stories entities places sources }
  story(id: "ukraine-peace-negotiations") {
    __typename id slug title status tracked firstDate lastDate eventCount entities terms
    parent { title parent { title } children { title } }
    children { title }
    history(first: 1) { seq at actor target action field before after reason }
    timeline(first: 1) { totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
  }
  undated: event(id: "` + "%s" + `") { type plover mode status quad score date { start } place { id } links { story { slug } } }
  event(id: "` + "%s" + `") {
    id type plover mode status quad score summary confidence reportCount originCount mentionCount
    date { start end precision kind basis edtf text }
    place { id key name lat lon country admin1 geonames precision }
    actors { id key name kind country wikidata } recipients { key }
    mentions(first: 1) {
      id type plover mode status source quad score trigger confidence summary main
      quote { exact prefix suffix start end field }
      date { edtf } place { id name text basis } actors { text start end field key name kind country role } recipients { text }
      article { id url title publisher authors published language text contentHash createdAt mentions { event { id place { name } } } }
      event { id mentions { id } }
    }
    links { story { title timeline(first: 1) { nodes { id } } } probability reasons { feature weight } }
    history(first: 1) { action field target }
  }
  entities(first: 1) { totalCount nodes { name } edges { cursor } pageInfo { endCursor } }
}`

func TestGolden(t *testing.T) {
	queries := map[string]string{"timeline": timelineQuery, "everything": fmt.Sprintf(everythingQuery, evt(4), evt(1))}
	each(t, 5, func(t *testing.T, api *graph.Handler) {
		for name, query := range queries {
			t.Run(name, func(t *testing.T) {
				var out json.RawMessage
				if err := api.Query(t.Context(), query, nil, &out); err != nil {
					t.Fatal(err)
				}
				var got bytes.Buffer
				if err := json.Indent(&got, out, "", "  "); err != nil {
					t.Fatal(err)
				}
				file := filepath.Join("testdata", name+".json")
				if *update {
					if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if got.String() != string(want) {
					t.Errorf("got %s\nwant %s", got.String(), want)
				}
			})
		}
	})
}

func TestNodes(t *testing.T) {
	each(t, 3, func(t *testing.T, api *graph.Handler) {
		ids := []string{sty(2), evt(1), "evt_unknown", art(2), ent(1), pla(1), "nonsense", "", evt(1)}
		got := ask(t, api, `query($ids: [ID!]!) { nodes(ids: $ids) { __typename id
			... on Article { mentions { id } } ... on Event { mentions { id } } } }`, map[string]any{"ids": ids})
		types := []string{"Story", "Event", "", "Article", "Entity", "Place", "", "", "Event"}
		for i, node := range at(t, got, "nodes").([]any) {
			if types[i] == "" {
				if node != nil {
					t.Errorf("node %q: got %v, want null", ids[i], node)
				}
				continue
			}
			if gotType, gotID := at(t, node, "__typename"), at(t, node, "id"); gotType != types[i] || gotID != ids[i] {
				t.Errorf("node %q: got %v %v, want a %s", ids[i], gotType, gotID, types[i])
			}
		}
		if got := at(t, got, "nodes", 1, "mentions").([]any); len(got) != 2 {
			t.Errorf("mentions of the event: got %v, want 2", got)
		}
		for query, want := range map[string]any{
			`{ v: node(id: "` + evt(2) + `") { id } }`:                    evt(2),
			`{ v: story(id: "` + sty(3) + `") { id } }`:                   sty(3),
			`{ v: story(id: "harbour-strike") { id } }`:                   sty(3),
			`{ v: story(id: "UKRAINE WAR") { id } }`:                      sty(1),
			`{ v: article(id: "` + art(2) + `") { id } }`:                 art(2),
			`{ v: entity(id: "` + ent(2) + `") { id } }`:                  ent(2),
			`{ v: place(id: "` + pla(2) + `") { id } }`:                   pla(2),
			`{ v: node(id: "sty_0") { id } }`:                             nil,
			`{ v: story(id: "none") { id } }`:                             nil,
			`{ v: event(id: "") { id } }`:                                 nil,
			`{ v: article(id: "\u0000") { id } }`:                         nil,
			`{ v: entity(id: "` + evt(1) + `") { id } }`:                  nil,
			`{ v: place(id: "' OR 1=1 --") { id } }`:                      nil,
			`{ v: node(id: "` + strings.Repeat("x", 9999) + `") { id } }`: nil,
		} {
			v := at(t, ask(t, api, query, nil), "v")
			if want != nil && v != nil {
				v = at(t, v, "id")
			}
			if v != want {
				t.Errorf("%.80s: got %v, want %v", query, v, want)
			}
		}
	})
}

// A mention's place says where it was found; what was kept without that says nothing.
func TestPlaceBasis(t *testing.T) {
	each(t, 4, func(t *testing.T, api *graph.Handler) {
		for _, tt := range []struct {
			event   int
			mention int
			want    any
		}{{1, 0, "clause"}, {1, 1, "dateline"}} {
			got := ask(t, api, `query($id: ID!) { event(id: $id) { mentions { place { name basis } } } }`, map[string]any{"id": evt(tt.event)})
			if basis := at(t, got, "event", "mentions", tt.mention, "place", "basis"); basis != tt.want {
				t.Errorf("mention %d of event %d: got %v, want %v", tt.mention, tt.event, basis, tt.want)
			}
		}
		got := ask(t, api, `query($id: ID!) { event(id: $id) { mentions { place { basis } } } }`, map[string]any{"id": evt(4)})
		if place := at(t, got, "event", "mentions", 0, "place"); place != nil {
			t.Errorf("place of a mention without one: got %v, want null", place)
		}
		types := ask(t, api, `{ __type(name: "PlaceBasis") { enumValues { name } } }`, nil)
		values := at(t, types, "__type", "enumValues").([]any)
		for i, want := range []models.PlaceBasis{models.PlaceFromClause, models.PlaceFromSentence, models.PlaceFromDiscourse, models.PlaceFromDateline} {
			if i >= len(values) || at(t, values[i], "name") != string(want) {
				t.Errorf("values of PlaceBasis: got %v, want %q at %d", values, want, i)
			}
		}
	})
}

func TestMergedID(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		fill(t, st, 3)
		err := st.Write(t.Context(), func(tx *store.Tx) error { return tx.As("linker", "").Redirect(evt(3), evt(1), "one happening") })
		if err != nil {
			t.Fatal(err)
		}
		got := ask(t, quiet(t, st), `query($id: ID!) { event(id: $id) { id mergedFrom mentionCount mentions { id } } node(id: $id) { id } }`, map[string]any{"id": evt(3)})
		if id := at(t, got, "event", "id"); id != evt(1) {
			t.Errorf("event: got %v, want the one it was merged into, %s", id, evt(1))
		}
		if id := at(t, got, "node", "id"); id != evt(1) {
			t.Errorf("node: got %v, want %s", id, evt(1))
		}
		if merged := at(t, got, "event", "mergedFrom"); !reflect.DeepEqual(merged, []any{evt(3)}) {
			t.Errorf("mergedFrom: got %v, want %s", merged, evt(3))
		}
		if n := at(t, got, "event", "mentionCount"); n != 4.0 {
			t.Errorf("mentions: got %v, want 4 of both", n)
		}
	})
}

func TestFilters(t *testing.T) {
	each(t, 5, func(t *testing.T, api *graph.Handler) {
		for _, tt := range []struct {
			list, filter string
			want         []string
		}{
			{"events", `{}`, []string{evt(1), evt(2), evt(3), evt(5), evt(4)}},
			{"events", `{from: "2025-11-02", to: "2025-11-03"}`, []string{evt(2), evt(3)}},
			{"events", `{storyIds: ["` + sty(3) + `"]}`, []string{evt(2)}},
			{"events", `{entityIds: ["` + ent(3) + `"], types: [OTHER]}`, []string{evt(4)}},
			{"events", `{countries: ["US"]}`, []string{evt(1), evt(3), evt(5)}},
			{"events", `{statuses: [scheduled, denied]}`, []string{evt(4)}},
			{"events", `{quads: [VERBAL_COOPERATION], near: {lat: 46, lon: 6, km: 50}}`, []string{evt(2)}},
			{"events", `{minConfidence: 0.81}`, nil},
			{"events", `{text: "round envoy"}`, []string{evt(1), evt(2), evt(3), evt(5), evt(4)}},
			{"events", `{date: {from: "2025-11-02", to: "2025-11-03", overlap: false}, minOrigins: 1}`, []string{evt(2), evt(3)}},
			{"events", `{actorIds: ["` + ent(3) + `"]}`, nil},
			{"events", `{or: [{types: [OTHER]}, {and: [{placeIds: ["` + pla(1) + `"]}, {from: "2025-11-03"}]}], not: {date: {from: "2025-11-05"}}}`, []string{evt(3), evt(4)}},
			{"events", `{types: []}`, []string{evt(1), evt(2), evt(3), evt(5), evt(4)}},
			{"articles", `{eventIds: ["` + evt(2) + `"]}`, []string{art(5), art(4)}},
			{"articles", `{publishers: ["The Example"], from: "2025-11-05"}`, []string{art(10)}},
			{"articles", `{ids: ["` + art(3) + `"]}`, []string{art(3)}},
			{"articles", `{storyIds: ["` + sty(3) + `"], text: "envoy"}`, []string{art(5), art(4)}},
			{"places", `{countries: ["US"]}`, []string{pla(1)}},
			{"places", `{precisions: [city], text: "geneva"}`, []string{pla(2)}},
			{"stories", `{text: "UKRAINE neg"}`, []string{sty(2)}},
			{"stories", `{tracked: false, status: [active, dormant]}`, []string{sty(3)}},
			{"stories", `{status: [dormant, closed]}`, nil},
			{"stories", `{ids: ["` + sty(1) + `"]}`, []string{sty(1)}},
			{"entities", `{kinds: [country], countries: ["RU"]}`, []string{ent(3)}},
			{"entities", `{keys: ["UA"], ids: ["` + ent(1) + `"]}`, []string{ent(1)}},
			{"entities", `{text: "united"}`, []string{ent(2)}},
		} {
			got := ask(t, api, `{ list: `+tt.list+`(filter: `+tt.filter+`) { totalCount nodes { id } } }`, nil)
			ids := texts(t, at(t, got, "list", "nodes"), "id")
			if !slices.Equal(ids, tt.want) {
				t.Errorf("%s %s: got %v, want %v", tt.list, tt.filter, ids, tt.want)
			}
			if n := at(t, got, "list", "totalCount"); n != float64(len(tt.want)) {
				t.Errorf("%s %s: totalCount %v, want %d", tt.list, tt.filter, n, len(tt.want))
			}
		}
	})
}

func TestSearch(t *testing.T) {
	each(t, 2, func(t *testing.T, api *graph.Handler) {
		for _, tt := range []struct {
			text, kinds string
			want        []string
		}{
			{"harbour strikes", "null", []string{sty(3)}},
			{"ukraine", "[entity]", []string{ent(1)}},
			{"round", "[event]", []string{evt(1), evt(2)}},
			{"geneva", "null", []string{pla(2)}},
			{"envoy", "[article, story]", []string{art(2), art(3), art(4), art(5)}},
			{`"harbour" OR * (`, "null", nil},
			{"", "null", nil},
		} {
			got := ask(t, api, `query($text: String!) { search(text: $text, kinds: `+tt.kinds+`) { totalCount nodes { kind node { id __typename } } } }`, map[string]any{"text": tt.text})
			var ids []string
			for _, hit := range at(t, got, "search", "nodes").([]any) {
				ids = append(ids, at(t, hit, "node", "id").(string))
				if kind, name := at(t, hit, "kind").(string), at(t, hit, "node", "__typename").(string); !strings.EqualFold(kind, name) {
					t.Errorf("search %q: a %s of kind %s", tt.text, name, kind)
				}
			}
			slices.Sort(ids)
			if !slices.Equal(ids, tt.want) {
				t.Errorf("search %q %s: got %v, want %v", tt.text, tt.kinds, ids, tt.want)
			}
			if n := at(t, got, "search", "totalCount"); n != float64(len(tt.want)) {
				t.Errorf("search %q: totalCount %v, want %d", tt.text, n, len(tt.want))
			}
		}
	})
}

// TestHighlights holds that the words of a search are marked, in an excerpt of a long text.
func TestHighlights(t *testing.T) {
	each(t, 2, func(t *testing.T, api *graph.Handler) {
		got := ask(t, api, `{ search(text: "ENVOY reports", kinds: [article], first: 1) { nodes { highlights { field text start words { start end } } } }
			story: search(text: "talk", kinds: [story]) { nodes { highlights { field text words { start end } } } } }`, nil)
		number := strings.TrimPrefix(at(t, got, "search", "nodes", 0, "highlights", 0, "text").(string), "Report ")
		span := func(start, end float64) []any { return []any{map[string]any{"start": start, "end": end}} }
		for what, want := range map[string]any{
			"search": []any{
				map[string]any{"field": "title", "text": "Report " + number, "start": 0.0, "words": span(0, 6)},
				map[string]any{"field": "text", "text": "Before. The envoys spoke again, number " + number + ". After.", "start": 0.0, "words": span(12, 18)},
			},
			"story": []any{map[string]any{"field": "terms", "text": "peace talks", "words": span(6, 11)}},
		} {
			if marks := at(t, got, what, "nodes", 0, "highlights"); !reflect.DeepEqual(marks, want) {
				t.Errorf("%s: got %v, want %v", what, marks, want)
			}
		}
	})
}

// TestSources holds that sources can be listed and asked for in every way, and
// that an article names its own.
func TestSources(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		fill(t, st, 1)
		feed := models.Source{ID: id(models.SourcePrefix, 1), URL: "https://news.example/feed", Title: "The Example", NextCheckAt: moment}
		article := articleN(9)
		article.SourceID = feed.ID
		err := st.Write(t.Context(), func(tx *store.Tx) error {
			tx = tx.As("reader", "")
			_, one := tx.SaveSource(&feed)
			_, other := tx.SaveArticle(&article)
			return errors.Join(one, other)
		})
		if err != nil {
			t.Fatal(err)
		}
		got := ask(t, quiet(t, st), `query($id: ID!) { sources { totalCount nodes { id url title checkedAt } } source(id: $id) { id } node(id: $id) { id }
			articles(filter: {sourceIds: [$id]}) { nodes { source { id } } } other: article(id: "`+art(2)+`") { source { id } } }`, map[string]any{"id": feed.ID})
		for _, path := range [][]any{{"sources", "nodes", 0, "id"}, {"source", "id"}, {"node", "id"}, {"articles", "nodes", 0, "source", "id"}} {
			if found := at(t, got, path...); found != feed.ID {
				t.Errorf("%v: got %v, want %s", path, found, feed.ID)
			}
		}
		if at(t, got, "sources", "totalCount") != 1.0 || at(t, got, "sources", "nodes", 0, "checkedAt") != nil || at(t, got, "other", "source") != nil {
			t.Errorf("got %v, want one source that was never asked, and no source of the other article", got)
		}
	})
}

// TestTogether asks from many goroutines: the race detector watches.
func TestTogether(t *testing.T) {
	each(t, 5, func(t *testing.T, api *graph.Handler) {
		var first json.RawMessage
		if err := api.Query(t.Context(), timelineQuery, nil, &first); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				var got json.RawMessage
				if err := api.Query(t.Context(), timelineQuery, nil, &got); err != nil {
					t.Error(err)
				} else if !bytes.Equal(got, first) {
					t.Errorf("got %s, want %s", got, first)
				}
			})
		}
		wg.Wait()
	})
}

// TestReadme holds that what the README shows can be asked, and that its mutation
// is done.
func TestReadme(t *testing.T) {
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	st, log := open(t, storetest.SQLite.New(t), 3), slog.New(slog.DiscardHandler)
	api := graph.NewHandler(&graph.Resolver{Store: st, Ingest: ingest.New(st, reader, log)}, graph.Options{Log: log})
	blocks := strings.Split(string(readme), "```graphql\n")[1:]
	if len(blocks) == 0 {
		t.Fatal("the README shows no query")
	}
	for _, block := range blocks {
		query, _, _ := strings.Cut(block, "```")
		answer := ask(t, api, query, nil)
		if done, is := answer["pinStory"].(map[string]any); is && at(t, done, "story", "pinned") != true {
			t.Errorf("the mutation of the README: got %v", done)
		}
	}
}
