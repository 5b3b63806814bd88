package stories

import (
	"math"
	"testing"
)

func TestPastTellsHowAnswersFared(t *testing.T) {
	l := NewLinker(StoryLevel)
	flood := Item{ID: "1", Day: "2024-05-01", Text: "Floods in Marvale leave the river towns of Ostry and Penholm without power."}
	file(l, flood, "Marvale floods")
	if len(l.past.known) != 0 {
		t.Errorf("%d answers are remembered after an item without candidates, want none", len(l.past.known))
	}
	again := Item{ID: "2", Day: "2024-05-02", Text: "Water is rising in Ostry and Penholm as the Marvale floods go on."}
	file(l, again, "Marvale floods")
	other := Item{ID: "3", Day: "2024-05-03", Text: "A mayor of Ostry is charged with taking money after the Marvale floods."}
	file(l, other, "Ostry bribery case")
	c := l.index.clusters["Marvale floods"]
	if c.led != 2 || c.hit != 1 {
		t.Errorf("the story came first %d times and was right %d times, want 2 and 1", c.led, c.hit)
	}
	got, want := l.past.values(c), values{2 / 4.5, math.Log1p(2), 3. / 6, 3. / 6}
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-9 {
			t.Errorf("%s is %.3f, want %.3f", pastFeatures[i], got[i], want[i])
		}
	}
}

func TestPastForgets(t *testing.T) {
	var p past
	c := &cluster{}
	for i := range 3 * mostRecalled {
		p.take([]candidate{{cluster: c}}, c, i < 2*mostRecalled)
	}
	if len(p.known) != mostRecalled || shareTrue(p.known) > .1 || shareTrue(p.right) < .9 {
		t.Errorf("after %d answers %d are remembered, shares %.2f and %.2f, want the last ones only", 3*mostRecalled, len(p.known), shareTrue(p.known), shareTrue(p.right))
	}
}
