package times

// numeric reads dates in figures alone: "2025-12-08", "2025-12-08T10:30Z",
// "12/08/2025" (month first, as in American news, unless it cannot be), "08.12.2025", "9/11".
func (g *grammar) numeric(i int) (expr, int) {
	if !g.isNumber(i) || g.glued(i) && (g.items[i-1].kind == wordItem || g.is(i-1, "/", ".", "-", "$", ":")) {
		return expr{}, i
	}
	e := expr{form: formDate, typ: Date, names: true}
	if !g.gluedNumber(i, 1) {
		return expr{}, i
	}
	sep := g.word(i + 1)
	if !g.gluedNumber(i, 3) || g.word(i+3) != sep {
		if sep == "/" && g.items[i].n == 9 && g.items[i+2].n == 11 && g.width(i+2) == 2 && !g.gluedNumber(i, 3) {
			e.year, e.month, e.day = 2001, 9, 11
			return e, i + 3
		}
		return expr{}, i
	}
	a, b, c := g.items[i].n, g.items[i+2].n, g.items[i+4].n
	switch {
	case g.width(i) == 4 && (sep == "-" || sep == "/" || sep == "."):
		e.year, e.month, e.day = a, b, c
	case g.width(i+4) != 4 && !(sep == "/" && g.width(i+4) == 2):
		return expr{}, i
	case sep == "/" || sep == "-":
		e.year, e.month, e.day = c, a, b
		if a > 12 {
			e.month, e.day = b, a
		}
	case sep == ".":
		e.year, e.month, e.day = c, b, a
	default:
		return expr{}, i
	}
	if g.width(i+4) == 2 && g.width(i) != 4 {
		e.year = fullYear(c)
	}
	if e.year < minYear || e.month < 1 || e.month > 12 || e.day < 1 || e.day > monthLength(e.year, e.month) {
		return expr{}, i
	}
	end := i + 5
	if g.glued(end) && (g.isNumber(end) || g.gluedNumber(i, 5)) {
		return expr{}, i
	}
	// The T of ISO 8601 is a word of its own, unknown to the lexicon.
	if end < len(g.items) && g.glued(end) && g.items[end].end-g.items[end].start == 1 && g.text[g.items[end].start] == 'T' {
		if c, to := g.clock(end + 1); to > end+1 {
			e.typ, e.clock = Time, c
			return e, to
		}
	}
	return e, end
}

// gluedNumber tells whether a mark at i+k and a number after it follow without blanks.
func (g *grammar) gluedNumber(i, k int) bool {
	return g.glued(i+k) && g.items[i+k].kind == markItem && g.isNumber(i+k+1) && g.glued(i+k+1)
}
