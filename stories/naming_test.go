package stories

import (
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestNamesSayNothingThatReportsDoNot(t *testing.T) {
	of := func(typ models.EventType, lands []string, texts ...string) string {
		var reports []reporting
		for _, text := range texts {
			reports = append(reports, reporting{text: text, types: []models.EventType{typ}, lands: lands})
		}
		name, _ := newNaming(reports, loadBackground()).best("2024-03-04", func(string) bool { return false })
		return name
	}
	shelled := of(models.Assault, []string{"Armenia", "Azerbaijan"}, "Soldiers of Armenia fired on a post of Azerbaijan.",
		"Azerbaijan fired on a village in Armenia.", "Guards of Armenia and of Azerbaijan fired across the river.")
	if strings.Contains(shelled, "war") || !strings.Contains(shelled, "Armenia–Azerbaijan") {
		t.Errorf("shots across a border are named %q, want the two countries and no war: nobody says it", shelled)
	}
	apart := []reporting{}
	for i, land := range []string{"Cyprus", "Cyprus", "Turkey", "Turkey"} {
		apart = append(apart, reporting{text: "Firemen in " + land + " fight fires.", lands: []string{land}, origin: string(rune('a' + i))})
	}
	if name, _ := newNaming(apart, loadBackground()).best("2024-03-04", func(string) bool { return false }); strings.Contains(name, "–") {
		t.Errorf("fires in two countries are named %q, as if there were something between these", name)
	}
}

func TestNamesDoNotSayAPlaceTwice(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"Haitian attacks", "Haiti", true}, {"Gang attacks", "Haiti", false}, {"Iran talks", "Iraq", false}} {
		if got := sharesStart(c.a, c.b); got != c.want {
			t.Errorf("%q and %q begin alike: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
