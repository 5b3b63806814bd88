package times

import "math"

// reference reads what points from the publication, from the last date in the
// text, or nowhere exact: "yesterday", "last May", "two weeks ago", "the same
// day", "recently", each with what narrows it ("early this week").
func (g *grammar) reference(i int) (expr, int) {
	mod, j := g.modifier(i)
	if mod == "" {
		j = i
	}
	var e expr
	end := j
	for _, read := range [...]func(*grammar, int) (expr, int){
		(*grammar).deictic, (*grammar).offset, (*grammar).fixed,
	} {
		if x, to := read(g, j); to > end {
			e, end = x, to
		}
	}
	if end == j && j > i && g.is(j-1, "the") && g.class(j) == unitWord && mod != "APPROX" { // "the end of the year"
		if u := unit(g.items[j].n); u >= day {
			return expr{form: formDeictic, unit: u, typ: Date, mod: mod}, j + 1
		}
	}
	if end == j || mod != "" && e.form == formFixed {
		return expr{}, i
	}
	if mod != "" {
		e.mod = mod
	}
	if g.is(end, "or") && g.is(end+1, "so") {
		e.mod, end = "APPROX", end+2
	}
	return e, end
}

// deictic reads the words that name a unit by where it stands from now or from
// the last date in the text.
func (g *grammar) deictic(i int) (expr, int) {
	today := expr{form: formDeictic, unit: day, typ: Date}
	switch g.word(i) {
	case "today", "yesterday", "tomorrow":
		switch g.word(i) {
		case "yesterday":
			today.shift = -1
		case "tomorrow":
			today.shift = 1
		}
		return g.withTime(today, i+1)
	case "tonight":
		today.part, today.typ = "TNI", Time
		return today, i + 1
	case "overnight":
		today.part, today.typ, today.shift = "TNI", Time, -1
		if tag := g.tag(i); tag != "RB" {
			return expr{}, i
		}
		return today, i + 1
	case "year":
		if g.is(i+1, "-") && g.is(i+2, "end") || g.is(i+1, "end") {
			return expr{form: formDate, month: 12, day: 31, unit: year, which: whichThis, typ: Date}, g.skip(i+1, "-") + 1
		}
		if g.is(i+1, "'s") && g.is(i+2, "end") {
			return expr{form: formDeictic, unit: year, mod: "END", typ: Date}, i + 3
		}
		if g.is(i+1, "-") && g.is(i+2, "ago", "earlier") {
			return g.yearAgo(i)
		}
	case "mid":
		if p, to := g.partOfDay(g.skip(i+1, "-")); to > i+1 {
			return expr{form: formDeictic, unit: day, part: p, typ: Time, mod: "MID"}, to
		}
	}
	return g.pointed(i)
}

// yearAgo reads "year-earlier" and "year-ago", with the period they stand before.
func (g *grammar) yearAgo(i int) (expr, int) {
	e := expr{form: formAnaphora, unit: year, shift: -1, typ: Date, counted: true}
	j := i + 3
	if _, to := g.ordinalNumber(j); to > j && g.is(to, "quarter") {
		j = to
	}
	return e, g.skip(j, "quarter", "period")
}

// pointed reads this, last, next, that, the same, the following... before a
// unit, weekday, month, season or part of the day.
func (g *grammar) pointed(i int) (expr, int) {
	j := i
	article := g.is(j, "the")
	j = g.skip(j, "the")
	e := expr{typ: Date, form: formDeictic}
	switch g.word(j) {
	case "this", "current":
		e.which = whichThis
		j = g.skip(j+1, "same")
		if g.is(j, "past", "last") {
			e.which, e.shift, j = whichLast, -1, j+1
		} else if g.is(j, "coming", "upcoming", "next") {
			e.which, e.shift, j = whichNext, 1, j+1
		}
	case "last", "past":
		e.which, e.shift = whichLast, -1
		if g.is(j, "past") && !article {
			return expr{}, i
		}
		j++
	case "next", "coming", "upcoming":
		e.which, e.shift = whichNext, 1
		if g.is(j, "next") && article {
			e.form = formAnaphora
		}
		j++
	case "following", "subsequent":
		e.which, e.shift, e.form = whichNext, 1, formAnaphora
		if !article {
			return expr{}, i
		}
		j++
	case "previous", "preceding", "prior":
		e.which, e.shift, e.form = whichLast, -1, formAnaphora
		j++
	case "that", "same":
		e.which, e.form = whichThat, formAnaphora
		if g.is(j, "same") && !article {
			return expr{}, i
		}
		j = g.skip(j+1, "same", "very")
	case "corresponding", "comparable", "latest":
		if !article || !g.is(j+1, "quarter", "period") {
			return expr{}, i
		}
		e.form, e.unit = formAnaphora, quarter
		return e, j + 2
	default:
		if article {
			return g.theUnit(i)
		}
		return expr{}, i
	}
	j = g.skip(j, "fiscal", "financial", "calendar")
	return g.pointedAt(i, j, e)
}

