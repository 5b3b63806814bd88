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

// The further events stand by what they are to the text: news with a day before
// what is unsure and before background, whatever the order of the sentences.
func TestRank(t *testing.T) {
	b := newBench(t)
	ms := b.mentions("Peru attacks Chile", `Peru attacked Chile on Monday. The countries signed a treaty in 1998.

Brazil condemned Peru on Tuesday. Talks may be held if Chile withdraws.`)
	at := map[models.EventType]int{}
	for i, m := range ms {
		if _, ok := at[m.Type]; !ok {
			at[m.Type] = i
		}
	}
	if len(ms) == 0 || ms[0].Type != models.Assault || at[models.Accuse] == 0 || at[models.Accuse] > at[models.Support] {
		t.Errorf("order is %v, want the attack, then what Brazil said before the treaty", at)
	}
	signed := true
	for _, m := range ms {
		if s := m.Confidence >= .5; s && !signed && !m.Main {
			t.Errorf("%q with %.2f stands behind an unsigned one", m.Trigger, m.Confidence)
		} else {
			signed = s || m.Main
		}
	}
}

// Background carries its own day and never that of the report.
func TestBackgroundDates(t *testing.T) {
	b := newBench(t)
	for _, tt := range []struct{ body, trigger, day string }{
		{"Peru and Chile held talks in Lima on Tuesday. The two countries signed a treaty in 1998.", "signed a treaty", "1998-01-01"},
		{"Peru arrested a banker on Tuesday. The banker was convicted in March 2019.", "convicted", "2019-03-01"},
		{"Peru attacked Chile on Monday. In 2011 Chile had attacked Bolivia.", "attacked", "2011-01-01"},
		{"Ministers of Peru met on Tuesday. Chile had invaded the islands two decades ago.", "invaded", ""},
	} {
		found := false
		for _, m := range b.mentions("", tt.body) {
			if m.Status != models.Historical || m.Trigger != tt.trigger {
				continue
			}
			found = true
			if m.Main || m.Date == nil || m.Date.Basis == models.BasisPublication || m.Date.End >= "2025-12-01" || tt.day != "" && string(m.Date.Start) != tt.day {
				t.Errorf("%q in %q: date %+v, main %t, want %s", m.Trigger, tt.body, m.Date, m.Main, tt.day)
			}
		}
		if !found {
			t.Errorf("no historical %q in %q", tt.trigger, tt.body)
		}
	}
}
