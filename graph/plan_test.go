package graph_test

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/throughline-news/throughline/background"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/graph/generated"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// planEvents is how many events (articles, mentions…) the plans are made for.
const planEvents = 12_000

// TestPlans asks all that the schema allows and has the database tell how it goes
// about each statement: none goes through a whole table that is large.
func TestPlans(t *testing.T) {
	storetest.NoRace(t)
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			storetest.Open(t, dsn, store.Options{})
			storetest.Seed(t, dsn, planEvents)
			planned := make(map[string]bool)
			planner := d.Planner(t, dsn)
			askAll(t, dsn, func(q question, statements []storetest.Statement) {
				for _, s := range statements {
					if planned[s.Key()] {
						continue
					}
					planned[s.Key()] = true
					if tables, plan := planner.Scans(t, s); len(tables) > 0 {
						t.Errorf("%s goes through all of %v:\n%s\n%s", q.name, tables, s.Text, plan)
					}
				}
			})
			t.Logf("%d different statements", len(planned))
		})
	}
}

// askAll asks a server of a database all that its schema allows, each list also for
// the page behind its first, and tells of the statements of each question.
func askAll(t testing.TB, dsn string, tell func(question, []storetest.Statement)) {
	var mu sync.Mutex
	var statements []storetest.Statement
	st := storetest.Open(t, dsn, store.Options{Trace: func(text string, values []any) {
		mu.Lock()
		defer mu.Unlock()
		statements = append(statements, storetest.Statement{Text: text, Values: values})
	}})
	drafts := &background.Service{Store: st, Reader: service(t, st).Reader}
	api := graph.NewHandler(&graph.Resolver{Store: st, Drafts: drafts}, graph.Options{Log: slog.New(slog.DiscardHandler), Timeout: 10 * time.Minute})
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for _, q := range questions(t, schema) {
		for {
			statements = nil
			begin := time.Now()
			var out map[string]json.RawMessage
			if err := api.Query(context.WithoutCancel(t.Context()), q.query, q.variables, &out); err != nil {
				t.Errorf("%s: %v\n%s", q.name, err, q.query)
				break
			}
			q.took = time.Since(begin)
			tell(q, statements)
			end := endCursor(out)
			if q.variables["after"] != nil || !q.pages || end == "" {
				break
			}
			q.variables, q.name = maps.Clone(q.variables), q.name+" and what is behind"
			q.variables["after"] = end
		}
	}
}

// BenchmarkQuestions asks a database of a million events all of that once, and tells
// which questions take longest.
func BenchmarkQuestions(b *testing.B) {
	for _, d := range storetest.Databases {
		b.Run(string(d), func(b *testing.B) {
			dsn := d.Filled(b, benchEvents())
			for b.Loop() {
				var asked []question
				askAll(b, dsn, func(q question, _ []storetest.Statement) { asked = append(asked, q) })
				slices.SortFunc(asked, func(a, b question) int { return cmp.Compare(b.took, a.took) })
				for _, q := range asked[:min(50, len(asked))] {
					b.Logf("%v %s", q.took.Round(time.Millisecond), q.name)
				}
				b.ReportMetric(float64(asked[len(asked)/2].took.Microseconds())/1000, "median-ms")
			}
		})
	}
}

// endCursor is the cursor of the end of the page in an answer.
func endCursor(answer map[string]json.RawMessage) string {
	var page struct {
		PageInfo struct{ EndCursor string }
		Asked    *struct{ PageInfo struct{ EndCursor string } }
	}
	for _, raw := range answer {
		if json.Unmarshal(raw, &page) == nil && page.Asked != nil {
			return page.Asked.PageInfo.EndCursor
		}
	}
	return page.PageInfo.EndCursor
}
