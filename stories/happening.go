package stories

// happening scores whether an item reports the happening its candidate is about.
// The weights are set by hand: no collection that says which reports tell of one
// happening may be learned from, so only few and plain features are used.
var happening = func() linear {
	l, err := arrange(map[string]float64{
		"": -2.6, "words": 6, "nearest": 3, "names": 3, "recent_week": 1,
	}, features)
	if err != nil {
		panic(err) // the names are those of features: a test reads them
	}
	return l
}()

// sameHappening ranks cs and returns the probability of each.
func sameHappening(d *doc, cs []candidate) []float64 {
	rank(cs, happening)
	out := make([]float64, len(cs))
	for i, c := range cs {
		out[i] = logistic(c.score)
	}
	return out
}
