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
		{"\"We think the talks were held on Monday,\" said Costa.", models.Consult, models.Possible, "We"},
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

func TestPredicates(t *testing.T) {
	b := newBench(t)
	const text = "Peru hopes to open a new port next year, but workers did not sign the contract, the union said."
	want := map[string]models.Status{
		"hopes": models.Happened, "open": models.Intended, "sign": models.Denied, "said": models.Happened,
	}
	in := b.input("", text, "2025-12-10")
	got := map[string]models.Status{}
	for _, p := range b.coder.Predicates(in) {
		got[in.Doc.Slice(p.Span)] = p.Status
	}
	for w, s := range want {
		if got[w] != s {
			t.Errorf("%q: %q, want %q", w, got[w], s)
		}
	}
}
