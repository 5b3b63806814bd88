package events

import (
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestDates(t *testing.T) {
	b := newBench(t) // published on Wednesday 2025-12-10
	tests := []struct {
		name, text string
		kind       models.EventType
		day        models.Day // "" for none
		basis      models.DateBasis
	}{
		{"clause", "Peru and Chile held talks in Lima on December 3.", models.Consult, "2025-12-03", models.BasisClause},
		{"weekday before", "Peru and Chile held talks in Lima on Friday.", models.Consult, "2025-12-05", models.BasisClause},
		{"weekday after", "Peru and Chile will hold talks in Lima on Friday.", models.Consult, "2025-12-12", models.BasisClause},
		{"noun", "Friday's attack on the camp was condemned by Peru.", models.Assault, "2025-12-05", models.BasisClause},
		{"front", "On December 3, in Lima, Peru attacked Chile.", models.Assault, "2025-12-03", models.BasisClause},
		{"beside", "Soldiers attacked the camp on December 3 and arrested two students.", models.Coerce, "2025-12-03", models.BasisSentence},
		{"discourse", "Soldiers stormed the camp on December 3. They arrested two students.", models.Coerce, "2025-12-03", models.BasisDiscourse},
		{"named again", "Soldiers stormed the camp on December 3.\n\nA judge said the soldiers arrested two students.", models.Coerce, "2025-12-03", models.BasisDiscourse},
		{"another matter", "Soldiers stormed the camp on December 3.\n\nPolice in Lima arrested two students.", models.Coerce, "2025-12-10", models.BasisPublication},
		{"separately", "Soldiers stormed the camp on December 3. Separately, the soldiers arrested two students.", models.Coerce, "2025-12-10", models.BasisPublication},
		{"range", "Peru and Chile held talks in Lima from 3 to 5 December.", models.Consult, "2025-12-03", models.BasisClause},
		{"publication", "Peru attacked Chile.", models.Assault, "2025-12-10", models.BasisPublication},
		{"speaker's day", "Peru attacked Chile, officials said on Tuesday.", models.Assault, "", ""},
		{"future without a day", "Peru will attack Chile.", models.Assault, "", ""},
		{"scheduled", "Talks between Peru and Chile are scheduled for Friday.", models.Consult, "2025-12-12", models.BasisClause},
		{"planned, cancelled", "A summit of Peru and Chile planned for 14 March was cancelled.", models.Consult, "2026-03-14", models.BasisClause},
		{"planned long ago", "Talks between Peru and Chile that had been planned for Monday were called off.", models.Consult, "2025-12-08", models.BasisClause},
		{"for", "Peru's summit with Chile for Friday was called off.", models.Consult, "2025-12-12", models.BasisClause},
		{"put off", "The summit of Peru and Chile was put off until Friday.", models.Consult, "2025-12-12", models.BasisClause},
		{"day of next year", "Peru and Chile will hold talks on April 5.", models.Consult, "2026-04-05", models.BasisClause},
		{"held", "Talks held on Monday between Peru and Chile ended without a deal.", models.Consult, "2025-12-08", models.BasisClause},
		{"since", "Peru has besieged the town since December 3.", models.Coerce, "2025-12-03", models.BasisClause},
		{"when", "When the council met on Monday, Peru rejected the treaty.", models.Reject, "2025-12-08", models.BasisSentence},
		{"occasion", "At a December 3 conference, Peru accused Chile of fraud.", models.Accuse, "2025-12-03", models.BasisClause},
		{"announced", "Peru announced on Monday that it will build a port. It accused Chile of fraud.", models.Accuse, "2025-12-08", models.BasisDiscourse},
		{"along", "Peru's president spoke on Monday, accusing Chile of fraud.", models.Accuse, "2025-12-08", models.BasisSentence},
		{"other clause's day", "Peru suspended the treaty after a bomb wounded soldiers on Monday.", models.Reject, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := one(t, b.mentions("", tt.text), tt.kind)
			switch {
			case tt.day == "":
				if m.Date != nil {
					t.Errorf("%q: %+v, want no date", tt.text, *m.Date)
				}
			case m.Date == nil:
				t.Errorf("%q: no date, want %s", tt.text, tt.day)
			case m.Date.Start != tt.day || m.Date.End != tt.day && m.Date.Precision != models.PrecisionRange || m.Date.Basis != tt.basis:
				t.Errorf("%q: %s..%s by %s, want %s by %s", tt.text, m.Date.Start, m.Date.End, m.Date.Basis, tt.day, tt.basis)
			}
		})
	}
}

// TestHeadlineDay holds that a headline takes the day its body tells.
func TestHeadlineDay(t *testing.T) {
	for _, m := range newBench(t).mentions("Peru attacks Chile", "Peru attacked Chile on December 3.") {
		if m.Date == nil || m.Date.Start != "2025-12-03" {
			t.Errorf("%q in %q: date %+v, want 2025-12-03", m.Trigger, m.Quote.Exact, m.Date)
		}
	}
}

func TestHistorical(t *testing.T) {
	m := one(t, newBench(t).mentions("", "Peru and Chile signed the treaty on May 4, 1998."), models.Support)
	if m.Status != models.Historical || m.Date == nil || m.Date.Start != "1998-05-04" {
		t.Errorf("%s %+v, want historical of 1998-05-04", m.Status, m.Date)
	}
}

// TestPredicateDates holds that every predicate has a date, that of publication
// marked as such, and which verb a day belongs to.
func TestPredicateDates(t *testing.T) {
	b := newBench(t)
	in := b.input("", `On Monday, the summit was postponed until Friday. "The port is full," said Costa. Ana Lopez was born in Lima on May 4, 1960. Peru will sell the port.`, "2025-12-10")
	want := map[string]struct {
		day   models.Day
		basis models.DateBasis
	}{
		"summit":    {"2025-12-12", models.BasisClause},
		"postponed": {"2025-12-08", models.BasisClause},
		"said":      {"2025-12-08", models.BasisDiscourse},
		"born":      {"1960-05-04", models.BasisClause},
		"sell":      {"2025-12-10", models.BasisPublication},
	}
	for _, p := range b.coder.Predicates(in) {
		w := in.Doc.Slice(p.Span)
		if p.Date == nil {
			t.Errorf("%q: no date", w)
			continue
		}
		if x, ok := want[w]; ok && (p.Date.Start != x.day || p.Date.Basis != x.basis) {
			t.Errorf("%q: %s by %s, want %s by %s", w, p.Date.Start, p.Date.Basis, x.day, x.basis)
		}
		delete(want, w)
	}
	for w := range want {
		t.Errorf("%q: no predicate", w)
	}
}
