package stories

import (
	"cmp"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// assign puts the mentions of r into events, opening new ones, and leaves out
// those that are of none. It returns the events, that of the main mention first.
func (t *Tracker) assign(r *knownReport, mentions []models.Mention, p *Placement) []*knownEvent {
	order := make([]*knownMention, 0, len(mentions))
	for _, m := range mentions {
		if len(t.held) == 0 && idle(m, datingOf(m, r)) {
			continue
		}
		order = append(order, t.mention(m, r))
	}
	slices.SortStableFunc(order, func(a, b *knownMention) int { return cmp.Compare(turn(a), turn(b)) })
	var events []*knownEvent
	for _, m := range order {
		e := t.ruledFor(m)
		if e == nil && idle(m.Mention, m.when) {
			continue
		}
		if e == nil {
			e = t.fit(m, events, p)
		}
		if e == nil {
			if !opens(m) {
				continue
			}
			e = t.newEvent(t.idFor(m, p))
			t.events[e.id] = e
		}
		m.detach()
		e.add(m)
		t.index.file(e, m)
		r.mentions = append(r.mentions, m)
		if !slices.Contains(events, e) {
			events = append(events, e)
		}
	}
	for _, m := range r.mentions { // after merges, which move mentions
		p.Mentions = append(p.Mentions, m.Mention)
	}
	slices.SortFunc(r.mentions, orderMentions)
	return slices.DeleteFunc(events, func(e *knownEvent) bool { return len(e.mentions) == 0 })
}

// turn says when a mention is decided: the main one first, then the text, then
// what the title says besides, which the text tells better.
func turn(m *knownMention) int {
	switch {
	case m.Main:
		return 0
	case m.Quote.Field == "":
		return 1
	}
	return 2
}

// fit returns the event that m is of, nil when there is none. here are the
// events that the article told of so far. When m shows two events to be one,
// they are merged.
func (t *Tracker) fit(m *knownMention, here []*knownEvent, p *Placement) *knownEvent {
	candidates := t.index.near(m)
	for _, e := range here {
		if !slices.Contains(candidates, e) {
			candidates = append(candidates, e)
		}
	}
	var best, second *knownEvent
	most, next := sameEvent, sameEvent
	for _, e := range candidates {
		if len(e.mentions) == 0 {
			continue
		}
		switch score, ok := fits(m, e, slices.Contains(here, e)); {
		case !ok:
		case better(e, score, best, most):
			second, next = best, most
			best, most = e, score
		case better(e, score, second, next):
			second, next = e, score
		}
	}
	if second == nil {
		return best
	}
	if next >= surelySame && !(best.ruling != nil && second.ruling != nil) && areOne(best, second, m) {
		return t.merge(best, second, p)
	}
	if !m.Main && m.when.strength < exactDay && most-next < 1 {
		return nil // it fits both: no telling which
	}
	return best
}

// better tells whether e fits with this score better than other, which fits with
// most; of equals the one with the lower id. Without another, most is the least.
func better(e *knownEvent, score float64, other *knownEvent, most float64) bool {
	return score > most || score == most && (other == nil || e.id < other.id)
}

// freeID is the permanent id of an event that begins with m. An article that is
// placed anew may have begun an event that was since merged into another, even
// by this very placement; that id is taken for ever.
func (t *Tracker) freeID(m *knownMention, p *Placement) string {
	key := m.ID
	id := models.NewID(models.EventPrefix, m.report.published.Time(), key)
	for t.events[id] != nil || t.isName(id, p) {
		key += "+"
		id = models.NewID(models.EventPrefix, m.report.published.Time(), key)
	}
	return id
}

// isName tells whether id was merged into another, by p or before.
func (t *Tracker) isName(id string, p *Placement) bool {
	return t.merged(id) || slices.ContainsFunc(p.Merged, func(r models.Redirect) bool { return r.FromID == id })
}
