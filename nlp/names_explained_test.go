package nlp

import (
	"testing"
)

// TestExplainedPlaces holds that a name which the text says is a place is one.
func TestExplainedPlaces(t *testing.T) {
	p, err := parser()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		text, name string
		want       NameType
	}{
		{"The army said its forces had retaken Bara, a town in North Kordofan.", "Bara", Location},
		{"Rebels entered Musoka, a strategic mining town near the border.", "Musoka", Location},
		{"Floods reached the port city of Tandela on Monday.", "Tandela", Location},
		{"They left Orvan, the capital of the province.", "Orvan", Location},
		{"Police questioned Marta Lind, a town councillor, on Monday.", "Marta Lind", Person},
		{"Police questioned Marta Lind, a former head of the city council.", "Marta Lind", Person},
	} {
		found := false
		for _, n := range p.Parse("", tt.text).Names {
			if tt.text[n.Start:n.End] == tt.name {
				found = true
				if n.Type != tt.want {
					t.Errorf("%s: %s is %v, want %v", tt.text, tt.name, n.Type, tt.want)
				}
			}
		}
		if !found {
			t.Errorf("%s: no name %q", tt.text, tt.name)
		}
	}
}
