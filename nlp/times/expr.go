package times

import "github.com/throughline-news/throughline/nlp"

// form is what an expression needs to become a value.
type form uint8

const (
	formNone     form = iota
	formDate          // year, month, day; 0 where the words leave it out
	formPeriod        // unit and index (third quarter, the 1990s), year 0 when left out
	formWeekday       // a weekday alone, or this, last, next one (which)
	formMonthDay      // "the 15th"
	formHoliday       // index into holidays, year 0 when left out
	formDeictic       // shift units from the publication
	formAnaphora      // shift units from the last date in the text
	formDuration      // count units
	formFixed         // value is final: a set, PAST_REF
	formClock         // a time of day without its day
)

// which is the side that this, last or next names.
type which int8

const (
	noWhich which = iota
	whichThis
	whichLast
	whichNext
	whichThat
)

// count is how many units; vague for "several" and for a bare plural.
type count struct {
	n     float64
	vague bool
}

// expr is an expression as its words say it, before a reference is known.
type expr struct {
	nlp.Span
	form             form
	year, month, day int
	bc               bool
	weekday          int
	unit             unit
	index            int
	shift            int
	count            count
	which            which
	mod              string
	value            string
	typ              Type
	part             string // part of the day: TMO...
	clock            string // time of day: T10:30, with its zone
	vague            bool   // "in recent weeks", "several days ago": no bounds
	span             bool   // a duration with an end at the reference: "the past 18 months"
	opens            bool   // opens a range that the next expression closes
	short            bool   // a year in two figures: '98
	names            bool   // the words name a day or month of the calendar
	counted          bool   // "a year ago", "a year earlier", "year-ago"
	aside            bool   // a year out of the text's course, no reference for what follows
	from, to         int    // items, to exclusive
}

// dayLevel tells whether e names one day.
func (e *expr) dayLevel() bool {
	switch e.form {
	case formDate:
		return e.day > 0
	case formWeekday, formMonthDay, formHoliday:
		return true
	case formDeictic, formAnaphora:
		return e.unit == day
	}
	return false
}
