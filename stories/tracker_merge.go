package stories

import (
	"cmp"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// areOne tells whether m shows two events that it fits to be one: with m, every
// mention of the smaller fits the larger, and one of them well.
func areOne(a, b *knownEvent, m *knownMention) bool {
	if len(a.mentions) > len(b.mentions) {
		a, b = b, a
	}
	with := newEvent(b.id)
	with.mentions = append(slices.Clone(b.mentions), m)
	for _, o := range with.mentions {
		with.take(o)
	}
	well := false
	for _, o := range a.mentions {
		score, ok := fits(o, with)
		if !ok {
			return false
		}
		well = well || score >= sameEvent
	}
	return well
}

// merge makes one event of two and returns it. The id stays that people decided
// about, else the older; the other becomes a name for it if it was ever told.
func (t *Tracker) merge(a, b *knownEvent, p *Placement) *knownEvent {
	known := func(e *knownEvent) bool { return e.told.ID != "" }
	if b.ruling != nil || a.ruling == nil && known(b) && (!known(a) || b.id < a.id) {
		a, b = b, a
	}
	if known(b) {
		p.Merged = append(p.Merged, models.Redirect{FromID: b.id, ToID: a.id, Reason: "a report shows that both are one event"})
	}
	gone := slices.Clone(b.mentions)
	links := b.links
	t.forgetEvent(b)
	a.join(b)
	for _, m := range gone {
		t.index.file(a, m)
	}
	for _, l := range links {
		if s := t.stories[l.StoryID]; s != nil && a.linked(s.ID) >= onTimeline {
			s.enlist(a)
		}
	}
	return a
}

// restatus sets the status of stories by the day of their last event: of all of
// them when the newest day has changed, else of those that events are linked to.
func (t *Tracker) restatus(p *Placement, all bool, events map[string]*knownEvent) {
	touched := map[string]*knownStory{}
	if all {
		touched = t.stories
	} else {
		for _, e := range events {
			for _, l := range e.links {
				if s := t.stories[l.StoryID]; s != nil {
					touched[l.StoryID] = s
				}
			}
		}
	}
	for _, s := range touched {
		status := s.statusOn(t.newest)
		if status == s.Status {
			if status == models.StoryClosed && !s.Tracked && s.events.empty() {
				delete(t.stories, s.ID) // nothing can take it up again
			}
			continue
		}
		s.Status = status
		if i := slices.IndexFunc(p.Stories, func(o models.Story) bool { return o.ID == s.ID }); i >= 0 {
			p.Stories[i].Status = status
			continue
		}
		p.Stories = append(p.Stories, s.Story)
	}
	slices.SortFunc(p.Stories, func(a, b models.Story) int { return cmp.Compare(a.ID, b.ID) })
}

// detached returns p with copies of all that the tracker goes on to use.
func (p Placement) detached() Placement {
	for i := range p.Mentions {
		p.Mentions[i] = clone(p.Mentions[i])
	}
	for i := range p.Events {
		if d := p.Events[i].Date; d != nil {
			copied := *d
			p.Events[i].Date = &copied
		}
	}
	for i := range p.Links {
		p.Links[i].Reasons = slices.Clone(p.Links[i].Reasons)
	}
	for i := range p.Stories {
		p.Stories[i].Entities = slices.Clone(p.Stories[i].Entities)
		p.Stories[i].Terms = slices.Clone(p.Stories[i].Terms)
	}
	return p
}
