package events

import "github.com/throughline-news/throughline/models"

// under is the standing of g, whose own words say own, as it hangs on group v.
func (s *sentence) under(g *group, own standing, v int, over standing) standing {
	o := s.groupOp(v)
	if a := s.groups[v].adjective; a != none {
		o = s.op(a)
	}
	switch g.link {
	case linkInfinitive:
		return s.infinitiveUnder(g, own, v, o, over)
	case linkParticiple:
		switch {
		case own.status == models.Denied:
		case g.governorNoun != none && g.marker == "": // "the accord signed in May", "soldiers holding the town"
		case g.marker == "" && o.is(opStop) && s.groups[v].last == g.first: // "stopped lending"
			return standing{status: models.Denied, frame: stopped, source: over.source, why: ruling{"what was stopped", s.groups[v].lemma}}
		case g.marker != "" && g.governorNoun != none && s.aims(g.governorNoun, g.marker):
			return s.underNoun(standing{status: models.Possible, source: over.source}, g.governorNoun)
		case g.marker == "from" && o.is(opNegate|opStop), g.marker == "" && o.is(opDeny):
			return standing{status: models.Denied, frame: refused, source: s.speaker(v, over), why: ruling{"what was denied or prevented", s.groups[v].lemma}}
		case g.marker == "of" && o.is(opClaim):
			return standing{status: models.Claimed, source: s.speaker(v, over), claim: true, why: ruling{"what is claimed", s.groups[v].lemma}}
		case o.is(opPossible|opFuture) && g.marker == "":
			return standing{status: models.Possible, source: over.source, why: ruling{"hangs on", s.groups[v].lemma}}
		case (g.marker == "for" || g.marker == "of" || g.marker == "on") && o.is(opFuture|opThreat|opPossible):
			return standing{status: models.Possible, source: over.source, why: ruling{"hangs on", s.groups[v].lemma}}
		case !factual(over.status) && (g.marker == "" && s.groups[v].last == g.first || g.marker == "by" && s.groups[v].last <= g.first):
			return standing{status: over.status, frame: over.frame, source: over.source, why: over.why}
		}
		own.source = over.source
		return own
	case linkComplement:
		return s.complementUnder(own, v, o, over)
	case linkAdverbial:
		if factual(own.status) && !g.past && !g.perfect && over.frame == promised && tellsWhen(g.marker) {
			own.status = models.Intended
		}
	}
	return own
}

// infinitiveUnder is the standing of "to VERB" by what it hangs on.
func (s *sentence) infinitiveUnder(g *group, own standing, v int, o operator, over standing) standing {
	gov := &s.groups[v]
	st := standing{status: models.Possible, source: over.source, why: ruling{"infinitive behind", gov.lemma}}
	if gov.adjective != none {
		st.why.word = s.lemma(gov.adjective)
	}
	if gov.adjective != none {
		switch {
		case o.is(opAdjectiveNegate):
			st.status, st.frame = models.Denied, refused
		case o.is(opAdjectiveFuture):
			st.status, st.frame = models.Intended, promised
			if o.is(opAgree) {
				st.frame = agreed
			}
		case o.is(opAdjectivePossible):
		default:
			st.status = over.status
		}
		return s.negated(st, own, over)
	}
	switch {
	case o.is(opNegate):
		st.status, st.frame = models.Denied, refused
		if !factual(over.status) && over.status != models.Denied {
			st.status = models.Possible
		}
		return st
	case gov.lemma == "be" || o.is(opScheduled) && gov.passive:
		st.status, st.frame = models.Scheduled, promised
		if gov.lemma == "be" {
			st.status = models.Intended
		}
	case gov.lemma == "go" && gov.progressive:
		st.status, st.frame = models.Intended, promised
	case gov.lemma == "have":
		st.status, st.frame = models.Possible, requested
	case o.is(opThreat):
		st.frame = threatened
	case gov.lemma == "call" && !o.is(opRequest): // "called her to say"
		st.status = models.Intended
	case o.is(opRequest) && !o.is(opFuture):
		st.frame = requested
	case o.is(opFuture):
		st.status, st.frame = models.Intended, promised
		if o.is(opAgree) {
			st.frame = agreed
		} else if gov.lemma == "decide" {
			st.frame = decided
		}
	case o.is(opTry):
	case o.is(opDoes):
		st.status, st.frame = over.status, over.frame
		if over.status == models.Denied && own.status != models.Denied { // "did not begin to withdraw"
			st.why = over.why
			return st
		}
	case o.is(opThink | opPossible):
	case gov.passive && o.is(opSay|opClaim): // "is said to have left"
		st.status, st.claim = models.Happened, true
	default: // purpose: "met to discuss", "flew to Geneva to meet"
		st.status, st.frame = models.Intended, promised
		if over.status == models.Happened && own.status != models.Denied {
			st.frame = plain
		}
	}
	if over.status == models.Denied && own.status != models.Denied && (gov.lemma == "have" || o.is(opFuture|opTry|opRequest|opThink) && !o.is(opDoes)) {
		return standing{status: models.Possible, source: over.source, why: over.why} // "did not want to go": but may have had to
	}
	return s.negated(st, own, over)
}

