package stories

import (
	"cmp"
	"math"
	"slices"
)

// attachFeatures are what the second question is judged by: is the best
// candidate right, or is the item of none of them?
var attachFeatures = slices.Concat([]string{
	"score", "margin", "margin_third", "share", "length", "candidates",
	"most_nearest", "most_known", "most_names_known", "most_language", "most_entities_known",
}, prefixed("top_", features), pastFeatures)

func prefixed(prefix string, names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = prefix + n
	}
	return out
}

// mostRanked is how many candidates stay when they are ranked: of a hundred
// right ones, one is further down.
const mostRanked = 15

// rank puts the best of cs by s first and returns those: the linear part chooses
// them, the forest orders them.
func rank(cs []candidate, s scorer) []candidate {
	for i := range cs {
		cs[i].score = s.linear.score(cs[i].values) + cs[i].cluster.bias
	}
	bestFirst(cs)
	cs = cs[:min(len(cs), mostRanked)]
	if len(s.forest) > 0 {
		for i := range cs {
			cs[i].score += s.forest.score(cs[i].values)
		}
		bestFirst(cs)
	}
	return cs
}

func bestFirst(cs []candidate) {
	slices.SortStableFunc(cs, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
}

// shares are the softmax of the scores of ranked candidates.
func shares(cs []candidate) []float64 {
	out := make([]float64, len(cs))
	sum := 0.0
	for i, c := range cs {
		out[i] = math.Exp(c.score - cs[0].score)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// mostOf are the features of which the most of any candidate counts.
var mostOf = []int{at("nearest"), at("words_known"), at("names_known"), at("language"), at("entities_known")}

// attachValues are the attachFeatures of ranked candidates, at least one.
func attachValues(d *doc, cs []candidate, p *past) values {
	score := func(i int) float64 {
		if i < len(cs) {
			return cs[i].score
		}
		return cs[len(cs)-1].score - 3
	}
	limit := func(x float64) float64 { return min(x, 6) }
	v := values{
		score(0), limit(score(0) - score(1)), limit(score(0) - score(2)), shares(cs)[0],
		math.Log1p(float64(d.length)), math.Log1p(float64(len(cs))),
	}
	for _, i := range mostOf {
		most := 0.0
		for _, c := range cs {
			most = max(most, c.values[i])
		}
		v = append(v, most)
	}
	return slices.Concat(v, cs[0].values, p.values(cs[0].cluster))
}
