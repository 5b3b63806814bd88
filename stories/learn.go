package stories

import (
	"math"
	"slices"
)

// The settings of training.
const (
	rankPenalty   = 3e-4
	attachPenalty = 1e-3
	// joinFrom is the share of a cluster's members an item must be expected to
	// be of one story with to join it when nothing is given. Chosen on the last
	// seven months of the collection, by weights learned from those before: lower
	// ones find a little more there and are less often right. The probability of a
	// Decision is shifted so that .5 stands for it.
	joinFrom = .24
	// attachFrom is the learned probability from which an item is put into a
	// story that a person named; again .5 stands for it. Of links given .5 to .6 on
	// a stream left out of training more than half are right.
	attachFrom = .53
)

// The forests that go on where the linear scores end. Few and shallow trees: on
// streams left out, more of them gave nothing.
var (
	rankGrowth   = growth{trees: 50, depth: 4, rate: .1, heaviness: 20, ridge: 5}
	attachGrowth = growth{trees: 80, depth: 3, rate: .06, heaviness: 10, ridge: 5}
)

// Train computes what the folder background holds from streams of items in
// time order, each of which is run through from an empty start: the lines of
// words.tsv and the weights. It is deterministic. Word counts a stream is read
// with, and scores the attach question is learned from, come from the other
// streams only, as they will for a stream never seen.
func Train(streams [][]Labelled) (words string, w Weights) {
	termCounts := make([]termCount, len(streams))
	for i, s := range streams {
		termCounts[i] = countTerms(s)
	}
	named, own := make([][]question, len(streams)), make([][]question, len(streams))
	for i, s := range streams {
		b := pool(termCounts, i)
		named[i], own[i] = recordNamed(s, b), recordOwn(s, b)
	}
	ranker, spread := fitRank(named, -1)
	attach := fitAttach(named)
	attach.constant += shift(attachFrom)
	return writeWords(pool(termCounts, -1)), Weights{
		Rank:   ranker.byName(features),
		Own:    fitOwn(own).byName(features),
		Named:  attach.byName(attachFeatures),
		Opened: map[string]float64{"score": 1, "": tidy(shift(joinFrom))},
		Spread: linear{weights: spread}.byName(features),
		Trees:  append(ranker.forest.trees("rank", features), attach.forest.trees("named", attachFeatures)...),
	}
}

// shift is what to add to a score so that the probability p becomes .5.
func shift(p float64) float64 { return math.Log((1 - p) / p) }

// byName is the inverse of arrange, without weights of nothing.
func (l linear) byName(names []string) map[string]float64 {
	m := map[string]float64{}
	if c := tidy(l.constant); c != 0 {
		m[""] = c
	}
	for i, n := range names {
		if w := tidy(l.weights[i]); w != 0 {
			m[n] = w
		}
	}
	return m
}

// tidy keeps four digits after the point.
func tidy(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// fitRank learns to order candidates from all streams but one: linearly from
// all of them, then by trees from those that come first by that.
func fitRank(named [][]question, without int) (scorer, []float64) {
	l, spread := fitChoice(choicesOf(named, without, nil), rankPenalty)
	choices := choicesOf(named, without, &l)
	var rows []values
	var scores []float64
	for _, c := range choices {
		for _, o := range c.options {
			rows = append(rows, o)
			scores = append(scores, l.score(o))
		}
	}
	return scorer{l, rankGrowth.grow(rows, scores, choiceSlopes(choices))}, spread
}

// choicesOf returns the questions that have a right answer, of all streams but
// one: among all candidates, or among the first by l.
func choicesOf(named [][]question, without int, l *linear) []choice {
	var out []choice
	for i, qs := range named {
		if i == without {
			continue
		}
		for _, q := range qs {
			cs, right := q.candidates, q.right
			if l != nil && right >= 0 {
				cs = rank(slices.Clone(cs), scorer{linear: *l})
				right = slices.IndexFunc(cs, func(c candidate) bool { return c.cluster == q.candidates[q.right].cluster })
			}
			if right < 0 || len(cs) < 2 {
				continue
			}
			c := choice{right: right, weight: q.weight}
			for _, o := range cs {
				c.options = append(c.options, o.values)
			}
			out = append(out, c)
		}
	}
	return out
}

// fitAttach learns whether the best candidate is right.
func fitAttach(named [][]question) scorer {
	var samples []sample
	for i, qs := range named {
		ranker, spread := fitRank(named, i)
		samples = append(samples, replay(qs, ranker, spread)...)
	}
	l := fitLogistic(samples, attachPenalty)
	rows, scores := make([]values, len(samples)), make([]float64, len(samples))
	for i, o := range samples {
		rows[i], scores[i] = o.x, l.score(o.x)
	}
	return scorer{l, attachGrowth.grow(rows, scores, logisticSlopes(samples))}
}

// replay asks the questions of a stream in order, correcting after each, and
// returns for each whether the first candidate was right.
func replay(qs []question, ranker scorer, spread []float64) []sample {
	l := &Linker{level: StoryLevel, model: model{rank: ranker, spread: spread}, step: make([]float64, len(features))}
	for _, q := range qs {
		for _, c := range q.candidates {
			c.cluster.bias, c.cluster.led, c.cluster.hit = 0, 0, 0
		}
	}
	var out []sample
	for _, q := range qs {
		if len(q.candidates) == 0 {
			continue
		}
		cs := rank(slices.Clone(q.candidates), ranker.plus(l.step))
		o := sample{x: attachValues(q.doc, cs, &l.past), weight: q.weight}
		var truth *cluster
		if q.right >= 0 {
			truth = q.candidates[q.right].cluster
		}
		if cs[0].cluster == truth {
			o.y = 1
		}
		out = append(out, o)
		l.past.take(cs, truth, q.known)
		if truth != nil {
			l.correct(cs, truth)
		}
	}
	return out
}

// fitOwn learns what share of a cluster's members is of an item's story.
func fitOwn(own [][]question) linear {
	var samples []sample
	for _, qs := range own {
		for _, q := range qs {
			for k, c := range q.candidates {
				o := sample{x: c.values, weight: q.weight}
				if k == q.right {
					o.y = 1
				}
				samples = append(samples, o)
			}
		}
	}
	return fitLogistic(samples, attachPenalty)
}