// negated turns a standing round when its own words or its governor's do.
func (s *sentence) negated(st, own, over standing) standing {
	if own.status == models.Denied {
		st.status, st.frame, st.why = models.Denied, refused, own.why
	}
	switch over.status {
	case models.Denied:
		if st.status != models.Denied {
			st.status, st.frame, st.why = models.Denied, refused, over.why
		} else {
			st.status, st.frame, st.why = models.Happened, plain, ruling{"negated twice", over.why.word} // "did not fail to"
		}
	case models.Hypothetical:
		st.status, st.why = models.Hypothetical, over.why
	case models.Possible:
		if factual(st.status) {
			st.status, st.why = models.Possible, over.why
		}
	}
	return st
}

// complementUnder is the standing of a clause that is said, thought or denied.
func (s *sentence) complementUnder(own standing, v int, o operator, over standing) standing {
	was := own.status
	switch {
	case o.is(opDeny) && !o.is(opSay):
		own.status, own.frame, own.source = models.Denied, refused, s.speaker(v, over)
	case o.is(opClaim) && !o.is(opSay):
		own.source, own.claim = s.speaker(v, over), true
	case o.is(opThreat):
		own.frame, own.source = threatened, s.speaker(v, over)
		if factual(own.status) {
			own.status = models.Possible
		}
	case o.is(opRequest) && !o.is(opSay):
		if factual(own.status) {
			own.status = models.Possible
		}
		own.frame, own.source = requested, s.speaker(v, over)
	case o.is(opFuture) && !o.is(opSay):
		if factual(own.status) {
			own.status = models.Intended
		}
		own.source = s.speaker(v, over)
	case o.is(opSay):
		own.source = s.speaker(v, over)
	case o.is(opBelieve):
		own.source, own.claim = s.speaker(v, over), true
	case o.is(opThink | opPossible):
		if factual(own.status) {
			own.status = models.Possible
		}
		own.source = s.speaker(v, over)
	}
	if own.status != was || own.claim {
		own.why = ruling{"in what is said, asked or thought", s.groups[v].lemma}
	}
	switch {
	case over.status == models.Hypothetical:
		own.status, own.why = models.Hypothetical, over.why
	case !factual(over.status) && factual(own.status) && !o.is(opSay|opClaim|opBelieve): // but "may say that it left"
		own.status, own.why = models.Possible, over.why
	}
	return own
}

// speaker is the subject of group v, or who is behind it.
func (s *sentence) speaker(v int, over standing) int {
	if p := s.groups[v].subject; p != none && !s.groups[v].passive {
		return p
	}
	return over.source
}

// underNoun is the standing of a verb that hangs on a noun: "a plan to meet".
func (s *sentence) underNoun(st standing, n int) standing {
	was := st
	switch o := s.headOp(n); {
	case o.is(opNounNegate):
		st.status, st.frame = models.Denied, refused
	case o.is(opNounRequest):
		st.status, st.frame = models.Possible, requested
	case o.is(opNounFuture):
		if (factual(st.status) || st.status == models.Possible) && !s.saysNo(n) {
			st.status, st.frame = models.Intended, promised
		}
	case o.is(opNounPossible):
		if st.status != models.Denied {
			st.status = models.Possible
		}
	case o.is(opNounClaim):
		st.claim = true
	}
	if st.status != was.status || st.claim != was.claim {
		st.why = ruling{"hangs on the noun", s.lemma(s.phrases[n].head)}
	}
	return st
}

// aims tells whether a noun with a preposition leaves open what follows: "talks
// on ending the war", "a plan for lifting sanctions".
func (s *sentence) aims(n int, marker string) bool {
	switch marker {
	case "on", "for", "about", "of", "toward", "towards", "at":
	default:
		return false
	}
	if s.headOp(n).is(opNounFuture | opNounPossible | opNounRequest | opNounNegate) {
		return true
	}
	for _, e := range s.lex.nouns[s.lemma(s.phrases[n].head)] {
		if e.kind == models.Consult && marker != "of" {
			return true
		}
	}
	return false
}

// tellsWhen tells whether a clause that marker opens tells when: what such a clause
// tells in the present is as much to come as what hangs on it.
func tellsWhen(marker string) bool {
	switch marker {
	case "when", "after", "before", "until", "till", "once", "if", "unless":
		return true
	}
	return false
}
