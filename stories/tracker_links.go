package stories

import (
	"cmp"
	"math"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// knownStory is a story as it is remembered.
type knownStory struct {
	models.Story
	seeds  seeds
	events toldIndex  // on its timeline, of the window
	last   models.Day // the newest day of an event on its timeline
}

// enlist puts e on the timeline of s.
func (s *knownStory) enlist(e *knownEvent) {
	s.events.put(e)
	if d := e.lastDay(); d > s.last {
		s.last = d
	}
}

// lastDay is the last day of an event, or that of its newest report.
func (e *knownEvent) lastDay() models.Day {
	if d := e.told.Date; d != nil && d.End != "" {
		return d.End
	}
	if n := len(e.mentions); n > 0 {
		return e.mentions[n-1].report.day
	}
	return ""
}

// know takes s up, or what became of it.
func (t *Tracker) know(s *knownStory) {
	t.stories[s.ID] = s
	at, found := slices.BinarySearchFunc(t.tracked, s.ID, func(o *knownStory, id string) int { return cmp.Compare(o.ID, id) })
	switch {
	case found && !s.Tracked:
		t.tracked = slices.Delete(t.tracked, at, at+1)
	case !found && s.Tracked:
		t.tracked = slices.Insert(t.tracked, at, s)
	}
}

// mostEarlier and earlierDays bound the earlier events of a story that a new
// one is compared with.
const (
	mostEarlier = 64
	earlierDays = 90
)

// judge returns how probable it is that e is of s by what the mentions ms of it
// say, and why. main is the probability of the main event of their article.
func (t *Tracker) judge(e *knownEvent, ms []*knownMention, s *knownStory, main float64) models.Link {
	var best evidence
	for i, m := range ms {
		if ev := claim(m, s.seeds); i == 0 || ev.sum > best.sum {
			best = ev
		}
	}
	if main > 0 {
		best.add("the article's main event is of the story", weightSame*main)
	}
	if best.sum > -weightEarlier { // else likeness cannot help
		best.add("words as in earlier events of the story", weightEarlier*t.earlier(e, s))
	}
	return link(e, s, best)
}

// link makes a link of the evidence, the weightiest reasons first.
func link(e *knownEvent, s *knownStory, ev evidence) models.Link {
	slices.SortStableFunc(ev.reasons, func(a, b models.Reason) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	return models.Link{EventID: e.id, StoryID: s.ID, Probability: digits(logistic(ev.sum)), Reasons: ev.reasons[:min(len(ev.reasons), mostReasons)]}
}

// earlier is how like e is, by words, to the most like of the events on the
// timeline of s that were told in the last months.
func (t *Tracker) earlier(e *knownEvent, s *knownStory) float64 {
	until, best := e.lastTold(), 0.0
	for _, o := range s.events.newest(until-earlierDays, until, mostEarlier) {
		if o != e {
			best = max(best, likeness(e, o))
		}
	}
	return best
}

// lastTold is the number of the day of the newest report of e.
func (e *knownEvent) lastTold() int { return e.mentions[len(e.mentions)-1].report.number }

// likeness is the cosine of the words of the two mentions most alike, of the
// newest of both.
func likeness(a, b *knownEvent) float64 {
	const newest = 4
	best := 0.0
	for _, m := range a.mentions[max(0, len(a.mentions)-newest):] {
		ours := m.wording()
		for _, o := range b.mentions[max(0, len(b.mentions)-newest):] {
			best = max(best, ours.alike(o.wording()))
		}
	}
	return best
}

// linkReport links the events of r, the main one first, to the tracked stories.
// It returns those whose links changed.
func (t *Tracker) linkReport(r *knownReport, events []*knownEvent) {
	for _, s := range t.tracked {
		main := 0.0
		for _, e := range events {
			ms := e.of(r)
			isMain := slices.ContainsFunc(ms, func(m *knownMention) bool { return m.Main })
			helped := main
			if isMain {
				helped = 0
			}
			l := t.judge(e, ms, s, helped)
			if isMain {
				main = l.Probability
			}
			if l.Probability >= suggested {
				e.link(l)
			}
			if e.linked(s.ID) >= onTimeline {
				s.enlist(e)
			}
		}
	}
}

// relink decides the links of e to the tracked story s anew, by all its reports.
func (t *Tracker) relink(e *knownEvent, s *knownStory) (changed bool) {
	if e.ruling.settles(s.ID) {
		return false
	}
	old := slices.Clone(e.links)
	e.links = slices.DeleteFunc(e.links, func(l models.Link) bool { return l.StoryID == s.ID })
	s.events.remove(e)
	for i := 0; i < len(e.mentions); {
		j := i
		for j < len(e.mentions) && e.mentions[j].report == e.mentions[i].report {
			j++
		}
		ms := e.mentions[i:j]
		main := 0.0
		if !slices.ContainsFunc(ms, func(m *knownMention) bool { return m.Main }) {
			main = mainOf(ms[0].report, s)
		}
		if l := t.judge(e, ms, s, main); l.Probability >= suggested {
			e.link(l)
		}
		i = j
	}
	if e.linked(s.ID) >= onTimeline {
		s.enlist(e)
	}
	return !slices.EqualFunc(old, e.links, sameLink)
}

// mainOf is how probable it is that the main event of r is of s.
func mainOf(r *knownReport, s *knownStory) float64 {
	for _, m := range r.mentions {
		if m.Main && m.event != nil {
			return m.event.linked(s.ID)
		}
	}
	return 0
}

func sameLink(a, b models.Link) bool {
	return a.EventID == b.EventID && a.StoryID == b.StoryID && a.Probability == b.Probability && slices.Equal(a.Reasons, b.Reasons)
}
