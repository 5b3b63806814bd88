package main

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/throughline-news/throughline/exports"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// notices are reports, in the order of publication, of what became of five meetings.
var notices = []struct {
	day       models.Day
	publisher string
	text      string
	agenda    []string // after it: where, when, what became of it, how often the calendar's entry changed
}{
	{"2026-03-02", "The Wire", "Foreign ministers of Turkey and Ukraine will meet in Vienna on March 12, Austria's foreign ministry said on Monday.",
		[]string{"Vienna 2026-03-12 due CONFIRMED +0"}},
	{"2026-03-03", "The Wire", "The presidents of Kenya and Ethiopia will meet in Nairobi on April 8, a spokesman said on Tuesday.", nil},
	{"2026-03-04", "The Post", "The presidents of Peru and Chile will meet in Lima on March 25, officials said on Wednesday.", nil},
	{"2026-03-04", "The Post", "The prime ministers of Norway and Finland will meet in Oslo on March 18, officials said on Wednesday.", nil},
	{"2026-03-09", "The Post", "The meeting of the foreign ministers of Turkey and Ukraine in Vienna, which had been planned for March 12, was postponed to March 19, Austria's foreign ministry said on Monday.",
		[]string{"Oslo 2026-03-18 due CONFIRMED +0", "Vienna 2026-03-19 postponed TENTATIVE +1", "Lima 2026-03-25 due CONFIRMED +0", "Nairobi 2026-04-08 due CONFIRMED +0"}},
	{"2026-03-10", "Late Paper", "Foreign ministers of Turkey and Ukraine will meet in Vienna on March 12, Austria's foreign ministry said last week.", nil},
	{"2026-03-20", "The Wire", "The foreign ministers of Turkey and Ukraine met in Vienna on March 19 and discussed the export of grain, Austria's foreign ministry said on Friday.", nil},
	{"2026-03-20", "The Post", "The meeting of the presidents of Peru and Chile in Lima was postponed indefinitely, officials said on Friday.",
		[]string{"Oslo 2026-03-18 due CONFIRMED +0", "Vienna 2026-03-19 held CONFIRMED +3", "Lima 2026-03-25 postponed TENTATIVE +1", "Nairobi 2026-04-08 due CONFIRMED +0"}},
	{"2026-04-01", "The Wire", "The meeting of the presidents of Kenya and Ethiopia in Nairobi was cancelled, a spokesman said on Wednesday.",
		[]string{"Oslo 2026-03-18 unreported TENTATIVE +0", "Vienna 2026-03-19 held CONFIRMED +3", "Lima 2026-03-25 postponed TENTATIVE +1", "Nairobi 2026-04-08 cancelled CANCELLED +1"}},
	{"2026-04-10", "The Wire", "The presidents of Peru and Chile will meet in Lima on April 22, officials said on Friday.",
		[]string{"Oslo 2026-03-18 unreported TENTATIVE +0", "Vienna 2026-03-19 held CONFIRMED +3", "Nairobi 2026-04-08 cancelled CANCELLED +1", "Lima 2026-04-22 due CONFIRMED +2"}},
}

// TestAnnouncedAndHeld reads reports of what was planned, put off, called off and
// held, and asks after each what the agenda and its calendar say. The clock is that
// of the reports.
func TestAnnouncedAndHeld(t *testing.T) {
	reader, err := reading.New()
	if err != nil {
		t.Fatal(err)
	}
	onBoth(t, func(t *testing.T, db string) {
		var now time.Time
		st := storetest.Open(t, db, store.Options{Now: func() time.Time { return now }})
		service := ingest.New(st, reader, slog.New(slog.DiscardHandler))
		api := graph.NewHandler(&graph.Resolver{Store: st, Ingest: service}, graph.Options{Log: slog.New(slog.DiscardHandler)})
		begun := map[string]int{} // the first sequence number of each UID
		uids := map[string]string{}
		for i, n := range notices {
			now = n.day.Time().Add(20 * time.Hour)
			a := source.Clean(models.Article{URL: fmt.Sprintf("https://news.example/%d", i), Publisher: n.publisher, Title: "Diary", Text: n.text, PublishedOn: n.day})
			articles := func(yield func(models.Article, error) bool) { yield(a, nil) }
			if err := service.Ingest(t.Context(), articles, func(r ingest.Result) {
				if r.Err != nil {
					t.Error(r.Err)
				}
			}); err != nil {
				t.Fatal(err)
			}
			got := agendaOf(t, st, api, begun, uids)
			if n.agenda != nil && !slices.Equal(got, n.agenda) {
				t.Errorf("after %q:\ngot  %q\nwant %q", n.text, got, n.agenda)
			}
		}
		checkHistories(t, api)
	})
}

