// Package numbers finds how many and how much a text says: "at least 25",
// "about 270,000", "between 20 and 30", "tens of thousands", "$5 billion", "62 %".
// A Document goes in, its numbers with their bounds come out in text order. What a
// number counts is for others to find out.
package numbers

import (
	"github.com/throughline-news/throughline/nlp"
)

// Number is how much some words say. An exact or approximate number has a
// Value; one that its words bound has Min, Max or both instead. A plural that
// stands for a number has twice its unit as Min, since it means two at least:
// "dozens" 24, "hundreds" 200, "tens of thousands" 20,000.
type Number struct {
	nlp.Span            // of all its words, those that bound it and its currency too
	First, Last     int // its tokens, Last exclusive; all in one sentence
	Value, Min, Max *float64
	Approx          bool   // the words say that it is not exact
	Currency        string // of money: ISO 4217, or the word where several countries share it ("peso")
	Percent         bool
	Unit            string // what is counted when it is one word with the number: of "28-point" point
}

// Find returns the numbers of doc. Ages, and ordinal and other numbers that
// name things, are left out as far as their own words tell.
func Find(doc *nlp.Document) []Number {
	var out []Number
	for _, s := range doc.Sentences {
		r := reader{doc.Tokens[:s.Last]}
		free := s.First // the first token that belongs to no number yet
		for i := s.First; i < s.Last; {
			n, ok := r.number(i, free)
			if !ok {
				i++
				continue
			}
			n.Span = nlp.Span{Start: doc.Tokens[n.First].Start, End: doc.Tokens[n.Last-1].End}
			out = append(out, n)
			i, free = n.Last, n.Last
		}
	}
	return out
}

// reader reads the tokens up to the end of a sentence.
type reader struct{ tokens []nlp.Token }

// word is the token at i in lower case, "" beyond the ends.
func (r reader) word(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].Lower
}

// number reads the number whose figures or words begin at i. Words before free
// are another's.
func (r reader) number(i, free int) (Number, bool) {
	n := Number{First: i}
	at, symbol := r.symbol(i)
	c, ok := r.figure(at, symbol)
	if !ok || r.names(i, free, c) {
		return n, false
	}
	n.Last, n.Currency, n.Unit, n.Approx = c.last, symbol, c.unit, c.round
	var low, high float64
	switch d, joined := r.upper(i, free, c, symbol); {
	case joined:
		low, high = c.n, d.n
		if c.scale < d.scale && c.scale == 1 && c.n*d.scale < d.n {
			low = c.n * d.scale // "5 to 10 million"
		}
		n.Min, n.Max = &low, &high
		n.Last, n.Unit = d.last, d.unit
	case c.plural:
		n.Min = &c.n
	default:
		n.Value = &c.n
	}
	if !r.measure(&n, c) {
		return n, false
	}
	r.bound(&n, free)
	return n, true
}

// names tells whether the figure at i is no amount: an age, a numbered thing,
// the pronoun "one".
func (r reader) names(i, free int, c figure) bool {
	switch r.word(i - 1) {
	case "aged", "age", "no.", "number", "article", "resolution", "section", "chapter", "page":
		return i > free && c.last == i+1
	case "no", "any", "every", "some", "each", "another", "the", "this", "that", "which", "everyone":
		return r.word(i) == "one" && i > free
	}
	return r.word(i) == "one" && r.word(i+1) == "another"
}

// upper reads the upper end of a range whose lower end is c: "to 30" after
// "20", "and 30" after "between 20". "From 20 to 30" may tell of a change, and
// what falls is a result of a vote: neither is a range.
func (r reader) upper(i, free int, c figure, symbol string) (figure, bool) {
	if c.to > 0 {
		return figure{n: c.to, scale: c.scale, unit: c.unit, last: c.last}, true
	}
	if c.plural || c.unit != "" {
		return c, false
	}
	switch r.word(c.last) {
	case "and":
		if r.word(i-1) != "between" || i == free {
			return c, false
		}
	case "to":
		if r.word(i-1) == "from" {
			return c, false
		}
	case "-", "–", "or":
	default:
		return c, false
	}
	at, second := r.symbol(c.last + 1)
	if second != "" && second != symbol {
		return c, false
	}
	d, ok := r.figure(at, second)
	if !ok || d.plural || d.n <= c.n || r.word(c.last) == "or" && d.n > 2*c.n {
		return c, false
	}
	return d, true
}

// measure reads what is behind a number and makes it money or a share, and
// tells whether it is one that counts.
func (r reader) measure(n *Number, c figure) bool {
	if code := currency(n.Unit); code != "" && n.Currency == "" && c.scale > 1 { // "5-million-dollar"
		n.Currency, n.Unit = code, ""
	}
	switch n.Unit {
	case "third", "thirds", "half", "quarter", "quarters", "fifth", "fifths":
		return false
	case "percent":
		n.Percent, n.Unit = true, ""
		return true
	}
	if n.Currency != "" || n.Unit != "" {
		return true
	}
	switch r.word(n.Last) {
	case "%", "percent", "pct":
		n.Percent = true
		n.Last++
	case "per":
		if r.word(n.Last+1) == "cent" {
			n.Percent = true
			n.Last += 2
		}
	case "percentage":
		return false // a difference of shares
	case "times", "degrees", "st", "nd", "rd", "th":
		return false
	default:
		if code, last := r.currencyAt(n.Last); code != "" {
			if r.word(last) == "of" && code == "GBP" && c.scale < 1e6 {
				return false // a weight: "500 pounds of explosives"
			}
			n.Currency, n.Last = code, last
		}
	}
	return true
}
