package stories

import (
	"fmt"
	"slices"
	"testing"

	"github.com/throughline-news/throughline/models"
)

// checked places reports, and returns what a draft is told beside them: "KIND
// FIELD: DRAFT | N: VALUE ..." a conflict, "not reported" for what no report tells.
func checked(t *testing.T, draft Report, reports ...Report) []string {
	t.Helper()
	tr := NewTracker(Known{})
	for _, r := range reports {
		tr.Place(r)
	}
	var known []Told
	for _, e := range tr.inOrder(tr.events) {
		known = append(known, e.account(e.told))
	}
	var out []string
	for _, f := range CheckDraft(draft, known) {
		if f.EventID == "" {
			out = append(out, "not reported")
		}
		for _, c := range f.Conflicts {
			line := fmt.Sprintf("%s %s: %s", c.Kind, c.Field, c.Draft)
			for _, s := range c.Says {
				line += fmt.Sprintf(" | %d: %s", s.Origins, s.Value)
			}
			out = append(out, line)
		}
	}
	return out
}

func TestCheckDraft(t *testing.T) {
	const day models.Day = "2025-12-01"
	met := func(date *models.Date, place *models.MentionPlace) models.Mention {
		return says(models.Consult, "Rubio and Yermak met for talks on the peace plan.", "met", "rubio yermak", date, place)
	}
	struck := func(date *models.Date, place *models.MentionPlace, numbers ...string) models.Mention {
		return counting(says(models.Assault, "Russian missiles hit apartment blocks and killed people.", "hit", "RU > UA", date, place), numbers...)
	}
	geneva1 := article("a", "2025-11-24", met(on("2025-11-23"), geneva))
	geneva2 := article("b", "2025-11-24", says(models.Consult, "American and Ukrainian delegations held talks.", "talks", "US UA", ago("2025-11-23"), geneva))
	strike1 := article("c", "2025-11-19", struck(on("2025-11-19"), ternopil, "killed >=25"))
	strike2 := article("d", "2025-11-21", struck(on("2025-11-19"), ternopil, "killed >=34"))
	talks, strikes := []Report{geneva1, geneva2}, []Report{strike1, strike2}
	tests := []struct {
		name    string
		draft   models.Mention
		reports []Report
		want    []string
	}{
		{"as reported", met(on("2025-11-23"), geneva), talks, nil},
		{"another day", met(on("2025-11-25"), geneva), talks, []string{"contradicted date: 2025-11-25 | 2: 2025-11-23"}},
		{"a month off", met(on("2025-10-23"), geneva), talks, []string{"contradicted date: 2025-10-23 | 2: 2025-11-23"}},
		{"another town", met(on("2025-11-23"), paris), talks, []string{"contradicted place: Paris | 2: Geneva"}},
		{"another day and town: another meeting", met(on("2025-11-28"), paris), talks, []string{"not reported"}},
		{"the month alone", met(during("2025-11-01", "2025-11-30", models.PrecisionMonth), geneva), talks, nil},
		{"the country alone", met(on("2025-11-23"), land("CH")), talks, nil},
		{"no day, no town", met(nil, nil), talks, nil},
		{"news since the reports", met(on("2025-11-30"), geneva), talks, []string{"not reported"}},
		{"still to come", as(models.Scheduled, met(on("2025-12-05"), geneva)), talks, nil},
		{"others met there", says(models.Consult, "Zelenskyy met Macron.", "met", "zel macron", on("2025-11-23"), paris), talks, []string{"not reported"}},
		{"another one of the country", says(models.Consult, "Rubio and Zelenskyy met for talks on the peace plan.", "met", "rubio zel", on("2025-11-23"), geneva), []Report{geneva1},
			[]string{"contradicted participants: Volodymyr Zelenskyy | 1: Marco Rubio, Andriy Yermak"}},
		{"called off", as(models.Cancelled, met(on("2025-11-23"), geneva)), talks, []string{"contradicted status: cancelled | 2: happened"}},
		{"what was called off", met(on("2025-11-23"), geneva), []Report{article("a", "2025-11-22", as(models.Cancelled, met(on("2025-11-23"), geneva)))},
			[]string{"contradicted status: happened | 1: cancelled"}},

		{"the toll", struck(on("2025-11-19"), ternopil, "killed 34"), strikes, nil},
		{"an old toll", struck(on("2025-11-19"), ternopil, "killed >=25"), strikes, []string{"outdated number: at least 25 | 1: at least 34"}},
		{"a round bound", struck(on("2025-11-19"), ternopil, "killed >=30"), strikes, nil},
		{"a toll that is too high", struck(on("2025-11-19"), ternopil, "killed 43"), strikes, []string{"contradicted number: 43 | 1: at least 34"}},
		{"one that is too low", struck(on("2025-11-19"), ternopil, "killed 12"), strikes, []string{"contradicted number: 12 | 1: at least 34"}},
		{"about as many", struck(on("2025-11-19"), ternopil, "killed ~35"), strikes, nil},
		{"another count", struck(on("2025-11-19"), ternopil, "wounded 90"), strikes, nil},
		{"a toll elsewhere", struck(on("2025-11-25"), odesa, "killed 3"), strikes, []string{"not reported"}},
		{"reports differ", struck(on("2025-11-19"), ternopil, "killed 7"),
			[]Report{article("c", "2025-11-19", struck(on("2025-11-19"), ternopil, "killed 7")), article("d", "2025-11-19", struck(on("2025-11-19"), ternopil, "killed 9"))},
			[]string{"disputed number: 7 | 1: 9 | 1: 7"}},
		{"a toll that rose on another day", says(models.Assault, "The death toll of the missiles on apartment blocks in Ternopil rose to 34.", "missiles", "RU", on("2025-11-21"), ternopil), strikes, nil},
		{"one of the towns that reports name", says(models.Assault, "The missiles hit blocks in Odesa.", "hit", "RU", on("2025-11-19"), odesa),
			[]Report{article("c", "2025-11-19", says(models.Assault, "Russian missiles hit blocks in Ternopil and in Odesa.", "hit", "RU", on("2025-11-19"), ternopil))}, nil},
		{"the other side", says(models.Assault, "Ukrainian missiles hit apartment blocks and killed people.", "hit", "UA", on("2025-11-19"), ternopil), strikes,
			[]string{"contradicted participants: Ukraine | 2: Russia"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, r := range test.reports {
				for i := range r.Mentions {
					if r.Mentions[i].Type == models.Assault {
						r.Mentions[i].Quad = models.MaterialConflict
					}
				}
			}
			if got := checked(t, article("draft", day, test.draft), test.reports...); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// The words of a conflict are those of the value that differs.
func TestConflictQuote(t *testing.T) {
	m := says(models.Consult, "Rubio and Yermak met in Paris for talks.", "met", "rubio yermak", on("2025-11-23"), paris)
	place := *paris
	place.Start, place.End = 24, 29
	m.Place = &place
	r := article("a", "2025-11-24", says(models.Consult, "Rubio and Yermak met in Geneva for talks.", "met", "rubio yermak", on("2025-11-23"), geneva))
	tr := NewTracker(Known{})
	tr.Place(r)
	e := tr.byID[r.Article.ID].mentions[0].event
	found := CheckDraft(article("draft", "2025-12-01", m), []Told{e.account(e.told)})
	if len(found) != 1 || len(found[0].Conflicts) != 1 {
		t.Fatalf("got %+v, want one conflict", found)
	}
	want := models.Quote{Exact: "Paris", Prefix: "Rubio and Yermak met in ", Suffix: " for talks.", Start: 24, End: 29}
	if got := found[0].Conflicts[0].Quote; got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestEarlier(t *testing.T) {
	event := func(id, summary string, day models.Day, importance float64) Told {
		return Told{Event: models.Event{ID: id, Summary: summary, Date: on(day), Importance: importance, Status: models.Happened}}
	}
	draft := article("draft", "2025-12-01", says(models.Consult, "Rubio and Yermak met in Geneva for talks on the peace plan.", "met", "rubio yermak", on("2025-11-30"), geneva))
	got := Earlier(draft, map[string]bool{"told": true}, []Told{
		event("far", "Ferry crews went on strike", "2025-03-01", 1),
		event("near", "Washington presented a peace plan for talks in Geneva", "2025-11-20", 3),
		event("again", "Washington presented a peace plan for talks in Geneva", "2025-11-21", 2),
		event("late", "A bridge was opened", "2025-12-20", 9),
		event("told", "Rubio and Yermak met in Geneva", "2025-11-30", 4),
		event("great", "The presidents signed a treaty", "2025-10-01", 9),
	}, 3)
	var ids []string
	for _, e := range got {
		ids = append(ids, e.Event.ID)
	}
	if want := []string{"great", "near", "told"}; !slices.Equal(ids, want) {
		t.Errorf("got %q, want %q: in time, none twice, none after the draft", ids, want)
	}
}
