package stories

import (
	"slices"
	"testing"

	"github.com/throughline-news/throughline/models"
)

// TestPlans tells one after another what becomes of plans, and holds which event
// that is, what its status and day are then, and how it came to that.
func TestPlans(t *testing.T) {
	meet := func(status models.Status, date *models.Date) models.Mention {
		return as(status, says(models.Consult, "Rubio and Yermak meet for talks in Geneva.", "meet", "rubio yermak", date, geneva))
	}
	elsewhere := func(status models.Status, date *models.Date) models.Mention {
		return as(status, says(models.Consult, "Rubio and Yermak meet for talks in Paris.", "meet", "rubio yermak", date, paris))
	}
	type told struct {
		day models.Day
		m   models.Mention
	}
	plan := told{"2025-11-01", meet(models.Scheduled, on("2025-11-20"))}
	put := told{"2025-11-15", meet(models.Postponed, on("2025-12-10"))}
	open := told{"2025-11-15", meet(models.Postponed, nil)}
	for _, tt := range []struct {
		name    string
		told    []told
		same    bool // the last is of the event that the first began
		status  models.Status
		day     models.Day
		history []models.Status
	}{
		{"put off to another day", []told{plan, put}, true, models.Postponed, "2025-12-10", []models.Status{models.Scheduled, models.Postponed}},
		{"put off, then held", []told{plan, put, {"2025-12-11", meet(models.Happened, on("2025-12-10"))}}, true, models.Happened, "2025-12-10",
			[]models.Status{models.Scheduled, models.Postponed, models.Happened}},
		{"put off, then told with the old day by who has not heard", []told{plan, put, {"2025-11-16", meet(models.Scheduled, on("2025-11-20"))}}, true, models.Postponed, "2025-12-10",
			[]models.Status{models.Scheduled, models.Postponed}},
		{"put off, then told with the new day", []told{plan, put, {"2025-12-01", meet(models.Scheduled, on("2025-12-10"))}}, true, models.Scheduled, "2025-12-10",
			[]models.Status{models.Scheduled, models.Postponed, models.Scheduled}},
		{"put off twice", []told{plan, put, {"2025-12-08", meet(models.Postponed, on("2026-01-15"))}}, true, models.Postponed, "2026-01-15",
			[]models.Status{models.Scheduled, models.Postponed}},
		{"three announce the old day, one the new", []told{plan, {"2025-11-02", meet(models.Scheduled, on("2025-11-20"))}, {"2025-11-03", meet(models.Scheduled, on("2025-11-20"))}, put},
			true, models.Postponed, "2025-12-10", []models.Status{models.Scheduled, models.Postponed}},
		{"put off with no new day", []told{plan, open}, true, models.Postponed, "2025-11-20", []models.Status{models.Scheduled, models.Postponed}},
		{"put off with no new day, then given one", []told{plan, open, {"2025-12-20", meet(models.Scheduled, on("2026-01-20"))}}, true, models.Scheduled, "2026-01-20",
			[]models.Status{models.Scheduled, models.Postponed, models.Scheduled}},
		{"put off with no new day, then held", []told{plan, open, {"2026-01-21", meet(models.Happened, on("2026-01-20"))}}, true, models.Happened, "2026-01-20",
			[]models.Status{models.Scheduled, models.Postponed, models.Happened}},
		{"called off without its day", []told{plan, {"2025-11-18", meet(models.Cancelled, nil)}}, true, models.Cancelled, "2025-11-20", []models.Status{models.Scheduled, models.Cancelled}},
		{"called off, then planned anew", []told{plan, {"2025-11-18", meet(models.Cancelled, nil)}, {"2025-12-20", meet(models.Scheduled, on("2026-01-20"))}}, false, models.Scheduled, "2026-01-20",
			[]models.Status{models.Scheduled}},
		{"a plan and a plan weeks later", []told{plan, {"2025-11-15", meet(models.Scheduled, on("2025-12-10"))}}, false, models.Scheduled, "2025-12-10", []models.Status{models.Scheduled}},
		{"held, then another put off", []told{plan, {"2025-11-21", meet(models.Happened, on("2025-11-20"))}, {"2025-11-22", meet(models.Postponed, on("2025-12-10"))}}, false,
			models.Postponed, "2025-12-10", []models.Status{models.Postponed}},
		{"held, then another called off", []told{plan, {"2025-11-21", meet(models.Happened, on("2025-11-20"))}, {"2025-11-22", meet(models.Cancelled, nil)}}, false,
			models.Cancelled, "", []models.Status{models.Cancelled}},
		{"another town is put off", []told{plan, {"2025-11-15", elsewhere(models.Postponed, on("2025-12-10"))}}, false, models.Postponed, "2025-12-10", []models.Status{models.Postponed}},
		{"put off a year on", []told{plan, {"2025-11-15", meet(models.Postponed, on("2026-11-20"))}}, false, models.Postponed, "2026-11-20", []models.Status{models.Postponed}},
		{"its day passed long ago", []told{plan, {"2025-12-20", meet(models.Postponed, on("2026-01-10"))}}, false, models.Postponed, "2026-01-10", []models.Status{models.Postponed}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tr := NewTracker(Known{})
			var first, last string
			var statements []Statement
			var e models.Event
			for i, s := range tt.told {
				r := article(string(rune('a'+i)), s.day, s.m)
				p := tr.Place(r)
				last = eventOf(p, r, 0)
				if first == "" {
					first = last
				}
				e = p.Events[slices.IndexFunc(p.Events, func(e models.Event) bool { return e.ID == last })]
				m := p.Mentions[0]
				m.ArticleID = r.Article.ID
				if tt.same || i == len(tt.told)-1 {
					statements = append(statements, Statement{Mention: &m, Article: &r.Article})
				}
			}
			day := models.Day("")
			if e.Date != nil {
				day = e.Date.Start
			}
			if same := first == last; same != tt.same || e.Status != tt.status || day != tt.day {
				t.Errorf("same event %v, %s on %q; want %v, %s on %q", same, e.Status, day, tt.same, tt.status, tt.day)
			}
			var history []models.Status
			for _, step := range StatusHistory(Told{Event: e, Statements: statements}) {
				history = append(history, step.Status)
			}
			if !slices.Equal(history, tt.history) {
				t.Errorf("history %v, want %v", history, tt.history)
			}
			if e.Disputed {
				t.Errorf("disputed: %+v", Claims(Told{Event: e, Statements: statements}))
			}
		})
	}
}

// TestNearerPlan holds that of two plans the nearer one is called off.
func TestNearerPlan(t *testing.T) {
	meet := func(status models.Status, date *models.Date) models.Mention {
		return as(status, says(models.Consult, "Rubio and Yermak meet for talks in Geneva.", "meet", "rubio yermak", date, geneva))
	}
	tr := NewTracker(Known{})
	far := article("a", "2025-11-01", meet(models.Scheduled, on("2026-02-20")))
	near := article("b", "2025-11-02", meet(models.Scheduled, on("2025-11-20")))
	off := article("c", "2025-11-15", meet(models.Cancelled, nil))
	tr.Place(far)
	want := eventOf(tr.Place(near), near, 0)
	p := tr.Place(off)
	if got := eventOf(p, off, 0); got != want || len(p.Merged) != 0 {
		t.Errorf("called off is %s, merged %v; want the nearer plan %s alone", got, p.Merged, want)
	}
}
