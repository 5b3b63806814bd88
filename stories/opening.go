package stories

import (
	"cmp"
	"math"
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
	openingDays = 60 // how far back
	mostLoose   = 256
)

// looseIndex finds the events that are on no story's timeline, by what they share.
type looseIndex map[string]map[*knownEvent]bool

// rareStems is how many of the rarest words of a mention an event is found by.
const rareStems = 4

// looseKeys returns what e is found by.
func looseKeys(e *knownEvent) []string {
	var out []string
	for _, m := range e.mentions {
		for _, p := range m.parties {
			if p.known && p.kind != models.EntityCountry {
				out = append(out, "@"+p.key)
			}
		}
		if m.Place != nil && exact(m.Place.Place) {
			out = append(out, "#"+m.Place.Key)
		}
		rare := slices.Clone(m.bag)
		slices.SortStableFunc(rare, func(a, b weighted) int { return cmp.Compare(b.weight, a.weight) })
		for _, w := range rare[:min(len(rare), rareStems)] {
			out = append(out, w.term)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (x looseIndex) add(e *knownEvent) {
	for _, k := range looseKeys(e) {
		if x[k] == nil {
			x[k] = map[*knownEvent]bool{}
		}
		x[k][e] = true
		e.loose = append(e.loose, k)
	}
}

func (x looseIndex) remove(e *knownEvent) {
	for _, k := range e.loose {
		if delete(x[k], e); len(x[k]) == 0 {
			delete(x, k)
		}
	}
	e.loose = nil
}

// near returns the events that share something with e, by their ids. What more
// than mostLoose share is not looked at.
func (x looseIndex) near(e *knownEvent) []*knownEvent {
	seen := map[*knownEvent]bool{e: true}
	var out []*knownEvent
	for _, k := range e.loose {
		if len(x[k]) > mostLoose {
			continue
		}
		for o := range x[k] {
			if !seen[o] && apart(e, o) <= openingDays {
				seen[o] = true
				out = append(out, o)
			}
		}
	}
	slices.SortFunc(out, func(a, b *knownEvent) int { return cmp.Compare(a.id, b.id) })
	return out
}

func apart(a, b *knownEvent) int {
	d := a.lastDay().Sub(b.lastDay())
	return max(d, -d)
}

// belonging scores whether two events are of one story, with the reasons.
func belonging(a, b *knownEvent) evidence {
	var ev evidence
	ev.add("words in common", shareWords*likeness(a, b))
	persons, states := 0.0, 0.0
	for _, p := range a.cast {
		if !p.known || !slices.ContainsFunc(b.cast, func(o party) bool { return o.key == p.key }) {
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
	for _, m := range a.mentions {
		_, w := matchPlace(m, b)
		best = max(best, w)
	}
	switch best {
	case inTown:
		ev.add("in the same town", shareTown)
	case inLand:
		ev.add("in the same country", shareLand)
	}
	return ev
}

// settle links e, which is on no tracked story's timeline, to the stories that
// were opened before, or opens one. It returns the story opened and the other
// events that are on its timeline, if one was.
func (t *Tracker) settle(e *knownEvent) (opened *knownStory, others []*knownEvent) {
	t.loose.remove(e)
	for _, l := range e.links {
		if l.Probability >= onTimeline {
			return nil, nil
		}
	}
	for _, s := range t.opened() {
		if l := t.fitsOpened(e, s); l.Probability >= suggested {
			e.link(l)
			if l.Probability >= onTimeline {
				s.enlist(e)
				return nil, nil
			}
		}
	}
	t.loose.add(e)
	group := t.clique(e)
	if len(group) < leastEvents || !spread(group) {
		return nil, nil
	}
	s := t.open(group)
	for _, o := range group {
		t.loose.remove(o)
		o.link(t.fitsGroup(o, s, group))
		s.enlist(o)
	}
	return s, slices.DeleteFunc(group, func(o *knownEvent) bool { return o == e })
}

// clique returns e and events that all belong to it and to each other, those
// that belong to it most first.
func (t *Tracker) clique(e *knownEvent) []*knownEvent {
	type neighbour struct {
		event *knownEvent
		score float64
	}
	var near []neighbour
	for _, o := range t.loose.near(e) {
		if s := belonging(e, o).sum; s >= belongs {
			near = append(near, neighbour{o, s})
		}
	}
	slices.SortStableFunc(near, func(a, b neighbour) int { return cmp.Compare(b.score, a.score) })
	group := []*knownEvent{e}
	for _, n := range near {
		if !slices.ContainsFunc(group[1:], func(o *knownEvent) bool { return belonging(n.event, o).sum < belongs }) {
			group = append(group, n.event)
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

// opened lists the stories that the linker opened, by id.
func (t *Tracker) opened() []*knownStory {
	var out []*knownStory
	for _, s := range t.stories {
		if !s.Tracked && len(s.events) > 0 {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b *knownStory) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// fitsOpened links e to a story by the events on its timeline that e belongs to
// most.
func (t *Tracker) fitsOpened(e *knownEvent, s *knownStory) models.Link {
	var group []*knownEvent
	for _, o := range s.events {
		if o != e && apart(e, o) <= openingDays {
			group = append(group, o)
		}
	}
	slices.SortFunc(group, func(a, b *knownEvent) int {
		return cmp.Or(cmp.Compare(apart(e, a), apart(e, b)), cmp.Compare(a.id, b.id))
	})
	return t.fitsGroup(e, s, group[:min(len(group), mostEarlier)])
}

// fitsGroup is the link of e to s by the two events of group that it belongs to
// most: one alone may be a chance.
func (t *Tracker) fitsGroup(e *knownEvent, s *knownStory, group []*knownEvent) models.Link {
	var first, second evidence
	for _, o := range group {
		if o == e {
			continue
		}
		switch ev := belonging(e, o); {
		case ev.sum > first.sum:
			first, second = ev, first
		case ev.sum > second.sum:
			second = ev
		}
	}
	for i := range first.reasons {
		first.reasons[i].Weight = math.Round(first.reasons[i].Weight*steep*1000) / 1000
	}
	sum := steep * ((first.sum+second.sum)/2 - belongs)
	first.add("before anything is known", 0)
	first.sum = sum
	return link(e, s, first)
}

// open makes a story of group.
func (t *Tracker) open(group []*knownEvent) *knownStory {
	first := slices.MinFunc(group, func(a, b *knownEvent) int { return cmp.Compare(a.id, b.id) })
	id := models.NewID(models.StoryPrefix, first.mentions[0].report.published.Time(), first.id)
	for t.stories[id] != nil {
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
		events: map[string]*knownEvent{},
	}
	t.stories[id] = s
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
