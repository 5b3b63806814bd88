package models_test

import (
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestCameo(t *testing.T) {
	tests := []struct {
		name        string
		typ, plover models.EventType
		mode        string
		status      models.Status
		want        string
	}{
		{"talks held", models.Consult, "", "visit", models.Happened, "04"},
		{"talks to come", models.Consult, models.Agree, "visit", models.Scheduled, "03"},
		{"talks cancelled", models.Consult, models.Reject, "", models.Cancelled, "12"},
		{"appeal for help", models.Request, "", "assist", models.Happened, "02"},
		{"demand", models.Request, "", "yield", models.Happened, "10"},
		{"inquiry", models.Accuse, "", "investigate", models.Ongoing, "09"},
		{"blame", models.Accuse, "", "disapprove", models.Happened, "11"},
		{"truce", models.Retreat, "", "ceasefire", models.Happened, "08"},
		{"abduction", models.Assault, "", "abduct", models.Happened, "18"},
		{"shelling", models.Assault, "", "heavy-weapons", models.Claimed, "19"},
		{"gas", models.Assault, "", "unconventional", models.Historical, "20"},
		{"attack threatened: the mode is the attack's", models.Assault, models.Threaten, "abduct", models.Possible, "13"},
		{"attack that did not happen", models.Assault, "", "", models.Denied, ""},
		{"attack if", models.Assault, "", "", models.Hypothetical, ""},
		{"ours", models.Disaster, "", "", models.Happened, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := models.Mention{Type: tt.typ, Plover: tt.plover, Mode: tt.mode, Status: tt.status}
			e := models.Event{Type: tt.typ, Plover: tt.plover, Mode: tt.mode, Status: tt.status}
			if m.Cameo() != tt.want || e.Cameo() != tt.want {
				t.Errorf("mention %q, event %q, want %q", m.Cameo(), e.Cameo(), tt.want)
			}
		})
	}
}

// Every type of PLOVER has a root.
func TestCameoIsWhole(t *testing.T) {
	for _, typ := range []models.EventType{models.Agree, models.Consult, models.Support, models.Concede, models.Cooperate, models.Aid, models.Retreat, models.Request,
		models.Accuse, models.Reject, models.Threaten, models.Protest, models.Sanction, models.Mobilize, models.Coerce, models.Assault} {
		if models.Cameo(typ, "", "", models.Happened) == "" {
			t.Errorf("%s has no root code", typ)
		}
	}
}
