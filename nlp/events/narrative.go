package events

import (
	"slices"

	"github.com/throughline-news/throughline/models"
)

// narrative is the day the text is telling of, carried from sentence to
// sentence: of what is done, and of what is said, which may be another one.
type narrative struct {
	done, said     *models.Date
	doneIn, saidIn int // the sentences that tell them
}

// narrate gives the day of the narrative so far to verbs in the simple past
// whose sentence tells no day, and the day of a verb to what goes along with it.
func (d *document) narrate(dates [][]*models.Date) {
	var n narrative
	for i, s := range d.sentences {
		verbs := d.standings[i]
		told := timed(dates[i])
		for x := range s.groups {
			if !told && dates[i][x] == nil && s.narrated(x) && factual(verbs[x].status) && !verbs[x].vague {
				c, in := n.day(s.groupOp(x).is(opSay))
				if dates[i][x] = c; c != nil && !d.goesOn(s, in) {
					d.stray[c] = true
				}
			}
			if dates[i][x] == nil {
				dates[i][x] = s.along(x, dates[i], verbs)
			}
		}
		d.move(&n, s, dates[i])
	}
}

// timed tells whether any verb has a day, so that no other is meant.
func timed(dates []*models.Date) bool {
	return slices.ContainsFunc(dates, func(c *models.Date) bool { return c != nil })
}

// narrated tells whether group x is in the simple past.
func (s *sentence) narrated(x int) bool { return s.groups[x].past && !s.groups[x].perfect }

// day is the narrative's day for a verb of saying or another one, or nil, and the
// sentence that tells it.
func (n *narrative) day(says bool) (c *models.Date, in int) {
	c, in = n.done, n.doneIn
	if says && n.said != nil {
		c, in = n.said, n.saidIn
	}
	if c == nil {
		return nil, in
	}
	return onBasis(c, models.BasisDiscourse), in
}

// along is the day of the verb that participle x goes along with: "spoke for an
// hour, saying ...", or nil.
func (s *sentence) along(x int, dates []*models.Date, verbs []standing) *models.Date {
	g := &s.groups[x]
	v := g.governor
	if v == none || g.link != linkParticiple || g.passive || g.governorNoun != none || dates[v] == nil || factual(verbs[x].status) != factual(verbs[v].status) {
		return nil
	}
	switch g.marker {
	case "", "by", "while":
		return dates[v]
	}
	return nil
}

// move carries the narrative on to the days of sentence s.
func (d *document) move(n *narrative, s *sentence, dates []*models.Date) {
	verbs := d.standings[s.index]
	for x := range s.groups {
		g, c := &s.groups[x], dates[x]
		if c == nil || c.Basis != models.BasisClause || c.Precision != models.PrecisionDay || !factual(verbs[x].status) || g.perfect || d.old(c) ||
			g.link != linkMain && (g.link != linkComplement || g.governor <= x) {
			continue
		}
		says := s.groupOp(x).is(opSay)
		if says {
			n.said, n.saidIn = c, s.index
		}
		if !says || !s.reportsDeed(x, verbs) {
			n.done, n.doneIn = c, s.index
		}
		if !says {
			break
		}
	}
}

// reportsDeed tells whether verb x of saying tells of what was done, on a day of
// its own that is not told, and not of what is to come: such a statement is no
// deed that the text goes on from.
func (s *sentence) reportsDeed(x int, verbs []standing) bool {
	for y := range s.groups {
		if s.groups[y].governor == x && s.groups[y].link == linkComplement && factual(verbs[y].status) {
			return true
		}
	}
	return false
}
