package times

// bareYear reads a year that stands without month and day, a decade and a
// century: "1944", "264 BC", "the 1990s", "the nineties", "'98", "the 19th century".
func (g *grammar) bareYear(i int) (expr, int) {
	e := expr{form: formDate, typ: Date, names: true}
	if x, to := g.decade(i); to > i {
		return x, to
	}
	if x, to := g.century(i); to > i {
		return x, to
	}
	if y, to := g.yearNumber(i); to > i {
		e.year = y
		if bc, end := g.era(to); end > to {
			e.bc = bc
			return e, end
		}
		if !g.readsAsYear(i) {
			return expr{}, i
		}
		return e, to
	}
	if w := g.width(i); w >= 1 && w <= 4 && g.items[i].n > 0 && g.standsAlone(i) {
		if bc, end := g.era(i + 1); end > i+1 && (w > 2 || bc) {
			e.year, e.bc = g.items[i].n, bc
			return e, end
		}
		if bc, ok := g.opensEra(i); ok {
			e.year, e.bc = g.items[i].n, bc
			return e, i + 1
		}
		if w == 3 && (g.is(i-1, "circa", "ca") || g.is(i-1, ".") && g.is(i-2, "c", "ca") || g.closesYears(i, 3)) {
			e.year = g.items[i].n
			return e, i + 1
		}
		if w == 2 && g.closesYears(i, 4) && g.items[i].n > g.last.year%100 {
			e.year = g.last.year/100*100 + g.items[i].n
			return e, i + 1
		}
	}
	if g.word(i) == "'" && g.width(i+1) == 2 && g.glued(i+1) && !g.glued(i) && g.standsAlone(i+1) && !g.is(i+2, "'") {
		e.year, e.short = fullYear(g.items[i+1].n), true
		return e, i + 2
	}
	if y, to := g.spokenYear(i); to > i && g.class(to) != unitWords && g.class(to) != unitWord && (y < 2000 || y > 2000 || g.is(i-1, "year")) {
		e.year = y
		return e, to
	}
	if w := g.width(i); w == 3 && g.ancient && g.is(i-1, "in", "around", "by", "since", "until", "of") && g.standsAlone(i) && !g.counts(i+1) {
		e.year = g.items[i].n
		return e, i + 1
	}
	if g.is(i, "fiscal", "financial") {
		j := g.skip(i+1, "year")
		if y, to := g.yearNumber(j); to > j {
			e.year = y
			return e, to
		}
	}
	if g.is(i, "year", "years") && (g.isNumber(i+1) || g.class(i+1) == cardinal) {
		if x, to := g.bareYear(i + 1); to > i+1 && x.form == formDate {
			return x, to
		}
	}
	return expr{}, i
}

// opensEra tells whether the number at i opens a range whose close names the
// era: "264 to 241 BC".
func (g *grammar) opensEra(i int) (bc, ok bool) {
	if !g.is(i+1, "to", "-", "and", "until") || !g.isNumber(i+2) || g.width(i+2) > 4 {
		return false, false
	}
	bc, end := g.era(i + 3)
	return bc, end > i+3
}

// closesYears tells whether the number at i closes a range that a year of so
// many figures opened: "1892-94", "c. 314 - 368".
func (g *grammar) closesYears(i, width int) bool {
	p := g.last
	return p != nil && p.form == formDate && p.month == 0 && p.to == i-1 && g.is(i-1, "-", "/") && g.width(p.to-1) == width
}

// readsAsYear tells whether four figures are a year and not a count, a page or
// a number in a name.
func (g *grammar) readsAsYear(i int) bool {
	n := g.items[i].n
	switch {
	case g.is(i-1, "page", "pages", "no", "number", "rule", "resolution", "vision", "agenda", "room", "flight", "route", "highway", "channel",
		"article", "section", "chapter", "volume", "vol", "about", "nearly", "than", "over", "line", "lines"):
		return false
	case g.is(i+1, "hours", "miles"):
		return false
	case g.is(i+1, "of") && !g.upper(i+2) && !g.is(i-1, "in", "since", "by", "until"): // "1500 of them"
		return false
	case n < firstLikely && g.is(i+1, "-") && g.glued(i+1) && g.glued(i+2) && g.items[i+2].kind == wordItem: // "1200-strong"
		return false
	case g.glued(i) && g.is(i-1, "-") && (g.last == nil || g.last.to != i-1) && !g.is(i-2, "early", "late", "mid", "post", "pre"):
		return false
	case n < firstLikely || n > lastLikely:
		return !g.counts(i+1) && (g.is(i-1, "in", "since", "until", "till", "during", "before", "after", "early", "late", "mid", "through", "between", "year", "(") ||
			g.class(i-1) == month || g.class(i-1) == season)
	case g.counts(i + 1):
		return g.is(i-1, "the", "in", "since", "his", "her", "their", "its", "'s", "during", "year")
	}
	return true
}

// Four figures between these are a year unless something speaks against it;
// others are one only after a word that speaks for it.
const (
	firstLikely = 1400
	lastLikely  = 2100
)

// counts tells whether the word at i is something counted: a plural noun in
// lower case.
func (g *grammar) counts(i int) bool {
	return i < len(g.items) && !g.upper(i) && g.items[i].kind == wordItem && (g.tag(i) == "NNS" || g.class(i) == unitWords)
}

// decade reads "1990s", "1990's", "'90s", "nineties".
func (g *grammar) decade(i int) (expr, int) {
	e := expr{form: formPeriod, unit: decade, typ: Date, names: true}
	switch {
	case g.class(i) == tens && g.is(i-1, "the", "early", "late", "mid", "-"):
		e.index = 190 + g.items[i].n/10
		return e, i + 1
	case g.word(i) == "'" && g.width(i+1) == 2 && g.glued(i+1) && g.items[i+1].n%10 == 0 && g.is(i+2, "s", "'s") && g.glued(i+2):
		e.index = fullYear(g.items[i+1].n) / 10
		return e, i + 3
	case g.width(i) == 2 && g.items[i].n%10 == 0 && g.is(i+1, "s") && g.glued(i+1) && g.is(i-1, "the", "early", "late", "mid"):
		e.index = fullYear(g.items[i].n) / 10
		return e, i + 2
	case g.width(i) == 4 && g.items[i].n%10 == 0 && g.items[i].n >= 1000 && g.items[i].n < 2100 && g.is(i+1, "s", "'s") && g.glued(i+1):
		if g.word(i+1) == "'s" && !g.is(i-1, "the", "early", "late", "mid", "-") {
			return expr{}, i
		}
		e.index = g.items[i].n / 10
		return e, i + 2
	}
	return expr{}, i
}

// century reads "19th century", "nineteenth-century", "third century BC".
func (g *grammar) century(i int) (expr, int) {
	n, j := g.ordinalNumber(i)
	if j == i || n < 1 || n > 30 {
		return expr{}, i
	}
	if g.word(j) == "-" {
		j++
	}
	if !g.is(j, "century", "centuries") {
		return expr{}, i
	}
	e := expr{form: formPeriod, unit: century, index: n - 1, typ: Date, names: true}
	if bc, end := g.era(j + 1); end > j+1 {
		e.bc = bc
		return e, end
	}
	return e, j + 1
}
