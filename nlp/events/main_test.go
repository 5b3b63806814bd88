package events

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
)

func TestMainEvent(t *testing.T) {
	b := newBench(t)
	const body = `Peru and Chile ended two days of talks in Lima on Tuesday without a deal on fishing.

The two countries signed a treaty on fish in 1998. Chile accused Peru of breaking it.

A new round is planned for Friday.`
	ms := b.mentions("Peru and Chile end talks without a deal", body)
	if len(ms) == 0 {
		t.Fatal("no mentions")
	}
	for i, m := range ms {
		if m.Main != (i == 0) {
			t.Errorf("mention %d %q: main %t", i, m.Trigger, m.Main)
		}
		if m.Confidence < 0 || m.Confidence > 1 {
			t.Errorf("%q: confidence %g", m.Trigger, m.Confidence)
		}
		if m.Summary == "" || utf8.RuneCountInString(m.Summary) > maxSummary {
			t.Errorf("%q: summary %q", m.Trigger, m.Summary)
		}
	}
	m := ms[0]
	if m.Type != models.Consult || m.Status != models.Happened || m.Date == nil || m.Date.Start != "2025-12-09" || m.Place == nil || m.Place.Country != "PE" {
		t.Errorf("main: %s %s %+v %+v, want talks held in Lima on 2025-12-09", m.Type, m.Status, m.Date, m.Place)
	}
	if got := texts(m.Actors); !strings.Contains(got, "Peru") || !strings.Contains(got, "Chile") {
		t.Errorf("main: actors %q, want Peru and Chile", got)
	}
}

// TestMainChoice is about which event of a text is its main one, and what it
// takes from the rest of the text.
func TestMainChoice(t *testing.T) {
	b := newBench(t)
	tests := []struct {
		name, title, body string
		kind              models.EventType
		who, day          string // of the main event; "" for none
	}{
		{"of no type", "Lido opens its doors to swimmers", "The Lido opened its doors to swimmers on Monday. Peru supplied the towels.", models.Other, "Lido", "2025-12-08"},
		{"a type beats none", "Lima stunned by accord", "Peru signed a treaty with Chile on Monday.", models.Support, "Peru", "2025-12-08"},
		{"what was averted", "Ana Costa narrowly avoids crash with Juan Silva", "The road was wet.", models.Other, "Ana Costa", "2025-12-10"},
		{"not what did not happen", "Lido wins prize for its gardens", "The Lido won a prize for its gardens. Peru did not attack Chile.", models.Other, "Lido", "2025-12-10"},
		{"a circumstance gives the day", "", "Ana Costa has condemned the court, speaking to donors on Saturday.", models.Accuse, "Ana Costa", "2025-12-06"},
		{"not the speaker's day", "", "Peru attacked Chile, officials said on Tuesday.", models.Assault, "Peru", ""},
		{"the pronoun's subject", "", "Peruvian ministers wept as they signed the treaty.", models.Support, "Peruvian ministers", "2025-12-10"},
		{"a year is no time", "World Fair 2025: Costa condemns Silva", "The letter was long.", models.Accuse, "Costa", "2025-12-10"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ms := b.mentions(tt.title, tt.body)
			if len(ms) == 0 {
				t.Fatal("no mentions")
			}
			m, day := ms[0], ""
			if m.Date != nil {
				day = string(m.Date.Start)
			}
			if m.Type != tt.kind || texts(m.Actors) != tt.who || day != tt.day {
				t.Errorf("main: %s by %q on %q (%s), want %s by %q on %q", m.Type, texts(m.Actors), day, m.Summary, tt.kind, tt.who, tt.day)
			}
		})
	}
}

func TestQuote(t *testing.T) {
	b := newBench(t)
	long := strings.Repeat("and the wide green valley was quiet, ", 40)
	m := one(t, b.mentions("", "Árpád waited. "+capital(long)+"Peru attacked Chile on Monday, "+long+"and so on. It rained."), models.Assault)
	if n := utf8.RuneCountInString(m.Quote.Exact); n > maxQuote {
		t.Errorf("quote of %d code points, want at most %d", n, maxQuote)
	}
	if !strings.Contains(m.Quote.Exact, "Peru attacked Chile") {
		t.Errorf("quote %q does not hold its trigger", m.Quote.Exact)
	}
	if n := utf8.RuneCountInString(m.Quote.Prefix); n != quoteAside {
		t.Errorf("prefix of %d code points, want %d", n, quoteAside)
	}
}
