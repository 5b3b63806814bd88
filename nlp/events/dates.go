package events

import (
	"strings"

	"github.com/throughline-news/throughline/models"
)

// oldDays is how long before publication an event must lie to be told as background.
const oldDays = 45

// dates gives every group of every sentence its date, in text order.
func (d *document) dates() [][]*models.Date {
	out := make([][]*models.Date, len(d.sentences))
	for i, s := range d.sentences {
		out[i] = d.sentenceDates(s)
	}
	d.narrate(out)
	return out
}

// sentenceDates gives the groups of s the dates that its own words tell.
func (d *document) sentenceDates(s *sentence) []*models.Date {
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
			if !ph.time && q != p && !d.occasion(s, ph) { // "Wednesday's strike", "the December 8 talks" date the noun
				continue
			}
			if x != none && (ph.prep == "for" || s.appointed(x, q)) || !s.begins(x, ph.prep) {
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

// begins tells whether a time behind prep is when its verb x took place: of what
// has gone on since then it is the day it began.
func (s *sentence) begins(x int, prep string) bool {
	switch prep {
	case "until", "till", "by":
		return false
	case "since":
		return x != none && s.groups[x].perfect
	case "from":
		return x == none || !s.groups[x].perfect
	}
	return true
}

// occasion tells whether a phrase is the event at which its verb took place, so
// that the time in it is the verb's as well: "said at a July 1 press conference".
func (d *document) occasion(s *sentence, p *phrase) bool {
	switch p.prep {
	case "in", "at", "during":
		return !p.subject && d.happening(s, p.head)
	}
	return false
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
	if forward(status) && d.Published != "" && c.End < d.Published {
		nextYear(&c)
	}
	if status == models.Happened && d.Published != "" && (c.Start > d.Published || c.End > d.Published && c.Precision == models.PrecisionRange) {
		return nil // what happened cannot have a day to come: it is another's, or the tense misread
	}
	return &c
}

// nextYear moves a day or month without a year, that of what is to come, from
// the year that is past to the next one: "due in May".
func nextYear(c *models.Date) {
	if c.Kind != models.KindStated || c.Precision != models.PrecisionDay && c.Precision != models.PrecisionMonth || strings.Contains(c.Text, string(c.Start[:4])) || c.Start[5:] == "02-29" {
		return
	}
	start := models.DayOf(c.Start.Time().AddDate(1, 0, 0))
	end := start
	if c.Precision == models.PrecisionMonth {
		end = models.DayOf(start.Time().AddDate(0, 1, -1))
	}
	c.EDTF = strings.Replace(c.EDTF, string(c.Start[:4]), string(start[:4]), 1)
	c.Start, c.End = start, end
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
	for y := range s.groups { // "When the council chose the bid on May 2, its rival protested"
		if c := dates[y]; c != nil && c.Basis == models.BasisClause && s.meets(x, y) && factual(verbs[x].status) && factual(verbs[y].status) {
			return onBasis(c, models.BasisSentence)
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

// meets tells whether group y is in a clause that tells when group x took
// place: "when" with a verb in the past, before the main verb or behind it.
func (s *sentence) meets(x, y int) bool {
	g, h := &s.groups[x], &s.groups[y]
	if h.link != linkAdverbial || h.marker != "when" || !s.narrated(x) || !h.finite || !s.narrated(y) {
		return false
	}
	return h.governor == x || h.governor == none && y < x && g.link == linkMain
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
		x, st := d.appointment(s, t.phrase, t.standing.status)
		if x == none {
			x = d.timeOf(s, none, t.phrase)
		}
		if x != none {
			return d.ranged(x, d.resolve(x, st, models.BasisClause))
		}
		if x := s.heldBy(t.phrase); x != none && dates[x] != nil {
			return d.certain(dates[x])
		}
		if t.group == none || s.groupOp(t.group).is(opSay|opRequest|opThink) && !t.carried {
			return nil
		}
		if acted := s.groupOp(t.group); acted.is(opPostpone|opCancel) || !t.carried && acted.is(opDeny|opThreat) {
			return nil // the day it was postponed is not its day
		}
		if r := s.phrases[s.carrier(t.phrase)]; r.prep != "" && !r.subject && r.prep != "in" && r.prep != "for" && r.prep != "of" && r.prep != "at" && r.prep != "during" {
			return nil
		}
	}
	if t.group == none {
		return nil
	}
	return d.certain(dates[t.group])
}

// heldBy is the participle that carries the noun of phrase p: "talks held on
// Monday", or none.
func (s *sentence) heldBy(p int) int {
	for x := range s.groups {
		g := &s.groups[x]
		if g.link == linkParticiple && g.passive && g.governorNoun != none && s.groupOp(x).is(opLight) && s.hangsOn(g.governorNoun, p) {
			return x
		}
	}
	return none
}
