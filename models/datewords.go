package models

import (
	"fmt"
	"strings"
)

// seasons are the codes of EDTF for the seasons of a year.
var seasons = map[string]string{"21": "Spring", "22": "Summer", "23": "Autumn", "24": "Winter"}

// Words writes a date in English as precisely as it is known: "8 December 2025",
// "about November 2025".
func (d Date) Words() string {
	text := d.exactly()
	if d.Kind == KindVague {
		return "about " + text
	}
	return text
}

func (d Date) exactly() string {
	start := d.Start.Time()
	year := start.Format("2006")
	switch d.Precision {
	case PrecisionDay:
		return Span(d.Start, d.Start)
	case PrecisionWeek:
		return "the week of " + Span(d.Start, d.Start)
	case PrecisionMonth:
		return start.Format("January 2006")
	case PrecisionSeason:
		if _, code, ok := strings.Cut(strings.TrimRight(d.EDTF, "~?%"), "-"); ok && seasons[code] != "" {
			return seasons[code] + " " + d.EDTF[:4]
		}
	case PrecisionQuarter:
		return fmt.Sprintf("quarter %d of %s", (int(start.Month())+2)/3, year)
	case PrecisionYear:
		return year
	case PrecisionDecade:
		return year + "s"
	}
	return Span(d.Start, d.End)
}

// Span writes the days from start to end, saying nothing twice; "" when start is not known.
func Span(start, end Day) string {
	a, b := start.Time(), end.Time()
	const whole = "2 January 2006"
	switch {
	case a.IsZero():
		return ""
	case b.IsZero() || start == end:
		return a.Format(whole)
	case a.Year() != b.Year():
		return a.Format(whole) + " – " + b.Format(whole)
	case a.Month() != b.Month():
		return a.Format("2 January") + " – " + b.Format(whole)
	}
	return a.Format("2") + "–" + b.Format(whole)
}
