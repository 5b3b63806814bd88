package times

import "github.com/throughline-news/throughline/models"

// resolver gives expressions their values, in text order. It carries the
// last dates of the text, from which narratives and "two days later" count.
type resolver struct {
	g         *grammar
	now       int  // day of publication
	dated     bool // it is known
	narrative bool // partial dates count from the last date in the text
	last      [millennium + 1]period
	known     [millennium + 1]bool
	next      *expr  // the expression that follows, nil at the end
	ahead     period // the next date of a narrative that states its year, unit 0 for none
	quarter   period // the last quarter that the text named, unit 0 at first
	quarterAt int    // where
}

// resolve returns the time expression that e is.
func (r *resolver) resolve(e *expr) Timex {
	t := Timex{Span: e.Span, Type: e.typ, Mod: e.mod}
	switch e.form {
	case formFixed:
		t.Value = e.value
		return t
	case formDuration:
		r.duration(e, &t)
		return t
	case formClock:
		r.clock(e, &t)
		return t
	}
	if e.vague {
		r.vague(e, &t)
		return t
	}
	if e.bc || e.form == formDate && e.year == 0 && e.month == 0 {
		t.Value = "BC" + four(e.year)
		if e.form == formPeriod {
			t.Value = "BC" + two(e.index)
		}
		return t
	}
	p, ok := r.period(e)
	if !ok || p.value() == "" {
		t.Value = e.unresolved()
		return t
	}
	t.Value = p.value()
	if e.part != "" {
		t.Value += e.part
	} else if e.clock != "" {
		t.Value += e.clock
	}
	t.Day = p.dateOf(e.kind(), e.mod == "APPROX")
	if !e.aside {
		r.remember(p)
	}
	if p.unit == quarter && e.form == formPeriod {
		r.quarter, r.quarterAt = p, e.End
	}
	return t
}

// kind tells how e names its days.
func (e *expr) kind() models.DateKind {
	switch {
	case e.vague:
		return models.KindVague
	case e.names:
		return models.KindStated
	}
	return models.KindRelative
}

// remember keeps p as the last date for its own unit and all coarser ones.
func (r *resolver) remember(p period) {
	if p.unit < day || p.unit > year {
		return
	}
	for u := p.unit; u <= millennium; u++ {
		r.last[u], r.known[u] = p.at(u), true
	}
	// A coarse date hides the finer ones that came before it elsewhere; a year
	// near the course of the text leaves it its month.
	for u := day; u < p.unit; u++ {
		if r.known[u] && (r.last[u].first() < p.first() || r.last[u].last() > p.last()) &&
			(u == day || apart(r.last[u].year(), p.year())) {
			r.known[u] = false
		}
	}
}

// recent returns the last period of unit u that the text gave, else the one of publication.
func (r *resolver) recent(u unit) (period, bool) {
	if r.known[u] {
		return r.last[u], true
	}
	if r.narrative {
		// The finest thing known stands for it: the first day of the last month.
		for v := u; v <= year; v++ {
			if r.known[v] && u > day {
				return r.last[v].at(u), true
			}
		}
		return period{}, false
	}
	if !r.dated {
		return period{}, false
	}
	return periodOf(u, r.now), true
}

// reference returns the period of unit u that this, last and next count from.
func (r *resolver) reference(u unit) (period, bool) {
	if r.narrative {
		return r.recent(u)
	}
	return periodOf(u, r.now), r.dated
}

// period returns the calendar period that e names.
func (r *resolver) period(e *expr) (period, bool) {
	switch e.form {
	case formDate:
		return r.date(e)
	case formPeriod:
		return r.yearPart(e)
	case formWeekday:
		return r.weekday(e)
	case formMonthDay:
		return r.monthDay(e)
	case formHoliday:
		y, ok := r.yearFor(e, func(y int) period { return period{day, holidayDay(e.index, y)} })
		return period{day, holidayDay(e.index, y)}, ok
	case formDeictic:
		if p, ok := r.financial(e); ok {
			return p, true
		}
		p, ok := r.reference(e.unit)
		p.n += e.shift
		if e.unit == weekend && e.shift == 0 && ok && !r.narrative && weekdayOf(r.now) < 5 && r.g.tenseAt(e) != future {
			p.n-- // from Monday to Thursday "the weekend" of a past clause is the last one
		}
		return p, ok
	case formAnaphora:
		if p, ok := r.financial(e); ok {
			return p, true
		}
		if e.unit == quarter && e.which == noWhich && r.dated && !r.narrative { // reports speak of the quarter that is over
			return period{quarter, periodOf(quarter, r.now).n - 1}, true
		}
		p, ok := r.recent(e.unit)
		p.n += e.shift
		return p, ok
	}
	return period{}, false
}

