package stories

import "github.com/throughline-news/throughline/models"

// planReach is how many days off a plan may lie that is put off or called off, and
// how many days on it may be put: half a year.
const planReach = 186

// noticeLag is how many days after its day a plan may be said to have been put off
// or called off.
const noticeLag = 7

// notice tells whether m says that a plan does not hold.
func notice(m *knownMention) bool {
	return m.Status == models.Postponed || m.Status == models.Cancelled
}

// dayless tells whether the words of m give no day at all.
func (m *knownMention) dayless() bool { return !stated(m.Mention) || m.when.strength <= undated }

// asks returns the days on which events are that m may be of. What puts a plan off
// or calls it off names the new day or none: the plan lies ahead of the report.
func (m *knownMention) asks() span {
	s := span{m.when.from - daysRound, m.when.to + daysRound}
	switch {
	case !notice(m):
	case m.dayless():
		s = span{min(s.from, m.report.number-noticeLag), m.report.number + planReach}
	case m.Status == models.Postponed:
		s.from = max(min(s.from, m.report.number-noticeLag), s.from-planReach)
	}
	return s
}

// plan returns the days that e was last planned for, and whether it was put off
// since with no new day; ok is false when there is no plan, or none any more.
func (e *knownEvent) plan() (days span, pending, ok bool) {
	for _, m := range e.telling() {
		switch {
		case happened(m.Status) || m.Status == models.Claimed || m.Status == models.Cancelled:
			return span{}, false, false
		case m.Status == models.Postponed && m.dayless():
			pending = ok
		case (m.Status == models.Scheduled || m.Status == models.Postponed) && !m.dayless():
			days, pending, ok = m.when.span, false, true
		}
	}
	return days, pending, ok
}

// replans tells whether m says what became of the plan for e, on whatever day: it
// is put off or called off; or, when it was put off for an unknown time, it has a
// day again, or took place.
func replans(m *knownMention, e *knownEvent) bool {
	days, pending, ok := e.plan()
	if !ok {
		return false
	}
	told := m.report.number
	switch {
	case notice(m) && m.dayless():
		return !pending && days.to >= told-noticeLag && days.from <= told+planReach
	case m.Status == models.Postponed:
		return days.to >= told-noticeLag && days.from < m.when.from && m.when.from <= days.to+planReach
	case pending && m.when.strength == exactDay && (m.Status == models.Scheduled || happened(m.Status)):
		return days.from <= m.when.from && m.when.from <= days.to+planReach
	}
	return false
}

// heldBefore tells whether e was told of as done before the day of a report: then
// what is put off or called off on that day is something else.
func (e *knownEvent) heldBefore(r *knownReport) bool {
	for _, m := range e.telling() {
		if happened(m.Status) && m.report != r && m.report.number <= r.number {
			return true
		}
	}
	return false
}

// planScore is the score of a mention that replans e: never so sure that it makes
// one of two plans, and of two plans the nearer one.
func planScore(score float64, m *knownMention, e *knownEvent) float64 {
	days, _, _ := e.plan()
	apart := max(days.from-m.report.number, m.report.number-days.to, 0)
	return min(score, surelySame-.1) - .5*float64(apart)/planReach
}

// hold is how far the plan that a mention tells of still holds.
type hold int

const (
	holds     hold = iota
	gaveUp         // told before it was put off
	outOfDate      // told with the old day after it was put off
)

// holding says of mentions in the order of publication how far the plans that they
// tell of hold, when one of them puts it off. Who tells the old day later has not
// heard of it.
func holding(told []*models.Mention) []hold {
	out := make([]hold, len(told))
	void := map[[2]models.Day]bool{}
	for i, m := range told {
		switch {
		case m.Status == models.Postponed:
			for k, o := range told {
				if (k < i || o.ArticleID == m.ArticleID) && k != i && planned(o.Status) && stated(*o) && (!stated(*m) || daysOf(o) != daysOf(m)) {
					out[k] = gaveUp
					void[daysOf(o)] = true
				}
			}
			if stated(*m) {
				delete(void, daysOf(m))
			}
		case out[i] == holds && planned(m.Status) && stated(*m) && void[daysOf(m)]:
			out[i] = outOfDate
		}
	}
	return out
}

func daysOf(m *models.Mention) [2]models.Day { return [2]models.Day{m.Date.Start, m.Date.End} }

// plansOf is holding by mention, nil when nothing was put off.
func plansOf(ms []*knownMention) map[*knownMention]hold {
	told := make([]*models.Mention, len(ms))
	putOff := false
	for i, m := range ms {
		told[i] = &m.Mention
		putOff = putOff || m.Status == models.Postponed
	}
	if !putOff {
		return nil
	}
	out := make(map[*knownMention]hold, len(told))
	for i, h := range holding(told) {
		out[ms[i]] = h
	}
	return out
}
