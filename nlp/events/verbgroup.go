package events

import "strings"

// groupAt returns the verb group that begins at i: auxiliaries, adverbs and
// the verb. A modal apart from its verb ("Will they meet") is kept for the next.
func (s *sentence) groupAt(i int) (group, bool) {
	g := group{first: i, head: none, adjective: none, subject: none, governor: none, governorNoun: none}
	j := i
	if s.tag(i) == "TO" {
		k := i + 1
		for k < s.last && isAdverb(s.tag(k)) {
			k++
		}
		if k >= s.last || s.tag(k) != "VB" && s.tag(k) != "VBP" || upper(s.token(k).Text) {
			return g, false
		}
		g.infinitive = true
		j = i + 1
	}
	begun := g.infinitive
	for ; j < s.last; j++ {
		tag, lemma := s.tag(j), s.lemma(j)
		switch {
		case tag == "MD":
			if g.head != none || g.modal != "" {
				return s.endGroup(g, j)
			}
			g.modal, g.finite, begun = lemma, true, true
			continue
		case strings.HasPrefix(tag, "VB"):
		case isAdverb(tag) && (begun || s.verbFollows(j)):
			if s.lex.operators[s.token(j).Lower].is(opNot) {
				g.negative = true
			}
			if g.head != none && !s.verbFollows(j) {
				return s.endGroup(g, j)
			}
			continue
		default:
			return s.endGroup(g, j)
		}
		if g.head != none && !s.joins(&g, tag) {
			return s.endGroup(g, j)
		}
		if !begun || g.head == none && !g.infinitive && g.modal == "" {
			g.finite = tag != "VBG" && tag != "VBN"
			g.past = tag == "VBD" || tag == "VBN"
		}
		if g.head != none {
			s.shift(&g, tag)
		} else if tag == "VBG" {
			g.progressive = false
		}
		g.head, g.lemma, begun = j, lemma, true
		g.last = j + 1
	}
	return s.endGroup(g, j)
}

// joins tells whether a verb of the given tag belongs to the group whose verb so far is an auxiliary.
func (s *sentence) joins(g *group, tag string) bool {
	switch g.lemma {
	case "be", "get":
		return tag == "VBG" || tag == "VBN" || tag == "VBD"
	case "have":
		return tag == "VBN" || tag == "VBD"
	case "do":
		return tag == "VB" || tag == "VBP"
	}
	return false
}

// shift notes what the verb so far, an auxiliary, says of the next one.
func (s *sentence) shift(g *group, tag string) {
	switch g.lemma {
	case "be", "get":
		if tag == "VBG" {
			g.progressive = true
		} else {
			g.passive = true
		}
	case "have":
		g.perfect = true
	}
}

func (s *sentence) endGroup(g group, j int) (group, bool) {
	if g.head == none {
		if g.modal != "" {
			s.inverted = g.modal
		}
		return g, false
	}
	if s.inverted != "" && g.modal == "" && s.tag(g.head) == "VB" {
		g.modal, s.inverted = s.inverted, ""
		g.finite = true
	}
	g.last = g.head + 1
	if g.lemma == "be" || g.lemma == "remain" || g.lemma == "seem" || g.lemma == "appear" || g.lemma == "become" {
		for k := g.last; k < s.last && k < g.last+3; k++ {
			if t := s.tag(k); strings.HasPrefix(t, "JJ") && !s.nounFollows(k) {
				g.adjective = k
				break
			} else if !isAdverb(t) {
				break
			}
			if s.lex.operators[s.token(k).Lower].is(opNot) {
				g.negative = true
			}
		}
	}
	return g, true
}

func isAdverb(tag string) bool { return tag == "RB" || tag == "RBR" || tag == "RBS" }

// verbFollows tells whether a verb or modal follows the adverb at j.
func (s *sentence) verbFollows(j int) bool {
	for k := j + 1; k < s.last && k < j+4; k++ {
		t := s.tag(k)
		if strings.HasPrefix(t, "VB") || t == "MD" {
			return true
		}
		if !isAdverb(t) {
			return false
		}
	}
	return false
}