// financial reads "a year earlier" and "the latest period" in a report that speaks of a
// quarter: the same quarter of another year, or the quarter itself.
func (r *resolver) financial(e *expr) (period, bool) {
	if r.quarter.unit != quarter || e.Start-r.quarterAt > quarterReach {
		return period{}, false
	}
	switch {
	case e.unit == quarter && e.form == formAnaphora && e.shift == 0:
		return r.quarter, true
	case e.unit == year && e.shift == -1 && e.counted:
		return period{quarter, r.quarter.n - 4}, true
	}
	return period{}, false
}

// quarterReach is how many bytes after the name of a quarter a report still speaks of it.
const quarterReach = 700

// date resolves a date of the calendar with a year, or one that takes its year from the reference.
func (r *resolver) date(e *expr) (period, bool) {
	if e.year > 0 {
		if e.month > 0 && e.day > monthLength(e.year, e.month) {
			return period{}, false
		}
		return e.inYear(e.year), e.year <= maxYear
	}
	y, ok := r.yearFor(e, e.inYear)
	return e.inYear(y), ok
}

// inYear returns the period of the date e in year y.
func (e *expr) inYear(y int) period {
	switch {
	case e.day > 0:
		return period{day, dayNumber(y, e.month, min(e.day, monthLength(y, e.month)))}
	case e.month > 0:
		return period{monthUnit, y*12 + e.month - 1}
	}
	return period{year, y}
}

// yearFor returns the year of an expression that names none; of gives its
// period in a year.
func (r *resolver) yearFor(e *expr, of func(int) period) (int, bool) {
	if e.year > 0 {
		return e.year, e.year <= maxYear
	}
	if e.unit == year || e.unit != noUnit && e.which != noWhich && e.form != formPeriod {
		ref, ok := r.reference(year)
		if e.which == whichThat {
			ref, ok = r.recent(year)
		}
		return ref.n + e.shift, ok
	}
	if r.narrative || !r.dated {
		return r.narrativeYear(e, of)
	}
	y, _, _ := civil(r.now)
	p := of(y)
	switch e.which {
	case whichLast:
		if p.last() >= r.now {
			y--
		}
		return y, true
	case whichNext:
		if p.first() <= r.now {
			y++
		}
		return y, true
	case whichThis:
		return y, true
	}
	return nearestYear(y, r.now, r.g.tenseAt(e), of), true
}

// How much farther a period counts that lies on the other side than its verb
// says, and one to come when no verb says anything. The verb is a strong sign
// only: "extended its offer to Nov. 20" looks ahead.
const (
	otherSide = 4
	noVerb    = 2
)

// nearestYear returns the year in which of lies nearest to day now, given the
// tense of the clause.
func nearestYear(y, now int, t tense, of func(int) period) int {
	best, least := y, 1<<30
	for _, c := range [...]int{y, y - 1, y + 1} {
		p := of(c)
		far := 0
		switch {
		case p.last() < now:
			far = now - p.last()
			if t == future {
				far *= otherSide
			}
		case p.first() > now:
			far = p.first() - now
			switch t {
			case past:
				far *= otherSide
			case noTense:
				far *= noVerb
			}
		}
		if far < least {
			best, least = c, far
		}
	}
	return best
}

// narrativeYear returns the year of the last date in the text, or the next one
// when the expression would lie far before it: a narrative goes on.
func (r *resolver) narrativeYear(e *expr, of func(int) period) (int, bool) {
	ref, ok := r.recent(year)
	if !ok {
		return 0, false
	}
	y := ref.n
	switch e.which {
	case whichLast:
		if m, ok := r.recent(monthUnit); ok && of(y).first() >= m.first() {
			y--
		}
		return y, true
	case whichNext:
		if m, ok := r.recent(monthUnit); ok && of(y).first() <= m.first() {
			y++
		}
		return y, true
	}
	if !r.known[monthUnit] {
		return y, true
	}
	// The year that brings it nearest to the dates around it: January after
	// November is the next one.
	last := r.last[monthUnit]
	least := 1 << 30
	for c := last.year() - 1; c <= last.year()+1; c++ {
		p := of(c)
		far := distance(last, p)
		if r.ahead.unit != noUnit {
			far += distance(p, r.ahead)
		}
		if c == ref.n {
			far -= lastNamed
		}
		if far < least {
			y, least = c, far
		}
	}
	return y, true
}

