package stories

import (
	"fmt"
	"testing"

	"github.com/throughline-news/throughline/models"
)

// nestings is a tracker that knows a war of twelve events and talks of three, and
// the two stories as they are stored.
func nestings(t *testing.T) (*Tracker, map[string]models.Story) {
	t.Helper()
	war := models.Story{ID: "sty_war", Title: "Kivu war", FirstDate: "2025-01-01", EventCount: 12}
	talks := models.Story{ID: "sty_talks", Title: "Kivu talks", FirstDate: "2025-02-01", EventCount: 3}
	k := Known{Stories: []models.Story{war, talks}, Lookup: lookup}
	for n := range 15 {
		story, typ := war.ID, models.Assault
		if n >= 12 {
			story, typ = talks.ID, models.Consult
		}
		day := models.Day("2025-02-01").Add(n)
		r := article(fmt.Sprint("a", n), day, says(typ, fmt.Sprintf("Rubio and Yermak, part %d.", n), "part", "rubio > yermak", on(day), geneva))
		e := models.Event{ID: fmt.Sprintf("evt_%02d", n), Type: typ}
		m := r.Mentions[0]
		m.EventID = e.ID
		k.Articles, k.Mentions, k.Events = append(k.Articles, r.Article), append(k.Mentions, m), append(k.Events, e)
		k.Links = append(k.Links, models.Link{EventID: e.ID, StoryID: story, Probability: .9})
		if n >= 12 { // the talks are news of the war too
			k.Links = append(k.Links, models.Link{EventID: e.ID, StoryID: war.ID, Probability: .7})
		}
	}
	return NewTracker(k), map[string]models.Story{war.ID: war, talks.ID: talks}
}

func TestReviewNests(t *testing.T) {
	const day = "2026-11-01" // all rest: no title is looked at
	parent := func(known map[string]models.Story, settled Settled) (string, *models.Nesting) {
		t.Helper()
		tr, _ := nestings(t)
		for _, s := range tr.Review(day, known, settled) {
			if s.ID == "sty_talks" {
				return s.ParentID, s.Nesting
			}
		}
		return known["sty_talks"].ParentID, nil
	}
	_, known := nestings(t)
	if id, n := parent(known, Settled{}); id != "sty_war" || n == nil || n.Probability < nestingSure || len(n.Reasons) < 4 {
		t.Errorf("talks within a war are part of %q, %+v, want of the war, for sure and with reasons", id, n)
	}
	if id, n := parent(known, Settled{Nested: map[string]bool{"sty_talks": true}}); id != "" || n != nil {
		t.Errorf("what a person said of it gave way to %q, %+v", id, n)
	}
	if id, n := parent(known, Settled{Refused: map[string]map[string]bool{"sty_talks": {"sty_war": true}}}); id != "" || n != nil {
		t.Errorf("a parent that was refused comes again: %q, %+v", id, n)
	}
	for name, change := range map[string]func(war, talks *models.Story){
		"the other is younger":        func(war, _ *models.Story) { war.FirstDate = "2025-02-02" },
		"the other is hardly larger":  func(war, _ *models.Story) { war.EventCount = 8 },
		"no affair of its own":        func(_, talks *models.Story) { talks.Title = "Kivu war" },
		"it is part of it already":    func(war, _ *models.Story) { war.ParentID = "sty_talks" },
		"they would nest four deep":   func(war, _ *models.Story) { war.ParentID = "sty_a" },
		"the other has other parties": nil,
	} {
		_, known := nestings(t)
		known["sty_a"], known["sty_b"] = models.Story{ID: "sty_a", ParentID: "sty_b"}, models.Story{ID: "sty_b"}
		if change == nil {
			delete(known, "sty_war")
		} else {
			war, talks := known["sty_war"], known["sty_talks"]
			change(&war, &talks)
			known["sty_war"], known["sty_talks"] = war, talks
		}
		if id, n := parent(known, Settled{}); id != "" || n != nil {
			t.Errorf("%s: part of %q, %+v", name, id, n)
		}
	}
}

// However like they are, stories without events in common are only suggested for each
// other; a year in both titles says nothing.
func TestLikenessSuggests(t *testing.T) {
	tr, known := nestings(t)
	for _, e := range tr.events {
		if e.linked("sty_talks") > 0 {
			e.links = []models.Link{{EventID: e.id, StoryID: "sty_talks", Probability: .9}}
			tr.stories["sty_war"].events.remove(e)
		}
	}
	changed := tr.Review("2026-11-01", known, Settled{Named: map[string]bool{"sty_war": true, "sty_talks": true}})
	if len(changed) != 1 || changed[0].ID != "sty_talks" || changed[0].ParentID != "" || changed[0].Nesting == nil || changed[0].Nesting.Probability > mostByLikeness {
		t.Errorf("got %+v, want the talks suggested as a part and no more", changed)
	}
	for title, want := range map[string]int{"2025 Kivu talks": 1, "2025 talks": 0} {
		talks := known["sty_talks"]
		talks.Title = title
		if p := tr.portrait(talks); len(p.names) != want {
			t.Errorf("%q has the names %v, want %d", title, p.names, want)
		}
	}
}

func TestReviewRenamesSlowly(t *testing.T) {
	tr := NewTracker(Known{})
	var opened models.Story
	for n := range 4 {
		for _, s := range tr.Place(dispute(n, models.Day("2025-02-16").Add(n*6))).Stories {
			opened = s
		}
	}
	if opened.ID == "" {
		t.Fatal("no story was opened")
	}
	stored := opened
	stored.Title, stored.FirstDate, stored.LastDate = "Rubio affair", "2025-02-16", "2025-03-06"
	tr.stories[stored.ID].Title = stored.Title
	review := func(day models.Day, settled Settled) models.Story {
		for _, s := range tr.Review(day, map[string]models.Story{stored.ID: stored}, settled) {
			stored = s
		}
		return stored
	}
	for i, day := range []models.Day{"2025-03-07", "2025-03-07", "2025-03-08"} {
		if got := review(day, Settled{}); got.Title != "Rubio affair" || got.Rival == nil {
			t.Fatalf("review %d: title %q, rival %+v, want the old title and a rival", i, got.Title, got.Rival)
		}
	}
	if got := review("2025-03-09", Settled{Named: map[string]bool{stored.ID: true}}); got.Title != "Rubio affair" {
		t.Errorf("a person's title was changed to %q", got.Title)
	}
	got := review("2025-03-09", Settled{})
	if got.Title != "River dam talks" || got.Slug != opened.Slug || !got.Aliases.Has("Rubio affair") || got.Rival != nil {
		t.Errorf("on the third day: %+v, want the better title, the same slug, and the old title as another name", got)
	}
	if got := review("2025-03-10", Settled{}); got.Title != "River dam talks" || got.Rival != nil {
		t.Errorf("then: %q, rival %+v, want it to stay", got.Title, got.Rival)
	}
}
