package events

// clause is an open clause while a sentence is read from left to right.
type clause struct {
	link     link
	group    int // its first finite verb, or none
	last     int // the verb read last in it
	subject  int // the phrase that waits for its verb, or none
	governor int // the group the clause hangs on
	noun     int // the phrase it hangs on
	marker   string
	comma    bool // it was opened behind a comma, or at the very beginning
}

// reader links the groups of a sentence to their subjects and governors.
type reader struct {
	*sentence
	open   []clause
	comma  bool // the part before is a comma
	quoted bool
}

// clauses reads the parts from left to right with a stack of open clauses.
func (s *sentence) clauses() {
	r := &reader{sentence: s, open: []clause{{group: none, last: none, subject: none, governor: none, noun: none}}}
	for i := 0; i < len(s.parts); i++ {
		p := s.parts[i]
		switch p.kind {
		case partPhrase:
			r.phrase(i)
		case partGroup:
			r.group(i)
		case partRelative:
			r.relative(i)
		case partPreposition:
			r.preposition(i)
		case partConjunction:
			r.conjunction(i)
		case partComma:
			r.closeAtComma()
		case partBreak:
			r.restart(r.token(p.first).Text == ":")
		case partQuote:
			r.quoted = !r.quoted
		}
		r.comma = p.kind == partComma || i == 0 && p.kind != partPhrase && p.kind != partGroup
	}
	s.suffer()
	s.leftovers()
	s.attribute()
}

func (r *reader) top() *clause { return &r.open[len(r.open)-1] }

func (r *reader) push(c clause) { c.group, c.last = none, none; r.open = append(r.open, c) }

// closeAtComma ends the clauses that a comma ends: those opened behind one, and
// adverbial ones that have their verb.
func (r *reader) closeAtComma() {
	for len(r.open) > 1 {
		c := r.top()
		if c.group == none && c.last == none || !(c.comma || c.link == linkAdverbial || c.link == linkParticiple) {
			return
		}
		r.open = r.open[:len(r.open)-1]
	}
}

// restart ends everything: what follows is a sentence of its own, behind a colon always.
func (r *reader) restart(colon bool) {
	base := r.open[0]
	if !colon && base.group == none && base.subject != none {
		return // "X - of Y - said": the subject still waits
	}
	r.open = append(r.open[:0], clause{group: none, last: none, subject: none, governor: none, noun: none})
}

// phrase takes a phrase as subject to come, or hangs it on the verb before.
func (r *reader) phrase(i int) {
	x := r.parts[i].index
	p := &r.phrases[x]
	if r.ownsNext(i) {
		return
	}
	c := r.top()
	object := i > 0 && r.parts[i-1].kind == partGroup && !r.groupOp(r.parts[i-1].index).is(opSay|opClaim|opThink|opDeny|opFuture|opThreat|opRequest)
	if p.prep == "" && !p.time && p.list == none && c.last != none && !object && r.subjectOfNext(i) {
		switch {
		case r.comma:
			// ", officials said": behind a comma a new clause beside the others
			r.restartBeside(x)
		case r.groupOp(c.last).is(opSay|opClaim|opThink|opDeny|opFuture|opThreat|opRequest) || c.link == linkComplement && c.group == none:
			r.push(clause{link: linkComplement, governor: c.last, noun: none, subject: x})
		case i > 0 && r.parts[i-1].kind == partPhrase:
			r.push(clause{link: linkRelative, governor: none, noun: r.parts[i-1].index, subject: x})
		default:
			c.subject, c.group = x, none
		}
		p.verb = none
		return
	}
	switch {
	case c.last == none && c.subject == none && p.prep == "" && !p.time:
		c.subject = x
	case c.last != none && c.group != none && p.prep == "" && p.time && !r.waits() && r.groupOp(c.last).is(opSay|opClaim|opThink) && r.verbRight(i):
		r.push(clause{link: linkComplement, governor: c.last, noun: none, subject: x}) // "said today was a great day"
	case c.last != none:
		p.verb = c.last
	}
}

// verbRight tells whether a finite verb stands right behind part i.
func (r *reader) verbRight(i int) bool {
	return i+1 < len(r.parts) && r.parts[i+1].kind == partGroup && r.groups[r.parts[i+1].index].finite
}

// restartBeside opens a main clause whose subject is x, unless the open one still waits for its verb.
func (r *reader) restartBeside(x int) {
	for len(r.open) > 1 && r.top().group == none && r.top().subject == none {
		r.open = r.open[:len(r.open)-1]
	}
	c := r.top()
	if c.group == none && c.last == none {
		if c.subject == none {
			c.subject = x
		}
		return
	}
	c.subject, c.group = x, none
}