// distance returns the days from p to q, more when q lies before it.
func distance(p, q period) int {
	switch {
	case q.first() > p.last():
		return q.first() - p.last()
	case q.last() < p.first():
		return goingBack * (p.first() - q.last())
	}
	return 0
}

// goingBack is how much farther a date counts that lies before the last one
// of a narrative; lastNamed the days by which the year last named is nearer.
const (
	goingBack = 2
	lastNamed = 120
)

// yearPart resolves quarters, halves, seasons, decades and centuries.
func (r *resolver) yearPart(e *expr) (period, bool) {
	per := 1
	switch e.unit {
	case decade, century:
		return period{e.unit, e.index}, true
	case quarter, seasonUnit:
		per = 4
	case half:
		per = 2
	}
	of := func(y int) period { return period{e.unit, y*per + e.index} }
	if e.year == 0 && e.which != noWhich && (e.shift != 0 || e.which == whichThat || e.unit != seasonUnit) {
		ref, ok := r.reference(year)
		if e.which == whichThat {
			ref, ok = r.recent(year)
		}
		return of(ref.n + e.shift), ok
	}
	y, ok := r.yearFor(e, of)
	return of(y), ok
}

// weekday resolves a weekday by its tense, or from the last day of a narrative.
func (r *resolver) weekday(e *expr) (period, bool) {
	ref := r.now
	if r.narrative || e.which == whichThat {
		p, ok := r.recent(day)
		if !ok {
			return period{}, false
		}
		ref = p.n
	} else if !r.dated {
		return period{}, false
	}
	back := (weekdayOf(ref) - e.weekday + 7) % 7 // days since the last one
	switch e.which {
	case whichLast:
		if back == 0 {
			back = 7
		}
		return period{day, ref - back}, true
	case whichNext:
		return period{day, ref - back + 7}, true
	case whichThis, whichThat:
		if r.g.tenseAt(e) == past {
			return period{day, ref - back}, true
		}
		return period{day, ref + (7-back)%7}, true
	}
	if r.narrative {
		return period{day, ref + (7-back)%7}, true
	}
	if r.g.tenseAt(e) == future {
		return period{day, ref - back + 7}, true
	}
	return period{day, ref - back}, true
}

// monthDay resolves "the 15th" in the month of the last date.
func (r *resolver) monthDay(e *expr) (period, bool) {
	m, ok := r.recent(monthUnit)
	if !ok {
		return period{}, false
	}
	y, mm := floorDiv(m.n, 12), m.n-floorDiv(m.n, 12)*12+1
	if e.day > monthLength(y, mm) {
		return period{}, false
	}
	return period{day, dayNumber(y, mm, e.day)}, true
}

// clock puts a time of day on the day named after it ("5:30 a.m. local time on
// March 20"), else on the day the text speaks of.
func (r *resolver) clock(e *expr, t *Timex) {
	p, ok := r.recent(day)
	if r.next != nil && r.next.dayLevel() && r.next.from-e.to <= clockReach {
		p, ok = r.period(r.next)
	}
	if !ok {
		t.Value = "XXXX-XX-XX" + e.clock
		return
	}
	t.Value = p.value() + e.clock
	t.Day = p.dateOf(models.KindRelative, false)
}

// clockReach is how many words may stand between a time and its day.
const clockReach = 4

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
	n := int(e.count.n)
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

// unresolved is the value of an expression whose reference is not known.
func (e *expr) unresolved() string {
	v := ""
	switch e.form {
	case formDate:
		switch {
		case e.year > 0:
			v = four(min(e.year, maxYear))
		case e.day > 0:
			v = "XXXX-" + two(e.month) + "-" + two(e.day)
		case e.month > 0:
			v = "XXXX-" + two(e.month)
		default:
			v = "XXXX"
		}
	case formPeriod:
		switch e.unit {
		case quarter:
			v = "XXXX-Q" + string(rune('1'+e.index))
		case half:
			v = "XXXX-H" + string(rune('1'+e.index))
		case seasonUnit:
			v = "XXXX-" + seasonCodes[e.index]
		default:
			v = unknownValue(e.unit)
		}
	case formWeekday:
		v = weekdaySet(e.weekday)
	case formHoliday:
		v = "XXXX-XX-XX"
	case formMonthDay:
		v = "XXXX-XX-" + two(e.day)
	default:
		v = unknownValue(e.unit)
	}
	if e.part != "" {
		return v + e.part
	}
	return v + e.clock
}
