package stories

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// Settled is what people decided about stories, which no review changes.
type Settled struct {
	Named   map[string]bool            // stories whose title is a person's
	Nested  map[string]bool            // stories of which a person said what they are part of, or of nothing
	Refused map[string]map[string]bool // by story: those that it is no part of
}

// Reviewable lists the stories with events that are remembered, and the rounds.
func (t *Tracker) Reviewable() []string {
	var out []string
	for _, id := range slices.Sorted(maps.Keys(t.stories)) {
		if s := t.stories[id]; !s.events.empty() || s.Round != nil {
			out = append(out, id)
		}
	}
	return out
}

// Review looks over the stories as they are stored, by id, on a day: what they are
// called and what they are part of; rounds stay as they are. known are the reviewable ones and all that these
// are part of. It returns those that are to change.
func (t *Tracker) Review(day models.Day, known map[string]models.Story, settled Settled) []models.Story {
	portraits := map[string]*portrait{}
	for _, id := range t.Reviewable() {
		if s, ok := known[id]; ok && s.Round == nil {
			portraits[id] = t.portrait(s)
		}
	}
	t.nest(portraits, known, settled)
	var out []models.Story
	for _, id := range slices.Sorted(maps.Keys(portraits)) {
		s := known[id]
		now := portraits[id].story
		if !s.Tracked && !s.Pinned && !settled.Named[id] && s.StatusOn(day) == models.StoryActive {
			t.rename(&now, portraits[id].events, day)
		}
		if now.Title != s.Title || now.ParentID != s.ParentID || !sameRival(now.Rival, s.Rival) || !sameNesting(now.Nesting, s.Nesting) {
			out = append(out, now)
			t.stories[id].Title, t.stories[id].ParentID = now.Title, now.ParentID
		}
	}
	return out
}

// rename gives s another title when one was clearly better on several days. The
// old one stays a name for it.
func (t *Tracker) rename(s *models.Story, events []*knownEvent, day models.Day) {
	made := newNaming(t.reportings(events), t.background)
	title, worth := made.best(s.FirstDate, func(name string) bool { return !strings.EqualFold(name, s.Title) && t.titled(name) })
	was := s.Rival
	s.Rival = nil
	if title == "" || strings.EqualFold(title, s.Title) || worth <= clearlyBetter*made.score(s.Title) {
		return
	}
	s.Rival = &models.Rival{Title: title, Days: 1, On: day}
	if was != nil && was.Title == title {
		s.Rival.Days = was.Days
		if was.On != day {
			s.Rival.Days++
		}
	}
	if s.Rival.Days >= severalTimes {
		s.Aliases = s.Aliases.With(s.Title)
		s.Title, s.Rival = title, nil
	}
}

func sameRival(a, b *models.Rival) bool { return a == b || a != nil && b != nil && *a == *b }

func sameNesting(a, b *models.Nesting) bool {
	return a == b || a != nil && b != nil && a.StoryID == b.StoryID && a.Probability == b.Probability && slices.Equal(a.Reasons, b.Reasons)
}

// mostProfiled is how many events of a story, the newest, say what it is about.
const mostProfiled = 64

// portrait is what a story is about.
type portrait struct {
	story     models.Story
	events    []*knownEvent
	cast      map[string]float64 // share of the events that somebody takes part in, by key
	affair    string             // the noun of its title, "" when it has none
	names     map[string]bool    // stems of the other words of its title, but years
	words     *wording           // of all events: its bag
	countries []string           // of their places, each as often as it is met
}

func (t *Tracker) portrait(s models.Story) *portrait {
	p := &portrait{story: s, cast: map[string]float64{}, names: map[string]bool{}}
	for e := range t.stories[s.ID].events.on {
		p.events = append(p.events, e)
	}
	slices.SortFunc(p.events, func(a, b *knownEvent) int {
		return cmp.Or(cmp.Compare(b.lastTold(), a.lastTold()), cmp.Compare(a.id, b.id))
	})
	p.events = p.events[:min(len(p.events), mostProfiled)]
	for _, e := range p.events {
		for i := range e.cast {
			if e.cast[i].known {
				p.cast[e.cast[i].key] += 1 / float64(len(p.events))
			}
		}
	}
	p.words = wordsOf(p.events)
	for _, e := range p.events {
		for i := range e.sites {
			p.countries = append(p.countries, e.sites[i].place.Country)
		}
	}
	for _, w := range tokens(s.Title, headWords) {
		lower := strings.ToLower(w.text)
		switch {
		case heads[lower]:
			p.affair = lower
		case !stopWords[lower] && !strings.ContainsAny(lower[:1], "0123456789"):
			p.names[Stem(lower)] = true
		}
	}
	return p
}

// wordsOf is the sum of the words of events, each as it was told last, with length one.
func wordsOf(events []*knownEvent) *wording {
	sums := map[uint32]float32{}
	for _, e := range events {
		for _, h := range e.mentions[len(e.mentions)-1].wording().bag {
			sums[h.word] += h.weight
		}
	}
	out := &wording{bag: make(bag, 0, len(sums))}
	length := 0.0
	for _, word := range slices.Sorted(maps.Keys(sums)) {
		out.bag = append(out.bag, hashed{word, sums[word]})
		out.marks.add(word)
		length += float64(sums[word]) * float64(sums[word])
	}
	for i := range out.bag {
		out.bag[i].weight /= float32(math.Sqrt(length))
	}
	return out
}
