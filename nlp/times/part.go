package times

// yearPart reads quarters, halves and seasons with the year they belong to:
// "the third quarter of 1990", "third-quarter", "Q3 2019", "this year's first
// half", "the second half of 2008", "summer 1943", "the winter of last year".
func (g *grammar) yearPart(i int) (e expr, end int) {
	if x, to := g.season(i); to > i {
		return x, to
	}
	j := i
	e = expr{form: formPeriod, unit: quarter, typ: Date}
	if y, to := g.yearNumber(j); to > j && g.word(to) != "," {
		e.year, j = y, to
	} else if g.is(j, "this", "last", "next") && g.is(j+1, "year") && g.is(j+2, "'s") {
		e.which, e.unit, e.shift = whichThis, year, shiftOf(g.word(j))
		j += 3
	}
	bare := j == i
	j = g.skip(j, "fiscal", "financial")
	n, to := g.ordinalNumber(j)
	switch {
	case to > j:
	case g.is(j, "final", "last", "latter"):
		n, to = -1, j+1
	case g.wordQ(j) && g.gluedFigure(j+1):
		e.index = g.items[j+1].n - 1
		return g.partYear(e, j+2, quarter)
	default:
		return expr{}, i
	}
	k := g.skip(to, "-", "fiscal", "calendar")
	u := quarter
	switch {
	case g.is(k, "quarter"):
		if n < 0 {
			if g.is(j, "last", "latter") {
				return expr{}, i
			}
			n = 4
		}
		if n > 4 {
			return expr{}, i
		}
	case g.is(k, "half"):
		u = half
		if n < 0 {
			n = 2
		}
		if n > 2 {
			return expr{}, i
		}
	default:
		return expr{}, i
	}
	e.index = n - 1
	e, end = g.partYear(e, k+1, u)
	if u == half && bare && end == k+1 {
		return expr{}, i // "the first half" of what?
	}
	return e, end
}

// partYear reads the year after a quarter or half. e.unit says in the end what
// part it is; a relative year stays in which and shift.
func (g *grammar) partYear(e expr, j int, u unit) (expr, int) {
	if e.year == 0 && e.which == noWhich {
		k := g.skip(j, "of", "in", ",")
		k = g.skip(k, "the")
		k = g.skip(k, "fiscal", "calendar")
		if y, to := g.yearNumber(g.skip(k, "year")); to > k {
			e.year, j = y, to
		} else if x, to := g.withYear(expr{}, j); to > j {
			e.year, e.which, e.shift, j = x.year, x.which, x.shift, to
		} else if g.is(j, "of") && g.is(j+1, "the") && g.is(j+2, "year") {
			e.which, j = whichThat, j+3
		}
	}
	e.unit = u
	e.names = e.year > 0
	return e, j
}

// shiftOf is the number of units that this, last and next stand from now.
func shiftOf(w string) int {
	switch w {
	case "last":
		return -1
	case "next":
		return 1
	}
	return 0
}

func (g *grammar) wordQ(i int) bool {
	return i < len(g.items) && g.items[i].end-g.items[i].start == 1 && g.text[g.items[i].start] == 'Q'
}

func (g *grammar) gluedFigure(i int) bool {
	return g.glued(i) && g.width(i) == 1 && g.items[i].n >= 1 && g.items[i].n <= 4
}

// season reads a season where it is one: with a year, or after words that no
// verb or thing of that name follows.
func (g *grammar) season(i int) (expr, int) {
	if g.class(i) != season {
		return expr{}, i
	}
	e := expr{form: formPeriod, unit: seasonUnit, index: g.items[i].n, typ: Date}
	if x, to := g.withYear(e, i+1); to > i+1 {
		x.unit = seasonUnit
		x.names = x.year > 0
		return x, to
	}
	if y, to := g.yearNumber(g.skip(i+1, "-")); to > i+1 {
		e.year = y
		return e, to
	}
	if tag := g.tag(i); len(tag) > 0 && tag[0] == 'V' {
		return expr{}, i
	}
	if g.is(i, "fall", "spring") && (g.word(i+1) == "of" || g.is(i-1, "a") || g.is(i+1, "in", "from", "to")) {
		return expr{}, i
	}
	switch {
	case !g.upper(i) && !g.is(i, "fall"):
	case g.is(i-1, "this", "last", "next", "that", "past", "coming", "following", "previous", "early", "late", "mid", "in", "by", "during", "until", "since", "through", "throughout"):
	case g.is(i-1, "-") && g.is(i-2, "mid"):
	case g.is(i-1, "the") && g.is(i-2, "in", "by", "during", "until", "since", "through", "throughout", "of", "over", "for", "spent", "into"):
	case g.is(i-1, "and", "or") && g.last != nil && g.last.unit == seasonUnit && g.last.to == i-1:
	default:
		return expr{}, i
	}
	return e, i + 1
}
