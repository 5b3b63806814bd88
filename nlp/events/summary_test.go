package events

import (
	"slices"
	"testing"
)

func TestSummary(t *testing.T) {
	b := newBench(t)
	tests := []struct{ text, want string }{
		{"Delegations of Peru and Chile met in Lima on Tuesday and agreed on a pact about water.", "Delegations of Peru and Chile met in Lima"},
		{"Peru demanded on Monday that Chile withdraw its troops by 14 December.", "Peru demanded that Chile withdraw its troops by 14 December"},
		{"Chile denied that its soldiers had killed villagers, officials said.", "Chile denied that its soldiers had killed villagers"},
		{"Talks between Peru and Chile in Lima were fruitful, diplomats said.", "Talks between Peru and Chile in Lima"},
		{"Chilean President Gabriel Boric met Peruvian President Dina Boluarte in Lima on Monday.", "Gabriel Boric met Dina Boluarte in Lima"},
		{"Peru and Chile agreed to exchange 40 prisoners, the two ministries said.", "Peru and Chile agreed to exchange 40 prisoners"},
		{"The army withdrew its last tanks from the valley, which it had held for a year.", "The army withdrew its last tanks from the valley"},
		{"Envoys of Peru will fly to Santiago and meet President Gabriel Boric on Friday.", "Envoys of Peru will meet Gabriel Boric in Santiago"},
		{"Two villages were shelled by Peruvian troops on Sunday.", "Two villages were shelled by Peruvian troops"},
		{"General Ana Costa, who leads the army, and Juan Silva, who commands the navy, met in Lima on Sunday.", "Ana Costa and Juan Silva met in Lima"},
		{"Foreign Minister of Chile Ana Costa condemned the attack.", "Ana Costa condemned the attack"},
		{"Nine pupils drowned when a ferry sank on Monday. The children lived in the Philippines.", "Nine pupils drowned in the Philippines"},
		{"Peru accused Chile of firing the first shots.", "Peru accused Chile of firing the first shots"},
	}
	for _, tt := range tests {
		var got []string
		for _, m := range b.mentions("", tt.text) {
			got = append(got, m.Summary)
		}
		if !slices.Contains(got, tt.want) {
			t.Errorf("%q:\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}
