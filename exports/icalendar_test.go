package exports

import (
	"slices"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// calendar reads a calendar back; its entries by the summaries.
func calendar(t *testing.T, raw string) map[string]*ics.VEvent {
	t.Helper()
	for line := range strings.SplitSeq(strings.TrimSuffix(raw, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
	}
	parsed, err := ics.ParseCalendar(strings.NewReader(raw))
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	out := map[string]*ics.VEvent{}
	for _, e := range parsed.Events() {
		out[property(e, ics.ComponentPropertySummary)] = e
	}
	return out
}

func property(e *ics.VEvent, p ics.ComponentProperty) string {
	if v := e.GetProperty(p); v != nil {
		return v.Value
	}
	return ""
}

func TestICalendar(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		raw, entries := exported(t, st, ICalendar, store.EventFilter{})
		got := calendar(t, raw)
		stated := slices.DeleteFunc(slices.Clone(entries), func(e entry) bool { return e.Date == nil || e.Date.Basis == models.BasisPublication })
		if len(got) != len(stated) || len(stated) != 5 {
			t.Errorf("%d entries in the calendar of %d announced for a day, want 5:\n%s", len(got), len(stated), raw)
		}
		for _, e := range stated {
			x := got[e.Summary]
			if x == nil {
				t.Errorf("no entry for %q", e.Summary)
				continue
			}
			start, err := x.GetAllDayStartAt()
			if err != nil || models.DayOf(start) != e.Date.Start {
				t.Errorf("%s: starts %v, %v, want %s", e.Summary, start, err, e.Date.Start)
			}
			end, err := x.GetAllDayEndAt()
			if err != nil || models.DayOf(end) != e.Date.End.Add(1) {
				t.Errorf("%s: ends before %v, %v, want the day after %s", e.Summary, end, err, e.Date.End)
			}
			if x.Id() != e.ID+"@throughline" || property(x, ics.ComponentPropertyLocation) != e.Place || !strings.Contains(property(x, ics.ComponentPropertyDescription), "The <Example>, & Co on 2026-01-01 (an aide)") {
				t.Errorf("%s: %+v", e.Summary, x.Properties)
			}
		}
		for i, want := range map[int][3]string{
			0: {"CONFIRMED", "2", "20260120T120000Z"}, // announced, then held
			2: {"CONFIRMED", "2", "20260120T120000Z"},
			3: {"TENTATIVE", "3", "20260120T120000Z"}, // its day passed, and nothing was heard
			4: {"CANCELLED", "2", "20260120T120000Z"},
			5: {"TENTATIVE", "2", "20260120T120000Z"}, // put off to some time of a month
		} {
			x := got[happenings()[i].event.Summary]
			if x == nil {
				continue // said above
			}
			is := [3]string{property(x, ics.ComponentPropertyStatus), property(x, ics.ComponentPropertySequence), property(x, ics.ComponentPropertyDtstamp)}
			if is != want {
				t.Errorf("%s: got %q, want %q", happenings()[i].event.Summary, is, want)
			}
		}
	})
}

// TestSequence holds that the number of an entry grows when its event changes, and
// that its UID stays.
func TestSequence(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		before, _ := exported(t, st, ICalendar, store.EventFilter{})
		h := happenings()[2]
		moved := h.event
		moved.Date = on("2026-02-16", "2026-02-16", models.PrecisionDay)
		err := st.Write(t.Context(), func(tx *store.Tx) error { return tx.As("reader", "").SaveEvents([]models.Event{moved}, nil) })
		if err != nil {
			t.Fatal(err)
		}
		after, _ := exported(t, st, ICalendar, store.EventFilter{})
		old, now := calendar(t, before)[moved.Summary], calendar(t, after)[moved.Summary]
		if old.Id() != now.Id() || property(old, ics.ComponentPropertySequence) != "2" || property(now, ics.ComponentPropertySequence) != "4" || property(now, ics.ComponentPropertyDtStart) != "20260216" {
			t.Errorf("from %+v\nto %+v", old.Properties, now.Properties)
		}
	})
}

func TestAgenda(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		agenda := func(f store.EventFilter) map[string]*ics.VEvent {
			var out strings.Builder
			if err := Agenda(t.Context(), &out, st, f, Options{}); err != nil {
				t.Fatal(err)
			}
			return calendar(t, out.String())
		}
		if got := agenda(store.EventFilter{From: "2026-01-25", StoryIDs: []string{told.ID}}); len(got) != 3 {
			t.Errorf("%d entries from 25 January on, want 3", len(got))
		}
		if got := agenda(store.EventFilter{StoryIDs: []string{"sty_another"}}); len(got) != 0 {
			t.Errorf("%d entries of another story", len(got))
		}
	})
}

func FuzzInCalendar(f *testing.F) {
	for _, h := range happenings() {
		f.Add(h.event.Summary)
	}
	f.Add("\r\nEND:VEVENT\x00\xff")
	f.Fuzz(func(t *testing.T, s string) {
		if got := inCalendar(s); strings.ContainsAny(got, "\r\n\x00") {
			t.Errorf("%q breaks the line: %q", s, got)
		}
	})
}
