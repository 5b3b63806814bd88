package events

// lists links the members of lists ("Britain, France and Germany") and gives
// each phrase its preposition and the phrase that hangs on.
func (s *sentence) lists() {
	for i, p := range s.parts {
		if p.kind != partPhrase {
			continue
		}
		ph := &s.phrases[p.index]
		if ph.owner != none {
			if o := s.phrases[ph.owner]; o.prep != "" {
				ph.prep, ph.on = o.prep, o.on
				s.phrases[ph.owner].prep = ""
			}
			continue
		}
		if i > 0 && s.parts[i-1].kind == partPreposition && !s.opensClause(i-1) {
			ph.prep = s.token(s.parts[i-1].first).Lower
			if i > 1 && s.parts[i-2].kind == partPhrase {
				ph.on = s.parts[i-2].index
			}
			if ph.prep == "to" && i > 1 && s.token(s.parts[i-2].first).Lower == "according" {
				s.according = p.index
			}
		}
	}
	for i, p := range s.parts {
		n := s.phraseAfter(i)
		if p.kind != partConjunction || i == 0 || n == none {
			continue
		}
		k := i - 1
		if s.parts[k].kind == partComma && k > 0 {
			k--
		}
		if s.parts[k].kind != partPhrase || s.phrases[s.parts[k].index].time != s.phrases[s.parts[n].index].time {
			continue
		}
		s.join(s.parts[k].index, s.firstOf(n))
		for k >= 2 && s.parts[k-1].kind == partComma && s.parts[k-2].kind == partPhrase && s.phrases[s.parts[k].index].owner == none {
			s.join(s.parts[k-2].index, s.parts[k].index)
			k -= 2
		}
	}
	for i := range s.phrases { // a list shares the preposition of its first member
		if l := s.phrases[i].list; l != none && s.phrases[i].prep == "" {
			s.phrases[i].prep, s.phrases[i].on = s.phrases[l].prep, s.phrases[l].on
		}
	}
}

// phraseAfter is the part behind i that is a phrase, over adverbs and the
// words of a number; none when something else stands there.
func (s *sentence) phraseAfter(i int) int {
	for k := i + 1; k < len(s.parts); k++ {
		switch s.parts[k].kind {
		case partPhrase:
			return k
		case partOther:
		default:
			return none
		}
	}
	return none
}

// firstOf is the phrase of part i, or the one it owns: of "Ukraine's army" the army.
func (s *sentence) firstOf(i int) int {
	x := s.parts[i].index
	for i+1 < len(s.parts) && s.parts[i+1].kind == partPhrase && s.phrases[s.parts[i+1].index].owner == x {
		i++
		x = s.parts[i].index
	}
	return x
}

func (s *sentence) join(a, b int) {
	if s.phrases[b].list == none && a < b {
		s.phrases[b].list = a
	}
}

// root is the first member of the list that phrase p is in.
func (s *sentence) root(p int) int {
	for s.phrases[p].list != none {
		p = s.phrases[p].list
	}
	return p
}

// members are the phrases of the list that begins with p, p first.
func (s *sentence) members(p int) []int {
	out := []int{p}
	for q := p + 1; q < len(s.phrases); q++ {
		if s.phrases[q].list != none && s.root(q) == p {
			out = append(out, q)
		}
	}
	return out
}
