package stories

import "math"

// happening scores whether an item reports the happening its candidate is
// about: the same words, the same names, the same places, at about the same
// time. The weights are set by hand, because no collection that says which reports tell of one
// happening may be learned from; only few and plain features are used.
var happening = func() linear {
	l, err := arrange(map[string]float64{"words": 7, "names": 3, "places": 2, "recent_week": 1.5, "": -1.5}, features)
	if err != nil {
		panic(err) // the names are those of features: a test reads them
	}
	return l
}()

// Long texts share words whatever they tell of: the score an item needs grows
// with the logarithm of its length. The line goes through the best cuts for
// headlines (12 words), leads (45) and articles (370).
const (
	neededAtOne   = 1.2
	neededPerFold = .3
	steepness     = 3 // of the probability around the cut
)

// sameHappening ranks cs and returns the first and the probability of each.
func sameHappening(d *doc, cs []candidate) ([]candidate, []float64) {
	cs = rank(cs, scorer{linear: happening})
	for i := range cs {
		cs[i].score += yearWeight * yearOdds(d, cs[i].cluster)
	}
	bestFirst(cs)
	needed := neededAtOne + neededPerFold*math.Log(float64(max(d.length, 1)))
	out := make([]float64, len(cs))
	for i, c := range cs {
		out[i] = logistic(steepness * (c.score - needed))
	}
	return cs, out
}

// countYear adds n to how many members state the year of d, if it has no day.
func (c *cluster) countYear(d *doc, n int) {
	if d.dated || d.item.Year == 0 {
		return
	}
	if c.years == nil {
		c.years = map[int]int{}
	}
	if c.years[d.item.Year] += n; c.years[d.item.Year] == 0 {
		delete(c.years, d.item.Year)
	}
}

// The weight of a year; of how many texts any year is the latest that they state, and how many
// members' worth this counts before any has spoken.
const (
	yearWeight = .5
	usualYear  = .1
	yearDoubt  = .5
)

// yearOdds are the log odds of the year of an undated item among the members of
// c that state one, against any text: 0 where nothing is told.
func yearOdds(d *doc, c *cluster) float64 {
	all := 0
	for _, n := range c.years {
		all += n
	}
	if d.dated || d.item.Year == 0 || all == 0 {
		return 0
	}
	return math.Log((float64(c.years[d.item.Year]) + yearDoubt*usualYear) / (float64(all) + yearDoubt) / usualYear)
}
