package stories

import "github.com/throughline-news/throughline/models"

// span is a range of day numbers, the end included.
type span struct{ from, to int }

// daysTold is how many days after it something is told as news.
const daysTold = 3

// whenOf returns the days that m may speak of.
func whenOf(m models.Mention, r *knownReport) dating {
	d := dating{exactly: stated(m) && m.Date.Days() <= 7, undated: m.Date == nil}
	if m.Date == nil || m.Date.Start == "" || m.Date.End < m.Date.Start {
		day := dayNumber(r.day)
		d.span = span{day - daysTold, day}
		d.ok = r.day != "" && m.Status != models.Historical
		return d
	}
	d.span = span{dayNumber(m.Date.Start), dayNumber(m.Date.End)}
	d.coarse = d.to-d.from >= 7
	d.ok = d.to-d.from < longestDate
	return d
}

// stated tells whether the words of m give the day or range, and not only the
// day of publication.
func stated(m models.Mention) bool {
	return m.Date != nil && m.Date.Basis != models.BasisPublication && m.Date.Kind != models.KindVague
}

// matchDate compares when. Another stated day forbids, except that reports of a
// single happening of the same participants in the same town may differ by days.
func matchDate(m *knownMention, e *knownEvent, same bool) (float64, bool) {
	s := m.when
	if !s.ok {
		return 0, !stated(m.Mention)
	}
	best, apart := 0.0, 1<<30
	against := false // an exact day stands against that of m
	first, last := s.from, s.to
	for _, o := range e.dates {
		overlap := s.from <= o.to && o.from <= s.to
		both := s.exactly && o.exactly
		if both {
			first, last = min(first, o.from), max(last, o.to)
		}
		score := 0.0
		switch {
		case both && s.span == o.span && s.from == s.to:
			score = weightDay
		case both && overlap:
			score = weightSpan
		case both:
			against = true
			apart = min(apart, max(s.from-o.to, o.from-s.to))
		case overlap && (s.coarse || o.coarse):
			score = weightCoarse
		case overlap, reported(m, o.span):
			score = weightNear
		}
		best = max(best, score)
	}
	switch {
	case best >= weightSpan || best > 0 && !against:
		return best, true
	case against && same && single[m.Type] && apart <= mostDiffer && last-first <= mostSpread:
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
