package stories

import "github.com/throughline-news/throughline/models"

// stated tells whether the words of m give the day or range, and not only the
// day of publication.
func stated(m *knownMention) bool {
	return m.Date != nil && m.Date.Basis != models.BasisPublication && m.Date.Kind != models.KindVague
}

// precise tells whether the date of m is some days at most.
func precise(m *knownMention) bool { return m.Date != nil && m.Date.Days() <= 7 }

// matchDate compares when. Another stated day forbids, except that reports of a
// single happening of the same participants in the same town may differ by days.
func matchDate(m *knownMention, e *knownEvent, same bool) (float64, bool) {
	s, ok := spanOf(m)
	if !ok {
		return 0, !stated(m)
	}
	best, found, apart := 0.0, false, 1<<30
	exactly := stated(m) && precise(m)
	against := false // an exact day stands against that of m
	first, last := s.from, s.to
	for _, o := range e.mentions {
		os, ok := spanOf(o)
		if !ok {
			continue
		}
		overlap := s.from <= os.to && os.from <= s.to
		both := exactly && stated(o) && precise(o)
		if both {
			first, last = min(first, os.from), max(last, os.to)
		}
		score := 0.0
		switch {
		case both && s == os && s.from == s.to:
			score = weightDay
		case both && overlap:
			score = weightSpan
		case both:
			against = true
			apart = min(apart, max(s.from-os.to, os.from-s.to))
			continue
		case overlap && (!precise(m) && m.Date != nil || !precise(o) && o.Date != nil):
			score = weightCoarse
		case overlap, reported(m, os), reported(o, s):
			score = weightNear
		default:
			continue
		}
		best, found = max(best, score), true
	}
	switch {
	case found && (best >= weightSpan || !against):
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
	if stated(m) || m.Status == models.Scheduled || m.Status == models.Intended {
		return false
	}
	after := daysRound
	if m.Main && !single[m.Type] {
		after = 1
	}
	d := dayNumber(m.report.day)
	return s.from <= d && d <= s.to+after
}
