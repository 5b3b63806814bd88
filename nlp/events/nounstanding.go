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
	if acted || p.subject && o.is(opPostpone|opCancel) {
		status, f, ok := actedOn(o)
		if ok && status == models.Possible && f == plain && s.token(p.first).Lower == "the" {
			return st // "discussed the fighting"
		}
		if ok {
			st.status, st.frame, st.why = status, f, ruling{"what is done to it", g.lemma}
			if over.status == models.Denied && (status == models.Cancelled || status == models.Postponed || status == models.Denied) {
				st.status, st.frame, st.why = models.Happened, plain, ruling{"negated twice", g.lemma}
			}
			return st
		}
	}
	switch {
	case g.adjective != none && p.subject:
		switch o := s.op(g.adjective); {
		case o.is(opAdjectiveFuture):
			st.status, st.frame, st.why = models.Intended, promised, ruling{"adjective", s.lemma(g.adjective)}
			return st
		case o.is(opAdjectivePossible):
			st.status, st.why = models.Possible, ruling{"adjective", s.lemma(g.adjective)}
			return st
		}
	case p.prep != "" && !p.subject && over.status == models.Denied:
		return st // "did not speak after the talks"
	case acted && over.status == models.Denied && !o.is(opLight|opBegin):
		return st // "did not praise the talks": they were held
	case p.subject && !g.passive && s.pointsBack(p) && !factual(over.status):
		return st // "This visit will not change much"
	case !p.subject && !o.is(opLight|opBegin|opStop) && s.definite(p) && !factual(over.status):
		return st // "will praise their decision": it was taken
	}
	st.status, st.frame, st.why = over.status, over.frame, over.why
	return st
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
