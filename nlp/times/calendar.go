package times

// date reads a day, month or year of the calendar in any order of its parts:
// "Monday, 8 December 2025", "Dec. 8", "the 8th of December", "December 2025",
// "December last year", "2025-12-08".
func (g *grammar) date(i int) (e expr, end int) {
	end = i
	for _, read := range [...]func(*grammar, int) (expr, int){
		(*grammar).weekdayDate, (*grammar).monthFirst, (*grammar).dayFirst, (*grammar).numeric, (*grammar).bareYear,
	} {
		if x, to := read(g, i); to > end {
			e, end = x, to
		}
	}
	return e, end
}

// weekdayDate reads a weekday with the date it names, or alone.
func (g *grammar) weekdayDate(i int) (expr, int) {
	wd, j := g.weekdayName(i)
	if j == i {
		return expr{}, i
	}
	k := g.skip(j, ",")
	k = g.skip(k, "the")
	for _, read := range [...]func(*grammar, int) (expr, int){(*grammar).monthFirst, (*grammar).dayFirst, (*grammar).numeric} {
		if e, end := read(g, k); end > k && e.day > 0 {
			e.weekday = wd
			return e, end
		}
	}
	if g.items[i].class == weekAbb && j == i+1 {
		if !ambiguousDay(g.word(i)) {
			return expr{form: formWeekday, weekday: wd, typ: Date}, j
		}
		return expr{}, i
	}
	if n, to := g.ordinalNumber(k); to > k && k == j+1 && g.is(j, "the") && n <= 31 {
		return expr{form: formMonthDay, day: n, typ: Date, names: true}, to
	}
	return expr{form: formWeekday, weekday: wd, typ: Date}, j
}

// ambiguousDay tells whether a short form of a weekday is a word or a name as well.
func ambiguousDay(w string) bool {
	return w == "sun" || w == "sat" || w == "wed" || w == "mon" || w == "fri"
}

func (g *grammar) weekdayName(i int) (n, end int) {
	switch c := g.class(i); {
	case c == weekday && (g.upper(i) || g.startsLine(i)) && !g.namedAfterDay(i):
		return g.items[i].n, i + 1
	case c == weekAbb && g.upper(i):
		return g.items[i].n, g.skipGlued(i+1, ".")
	}
	return 0, i
}

// namedAfterDay tells whether the weekday at i is part of a name: "the Sunday
// Times", "Black Friday".
func (g *grammar) namedAfterDay(i int) bool {
	if g.is(i-1, "the") && g.upper(i+1) && g.class(i+1) == plain {
		return true
	}
	return g.is(i-1, "black", "good", "easter", "palm", "super", "holy", "ash") && g.upper(i-1)
}

// monthName reads the name of a month. "May", "March" and short forms that are
// words as well need a capital, and what stands beside them decides.
func (g *grammar) monthName(i int) (n, end int) {
	switch g.class(i) {
	case month:
		w := g.word(i)
		if (w == "may" || w == "march") && !g.upper(i) {
			return 0, i
		}
		return g.items[i].n, i + 1
	case monthAbb:
		if g.upper(i) {
			return g.items[i].n, g.skipGlued(i+1, ".")
		}
	}
	return 0, i
}

// loneMonth tells whether the month at i, with no day or year beside it, is
// the month and not a verb, a person or a place.
func (g *grammar) loneMonth(i, end int) bool {
	if g.class(i) == monthAbb {
		return end == i+2 && !g.is(i, "mar", "jan")
	}
	switch g.word(i) {
	case "may", "march", "august", "april", "june":
	default:
		return true
	}
	if g.tag(i) == "MD" || g.tag(i) == "VB" {
		return false
	}
	if g.is(i-1, "in", "of", "since", "until", "till", "by", "early", "late", "mid", "-", "last", "next", "this", "from", "to", "through", "during",
		"between", "before", "after", "on", "every", "each", "and", "that", "and", "/", "for", "earlier", "previous", "following") {
		return !(g.word(i) == "may" && g.is(i+1, "have", "be", "not"))
	}
	if g.word(i) == "march" || g.word(i) == "may" {
		return false
	}
	// A person: "June Carter", "said April".
	return i+1 >= len(g.items) || !g.upper(i+1) || g.word(i+1) != ""
}

