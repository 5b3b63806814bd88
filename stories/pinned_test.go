package stories

import (
	"testing"

	"github.com/throughline-news/throughline/models"
)

// What is on the timeline of a pinned story that was found takes up later events,
// however much time lies between.
func TestPinnedStoryIsKeptInView(t *testing.T) {
	found := models.Story{ID: "sty_found", Slug: "found", Title: "Ferry strike", Status: models.StoryActive}
	walkout := func(id string, day models.Day) Report {
		return article(id, day, says(models.Protest, "Ferry crews of Nairobi walked out over the harbour roster.", "walked out", "crews", on(day), nairobi))
	}
	for _, pinned := range []bool{false, true} {
		found.Pinned = pinned
		first := NewTracker(Known{Lookup: lookup})
		var known Known
		for i, day := range []models.Day{"2025-01-02", "2025-01-05"} {
			p := first.Place(walkout(string(rune('a'+i)), day))
			known.Events = append(known.Events, p.Events...)
			known.Mentions = append(known.Mentions, p.Mentions...)
			a := walkout(string(rune('a'+i)), day).Article
			a.OriginID = p.OriginID
			known.Articles = append(known.Articles, a)
			for _, e := range p.Events {
				known.Links = append(known.Links, models.Link{EventID: e.ID, StoryID: found.ID, Probability: .9})
			}
		}
		known.Lookup, known.Stories = lookup, []models.Story{found}
		tr := NewTracker(known)
		p := tr.Place(walkout("late", "2025-04-20"))
		probability, _ := linked(t, p, found.ID)
		if (probability >= onTimeline) != pinned {
			t.Errorf("pinned %t: an event after three months is linked with %.2f", pinned, probability)
		}
	}
}

// Another name of a story, in the sentence or in the headline, speaks for it as an
// entity of its title does: with one thing more.
func TestStoryAliases(t *testing.T) {
	called := peace
	called.Aliases = called.Aliases.With("the Lakeside Process")
	named := says(models.Consult, "Diplomats met over the Lakeside Process.", "met", "diplomats", ago("2025-11-07"), nil)
	with := says(models.Consult, "Diplomats met over the Lakeside Process and the peace plan.", "met", "diplomats", ago("2025-11-07"), nil)
	link := func(s models.Story, m models.Mention) float64 {
		tr := NewTracker(Known{Lookup: lookup})
		tr.Track(s)
		probability, _ := linked(t, tr.Place(article("a", "2025-11-08", m)), s.ID)
		return probability
	}
	if p := link(called, named); p < suggested || p >= onTimeline {
		t.Errorf("its name alone: linked with %.2f, want a suggestion", p)
	}
	if p, without := link(called, with), link(peace, with); p < onTimeline || without >= onTimeline {
		t.Errorf("its name and a term: linked with %.2f, and %.2f where it has no such name", p, without)
	}
}
