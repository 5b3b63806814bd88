package store

import (
	"slices"

	"github.com/throughline-news/throughline/models"
)

// UnreportedAfter is how many days after the date of a scheduled event passed it
// counts as unreported when nothing was heard: what takes place is told within
// days, and a week leaves room for those that come late.
const UnreportedAfter = 7

// publicationBasis is how the JSON of a date says that no text states it: what
// has no day of its own is not overdue. (Quotation marks within text are escaped.)
const publicationBasis = `%"basis":"publication"%`

// overdue is the last day on which an event that should have taken place is
// unreported today.
func (s *Store) overdue() models.Day { return overdueOn(models.DayOf(s.now().UTC())) }

func overdueOn(day models.Day) models.Day { return day.Add(-UnreportedAfter - 1) }

// today gives e the status that it has today. It is not stored: nothing happens
// on the day on which a plan is overdue.
func (s *Store) today(e *models.Event) { setUnreported(e, s.overdue()) }

// setUnreported makes e unreported if it should have taken place on overdue or earlier.
func setUnreported(e *models.Event, overdue models.Day) {
	if e.Status == models.Scheduled && e.Date != nil && e.Date.Basis != models.BasisPublication && e.Date.End <= overdue {
		e.Status = models.Unreported
	}
}

// addStatuses adds that an event has one of the statuses today.
func (s *Store) addStatuses(c *condition, statuses []models.Status) {
	const overdue = "events.status = 'scheduled' AND events.date_end <= ? AND events.date NOT LIKE ?"
	due, late := slices.Contains(statuses, models.Scheduled), slices.Contains(statuses, models.Unreported)
	switch {
	case due == late: // both are stored as scheduled, or neither is asked for
		addOneOf(c, "events.status", statuses)
	case late:
		c.add("events.status IN ? OR ("+overdue+")", plains(statuses), s.overdue(), publicationBasis)
	default:
		c.add("events.status IN ? AND NOT ("+overdue+")", plains(statuses), s.overdue(), publicationBasis)
	}
}
