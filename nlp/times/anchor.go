package times

// Shares and counts by which a text is taken for a narrative: it names at least
// minNarrative years, and farShare of them are not near the publication.
const (
	minNarrative = 6
	farShare     = 0.8
	nearYears    = 1
)

// tellsHistory tells whether the dates of a text anchor to one another and not
// to its publication, as in an account of a war.
func tellsHistory(found []expr, year int, dated bool) bool {
	far, all, now := 0, 0, 0
	for i := range found {
		e := &found[i]
		switch {
		case e.form == formDate && e.year > 0:
			all++
			if e.year < year-nearYears || e.year > year+nearYears {
				far++
			}
		case e.form == formWeekday || e.form == formDeictic && e.unit == day:
			now++
		}
	}
	if !dated {
		return all > 0
	}
	return all >= minNarrative && float64(far) >= farShare*float64(all) && now*2 <= all
}
