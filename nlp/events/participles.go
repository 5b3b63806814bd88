package events

// reduced tells whether a verb tagged as past is a participle in truth, since
// the subject before it gets its verb behind it: between commas, "A visit,
// planned for Friday, was postponed", or without an object, "A visit planned for
// Friday was postponed".
func (r *reader) reduced(i int, g *group) bool {
	c := r.top()
	if i == 0 || g.first != g.head || r.tag(g.head) != "VBD" || c.group != none || c.subject == none {
		return false
	}
	between := r.parts[i-1].kind == partComma
	if !between && (r.parts[i-1].kind != partPhrase || g.op.is(opSay)) {
		return false
	}
	for k := i + 1; k < len(r.parts); k++ {
		switch p := r.parts[k]; p.kind {
		case partGroup:
			if between == (r.parts[k-1].kind == partComma) && r.groups[p.index].finite {
				g.finite = false
				return true
			}
			return false
		case partRelative, partBreak, partConjunction:
			return false
		case partComma:
			if !between {
				return false
			}
		case partPhrase:
			if !between && r.phrases[p.index].prep == "" && !r.phrases[p.index].time {
				return false
			}
		}
	}
	return false
}

// participle hangs a verb without auxiliary on the clause before. It returns
// false where the form must be the finite verb of its clause after all.
func (r *reader) participle(i int, g *group, x int) bool {
	c := r.top()
	ing := r.tag(g.head) == "VBG"
	before := partOther
	if i > 0 {
		before = r.parts[i-1].kind
	}
	if last := c.last; !ing && before == partConjunction && last != none && !r.groups[last].passive && r.groups[last].link != linkParticiple {
		g.past, g.perfect, g.modal = true, r.groups[last].perfect, "" // "hit the blocks and killed"
		return false
	}
	if !ing && c.group == none && c.subject != none && !r.finiteLater(i) {
		g.past = true
		if c.link == linkMain && r.followedBy(i, "by") {
			g.passive = true
		}
		return false
	}
	g.link, g.governor = linkParticiple, c.last
	if before == partPreposition {
		g.marker = r.token(r.parts[i-1].first).Lower
		if i > 1 && r.parts[i-2].kind == partPhrase {
			g.governorNoun = r.parts[i-2].index
		}
	}
	g.passive = !ing
	switch {
	case before == partPhrase:
		g.subject = r.parts[i-1].index
		g.governorNoun = g.subject
	case c.last != none:
		g.subject = r.groups[c.last].subject
	default:
		g.subject = c.subject
	}
	if before == partConjunction && c.last != none {
		last := r.groups[c.last]
		g.subject, g.governor, g.governorNoun, g.marker, g.link = last.subject, last.governor, last.governorNoun, last.marker, last.link
		if last.passive && !ing {
			g.finite, g.past, g.modal, g.negative, g.perfect = last.finite, last.past, last.modal, last.negative, last.perfect
		}
		if ing {
			g.progressive, g.modal, g.finite = last.progressive, last.modal, last.finite && last.progressive
		}
	}
	r.push(clause{link: linkParticiple, governor: c.last, noun: none, subject: none, comma: before == partComma || i == 0})
	t := r.top()
	t.last, t.group = x, x
	if c.group == none && before != partComma && i > 0 { // "talks held in Geneva ended": the main verb is still to come
		t.link = linkRelative
	}
	return true
}

// finiteLater tells whether a finite verb follows part i that can be the verb
// of the open clause: no relative word or conjunction comes first.
func (r *reader) finiteLater(i int) bool {
	for k := i + 1; k < len(r.parts); k++ {
		switch p := r.parts[k]; p.kind {
		case partGroup:
			if r.groups[p.index].finite {
				return true
			}
		case partRelative, partBreak:
			return false
		case partPreposition:
			if w := r.token(p.first).Lower; w == "that" || w == "if" || w == "because" || w == "after" || w == "as" || w == "while" {
				return false
			}
		case partConjunction, partComma:
			if p.kind == partConjunction && k+1 < len(r.parts) && r.parts[k+1].kind == partGroup {
				return false
			}
			if n := r.phraseAfter(k); n != none && r.subjectOfNext(r.lastOwned(n)) {
				return false
			}
		}
	}
	return false
}
