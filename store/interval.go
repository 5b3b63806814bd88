package store

import (
	"time"

	"github.com/throughline-news/throughline/models"
)

// Interval is the length of the buckets of a series.
type Interval string

// The intervals. Weeks begin on Monday, as in ISO 8601.
const (
	Daily   Interval = "DAY"
	Weekly  Interval = "WEEK"
	Monthly Interval = "MONTH"
	Yearly  Interval = "YEAR"
)

// Floor returns the first day of the bucket that has the day.
func (i Interval) Floor(d models.Day) models.Day {
	switch i {
	case Weekly:
		back := (int(d.Time().Weekday()) + 6) % 7
		if monday := d.Add(-back); monday != "" {
			return monday
		}
		return "0001-01-01" // a Monday
	case Monthly:
		return d[:len("2006-01")] + "-01"
	case Yearly:
		return d[:len("2006")] + "-01-01"
	}
	return d
}

// next returns the first day of the bucket behind the one that begins on the day;
// "" behind the year 9999.
func (i Interval) next(d models.Day) models.Day {
	switch i {
	case Weekly:
		return d.Add(7)
	case Monthly, Yearly:
		t := d.Time()
		if i == Yearly {
			t = time.Date(t.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC)
		} else {
			t = time.Date(t.Year(), t.Month()+1, 1, 0, 0, 0, 0, time.UTC)
		}
		if t.Year() > 9999 {
			return ""
		}
		return models.DayOf(t)
	}
	return d.Add(1)
}

// Buckets counts the buckets from the one that has the first day to the one that
// has the last, both included.
func (i Interval) Buckets(first, last models.Day) int {
	if first > last {
		return 0
	}
	a, b := i.Floor(first).Time(), i.Floor(last).Time()
	switch i {
	case Weekly:
		return models.DayOf(b).Sub(models.DayOf(a))/7 + 1
	case Monthly:
		return 12*(b.Year()-a.Year()) + int(b.Month()) - int(a.Month()) + 1
	case Yearly:
		return b.Year() - a.Year() + 1
	}
	return last.Sub(first) + 1
}
