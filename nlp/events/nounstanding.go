package events

import "github.com/throughline-news/throughline/models"

// nounStanding is how an event noun, the head of phrase p, stands to the facts:
// by the words in its phrase, by the noun it hangs on, and by its verb.
func (s *sentence) nounStanding(p int, verbs []standing) standing {
	st := standing{status: models.Happened, source: none, why: ruling{"named as what there is", ""}}
	ph := &s.phrases[p]
	r := &s.phrases[s.carrier(p)]
	if r.verb != none {
		st = s.byVerb(st, r, verbs)
	}
	if r.on != none && r.prep != "" {
		st = s.byNoun(st, r.on)
	}
	return s.byModifiers(st, ph)
}

// carrier is the phrase that stands for p with its verb: the first of its list,
// and of "two days of talks" the days when a verb carries them.
func (s *sentence) carrier(p int) int {
	p = s.root(p)
	if ph := &s.phrases[p]; ph.prep == "of" && ph.on != none && s.phrases[ph.on].time {
		if c := &s.phrases[ph.on]; c.prep == "" && c.verb != none && s.groupOp(c.verb).is(opLight|opStop|opBegin) {
			return ph.on
		}
	}
	return p
}

// byModifiers looks at the words in the phrase: "planned talks", "no agreement".
func (s *sentence) byModifiers(st standing, p *phrase) standing {
	for i := p.first; i < p.head; i++ {
		was := st
		switch o, w := s.op(i), s.token(i).Lower; {
		case w == "no" || o.is(opAdjectiveNegate):
			st.status, st.frame = models.Denied, refused
		case w == "any" && factual(st.status):
			st.status = models.Possible
		case s.tag(i) == "DT":
		case w == "alleged" || w == "suspected":
			st.claim = true
		case o.is(opAdjectiveFuture) && factual(st.status):
			st.status, st.frame = models.Intended, promised
		case o.is(opAdjectivePossible) && factual(st.status):
			st.status = models.Possible
		case o.is(opAdjectivePast) && st.status == models.Happened && w != "last":
			st.vague = true
		}
		if st.status != was.status || st.claim != was.claim {
			st.why = ruling{"word before the noun", s.token(i).Lower}
		}
	}
	return st
}

// byNoun looks at the noun that p hangs on: "a plan for talks", "fear of war".
func (s *sentence) byNoun(st standing, on int) standing {
	if !factual(st.status) {
		return st
	}
	if s.phrases[on].time && s.lemma(s.phrases[on].head) != "round" { // "weeks of diplomacy", "a siege of months"
		st.vague = true
		return st
	}
	was := st.status
	switch o := s.headOp(on); {
	case o.is(opNounNegate):
		st.status, st.frame = models.Denied, refused
	case o.is(opNounRequest):
		st.status, st.frame = models.Possible, requested
	case o.is(opNounFuture):
		st.status, st.frame = models.Intended, promised
	case o.is(opNounPossible):
		st.status = models.Possible
	}
	if st.status != was {
		st.why = ruling{"hangs on the noun", s.lemma(s.phrases[on].head)}
	}
	return st
}

// byVerb looks at the verb that the phrase is subject or object of.
func (s *sentence) byVerb(st standing, p *phrase, verbs []standing) standing {
	v := p.verb
	g := &s.groups[v]
	over := verbs[v]
	st.source, st.claim, st.vague = over.source, over.claim, over.vague
	acted := p.prep == "" && (!p.subject || g.passive) // what the verb is done to
	o := s.groupOp(v)
	if y := s.raised(v, p); y != none { // "the talks are expected to begin"
		g, over, o = &s.groups[y], verbs[y], s.groupOp(y)
		acted = g.passive
	}
	if acted || p.subject && o.is(opPostpone|opCancel) {
		status, f, ok := actedOn(o)
		if ok && (status == models.Possible && f == plain && s.token(p.first).Lower == "the" || o.is(opReject) && s.refusedIsThere(p)) {
			return st // "discussed the fighting", "rejected the demand"
		}
		if ok {
			st.status, st.frame, st.why = status, f, ruling{"what is done to it", g.lemma}
			if over.status == models.Denied && (status == models.Cancelled || status == models.Postponed || status == models.Denied) {
				st.status, st.frame, st.why = models.Happened, plain, ruling{"negated twice", g.lemma}
			}
			return st
		}
	}
	if g.adjective != none && p.subject {
		switch o := s.op(g.adjective); {
		case o.is(opAdjectiveFuture):
			st.status, st.frame, st.why = models.Intended, promised, ruling{"adjective", s.lemma(g.adjective)}
			return st
		case o.is(opAdjectivePossible):
			st.status, st.why = models.Possible, ruling{"adjective", s.lemma(g.adjective)}
			return st
		}
	}
	if !factual(over.status) && !s.shares(p, g, o, acted, over.status) {
		return st
	}
	st.status, st.frame, st.why = over.status, over.frame, over.why
	return st
}

