package store

import (
	"github.com/throughline-news/throughline/models"
)

// stretches cuts what f chooses in up to three, each of which begins where an index
// can begin. What shares a day with a range may have begun long before it: a list in
// the order of the first days would be read from its start. But what began before
// the month of the range's first day lasts into another month, and what began before
// that year lasts into another year: these have indexes of their own (links_months,
// events_years …), in whose words they are asked for. begin is the column of the
// first day; the columns of the table are date_start and date_end. One condition
// without parts means that nothing was cut.
func (f EventFilter) stretches(table, begin string) []condition {
	from := f.From
	if f.Date != nil && f.Date.Overlap {
		from = max(from, f.Date.From)
	}
	if len(from) != len("2006-01-02") || f.Key > 0 {
		return make([]condition, 1)
	}
	start, end := table+".date_start", table+".date_end"
	month, year := from[:len("2006-01")]+"-01", from[:len("2006")]+"-01-01"
	var late, months, years condition
	late.add(begin+" >= ?", plain(month))
	months.add("substr(" + start + ", 1, 7) <> substr(" + end + ", 1, 7)")
	months.add(start+" >= ? AND "+start+" < ?", plain(year), plain(month))
	years.add("substr(" + start + ", 1, 4) <> substr(" + end + ", 1, 4)")
	years.add(start+" < ?", plain(year))
	if month == year { // no month of that year is before it
		return []condition{late, years}
	}
	return []condition{late, months, years}
}

// notAfter is the last day on which an event may begin that f chooses, NoDay when
// there is none.
func (f EventFilter) notAfter() models.Day {
	to := models.NoDay
	if f.To != "" {
		to = f.To
	}
	if f.Date != nil && f.Date.To != "" {
		to = min(to, f.Date.To)
	}
	return to
}
