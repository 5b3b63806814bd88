package stories

import (
	"reflect"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestLinksToStoriesThatAreNotKnown(t *testing.T) {
	a := article("a", "2025-11-24", says(models.Consult, "Rubio met Yermak about grain.", "met", "rubio > yermak", ago("2025-11-23"), geneva))
	k := newKeeper()
	k.keep(a, NewTracker(Known{}).Place(a))
	for id := range k.events {
		k.links[id] = []models.Link{{EventID: id, StoryID: "sty_gone", Probability: .9}}
	}
	b := article("b", "2025-11-30", says(models.Consult, "Rubio met Yermak about grain again.", "met", "rubio > yermak", ago("2025-11-29"), geneva))
	if p := NewTracker(k.known("")).Place(b); len(p.Events) != 1 || len(p.Links) != 0 {
		t.Errorf("got %+v", p)
	}
}

func TestForget(t *testing.T) {
	tr := NewTracker(Known{})
	strike := says(models.Assault, "Russian missiles hit apartment blocks.", "hit", "RU > UA", ago("2025-11-19"), ternopil)
	a := article("a", "2025-11-19", strike)
	b := article("b", "2025-11-20", strike)
	tr.Place(a)
	if p := tr.Place(b); p.Events[0].ReportCount != 2 {
		t.Fatalf("%d reports, want 2", p.Events[0].ReportCount)
	}
	changed := article("b", "2025-11-20", says(models.Consult, "Macron met Merz.", "met", "macron > merz", ago("2025-11-19"), paris))
	p := tr.Place(changed)
	if len(p.Events) != 2 || p.Events[0].ReportCount != 1 {
		t.Errorf("got %+v, want the strike told by one report and the meeting", p.Events)
	}
}

func TestRebuiltDecidesTheSame(t *testing.T) {
	for seed := range uint64(3) {
		reports := pile(seed, 300)
		k := newKeeper()
		tr := NewTracker(Known{Lookup: lookup})
		k.stories[peace.ID] = peace
		k.link(tr.Track(peace))
		var newest models.Day
		for i, r := range reports {
			p := tr.Place(r)
			if i%25 == 24 {
				again := NewTracker(k.known(newest.Add(-MemoryDays))).Place(r)
				if !reflect.DeepEqual(again, p) {
					t.Fatalf("seed %d, report %d: a tracker set up again decides otherwise:\n got %+v\nwant %+v", seed, i, again, p)
				}
			}
			k.keep(r, p)
			newest = max(newest, r.Article.PublishedOn)
		}
	}
}

func TestMemoryIsBounded(t *testing.T) {
	tr := NewTracker(Known{Lookup: lookup})
	tr.Track(peace)
	reports := pile(6, 200)
	for _, r := range reports {
		tr.Place(r)
	}
	end := article("end", "2027-01-01", says(models.Consult, "Macron met Merz.", "met", "macron > merz", on("2027-01-01"), paris))
	tr.Place(end)
	if len(tr.reports) != 1 || len(tr.byID) != 1 || len(tr.events) != 1 {
		t.Errorf("after two years %d reports and %d events are remembered, want those of the last", len(tr.reports), len(tr.events))
	}
	for c, list := range tr.index.slots {
		for _, n := range list {
			if e := tr.index.seats[n].event; tr.events[e.id] != e {
				t.Fatalf("the index keeps %s in %v", e.id, c)
			}
		}
	}
	if kept := len(tr.index.seats) - 1 - len(tr.index.free); kept != len(tr.events) {
		t.Errorf("the index has numbers for %d events, want %d", kept, len(tr.events))
	}
	if len(tr.origins.newest) > sketchBands || len(tr.stories[peace.ID].events.on) > 0 {
		t.Errorf("%d bands and %d events of the story are remembered", len(tr.origins.newest), len(tr.stories[peace.ID].events.on))
	}
	for _, events := range tr.related.events {
		for _, e := range events {
			if tr.events[e.id] != e {
				t.Fatalf("related events keep %s", e.id)
			}
		}
	}
}

func TestOldReportsStillCount(t *testing.T) {
	long := says(models.Consult, "Rubio met Yermak.", "met", "rubio > yermak", during("2025-01-01", "2025-03-01", models.PrecisionRange), geneva)
	tr := NewTracker(Known{})
	tr.Place(article("a", "2025-01-05", long))
	tr.Place(article("b", "2025-03-02", long))
	tr.Place(article("c", "2025-08-10", long)) // a has left the window
	if p := tr.Place(article("d", "2025-08-11", long)); len(p.Events) != 1 || p.Events[0].ReportCount != 4 || p.Events[0].OriginCount != 4 {
		t.Errorf("got %+v, want one event of four reports", p.Events)
	}
}

func TestLateArticlesFindTheirPlace(t *testing.T) {
	strike := says(models.Assault, "Russian missiles hit apartment blocks.", "hit", "RU > UA", ago("2025-11-19"), ternopil)
	later := says(models.Consult, "Macron met Merz.", "met", "macron > merz", on("2026-02-01"), paris)
	tr := NewTracker(Known{})
	a, late, older := article("a", "2025-11-20", strike), article("late", "2025-11-19", strike), article("older", "2024-01-01", says(models.Protest, "Crews walked out.", "walked out", "crews", on("2023-12-31"), nairobi))
	first := eventOf(tr.Place(a), a, 0)
	tr.Place(article("b", "2026-02-01", later))
	if got := eventOf(tr.Place(late), late, 0); got != first {
		t.Errorf("a late report is of event %s, want %s", got, first)
	}
	if p := tr.Place(older); len(p.Events) != 1 || p.Events[0].ReportCount != 1 {
		t.Errorf("a report from before the window gives %+v", p.Events)
	}
}
