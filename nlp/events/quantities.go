package events

import (
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/numbers"
)

// tally is a number of a sentence and what it counts, on its way to a mention.
type tally struct {
	models.Quantity
	first, last int  // tokens, last exclusive
	phrase      int  // the phrase that stands in the sentence for it, its first
	group       int  // the verb it belongs to, or none
	on          int  // the phrase it hangs on, or none
	sum         bool // told as the sum: "the death toll rose to 34"
}

// counting is a number while it is found out what it counts.
type counting struct {
	*document
	s           *sentence
	first, last int // its tokens, last exclusive
	phrase      int // that holds its first figure or word
	inner       int // that holds its last, the same unless it is long: "tens of thousands"
	head        int // token of the noun that is counted, or none
	end         int // token behind the noun that is counted
	group       int
	sum         bool
}

// tallies are the numbers of s that count something of an event, in text order.
func (d *document) tallies(s *sentence, found []numbers.Number) []tally {
	if len(s.phrases) == 0 {
		return nil
	}
	phraseOf := s.phraseOf()
	var out []tally
	for i := range found {
		if t, ok := d.tally(s, &found[i], phraseOf); ok {
			out = append(out, t)
		}
	}
	for p := range s.phrases {
		if t, ok := d.uncounted(s, p, phraseOf); ok {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b tally) int { return a.first - b.first })
	return out
}

// phraseOf gives the phrase of each token of s, none where there is none.
func (s *sentence) phraseOf() []int {
	out := make([]int, s.last-s.first)
	for i := range out {
		out[i] = none
	}
	for p := range s.phrases {
		if ph := &s.phrases[p]; !ph.inner {
			for i := ph.first; i < ph.last; i++ {
				out[i-s.first] = p
			}
		}
	}
	return out
}

// tally finds out what n counts.
func (d *document) tally(s *sentence, n *numbers.Number, phraseOf []int) (tally, bool) {
	c := counting{document: d, s: s, first: n.First, last: n.Last, phrase: none, inner: none}
	for i := n.First; i < n.Last; i++ {
		if d.timeAt[i] != 0 || s.tag(i) == "CD" && d.inName(i) {
			return tally{}, false
		}
		if p := phraseOf[i-s.first]; p != none {
			if c.phrase == none {
				c.phrase = p
			}
			c.inner = p
		}
	}
	if c.phrase == none || !c.counted(n) || c.partial() {
		return tally{}, false
	}
	q := models.Quantity{Value: n.Value, Min: n.Min, Max: n.Max, Approx: n.Approx}
	switch {
	case n.Currency != "":
		q.Kind, q.Unit, c.end = models.Money, n.Currency, n.Last
	case n.Percent:
		q.Kind, c.end = models.Percent, n.Last
	case n.Unit != "" && n.Unit != "strong":
		q.Kind, q.Unit, c.end = s.lex.counts.noun[n.Unit], n.Unit, n.Last
	case whole(n):
		q.Kind = c.kind()
		q.Unit = c.unit(q.Kind)
	}
	return c.tally(q)
}

// inName tells whether a number is part of a name: "Group of 20".
func (d *document) inName(token int) bool {
	if k := d.placeAt[token]; k != 0 && !d.Places[k-1].Demonym {
		return true
	}
	a := d.actorAt[token]
	return a != 0 && d.Actors[a-1].Type != ""
}

// uncounted reads what stands for a number without being one: "no casualties",
// "nobody", and "a soldier", who is one.
func (d *document) uncounted(s *sentence, p int, phraseOf []int) (tally, bool) {
	ph := &s.phrases[p]
	c := counting{document: d, s: s, first: ph.first, last: ph.first + 1, phrase: p, inner: p, head: ph.head, end: ph.last, group: none}
	value := 0.0
	switch s.token(ph.first).Lower {
	case "a", "an":
		if ph.inner || !s.countable(ph) || c.partial() {
			return tally{}, false
		}
		c.group = c.verb()
		if value = 1; !toll(c.byVerb()) && c.byVerb() != models.Detained {
			return tally{}, false
		}
	case "no", "nobody", "none":
		if s.token(ph.head).Lower == "one" || ph.head == ph.first {
			c.head = none
		}
	default:
		if ph.prep != "without" || ph.list != none {
			return tally{}, false
		}
	}
	c.group = c.verb()
	q := models.Quantity{Kind: c.kind(), Value: &value}
	q.Unit = c.unit(q.Kind)
	if !toll(q.Kind) && q.Kind != models.Detained {
		return tally{}, false
	}
	return c.tally(q)
}

// unit is the noun that is counted, "" when it says no more than the kind does: "12 deaths".
func (c *counting) unit(k models.QuantityKind) string {
	if c.head == none || c.lemmaOfHead() == "life" || (toll(k) || k == models.Detained) && c.byNoun() == k {
		return ""
	}
	return c.lemmaOfHead()
}