// conjunction makes room for a new subject where a clause follows.
func (r *reader) conjunction(i int) {
	n := r.phraseAfter(i)
	if n == none {
		return
	}
	y := r.firstOf(n)
	c := r.top()
	if c.subject != none && c.group == none && c.last == none && r.comma && !r.phrases[y].time && r.endsRelative(y, c.subject) {
		r.phrases[y].list, r.phrases[y].prep, r.phrases[y].on = r.root(c.subject), "", none // "Costa, who leads the army, and Silva, who ..., met"
		return
	}
	if r.phrases[y].list == none || c.group == none || !r.subjectOfNext(r.lastOwned(n)) {
		return
	}
	// "... signed the accord and Thailand released soldiers": no list after all.
	if root := r.root(y); r.phrases[root].verb == c.last || r.phrases[root].prep != "" || r.phrases[root].time {
		r.phrases[y].list, r.phrases[y].prep, r.phrases[y].on = none, "", none
	}
}

// endsRelative tells whether phrase y can be joined to phrase x before it: it is
// in no list but one that began in a clause about x.
func (r *reader) endsRelative(y, x int) bool {
	l := r.phrases[y].list
	if l == none {
		return r.phrases[y].prep == ""
	}
	v := r.phrases[r.root(l)].verb
	return v != none && r.groups[v].link == linkRelative && r.groups[v].governorNoun != none && r.root(r.groups[v].governorNoun) == r.root(x)
}

// group gives the verb group of part i its subject and its governor.
func (r *reader) group(i int) {
	x := r.parts[i].index
	g := &r.groups[x]
	g.quoted = r.quoted
	switch {
	case r.saidAfter(i, g):
		r.open = append(r.open[:0], clause{group: x, last: x, subject: g.subject, governor: none, noun: none})
		r.phrases[g.subject].subject = true
	case g.infinitive:
		r.infinitive(i, g, x)
	case (!g.finite || r.reduced(i, g)) && r.participle(i, g, x):
	default:
		r.finite(g, x)
	}
	if g.link != linkRelative && g.link != linkParticiple && r.top().last == x && g.subject != none && r.phrases[g.subject].verb == none {
		r.phrases[g.subject].verb = x
		r.phrases[g.subject].subject = true
	}
}

func (r *reader) finite(g *group, x int) {
	g.finite = true
	for len(r.open) > 1 {
		c := r.top()
		if c.group == none || r.comma && c.comma {
			break
		}
		if c.link != linkParticiple && !r.waits() {
			break
		}
		r.open = r.open[:len(r.open)-1]
	}
	c := r.top()
	if c.group == none {
		g.subject, g.governor, g.governorNoun, g.link, g.marker = c.subject, c.governor, c.noun, c.link, c.marker
		c.group, c.last = x, x
		return
	}
	first := r.groups[c.group]
	g.subject, g.governor, g.governorNoun, g.link, g.marker = first.subject, first.governor, first.governorNoun, first.link, first.marker
	if last := r.groups[c.last]; r.tag(g.head) == "VB" && g.modal == "" { // "will meet and discuss", "refused to sign or speak"
		g.modal, g.negative = last.modal, g.negative || last.negative
		if last.infinitive {
			g.infinitive, g.finite = true, false
			g.subject, g.governor, g.governorNoun, g.link, g.marker = last.subject, last.governor, last.governorNoun, last.link, last.marker
		}
	}
	c.last = x
}

// waits tells whether a clause below the open one still wants its verb.
func (r *reader) waits() bool {
	for _, c := range r.open[:len(r.open)-1] {
		if c.group == none && c.subject != none {
			return true
		}
	}
	return false
}

func (r *reader) infinitive(i int, g *group, x int) {
	c := r.top()
	g.link, g.governor = linkInfinitive, c.last
	if i > 0 && r.parts[i-1].kind == partPhrase {
		n := r.parts[i-1].index
		if r.headOp(n).is(opNounFuture|opNounPossible|opNounRequest|opNounNegate) && !r.phrases[n].time {
			g.governorNoun = n
		}
	}
	if c.last == none {
		g.subject = c.subject
	} else {
		g.subject = r.controller(c.last)
	}
	if i > 0 && r.parts[i-1].kind == partConjunction && c.last != none && r.groups[c.last].infinitive { // "to meet and to talk"
		last := r.groups[c.last]
		g.governor, g.governorNoun, g.subject = last.governor, last.governorNoun, last.subject
	}
	if c.last == none && c.subject == none { // "To bridge the gaps they must ..."
		return
	}
	c.last = x
}

// controller is the phrase that acts in an infinitive that hangs on group v:
// the object of "urge", else the subject.
func (r *reader) controller(v int) int {
	g := r.groups[v]
	if r.groupOp(v).is(opObjectControl) && !g.passive {
		for k := range r.phrases {
			if p := r.phrases[k]; p.verb == v && !p.subject && !p.time && p.list == none && p.first >= g.last && controls(g.lemma, p.prep) {
				return k
			}
		}
	}
	return g.subject
}

// controls tells whether what stands behind a preposition, or is the object, is
// told to act: "called on Kenya to", but not "called Kenya to congratulate it".
func controls(verb, prep string) bool {
	switch verb {
	case "call":
		return prep == "on" || prep == "upon"
	case "appeal":
		return prep == "to"
	}
	return prep == ""
}

func (s *sentence) followedBy(i int, word string) bool {
	return i+1 < len(s.parts) && s.token(s.parts[i+1].first).Lower == word
}
