package events

import (
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// complete gives the main mention what the rest of its sentence and other
// mentions of the same happening tell: participants with a name, the place, the day.
func (d *document) complete(all []found, main int) {
	if main == none {
		return
	}
	m := &all[main]
	if m.Date == nil {
		m.Date = d.ownDay(m)
	}
	if names := d.ledBy(m); names != nil {
		d.because(m, "actors", "%q stands for the subject of the clause that its own hangs on", m.Actors[0].Text)
		m.Actors = names
	}
	for i := range all {
		o := &all[i]
		if i == main || !sameHappening(m, o) {
			continue
		}
		if o.Status == m.Status {
			m.Confidence = max(m.Confidence, o.Confidence) // told twice
		}
		if !d.retold(m, o) {
			continue
		}
		if m.named == 0 && o.named > 0 {
			d.because(m, "actors", "named where the text tells of it again: %q", o.Trigger)
			m.Actors = append(m.Actors, o.Actors...)
			if len(m.Recipients) == 0 {
				m.Recipients = append(m.Recipients, o.Recipients...)
			}
			m.named = o.named
		}
		if untold(m.Date) && !untold(o.Date) && !d.old(o.Date) {
			m.Date = onBasis(o.Date, models.BasisDiscourse)
		}
	}
	d.locate(all, main)
	if m.Date == nil && (m.Status == models.Happened || m.Status == models.Ongoing || m.Status == models.Claimed) && !d.timedSentence(m.s) && !d.datedElsewhere(all, m) {
		m.Date = d.published()
	}
}

// retold tells whether o may tell m over again, and not another event of its
// type: by the same word, by someone in both, or both at the top of the text,
// where what fits no type may be anything.
func (d *document) retold(m, o *found) bool {
	if m.s.lemma(m.t.last-1) == o.s.lemma(o.t.last-1) || m.Type != models.Other && max(m.s.index, o.s.index) < d.firstBodySentence()+leadLength {
		return true
	}
	for _, p := range slices.Concat(m.Actors, m.Recipients) {
		for _, q := range slices.Concat(o.Actors, o.Recipients) {
			if p.Key != "" && p.Key == q.Key || p.Text == q.Text {
				return true
			}
		}
	}
	return false
}

// ownDay is the only day that the sentence of f tells, when it belongs to the
// verb of f, or to a circumstance of it: "has blamed the court, when speaking in
// Lima on Saturday". It is nil when there is none, or several.
func (d *document) ownDay(f *found) *models.Date {
	s, at := f.s, none
	for q := range s.phrases {
		ph := &s.phrases[q]
		t := int(d.timeAt[ph.head]) - 1
		if t < 0 || d.Times[t].Day == nil || d.Times[t].Day.Precision != models.PrecisionDay || d.dateline.holds(ph.head) {
			continue
		}
		if at != none || !ph.time || apart(ph.prep) || ph.prep == "by" || s.owns(q) || !s.circumstance(s.phrases[s.root(q)].verb, f.t.group) {
			return nil
		}
		at = t
	}
	if at == none {
		return nil
	}
	return d.resolve(at, f.Status, models.BasisSentence)
}

// circumstance tells whether group v is group x, or tells without a subject of
// its own when or how x was done.
func (s *sentence) circumstance(v, x int) bool {
	if v == none || x == none || v == x {
		return v == x && v != none
	}
	g := &s.groups[v]
	if g.finite || g.link != linkAdverbial && g.link != linkParticiple {
		return false
	}
	if g.governor == none {
		return s.groups[x].link == linkMain
	}
	if g.marker == "when" || g.marker == "while" {
		return g.governor == x || !s.groupOp(g.governor).is(opSay)
	}
	return g.governor == x && g.marker == ""
}

// owns tells whether another phrase has phrase q as its possessor: "Tuesday's vote".
func (s *sentence) owns(q int) bool {
	return q+1 < len(s.phrases) && s.phrases[q+1].owner == q
}

// ledBy is whoever a pronoun at the head of f stands for when it is the subject
// of the clause that f's clause hangs on, and both are of many or of one: "The
// ministers embraced as they signed the accord"; nil when not so.
func (d *document) ledBy(f *found) []models.Participant {
	if len(f.Actors) != 1 || f.t.group == none {
		return nil
	}
	many := false
	switch strings.ToLower(f.Actors[0].Text) {
	case "they":
		many = true
	case "he", "she":
	default:
		return nil
	}
	v := f.s.groups[f.t.group].governor
	if v == none || f.s.groups[f.t.group].link != linkAdverbial {
		return nil
	}
	p := f.s.groups[v].subject
	if p == none || f.s.phrases[p].pronoun || f.s.phrases[p].time {
		return nil
	}
	members := f.s.members(f.s.root(p))
	if plural := len(members) > 1 || f.s.tag(f.s.phrases[p].head) == "NNS"; plural != many {
		return nil
	}
	var out []models.Participant
	for _, q := range members {
		out = append(out, d.participant(f.s, q))
	}
	return out
}

// untold tells whether the text itself gives no date.
func untold(c *models.Date) bool { return c == nil || c.Basis == models.BasisPublication }

// sameHappening tells whether two mentions of one text can be the same event:
// one type, alike in status, no two different days and no two different places.
func sameHappening(a, b *found) bool {
	return a.Type == b.Type && factual(a.Status) == factual(b.Status) && !elsewhere(a, b)
}

// elsewhere tells whether two mentions lie on different days or at different places.
func elsewhere(a, b *found) bool {
	if a.Date != nil && b.Date != nil && !a.Date.Overlaps(*b.Date) && a.Date.Basis != models.BasisPublication && b.Date.Basis != models.BasisPublication {
		return true
	}
	return a.Place != nil && b.Place != nil && a.Place.Key != b.Place.Key
}
