package events

import (
	"strings"

	"github.com/throughline-news/throughline/models"
)

// narrative is the day the text is telling of, carried from sentence to sentence.
type narrative struct {
	day *models.Date
}

// oldDays is how long before publication an event must lie to be told as background.
const oldDays = 45

// dates gives every group of every sentence its date, in text order.
func (d *document) dates() [][]*models.Date {
	out := make([][]*models.Date, len(d.sentences))
	var n narrative
	for i, s := range d.sentences {
		out[i] = d.sentenceDates(s, &n)
	}
	return out
}

func (d *document) sentenceDates(s *sentence, n *narrative) []*models.Date {
	out := make([]*models.Date, len(s.groups))
	verbs := d.standings[s.index]
	for x := range s.groups {
		if t := d.timeOf(s, x, none); t != none {
			out[x] = d.ranged(t, d.resolve(t, verbs[x].status, models.BasisClause))
		}
	}
	for x := range s.groups {
		if out[x] == nil {
			out[x] = d.shared(s, x, out, verbs)
		}
	}
	own := false
	for x := range s.groups {
		own = own || out[x] != nil
	}
	for x := range s.groups {
		g := &s.groups[x]
		if out[x] == nil && !own && n.day != nil && factual(verbs[x].status) && g.past && !g.perfect && !verbs[x].vague {
			c := *n.day
			c.Basis = models.BasisDiscourse
			out[x] = &c
		}
	}
	for x := range s.groups {
		g := &s.groups[x]
		if c := out[x]; c != nil && c.Basis == models.BasisClause && c.Precision == models.PrecisionDay && factual(verbs[x].status) &&
			!g.perfect && (g.link == linkMain || g.link == linkComplement && g.governor > x) && !d.old(c) && !s.groupOp(x).is(opSay) {
			n.day = c
			break
		}
	}
	return out
}

// old tells whether a date lies so far back that the text tells background.
func (d *document) old(c *models.Date) bool {
	return d.Published != "" && d.Published.Sub(c.End) > oldDays
}

// timeOf is the time expression of group x, or of phrase p when that is none:
// the one with a day that stands in its clause, the finest and nearest first.
func (d *document) timeOf(s *sentence, x, p int) int {
	best, cost := none, 1<<30
	anchor := 0
	if x != none {
		anchor = s.groups[x].head
	} else {
		anchor = s.phrases[p].head
	}
	for q := range s.phrases {
		ph := &s.phrases[q]
		mine := x != none && ph.verb == x && !(ph.prep == "" && !ph.subject && s.carries(q)) || p != none && (ph.on == p || s.phrases[p].owner == q || q == p)
		if !mine {
			continue
		}
		for i := ph.first; i < ph.last; i++ {
			t := int(d.timeAt[i]) - 1
			if t < 0 || d.Times[t].Day == nil || d.dateline.holds(i) {
				continue
			}
			if on := ph.on; x != none && on != none && apart(s.phrases[on].prep) && s.lex.eventNoun(s.lemma(s.phrases[on].head)) {
				continue // "since a ceasefire in July" dates the ceasefire
			}
			if !ph.time && q != p { // "Wednesday's strike", "the December 8 talks" date the noun
				continue
			}
			if ph.prep == "since" || ph.prep == "until" || ph.prep == "by" || ph.prep == "from" && x != none && s.groups[x].perfect {
				continue
			}
			c := 1000*coarseness(d.Times[t].Day.Precision) + abs(i-anchor)
			if c < cost {
				best, cost = t, c
			}
		}
	}
	return best
}

// carries tells whether phrase q is a length of time that an event hangs on: "two days of talks".
func (s *sentence) carries(q int) bool {
	return q+1 < len(s.phrases) && s.phrases[q+1].on == q && s.phrases[q+1].prep == "of"
}

// apart tells whether what stands behind a preposition has a time of its own.
func apart(prep string) bool {
	switch prep {
	case "since", "after", "before", "until", "over", "about", "despite", "of", "following":
		return true
	}
	return false
}

func coarseness(p models.Precision) int {
	switch p {
	case models.PrecisionDay:
		return 0
	case models.PrecisionRange, models.PrecisionWeek:
		return 1
	case models.PrecisionMonth:
		return 2
	}
	return 3
}

func abs(x int) int { return max(x, -x) }

