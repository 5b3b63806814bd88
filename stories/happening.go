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

// sameHappening ranks cs and returns the probability of each.
func sameHappening(d *doc, cs []candidate) []float64 {
	rank(cs, happening)
	needed := neededAtOne + neededPerFold*math.Log(float64(max(d.length, 1)))
	out := make([]float64, len(cs))
	for i, c := range cs {
		out[i] = logistic(steepness * (c.score - needed))
	}
	return out
}
