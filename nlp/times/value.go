package times

import (
	"math"
	"strconv"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// seasonCodes are TIMEX3's seasons, in the order of the lexicon.
var seasonCodes = [...]string{"SP", "SU", "FA", "WI"}

// value returns the TIMEX3 value of a period: "2025-12-08", "2025-W49",
// "2025-Q4", "2025-WI", "202" for a decade, "20" for a century.
func (p period) value() string {
	y := p.year()
	if y < 0 || y > maxYear {
		return ""
	}
	switch p.unit {
	case day:
		yy, m, d := civil(p.n)
		return string(appendDate(nil, yy, m, d))
	case monthUnit:
		return string(appendDate(nil, floorDiv(p.n, 12), p.n-floorDiv(p.n, 12)*12+1, 0))
	case week, weekend:
		// The ISO year is that of the week's Thursday.
		y, _, _ = civil(p.n*7 + 3)
		n := (p.n*7+3-dayNumber(y, 1, 1))/7 + 1
		v := four(y) + "-W" + two(n)
		if p.unit == weekend {
			v += "-WE"
		}
		return v
	case quarter:
		return four(floorDiv(p.n, 4)) + "-Q" + strconv.Itoa(p.n-floorDiv(p.n, 4)*4+1)
	case half:
		return four(floorDiv(p.n, 2)) + "-H" + strconv.Itoa(p.n-floorDiv(p.n, 2)*2+1)
	case seasonUnit:
		return four(floorDiv(p.n, 4)) + "-" + seasonCodes[p.n-floorDiv(p.n, 4)*4]
	case decade:
		return four(p.n * 10)[:3]
	case century:
		return four(p.n * 100)[:2]
	case millennium:
		return four(p.n * 1000)[:1]
	}
	return four(p.n)
}

func four(y int) string { return string(appendDate(nil, y, 0, 0)) }

// unknownValue is the value of a unit of which nothing is known.
func unknownValue(u unit) string {
	switch u {
	case day:
		return "XXXX-XX-XX"
	case week:
		return "XXXX-WXX"
	case weekend:
		return "XXXX-WXX-WE"
	case monthUnit:
		return "XXXX-XX"
	case quarter:
		return "XXXX-QX"
	case half:
		return "XXXX-HX"
	case decade:
		return "XXX"
	case century:
		return "XX"
	}
	return "XXXX"
}

// lengthValue returns a length as ISO 8601 has it: "P18M", "PT2H", "P2DE".
func lengthValue(n float64, u unit) string {
	if whole := math.Floor(n); n-whole == .5 {
		a := ""
		if whole > 0 {
			a = length(strconv.Itoa(int(whole)), u)
		}
		switch {
		case u == year:
			return joinLength(a, "P6M")
		case u == hour:
			return joinLength(a, "PT30M")
		case u == minute:
			return joinLength(a, "PT30S")
		}
	}
	return length(strconv.FormatFloat(n, 'f', -1, 64), u)
}

// joinLength adds the smaller length b to a, which may be empty: "PT5H" and "PT30M" to "PT5H30M".
func joinLength(a, b string) string {
	if a == "" {
		return b
	}
	return a + strings.TrimPrefix(strings.TrimPrefix(b, "P"), "T")
}

// vagueLength is the length of a count that is not known: "PXY".
func vagueLength(u unit) string { return length("X", u) }

func length(n string, u unit) string {
	switch u {
	case second:
		return "PT" + n + "S"
	case minute:
		return "PT" + n + "M"
	case hour:
		return "PT" + n + "H"
	case day:
		return "P" + n + "D"
	case weekend:
		return "P" + n + "WE"
	case week:
		return "P" + n + "W"
	case monthUnit:
		return "P" + n + "M"
	case quarter:
		return "P" + n + "Q"
	case decade:
		return "P" + n + "DE"
	case century:
		return "P" + n + "CE"
	case millennium:
		return "P" + n + "ML"
	}
	return "P" + n + "Y"
}

// dateOf returns the days of p as a date; nil when they leave the years 1 to 9999.
func (p period) dateOf(kind models.DateKind, approx bool) *models.Date {
	if !p.inRange() {
		return nil
	}
	d := &models.Date{Start: modelDay(p.first()), Precision: precisions[p.unit], Kind: kind}
	if p.unit == day {
		d.End, d.EDTF = d.Start, string(d.Start)
	} else {
		d.End, d.EDTF = modelDay(p.last()), p.edtf()
	}
	if approx {
		d.EDTF += "~"
		if d.Precision == models.PrecisionRange || p.unit == week || p.unit == quarter {
			d.EDTF = p.endsEDTF("~")
		}
	}
	return d
}

// precisions are the names of units as precisions; one that has none is a range.
var precisions = [...]models.Precision{
	second: models.PrecisionDay, minute: models.PrecisionDay, hour: models.PrecisionDay, day: models.PrecisionDay,
	weekend: models.PrecisionRange, week: models.PrecisionWeek, monthUnit: models.PrecisionMonth, quarter: models.PrecisionQuarter,
	seasonUnit: models.PrecisionSeason, half: models.PrecisionRange, year: models.PrecisionYear, decade: models.PrecisionDecade,
	century: models.PrecisionCentury, millennium: models.PrecisionRange,
}

// edtf returns p in EDTF, level 1 of ISO 8601-2. Weeks, quarters and halves
// are intervals there; seasons are the months 21 to 24; a decade is "202X".
func (p period) edtf() string {
	switch p.unit {
	case day, monthUnit, year:
		return p.value()
	case seasonUnit:
		return four(floorDiv(p.n, 4)) + "-" + strconv.Itoa(21+p.n-floorDiv(p.n, 4)*4)
	case decade:
		return p.value() + "X"
	case century:
		return p.value() + "XX"
	}
	return p.endsEDTF("")
}

// endsEDTF returns p as an interval of its first and last day, or month; mark is set at both.
func (p period) endsEDTF(mark string) string {
	u := day
	if p.unit == quarter || p.unit == half {
		u = monthUnit
	}
	return periodOf(u, p.first()).value() + mark + "/" + periodOf(u, p.last()).value() + mark
}

// through returns the range from the first day of p to the last of q.
func (p period) through(q period, kind models.DateKind) *models.Date {
	if !p.inRange() || !q.inRange() || q.last() < p.first() {
		return nil
	}
	a, b := p.edtf(), q.edtf()
	if len(a) > 10 || p.unit == seasonUnit || p.unit >= decade {
		a = modelDayString(p.first())
	}
	if len(b) > 10 || q.unit == seasonUnit || q.unit >= decade {
		b = modelDayString(q.last())
	}
	return &models.Date{Start: modelDay(p.first()), End: modelDay(q.last()), Precision: models.PrecisionRange, Kind: kind, EDTF: a + "/" + b}
}

func modelDayString(n int) string { return string(modelDay(n)) }
