package stories

import "math"

// happening scores whether an item reports the happening its candidate is
// about: the same words, the same names, the same places, the same numbers and
// days, at about the same time. What is asked of a text grows with how like each
// other the reports so far are: two earthquakes have much in common, the reports
// of one have more. The weights are set by hand, because no collection that says which reports tell of one
// happening may be learned from; only few and plain features are used.
type happening struct {
	linear
	// time is the weight of recent_week, which linear holds too.
	time float64
	// Long texts share words whatever they tell of: the score an item needs grows
	// with the logarithm of its length.
	neededAtOne, neededPerFold float64
	steepness                  float64 // of the probability around the cut
}

// Headlines have two or three words in common with the reports of their
// happening, and articles some hundred: the logarithm tells little from nothing.
var (
	ofHeadlines = newHappening(map[string]float64{"words": 4, "words_log": 2, "names": 3, "places": 1.2, "recent_week": 6},
		happening{time: 6, neededAtOne: -3.3, neededPerFold: .5, steepness: 1})
	ofTexts = newHappening(map[string]float64{"words": 8, "nearest": 1.5, "names": 8, "places": 2, "numbers": 5, "days": 3, "cohesion": -5, "recent_week": 6},
		happening{time: 6, neededAtOne: .8, neededPerFold: .6, steepness: 1})
)

const (
	longestHeadline = 25 // words
	// usualTime is the recent_week of an item two days after the last report:
	// what one without a day is taken to have.
	usualTime = .75
)

func newHappening(weights map[string]float64, h happening) happening {
	l, err := arrange(weights, features)
	if err != nil {
		panic(err) // the names are those of features: a test reads them
	}
	h.linear = l
	return h
}

// sameHappening ranks cs and returns the first, what it ranked them by and the
// probability of each.
func sameHappening(d *doc, cs []candidate) ([]candidate, scorer, []float64) {
	h := ofTexts
	if d.length <= longestHeadline {
		h = ofHeadlines
	}
	ranker := scorer{linear: h.linear}
	cs = rank(cs, ranker)
	for i := range cs {
		cs[i].score += yearWeight * yearOdds(d, cs[i].cluster)
	}
	bestFirst(cs)
	needed := h.neededAtOne + h.neededPerFold*math.Log(float64(max(d.length, 1))) + h.time*usualTime
	if !d.dated { // no time is between, as far as is known
		needed += h.time * (1 - usualTime)
	}
	out := make([]float64, len(cs))
	for i, c := range cs {
		out[i] = logistic(h.steepness * (c.score - needed))
	}
	return cs, ranker, out
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
