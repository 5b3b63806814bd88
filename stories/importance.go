package stories

import (
	"math"

	"github.com/throughline-news/throughline/models"
)

// lookBack is the vote that an origin which writes on a day gives an earlier or
// later one by telling of it.
func lookBack(published, day models.Day) float64 {
	if published == "" || day == "" {
		return votesSoon // no telling
	}
	switch lag := published.Sub(day); {
	case lag < 0:
		return votesAhead
	case lag == 0:
		return votesSameDay
	case lag > soonDays:
		return votesLater
	}
	return votesSoon
}

// weigh sums up the votes of origins for a day, plain of which name the calendar
// date. Sums of hundredths do not depend on the order of a map.
func weigh(votes map[string]float64, plain int) float64 {
	hundredths := 0
	for _, v := range votes {
		hundredths += int(math.Round(v * 100))
	}
	return float64(hundredths)/100 + votesPlain*float64(plain)
}

// importance is how much e matters to its stories: by how many origins tell of
// it, and how long afterwards they still do, as days are weighed. out is what is
// told of e. Its type and whether it turns the course of its story do not count:
// docs/decisions/0019-what-makes-events-important.md has the figures.
func (e *knownEvent) importance(out models.Event) float64 {
	day := models.Day("")
	if out.Date != nil {
		day = out.Date.Start
	}
	votes := map[string]float64{}
	var plain []string
	for _, m := range e.telling() {
		told := day
		if stated(m.Mention) && isDay(*m.Date) {
			told = m.Date.Start
			if m.Date.Kind == models.KindStated {
				plain = once(plain, m.report.origin)
			}
		}
		votes[m.report.origin] = max(votes[m.report.origin], lookBack(m.report.published, told))
	}
	sum := weigh(votes, len(plain))
	if n := len(e.origins); n > len(votes) { // those between told as those at both ends did
		sum *= float64(n) / float64(len(votes))
	}
	if happened(out.Status) {
		sum += votesEvent * float64(out.OriginCount)
	}
	if e.goneReports > 0 { // what has left the window counted before
		sum = max(sum, e.told.Importance)
	}
	return math.Round(sum*1000) / 1000
}
