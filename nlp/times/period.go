package times

import "github.com/throughline-news/throughline/models"

// period is one calendar unit: the n-th of its kind. A day counts from
// 1 January of year 1 (day 0), a week is named by its Monday's number / 7
// (1 January of year 1 is a Monday), months, quarters, seasons and halves
// count through the years, a decade is year / 10, a century year / 100. So
// the unit k later is always n + k.
type period struct {
	unit unit
	n    int
}

const (
	minYear = 1
	maxYear = 9999
)

// dayNumber returns the day since 1 January of year 1, in the proleptic
// Gregorian calendar. Any month number is folded into the years. The year is
// counted from March, so that the leap day is its last.
func dayNumber(y, m, d int) int {
	if m < 1 || m > 12 {
		y += floorDiv(m-1, 12)
		m -= floorDiv(m-1, 12) * 12
	}
	if m < 3 {
		y--
		m += 12
	}
	return y*365 + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400) + (153*(m-3)+2)/5 + d - 307
}

// civil is the inverse of dayNumber.
func civil(n int) (y, m, d int) {
	n += 306 // from 1 March of year 0
	era := floorDiv(n, 146097)
	n -= era * 146097
	yoe := (n - n/1460 + n/36524 - n/146096) / 365
	n -= 365*yoe + yoe/4 - yoe/100
	mp := (5*n + 2) / 153
	y, m, d = era*400+yoe, mp+3, n-(153*mp+2)/5+1
	if m > 12 {
		y, m = y+1, m-12
	}
	return y, m, d
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}

func monthLength(y, m int) int { return dayNumber(y, m+1, 1) - dayNumber(y, m, 1) }

// weekdayOf returns 1 for Monday to 7 for Sunday.
func weekdayOf(n int) int { return n - floorDiv(n, 7)*7 + 1 }

// periodOf returns the period of unit u that holds day n.
func periodOf(u unit, n int) period {
	y, m, _ := civil(n)
	switch u {
	case day:
		return period{day, n}
	case week, weekend:
		return period{u, floorDiv(n, 7)}
	case monthUnit:
		return period{u, y*12 + m - 1}
	case quarter:
		return period{u, y*4 + (m-1)/3}
	case seasonUnit: // spring begins in March; January belongs to last year's winter
		return period{u, floorDiv(y*12+m-3, 3)}
	case half:
		return period{u, y*2 + (m-1)/6}
	case decade:
		return period{u, floorDiv(y, 10)}
	case century:
		return period{u, floorDiv(y, 100)}
	case millennium:
		return period{u, floorDiv(y, 1000)}
	}
	return period{year, y}
}

// first returns the first day of p.
func (p period) first() int {
	switch p.unit {
	case day:
		return p.n
	case week:
		return p.n * 7
	case weekend:
		return p.n*7 + 5
	case monthUnit:
		return dayNumber(0, p.n+1, 1)
	case quarter:
		return dayNumber(0, p.n*3+1, 1)
	case seasonUnit:
		return dayNumber(0, p.n*3+3, 1)
	case half:
		return dayNumber(0, p.n*6+1, 1)
	case decade:
		return dayNumber(p.n*10, 1, 1)
	case century:
		return dayNumber(p.n*100, 1, 1)
	case millennium:
		return dayNumber(p.n*1000, 1, 1)
	}
	return dayNumber(p.n, 1, 1)
}

// last returns the last day of p.
func (p period) last() int {
	if p.unit == weekend {
		return p.n*7 + 6
	}
	return period{p.unit, p.n + 1}.first() - 1
}

func (p period) year() int { return yearOf(p.first()) }

func yearOf(n int) int {
	y, _, _ := civil(n)
	return y
}

// inRange tells whether every day of p has a year from 1 to 9999.
func (p period) inRange() bool {
	return p.first() >= 0 && p.last() < dayNumber(maxYear+1, 1, 1)
}

// modelDay returns day n as a models.Day, "" outside of years 1 to 9999.
func modelDay(n int) models.Day {
	if n < 0 || n >= dayNumber(maxYear+1, 1, 1) {
		return ""
	}
	y, m, d := civil(n)
	var b [10]byte
	return models.Day(appendDate(b[:0], y, m, d))
}

// appendDate appends YYYY-MM-DD, shortened where month or day is 0.
func appendDate(b []byte, y, m, d int) []byte {
	b = append(b, byte('0'+y/1000%10), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10))
	for _, v := range [...]int{m, d} {
		if v == 0 {
			break
		}
		b = append(b, '-', byte('0'+v/10), byte('0'+v%10))
	}
	return b
}

// dayFrom reads a models.Day; ok is false when it is not known.
func dayFrom(d models.Day) (n int, ok bool) {
	t := d.Time()
	if t.IsZero() && d != "0001-01-01" {
		return 0, false
	}
	return dayNumber(t.Year(), int(t.Month()), t.Day()), true
}
