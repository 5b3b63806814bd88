package events

// suffer makes passives of verbs in the past that want an object and have none:
// "At least 25 killed in Ternopil".
func (s *sentence) suffer() {
	for x := range s.groups {
		g := &s.groups[x]
		if g.finite && g.past && !g.passive && !g.perfect && g.first == g.head && s.groupOp(x).is(opPatient) && len(s.objects(x)) == 0 {
			g.passive = true
		}
	}
}

// leftovers gives phrases before the first verb to the verb that comes: "On
// Friday, in Geneva, they met".
func (s *sentence) leftovers() {
	next := none
	for i := len(s.parts) - 1; i >= 0; i-- {
		switch p := s.parts[i]; p.kind {
		case partGroup:
			if g := s.groups[p.index]; g.finite && g.link == linkMain {
				next = p.index
			}
		case partBreak:
			next = none
		case partPhrase:
			if ph := &s.phrases[p.index]; ph.verb == none && (ph.prep != "" || ph.time) && next != none {
				ph.verb = next
			}
		}
	}
}

// attribute hangs what stands before ", officials said" on that verb.
func (s *sentence) attribute() {
	for x := range s.groups {
		g := &s.groups[x]
		if !g.finite || g.link != linkMain || x == 0 || g.subject == none || !s.groupOp(x).is(opSay|opClaim) || s.phrases[g.subject].first < s.groups[x-1].last {
			continue
		}
		if s.complement(x) {
			continue
		}
		for y := 0; y < x; y++ {
			if h := &s.groups[y]; h.link == linkMain && h.governor == none && s.phrases[g.subject].first >= h.last {
				h.governor, h.link = x, linkComplement
			}
		}
	}
}

// complement tells whether a clause behind group x hangs on it.
func (s *sentence) complement(x int) bool {
	for y := x + 1; y < len(s.groups); y++ {
		if s.groups[y].governor == x && s.groups[y].link == linkComplement {
			return true
		}
	}
	return false
}

// saidAfter tells whether the group of part i says who spoke the words before
// it, and makes the phrase behind it its subject: "..., said Costa".
func (r *reader) saidAfter(i int, g *group) bool {
	if i < 2 || i+1 >= len(r.parts) || r.parts[i+1].kind != partPhrase || !g.op.is(opSay) || g.lemma == "tell" || g.first != g.head || r.tag(g.head) == "VBG" {
		return false
	}
	if before := r.parts[i-1].kind; before != partQuote && (before != partComma || g.lemma != "say") {
		return false
	}
	n := r.firstOf(i + 1)
	switch r.token(r.phrases[n].first).Lower {
	case "me", "him", "her", "us", "them":
		return false
	}
	if c := r.top(); r.phrases[n].time || c.group == none && c.subject != none || r.subjectOfNext(r.lastOwned(i+1)) {
		return false
	}
	g.subject = n
	return true
}
