package times

// yearFor returns the year of an expression that names none; of gives its
// period in a year.
func (r *resolver) yearFor(e *expr, of func(int) period) (int, bool) {
	if e.year > 0 {
		return e.year, e.year <= maxYear
	}
	if e.unit == year { // "September last year"
		ref, ok := r.reference(year)
		if e.which == whichThat {
			ref, ok = r.recent(year)
		}
		return ref.n + e.shift, ok
	}
	if r.narrative || !r.dated {
		return r.narrativeYear(e, of)
	}
	y, _, _ := civil(r.now)
	p := of(y)
	switch e.which {
	case whichLast:
		if p.last() >= r.now {
			y--
		}
		return y, true
	case whichNext:
		if p.first() <= r.now {
			y++
		}
		return y, true
	case whichThis:
		return y, true
	}
	t, before := r.g.clauseTense(e)
	against := otherSide
	if before > 0 && before <= beside {
		against = besideVerb
	}
	return nearestYear(y, r.now, e.weekday, t, against, of), true
}

// How much farther a period counts that lies on the other side than its verb
// says, when the verb stands right beside it, and one to come when no verb says
// anything. A verb farther off is no sure sign: "has set Nov. 10 as the deadline".
const (
	otherSide  = 4
	besideVerb = 25
	noVerb     = 4
)

// wrongWeekday outweighs any distance.
const wrongWeekday = 1 << 20

// nearestYear returns the year in which of lies nearest to day now, given the
// tense of the clause. A weekday that is named with the day must be the right one.
func nearestYear(y, now, weekday int, t tense, against int, of func(int) period) int {
	best, least := y, 1<<30
	for _, c := range [...]int{y, y - 1, y + 1} {
		p := of(c)
		far := 0
		switch {
		case p.last() < now:
			far = now - p.last()
			if t == future {
				far *= against
			}
		case p.first() > now:
			far = p.first() - now
			switch t {
			case past:
				far *= against
			case noTense:
				far *= noVerb
			}
		}
		if weekday > 0 && weekdayOf(p.first()) != weekday {
			far += wrongWeekday
		}
		if far < least {
			best, least = c, far
		}
	}
	return best
}

// narrativeYear returns the year of the last date in the text, or the next one
// when the expression would lie far before it: a narrative goes on.
func (r *resolver) narrativeYear(e *expr, of func(int) period) (int, bool) {
	ref, ok := r.recent(year)
	if !ok {
		return 0, false
	}
	y := ref.n
	switch e.which {
	case whichLast:
		if m, ok := r.recent(monthUnit); ok && of(y).first() >= m.first() {
			y--
		}
		return y, true
	case whichNext:
		if m, ok := r.recent(monthUnit); ok && of(y).first() <= m.first() {
			y++
		}
		return y, true
	}
	if !r.known[monthUnit] {
		return y, r.dated || r.history
	}
	// The year that brings it nearest to the dates around it: January after
	// November is the next one.
	last := periodOf(monthUnit, r.last[monthUnit])
	least := 1 << 30
	for c := last.year() - 1; c <= last.year()+1; c++ {
		p := of(c)
		far := distance(last, p)
		if next := r.ahead[r.at]; next.unit != noUnit {
			far += distance(p, next)
		}
		if c == ref.n {
			far -= lastNamed
		}
		if far < least {
			y, least = c, far
		}
	}
	// Without a day of publication only what goes on from the last date is sure.
	return y, r.dated || r.history || distance(last, of(y)) <= goesOn
}

// goesOn is the number of days within which a date without a year goes on from the last one.
const goesOn = 62

// distance returns the days from p to q, more when q lies before it.
func distance(p, q period) int {
	switch {
	case q.first() > p.last():
		return q.first() - p.last()
	case q.last() < p.first():
		return goingBack * (p.first() - q.last())
	}
	return 0
}

// goingBack is how much farther a date counts that lies before the last one
// of a narrative; lastNamed the days by which the year last named is nearer.
const (
	goingBack = 2
	lastNamed = 120
)
