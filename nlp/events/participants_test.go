package events

import (
	"strings"
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

// TestChosen holds what the role model must choose, a construction a sentence.
func TestChosen(t *testing.T) {
	b := newBench(t)
	tests := []struct {
		name, text         string
		kind               models.EventType
		actors, recipients string
	}{
		{"receiver, not gift", "Canada delivered two tonnes of medicine to Chad on Monday.", models.Aid, "Canada", "Chad"},
		{"accused behind of", "Kenya accused Somalia of shelling a border town.", models.Accuse, "Kenya", "Somalia"},
		{"asked, not what for", "Peru asked Chile for help on Monday.", models.Request, "Peru", "Chile"},
		{"passive without agent", "Three students were arrested in Nairobi on Monday.", models.Coerce, "", "Three students"},
		{"passive with agent", "Two envoys were expelled by Peru on Monday.", models.Sanction, "Peru", "Two envoys"},
		{"reduced relative", "Rebels trained by Kenya attacked a convoy on Monday.", models.Assault, "Rebels", "convoy"},
		{"apposition", "Ana Silva, the chief negotiator, resigned on Monday.", models.Retreat, "Ana Silva", ""},
		{"possessive", "Russian missiles hit Kharkiv on Monday.", models.Assault, "Russian missiles", "Kharkiv"},
		{"between", "A trade agreement between Peru and Chile was signed on Monday.", models.Support, "Peru; Chile", "Chile"},
		{"host", "Turkey hosted talks between Peru and Chile on Monday.", models.Consult, "Turkey", "Peru; Chile"},
		{"second of a list", "Kenya and Chad signed a trade pact on Monday.", models.Support, "Kenya; Chad", "Chad"},
		{"speaker is no recipient", "Peru rejected the draft, according to a Chilean diplomat.", models.Reject, "Peru", "draft"},
		{"speaker is no actor", "The United Nations says that forty people have been killed in Chad.", models.Assault, "", "forty people"},
		{"place is no actor", "Talks in Lima ended on Monday.", models.Consult, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := one(t, b.mentions("", tt.text), tt.kind)
			if got := texts(m.Actors); got != tt.actors {
				t.Errorf("actors of %q: %q, want %q", tt.text, got, tt.actors)
			}
			if got := texts(m.Recipients); got != tt.recipients {
				t.Errorf("recipients of %q: %q, want %q", tt.text, got, tt.recipients)
			}
		})
	}
}

// TestReadRoles holds that errors of the weights name the line.
func TestReadRoles(t *testing.T) {
	for _, text := range []string{"sort|person\t1\n", "sort|person\t1\t2\nnobody\tx\t2\n"} {
		if _, err := readRoles(text); err == nil || !strings.Contains(err.Error(), "roles.txt line") {
			t.Errorf("readRoles(%q) gives error %v, want one with the line", text, err)
		}
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
