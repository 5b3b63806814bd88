package events

import "github.com/throughline-news/throughline/models"

// standing is how a verb or noun stands to the facts, and who says so.
type standing struct {
	status models.Status
	frame  frame
	source int  // phrase of who says so, or none
	claim  bool // said in words that leave it to the speaker: "claimed"
	vague  bool // habit or background: "have long warned"
	why    ruling
}

// ruling is what decided a standing: the rule, and the word it went by.
type ruling struct{ rule, word string }

// factual tells whether a status is of what took place.
func factual(s models.Status) bool {
	return s == models.Happened || s == models.Ongoing || s == models.Historical || s == models.Claimed
}

// standingsOf finds the standing of every group, governors before what hangs on them.
func (s *sentence) standingsOf() []standing {
	out := make([]standing, len(s.groups))
	done := make([]bool, len(s.groups))
	conditional := false
	s.negate()
	for _, g := range s.groups {
		conditional = conditional || s.lex.operators[g.marker].is(opIf) && g.link == linkAdverbial
	}
	for x := range s.groups {
		s.stand(x, out, done, conditional, 0)
	}
	return out
}

// negate makes groups negative whose subject or object says no: "No ferry left",
// "sent no envoy", "neither side answered".
func (s *sentence) negate() {
	for x := range s.groups {
		g := &s.groups[x]
		if p := g.subject; p != none && g.link != linkRelative && g.link != linkParticiple && s.saysNo(p) {
			g.negative = true
		}
		if objects := s.objects(x); !g.passive && len(objects) > 0 && s.saysNo(objects[0]) {
			g.negative = true
		}
	}
}

func (s *sentence) saysNo(p int) bool {
	switch s.token(s.phrases[p].first).Lower {
	case "no", "neither", "nobody", "nothing", "none":
		return true
	}
	return false
}

// maxDepth bounds the chain of governors that is followed.
const maxDepth = 8

func (s *sentence) stand(x int, out []standing, done []bool, conditional bool, depth int) {
	if done[x] || depth > maxDepth {
		return
	}
	done[x] = true
	g := &s.groups[x]
	own := s.own(g, conditional)
	out[x] = own
	if v := g.governor; v != none && v != x {
		s.stand(v, out, done, conditional, depth+1)
		out[x] = s.under(g, own, v, out[v])
		if g.link == linkInfinitive && g.governorNoun != none && own.status != models.Denied { // "made no plan to sell"
			out[x] = standing{status: models.Possible, source: out[v].source, why: ruling{"it hangs on a noun", s.lemma(s.phrases[g.governorNoun].head)}}
		}
	}
	if g.governor == none && g.link == linkInfinitive && g.governorNoun == none && own.status == models.Happened {
		out[x].why = ruling{"an infinitive of purpose", ""}
		out[x].status, out[x].frame = models.Intended, promised // "To close the gap, they must ..."
	}
	if n := g.governorNoun; n != none && g.link != linkRelative && g.link != linkParticiple {
		out[x] = s.underNoun(out[x], n)
	}
	if out[x].source == none && s.according != none && (g.link == linkMain || g.link == linkComplement) {
		out[x].source = s.according
	}
}

// own is the standing that a group's own words give it.
func (s *sentence) own(g *group, conditional bool) standing {
	st := standing{status: models.Happened, source: none, vague: s.isVague(g), why: ruling{"told as a fact", g.tense()}}
	switch {
	case s.lex.operators[g.marker].is(opIf) && (g.link == linkAdverbial || g.link == linkComplement && g.marker != "whether"):
		st.why = ruling{"under a condition", g.marker}
		st.status = models.Hypothetical
	case s.lex.operators[g.marker].is(opWithout):
		st.why = ruling{"what did not happen", g.marker}
		st.status, st.frame = models.Denied, refused
	case g.marker == "whether":
		st.why = ruling{"left open", g.marker}
		st.status = models.Possible
	case g.marker == "until" && !g.past:
		st.why = ruling{"left open", g.marker}
		st.status = models.Possible
	case g.negative:
		st.why = ruling{"its verb is negated", g.lemma}
		st.status, st.frame = models.Denied, refused
	case g.modal == "will" || g.modal == "shall":
		st.why = ruling{"modal verb", g.modal}
		st.status, st.frame = models.Intended, promised
	case g.modal == "would":
		st.why = ruling{"modal verb", g.modal}
		st.status, st.frame = models.Intended, promised
		switch {
		case conditional || g.perfect:
			st.status = models.Hypothetical
		case g.link == linkMain:
			st.status = models.Possible
		}
	case g.modal == "must" || g.modal == "should" || g.modal == "ought":
		st.why = ruling{"modal verb", g.modal}
		st.status, st.frame = models.Possible, requested
		if s.lex.operators[g.marker].is(opIf) || g.modal == "should" && conditional {
			st.status, st.frame = models.Hypothetical, plain
		}
	case g.modal != "":
		st.why = ruling{"modal verb", g.modal}
		st.status = models.Possible
	case g.adjective != none:
		if s.op(g.adjective).is(opAdjectiveNegate) {
			st.why = ruling{"adjective that negates", s.lemma(g.adjective)}
			st.status, st.frame = models.Denied, refused
		}
	case g.progressive && !g.past && !g.perfect:
		st.why = ruling{"present tense, going on", ""}
		st.status = models.Ongoing
	}
	if before := s.adverbs(g); before.is(opMaybe) && factual(st.status) {
		st.why = ruling{"adverb that leaves it open", s.token(g.first).Lower}
		st.status = models.Possible
	} else if before.is(opAlleged) && factual(st.status) {
		st.claim, st.why = true, ruling{"adverb of hearsay", g.lemma}
	}
	return st
}

// tense is the tense of a group for a reader.
func (g *group) tense() string {
	switch {
	case g.perfect && g.past:
		return "past perfect"
	case g.perfect:
		return "perfect"
	case g.past:
		return "past tense"
	case g.finite:
		return "present tense"
	}
	return "not finite"
}

// adverbs are the operators of the words just before a group and in it.
func (s *sentence) adverbs(g *group) operator {
	var o operator
	for i := max(s.first, g.first-1); i < g.head; i++ {
		if isAdverb(s.tag(i)) || s.tag(i) == "JJ" {
			o |= s.lex.operators[s.token(i).Lower]
		}
	}
	return o
}

// isVague tells whether a group tells of a habit or of what has been going on
// for long, so that no single day is meant.
func (s *sentence) isVague(g *group) bool {
	return s.adverbs(g).is(opLong) || g.head+1 < s.last && s.lex.operators[s.token(g.head+1).Lower].is(opLong)
}
