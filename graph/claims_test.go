package graph_test

import (
	"slices"
	"testing"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// disputed stores three events, of which the second is told by two origins, one
// of which gives another day and a lower toll.
func disputed(t *testing.T, st *store.Store) {
	t.Helper()
	fill(t, st, 3)
	count := func(n float64) []models.Quantity {
		return []models.Quantity{{Kind: models.Killed, Value: &n, Text: "killed"}}
	}
	err := st.Write(t.Context(), func(tx *store.Tx) error {
		tx = tx.As("reader", "")
		e := eventN(2)
		e.Disputed = true
		if err := tx.SaveEvents([]models.Event{e}, nil); err != nil {
			return err
		}
		for n, toll := range map[int]float64{4: 3, 5: 7} {
			a := articleN(n)
			a.OriginID = id(models.OriginPrefix, n)
			if _, err := tx.SaveArticle(&a); err != nil {
				return err
			}
			m := mentionN(n)
			m.Numbers = count(toll)
			if n == 5 {
				day := e.Date.Start.Add(2)
				m.Date = &models.Date{Start: day, End: day, Precision: models.PrecisionDay, Kind: models.KindStated, Basis: models.BasisClause, EDTF: string(day)}
			}
			if _, err := tx.ReplaceMentions(a.ID, []models.Mention{m}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestClaims(t *testing.T) {
	const query = `{ events(filter: {disputed: true}) { nodes { id disputed
		all: claims { field aspect value verdict chosen }
		dates: claims(fields: [date], verdicts: [DIFFER]) { value reason speaker publisher published originId date { start } mention { quote { exact } } article { title } }
		one: claims(first: 1) { value } } } }`
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		disputed(t, st)
		got := at(t, ask(t, quiet(t, st), query, nil), "events", "nodes")
		if ids := texts(t, got, "id"); !slices.Equal(ids, []string{evt(2)}) {
			t.Fatalf("disputed: %v, want event 2 alone", ids)
		}
		var lines []string
		for _, c := range at(t, got, 0, "all").([]any) {
			line := ""
			for _, f := range []string{"field", "aspect", "value", "verdict"} {
				if s, _ := at(t, c, f).(string); s != "" {
					line += s + " "
				}
			}
			if at(t, c, "chosen") == true {
				line += "*"
			}
			lines = append(lines, line)
		}
		want := []string{"date 2025-11-02 AGREE *", "date 2025-11-04 DIFFER ", "place Geneva AGREE *", "place Geneva AGREE *", "number killed 3 DIFFER ", "number killed 7 AGREE *",
			"participants actor Ukraine AGREE ", "participants actor Ukraine AGREE ", "status happened AGREE *", "status happened AGREE *"}
		if !slices.Equal(lines, want) {
			t.Errorf("got  %q\nwant %q", lines, want)
		}
		differs := at(t, got, 0, "dates", 0)
		for field, want := range map[string]string{"value": "2025-11-04", "reason": "another day", "speaker": "an aide", "publisher": "Daily Sample", "published": "2025-11-02T18:00:00Z",
			"originId": id(models.OriginPrefix, 5)} {
			if v := at(t, differs, field); v != want {
				t.Errorf("%s: got %v, want %s", field, v, want)
			}
		}
		if q, title := at(t, differs, "mention", "quote", "exact"), at(t, differs, "article", "title"); q != "The envoys spoke again, number 5." || title != "Report 5" {
			t.Errorf("it is traced to %v in %v", q, title)
		}
		if one := at(t, got, 0, "one").([]any); len(one) != 1 {
			t.Errorf("%d claims, want the first alone", len(one))
		}
	})
}

func TestOriginsAndStatuses(t *testing.T) {
	const query = `query($id: ID!) { event(id: $id) {
		origins { id reports { first lagHours publisher published article { id origin { id reports { article { title } } } } } }
		statusHistory { from status speaker publisher published mention { id } article { title } } } }`
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		disputed(t, st)
		got := at(t, ask(t, quiet(t, st), query, map[string]any{"id": evt(2)}), "event")
		origins := at(t, got, "origins").([]any)
		if len(origins) != 2 {
			t.Fatalf("%d origins, want 2", len(origins))
		}
		for _, o := range origins {
			if back := at(t, o, "reports", 0, "article", "origin", "id"); at(t, o, "reports", 0, "first") != true || back != at(t, o, "id") {
				t.Errorf("got %v, want the first report, whose origin it is", o)
			}
		}
		steps := at(t, got, "statusHistory").([]any)
		if len(steps) != 1 || at(t, steps[0], "from") != nil || at(t, steps[0], "status") != "happened" || at(t, steps[0], "speaker") != "an aide" || at(t, steps[0], "mention", "id") == nil {
			t.Errorf("status: got %v, want one step by an aide", steps)
		}
	})
}

func TestKeyEvents(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		fill(t, st, 3)
		err := st.Write(t.Context(), func(tx *store.Tx) error {
			e := eventN(2)
			e.Importance = 7.5
			return tx.As("reader", "").SaveEvents([]models.Event{e}, nil)
		})
		if err != nil {
			t.Fatal(err)
		}
		api := quiet(t, st)
		line := at(t, ask(t, api, `{ story(id: "ukraine-peace-negotiations") { timeline(key: 1) { totalCount nodes { id importance } } } }`, nil), "story", "timeline")
		if at(t, line, "totalCount") != 1.0 || at(t, line, "nodes", 0, "id") != evt(2) || at(t, line, "nodes", 0, "importance") != 7.5 {
			t.Errorf("got %v, want the most important event alone", line)
		}
		for _, key := range []string{"0", "101"} {
			err := refused(t.Context(), t, api, `{ story(id: "ukraine-peace-negotiations") { timeline(key: `+key+`) { nodes { id } } } }`, nil)
			if err.Extensions["code"] != graph.CodeBadUserInput {
				t.Errorf("key %s: got %v %s", key, err.Extensions, err.Message)
			}
		}
	})
}

func TestClaimsOfNoEvent(t *testing.T) {
	each(t, 1, func(t *testing.T, api *graph.Handler) {
		if got := at(t, ask(t, api, `{ events(filter: {disputed: true}) { totalCount } }`, nil), "events", "totalCount"); got != float64(0) {
			t.Errorf("%v events disputed, want none", got)
		}
	})
}
