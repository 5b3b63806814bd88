package infinity

import (
	"strings"
	"testing"
	"time"
)

func TestRows(t *testing.T) {
	q := Query{Root: "data.points", Columns: []Column{{"time", "time", "timestamp"}, {"value", "value", "number"}, {"series", "series", "string"}}}
	answer := func(points ...any) any { return map[string]any{"data": map[string]any{"points": points}} }
	point := func(at string, value any, series any) any {
		return map[string]any{"time": at, "value": value, "series": series}
	}
	rows, err := q.Rows(answer(point("2025-12-01T00:00:00Z", 1.5, "a"), point("2025-12-01T00:00:00Z", 0.0, "b"), point("2025-12-02T00:00:00Z", 2.0, "b"), point("2025-12-02T00:00:00Z", 3.0, "a")))
	if err != nil || len(rows) != 4 || rows[0][0] != time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC) {
		t.Fatalf("got %v, %v", rows, err)
	}
	if wide, err := Wide(rows); err != nil || len(wide) != 2 || wide["a"][1] != 3 || wide["b"][1] != 2 {
		t.Errorf("got %v, %v", wide, err)
	}
	for name, bad := range map[string]any{
		"no array": map[string]any{"data": map[string]any{"points": 1.0}}, "nothing there": map[string]any{}, "no object": answer("x"), "no column": answer(map[string]any{"time": "2025-12-01T00:00:00Z"}),
		"a number as text": answer(point("2025-12-01T00:00:00Z", "1", "a")), "no time": answer(point("yesterday", 1.0, "a")), "nothing in a column": answer(point("2025-12-01T00:00:00Z", 1.0, nil)),
	} {
		if rows, err := q.Rows(bad); err == nil {
			t.Errorf("%s: got %v", name, rows)
		}
	}
	one, two := time.Unix(1, 0), time.Unix(2, 0)
	for want, rows := range map[string][][]any{
		"no rows": nil, "expected time": {{"x", 1.0, "a"}}, "columns": {{one, 1.0}}, "ascending": {{two, 1.0, "a"}, {one, 1.0, "a"}},
		"values at": {{one, 1.0, "a"}, {one, 1.0, "a"}}, "at 2 times": {{one, 1.0, "a"}, {one, 1.0, "b"}, {two, 1.0, "a"}},
	} {
		if wide, err := Wide(rows); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: got %v, %v, want %s", rows, wide, err, want)
		}
	}
}

func TestGraphQL(t *testing.T) {
	var q Query
	q.Type, q.Source, q.Parser, q.URL, q.Options.Method, q.Options.BodyType = "graphql", "url", "backend", "/graphql", "POST", "graphql"
	q.Options.Query = `{ s(id: "${story}", from: "${__from}", to: "${__to:date:iso}") }`
	got, err := q.GraphQL(time.UnixMilli(1000), time.UnixMilli(2500), map[string]string{"story": "sty_1"})
	if err != nil || got != `{ s(id: "sty_1", from: "1000", to: "1970-01-01T00:00:02.500Z") }` {
		t.Errorf("got %s, %v", got, err)
	}
	if got, err := q.GraphQL(time.UnixMilli(0), time.UnixMilli(1), nil); err == nil {
		t.Errorf("without the story: %s", got)
	}
	q.Parser = "simple"
	if got, err := q.GraphQL(time.UnixMilli(0), time.UnixMilli(1), map[string]string{"story": "x"}); err == nil {
		t.Errorf("by the browser: %s", got)
	}
}