// pointedAt reads what the pointing word of e, which ends before item j, stands before.
func (g *grammar) pointedAt(i, j int, e expr) (expr, int) {
	switch c := g.class(j); {
	case c == unitWord:
		e.unit = unit(g.items[j].n)
		if e.unit < day || e.which == whichThat && e.unit > century || g.upper(i) && g.upper(j) && !g.allCapitals(j) {
			return expr{}, i // "This Week", the programme
		}
		if p, to := g.partOfDay(j + 1); e.unit == day && to > j+1 {
			e.part, e.typ = p, Time
			return e, to
		}
		if e.unit == day && e.which != whichThat && e.form == formDeictic {
			if e.which == whichThis {
				e.form = formAnaphora
				return e, j + 1
			}
			return expr{}, i
		}
		if g.is(j+1, "'s") && e.unit == year && g.is(j+2, "quarter") {
			e.form, e.unit = formAnaphora, year
			return e, j + 3
		}
		return e, j + 1
	case c == weekday || c == weekAbb && g.upper(j):
		x, to := g.weekdayDate(j)
		if to == j {
			return expr{}, i
		}
		if x.form == formWeekday {
			x.which = e.which
			if e.form == formAnaphora { // "the previous Friday": before the last date in the text
				x.which, x.shift = whichThat, e.shift
			}
		}
		return g.withTime(x, to)
	case c == month || c == monthAbb && g.upper(j):
		m, to := g.monthName(j)
		if to == j {
			return expr{}, i
		}
		x := expr{form: formDate, month: m, which: e.which, typ: Date, names: true}
		if d, end := g.dayNumber(to); end > to {
			x.day = d
			return g.withYear(x, end)
		}
		if p, end := g.partOfDay(to); end > to {
			return expr{form: formAnaphora, unit: day, part: p, which: whichThat, typ: Date}, end
		}
		return x, to
	case c == season:
		return expr{form: formPeriod, unit: seasonUnit, index: g.items[j].n, which: e.which, typ: Date}, j + 1
	case c == dayPart:
		p, to := g.partOfDay(j)
		if to == j || g.is(j-1, "past", "coming") {
			return expr{}, i
		}
		e.unit, e.part, e.typ = day, p, Time
		if e.which == whichNext && e.form == formDeictic {
			return expr{}, i
		}
		return e, to
	}
	if h, to := g.holiday(j); to > j {
		h.which = e.which
		return h, to
	}
	return expr{}, i
}

// theUnit reads the units that need no more than their article: "the weekend",
// "the quarter", "the day before", "the 15th".
func (g *grammar) theUnit(i int) (expr, int) {
	j := i + 1
	e := expr{form: formDeictic, typ: Date}
	if n, to := g.monthDay(j); to > j {
		return expr{form: formMonthDay, day: n, typ: Date, names: true}, to
	}
	if g.is(j, "year") && g.is(j+1, "-") && g.is(j+2, "ago", "earlier") {
		if x, to := g.yearAgo(j); to > j+3 {
			return x, to
		}
		return expr{}, i
	}
	if k := g.skip(j, "full", "whole", "latest", "fiscal", "financial"); k > j {
		if k = g.skip(k, "fiscal", "financial"); g.is(k, "year") {
			e.unit = year
			return e, k + 1
		}
	}
	if g.class(j) != unitWord || g.upper(j) && !g.allCapitals(j) {
		return expr{}, i
	}
	e.unit = unit(g.items[j].n)
	switch {
	case e.unit == weekend:
		return e, j + 1
	case e.unit == day && g.is(j+1, "before") && g.is(j+2, "yesterday"):
		e.shift = -2
		return e, j + 3
	case e.unit == day && g.is(j+1, "after") && g.is(j+2, "tomorrow"):
		e.shift = 2
		return e, j + 3
	case g.is(j+1, "before", "after") && e.unit >= day && !g.opensPhrase(j+2):
		e.form, e.shift = formAnaphora, 1
		if g.is(j+1, "before") {
			e.shift = -1
		}
		return e, j + 2
	case e.unit == quarter && g.is(i-1, "in", "for", "during", "of"):
		e.form = formAnaphora
		return e, j + 1
	case e.unit == year && g.is(i-1, "for", "during", "of", "in") && g.is(j+1, "ended", "ending"):
		return expr{form: formDuration, unit: year, count: count{n: 1}, typ: Duration}, j + 1
	case (e.unit == week || e.unit == monthUnit || e.unit == year) && g.is(i-1, "for", "during", "of", "in") && g.endsUnit(j+1):
		return e, j + 1
	}
	return expr{}, i
}

