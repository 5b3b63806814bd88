package stories

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

// The same reports in the same order give the same, whatever the order of maps.
func TestRunsDecideTheSame(t *testing.T) {
	var reports []Report
	w := newWorld(11, 150)
	for range 300 {
		reports = append(reports, w.report())
	}
	var first []Placement
	for run := range 5 {
		tr := NewTracker(Known{Lookup: lookup})
		tr.Track(peace)
		for i, r := range reports {
			p := tr.Place(r)
			if run == 0 {
				first = append(first, p)
			} else if !reflect.DeepEqual(p, first[i]) {
				t.Fatalf("run %d, report %d:\n got %+v\nwant %+v", run, i, p, first[i])
			}
		}
	}
}

// A tracker that goes on from what was kept decides as one that never stopped,
// also of events with more reports than they are told by, and after the words of
// old reports were let go.
func TestResumedDecidesTheSame(t *testing.T) {
	w, k, tr := newWorld(1, 60), newKeeper(), NewTracker(Known{Lookup: lookup})
	most := 0
	for i := range 1000 {
		r := w.report()
		p := tr.Place(r)
		if i%250 == 249 {
			again := NewTracker(k.known(tr.newest.Add(-MemoryDays))).Place(r)
			if !reflect.DeepEqual(again, p) {
				t.Fatalf("report %d: a tracker set up again decides otherwise:\n got %+v\nwant %+v", i, again, p)
			}
		}
		k.keep(r, p)
		for _, e := range tr.events {
			most = max(most, len(e.mentions))
		}
	}
	if most <= firstTold+newestTold {
		t.Errorf("the largest event has %d mentions: nothing of many was tried", most)
	}
}

// Reports of one day come in any order: whose events are told, by how many
// reports and on what day does not depend on it.
func TestOrderWithinADay(t *testing.T) {
	var day []Report
	for i := range 9 {
		quote := fmt.Sprintf("Russian missiles hit apartment blocks near the river, report %d said.", i)
		m := says(models.Assault, quote, "hit", "RU > UA", on("2025-11-19"), ternopil)
		if i%3 == 1 {
			m = says(models.Consult, fmt.Sprintf("Rubio met Yermak to discuss the peace plan, report %d said.", i), "met", "rubio > yermak", on("2025-11-19"), geneva)
		}
		day = append(day, article(fmt.Sprint("o", i), "2025-11-20", m))
	}
	type told struct {
		typ              models.EventType
		day              models.Day
		place            string
		reports, origins int
	}
	outcome := func(reports []Report) []told {
		tr := NewTracker(Known{})
		for _, r := range reports {
			tr.Place(r)
		}
		var out []told
		for _, e := range tr.inOrder(tr.events) {
			out = append(out, told{e.told.Type, e.told.Date.Start, e.told.PlaceID, e.told.ReportCount, e.told.OriginCount})
		}
		slices.SortFunc(out, func(a, b told) int { return a.reports - b.reports })
		return out
	}
	want := outcome(day)
	if len(want) != 2 || want[0].reports != 3 || want[1].reports != 6 {
		t.Fatalf("got %+v, want a meeting of three reports and a strike of six", want)
	}
	for seed := range uint64(6) {
		shuffled := slices.Clone(day)
		for i := range shuffled {
			j := i + int(mix(seed*100+uint64(i))%uint64(len(shuffled)-i))
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		}
		if got := outcome(shuffled); !reflect.DeepEqual(got, want) {
			t.Errorf("order %d: got %+v, want %+v", seed, got, want)
		}
	}
}

// A tracker remembers no more reports than it may, and nothing of the others.
func TestCountIsBounded(t *testing.T) {
	tr := NewTracker(Known{})
	tr.most = 128
	w := newWorld(5, 100000)
	for i := range 400 {
		tr.Place(w.report())
		if n := len(tr.reports); n > tr.most || i > 200 && n < tr.most/2 {
			t.Fatalf("%d reports are remembered after %d, want at most %d", n, i+1, tr.most)
		}
	}
	if len(tr.byID) != len(tr.reports) {
		t.Errorf("%d reports by id, want %d", len(tr.byID), len(tr.reports))
	}
	mentions := 0
	for _, e := range tr.events {
		mentions += len(e.mentions)
		for _, m := range e.mentions {
			if tr.byID[m.report.id] != m.report {
				t.Fatalf("event %s keeps a mention of a report that was forgotten", e.id)
			}
		}
		if e.told.ReportCount < e.reports {
			t.Errorf("event %s is told by %d reports, %d are remembered", e.id, e.told.ReportCount, e.reports)
		}
	}
	of := 0
	for _, r := range tr.reports {
		of += len(r.mentions)
	}
	if mentions != of {
		t.Errorf("events have %d mentions and reports %d", mentions, of)
	}
	for _, n := range tr.origins.newest {
		if r := tr.origins.seats[n]; r == nil || tr.byID[r.id] != r {
			t.Fatalf("origins keep a report that was forgotten")
		}
	}
	if kept := len(tr.origins.seats) - 1 - len(tr.origins.free); kept != len(tr.reports) {
		t.Errorf("origins have numbers for %d reports, want %d", kept, len(tr.reports))
	}
}

// Quotes are parts of the text of their article: what is remembered of them must
// not keep all of it.
func TestTextsAreNotRemembered(t *testing.T) {
	const articles, size = 60, 1 << 20
	tr := NewTracker(Known{})
	before := heap()
	for i := range articles {
		day := models.Day("2025-01-01").Add(i)
		quote := fmt.Sprintf("Delegates from the villages%d and ferry crews met the mayor%d to speak of the dam.", i, i)
		text := strings.Repeat("Rain fell. ", size/11) + quote
		m := says(models.Consult, quote, "met", "crews > macron", on(day), nairobi)
		r := article(fmt.Sprint("t", i), day, m)
		r.Article.Text = text
		kept := &r.Mentions[0]
		kept.Quote.Exact = text[len(text)-len(quote):]
		kept.Quote.Prefix = text[:20]
		kept.Trigger = kept.Quote.Exact[m.TriggerStart : m.TriggerStart+3]
		kept.Summary = kept.Quote.Exact
		kept.Actors[0].Text = kept.Quote.Exact[:9]
		tr.Place(r)
	}
	if grown := int64(heap()) - int64(before); grown > articles*size/4 {
		t.Errorf("%d articles of %d bytes take %d bytes", articles, size, grown)
	}
	runtime.KeepAlive(tr)
}
