package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// fillSeries stores stories with events of all precisions in the last days of
// November and in December 2025 on the timeline of story 2.
func fillSeries(t testing.TB, st *store.Store) {
	t.Helper()
	fill(t, st, 0)
	dated := func(start, end models.Day, p models.Precision) *models.Date {
		return &models.Date{Start: start, End: end, Precision: p, Kind: models.KindStated, Basis: models.BasisClause, EDTF: string(start)}
	}
	events := []struct {
		date      *models.Date
		typ       models.EventType
		quad      models.Quad
		status    models.Status
		score     float64
		place     int
		actors    []int
		disputed  bool
		probably  float64
		important float64
	}{
		1: {dated("2025-12-08", "2025-12-08", models.PrecisionDay), models.Consult, models.VerbalCooperation, models.Happened, 4, 1, []int{1, 2}, true, .9, 5},
		2: {dated("2025-12-08", "2025-12-08", models.PrecisionDay), models.Assault, models.MaterialConflict, models.Happened, -9.5, 2, []int{3}, false, .9, 9},
		3: {dated("2025-12-10", "2025-12-10", models.PrecisionDay), models.Assault, models.MaterialConflict, models.Denied, -9, 0, []int{3, 1}, false, .9, 1},
		4: {dated("2025-12-08", "2025-12-14", models.PrecisionWeek), models.Aid, models.MaterialCooperation, models.Happened, 7, 1, nil, false, .9, 2},
		5: {dated("2025-12-01", "2025-12-31", models.PrecisionMonth), models.Consult, models.VerbalCooperation, models.Happened, 1, 1, []int{1}, false, .9, 3},
		6: {dated("2025-01-01", "2025-12-31", models.PrecisionYear), models.Consult, models.VerbalCooperation, models.Happened, 1, 1, nil, false, .9, 0},
		7: {dated("2025-11-29", "2025-12-02", models.PrecisionRange), models.Economy, "", models.Happened, 0, 1, nil, false, .9, 0},
		8: {nil, models.Consult, models.VerbalCooperation, models.Happened, 4, 1, []int{1}, false, .9, 8},
		9: {dated("2025-12-09", "2025-12-09", models.PrecisionDay), models.Consult, models.VerbalCooperation, models.Happened, 4, 1, []int{1}, false, .3, 7},
	}
	err := st.Write(t.Context(), func(tx *store.Tx) error {
		tx = tx.As("reader", "")
		for n, e := range events {
			if n == 0 {
				continue
			}
			event := models.Event{ID: evt(n), Type: e.typ, Status: e.status, Quad: e.quad, Score: e.score, Summary: fmt.Sprintf("Event %d", n), Confidence: .8,
				ReportCount: 3, OriginCount: 2, Date: e.date, Disputed: e.disputed, Importance: e.important}
			if e.place > 0 {
				event.PlaceID = pla(e.place)
			}
			var parts []models.EventEntity
			for i, a := range e.actors {
				parts = append(parts, models.EventEntity{EventID: evt(n), EntityID: ent(a), Role: models.RoleActor, Position: i})
			}
			article, mention := articleN(2*n), mentionN(2*n)
			mention.EventID = evt(n)
			if err := tx.SaveEvents([]models.Event{event}, parts); err != nil {
				return err
			}
			if _, err := tx.SaveArticle(&article); err != nil {
				return err
			}
			if _, err := tx.ReplaceMentions(article.ID, []models.Mention{mention}); err != nil {
				return err
			}
			if err := tx.SaveLinks([]string{evt(n)}, []models.Link{{EventID: evt(n), StoryID: sty(2), Probability: e.probably}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// points writes series as "day series=value", a line each.
func points(t testing.TB, answer any) []string {
	t.Helper()
	list, ok := answer.([]any)
	if !ok {
		t.Fatalf("got %v, want a list", answer)
	}
	out := make([]string, len(list))
	for i := range list {
		time, _ := at(t, list, i, "time").(string)
		out[i] = fmt.Sprintf("%s %v=%v", strings.TrimSuffix(time, "T00:00:00Z"), at(t, list, i, "series"), at(t, list, i, "value"))
	}
	return out
}

func TestSeries(t *testing.T) {
	tests := []struct{ name, field, want string }{
		{"days, zeros between; what is dated to a week or month is on no day", `storySeries(storyId: "ukraine-peace-negotiations", from: "2025-12-07", to: "2025-12-10")`,
			"2025-12-07 events=0, 2025-12-08 events=2, 2025-12-09 events=0, 2025-12-10 events=1"},
		{"no bounds: from the first to the last that counts", `storySeries(storyId: "` + sty(2) + `", from: null, to: null)`,
			"2025-12-08 events=2, 2025-12-09 events=0, 2025-12-10 events=1"},
		{"weeks, whole where the range cuts them", `storySeries(storyId: "` + sty(2) + `", from: "2025-12-07", to: "2025-12-09", interval: WEEK)`,
			"2025-12-01 events=0, 2025-12-08 events=4"},
		{"months; a range over two months is in neither", `storySeries(storyId: "` + sty(2) + `", from: "2025-11-15", to: "2025-12-31", interval: MONTH)`,
			"2025-11-01 events=0, 2025-12-01 events=5"},
		{"years", `storySeries(storyId: "` + sty(2) + `", interval: YEAR)`, "2025-01-01 events=7"},
		{"milliseconds as a number and as text", `storySeries(storyId: "` + sty(2) + `", from: 1765152000000, to: "1765238399999", metric: origins)`, "2025-12-08 origins=4"},
		{"reports", `storySeries(storyId: "` + sty(2) + `", from: "2025-12-08T23:59:59+02:00", to: "2025-12-08T12:00:00Z", metric: reports)`, "2025-12-08 reports=6"},
		{"conflict leaves out what did not happen", `storySeries(storyId: "` + sty(2) + `", from: "2025-12-08", to: "2025-12-10", metric: conflict)`,
			"2025-12-08 conflict=9.5, 2025-12-09 conflict=0, 2025-12-10 conflict=0"},
		{"cooperation", `storySeries(storyId: "` + sty(2) + `", interval: MONTH, metric: cooperation)`, "2025-12-01 cooperation=12"},
		{"disputed", `storySeries(storyId: "` + sty(2) + `", interval: MONTH, metric: disputed)`, "2025-12-01 disputed=1"},
		{"by type", `storySeries(storyId: "` + sty(2) + `", from: "2025-12-08", to: "2025-12-09", groupBy: type)`,
			"2025-12-08 ASSAULT=1, 2025-12-08 CONSULT=1, 2025-12-09 ASSAULT=0, 2025-12-09 CONSULT=0"},
		{"by quad", `storySeries(storyId: "` + sty(2) + `", interval: YEAR, groupBy: quad)`,
			"2025-01-01 VERBAL_COOPERATION=3, 2025-01-01 MATERIAL_CONFLICT=2, 2025-01-01 none=1, 2025-01-01 MATERIAL_COOPERATION=1"},
		{"by country", `storySeries(storyId: "` + sty(2) + `", interval: YEAR, groupBy: country)`, "2025-01-01 US=5, 2025-01-01 not stated=1, 2025-01-01 CH=1"},
		{"by actor: who takes part together counts in both", `storySeries(storyId: "` + sty(2) + `", interval: YEAR, groupBy: actor)`,
			"2025-01-01 Ukraine=3, 2025-01-01 Russia=2, 2025-01-01 United States=1"},
		{"the largest only", `storySeries(storyId: "` + sty(2) + `", interval: YEAR, groupBy: actor, top: 1)`, "2025-01-01 Ukraine=3"},
		{"all events, suggestions included", `eventSeries(from: "2025-12-09", to: "2025-12-09")`, "2025-12-09 events=1"},
		{"filtered by type and country", `eventSeries(interval: MONTH, types: [CONSULT], countries: ["US"])`, "2025-12-01 events=3"},
		{"filtered by actor", `eventSeries(interval: MONTH, actorIds: ["` + ent(1) + `"], types: [CONSULT])`, "2025-12-01 events=3"},
		{"filtered by actors", `eventSeries(interval: MONTH, actorIds: ["` + ent(2) + `", "` + ent(3) + `"], groupBy: actor)`, "2025-12-01 Russia=2, 2025-12-01 United States=1"},
		{"nothing", `eventSeries(types: [ELECTION])`, ""},
		{"nothing in a range is zeros", `eventSeries(types: [ELECTION], from: "2025-01-01", to: "2025-01-02")`, "2025-01-01 events=0, 2025-01-02 events=0"},
		{"a story with what its part has", `storySeries(storyId: "` + sty(1) + `")`, "2025-12-08 events=2, 2025-12-09 events=0, 2025-12-10 events=1"},
	}
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			st := open(t, d.New(t), 0)
			fillSeries(t, st)
			api := quiet(t, st)
			for _, tt := range tests {
				t.Run(tt.name, func(t *testing.T) {
					got := points(t, ask(t, api, `{ s: `+tt.field+` { time value series } }`, nil)["s"])
					if strings.Join(got, ", ") != tt.want {
						t.Errorf("%s\ngot  %s\nwant %s", tt.field, strings.Join(got, ", "), tt.want)
					}
				})
			}
		})
	}
}

func TestSeriesRefused(t *testing.T) {
	st := open(t, storetest.SQLite.New(t), 0)
	fillSeries(t, st)
	api := quiet(t, st)
	tests := []struct{ name, field, code, says string }{
		{"unknown story", `storySeries(storyId: "nowhere")`, graph.CodeNotFound, `"nowhere"`},
		{"too many points", `storySeries(storyId: "` + sty(2) + `", from: "1950-01-01", to: "2025-12-31")`, graph.CodeComplexity, "at most 10000"},
		{"too many points of a range not given", `eventSeries(from: "0900-01-01")`, graph.CodeComplexity, "at most 10000"},
		{"ends before it begins", `eventSeries(from: "2025-12-02", to: "2025-12-01")`, graph.CodeBadUserInput, "to: expected a moment not before from"},
		{"a year as a moment", `eventSeries(from: "2025")`, graph.CodeBadUserInput, "milliseconds since 1970"},
		{"no moment", `eventSeries(from: "yesterday")`, graph.CodeBadUserInput, "milliseconds since 1970"},
		{"beyond all years", `eventSeries(from: 999999999999999999)`, graph.CodeBadUserInput, "milliseconds since 1970"},
		{"no series", `eventSeries(groupBy: type, top: 0)`, graph.CodeBadUserInput, "top: expected 1 to 50"},
		{"several actors in one sum", `eventSeries(actorIds: ["` + ent(1) + `", "` + ent(2) + `"])`, graph.CodeBadUserInput, "grouping by actor"},
		{"annotations of nothing", `annotations(storyIds: ["` + sty(99) + `"])`, graph.CodeNotFound, sty(99)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fields := "time value series"
			if strings.HasPrefix(tt.field, "annotations") {
				fields = "time"
			}
			err := refused(t.Context(), t, api, `{ s: `+tt.field+` { `+fields+` } }`, nil)
			if err.Extensions["code"] != tt.code || !strings.Contains(err.Message, tt.says) {
				t.Errorf("got %v: %s; want %s with %q", err.Extensions["code"], err.Message, tt.code, tt.says)
			}
		})
	}
}

func TestAnnotations(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			st := open(t, d.New(t), 0)
			fillSeries(t, st)
			api := quiet(t, st)
			const query = `query($first: Int!, $from: Moment, $to: Moment) { annotations(storyIds: ["` + "%s" + `", "%s"], first: $first, from: $from, to: $to) { time timeEnd title text tags url } }`
			list := func(first int, from, to any) any {
				return ask(t, api, fmt.Sprintf(query, sty(2), sty(1)), map[string]any{"first": first, "from": from, "to": to})["annotations"]
			}
			if got, want := texts(t, list(2, nil, nil), "text"), []string{"Event 1", "Event 2"}; !slices.Equal(got, want) {
				t.Errorf("the two most important with a date: got %v, want %v", got, want)
			}
			if got, want := texts(t, list(50, "2025-12-09", nil), "text"), []string{"Event 6", "Event 5", "Event 4", "Event 3"}; !slices.Equal(got, want) {
				t.Errorf("from 9 December on: got %v, want %v", got, want)
			}
			month := at(t, list(50, nil, nil), 2).(map[string]any)
			want := map[string]any{"time": "2025-12-01T00:00:00Z", "timeEnd": "2025-12-31T23:59:59Z", "title": "Ukraine peace negotiations", "text": "Event 5",
				"tags": "CONSULT,happened", "url": "https://news.example/10"}
			for name, value := range want {
				if month[name] != value {
					t.Errorf("%s: got %v, want %v", name, month[name], value)
				}
			}
		})
	}
}

// TestSeriesStatements holds that a chart costs a few statements whatever it shows.
func TestSeriesStatements(t *testing.T) {
	var mu sync.Mutex
	var statements []string
	st := storetest.Open(t, storetest.SQLite.New(t), store.Options{Trace: func(s string, _ []any) {
		mu.Lock()
		defer mu.Unlock()
		statements = append(statements, s)
	}})
	fillSeries(t, st)
	api := quiet(t, st)
	for query, most := range map[string]int{
		`{ storySeries(storyId: "` + sty(2) + `", groupBy: actor, interval: YEAR) { time value series } }`:     4,
		`{ eventSeries(interval: WEEK) { time value series } }`:                                                1,
		`{ annotations(storyIds: ["` + sty(2) + `", "` + sty(1) + `"]) { time timeEnd title text tags url } }`: 6,
	} {
		mu.Lock()
		statements = nil
		mu.Unlock()
		ask(t, api, query, nil)
		if len(statements) > most {
			t.Errorf("%s: %d statements, at most %d:\n%s", query, len(statements), most, strings.Join(statements, "\n"))
		}
	}
}
