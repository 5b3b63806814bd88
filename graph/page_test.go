package graph_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/graph"
)

// TestPages reads every list in pages of three: each item comes once, in the
// order of the whole list.
func TestPages(t *testing.T) {
	const fields = ` { totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`
	hits := strings.ReplaceAll(fields, "{ id }", "{ node { id } }")
	each(t, 10, func(t *testing.T, api *graph.Handler) {
		for name, query := range map[string]string{
			"events":   `query($first: Int, $after: String) { list: events(first: $first, after: $after)` + fields + `}`,
			"articles": `query($first: Int, $after: String) { list: articles(first: $first, after: $after)` + fields + `}`,
			"stories":  `query($first: Int, $after: String) { list: stories(first: $first, after: $after)` + fields + `}`,
			"entities": `query($first: Int, $after: String) { list: entities(first: $first, after: $after)` + fields + `}`,
			"latest":   `query($first: Int, $after: String) { list: events(first: $first, after: $after, orderBy: latestFirst)` + fields + `}`,
			"newest":   `query($first: Int, $after: String) { list: events(first: $first, after: $after, orderBy: newestFirst)` + fields + `}`,
			"largest":  `query($first: Int, $after: String) { list: stories(first: $first, after: $after, orderBy: largestFirst)` + fields + `}`,
			"titles":   `query($first: Int, $after: String) { list: stories(first: $first, after: $after, orderBy: title)` + fields + `}`,
			"entity":   `query($first: Int, $after: String) { story: entity(id: "` + ent(1) + `") { list: timeline(first: $first, after: $after)` + fields + `} }`,
			"place":    `query($first: Int, $after: String) { story: place(id: "` + pla(1) + `") { list: events(first: $first, after: $after)` + fields + `} }`,
			"search":   `query($first: Int, $after: String) { list: search(text: "envoy", first: $first, after: $after)` + hits + `}`,
			"timeline": `query($first: Int, $after: String) { story(id: "` + sty(2) + `") { list: timeline(first: $first, after: $after)` + fields + `} }`,
		} {
			page := func(first int, after string) map[string]any {
				variables := map[string]any{"first": first}
				if after != "" {
					variables["after"] = after
				}
				got := ask(t, api, query, variables)
				if story, ok := got["story"]; ok {
					got = story.(map[string]any)
				}
				return at(t, got, "list").(map[string]any)
			}
			ids := func(list map[string]any) []string {
				if name != "search" {
					return texts(t, list["nodes"], "id")
				}
				var out []string
				for _, hit := range list["nodes"].([]any) {
					out = append(out, at(t, hit, "node", "id").(string))
				}
				return out
			}
			whole := page(100, "")
			want := ids(whole)
			if n := whole["totalCount"]; n != float64(len(want)) || len(want) < 3 {
				t.Errorf("%s: totalCount %v, %d items", name, n, len(want))
			}
			var got []string
			after := ""
			for {
				list := page(3, after)
				got = append(got, ids(list)...)
				info := list["pageInfo"]
				cursors := texts(t, list["edges"], "cursor")
				if at(t, info, "startCursor") != cursors[0] || at(t, info, "endCursor") != cursors[len(cursors)-1] {
					t.Errorf("%s: pageInfo %v, cursors %v", name, info, cursors)
				}
				if at(t, info, "hasPreviousPage") != (after != "") {
					t.Errorf("%s: hasPreviousPage %v after %q", name, at(t, info, "hasPreviousPage"), after)
				}
				after = cursors[len(cursors)-1]
				if at(t, info, "hasNextPage") == false || len(got) > len(want) {
					break
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s in pages: got %v, want %v", name, got, want)
			}
			last := page(3, after)
			if len(ids(last)) != 0 || at(t, last, "pageInfo", "endCursor") != nil {
				t.Errorf("%s: after the last: got %v, want nothing", name, last)
			}
		}
	})
}
