package times

import "github.com/throughline-news/throughline/models"

// duration values a length; one that ends or begins at the reference has days.
func (r *resolver) duration(e *expr, t *Timex) {
	if e.count.vague {
		t.Value = vagueLength(e.unit)
	} else {
		t.Value = lengthValue(e.count.n, e.unit)
	}
	if !e.span {
		return
	}
	ref, ok := r.reference(day)
	if !ok {
		return
	}
	t.Day = r.reaching(e, ref)
}

// several is how many units a vague count may stand for at most.
const several = 9

// reaching returns the days of a span that ends or begins at day ref.
func (r *resolver) reaching(e *expr, ref period) *models.Date {
	n := int(min(e.count.n, maxYear))
	kind := models.KindRelative
	if e.count.vague {
		n, kind = several, models.KindVague
	}
	if n < 1 || e.unit < day {
		n = 1
	}
	u := max(e.unit, day)
	if u == weekend {
		u = week
	}
	// Counted in calendar units, day by day: 18 months before 8 December is 8 June.
	far := shiftDay(ref.n, u, n*e.shift)
	a, b := period{day, min(far, ref.n)}, period{day, max(far, ref.n)}
	return a.through(b, kind)
}

// shiftDay returns the day k units from day n, held within the month.
func shiftDay(n int, u unit, k int) int {
	months := 0
	switch u {
	case day:
		return n + k
	case week:
		return n + 7*k
	case monthUnit:
		months = 1
	case quarter, seasonUnit:
		months = 3
	case half:
		months = 6
	case year:
		months = 12
	case decade:
		months = 120
	case century:
		months = 1200
	default:
		months = 12000
	}
	y, m, d := civil(n)
	m += months * k
	return dayNumber(y, m, min(d, monthLength(y, m)))
}

// vague values "recent weeks", "years ago", "several days later".
func (r *resolver) vague(e *expr, t *Timex) {
	if e.shift < 0 {
		t.Value = "PAST_REF"
	} else {
		t.Value = "FUTURE_REF"
	}
	if e.form != formDeictic {
		return
	}
	if ref, ok := r.reference(day); ok {
		t.Day = r.reaching(e, ref)
	}
}