// countable tells whether a phrase is one person: "a soldier".
func (s *sentence) countable(ph *phrase) bool {
	if s.tag(ph.head) != "NN" {
		return false
	}
	for _, class := range [...]string{"person", "victim", "people", "civilian", "prisoner", "suspect", "police"} {
		if s.lex.classes[class].Has(s.lemma(ph.head)) {
			return !s.lex.classes["body"].Has(s.lemma(ph.head)) && !s.lex.classes["quantity"].Has(s.lemma(ph.head))
		}
	}
	return false
}

// toll tells whether a kind counts what befell people or houses.
func toll(k models.QuantityKind) bool {
	switch k {
	case models.Killed, models.Wounded, models.Casualties, models.Missing, models.Displaced, models.Destroyed:
		return true
	}
	return false
}

// whole tells whether n can count: no part of one.
func whole(n *numbers.Number) bool {
	for _, v := range []*float64{n.Value, n.Min, n.Max} {
		if v != nil && *v != float64(int64(*v)) {
			return false
		}
	}
	return true
}

// tally makes the words of a number and what it counts a tally; kind "" is none.
func (c *counting) tally(q models.Quantity) (tally, bool) {
	if q.Kind == "" {
		return tally{}, false
	}
	last := max(c.last, c.end)
	span := c.s.span(c.first, last)
	q.Field, q.Start, q.End = c.Doc.Locate(span)
	q.Text = strings.Join(strings.Fields(c.Doc.Slice(span)), " ")
	ph := &c.s.phrases[c.s.root(c.phrase)]
	t := tally{Quantity: q, first: c.first, last: last, phrase: c.phrase, group: c.group, on: ph.on, sum: c.sum}
	return t, true
}

// counted finds the noun that n counts: the head of its phrase, or what "of"
// follows with ("dozens of people"). It tells whether the number counts in its
// own right: not "six of them", "30 of 45 drones" (the 45), a numbered name.
func (c *counting) counted(n *numbers.Number) bool {
	s := c.s
	c.group = c.verb()
	c.head, c.end = none, c.last
	ph := &s.phrases[c.inner]
	if ph.time {
		return false
	}
	if ph.head >= c.last {
		c.head, c.end = ph.head, ph.head+1
		return !s.lex.counts.things.Has(s.lemma(c.head)) && !s.isTime(c.head)
	}
	if ph.head < c.first && noun(s.tag(ph.head)) {
		return false // "Flight 370"
	}
	if c.last+1 < s.last && s.token(c.last).Lower == "of" {
		switch s.token(c.last + 1).Lower {
		case "them", "whom", "which", "these", "those", "us":
			return false
		}
		for q := c.inner + 1; q < len(s.phrases) && q <= c.inner+3; q++ {
			if o := &s.phrases[q]; o.prep == "of" && o.on == c.inner && !o.time {
				if _, ok := s.lex.counts.noun[s.lemma(o.head)]; ok && s.definite(o) && !n.Percent && s.lex.counts.noun[s.lemma(o.head)] != models.Weapons {
					return false // "six of the dead"
				}
				c.head, c.end = o.head, o.head+1
				return !s.lex.counts.things.Has(s.lemma(o.head))
			}
		}
	}
	return true
}

// partial tells whether the number is part of another that stands before it:
// "34, including six children".
func (c *counting) partial() bool {
	s := c.s
	if i := c.first - 1; i >= s.first {
		switch s.token(i).Lower {
		case "including", "includes", "included", "namely", "mostly":
			return true
		case "them", "whom", "those":
			return i > s.first && s.token(i-1).Lower == "among"
		case "of": // "30 of 45 drones"
			return i > s.first && s.tag(i-1) == "CD" && s.tag(c.last-1) == "CD"
		case "from":
			return c.changes()
		}
	}
	g := c.group
	return g != none && s.lex.counts.parts.Has(s.groups[g].lemma) && s.groups[g].last <= c.first
}

// changes tells whether the number is where something rose or fell from.
func (c *counting) changes() bool {
	s := c.s
	if i := c.first - 2; i >= s.first && (s.token(i).Lower == "up" || s.token(i).Lower == "down") {
		return true
	}
	return c.group != none && s.lex.counts.tollVerbs.Has(s.groups[c.group].lemma)
}

// verb is the group the number belongs to, or none.
func (c *counting) verb() int {
	s := c.s
	for _, p := range [...]int{c.phrase, s.root(c.phrase)} {
		if g := s.phrases[p].verb; g != none {
			return g
		}
	}
	for g := range s.groups { // "where 18 passengers drowned"
		if s.groups[g].subject == c.phrase {
			return g
		}
	}
	return none
}
