package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/store/storetest"
)

// infinityQuery is a query of Grafana's Infinity plugin, as dashboards keep it.
type infinityQuery struct {
	Type, Source, Parser, Format, URL string
	Root                              string `json:"root_selector"`
	Options                           struct {
		Method   string
		BodyType string `json:"body_type"`
		Query    string `json:"body_graphql_query"`
	} `json:"url_options"`
	Columns []struct{ Selector, Text, Type string }
}

// dashboard is what the test needs of a dashboard.
type dashboard struct {
	Panels []struct {
		Title   string
		Targets []infinityQuery
	}
	Annotations struct {
		List []struct{ Target infinityQuery }
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
	st := open(t, storetest.SQLite.New(t), 0)
	fillSeries(t, st)
	api := quiet(t, st)
	for _, panel := range board.Panels {
		for _, target := range panel.Targets {
			for _, interval := range []string{"DAY", "WEEK", "MONTH", "YEAR"} {
				t.Run(panel.Title+" by "+interval, func(t *testing.T) { checkSeriesFrame(t, frame(t, api, target, interval)) })
			}
		}
	}
	for _, list := range board.Annotations.List {
		rows := frame(t, api, list.Target, "DAY")
		if got, want := columnNames(list.Target), []string{"time", "text", "timeEnd", "title", "tags"}; !slices.Equal(got, want) {
			t.Errorf("columns of annotations: got %v, want %v", got, want)
		}
		if len(rows) != 7 {
			t.Errorf("got %d annotations, want the 7 that have a date", len(rows))
		}
	}
	var variable struct{ InfinityQuery infinityQuery }
	for _, v := range board.Templating.List {
		if v.Name == "story" {
			if err := json.Unmarshal(v.Query, &variable); err != nil {
				t.Fatal(err)
			}
		}
	}
	rows := frame(t, api, variable.InfinityQuery, "DAY")
	if got, want := columnNames(variable.InfinityQuery), []string{"__text", "__value"}; !slices.Equal(got, want) || len(rows) != 2 {
		t.Errorf("stories to choose from: columns %v of %d rows, want %v of 2", got, len(rows), want)
	}
	if len(board.Panels) == 0 || len(board.Annotations.List) == 0 {
		t.Error("the dashboard shows nothing")
	}
}

// frame asks one query and reads the rows as Infinity's backend parser does: below
// the root selector must be an array of flat objects, each column is the value under
// its selector, and a value must be of the column's type (a null is an empty cell).
func frame(t *testing.T, api *graph.Handler, q infinityQuery, interval string) [][]any {
	t.Helper()
	if q.Type != "graphql" || q.Source != "url" || q.Parser != "backend" || q.Options.Method != http.MethodPost || q.Options.BodyType != "graphql" || q.URL != "/graphql" {
		t.Fatalf("not asked by Grafana's server over GraphQL: %+v", q)
	}
	from, to := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 12, 31, 12, 30, 0, 0, time.UTC)
	query := strings.NewReplacer("${story}", sty(2), "${interval}", interval,
		"${__from}", strconv.FormatInt(from.UnixMilli(), 10), "${__to}", strconv.FormatInt(to.UnixMilli(), 10)).Replace(q.Options.Query)
	if strings.Contains(query, "$") {
		t.Fatalf("a variable that the dashboard does not have: %s", query)
	}
	var value any = map[string]any{"data": ask(t, api, query, nil)}
	for _, name := range strings.Split(q.Root, ".") {
		value = at(t, value, name)
	}
	list, ok := value.([]any)
	if !ok || len(list) == 0 {
		t.Fatalf("%s: got %v under %s, want an array with rows", query, value, q.Root)
	}
	rows := make([][]any, len(list))
	for i, item := range list {
		object, _ := item.(map[string]any)
		for name, v := range object {
			switch v.(type) {
			case map[string]any, []any:
				t.Fatalf("%s: %s is no flat value", query, name)
			}
		}
		for _, c := range q.Columns {
			cell, known := object[c.Selector]
			if !known {
				t.Fatalf("%s: no %s in %v", query, c.Selector, object)
			}
			parsed, err := cellOf(cell, c.Type)
			if err != nil {
				t.Fatalf("%s: %s: %v", query, c.Selector, err)
			}
			rows[i] = append(rows[i], parsed)
		}
	}
	return rows
}

// cellOf reads a value as a column of a type.
func cellOf(value any, columnType string) (any, error) {
	switch v := value.(type) {
	case float64:
		if columnType == "number" {
			return v, nil
		}
	case string:
		switch columnType {
		case "string":
			return v, nil
		case "timestamp":
			return time.Parse(time.RFC3339, v)
		}
	}
	return nil, fmt.Errorf("%v (%T) is no %s", value, value, columnType)
}

// checkSeriesFrame holds what a chart of several series in long form needs: a time, a
// number and a text column in this order, times ascending, every series at every time.
func checkSeriesFrame(t *testing.T, rows [][]any) {
	t.Helper()
	var last time.Time
	perTime := make(map[time.Time]map[string]bool)
	for _, row := range rows {
		at, isTime := row[0].(time.Time)
		_, isNumber := row[1].(float64)
		series, isText := row[2].(string)
		if len(row) != 3 || !isTime || !isNumber || !isText || series == "" {
			t.Fatalf("got the row %v, want time, value and series", row)
		}
		if at.Before(last) {
			t.Fatalf("%s comes after %s", at, last)
		}
		last = at
		if perTime[at] == nil {
			perTime[at] = make(map[string]bool)
		}
		if perTime[at][series] {
			t.Fatalf("two values of %s at %s", series, at)
		}
		perTime[at][series] = true
	}
	for at, names := range perTime {
		if len(names)*len(perTime) != len(rows) {
			t.Errorf("at %s only the series %v", at, names)
		}
	}
}

func columnNames(q infinityQuery) []string {
	var out []string
	for _, c := range q.Columns {
		out = append(out, c.Text)
	}
	return out
}
