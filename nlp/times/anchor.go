package times

// Counts by which a text is taken for a narrative: it names at least
// minNarrative years, and nowShare times as many as words that point from the
// day of writing; fewer years will do when all are far from it and no word points there.
const (
	minNarrative = 5
	nowShare     = 4
	minFar       = 2
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
			if e.year <= published-farYears {
				far++
			}
		case e.form == formWeekday || e.form == formDeictic && !e.vague:
			now++
		}
	}
	if !dated {
		return years > 0
	}
	return years >= minNarrative && now*nowShare <= years || far >= minFar && far == years && now == 0
}

// asideYears is how many years a year lies from the one before and the one
// after it when it is out of the text's course: a comparison, a book's year.
const asideYears = 3

// markAsides marks the years that stand alone among others that agree.
func markAsides(found []expr) {
	prev := 0
	var open *expr // the last expression with a year, not yet judged
	for i := range found {
		e := &found[i]
		if e.form != formDate || e.year == 0 || e.bc {
			continue
		}
		if open != nil {
			if prev != 0 && apart(open.year, prev) && apart(open.year, e.year) && !apart(prev, e.year) {
				open.aside = true
			} else {
				prev = open.year
			}
		}
		open = e
	}
}

func apart(a, b int) bool { return a-b >= asideYears || b-a >= asideYears }
