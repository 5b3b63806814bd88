package times

import "github.com/throughline-news/throughline/nlp"

// grammar reads expressions from the items of one text. Its methods take the
// index of an item and return the index after what they read; the same index
// back means that they read nothing. None looks ahead farther than an
// expression is long, so the time grows with the length of the text alone.
type grammar struct {
	text  string
	items []item
	doc   *nlp.Document // nil for a lone phrase
	last  *expr         // the expression found before, nil at first

	ancient bool // a year before 1000 was found
}

// findAll returns the expressions of the text in order, none overlapping.
func (g *grammar) findAll() []expr {
	var found []expr
	for i := 0; i < len(g.items); {
		by := g.opens(i)
		if by == 0 {
			i++
			continue
		}
		e, end := g.longest(i, by)
		if end == i {
			i++
			continue
		}
		e.from, e.to = i, end
		e.Start, e.End = g.items[i].start, g.items[end-1].end
		g.markRange(found, &e)
		found = append(found, e)
		g.last = &found[len(found)-1]
		g.ancient = g.ancient || e.form == formDate && e.year > 0 && e.year < 1000
		i = end
	}
	return found
}

// opens returns the readers to try at i: most words are ruled out by
// themselves or by the word after them.
func (g *grammar) opens(i int) readers {
	it := &g.items[i]
	switch {
	case it.kind == numberItem:
		if g.width(i) >= 3 || g.known(i+1) || g.last != nil && g.last.to == i-1 {
			return forNumber
		}
	case it.kind == markItem:
		if it.word == apostrophe && g.isNumber(i+1) {
			return forDate
		}
	case it.opens&alone != 0, it.opens != 0 && g.known(i+1):
		return it.opens
	case g.wordQ(i) && g.gluedFigure(i+1):
		return forDate
	}
	return 0
}

// known tells whether item i is a number or in the lexicon, marks included.
func (g *grammar) known(i int) bool {
	return i < len(g.items) && (g.items[i].word != noWord || g.items[i].kind == numberItem)
}

// longest returns the longest expression at i that one of the readers reads.
func (g *grammar) longest(i int, by readers) (best expr, end int) {
	end = i
	for k, read := range [...]func(*grammar, int) (expr, int){
		(*grammar).dated, (*grammar).duration, (*grammar).set, (*grammar).reference,
	} {
		if by&(1<<k) == 0 {
			continue
		}
		if e, to := read(g, i); to > end && !g.crosses(i, to) {
			best, end = e, to
		}
	}
	return best, end
}

// markRange tells the previous expression when e closes a range with it:
// "between Nov. 3 and 5", "from Monday to Wednesday", "22 to 24 November". The
// open side takes the month that stands only at the close.
func (g *grammar) markRange(found []expr, e *expr) {
	if len(found) == 0 {
		return
	}
	p := &found[len(found)-1]
	if e.from != p.to+1 || p.form == formDuration || e.form == formDuration || p.form == formFixed || e.form == formFixed {
		return
	}
	switch g.word(p.to) {
	case "to", "through", "until", "till", "-":
		p.opens = true
	case "and":
		p.opens = p.from > 0 && g.word(p.from-1) == "between"
	}
	if p.opens && p.form == formDate && e.form == formDate && p.year == 0 && p.which == noWhich && p.month > 0 && e.year > 0 {
		p.year = e.year
		if e.month > 0 && p.month > e.month {
			p.year--
		}
	}
}

func (g *grammar) word(i int) string {
	if i < 0 || i >= len(g.items) {
		return ""
	}
	return vocabulary[g.items[i].word]
}

func (g *grammar) class(i int) class {
	if i < 0 || i >= len(g.items) {
		return plain
	}
	return g.items[i].class
}

func (g *grammar) is(i int, words ...string) bool {
	w := g.word(i)
	if w == "" {
		return false
	}
	for _, x := range words {
		if w == x {
			return true
		}
	}
	return false
}

// skip returns i+1 when item i is one of words, else i.
func (g *grammar) skip(i int, words ...string) int {
	if g.is(i, words...) {
		return i + 1
	}
	return i
}

// phrase returns the index after the words in turn, or i.
func (g *grammar) phrase(i int, words ...string) int {
	for k, w := range words {
		if g.word(i+k) != w {
			return i
		}
	}
	return i + len(words)
}

// glued tells whether item i stands directly after the one before it.
func (g *grammar) glued(i int) bool {
	return i > 0 && i < len(g.items) && !g.items[i].space
}

// crosses tells whether a line that ends a sentence or heading ends between
// the items from and to: no expression goes on after it.
func (g *grammar) crosses(from, to int) bool {
	if g.doc == nil {
		return false
	}
	for i := from + 1; i < to; i++ {
		if g.items[i].line && g.doc.SentenceAt(g.items[i-1].start) != g.doc.SentenceAt(g.items[i].start) {
			return true
		}
	}
	return false
}

func (g *grammar) isNumber(i int) bool {
	return i >= 0 && i < len(g.items) && g.items[i].kind == numberItem
}

// width returns the number of digits of item i, 0 when it is no number.
func (g *grammar) width(i int) int {
	if !g.isNumber(i) {
		return 0
	}
	return g.items[i].end - g.items[i].start
}

func (g *grammar) upper(i int) bool { return i >= 0 && i < len(g.items) && g.items[i].upper }

// startsLine tells whether item i opens its line or sentence, where a capital
// says nothing.
func (g *grammar) startsLine(i int) bool {
	return i == 0 || g.items[i].line || g.is(i-1, ".", "!", "?", "\"", "“", "(", "'")
}

// tag returns the part of speech of the word at item i, "" when not known.
func (g *grammar) tag(i int) string {
	if g.doc == nil || i < 0 || i >= len(g.items) || len(g.doc.Tokens) == 0 {
		return ""
	}
	first, last := g.doc.TokensIn(nlp.Span{Start: g.items[i].start, End: g.items[i].end})
	if first >= last {
		return ""
	}
	return g.doc.Tokens[first].Tag
}
