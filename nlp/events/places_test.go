package events

import (
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestPlaces(t *testing.T) {
	b := newBench(t)
	tests := []struct {
		name, text string
		kind       models.EventType
		country    string // of the place; "" for none
	}{
		{"clause", "Norway and Finland held talks in Oslo on Monday.", models.Consult, "NO"},
		{"front", "In Nairobi, Norway and Finland signed a treaty on Monday.", models.Support, "KE"},
		{"before the noun", "The Oslo talks between Kenya and Uganda ended on Monday.", models.Consult, "NO"},
		{"target", "Gunmen attacked Nairobi on Monday.", models.Assault, "KE"},
		{"venue", "Canada and Finland held talks at the White House on Monday.", models.Consult, "US"},
		{"dateline of words", "NAIROBI, Dec. 9 (Agency) - Kenya condemned the decision on Tuesday.", models.Accuse, "KE"},
		{"dateline of force", "NAIROBI, Dec. 9 (Agency) - Soldiers attacked a camp on Tuesday.", models.Assault, ""},
		{"an actor is no place", "Norway condemned Finland on Monday.", models.Accuse, ""},
		{"a seat of power is no place", "Moscow condemned Finland on Monday.", models.Accuse, ""},
		{"another clause's place", "Norway suspended the treaty that was signed in Nairobi in May.", models.Reject, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := one(t, b.mentions("", tt.text), tt.kind)
			got := ""
			if m.Place != nil {
				got = m.Place.Country
			}
			if got != tt.country {
				t.Errorf("%q: place %+v, want in %q", tt.text, m.Place, tt.country)
			}
		})
	}
}
