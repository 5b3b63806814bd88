package times

// dated reads an expression that the calendar or the clock names, with what
// stands around it: "early on", "the end of", "about", a part of the day, a time.
func (g *grammar) dated(i int) (expr, int) {
	if x, to := g.timed(i); to > i {
		return x, to
	}
	mod, j := g.modifier(i)
	e, end := g.named(j)
	if end == j || j > i && mod == "" && !takesArticle(&e, g, j) {
		return expr{}, i
	}
	e.mod = mod
	return e, end
}

// takesArticle tells whether the article before e is part of it: "the third
// quarter", but not the one of "the 1998 election".
func takesArticle(e *expr, g *grammar, j int) bool {
	switch e.form {
	case formPeriod:
		if e.unit == seasonUnit && e.year == 0 && e.which == noWhich { // the offensive's article in "the spring offensive"
			return g.endsPhrase(j + 1)
		}
		return e.unit != quarter || !g.hyphenated(j)
	case formMonthDay:
		return true
	case formDate:
		return g.is(j, "year", "years", "fiscal") || e.day > 0 && g.class(j) != month && g.class(j) != monthAbb
	}
	return false
}

// hyphenated tells whether the two words at i are joined: "third-quarter results".
func (g *grammar) hyphenated(i int) bool {
	_, to := g.ordinalNumber(i)
	return to > i && g.word(to) == "-"
}

// named reads what the calendar names, then a part of the day or a time after a day.
func (g *grammar) named(i int) (e expr, end int) {
	e, end = g.date(i)
	if x, to := g.yearPart(i); to > end {
		e, end = x, to
	}
	if x, to := g.holiday(i); to > end {
		e, end = x, to
	}
	if end > i && e.dayLevel() {
		return g.withTime(e, end)
	}
	return e, end
}

// withTime reads the part of the day or the time that follows a day: "Monday
// night", "Nov. 9 at 5 p.m.".
func (g *grammar) withTime(e expr, i int) (expr, int) {
	if e.clock != "" {
		return e, i
	}
	if p, to := g.partOfDay(i); to > i {
		e.part, e.typ = p, Time
		return e, to
	}
	j := g.skip(g.skip(i, ","), "at")
	if j == i && !g.isNumber(j) && !g.is(j, "noon", "midnight") || g.width(j) == 4 {
		return e, i
	}
	if v, to := g.clock(j); to > j && !g.class(to).names() { // "Tuesday, noon Wednesday" are two
		e.clock, e.typ = v, Time
		return e, to
	}
	return e, i
}

// timed reads what begins with a time or a part of the day: "10 p.m. on
// Wednesday", "noon Tuesday", "the night of April 18", "5:34 a.m.".
func (g *grammar) timed(i int) (expr, int) {
	j := i
	mod := ""
	if g.is(j, "about", "around", "approximately", "shortly", "roughly") {
		mod = "APPROX"
		j++
	}
	if v, to := g.clock(j); to > j {
		k := g.skip(to, ",")
		if e, end := g.day(k); end > k {
			e.clock, e.typ, e.mod = v, Time, mod
			_, end = g.zone(end)
			return e, end
		}
		return expr{form: formClock, clock: v, typ: Time, mod: mod}, to
	}
	j = g.skip(i, "early", "late")
	if j > i {
		j = g.skip(j, "in", "on")
	}
	j = g.skip(j, "the")
	p, to := g.partOfDay(j)
	if to == j || j == i {
		return expr{}, i
	}
	k := g.skip(to, "of", "on", ",")
	if k == to {
		return expr{}, i
	}
	if e, end := g.day(g.skip(k, "the")); end > g.skip(k, "the") {
		e.part, e.typ = p, Time
		return e, end
	}
	return expr{}, i
}

// day reads an expression of one day: of the calendar, "yesterday", "the same day".
func (g *grammar) day(i int) (expr, int) {
	if e, end := g.date(i); end > i && e.dayLevel() {
		return e, end
	}
	if e, end := g.deictic(i); end > i && e.dayLevel() && e.part == "" {
		return e, end
	}
	return expr{}, i
}

// modifier reads what narrows or loosens an expression, with its article:
// "the end of", "early in the", "mid-", "about".
func (g *grammar) modifier(i int) (mod string, end int) {
	j := g.skip(i, "the")
	switch {
	case g.is(j, "early", "beginning", "start"):
		mod = "START"
	case g.is(j, "late", "end", "ending", "close"):
		mod = "END"
	case g.is(j, "mid", "middle", "midway"):
		mod = "MID"
	case g.is(j, "earlier") && j == i:
		mod = "START"
	case g.is(j, "later") && j == i:
		mod = "END"
	case g.is(j, "around", "about", "approximately", "roughly", "circa", "ca") && j == i:
		return "APPROX", g.skipGlued(j+1, ".")
	case g.is(j, "early", "first", "latter", "later", "last") && g.is(j+1, "part") && g.is(j+2, "of"):
		mod = "END"
		if g.is(j, "early", "first") {
			mod = "START"
		}
		return mod, g.skip(j+3, "the")
	default:
		return "", j
	}
	k := j + 1
	if g.is(j, "early") && (g.phrase(k, "to", "mid") > k || g.phrase(k, "-", "to", "-", "mid") > k) {
		k = max(g.phrase(k, "to", "mid"), g.phrase(k, "-", "to", "-", "mid"))
	}
	switch {
	case g.is(j, "mid"), g.is(j, "late", "early"):
		if g.is(k, "part") && g.is(k+1, "of") {
			k += 2
		} else {
			k = g.skip(k, "-", "on", "in")
		}
	case g.is(j, "earlier", "later"):
		k = g.skip(k, "on", "in")
		return mod, k
	case g.is(k, "of"):
		k++
	default:
		return "", i
	}
	return mod, g.skip(k, "the")
}
