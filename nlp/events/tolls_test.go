package events

import (
	"testing"

	"github.com/throughline-news/throughline/models"
)

// A bare noun is an event when its clause tells the toll it took, and harm that
// came by a mishap is no one's attack.
func TestTolls(t *testing.T) {
	b := newBench(t)
	for _, tt := range []struct {
		text    string
		kind    models.EventType
		trigger string
		count   models.QuantityKind
		value   float64
		whom    string // the first recipient, "" when there is none
	}{
		{"The bombing left 12 dead.", models.Assault, "bombing", models.Killed, 12, ""},
		{"Tuesday's blast killed nine.", models.Assault, "killed", models.Killed, 9, "nine"},
		{"Monday's bombing in Kabul left 20 people dead.", models.Assault, "bombing", models.Killed, 20, "20 people"},
		{"The shooting left four students dead.", models.Assault, "shooting", models.Killed, 4, "four students"},
		{"The raid left two militants dead.", models.Assault, "raid", models.Killed, 2, "two militants"},
		{"The attack claimed the lives of five soldiers.", models.Assault, "attack", models.Killed, 5, "five soldiers"},
		{"The clashes resulted in 15 deaths.", models.Assault, "clashes", models.Killed, 15, ""},
		{"The shelling caused eight casualties.", models.Assault, "shelling", models.Casualties, 8, ""},
		{"The ambush cost the lives of six policemen.", models.Assault, "ambush", models.Killed, 6, "six policemen"},
		{"The earthquake left 300 people homeless.", models.Disaster, "earthquake", models.Displaced, 300, ""},
		{"The crash claimed 14 lives.", models.Disaster, "crash", models.Killed, 14, ""},
		{"Monday's floods left 30 people dead.", models.Disaster, "floods", models.Killed, 30, "30 people"},
		{"The storm caused the deaths of 11 people.", models.Disaster, "storm", models.Killed, 11, ""},
		{"A landslide buried a village, with 40 people still missing.", models.Disaster, "buried", models.Missing, 40, ""},
		{"The derailment injured 60 passengers.", models.Disaster, "injured", models.Wounded, 60, "60 passengers"},
		{"The fire displaced 200 families.", models.Disaster, "displaced", models.Displaced, 200, "200 families"},
		{"Six people were killed when two trains collided near Porto.", models.Disaster, "killed", models.Killed, 6, "Six people"},
		{"Three workers were injured in a crash on Monday.", models.Disaster, "injured", models.Wounded, 3, "Three workers"},
		{"Five soldiers were killed in a rebel attack.", models.Assault, "killed", models.Killed, 5, "Five soldiers"},
		{"More than a dozen people were still missing.", models.Other, "missing", models.Missing, 12, ""},
	} {
		t.Run(tt.text, func(t *testing.T) {
			for _, m := range b.mentions("", tt.text) {
				if m.Trigger != tt.trigger {
					continue
				}
				if m.Type != tt.kind || m.Confidence < .5 {
					t.Errorf("it is %s with %.2f, want %s with .5 or more", m.Type, m.Confidence, tt.kind)
				}
				if got := counted(m, tt.count); got != tt.value {
					t.Errorf("%s are %v, want %v", tt.count, got, tt.value)
				}
				whom := ""
				if len(m.Recipients) > 0 {
					whom = m.Recipients[0].Text
				}
				if tt.whom != "" && whom != tt.whom {
					t.Errorf("whom is %q, want %q", whom, tt.whom)
				}
				return
			}
			t.Errorf("no event of %q", tt.trigger)
		})
	}
}

// counted is the first number of a kind that m has: its value, or its least.
func counted(m models.Mention, k models.QuantityKind) float64 {
	for _, q := range m.Numbers {
		switch {
		case q.Kind != k:
		case q.Value != nil:
			return *q.Value
		case q.Min != nil:
			return *q.Min
		}
	}
	return 0
}

// What is told of a noun without a toll, or of someone else, makes it no event of its own.
func TestNoToll(t *testing.T) {
	b := newBench(t)
	for _, text := range []string{
		"The bombing left many questions.",
		"The crash of the market left 12 traders rich.",
		"The raid was a success, 12 officers said.",
	} {
		for _, m := range b.mentions("", text) {
			if len(m.Numbers) > 0 && toll(m.Numbers[0].Kind) {
				t.Errorf("%q: %s %v", text, m.Trigger, m.Numbers)
			}
		}
	}
	ms := b.mentions("", "A ferry sank off Cebu on Monday. More than a dozen people were still missing.")
	if len(ms) == 0 || ms[0].Type != models.Disaster || counted(ms[0], models.Missing) != 12 {
		t.Errorf("got %+v, want the ferry's missing", ms)
	}
}

// A sentence without a verb has one in the word that can be it.
func TestFindVerb(t *testing.T) {
	b := newBench(t)
	for _, tt := range []struct {
		title string
		kind  models.EventType
		who   string
	}{
		{"Jihadists attack village", models.Assault, "Jihadists"},
		{"Troops shell border town", models.Assault, "Troops"},
		{"Police arrest opposition leader", models.Coerce, "Police"},
		{"Gunmen attack police post", models.Assault, "Gunmen"},
		{"Drones strike oil depot", models.Assault, "Drones"},
		{"Troops fight rebels near capital", models.Assault, "Troops"},
		{"Lawmakers back peace deal", models.Support, "Lawmakers"},
		{"Envoys resume talks", models.Consult, "Envoys"},
		{"Rebels attack army base in north", models.Assault, "Rebels"},
	} {
		ms := b.mentions(tt.title, "")
		if len(ms) == 0 || ms[0].Type != tt.kind || len(ms[0].Actors) == 0 || ms[0].Actors[0].Text != tt.who {
			t.Errorf("%q: got %+v, want %s by %s", tt.title, ms, tt.kind, tt.who)
		}
	}
	for _, title := range []string{"Arms control talks", "Workers union march route", "A brief history of peace"} {
		for _, m := range b.mentions(title, "") {
			if m.Type == models.Assault || m.Type == models.Mobilize {
				t.Errorf("%q: got %+v", title, m)
			}
		}
	}
}