// raised is the infinitive that hangs on v, a verb that says how it stands to
// the facts, and whose subject phrase p is; or none.
func (s *sentence) raised(v int, p *phrase) int {
	g := &s.groups[v]
	if !p.subject || p.prep != "" || !g.passive && g.adjective == none || !s.groupOp(v).is(opScheduled|opThink|opFuture|opTry|opRequest) && g.adjective == none {
		return none
	}
	for y := v + 1; y < len(s.groups); y++ {
		if s.groups[y].governor == v && s.groups[y].link == linkInfinitive {
			return y
		}
	}
	return none
}

// refusedIsThere tells whether the object of "reject" is something that is
// there: named as known, or said by somebody ("a demand", "an offer").
func (s *sentence) refusedIsThere(p *phrase) bool {
	return s.definite(p) || s.op(p.head).is(opNounRequest|opNounClaim|opNounFuture)
}

// shares tells whether a noun stands to the facts like its verb g of class o,
// which is not told as fact. What carries the noun decides on it ("will hold
// talks", "if a deal is reached"); to another verb it may be known already
// ("the attacks may hurt trade", "will praise the deal").
func (s *sentence) shares(p *phrase, g *group, o operator, acted bool, status models.Status) bool {
	carries := o.is(opLight | opBegin)
	switch {
	case p.prep != "" && status == models.Denied:
		return false // "did not speak after the talks"
	case p.prep != "":
		return p.prep == "for" || p.prep == "to" || p.prep == "by" || p.prep == "without" || (p.prep == "in" || p.prep == "into") && (carries || g.lemma == "be")
	case status == models.Denied:
		return carries || g.lemma == "be" && !p.subject // "did not praise the talks": they were held
	case acted:
		return carries && (g.passive || !s.pointsBack(p)) || !carries && !s.definite(p) && (g.passive || s.lex.eventNoun(s.lemma(p.head)))
	}
	return carries && !s.pointsBack(p) // "This visit will not change much"
}

// actedOn is what becomes of an event that a verb of class o is done to.
func actedOn(o operator) (models.Status, frame, bool) {
	switch {
	case o.is(opPostpone):
		return models.Postponed, stopped, true
	case o.is(opCancel) && !o.is(opLight):
		return models.Cancelled, stopped, true
	case o.is(opDeny):
		return models.Denied, plain, true
	case o.is(opNegate) && !o.is(opLight|opDoes):
		return models.Denied, refused, true
	case o.is(opScheduled):
		return models.Scheduled, promised, true
	case o.is(opRequest) && !o.is(opLight|opSay):
		return models.Possible, requested, true
	case o.is(opThreat):
		return models.Possible, threatened, true
	case o.is(opFuture) && !o.is(opLight|opSay):
		return models.Intended, promised, true
	case o.is(opPossible | opTry):
		return models.Possible, plain, !o.is(opLight | opSay | opDoes)
	}
	return "", plain, false
}

// definite tells whether a phrase names something the reader is taken to know of.
func (s *sentence) definite(p *phrase) bool {
	if p.owner != none || s.tag(p.first) == "PRP$" {
		return true
	}
	switch s.token(p.first).Lower {
	case "the", "this", "these", "those", "that":
		return true
	}
	return false
}

// pointsBack tells whether a phrase names what was just told: "this move".
func (s *sentence) pointsBack(p *phrase) bool {
	switch s.token(p.first).Lower {
	case "this", "these", "those":
		return true
	}
	return false
}