// monthFirst reads "December 8, 2025", "Dec. 8th", "December 2025", "December
// of last year", "December".
func (g *grammar) monthFirst(i int) (expr, int) {
	m, j := g.monthName(i)
	if j == i {
		return expr{}, i
	}
	e := expr{form: formDate, month: m, typ: Date, names: true}
	k := g.skip(j, "the")
	if d, to := g.dayNumber(k); to > k && !(k > j && g.upper(k)) {
		e.day = d
		return g.withYear(e, to)
	}
	if y, to := g.spokenYear(j); to > j {
		e.year = y
		return e, to
	}
	if x, to := g.withYear(e, j); to > j {
		return x, to
	}
	if !g.loneMonth(i, j) {
		return expr{}, i
	}
	return e, j
}

// dayFirst reads "8 December 2025", "the 8th of December", "22" in "22 to 24 November".
func (g *grammar) dayFirst(i int) (expr, int) {
	d, j := g.dayNumber(i)
	if j == i {
		return expr{}, i
	}
	if m, to := g.monthName(g.skip(j, "of", "-")); to > g.skip(j, "of", "-") && !g.is(j, "-") {
		return g.withYear(expr{form: formDate, day: d, month: m, typ: Date, names: true}, to)
	}
	if p := g.last; p != nil && p.to == i-1 && p.month > 0 && p.day > 0 && g.is(i-1, "-", "to", "and", "through", "until", "or", ",") && g.closesDay(i, j) {
		e := expr{form: formDate, month: p.month, day: d, typ: Date, names: true}
		if p.year > 0 {
			e.year = p.year
			return e, j
		}
		return g.withYear(e, j)
	}
	if g.is(j, "-", "to", "and", "through", "until", "or", "/") || g.word(j) == "," && g.isNumber(j+1) {
		if d2, to := g.dayNumber(j + 1); to > j+1 && d2 > d {
			if m, end := g.monthName(g.skip(to, "of")); end > g.skip(to, "of") {
				return expr{form: formDate, day: d, month: m, typ: Date, names: true}, j
			}
		}
	}
	return expr{}, i
}

// closesDay tells whether the number in items i to j can be the second day of
// "November 3 to 5": no clock, share or count follows it.
func (g *grammar) closesDay(i, j int) bool {
	if g.last.day >= g.items[i].n && g.isNumber(i) {
		return false
	}
	if g.is(i-1, "and", "or", ",") && g.last.from+1 < g.last.to && g.isNumber(g.last.from) {
		return false
	}
	if j >= len(g.items) || g.items[j].kind == markItem {
		return true
	}
	tag := g.tag(j)
	return !(tag == "NNS" || tag == "NN" || tag == "JJ") && g.class(j) != unitWords
}

// dayNumber reads the day of a month: "8", "8th", "eighth".
func (g *grammar) dayNumber(i int) (d, end int) {
	if n, to := g.ordinalNumber(i); to > i {
		if n >= 1 && n <= 31 {
			return n, to
		}
		return 0, i
	}
	if w := g.width(i); w < 1 || w > 2 || g.items[i].n < 1 || g.items[i].n > 31 {
		return 0, i
	}
	if g.glued(i) && g.is(i-1, "$", ".", ":", "/") {
		return 0, i
	}
	if j := i + 1; g.glued(j) {
		switch {
		case g.is(j, "%"), g.is(j, ":", "/", ".", ",") && g.isNumber(j+1) && g.glued(j+1):
			return 0, i
		case g.items[j].kind == wordItem && g.word(j) != "'s":
			return 0, i
		}
	}
	return g.items[i].n, i + 1
}

