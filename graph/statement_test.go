package graph_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// TestStatements holds that the number of statements follows from the query and
// not from what it finds.
func TestStatements(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			count := func(events int, query string) int {
				var mu sync.Mutex
				var statements []string
				counting := false
				st := storetest.Open(t, d.New(t), store.Options{Trace: func(s string, _ []any) {
					mu.Lock()
					defer mu.Unlock()
					if counting {
						statements = append(statements, s)
					}
				}})
				fill(t, st, events)
				mu.Lock()
				counting = true
				mu.Unlock()
				ask(t, quiet(t, st), query, nil)
				return len(statements)
			}
			deep := `{ events(first: 10) { nodes { place { name } links { story { title timeline(first: 5) { nodes { mentions(first: 5) { article { mentions(first: 5) { event { place { name } } } } } } } } } } }
			  search(text: "envoy") { nodes { node { ... on Event { actors { name } } ... on Article { mentions { article { title } } } } } } }`
			claims := `{ events(first: 10) { nodes { disputed claims { value place { name } mention { quote { exact } } article { title } }
			  origins { reports { lagHours article { origin { reports { article { title } } } } } } statusHistory { status mention { id } article { title } } } } }`
			lists := `{ events(first: 10, orderBy: newestFirst) { nodes { mergedFrom place { events(first: 5) { totalCount nodes { summary } } } actors { mergedFrom timeline(first: 5) { totalCount nodes { place { name } } } } } }
			  search(text: "envoy") { nodes { highlights { text words { start } } } } }`
			for query, most := range map[string]int{timelineQuery: 10, deep: 17, claims: 30, lists: 18} {
				few, many := count(2, query), count(10, query)
				if few != many || many > most {
					t.Errorf("%.40s: %d statements for 2 events, %d for 10, at most %d", query, few, many, most)
				}
			}
		})
	}
}

// TestSiblings holds that a field does not read for records that another field
// of the answer has met: one story with a timeline beside a list without.
func TestSiblings(t *testing.T) {
	var mu sync.Mutex
	var statements []string
	st := storetest.Open(t, storetest.SQLite.New(t), store.Options{Trace: func(s string, values []any) {
		mu.Lock()
		defer mu.Unlock()
		statements = append(statements, fmt.Sprint(s, values))
	}})
	fill(t, st, 3)
	statements = nil
	ask(t, quiet(t, st), `{ stories { nodes { title } } story(id: "`+sty(3)+`") { timeline { nodes { id } } } }`, nil)
	for _, s := range statements {
		if strings.Contains(s, "AS timeline") && strings.Contains(s, sty(2)) {
			t.Errorf("the timeline of another story was read: %s", s)
		}
	}
}

// BenchmarkTimeline runs the query of a dashboard on 20 events of 10,000, in process.
func BenchmarkTimeline(b *testing.B) {
	const query = `query($id: ID!) { story(id: $id) { timeline(first: 20, filter: {from: "2012-01-01"}) { nodes { id type status summary date { start end edtf basis }
		place { name lat lon country } actors { id name } recipients { name } mentions { quote { exact } article { id title url publisher } } links { probability reasons { feature weight } } } } } }`
	for _, d := range storetest.Databases {
		b.Run(string(d), func(b *testing.B) {
			dsn := d.New(b)
			st := storetest.Open(b, dsn, store.Options{})
			storetest.Seed(b, dsn, 10_000)
			api := quiet(b, st)
			var out struct {
				Story struct {
					Timeline struct{ Nodes []models.Event }
				}
			}
			for b.Loop() {
				if err := api.Query(b.Context(), query, map[string]any{"id": storetest.SeedStory(0)}, &out); err != nil {
					b.Fatal(err)
				}
			}
			if n := len(out.Story.Timeline.Nodes); n != 20 {
				b.Fatalf("got %d events, want 20", n)
			}
		})
	}
}
