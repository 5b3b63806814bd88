package events

import (
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestParticipants(t *testing.T) {
	b := newBench(t)
	tests := []struct {
		text               string
		kind               models.EventType
		actors, recipients string
	}{
		{"Peru attacked Chile on Monday.", models.Assault, "Peru", "Chile"},
		{"Chile was attacked by Peru on Monday.", models.Assault, "Peru", "Chile"},
		{"A village attacked by Kenyan soldiers burned all night.", models.Assault, "Kenyan soldiers", "village"},
		{"Kenyan soldiers who attacked a village fled.", models.Assault, "Kenyan soldiers", "village"},
		{"Talks between Peru and Chile ended on Monday.", models.Consult, "Peru; Chile", "Chile"},
		{"Delegations of Peru and Chile met in Lima on Monday.", models.Consult, "Peru; Chile", "Chile"},
		{"Peruvian and Chilean officials met in Lima on Monday.", models.Consult, "Peruvian; Chilean officials", "Chilean officials"},
		{"Talks in Lima brought together Chilean officials on Monday.", models.Consult, "Chilean officials", ""},
		{"Mediators closed a round of Peru peace talks in Lima on Monday.", models.Consult, "Mediators; Peru", "Peru"},
		{"Kenya's army attacked the rebels on Monday.", models.Assault, "Kenya's army", "rebels"},
		{"Canada, Mexico and Peru signed a trade agreement on Monday.", models.Support, "Canada; Mexico; Peru", "Mexico; Peru"},
		{"Canada imposed sanctions on Iran on Monday.", models.Sanction, "Canada", "Iran"},
		{"Canada sent food to Chad on Monday.", models.Aid, "Canada", "Chad"},
		{"Peru said it would send food to Chad.", models.Aid, "Peru", "Chad"},
		{"Peru demanded that Chile open the border.", models.Request, "Peru", "Chile"},
		{"Peru urged Chile to withdraw its soldiers.", models.Retreat, "Chile", ""},
		{"Chile's parliament passed a resolution criticizing President Juan Silva.", models.Accuse, "Chile's parliament", "Juan Silva"},
		{"Peru discussed Chile with Canada on Monday.", models.Consult, "Peru", "Canada"},
		{"Dozens of students marched in Lima on Monday.", models.Protest, "students", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			m := one(t, b.mentions("", tt.text), tt.kind)
			if got := texts(m.Actors); got != tt.actors {
				t.Errorf("actors %q, want %q", got, tt.actors)
			}
			if got := texts(m.Recipients); tt.recipients != "" && got != tt.recipients {
				t.Errorf("recipients %q, want %q", got, tt.recipients)
			}
		})
	}
}

// TestEntities holds that participants carry who they stand for.
func TestEntities(t *testing.T) {
	m := one(t, newBench(t).mentions("", "Ukrainian officials met Turkish diplomats in Ankara on Monday."), models.Consult)
	if len(m.Actors) != 1 || m.Actors[0].Country != "UA" {
		t.Errorf("actors %+v, want one of UA", m.Actors)
	}
	if len(m.Recipients) != 1 || m.Recipients[0].Country != "TR" {
		t.Errorf("recipients %+v, want one of TR", m.Recipients)
	}
}

func TestPronouns(t *testing.T) {
	ms := newBench(t).mentions("", "Peru and Chile met in Lima on Monday. They agreed to share intelligence.")
	m := one(t, ms, models.Cooperate)
	if got := texts(m.Actors); got != "Peru; Chile" {
		t.Errorf("actors of %q: %q, want Peru and Chile", m.Trigger, got)
	}
}
