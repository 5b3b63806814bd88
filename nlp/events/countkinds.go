package events

import (
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// kind finds out what the number counts: by the verb it is object or subject
// of, the state that is told behind it, the toll that it is, the noun before
// "of", and its own noun.
func (c *counting) kind() models.QuantityKind {
	for _, by := range []func() models.QuantityKind{c.byState, c.byVerb, c.byToll, c.byOf, c.byNoun} {
		if k := by(); k != "" {
			return k
		}
	}
	return ""
}

func (c *counting) lemmaOfHead() string {
	if c.head == none {
		return ""
	}
	return c.s.lemma(c.head)
}

// byVerb knows it by the verb: "killed 25", "25 were killed", "25 died".
func (c *counting) byVerb() models.QuantityKind {
	s, g := c.s, c.group
	if g == none {
		return ""
	}
	v := &s.groups[g]
	lx := s.lex.counts
	if c.isObject(g) {
		if c.lemmaOfHead() == "life" { // "claimed 25 lives"
			return lx.life[v.lemma]
		}
		return c.fitting(lx.object[v.lemma])
	}
	if !v.passive && slices.Contains(s.doers(g), c.phrase) {
		if v.lemma == "lose" && len(s.objects(g)) > 0 && s.lemma(s.phrases[s.objects(g)[0]].head) == "life" {
			return models.Killed
		}
		return c.fitting(lx.subject[v.lemma])
	}
	return ""
}

// isObject tells whether the number is what group g is done to. Right behind
// the verb it is, whatever its words look like: "between 20 and 30 people".
func (c *counting) isObject(g int) bool {
	s := c.s
	if c.first >= s.groups[g].last {
		i := s.groups[g].last
		for i < c.first && isAdverb(s.tag(i)) {
			i++
		}
		if i == c.first {
			return true
		}
	}
	objects := s.objects(g)
	return slices.Contains(objects, c.phrase) || slices.Contains(objects, s.root(c.phrase))
}

// fitting is kind k unless the noun cannot be counted by it: houses are not
// killed and people not destroyed.
func (c *counting) fitting(k models.QuantityKind) models.QuantityKind {
	if k == "" || c.head == none && k != models.Destroyed {
		return k
	}
	switch k {
	case models.Killed, models.Wounded, models.Missing, models.Crowd:
		if c.isThing() {
			return ""
		}
	case models.Detained, models.Released:
		if !c.isPerson() {
			return ""
		}
	case models.Displaced:
		if c.isThing() && !c.s.lex.classes["territory"].Has(c.lemmaOfHead()) || c.s.lex.classes["territory"].Has(c.lemmaOfHead()) {
			return ""
		}
	case models.Destroyed:
		if c.head == none || c.isPerson() {
			return ""
		}
	}
	return k
}

// isThing tells whether what is counted is known to be no person.
func (c *counting) isThing() bool {
	w := c.lemmaOfHead()
	for _, class := range [...]string{"building", "vehicle", "weapon", "territory", "money", "aid"} {
		if c.s.lex.classes[class].Has(w) {
			return true
		}
	}
	return c.s.lex.counts.things.Has(w)
}

// isPerson tells whether what is counted is known to be people: by class, as a
// people's name, or by the ending of the word.
func (c *counting) isPerson() bool {
	w := c.lemmaOfHead()
	for _, class := range [...]string{"people", "person", "victim", "prisoner", "rebel", "official", "civilian", "refugee"} {
		if c.s.lex.classes[class].Has(w) {
			return true
		}
	}
	if k := c.placeAt[c.head]; k != 0 && c.Places[k-1].Demonym {
		return true
	}
	switch c.s.lex.counts.noun[w] {
	case models.Troops, models.Crowd, models.Displaced:
		return true
	case models.Weapons:
		return false
	}
	if c.isThing() || !noun(c.s.tag(c.head)) {
		return false
	}
	return personEnding(w)
}

// personEnding tells whether a noun ends as words for persons do.
func personEnding(w string) bool {
	for _, ending := range [...]string{"er", "or", "ist", "ian", "ant", "ee", "man", "woman", "girl", "boy", "people", "national", "other", "member"} {
		if strings.HasSuffix(w, ending) {
			return true
		}
	}
	return false
}

// byState knows it by what is told of those counted: "left 25 people dead",
// "34 dead", "25 are missing", "were found dead", "12 missing".
func (c *counting) byState() models.QuantityKind {
	s := c.s
	state := s.lex.counts.state
	end := max(c.end, c.last)
	for end < s.last && (s.token(end).Lower == "more" || s.token(end).Lower == "others" || s.token(end).Lower == "still") {
		end++
	}
	if end < s.last {
		if k := c.fitting(state[s.token(end).Lower]); k != "" && !s.acts(end) {
			c.end = end + 1
			return k
		}
	}
	g := c.group
	if g == none {
		return ""
	}
	v := &s.groups[g]
	if v.last == c.first-1 { // "shot dead two men"
		return c.fitting(state[s.token(v.last).Lower])
	}
	if !c.standsFor(g) {
		return ""
	}
	if v.adjective != none {
		if k := state[s.token(v.adjective).Lower]; k != "" {
			return c.fitting(k)
		}
	}
	if v.last < s.last && (v.passive || v.lemma == "go" || v.lemma == "be" || v.lemma == "remain") {
		last := v.last
		for last+1 < s.last && isAdverb(s.tag(last)) { // "were still missing"
			last++
		}
		return c.fitting(state[s.token(last).Lower])
	}
	return ""
}

// standsFor tells whether the number is the subject of group g.
func (c *counting) standsFor(g int) bool {
	p := c.s.groups[g].subject
	return p != none && slices.Contains(c.s.members(c.s.root(p)), c.phrase)
}

// acts tells whether the word at i is a verb with an object of its own: "25
// soldiers wounded a farmer".
func (s *sentence) acts(i int) bool {
	for g := range s.groups {
		if v := &s.groups[g]; v.first <= i && i < v.last {
			return !v.passive && len(s.objects(g)) > 0
		}
	}
	return false
}

// byToll knows it by the word for the sum: "the death toll rose to 34", "put
// the number of wounded at 80".
func (c *counting) byToll() models.QuantityKind {
	s := c.s
	ph := &s.phrases[c.phrase]
	if c.head != none && !c.isPerson() && s.lex.counts.noun[c.lemmaOfHead()] == "" {
		return ""
	}
	switch ph.prep {
	case "", "to", "at", "of", "past", "above", "over", "beyond":
	default:
		return ""
	}
	if ph.on != none {
		if k := s.tollKind(ph.on); k != "" {
			c.sum = true
			return k
		}
	}
	g := c.group
	if g == none || !s.lex.counts.tollVerbs.Has(s.groups[g].lemma) {
		return ""
	}
	if p := s.groups[g].subject; p != none && p != c.phrase {
		if k := s.tollKind(s.root(p)); k != "" {
			c.sum = true
			return k
		}
	}
	for _, p := range s.objects(g) {
		if k := s.tollKind(p); p != c.phrase && ph.prep != "" && k != "" {
			c.sum = true
			return k
		}
	}
	return ""
}

// tollKind is what phrase p is the sum of, "" when it is none.
func (s *sentence) tollKind(p int) models.QuantityKind {
	ph := &s.phrases[p]
	lx := s.lex.counts
	head := s.lemma(ph.head)
	if !lx.toll.Has(head) {
		return ""
	}
	for i := ph.first; i < ph.head; i++ {
		if k := lx.noun[s.lemma(i)]; k != "" {
			return k
		}
	}
	for q := p + 1; q < len(s.phrases) && q <= p+2; q++ {
		if o := &s.phrases[q]; o.on == p && o.prep == "of" {
			for i := o.first; i < min(o.last+1, s.last); i++ { // "of dead", "of wounded people", "of people killed"
				if k := lx.noun[s.lemma(i)]; k != "" && i < o.last {
					return k
				}
				if k := lx.state[s.token(i).Lower]; k != "" {
					return k
				}
			}
		}
	}
	if head == "toll" {
		return models.Killed
	}
	return ""
}

// byOf knows it by the noun that is done to those counted: "the arrest of 12".
func (c *counting) byOf() models.QuantityKind {
	ph := &c.s.phrases[c.phrase]
	if ph.prep != "of" || ph.on == none {
		return ""
	}
	on := c.s.lemma(c.s.phrases[ph.on].head)
	if v := c.s.phrases[c.s.root(ph.on)].verb; v != none && on == "life" { // "claimed the lives of 25 soldiers"
		return c.fitting(c.s.lex.counts.life[c.s.groups[v].lemma])
	}
	return c.fitting(c.s.lex.counts.of[on])
}

// byNoun knows it by the noun that is counted: "25 deaths", "45 missiles".
func (c *counting) byNoun() models.QuantityKind {
	if c.head == none || c.group != none && c.s.groupOp(c.group).is(opSay) && c.standsFor(c.group) { // "two officers said"
		return ""
	}
	return c.s.lex.counts.noun[c.lemmaOfHead()]
}
