package events

// relative opens a clause that hangs on the phrase before, or a question.
func (r *reader) relative(i int) {
	lower := r.token(r.parts[i].first).Lower
	c := r.top()
	if i == 0 || r.parts[i-1].kind == partGroup || lower == "when" || lower == "while" || lower == "whether" || lower == "how" || lower == "why" || lower == "what" {
		if lower == "when" || c.last == none {
			r.push(clause{link: linkAdverbial, governor: c.last, noun: none, subject: none, marker: lower, comma: r.comma || i == 0})
			return
		}
		r.push(clause{link: linkComplement, governor: c.last, noun: none, subject: none, marker: lower, comma: r.comma})
		return
	}
	k := i - 1
	for k > 0 && (r.parts[k].kind == partComma || r.parts[k].kind == partPreposition) {
		k--
	}
	noun := none
	if r.parts[k].kind == partPhrase {
		noun = r.antecedent(r.parts[k].index)
	}
	subject := none
	if r.verbNext(i) {
		subject = noun
	}
	r.push(clause{link: linkRelative, governor: c.last, noun: noun, subject: subject, comma: r.comma})
}

// maxJoint is how many words may stand between two members of a list that a
// clause is about together: ", and the".
const maxJoint = 3

// antecedent is the phrase a relative clause behind x is about: the one that
// x hangs on with "of" or "between", the first of a list.
func (r *reader) antecedent(x int) int {
	if l := r.phrases[x].list; l == none || r.phrases[x].first-r.phrases[l].last <= maxJoint {
		x = r.root(x)
	}
	if p := r.phrases[x]; p.on != none && (p.prep == "of" || p.prep == "between") {
		return r.root(p.on)
	}
	return x
}

// verbNext tells whether the part after i is a finite verb.
func (r *reader) verbNext(i int) bool {
	for k := i + 1; k < len(r.parts); k++ {
		if r.parts[k].kind == partGroup {
			return true
		}
		if r.parts[k].kind != partOther && r.parts[k].kind != partComma {
			return false
		}
	}
	return false
}

// preposition opens an adverbial or complement clause where the word at i is a
// conjunction in truth: "after talks failed", "that it withdraws".
func (r *reader) preposition(i int) {
	lower := r.token(r.parts[i].first).Lower
	if lower == "that" || lower == "whether" {
		r.that(i, lower)
		return
	}
	if !r.opensClause(i) {
		return
	}
	c := r.top()
	r.push(clause{link: linkAdverbial, governor: c.last, noun: none, subject: none, marker: lower, comma: r.comma || i == 0})
}

// that opens a complement of the verb before, or a clause about the noun before.
func (r *reader) that(i int, marker string) {
	c := r.top()
	if i > 0 && r.parts[i-1].kind == partPhrase && r.parts[i-1].last == r.parts[i].first {
		x := r.parts[i-1].index
		if r.verbNext(i) && !r.groupOp(max(c.last, 0)).is(opSay) || c.last == none || r.verbNext(i) {
			noun := r.antecedent(x)
			r.push(clause{link: linkRelative, governor: c.last, noun: noun, subject: noun, comma: r.comma})
			return
		}
		if r.headOp(x).is(opNounFuture | opNounPossible | opNounRequest | opNounNegate | opNounClaim) {
			r.push(clause{link: linkComplement, governor: none, noun: x, subject: none, marker: marker})
			return
		}
	}
	r.push(clause{link: linkComplement, governor: c.last, noun: none, subject: none, marker: marker, comma: false})
}

// subordinates tells whether a word can open an adverbial clause.
func subordinates(lower string) bool {
	switch lower {
	case "after", "before", "while", "as", "because", "although", "though", "since", "until", "unless", "if", "once", "till",
		"whereas", "provided", "lest", "so":
		return true
	}
	return false
}

// takesNoun tells whether such a word can be a preposition as well.
func takesNoun(lower string) bool {
	switch lower {
	case "after", "before", "as", "since", "until", "till":
		return true
	}
	return false
}

// opensClause tells whether the word of part i opens a clause: "that", "if", or
// "after" and the like with a subject and a finite verb before any comma.
func (s *sentence) opensClause(i int) bool {
	lower := s.token(s.parts[i].first).Lower
	if lower == "that" || lower == "whether" {
		return true
	}
	if !subordinates(lower) {
		return false
	}
	if !takesNoun(lower) {
		return true
	}
	k := i + 1
	for k < len(s.parts) && s.parts[k].kind == partOther {
		k++
	}
	return k < len(s.parts) && s.parts[k].kind == partPhrase && s.subjectOfNext(s.lastOwned(k))
}

// lastOwned is the part of the thing owned when part k is a possessor.
func (s *sentence) lastOwned(k int) int {
	for s.ownsNext(k) {
		k++
	}
	return k
}

// ownsNext tells whether the phrase of part i is the possessor of the next one.
func (s *sentence) ownsNext(i int) bool {
	return i+1 < len(s.parts) && s.parts[i+1].kind == partPhrase && s.phrases[s.parts[i+1].index].owner == s.parts[i].index
}

// subjectOfNext tells whether a finite verb follows part i, over prepositional
// phrases, lists, adverbs and a relative clause right behind it, and before
// anything else.
func (s *sentence) subjectOfNext(i int) bool {
	inside := false // a relative clause
	for k := i + 1; k < len(s.parts) && k < i+9; k++ {
		switch p := s.parts[k]; p.kind {
		case partRelative:
			if k != i+1 {
				return false
			}
			inside = true
		case partGroup:
			g := s.groups[p.index]
			if inside && g.finite { // "a diplomat who took part said"
				inside = false
				continue
			}
			return g.finite || i > 0 && s.parts[i-1].kind == partConjunction && s.tag(g.head) == "VBN" && g.first == g.head && !g.passive && !s.followedBy(k, "by")
		case partPhrase:
			if s.parts[k-1].kind != partGroup && s.parts[k-1].kind != partPreposition && s.parts[k-1].kind != partConjunction && s.phrases[p.index].owner == none && !s.phrases[p.index].time {
				return false
			}
		case partOther:
		case partPreposition:
			if s.opensClause(k) {
				return false
			}
		case partConjunction:
			if k+1 < len(s.parts) && s.parts[k+1].kind != partPhrase {
				return false
			}
		default:
			return false
		}
	}
	return false
}