// resolve is time expression t as the date of an event of the given status. A
// bare weekday is the last one before publication for what happened, the next
// one for what is to come.
func (d *document) resolve(t int, status models.Status, basis models.DateBasis) *models.Date {
	x := d.Times[t]
	c := *x.Day
	c.Basis = basis
	c.Text = d.Doc.Slice(x.Span)
	if w, ok := weekdayOf(c.Text); ok && d.Published != "" && c.Precision == models.PrecisionDay && c.Kind == models.KindRelative {
		back := (int(d.Published.Time().Weekday()) - w + 7) % 7
		day := d.Published.Add(-back)
		if forward(status) {
			day = d.Published.Add((7 - back) % 7)
		}
		if day != "" {
			c.Start, c.End, c.EDTF = day, day, string(day)
		}
	}
	if status == models.Happened && d.Published != "" && c.Start > d.Published {
		return nil // what happened cannot have a day to come: it is another's, or the tense misread
	}
	return &c
}

func forward(s models.Status) bool {
	return s == models.Scheduled || s == models.Intended || s == models.Possible || s == models.Hypothetical || s == models.Postponed
}

var weekdays = map[string]int{"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6}

// weekdayOf reads a weekday that stands alone or with a part of the day.
func weekdayOf(text string) (int, bool) {
	words := strings.Fields(strings.ToLower(text))
	for len(words) > 0 && (words[0] == "on" || words[0] == "late" || words[0] == "early") {
		words = words[1:]
	}
	if len(words) == 0 || len(words) > 2 {
		return 0, false
	}
	if len(words) == 2 {
		switch words[1] {
		case "morning", "afternoon", "evening", "night":
		default:
			return 0, false
		}
	}
	w, ok := weekdays[strings.TrimSuffix(strings.TrimSuffix(words[0], "'s"), "’s")]
	return w, ok
}

// shared is the date that group x takes from the verbs it belongs with: the one
// it hangs on as infinitive or participle, or one beside it with the same subject.
func (d *document) shared(s *sentence, x int, dates []*models.Date, verbs []standing) *models.Date {
	g := &s.groups[x]
	if verbs[x].vague || g.perfect && !g.past {
		return nil
	}
	if v := g.governor; v != none && dates[v] != nil && factual(verbs[x].status) == factual(verbs[v].status) && (g.link == linkInfinitive || g.link == linkParticiple) && g.marker != "after" && g.marker != "before" {
		return onBasis(dates[v], models.BasisSentence)
	}
	for y := range s.groups {
		h := &s.groups[y]
		if y != x && dates[y] != nil && dates[y].Basis == models.BasisClause && h.governor == g.governor && h.link == g.link && h.marker == g.marker && (y < x || h.subject == g.subject) &&
			factual(verbs[x].status) == factual(verbs[y].status) && h.perfect == g.perfect && !s.groupOp(y).is(opSay) {
			return onBasis(dates[y], models.BasisSentence)
		}
	}
	for y := range s.groups { // a verb that hangs on x: "met ... to hold talks on Monday"
		h := &s.groups[y]
		if dates[y] != nil && dates[y].Basis == models.BasisClause && h.governor == x && (h.link == linkInfinitive || h.link == linkParticiple && h.marker == "" && h.subject == g.subject || h.link == linkAdverbial && h.marker == "when" && !h.finite) && factual(verbs[x].status) && !s.groupOp(x).is(opSay|opFuture|opThink|opRequest) {
			return onBasis(dates[y], models.BasisSentence)
		}
	}
	return nil
}

func onBasis(c *models.Date, basis models.DateBasis) *models.Date {
	o := *c
	o.Basis = basis
	return &o
}

// dateOf is the date of trigger t: of a noun its own time, else its verb's.
func (d *document) dateOf(s *sentence, t *trigger, dates []*models.Date) *models.Date {
	if t.standing.vague {
		return nil
	}
	if t.noun() {
		if x := d.timeOf(s, none, t.phrase); x != none {
			return d.ranged(x, d.resolve(x, t.standing.status, models.BasisClause))
		}
		if t.group == none || s.groupOp(t.group).is(opSay|opRequest|opThink) && !t.carried {
			return nil
		}
		if acted := s.groupOp(t.group); !t.carried && acted.is(opPostpone|opCancel|opDeny|opThreat) {
			return nil // the day it was postponed is not its day
		}
		if r := s.phrases[s.carrier(t.phrase)]; r.prep != "" && !r.subject && r.prep != "in" && r.prep != "for" && r.prep != "of" && r.prep != "at" && r.prep != "during" {
			return nil
		}
	}
	if t.group == none {
		return nil
	}
	return dates[t.group]
}
