package stories

import (
	"fmt"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

// dispute is a report on one affair: of the same people, in the same words, on
// another day.
func dispute(i int, day models.Day) Report {
	r := article(fmt.Sprint("d", i), day, says(models.Consult, fmt.Sprintf("Macron met Merz about the river dam %d.", i), "met", "macron > merz", on(day), nil))
	r.Article.Title = []string{"Round one of the river dam talks", "River dam talks go on", "No end of the river dam talks", "River dam talks end"}[i%4]
	return r
}

func TestAStoryOpens(t *testing.T) {
	tr := NewTracker(Known{})
	var opened []models.Story
	var last Placement
	for i := range 4 {
		last = tr.Place(dispute(i, models.Day("2025-03-01").Add(i*6)))
		opened = append(opened, last.Stories...)
		if i < leastEvents-1 && len(opened) > 0 {
			t.Fatalf("a story of %d events", i+1)
		}
	}
	if len(opened) != 1 {
		t.Fatalf("opened %+v, want one story", opened)
	}
	s := opened[0]
	if s.Title != "River dam talks" {
		t.Errorf("title %q, want what the headlines share", s.Title)
	}
	if s.Tracked || !strings.HasPrefix(s.Slug, "river-dam-talks-") || !models.HasPrefix(s.ID, models.StoryPrefix) {
		t.Errorf("story %+v", s)
	}
	if len(last.Links) != 1 || last.Links[0].StoryID != s.ID || last.Links[0].Probability < onTimeline || len(last.Links[0].Reasons) == 0 {
		t.Errorf("the fourth event is linked by %+v", last.Links)
	}
}

func TestWhatOpensNoStory(t *testing.T) {
	oneDay := func(i int) Report {
		r := dispute(i, "2025-03-01")
		return r
	}
	copies := func(i int) Report {
		r := dispute(i, models.Day("2025-03-01").Add(i*6))
		r.Article.Text = harbour
		return r
	}
	strangers := func(i int) Report {
		who := []string{"macron", "KE", "zel", "rsf"}[i]
		where := []*models.MentionPlace{paris, nairobi, london, fasher}[i]
		what := []string{"chess board", "library shelf", "central bank", "ferry crew"}[i]
		day := models.Day("2025-03-01").Add(i * 6)
		return article(fmt.Sprint("s", i), day, says(models.Consult, "Talk of a "+what+".", "Talk", who, on(day), where))
	}
	for name, report := range map[string]func(int) Report{"one day": oneDay, "copies of one report": copies, "nothing in common": strangers} {
		t.Run(name, func(t *testing.T) {
			tr := NewTracker(Known{})
			for i := range 4 {
				if p := tr.Place(report(i)); len(p.Stories) > 0 {
					t.Errorf("report %d opens %+v", i, p.Stories)
				}
			}
		})
	}
}

func TestTrackedStoriesComeFirst(t *testing.T) {
	tr := NewTracker(Known{Lookup: lookup})
	dam := models.Story{ID: "sty_dam", Title: "River dam", Tracked: true, Entities: []string{"Emmanuel Macron", "Friedrich Merz"}, Terms: []string{"river dam"}, Status: models.StoryActive}
	tr.Track(dam)
	for i := range 4 {
		p := tr.Place(dispute(i, models.Day("2025-03-01").Add(i*6)))
		if len(p.Stories) > 0 {
			t.Errorf("opened %+v beside the tracked story", p.Stories)
		}
		if probability, reasons := linked(t, p, dam.ID); probability < onTimeline {
			t.Errorf("event %d is linked with %.2f: %v", i, probability, reasons)
		}
	}
}

func TestTitles(t *testing.T) {
	told := func(m func(i int) models.Mention, titles ...string) []*knownEvent {
		tr := NewTracker(Known{})
		var out []*knownEvent
		for i, title := range titles {
			r := article(fmt.Sprint("t", i), models.Day("2025-03-01").Add(i*5), m(i))
			r.Article.Title = title
			p := tr.Place(r)
			out = append(out, tr.events[p.Events[0].ID])
		}
		return out
	}
	states := func(i int) models.Mention {
		day := models.Day("2025-03-01").Add(i * 5)
		return says(models.Consult, "Envoys met.", "met", "UA RU", on(day), nil)
	}
	quake := func(i int) models.Mention {
		day := models.Day("2025-03-01").Add(i * 5)
		return says(models.Disaster, "The ground shook.", "shook", "", on(day), nairobi)
	}
	tests := []struct {
		name   string
		events []*knownEvent
		want   string
	}{
		{"what headlines share", told(states, "Prisoner swap talks begin", "Envoys hail prisoner swap talks", "A quiet day"), "Prisoner swap talks"},
		{"two countries", told(states, "One", "Two", "Three"), "Russia–Ukraine talks"},
		{"a town", told(quake, "One", "Two", "Three"), "Nairobi disaster"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tr := NewTracker(Known{})
			if got := tr.title(test.events); got != test.want {
				t.Errorf("title %q, want %q", got, test.want)
			}
			tr.stories["x"] = &knownStory{Story: models.Story{Title: test.want}}
			if got := tr.title(test.events); got != test.want+" of 2025" {
				t.Errorf("title %q where %q is taken", got, test.want)
			}
		})
	}
}