// withYear reads the year after a day or month, in figures or as "last year".
func (g *grammar) withYear(e expr, i int) (expr, int) {
	j := g.skip(i, ",")
	j = g.skip(j, "of", "in")
	if y, to := g.yearNumber(j); to > j {
		e.year = y
		if bc, end := g.era(to); end > to {
			e.bc = bc
			return e, end
		}
		return e, to
	}
	if w := g.word(i); w == "'" && g.width(i+1) == 2 && g.glued(i+1) {
		e.year, e.short = fullYear(g.items[i+1].n), true
		return e, i + 2
	}
	if y, to := g.spokenYear(j); to > j {
		e.year = y
		return e, to
	}
	k := g.skip(g.skip(i, "of", "in"), "the")
	switch {
	case g.word(k+1) != "year" || g.is(k+2, "'s") && e.day == 0:
	case g.is(k, "this", "current"):
		e.unit, e.which = year, whichThis
		return e, k + 2
	case g.is(k, "last") && k == g.skip(i, "of", "in"):
		e.unit, e.which, e.shift = year, whichLast, -1
		return e, k + 2
	case g.is(k, "next") && k == g.skip(i, "of", "in"):
		e.unit, e.which, e.shift = year, whichNext, 1
		return e, k + 2
	case g.is(k, "that", "same"):
		e.unit, e.which = year, whichThat
		return e, k + 2
	case g.is(k, "following", "next"):
		e.unit, e.which, e.shift = year, whichThat, 1
		return e, k + 2
	case g.is(k, "previous", "preceding"):
		e.unit, e.which, e.shift = year, whichThat, -1
		return e, k + 2
	}
	return e, i
}

// yearNumber reads a year in four figures that nothing around it makes a
// count or a part of a longer number.
func (g *grammar) yearNumber(i int) (y, end int) {
	if g.width(i) != 4 || g.items[i].n < 1000 || g.items[i].n > 2999 || !g.standsAlone(i) {
		return 0, i
	}
	return g.items[i].n, i + 1
}

// standsAlone tells whether the number at i is no part of a longer number or code.
func (g *grammar) standsAlone(i int) bool {
	if g.glued(i) {
		switch w := g.word(i - 1); {
		case g.items[i-1].kind == wordItem, w == "" && g.items[i-1].kind == markItem, g.is(i-1, "$", "#", "&", "@", "_"),
			w == "." && g.isNumber(i-2), w == "," && g.isNumber(i-2) && g.glued(i-1) && g.width(i-2) <= 3:
			return false
		}
	}
	j := i + 1
	if !g.glued(j) {
		return true
	}
	switch {
	case g.items[j].kind == wordItem && !g.is(j, "'s", "s"), g.is(j, "%", "_", "@"):
		return false
	case g.is(j, ".", ",") && g.isNumber(j+1) && g.glued(j+1):
		return g.width(j+1) == 4
	}
	return true
}

// fullYear gives a year in two figures its century: 30 and later are 19xx.
func fullYear(n int) int {
	if n >= 30 {
		return 1900 + n
	}
	return 2000 + n
}

// skipGlued returns i+1 when item i is w and stands directly after the one before.
func (g *grammar) skipGlued(i int, w string) int {
	if g.word(i) == w && g.glued(i) {
		return i + 1
	}
	return i
}

// era reads "BC", "B.C.", "BCE", "AD", "CE" after a year.
func (g *grammar) era(i int) (bc bool, end int) {
	switch {
	case g.is(i, "bc", "bce") && g.upper(i):
		return true, i + 1
	case g.is(i, "ad", "ce") && g.upper(i):
		return false, i + 1
	}
	if g.word(i+1) != "." || !g.glued(i+1) {
		return false, i
	}
	for _, x := range [...]struct {
		a, b string
		bc   bool
	}{{"b", "c", true}, {"a", "d", false}, {"c", "e", false}} {
		if g.word(i) == x.a && g.word(i+2) == x.b {
			return x.bc, g.skipGlued(i+3, ".")
		}
	}
	return false, i
}
