package times

import "github.com/throughline-news/throughline/models"

// resolver gives expressions their values, in text order. It carries the
// last dates of the text, from which narratives and "two days later" count.
type resolver struct {
	g         *grammar
	found     []expr
	at        int           // index of the one being resolved
	now       int           // day of publication
	dated     bool          // it is known
	narrative bool          // partial dates count from the last date in the text
	history   bool          // the text is an account of past years
	last      [year + 1]int // first day of the last date at least as exact as the unit
	known     [year + 1]bool
	aside     int      // the year that has left the course of the text just now, 0 for none
	ahead     []period // for each expression of a narrative the next date that states its year, unit 0 for none
	quarter   period   // the last quarter that the text named, unit 0 at first
	quarterAt int      // where
}

// newResolver returns a resolver for the expressions found by g.
func newResolver(g *grammar, found []expr, published models.Day) *resolver {
	r := &resolver{g: g, found: found}
	r.now, r.dated = dayFrom(published)
	y, _, _ := civil(r.now)
	r.history = tellsHistory(found, y, r.dated)
	r.narrative = r.history || !r.dated
	if r.narrative {
		markAsides(found)
		r.ahead = datesAhead(found)
	}
	return r
}

// resolve returns the time expression that found[i] is. It is called in order.
func (r *resolver) resolve(i int) Timex {
	r.at = i
	e := &r.found[i]
	t := Timex{Span: e.Span, Type: e.typ, Mod: e.mod}
	switch {
	case e.form == formFixed:
		t.Value = e.value
	case e.form == formDuration:
		r.duration(e, &t)
	case e.form == formClock:
		r.clock(e, &t)
	case e.vague:
		r.vague(e, &t)
	case e.bc:
		t.Value = "BC" + four(e.year)
		if e.form == formPeriod {
			t.Value = "BC" + two(e.index)
		}
	default:
		r.calendar(e, &t)
	}
	if t.Day != nil {
		t.Day.Text = r.g.text[e.Start:e.End]
	}
	return t
}

// calendar values what names a period of the calendar.
func (r *resolver) calendar(e *expr, t *Timex) {
	if e.short && r.narrative && r.known[year] { // '89 in an account of 1789
		e.year -= floorDiv(e.year-yearOf(r.last[year])+50, 100) * 100
	}
	p, ok := r.period(e)
	value := ""
	if ok {
		value = p.value()
	}
	if value == "" {
		t.Value = e.unresolved()
		return
	}
	var closing *models.Date
	if e.opens && r.at+1 < len(r.found) {
		c := &r.found[r.at+1]
		if q, ok := r.period(c); ok {
			p = align(e, c, p, q)
			value, closing = p.value(), q.dateOf(c.kind(), false)
		}
	}
	t.Value = value + e.timeOfDay()
	t.Day = p.dateOf(e.kind(), e.mod == "APPROX")
	if d := spread(t.Day, closing); d != nil {
		t.Day = d
	}
	if e.aside {
		r.aside = p.year()
	} else if p.unit <= year {
		r.aside = 0
	}
	if !e.aside && (p.unit != seasonUnit || e.year > 0) { // "the winter" names no date to go on from
		r.remember(p)
	}
	if p.unit == quarter && e.form == formPeriod {
		r.quarter, r.quarterAt = p, e.End
	}
}

// timeOfDay is what the value of e has after the day.
func (e *expr) timeOfDay() string {
	if e.part != "" {
		return e.part
	}
	return e.clock
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

// remember keeps p as the last date for its own unit and all coarser ones up to a year.
func (r *resolver) remember(p period) {
	if p.unit < day || p.unit > year {
		return
	}
	first, last := p.first(), p.last()
	for u := p.unit; u <= year; u++ {
		r.last[u], r.known[u] = first, true
	}
	// A coarse date hides the finer ones that came before it elsewhere; a year
	// near the course of the text leaves it its month.
	for u := day; u < p.unit; u++ {
		if d := r.last[u]; r.known[u] && (d < first || d > last) && (u == day || apart(yearOf(d), yearOf(first))) {
			r.known[u] = false
		}
	}
}

// recent returns the last period of unit u that the text gave, else the one of publication.
func (r *resolver) recent(u unit) (period, bool) {
	switch {
	case r.known[min(u, year)]:
		return periodOf(u, r.last[min(u, year)]), true
	case r.narrative || !r.dated:
		return period{}, false
	}
	return periodOf(u, r.now), true
}

// reference returns the period of unit u that this, last and next count from.
func (r *resolver) reference(u unit) (period, bool) {
	if r.narrative && r.dated {
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
		if e.unit == day && !e.counted && r.farBack() {
			return period{}, false // the "today" of a quotation, or the reader's
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
		if e.unit == year && r.aside > 0 {
			p, ok = period{year, r.aside}, true // "that year" is the last one named
		}
		p.n += e.shift
		if !r.known[min(e.unit, year)] && !r.narrative && e.shift > 0 {
			return period{}, false // later than what?
		}
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
	ref, narrated := r.now, false
	if p, ok := r.recent(day); ok && (r.farBack() || e.which == whichThat) {
		ref, narrated = p.n, true
	} else if !r.dated || e.which == whichThat {
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
	case whichThat:
		switch {
		case e.shift < 0 && back == 0:
			return period{day, ref - 7}, true
		case e.shift < 0:
			return period{day, ref - back}, true
		case e.shift > 0:
			return period{day, ref - back + 7}, true
		}
		fallthrough
	case whichThis:
		if r.g.tenseAt(e) == past {
			return period{day, ref - back}, true
		}
		return period{day, ref + (7-back)%7}, true
	}
	// News names the day of publication too by its weekday, whatever the tense.
	if narrated || r.g.is(e.from-1, "until", "till") || r.g.tenseAt(e) == future {
		return period{day, ref + (7-back)%7}, true
	}
	return period{day, ref - back}, true
}

// newsReach is how many days from its publication even a text about the past speaks as news.
const newsReach = 31

// farBack tells whether an account of the past is at a date far from its publication.
func (r *resolver) farBack() bool {
	return r.history && r.dated && r.known[year] && max(r.now-r.last[year], r.last[year]-r.now) > newsReach
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
	if r.at+1 < len(r.found) && r.found[r.at+1].dayLevel() && r.found[r.at+1].from-e.to <= clockReach {
		p, ok = r.period(&r.found[r.at+1])
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