// agendaOf is the agenda as the query has it, each entry with what the calendar says.
func agendaOf(t *testing.T, st *store.Store, api *graph.Handler, begun map[string]int, uids map[string]string) []string {
	t.Helper()
	var answer struct {
		Agenda struct {
			Nodes []struct {
				Outcome   string
				Announced struct{ Publisher, Published string }
				Event     struct {
					ID    string
					Place struct{ Name string }
					Date  struct{ Start models.Day }
				}
			}
		}
	}
	if err := api.Query(t.Context(), `{ agenda(from: "2026-03-01", to: "2026-05-01") { nodes { outcome announced { publisher published } event { id place { name } date { start } } } } }`, nil, &answer); err != nil {
		t.Fatal(err)
	}
	var feed strings.Builder
	if err := exports.Agenda(t.Context(), &feed, st, store.EventFilter{}, exports.Options{}); err != nil {
		t.Fatal(err)
	}
	calendar, err := ics.ParseCalendar(strings.NewReader(feed.String()))
	if err != nil {
		t.Fatal(err)
	}
	entries := map[string]*ics.VEvent{}
	for _, e := range calendar.Events() {
		entries[e.Id()] = e
	}
	if len(entries) != len(answer.Agenda.Nodes) {
		t.Errorf("%d entries in the calendar, %d in the agenda", len(entries), len(answer.Agenda.Nodes))
	}
	var out []string
	for _, n := range answer.Agenda.Nodes {
		uid := n.Event.ID + "@throughline"
		e := entries[uid]
		if e == nil {
			t.Errorf("%s is not in the calendar", n.Event.ID)
			continue
		}
		if was, known := uids[n.Event.Place.Name]; known && was != uid {
			t.Errorf("%s had the UID %s and has %s", n.Event.Place.Name, was, uid)
		}
		uids[n.Event.Place.Name] = uid
		var sequence int
		if _, err := fmt.Sscan(e.GetProperty(ics.ComponentPropertySequence).Value, &sequence); err != nil {
			t.Fatal(err)
		}
		sequence /= 2 // an odd number says that the plan is overdue
		if _, known := begun[uid]; !known {
			begun[uid] = sequence
		}
		if day, err := e.GetAllDayStartAt(); err != nil || models.DayOf(day) != n.Event.Date.Start {
			t.Errorf("%s is on %v in the calendar, %v, and on %s in the agenda", uid, day, err, n.Event.Date.Start)
		}
		if n.Announced.Publisher == "" || n.Announced.Published > string(n.Event.Date.Start) {
			t.Errorf("%s was announced by %+v", n.Event.Place.Name, n.Announced)
		}
		out = append(out, fmt.Sprintf("%s %s %s %s +%d", n.Event.Place.Name, n.Event.Date.Start, n.Outcome, e.GetProperty(ics.ComponentPropertyStatus).Value, sequence-begun[uid]))
	}
	return out
}

// checkHistories holds how each came to be what it is in the end.
func checkHistories(t *testing.T, api *graph.Handler) {
	t.Helper()
	var answer struct {
		Agenda struct {
			Nodes []struct {
				Event struct {
					Place         struct{ Name string }
					Disputed      bool
					StatusHistory []struct{ Status, Publisher string }
				}
			}
		}
	}
	if err := api.Query(t.Context(), `{ agenda { nodes { event { place { name } disputed statusHistory { status publisher } } } } }`, nil, &answer); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"Vienna": "scheduled The Wire, postponed The Post, happened The Wire", "Nairobi": "scheduled The Wire, cancelled The Wire",
		"Lima": "scheduled The Post, postponed The Post, scheduled The Wire", "Oslo": "scheduled The Post, unreported ",
	}
	for _, n := range answer.Agenda.Nodes {
		var steps []string
		for _, s := range n.Event.StatusHistory {
			steps = append(steps, s.Status+" "+s.Publisher)
		}
		if got := strings.Join(steps, ", "); got != want[n.Event.Place.Name] || n.Event.Disputed {
			t.Errorf("%s: %q, disputed %v; want %q", n.Event.Place.Name, got, n.Event.Disputed, want[n.Event.Place.Name])
		}
	}
}

// TestAgendaCommand holds that the command shows the same in its formats.
func TestAgendaCommand(t *testing.T) {
	onBoth(t, func(t *testing.T, db string) {
		var lines []string
		for i, n := range notices {
			lines = append(lines, fmt.Sprintf(`{"id":"n%d","url":"https://news.example/%d","source":%q,"text":%q,"published":%q}`, i, i, n.publisher, n.text, n.day))
		}
		must(t, "ingest", "--db", db, file(t, "notices.jsonl", strings.Join(lines, "\n")))
		must(t, "stories", "track", "--db", db, "Grain talks", "--entities", "Turkey,Ukraine", "--terms", "grain,export")
		table := must(t, "agenda", "--db", db, "--from", "2026-03-01", "--to", "2026-03-31")
		for _, want := range []string{"OUTCOME", "2026-03-19  held", "Vienna", "status: scheduled: ", "postponed: "} {
			if !strings.Contains(table, want) {
				t.Errorf("no %q in\n%s", want, table)
			}
		}
		if strings.Contains(table, "Nairobi") {
			t.Errorf("April is in\n%s", table)
		}
		all := objects(t, must(t, "agenda", "--db", db, "--format", "json"))
		if len(all) != 4 || all[1]["outcome"] != "held" || all[1]["announced"].(map[string]any)["published"] != "2026-03-02" {
			t.Errorf("got %v", all)
		}
		if calendar, err := ics.ParseCalendar(strings.NewReader(must(t, "agenda", "--db", db, "--format", "ics"))); err != nil || len(calendar.Events()) != 4 {
			t.Errorf("calendar: %v, %v", calendar, err)
		}
		if of := objects(t, must(t, "agenda", "--db", db, "--story", "Grain talks", "--format", "jsonl")); len(of) != 1 || of[0]["place"] != "Vienna" {
			t.Errorf("of one story: %v", of)
		}
		for want, args := range map[string][]string{
			"YYYY-MM-DD": {"agenda", "--db", db, "--from", "soon"}, "no story": {"agenda", "--db", db, "--story", "nothing"}, "format": {"agenda", "--db", db, "--format", "pdf"},
		} {
			if code, _, errs := call(t, "", args...); code == exitDone || !strings.Contains(errs, want) {
				t.Errorf("%q: %d, %s", args, code, errs)
			}
		}
	})
}
