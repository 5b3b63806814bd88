package stories

import (
	"fmt"
	"testing"

	"github.com/throughline-news/throughline/models"
)

// More origins count for more, and so do those that look back later; copies of
// one report and plans do not.
func TestImportanceOfEvents(t *testing.T) {
	talks := func(date *models.Date) models.Mention {
		return says(models.Consult, "Rubio and Yermak held talks in Geneva.", "talks", "rubio yermak", date, geneva)
	}
	after := func(days ...int) float64 {
		tr := NewTracker(Known{})
		var p Placement
		for i, n := range days {
			p = tr.Place(article(fmt.Sprint("r", i), models.Day("2025-11-23").Add(n), talks(ago("2025-11-23"))))
		}
		if len(p.Events) != 1 {
			t.Fatalf("%d events, want 1", len(p.Events))
		}
		return p.Events[0].Importance
	}
	if one, two := after(1), after(1, 1); two <= one {
		t.Errorf("one origin %v, two %v: want the second to count", one, two)
	}
	if soon, later := after(1, 2), after(1, 12); later <= soon {
		t.Errorf("told two days after %v, twelve days after %v: want looking back to count for more", soon, later)
	}
	tr := NewTracker(Known{})
	plan := tr.Place(article("a", "2025-11-20", as(models.Scheduled, talks(ago("2025-11-23")))))
	if held := after(0); plan.Events[0].Importance >= held {
		t.Errorf("planned %v, held %v: want what took place to count for more", plan.Events[0].Importance, held)
	}
}
