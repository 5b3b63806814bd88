package stories

import "math"

// happening scores whether an item reports the happening its candidate is
// about: the same words, the same names, the same places, the same numbers and
// days, at about the same time. The weights are set by hand, because no collection that says which reports tell of one
// happening may be learned from; only few and plain features are used.
type happening struct {
	linear
	// time is the weight of recent_week, which linear holds too.
	time float64
	// Long texts share words whatever they tell of: the score an item needs grows
	// with the logarithm of its length.
	neededAtOne, neededPerFold float64
	// crowd is the weight of how much else goes on. On a day with one story in the
	// news any word in common tells; on a day with a hundred it does not.
	crowd float64
}

// The logarithm of the words in common tells little from nothing, which decides
// where an item says when it was written: all others of that day are of
// something else, or of this. Where nothing tells the time, what is asked grows
// with how like each other the reports so far are (cohesion): two earthquakes have
// much in common, the reports of one have more.
var (
	ofHeadlines = newHappening(headlineWeights, happening{time: 7, neededAtOne: -3.2, crowd: 1.2})
	ofTexts     = newHappening(map[string]float64{
		"words": 2, "words_log": 2.4, "names": 1.3, "numbers": 2, "days": 1.5, "country_clash": -1, "recent_week": 7.4,
	}, happening{time: 7.4, neededAtOne: -4.6, neededPerFold: .2, crowd: 1.1})
	ofUndatedHeadlines = newHappening(headlineWeights, happening{time: 7, neededAtOne: -4.2, crowd: 1.2})
	ofUndatedTexts     = newHappening(map[string]float64{
		"words": 8, "nearest": 1.5, "names": 8, "places": 2, "numbers": 5, "days": 3, "cohesion": -5, "recent_week": 6,
	}, happening{time: 6, neededAtOne: .8, neededPerFold: .6})
)

var headlineWeights = map[string]float64{
	"words": -1, "words_log": 1.3, "words_known": 1.6, "names": .8, "places": .3, "countries": .5, "country_clash": -1, "recent_week": 7,
}

const (
	longestHeadline = 25 // words
	// usualTime is the recent_week of an item two days after the last report:
	// what a dated one needs no more than its words for.
	usualTime = .75
	// crowdDays is in how many days a cluster without news counts for a third in a crowd.
	crowdDays = 7
)

func newHappening(weights map[string]float64, h happening) happening {
	l, err := arrange(weights, features)
	if err != nil {
		panic(err) // the names are those of features: a test reads them
	}
	h.linear = l
	return h
}

// happeningFor returns what d is judged by.
func happeningFor(d *doc) happening {
	switch headline := d.length <= longestHeadline; {
	case headline && d.dated:
		return ofHeadlines
	case headline:
		return ofUndatedHeadlines
	case d.dated:
		return ofTexts
	}
	return ofUndatedTexts
}

// needed is the score from which d is put into the first of cs.
func (h happening) needed(d *doc, cs []candidate) float64 {
	time := 1.0 // none is between, as far as is known
	if d.dated {
		time = usualTime
	}
	others := 1.0
	for _, c := range cs {
		others += math.Exp(-math.Abs(float64(d.day-c.cluster.last)) / crowdDays)
	}
	return h.neededAtOne + h.neededPerFold*math.Log(float64(max(d.length, 1))) + h.time*time + h.crowd*math.Log(others)
}

// sameHappening ranks cs and returns the first, what it ranked them by and the
// probability of each.
func sameHappening(d *doc, cs []candidate) ([]candidate, scorer, []float64) {
	h := happeningFor(d)
	ranker := scorer{linear: h.linear}
	cs = rank(cs, ranker)
	for i := range cs {
		cs[i].score += yearWeight * yearOdds(d, cs[i].cluster)
	}
	bestFirst(cs)
	needed := h.needed(d, cs)
	out := make([]float64, len(cs))
	for i, c := range cs {
		out[i] = logistic(c.score - needed)
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