// endsUnit tells whether "the year" is over at item i, and not the article of
// a noun that follows.
func (g *grammar) endsUnit(i int) bool {
	return i >= len(g.items) || g.items[i].kind == markItem && g.word(i) != "-" || g.is(i, "ended", "ending", "to", "and", "was", "were", "is", "by")
}

// monthDay reads the day of "the 15th" where no noun follows that it counts.
func (g *grammar) monthDay(i int) (n, end int) {
	n, end = g.ordinalNumber(i)
	if end == i || n < 1 || n > 31 || !g.isNumber(i) {
		return 0, i
	}
	switch {
	case end >= len(g.items):
	case g.is(end, "-"), g.is(end, ",", "and") && (g.isNumber(end+1) || g.class(end+1) == ordinal):
		return 0, i // "the 4th, 15th and 3rd armies"
	case g.items[end].kind == markItem:
	case g.class(end) != plain || g.word(end) == "" || g.upper(end) || !g.endsPhrase(end):
		return 0, i
	case g.is(end, "of") && g.is(end+1, "the", "that", "this") && g.is(end+2, "month"):
		return n, end + 3
	}
	return n, end
}

// opensPhrase tells whether a noun phrase or a clause begins at i, so that a
// "before" in front of it is a preposition.
func (g *grammar) opensPhrase(i int) bool {
	return i < len(g.items) && g.items[i].kind != markItem && (!g.is(i, "in", "on", "at", "and", "by", "to") || g.isNumber(i))
}

// offset reads a number of units counted from a reference: "two days ago", "a
// year earlier", "three weeks from now", "years later".
func (g *grammar) offset(i int) (expr, int) {
	j := i
	mod := ""
	if m, to := g.bound(j); to > j {
		mod, j = m, to
	}
	c, k := g.number(j)
	if g.class(j) == unitWords {
		c, k = count{vague: true}, j
	}
	if k == j && !c.vague {
		return expr{}, i
	}
	k = g.skip(k, "-", "more", "full", "short", "whole")
	if g.class(k) != unitWord && g.class(k) != unitWords {
		return expr{}, i
	}
	u := unit(g.items[k].n)
	k++
	switch {
	case g.is(k, "or") && g.is(k+1, "so"):
		mod, k = "APPROX", k+2
	case g.phrase(k, "and", "a", "half") > k:
		c.n, k = c.n+.5, k+3
	}
	if u == year && c.n-math.Floor(c.n) == .5 { // a year and a half ago is a month
		u, c.n = monthUnit, c.n*12
	}
	e := expr{form: formAnaphora, unit: u, count: c, typ: Date, mod: mod}
	sign := 1
	switch {
	case g.is(k, "ago"):
		e.form, sign = formDeictic, -1
	case g.is(k, "from") && g.is(k+1, "now", "today"), g.is(k, "hence"):
		e.form = formDeictic
		if g.is(k, "from") {
			k++
		}
	case g.is(k, "earlier", "previously"), g.is(k, "before", "prior") && !g.opensPhrase(k+1) && k+1 < len(g.items):
		sign = -1
	case g.is(k, "later", "afterwards", "thereafter"), g.is(k, "after") && !g.opensPhrase(k+1):
	default:
		return expr{}, i
	}
	k++
	if u < day {
		if e.form == formAnaphora {
			return expr{form: formDuration, unit: u, count: c, typ: Duration, mod: mod}, k
		}
		if c.vague {
			c = count{}
		}
		// Hours ago are days ago when there are enough of them.
		e.unit, e.shift = day, sign*int(min(c.n, 9999))/24
		if u < hour {
			e.shift = 0
		}
		return e, k
	}
	if c.vague {
		e.vague = true
		e.shift = sign
		return e, k
	}
	// A decade ago is a year, as ten years ago is.
	switch u {
	case decade:
		e.unit, c.n = year, c.n*10
	case century:
		e.unit, c.n = year, c.n*100
	}
	if c.n != float64(int(c.n)) || c.n > 9999 {
		e.shift = sign * int(min(c.n, 9999))
		e.count.n = float64(int(min(c.n, 9999)))
		return e, k
	}
	e.shift, e.counted = sign*int(c.n), true
	return e, k
}
