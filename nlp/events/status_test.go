package events

import (
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestStatus(t *testing.T) {
	b := newBench(t)
	tests := []struct {
		text   string
		kind   models.EventType
		want   models.Status
		source string
	}{
		{"Peru and Chile held talks on Monday.", models.Consult, models.Happened, ""},
		{"Envoys of Peru and Chile are meeting in Lima.", models.Consult, models.Ongoing, ""},
		{"Talks between Peru and Chile are scheduled for Friday.", models.Consult, models.Scheduled, ""},
		{"Peru's envoy will meet Chilean officials on Friday.", models.Consult, models.Scheduled, ""},
		{"Peru plans to meet Chilean officials.", models.Consult, models.Intended, ""},
		{"Peru's envoy may meet Chilean officials.", models.Consult, models.Possible, ""},
		{"Talks between Peru and Chile were not held.", models.Consult, models.Denied, ""},
		{"Peru refused to meet Chilean officials.", models.Consult, models.Denied, ""},
		{"Talks between Peru and Chile were postponed on Monday.", models.Consult, models.Postponed, ""},
		{"Talks are scheduled for Monday.", models.Consult, models.Scheduled, ""},
		{"The talks were not held.", models.Consult, models.Denied, ""},
		{"If talks with Chile fail, Peru will close the border.", models.Consult, models.Hypothetical, ""},
		{"Costa said talks had been held.", models.Consult, models.Happened, "Costa"},
		{"A summit planned for 14 March was cancelled.", models.Consult, models.Cancelled, ""},
		{"Talks planned for May were called off.", models.Consult, models.Cancelled, ""},
		{"The summit was put off until Friday.", models.Consult, models.Postponed, ""},
		{"\"We think the talks were held on Monday,\" said Costa.", models.Consult, models.Claimed, "We"},
		{"Peru cancelled talks with Chile on Monday.", models.Consult, models.Cancelled, ""},
		{"If Peru attacks Chile, oil will cost more.", models.Assault, models.Hypothetical, ""},
		{"Peru said that talks with Chile had been held.", models.Consult, models.Happened, "Peru"},
		{"Peru denied that its soldiers had attacked the village.", models.Assault, models.Denied, "Peru"},
		{"The rebels claimed that they had attacked the base.", models.Assault, models.Claimed, "rebels"},
		{"Kenyan soldiers attacked the camp, according to a doctor.", models.Assault, models.Happened, "doctor"},
		{"Kenyan soldiers attacked the camp, witnesses said.", models.Assault, models.Happened, "witnesses"},
		{"Peru urged Chile to withdraw its troops.", models.Retreat, models.Possible, ""},
		{"Peru failed to release the prisoners.", models.Retreat, models.Denied, ""},
		{"Peru began to withdraw its troops.", models.Retreat, models.Happened, ""},
		{"Peru left without signing the agreement.", models.Support, models.Denied, ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			m := one(t, b.mentions("", tt.text), tt.kind)
			if m.Status != tt.want || m.StatusSource != tt.source {
				t.Errorf("%s by %q, want %s by %q", m.Status, m.StatusSource, tt.want, tt.source)
			}
		})
	}
}

// TestNoEvent holds that what is told without a day of its own, as habit or
// background, makes no event.
func TestNoEvent(t *testing.T) {
	b := newBench(t)
	for _, text := range []string{
		"After weeks of talks the mood was better.",
		"Analysts have long warned of a collapse.",
		"They met the deadline.",
	} {
		for _, m := range b.mentions("", text) {
			if m.Type != models.Other && m.Confidence >= .5 {
				t.Errorf("%q: %s %s %q %.2f", text, m.Type, m.Status, m.Trigger, m.Confidence)
			}
		}
	}
}

// TestPredicates holds how verbs, nouns, adjectives and participles stand to
// the facts by the words over them; "claimed by X" has the source behind it.
func TestPredicates(t *testing.T) {
	b := newBench(t)
	tests := []struct {
		text string
		want map[string]models.Status
	}{
		{"Peru hopes to open a new port next year, but workers did not sign the contract, the union said.",
			map[string]models.Status{"hopes": models.Happened, "open": models.Intended, "sign": models.Denied, "said": models.Happened}},
		{"The attacks may hurt trade.", map[string]models.Status{"attacks": models.Happened, "hurt": models.Possible}},
		{"Talks will begin on Friday.", map[string]models.Status{"Talks": models.Intended}},
		{"The talks are expected to help the economy.", map[string]models.Status{"talks": models.Happened, "help": models.Scheduled}},
		{"Talks are expected to begin soon.", map[string]models.Status{"Talks": models.Scheduled}},
		{"The minister may say that troops attacked the camp.", map[string]models.Status{"say": models.Possible, "attacked": models.Happened}},
		{"The minister did not say that troops attacked the camp.", map[string]models.Status{"say": models.Denied, "attacked": models.Happened}},
		{"The minister believes that troops attacked the camp.", map[string]models.Status{"attacked": models.Claimed}},
		{"The minister fears that troops attacked the camp.", map[string]models.Status{"attacked": models.Possible}},
		{"The firm will cut jobs, citing losses.", map[string]models.Status{"cut": models.Intended, "citing": models.Happened}},
		{"The firm may stop paying wages.", map[string]models.Status{"stop": models.Possible}},
		{"Peru rejected the demand.", map[string]models.Status{"demand": models.Happened}},
		{"Peru did not want to sign.", map[string]models.Status{"sign": models.Possible}},
		{"Peru did not begin to withdraw.", map[string]models.Status{"withdraw": models.Denied}},
		{"The proposed merger was rejected.", map[string]models.Status{"proposed": models.Happened}},
		{"Peru is willing to sign.", map[string]models.Status{"willing": models.Happened, "sign": models.Intended}},
	}
	for _, tt := range tests {
		in := b.input("", tt.text, "2025-12-10")
		got := map[string]models.Status{}
		for _, p := range b.coder.Predicates(in) {
			got[in.Doc.Slice(p.Span)] = p.Status
		}
		for w, s := range tt.want {
			if got[w] != s {
				t.Errorf("%s: %q is %q, want %q", tt.text, w, got[w], s)
			}
		}
	}
}
