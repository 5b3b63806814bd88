package graph_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/graph/infinity"
	"github.com/throughline-news/throughline/store/storetest"
)

// dashboard is what the test needs of a dashboard.
type dashboard struct {
	Panels []struct {
		Title   string
		Targets []infinity.Query
	}
	Annotations struct {
		List []struct{ Target infinity.Query }
	}
	Templating struct {
		List []struct {
			Name  string
			Query json.RawMessage
		}
	}
}

// TestDashboard runs the queries of the dashboard that comes with Throughline as
// Grafana does: variables filled in, the root selector followed, columns read by
// their types.
func TestDashboard(t *testing.T) {
	raw, err := os.ReadFile("../deploy/grafana/dashboards/story.json")
	if err != nil {
		t.Fatal(err)
	}
	var board dashboard
	if err := json.Unmarshal(raw, &board); err != nil {
		t.Fatal(err)
	}
	if len(board.Panels) == 0 || len(board.Annotations.List) == 0 {
		t.Error("the dashboard shows nothing")
	}
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			st := open(t, d.New(t), 0)
			fillSeries(t, st)
			checkDashboard(t, quiet(t, st), board)
		})
	}
}

// checkDashboard asks all queries of a dashboard.
func checkDashboard(t *testing.T, api *graph.Handler, board dashboard) {
	t.Helper()
	for _, panel := range board.Panels {
		for _, target := range panel.Targets {
			for _, interval := range []string{"DAY", "WEEK", "MONTH", "YEAR"} {
				t.Run(panel.Title+" by "+interval, func(t *testing.T) {
					if wide, err := infinity.Wide(frame(t, api, target, interval)); err != nil {
						t.Errorf("%v: %v", wide, err)
					}
				})
			}
		}
	}
	for _, list := range board.Annotations.List {
		rows := frame(t, api, list.Target, "DAY")
		if got, want := list.Target.Names(), []string{"time", "text", "timeEnd", "title", "tags"}; !slices.Equal(got, want) {
			t.Errorf("columns of annotations: got %v, want %v", got, want)
		}
		if len(rows) != 7 {
			t.Errorf("got %d annotations, want the 7 that have a date", len(rows))
		}
	}
	var variable struct{ InfinityQuery infinity.Query }
	for _, v := range board.Templating.List {
		if v.Name == "story" {
			if err := json.Unmarshal(v.Query, &variable); err != nil {
				t.Fatal(err)
			}
		}
	}
	rows := frame(t, api, variable.InfinityQuery, "DAY")
	if got, want := variable.InfinityQuery.Names(), []string{"__text", "__value"}; !slices.Equal(got, want) || len(rows) != 2 {
		t.Errorf("stories to choose from: columns %v of %d rows, want %v of 2", got, len(rows), want)
	}
}

// frame asks one query and reads the rows as Grafana does.
func frame(t *testing.T, api *graph.Handler, q infinity.Query, interval string) [][]any {
	t.Helper()
	from, to := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 12, 31, 12, 30, 0, 0, time.UTC)
	query, err := q.GraphQL(from, to, map[string]string{"story": sty(2), "interval": interval})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := q.Rows(map[string]any{"data": ask(t, api, query, nil)})
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s: %d rows, %v", query, len(rows), err)
	}
	return rows
}
