package stories

import (
	"cmp"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// A story of the linker's own opens when this many events, of this many days
// and origins, all belong to one another. Of the headings people give to news,
// two in three are used once: with less, most stories would be of one event.
const (
	leastEvents  = 3
	leastDays    = 2
	leastOrigins = 3
)

// Events belong to one story by what they share. The weights are set by hand: one
// town and two countries, or a person, a country and some words, reach belongs;
// two great powers and some words do not.
const (
	belongs     = 1.6
	steep       = 3.0 // log odds a unit above belongs
	shareWords  = 2.0 // times the cosine of the words
	sharePerson = .8  // a participant that is no country
	mostPersons = 1.6
	shareState  = .4 // a country that takes part
	mostStates  = .8
	shareTown   = .8
	shareLand   = .3
	openingDays = 60  // how far back
	mostSharing = 128 // events; what more of them share tells nothing
	mostRelated = 32  // events compared with a new one
)

// apart is how many days lie between two events.
func apart(a, b *knownEvent) int { return max(a.number-b.number, b.number-a.number) }

// belonging scores whether two events are of one story, with the reasons.
func belonging(a, b *knownEvent) evidence {
	var ev evidence
	ev.add("words in common", shareWords*likeness(a, b))
	persons, states := 0.0, 0.0
	for i, j := 0, 0; i < len(a.cast) && j < len(b.cast); { // both by id
		p := &a.cast[i]
		switch cmp.Compare(p.id, b.cast[j].id) {
		case 1:
			j++
			continue
		case -1:
			i++
			continue
		}
		i++
		if !p.known {
			continue
		}
		if p.kind == models.EntityCountry {
			states = min(states+shareState, mostStates)
		} else {
			persons = min(persons+sharePerson, mostPersons)
		}
	}
	ev.add("participants in common", persons)
	ev.add("countries in common", states)
	best := unknown
	for i := range a.sites {
		for j := range b.sites {
			_, w := comparePlaces(&a.sites[i].place, &b.sites[j].place)
			best = max(best, w)
		}
	}
	switch best {
	case inTown:
		ev.add("in the same town", shareTown)
	case inLand:
		ev.add("in the same country", shareLand)
	}
	return ev
}

// relative is an event that may be of the same story as another.
type relative struct {
	event *knownEvent
	evidence
}

// settle links e, which is on no tracked story's timeline, to the stories that
// were opened before, or opens one. It returns the story opened and the events
// on its timeline, if one was.
func (t *Tracker) settle(e *knownEvent) (opened *knownStory, group []*knownEvent) {
	if t.isTracked(e) {
		t.related.remove(e)
		return nil, nil
	}
	t.related.add(e)
	if e.home() {
		return nil, nil
	}
	var loose []relative
	told := map[string][]relative{} // by opened story
	for _, o := range t.related.near(e, t.isPinned) {
		r := relative{o, belonging(e, o)}
		if !o.home() {
			if r.sum >= belongs {
				loose = append(loose, r)
			}
			continue
		}
		for _, l := range o.links {
			if s := t.stories[l.StoryID]; s != nil && s.Round == nil && l.Probability >= onTimeline {
				told[l.StoryID] = append(told[l.StoryID], r)
			}
		}
	}
	for id, rs := range told {
		if l := fitsStory(e, t.stories[id], rs); l.Probability >= suggested {
			e.link(l)
		}
	}
	for _, l := range e.links {
		if l.Probability >= onTimeline {
			t.stories[l.StoryID].enlist(e)
		}
	}
	if e.home() {
		return nil, nil
	}
	if group = clique(e, loose); len(group) < leastEvents || !spread(group) {
		return nil, nil
	}
	s := t.open(group)
	for _, o := range group {
		var rs []relative
		for _, x := range group {
			if x != o {
				rs = append(rs, relative{x, belonging(o, x)})
			}
		}
		o.link(fitsStory(o, s, rs))
		s.enlist(o)
	}
	return s, group
}

// isTracked tells whether e is on the timeline of a tracked story.
func (t *Tracker) isTracked(e *knownEvent) bool {
	return slices.ContainsFunc(e.links, func(l models.Link) bool {
		s := t.stories[l.StoryID]
		return s != nil && s.Tracked && l.Probability >= onTimeline
	})
}

// isPinned tells whether e is on the timeline of a pinned story.
func (t *Tracker) isPinned(e *knownEvent) bool {
	return slices.ContainsFunc(e.links, func(l models.Link) bool {
		s := t.stories[l.StoryID]
		return s != nil && s.Pinned && l.Probability >= onTimeline
	})
}

// clique returns e and those of its relatives that all belong to each other,
// those that belong to e most first.
func clique(e *knownEvent, relatives []relative) []*knownEvent {
	slices.SortStableFunc(relatives, func(a, b relative) int { return cmp.Compare(b.sum, a.sum) })
	group := []*knownEvent{e}
	for _, r := range relatives {
		if !slices.ContainsFunc(group[1:], func(o *knownEvent) bool { return belonging(r.event, o).sum < belongs }) {
			group = append(group, r.event)
		}
	}
	return group
}

// spread tells whether the events are of enough days and origins.
func spread(group []*knownEvent) bool {
	days, origins := map[models.Day]bool{}, map[string]bool{}
	for _, e := range group {
		days[e.lastDay()] = true
		for _, m := range e.mentions {
			origins[m.report.origin] = true
		}
	}
	return len(days) >= leastDays && len(origins) >= leastOrigins
}

// fitsStory is the link of e to s by the two events of its timeline that e
// belongs to most: one alone may be a chance.
func fitsStory(e *knownEvent, s *knownStory, relatives []relative) models.Link {
	var first, second evidence
	for _, r := range relatives {
		switch {
		case r.sum > first.sum:
			first, second = r.evidence, first
		case r.sum > second.sum:
			second = r.evidence
		}
	}
	var out evidence
	for _, r := range first.reasons {
		out.add(r.Feature, steep*r.Weight)
	}
	out.sum = steep * ((first.sum+second.sum)/2 - belongs)
	return link(e, s, out)
}

// open makes a story of group.
func (t *Tracker) open(group []*knownEvent) *knownStory {
	first := slices.MinFunc(group, func(a, b *knownEvent) int { return cmp.Compare(a.id, b.id) })
	id := models.NewID(models.StoryPrefix, first.mentions[0].report.published.Time(), first.id)
	for t.stories[id] != nil || t.merged(id) {
		id = models.NewID(models.StoryPrefix, first.mentions[0].report.published.Time(), id)
	}
	title := t.title(group)
	slug := strings.Trim(strings.ReplaceAll(phraseOf(title), " ", "-"), "-")
	s := &knownStory{
		Story: models.Story{
			ID: id, Title: title, Status: models.StoryActive,
			// Stories that are not remembered may have the same title: the end of the id tells them apart.
			Slug: slug + "-" + strings.ToLower(id[len(id)-6:]),
		},
		events: newToldIndex(),
	}
	t.know(s)
	return s
}

// phraseOf returns the words of a title in lower case.
func phraseOf(title string) string {
	var out []string
	for _, w := range tokens(title, headWords) {
		out = append(out, strings.ToLower(w.text))
	}
	return strings.Join(out, " ")
}
