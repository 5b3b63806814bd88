package stories

import (
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestAMergedIDIsNotGivenAgain(t *testing.T) {
	a := article("a", "2025-11-23", says(models.Consult, "Rubio began talks on Sunday over the river dam.", "talks", "rubio", ago("2025-11-23"), nil))
	b := article("b", "2025-11-23", says(models.Consult, "Yermak joined talks on Sunday over the river dam.", "talks", "yermak", ago("2025-11-23"), nil))
	c := article("c", "2025-11-24", says(models.Consult, "Rubio and Yermak held talks on Sunday over the river dam.", "talks", "rubio yermak", ago("2025-11-23"), geneva))
	var merged []string
	tr := NewTracker(Known{Merged: func(id string) bool { return len(merged) > 0 && merged[0] == id }})
	reports := map[string]Report{}
	for _, r := range []Report{a, b} {
		reports[eventOf(tr.Place(r), r, 0)] = r
	}
	for _, m := range tr.Place(c).Merged {
		merged = append(merged, m.FromID)
	}
	if len(merged) != 1 {
		t.Fatalf("%d events were merged, want 1", len(merged))
	}
	// The article that began the merged event now tells, by the same words,
	// of something that fits no event.
	again := reports[merged[0]]
	again.Mentions[0].Type, again.Mentions[0].Date, again.Mentions[0].Actors = models.Protest, ago("2025-11-01"), nil
	p := tr.Place(again)
	if id := eventOf(p, again, 0); id == "" || id == merged[0] {
		t.Errorf("the new event is %q, want an id other than %q", id, merged[0])
	}
}
