package times

// duration reads a length of time: "18 months", "a five-year", "more than two
// decades", "the past three weeks", "years".
func (g *grammar) duration(i int) (expr, int) {
	mod, j := g.bound(i)
	e := expr{form: formDuration, typ: Duration, mod: mod}
	if to := g.skip(j, "the", "these", "those", "its", "his", "her", "their", "this"); to > j && mod == "" || g.is(j, "the") {
		k := to
		switch {
		case g.is(k, "past", "last", "previous", "preceding", "recent"):
			e.span, e.shift, k = g.is(k, "past", "last"), -1, k+1
		case g.is(k, "next", "coming", "following"):
			e.span, e.shift, k = g.is(k, "next", "coming"), 1, k+1
		case g.is(k, "first", "final", "full", "entire", "whole"):
			k++
		}
		if !g.is(j, "the", "this", "these", "those") {
			return expr{}, i
		}
		x, end := g.measure(k, e)
		if end == k || g.class(k) == unitWord && !(g.is(k-1, "past", "last") && x.unit != year) {
			return expr{}, i
		}
		if g.word(end-2) == "-" {
			return expr{}, i // "the five-year plan": the article is the plan's
		}
		if g.class(k) == unitWords && !e.span {
			if k == to {
				return expr{}, i
			}
		}
		return x, end
	}
	if g.is(j, "past", "last", "next") && mod == "" {
		e.span, e.shift = true, shiftOf(g.word(j))
		if g.is(j, "past") {
			e.shift = -1
		}
		if x, end := g.measure(j+1, e); end > j+1 && (x.count.n > 1 || x.vague) && g.class(j+1) != unitWords {
			return x, end
		}
		return expr{}, i
	}
	if g.is(j, "another") {
		if x, end := g.measure(j+1, e); end > j+1 {
			return x, end
		}
		return expr{}, i
	}
	if g.class(i) == unitWord && g.phrase(i+1, "-", "long") > i+1 {
		e.unit, e.count = unit(g.items[i].n), count{n: 1}
		return e, i + 3
	}
	if g.class(j) == unitWords && j == i {
		return g.barePlural(i, e)
	}
	x, end := g.measure(j, e)
	if end == j || g.class(j) == unitWord {
		return expr{}, i
	}
	return g.rate(i, j, x, end)
}

// rate turns "a year" into a set where it says how often or how much: "twice a
// year", "10 % a year".
func (g *grammar) rate(i, j int, e expr, end int) (expr, int) {
	if !g.is(j, "a", "an") || end != j+2 || e.unit < minute {
		return e, end
	}
	if g.is(j-1, "once", "twice", "times", "%", "million", "billion", "percent", "dollars", "cents") || g.tag(j-1) == "NNS" || g.isNumber(j-1) {
		return expr{form: formFixed, typ: Set, value: lengthValue(1, e.unit)}, end
	}
	return e, end
}

// bound reads what makes a length a limit: "more than", "nearly", "at least".
func (g *grammar) bound(i int) (mod string, end int) {
	switch g.word(i) {
	case "about", "around", "approximately", "roughly", "some":
		if g.is(i, "some") && !g.isNumber(i+1) && g.class(i+1) != cardinal {
			return "", i
		}
		return "APPROX", i + 1
	case "nearly", "almost":
		return "LESS_THAN", i + 1
	case "over":
		if g.isNumber(i+1) || g.is(i+1, "a", "an") || g.class(i+1) == cardinal {
			return "MORE_THAN", i + 1
		}
	case "under":
		return "LESS_THAN", i + 1
	case "more":
		if g.is(i+1, "than") {
			return "MORE_THAN", i + 2
		}
	case "less":
		if g.is(i+1, "than") {
			return "LESS_THAN", i + 2
		}
	case "at":
		switch {
		case g.is(i+1, "least"):
			return "EQUAL_OR_MORE", i + 2
		case g.is(i+1, "most"):
			return "EQUAL_OR_LESS", i + 2
		}
	case "up":
		if g.is(i+1, "to") {
			return "EQUAL_OR_LESS", i + 2
		}
	case "no":
		if g.is(i+1, "more") && g.is(i+2, "than") {
			return "EQUAL_OR_LESS", i + 3
		}
		if g.is(i+1, "less") && g.is(i+2, "than") {
			return "EQUAL_OR_MORE", i + 3
		}
	}
	return "", i
}

// measure reads a count and its unit: "five years", "two-week", "2 1/2 hours".
func (g *grammar) measure(i int, e expr) (expr, int) {
	c, j := g.number(i)
	switch {
	case j > i:
	case g.class(i) == unitWords:
		c.vague = true
	case g.class(i) == unitWord:
		c.n = 1
	default:
		return expr{}, i
	}
	hyphen := g.word(j) == "-" && j > i
	j = g.skip(j, "-")
	j = g.skip(j, "more", "full", "straight", "consecutive", "successive", "business", "working", "trading", "whole", "additional", "long", "short", "or", "further")
	if g.class(j) != unitWord && g.class(j) != unitWords || g.items[j].n == int(weekend) && c.n != 1 {
		return expr{}, i
	}
	e.unit, e.count = unit(g.items[j].n), c
	e.vague = c.vague
	if g.is(i, "a", "an") && j == i+1 && g.class(j) == unitWords {
		return expr{}, i // "a years-old slump"
	}
	if e.unit == second && g.class(j) == unitWord {
		return expr{}, i
	}
	if g.is(j, "min", "sec") && !g.isNumber(i) {
		return expr{}, i
	}
	if g.upper(j) && !g.allCapitals(j) || e.unit == quarter && (hyphen || g.is(j+1, "of") || c.vague && j > i || c.n > 100) {
		return expr{}, i // "60 Minutes", "three-quarters", "the 1988 quarter"
	}
	j++
	switch {
	case g.phrase(j, "-", "long") > j && g.is(i, "a", "an"):
		return expr{}, i // the article is that of the noun
	case g.phrase(j, "-", "long") > j:
		j += 2
	case g.is(g.skip(j, "-"), "old", "olds"):
		return expr{}, i // an age is no span of the story's time
	case g.phrase(j, "and", "a", "half") > j:
		e.count.n += .5
		j += 3
	case g.is(j, "or") && g.is(j+1, "so"):
		e.mod, j = "APPROX", j+2
	case g.is(j, "or") && (g.is(j+1, "two") || g.class(j+1) == unitWords):
		j += 2
	}
	return e, j
}

// allCapitals tells whether the word at item i is written in capitals alone.
func (g *grammar) allCapitals(i int) bool {
	return g.items[i].end-g.items[i].start > 1 && g.text[g.items[i].start+1]&0x20 == 0
}

// barePlural reads a plural with no count, after a word that makes it a length.
func (g *grammar) barePlural(i int, e expr) (expr, int) {
	if g.phrase(i+1, "-", "long") > i+1 {
		e.unit, e.count, e.vague = unit(g.items[i].n), count{vague: true}, true
		return e, i + 3
	}
	switch tag := g.tag(i - 1); {
	case unit(g.items[i].n) < hour, g.is(i, "quarters"), g.upper(i) && !g.startsLine(i):
		return expr{}, i
	case g.is(i-1, "for", "in", "after", "within", "the"):
	case tag == "IN", tag == "DT", tag == "VBD", tag == "VBZ", tag == "VBN", tag == "VBG", tag == "VB", tag == "RB":
	default:
		return expr{}, i
	}
	e.unit, e.count, e.vague = unit(g.items[i].n), count{vague: true}, true
	return e, i + 1
}
