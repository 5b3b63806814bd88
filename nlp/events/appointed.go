package events

import "github.com/throughline-news/throughline/models"

// appoints tells whether group x gives a time to something else: "is scheduled
// for Friday", "was put off until May", "is due on Monday". always says that any
// time in its clause is meant, not only one behind "for" or "until".
func (s *sentence) appoints(x int) (always, ok bool) {
	g := &s.groups[x]
	if g.adjective != none {
		due := s.op(g.adjective).is(opAdjectiveFuture)
		return due, due
	}
	o := s.groupOp(x)
	return o.is(opScheduled) && !o.is(opThink) && g.passive, o.is(opScheduled | opFuture | opPostpone)
}

// appointed tells whether time phrase q is the time that its verb x appoints.
func (s *sentence) appointed(x, q int) bool {
	always, ok := s.appoints(x)
	if !ok || s.phrases[q].verb != x || s.phrases[q].first < s.groups[x].first {
		return false
	}
	switch s.phrases[q].prep {
	case "for", "until", "till", "to":
		return true
	case "in", "on", "at", "":
		return always
	}
	return false
}

// appointment is the time expression that a verb or participle appoints for
// phrase p ("a summit planned for 14 March was cancelled"), or none, and the
// status that tells on which side of publication a bare weekday of it lies.
func (d *document) appointment(s *sentence, p int, st models.Status) (int, models.Status) {
	for q := range s.phrases { // "the visit to Peru for Friday"
		if ph := &s.phrases[q]; ph.time && ph.prep == "for" && s.hangsOn(ph.on, p) {
			if t := d.dayIn(ph); t != none {
				return t, models.Scheduled
			}
		}
	}
	for x := range s.groups {
		g := &s.groups[x]
		if !s.isAppointed(g, x, p) {
			continue
		}
		for q := range s.phrases {
			if s.phrases[q].time && s.appointed(x, q) {
				if t := d.dayIn(&s.phrases[q]); t != none {
					if g.perfect && g.past { // "had been planned for Monday"
						return t, st
					}
					return t, models.Scheduled
				}
			}
		}
	}
	return none, st
}

// isAppointed tells whether p, or what p hangs on as list or "of", is what group x is about.
func (s *sentence) isAppointed(g *group, x, p int) bool {
	p = s.root(p)
	switch {
	case g.link == linkParticiple && g.governorNoun != none:
		return s.hangsOn(g.governorNoun, p)
	case g.passive || g.adjective != none:
		return g.subject != none && s.root(g.subject) == p
	}
	ph := &s.phrases[p]
	return ph.verb == x && ph.prep == "" && !ph.subject
}

// hangsOn tells whether phrase q is p or hangs on it by prepositions: of "talks
// between A and B in Rome" Rome does.
func (s *sentence) hangsOn(q, p int) bool {
	for n := 0; q != none && n <= maxDepth; n++ {
		if q = s.root(q); q == p {
			return true
		}
		q = s.phrases[q].on
	}
	return false
}

// dayIn is the time expression with days in a phrase, or none.
func (d *document) dayIn(p *phrase) int {
	for i := p.first; i < p.last; i++ {
		if t := int(d.timeAt[i]) - 1; t >= 0 && d.Times[t].Day != nil && !d.dateline.holds(i) {
			return t
		}
	}
	return none
}
