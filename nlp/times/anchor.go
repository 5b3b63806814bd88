package times

// Counts by which a text is taken for a narrative: it names at least
// minNarrative years, and nowShare times as many as words that point from the
// day of writing; fewer will do when all years are far from it.
const (
	minNarrative = 5
	nowShare     = 4
	minFar       = 2
	farShare     = 3
	farYears     = 3
)

// tellsHistory tells whether the dates of a text anchor to one another and not
// to its publication in the given year, as in an account of a war. News always
// has words that point from its own day (weekdays, "today", "last week");
// narratives hardly do.
func tellsHistory(found []expr, published int, dated bool) bool {
	years, far, now := 0, 0, 0
	for i := range found {
		e := &found[i]
		switch {
		case e.form == formDate && e.year > 0:
			years++
			if dated && e.year <= published-farYears {
				far++
			}
		case e.form == formWeekday || e.form == formDeictic && !e.vague:
			now++
		}
	}
	if !dated || far == years {
		return years >= minFar && now == 0 || years >= minNarrative && now*farShare <= years
	}
	return years >= minNarrative && now*nowShare <= years
}

// asideYears is how many years a year lies from the one before and the one
// after it when it is out of the text's course: a comparison, a book's year.
const asideYears = 3

// lookAhead is how many of the following years are looked at for one that agrees.
const lookAhead = 4

// markAsides marks the years that leave the course of a narrative without
// anything after them following.
func markAsides(found []expr) {
	var dated []*expr
	for i := range found {
		if e := &found[i]; e.form == formDate && e.year > 0 && !e.bc {
			dated = append(dated, e)
		}
	}
	course := 0
	for i, e := range dated {
		if course == 0 || !apart(e.year, course) || follows(e, dated[i+1:]) {
			course = e.year
			continue
		}
		e.aside = true
	}
}

// follows tells whether one of the next years goes on from e.
func follows(e *expr, next []*expr) bool {
	for _, o := range next[:min(len(next), lookAhead)] {
		if !apart(o.year, e.year) && (o.year != e.year || o.month > 0 || e.month > 0) {
			return true
		}
	}
	return false
}

func apart(a, b int) bool { return a-b >= asideYears || b-a >= asideYears }

// datesAhead returns for every expression the next date that states its year.
func datesAhead(found []expr) []period {
	next := make([]period, len(found))
	var ahead period
	for i := len(found) - 1; i >= 0; i-- {
		next[i] = ahead
		if e := &found[i]; e.form == formDate && e.year > 0 && !e.bc && !e.aside {
			ahead = e.inYear(e.year)
		}
	}
	return next
}
