package times

// set reads what comes again and again: "every Monday", "each year", "every
// two weeks", "daily", "twice a week", "per year", "Mondays".
func (g *grammar) set(i int) (expr, int) {
	e := expr{form: formFixed, typ: Set}
	switch {
	case g.class(i) == frequent:
		e.value = lengthValue(1, unit(g.items[i].n))
		return e, i + 1
	case g.class(i) == weekdays && g.upper(i):
		e.value = weekdaySet(g.items[i].n)
		return e, i + 1
	case g.is(i, "once", "twice") && g.is(i+1, "a", "every", "each") && g.class(i+2) == unitWord:
		e.value = lengthValue(1, unit(g.items[i+2].n))
		return e, i + 3
	case g.is(i, "per") && g.class(i+1) == unitWord && unit(g.items[i+1].n) >= day:
		e.value = lengthValue(1, unit(g.items[i+1].n))
		return e, i + 2
	}
	if !g.is(i, "every", "each") {
		return expr{}, i
	}
	j := g.skip(i+1, "other")
	step := 1
	if j > i+1 {
		step = 2
	}
	switch c := g.class(j); {
	case c == unitWord && unit(g.items[j].n) >= minute:
		e.value = lengthValue(float64(step), unit(g.items[j].n))
		return e, j + 1
	case c == weekday:
		e.value = weekdaySet(g.items[j].n)
		if p, to := g.partOfDay(j + 1); to > j+1 {
			e.value += p
			return e, to
		}
		return e, j + 1
	case c == month && g.upper(j):
		e.value = "XXXX-" + two(g.items[j].n)
		return e, j + 1
	case c == season:
		e.value = "XXXX-" + seasonCodes[g.items[j].n]
		return e, j + 1
	case c == dayPart:
		e.value = "XXXX-XX-XX" + dayParts[g.items[j].n]
		return e, j + 1
	}
	if n, k := g.number(j); k > j && !n.vague && n.n >= 1 && g.class(k) == unitWords {
		e.value = lengthValue(n.n, unit(g.items[k].n))
		return e, k + 1
	}
	return expr{}, i
}

func weekdaySet(n int) string { return "XXXX-WXX-" + string(rune('0'+n)) }
