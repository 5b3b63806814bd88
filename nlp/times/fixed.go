package times

import "github.com/throughline-news/throughline/nlp"

// fixed reads the words that point to the past, present or future without a
// measure, and the vague spans beside now ("recent weeks", "the coming days").
func (g *grammar) fixed(i int) (expr, int) {
	ref := func(v string, end int) (expr, int) { return expr{form: formFixed, value: v, typ: Date}, end }
	switch g.word(i) {
	case "now", "currently", "presently", "nowadays":
		if g.is(i, "now") && (g.is(i+1, "-") || g.upper(i) && !g.allCapitals(i)) {
			return expr{}, i // "Now, about that vote": no time at the head of a sentence
		}
		return ref("PRESENT_REF", i+1)
	case "right":
		if g.is(i+1, "now") {
			return ref("PRESENT_REF", i+2)
		}
	case "these":
		if g.is(i+1, "days") {
			return ref("PRESENT_REF", i+2)
		}
	case "at":
		if g.is(i+1, "present") {
			return ref("PRESENT_REF", i+2)
		}
	case "present":
		if g.is(i+1, "-", "day") {
			if j := g.skip(i+1, "-"); g.is(j, "day") {
				return ref("PRESENT_REF", j+1)
			}
		}
	case "recently":
		return ref("PAST_REF", i+1)
	case "more":
		if g.is(i+1, "recently") {
			return ref("PAST_REF", i+2)
		}
	case "soon", "shortly":
		if g.is(i, "soon") && !g.is(i-1, "as") && !g.is(i+1, "after", "as") && g.ahead(i) {
			return ref("FUTURE_REF", i+1)
		}
	case "future":
		if g.tag(i) != "JJ" || g.class(i+1) == unitWords {
			if g.is(i-1, "in", "near", "foreseeable") && !g.is(i-2, "the") {
				return ref("FUTURE_REF", i+1)
			}
		}
	case "the":
		j := g.skip(i+1, "near", "foreseeable", "recent", "distant")
		switch {
		case g.is(j, "future") && g.endsPhrase(j+1):
			return ref("FUTURE_REF", j+1)
		case g.is(j, "past") && g.endsPhrase(j+1):
			return ref("PAST_REF", j+1)
		case g.is(j, "present") && g.endsPhrase(j+1):
			return ref("PRESENT_REF", j+1)
		case g.is(i+1, "time") && g.is(i+2, "being"):
			return ref("PRESENT_REF", i+3)
		}
	}
	return g.vagueSpan(i)
}

// ahead tells whether the clause at item i speaks of what is to come: the
// "soon" of "they soon left" is no future.
func (g *grammar) ahead(i int) bool {
	e := expr{Span: nlp.Span{Start: g.items[i].start, End: g.items[i].end}}
	return g.tenseAt(&e) == future
}

// endsPhrase tells whether no noun follows at i that the word before it would describe.
func (g *grammar) endsPhrase(i int) bool {
	if i >= len(g.items) || g.items[i].kind == markItem {
		return true
	}
	switch tag := g.tag(i); tag {
	case "NN", "NNS", "NNP", "NNPS", "JJ", "CD":
		return false
	}
	return true
}

// vagueSpan reads "recent weeks", "the coming days", "past years".
func (g *grammar) vagueSpan(i int) (expr, int) {
	j := g.skip(i, "the")
	sign := 0
	switch g.word(j) {
	case "recent":
		sign = -1
	case "past", "previous":
		sign = -1
	case "coming", "future", "upcoming":
		sign = 1
	default:
		return expr{}, i
	}
	if g.class(j+1) != unitWords {
		return expr{}, i
	}
	return expr{form: formDeictic, unit: unit(g.items[j+1].n), shift: sign, count: count{vague: true}, vague: true, typ: Date}, j + 2
}
