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
			r.restart()
		case partQuote:
			r.quoted = !r.quoted
		}
		r.comma = p.kind == partComma || i == 0 && p.kind != partPhrase && p.kind != partGroup
	}
	s.suffer()
	s.leftovers()
	s.attribute()
}

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

// restart ends everything: what follows is a sentence of its own.
func (r *reader) restart() {
	base := r.open[0]
	if base.group == none && base.subject != none {
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
	if p.prep == "" && !p.time && p.list == none && c.last != none && r.subjectOfNext(i) {
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
	case c.last != none:
		p.verb = c.last
	}
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

// ownsNext tells whether the phrase of part i is the possessor of the next one.
func (s *sentence) ownsNext(i int) bool {
	return i+1 < len(s.parts) && s.parts[i+1].kind == partPhrase && s.phrases[s.parts[i+1].index].owner == s.parts[i].index
}

// subjectOfNext tells whether a finite verb follows part i, over prepositional
// phrases, lists and adverbs, and before anything else.
func (s *sentence) subjectOfNext(i int) bool {
	for k := i + 1; k < len(s.parts) && k < i+9; k++ {
		switch p := s.parts[k]; p.kind {
		case partGroup:
			g := s.groups[p.index]
			return g.finite || i > 0 && s.parts[i-1].kind == partConjunction && s.tag(g.head) == "VBN" && g.first == g.head && !g.passive && !s.followedBy(k, "by")
		case partPhrase:
			if s.parts[k-1].kind != partPreposition && s.parts[k-1].kind != partConjunction && s.phrases[p.index].owner == none && !s.phrases[p.index].time {
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

// antecedent is the phrase a relative clause behind x is about: the one that
// x hangs on with "of" or "between", the first of a list.
func (r *reader) antecedent(x int) int {
	x = r.root(x)
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

// conjunction makes room for a new subject where a clause follows.
func (r *reader) conjunction(i int) {
	n := r.phraseAfter(i)
	if n == none {
		return
	}
	y := r.firstOf(n)
	c := r.top()
	if r.phrases[y].list == none || c.group == none || !r.subjectOfNext(r.lastOwned(n)) {
		return
	}
	// "... signed the accord and Thailand released soldiers": no list after all.
	if root := r.root(y); r.phrases[root].verb == c.last || r.phrases[root].prep != "" || r.phrases[root].time {
		r.phrases[y].list, r.phrases[y].prep, r.phrases[y].on = none, "", none
	}
}

// group gives the verb group of part i its subject and its governor.
func (r *reader) group(i int) {
	x := r.parts[i].index
	g := &r.groups[x]
	g.quoted = r.quoted
	switch {
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

// reduced tells whether a verb tagged as past stands between commas while the
// subject before them gets its verb behind them: "A visit, planned for Friday,
// was postponed".
func (r *reader) reduced(i int, g *group) bool {
	c := r.top()
	if i == 0 || r.parts[i-1].kind != partComma || g.first != g.head || r.tag(g.head) != "VBD" || c.group != none || c.subject == none {
		return false
	}
	for k := i + 1; k < len(r.parts); k++ {
		switch p := r.parts[k]; p.kind {
		case partGroup:
			if r.parts[k-1].kind == partComma && r.groups[p.index].finite {
				g.finite = false
				return true
			}
			return false
		case partRelative, partBreak, partConjunction:
			return false
		}
	}
	return false
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
	if last := r.groups[c.last]; r.tag(g.head) == "VB" && g.modal == "" { // "will meet and discuss", "declined to confirm or deny"
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
			if p := r.phrases[k]; p.verb == v && !p.subject && !p.time && p.list == none && p.first >= g.last && (p.prep == "" || p.prep == "on" || p.prep == "to") {
				return k
			}
		}
	}
	return g.subject
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

func (s *sentence) followedBy(i int, word string) bool {
	return i+1 < len(s.parts) && s.token(s.parts[i+1].first).Lower == word
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
