package stories

import "github.com/throughline-news/throughline/models"

// span is a range of day numbers, the end included.
type span struct{ from, to int }

func (s span) overlaps(o span) bool { return s.from <= o.to && o.from <= s.to }

// strength is how much the date of a mention says.
type strength int

const (
	noDate   strength = iota // nothing within reason: a year, or background without a date
	undated                  // no date: the days before publication are meant
	coarse                   // more than a week
	loose                    // taken from the text around it, or the day of publication
	exactDay                 // some days at most, by its own sentence
)

// dating is when a mention says that it was, and how surely.
type dating struct {
	span
	strength
}

// daysTold is how many days after it something is told as news.
const daysTold = 3

// datingOf returns the days that m may speak of.
func datingOf(m models.Mention, r *knownReport) dating {
	if m.Date == nil || m.Date.Start == "" || m.Date.End < m.Date.Start {
		if r.day == "" || m.Status == models.Historical {
			return dating{}
		}
		day := dayNumber(r.day)
		return dating{span{day - daysTold, day}, undated}
	}
	d := dating{span{dayNumber(m.Date.Start), dayNumber(m.Date.End)}, exactDay}
	switch days := d.to - d.from; {
	case days >= longestDate:
		d.strength = noDate
	case days >= 7:
		d.strength = coarse
	case !stated(m) || m.Date.Basis == models.BasisDiscourse:
		d.strength = loose
	}
	return d
}

// stated tells whether the words of m give the day or range, and not only the
// day of publication.
func stated(m models.Mention) bool {
	return m.Date != nil && m.Date.Basis != models.BasisPublication && m.Date.Kind != models.KindVague
}

// anchors are the days that an event is known by: all that sentences give
// exactly, else what its first report says. What is less sure is compared with
// these and moves nothing, so that no event creeps on from day to day.
func (e *knownEvent) anchors() []dating {
	if len(e.exact) > 0 {
		return e.exact
	}
	for _, m := range e.mentions {
		if m.when.strength >= coarse {
			return []dating{m.when}
		}
	}
	for _, m := range e.mentions {
		if m.when.strength == undated {
			return []dating{m.when}
		}
	}
	return nil
}

// matchDate compares when. Another exact day forbids, except that reports of a
// single happening of the same participants in the same town may differ by days.
func matchDate(m *knownMention, e *knownEvent, same bool) (float64, bool) {
	if m.when.strength == noDate {
		return 0, m.Date == nil
	}
	anchors := e.anchors()
	best, apart := 0.0, 1<<30
	against := false
	reach := m.when.span
	for _, o := range anchors {
		both := m.when.strength == exactDay && o.strength == exactDay
		if both {
			reach = span{min(reach.from, o.from), max(reach.to, o.to)}
		}
		score := 0.0
		switch {
		case both && m.when.span == o.span && o.from == o.to:
			score = weightDay
		case both && m.when.overlaps(o.span):
			score = weightSpan
		case both:
			against = true
			apart = min(apart, max(m.when.from-o.to, o.from-m.when.to))
		case m.when.overlaps(o.span) && (m.when.strength <= coarse || o.strength <= coarse):
			score = weightCoarse
		case m.when.overlaps(o.span), reported(m, o.span):
			score = weightNear
		}
		best = max(best, score)
	}
	short := reach.to-reach.from <= mostSpread
	switch {
	case best >= weightDay, best >= weightSpan && short, best > 0 && !against:
		return best, true
	case len(anchors) == 0:
		return 0, true
	case against && same && single[m.Type] && apart <= mostDiffer && short:
		return weightDiffer, true
	}
	return 0, false
}

// reported tells whether m, dated by its publication alone, came out on one of
// the days in s or soon enough after: news is told for three days, but what may
// well have happened again is told as new on the next.
func reported(m *knownMention, s span) bool {
	if stated(m.Mention) || m.Status == models.Scheduled || m.Status == models.Intended {
		return false
	}
	after := daysTold
	if m.Main && !single[m.Type] {
		after = 1
	}
	d := dayNumber(m.report.day)
	return s.from <= d && d <= s.to+after
}
