package events

// relation is how a phrase stands to a trigger in the grammar of its sentence:
// where is whose it is ("own" the trigger's, "verb" that of a noun's verb, "over"
// and "over2" of the verbs above, "under" and "beside" of those below and
// beside), how is the part it plays there ("subject", "object", "pp", ...).
type relation struct{ where, how string }

// relation of phrase p to trigger t.
func (s *sentence) relation(t *trigger, p int) relation {
	r := s.root(p)
	on := s.phrases[r].on
	if t.noun() {
		if r == t.phrase || p == t.phrase {
			return relation{"own", "self"}
		}
		if on == t.phrase || s.phrases[p].on == t.phrase || s.within(t, on) {
			return relation{"own", "on"}
		}
		if c := s.carrier(t.phrase); c == r || c == p {
			return relation{"own", "carrier"}
		}
	} else if s.within(t, on) && s.phrases[r].head >= t.last {
		return relation{"own", "pp"}
	}
	x := t.group
	if x == none {
		return relation{"", "far"}
	}
	if how := s.toGroup(x, r); how != "" {
		if t.noun() {
			return relation{"verb", how}
		}
		return relation{"own", how}
	}
	g := &s.groups[x]
	if n := g.governorNoun; n != none {
		switch {
		case s.root(n) == r:
			return relation{"over", "noun"}
		case on == n:
			return relation{"over", "noun-pp"}
		}
	}
	if v := g.governor; v != none {
		if how := s.toGroup(v, r); how != "" {
			return relation{"over", how}
		}
		if w := s.groups[v].governor; w != none {
			if how := s.toGroup(w, r); how != "" {
				return relation{"over2", how}
			}
		}
	}
	if v := s.phrases[r].verb; v != none {
		if s.groups[v].governor == x {
			return relation{"under", s.toGroup(v, r)}
		}
		if s.groups[v].governor == g.governor {
			return relation{"beside", s.toGroup(v, r)}
		}
	}
	return relation{"", "far"}
}

// within tells whether phrase p is one of the words of trigger t.
func (s *sentence) within(t *trigger, p int) bool {
	return p != none && s.phrases[p].head >= t.first && s.phrases[p].head < t.last
}

// toGroup is how phrase p, the first of its list, stands to verb group x; "" when it does not hang on it.
func (s *sentence) toGroup(x, p int) string {
	g, ph := &s.groups[x], &s.phrases[p]
	switch {
	case g.subject != none && s.root(g.subject) == p:
		if g.passive {
			return "passive"
		}
		return "subject"
	case ph.verb != x || ph.subject:
		return ""
	case ph.prep == "by" && g.passive:
		return "agent"
	case ph.prep != "":
		return "pp"
	}
	for i, o := range s.objects(x) {
		if o == p {
			if i > 0 {
				return "object2"
			}
			return "object"
		}
	}
	return "after"
}
