package stories

import (
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
	with.mentions = append(slices.Clone(b.telling()), m)
	with.voices = with.mentions
	for _, o := range with.mentions {
		with.take(o)
	}
	well := false
	for _, o := range a.telling() {
		score, ok := fits(o, with, o.report == m.report || b.toldIn(o.report))
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

// retire forgets the stories that nothing can take up again: nobody looks for
// them, and no event of theirs is remembered.
func (t *Tracker) retire() {
	for id, s := range t.stories {
		if !s.Tracked && s.events.empty() && t.newest.Sub(s.last) > models.StoryEndsAfter {
			delete(t.stories, id)
		}
	}
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
