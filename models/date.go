package models

import (
	"fmt"
	"time"
)

// Day is a calendar day as YYYY-MM-DD, years 0001 to 9999, or "" when not
// known. Days compare as strings.
type Day string

// DayOf returns the day of t in t's own zone.
func DayOf(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

// ParseDay reads YYYY-MM-DD.
func ParseDay(s string) (Day, error) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", fmt.Errorf("%q is not a date (expected YYYY-MM-DD)", s)
	}
	return Day(s), nil
}

// Time returns midnight UTC of the day; the zero time when it is not known.
func (d Day) Time() time.Time {
	// Read by hand: days are counted for every pair of events that is compared,
	// and time.Parse takes ten times as long.
	if len(d) != len(time.DateOnly) || d[4] != '-' || d[7] != '-' {
		return time.Time{}
	}
	year, month, day := digits(d[:4]), digits(d[5:7]), digits(d[8:])
	if year < 0 || month < 1 || month > 12 || day < 1 {
		return time.Time{}
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day { // the 31st of a shorter month
		return time.Time{}
	}
	return t
}

// digits reads a number, -1 when s has anything but ASCII digits.
func digits(s Day) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = 10*n + int(s[i]-'0')
	}
	return n
}

// firstDay is the first that a Day can be; its midnight is the zero time.
const firstDay Day = "0001-01-01"

// Add returns the day n days later (earlier when n is negative); "" stays "".
func (d Day) Add(n int) Day {
	t := d.Time()
	if t.IsZero() && d != firstDay {
		return ""
	}
	t = t.AddDate(0, 0, n)
	if t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	return DayOf(t)
}

// Sub returns the number of days from o to d; 0 when either is not known.
func (d Day) Sub(o Day) int {
	a, b := d.Time(), o.Time()
	if a.IsZero() && d != firstDay || b.IsZero() && o != firstDay {
		return 0
	}
	return int((a.Unix() - b.Unix()) / (24 * 60 * 60)) // a Duration ends after 292 years
}

// Precision is how exact a date is: the unit its words name.
type Precision string

// The precisions of a Date, finest first. PrecisionRange is a span that is no
// single unit ("from Monday to Wednesday").
const (
	PrecisionDay     Precision = "day"
	PrecisionWeek    Precision = "week"
	PrecisionMonth   Precision = "month"
	PrecisionSeason  Precision = "season"
	PrecisionQuarter Precision = "quarter"
	PrecisionYear    Precision = "year"
	PrecisionDecade  Precision = "decade"
	PrecisionCentury Precision = "century"
	PrecisionRange   Precision = "range"
)

// DateKind is how a date was expressed.
type DateKind string

// Stated: the calendar date is in the words. Relative: counted from a
// reference ("on Sunday"). Vague: no exact bounds ("in recent weeks").
const (
	KindStated   DateKind = "stated"
	KindRelative DateKind = "relative"
	KindVague    DateKind = "vague"
)

// DateBasis is where an event got its date from.
type DateBasis string

// The bases, best first; BasisAnalyst is set by a person and beats them all.
// Every basis but publication means that the text states the date.
const (
	BasisClause      DateBasis = "clause"
	BasisSentence    DateBasis = "sentence"
	BasisDiscourse   DateBasis = "discourse"
	BasisPublication DateBasis = "publication"
	BasisAnalyst     DateBasis = "analyst"
)

// Date is when something happened: a range of days, End included, with what
// is known about how exact it is. It is never a publication date in disguise:
// then Basis says so.
type Date struct {
	Start     Day       `json:"start"`
	End       Day       `json:"end"`
	Precision Precision `json:"precision"`
	Kind      DateKind  `json:"kind"`
	Basis     DateBasis `json:"basis,omitempty"`
	EDTF      string    `json:"edtf" gorm:"column:edtf"`
	Text      string    `json:"text,omitempty"`
}

// Overlaps tells whether the two ranges share a day.
func (d Date) Overlaps(o Date) bool { return d.Start <= o.End && o.Start <= d.End }

// Days returns the length of the range in days, at least 1.
func (d Date) Days() int { return d.End.Sub(d.Start) + 1 }

// Shown is the date for a person: the day or the range, and where it is from when
// the text did not state it.
func (d Date) Shown() string {
	s := string(d.Start)
	if d.End != d.Start {
		s += ".." + string(d.End)
	}
	if d.Basis == BasisPublication {
		s += " (published)"
	}
	return s
}
