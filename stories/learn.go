package stories

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// The settings of training.
const (
	rankPenalty   = 3e-4
	attachPenalty = 1e-3
	leastSeen     = 3 // items a term must be in to be listed
	// joinFrom is the share of a cluster's members an item must be expected to
	// be of one story with to join it when nothing is given. Chosen on the last
	// seven months of the collection, by weights learned from those before: lower
	// ones find a little more there and are less often right. The probability of a
	// Decision is shifted so that .5 stands for it.
	joinFrom = .24
	// attachFrom is the learned probability from which an item is put into a
	// story that a person named; again .5 stands for it, chosen on the same months:
	// at .5 itself two links of three are right, at .6 nearly three of four.
	attachFrom = .6
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
	rank, spread := fitRank(named, -1)
	attach := fitAttach(named)
	attach.constant += shift(attachFrom)
	return writeWords(pool(termCounts, -1)), Weights{
		Rank:   rank.byName(features),
		Own:    fitOwn(own).byName(features),
		Named:  attach.byName(attachFeatures),
		Opened: map[string]float64{"score": 1, "": tidy(shift(joinFrom))},
		Spread: linear{weights: spread}.byName(features),
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

// termCount counts how many items have a term, and which countries those are about.
type termCount struct {
	size   float64
	counts map[string]float64
	abroad map[string]map[string]float64 // stem to country
}

func newTermCount() termCount {
	return termCount{counts: map[string]float64{}, abroad: map[string]map[string]float64{}}
}

// countTerms counts the items that have a term, each by its weight.
func countTerms(stream []Labelled) termCount {
	b := newTermCount()
	x := newIndex(window{days: 1, items: 1}, background{size: 1})
	for _, it := range stream {
		d := x.doc(it.Item)
		b.size += it.Weight
		for kind, v := range d.vectors {
			for _, e := range v {
				term := x.spelled[e.term]
				b.counts[term] += it.Weight
				if kind != byStem {
					continue
				}
				if b.abroad[term] == nil {
					b.abroad[term] = map[string]float64{}
				}
				for _, c := range d.vectors[byCountry] {
					b.abroad[term][x.spelled[c.term]] += it.Weight
				}
			}
		}
		x.release(d)
	}
	return b
}

// The rules of which stems belong to a country: most of the items that have the
// stem are about it, and far more than items at large.
const (
	leastShare = .7
	leastLift  = 8
)

// pool adds termCounts up, leaving one out (-1 for none), and drops what is rare.
// Each term has its own sums, so the order of a map does not matter.
func pool(termCounts []termCount, without int) background {
	sum := newTermCount()
	for i, b := range termCounts {
		if i == without {
			continue
		}
		sum.size += b.size
		for t, n := range b.counts {
			sum.counts[t] += n
		}
		for t, m := range b.abroad {
			if sum.abroad[t] == nil {
				sum.abroad[t] = map[string]float64{}
			}
			for c, n := range m {
				sum.abroad[t][c] += n
			}
		}
	}
	out := background{size: math.Round(sum.size), counts: map[string]float64{}, countries: map[string]string{}}
	for t, n := range sum.counts {
		if math.Round(n) < leastSeen {
			continue
		}
		out.counts[t] = math.Round(n)
		for c, k := range sum.abroad[t] {
			if k >= leastShare*n && k/n >= leastLift*sum.counts[c]/sum.size && (out.countries[t] == "" || k > sum.abroad[t][prefixes[byCountry]+out.countries[t]]) {
				out.countries[t] = strings.TrimPrefix(c, prefixes[byCountry])
			}
		}
	}
	return out
}

// writeWords writes the lines of words.tsv, which parseBackground reads.
func writeWords(b background) string {
	terms := make([]string, 0, len(b.counts))
	for t := range b.counts {
		terms = append(terms, t)
	}
	sort.Strings(terms)
	var s strings.Builder
	fmt.Fprintf(&s, "\t%.0f\n", b.size)
	for _, t := range terms {
		fmt.Fprintf(&s, "%s\t%.0f", t, b.counts[t])
		if c := b.countries[t]; c != "" {
			s.WriteString("\t" + c)
		}
		s.WriteString("\n")
	}
	return s.String()
}

// fitRank learns to order candidates from all streams but one.
func fitRank(named [][]question, without int) (linear, []float64) {
	var choices []choice
	for i, qs := range named {
		if i == without {
			continue
		}
		for _, q := range qs {
			if q.right < 0 || len(q.candidates) < 2 {
				continue
			}
			c := choice{right: q.right, weight: q.weight}
			for _, o := range q.candidates {
				c.options = append(c.options, o.values)
			}
			choices = append(choices, c)
		}
	}
	return fitChoice(choices, rankPenalty)
}

// fitAttach learns whether the best candidate is right.
func fitAttach(named [][]question) linear {
	var samples []sample
	for i, qs := range named {
		ranker, spread := fitRank(named, i)
		replay(qs, ranker, spread, func(q question, cs []candidate, right bool) {
			o := sample{x: attachValues(q.doc, cs), weight: q.weight}
			if right {
				o.y = 1
			}
			samples = append(samples, o)
		})
	}
	return fitLogistic(samples, attachPenalty)
}

// replay asks the questions of a stream in order, correcting after each.
func replay(qs []question, ranker linear, spread []float64, each func(q question, ranked []candidate, right bool)) {
	l := &Linker{level: StoryLevel, model: model{rank: ranker, spread: spread}, step: make([]float64, len(features))}
	for _, q := range qs {
		for _, c := range q.candidates {
			c.cluster.bias = 0
		}
	}
	for _, q := range qs {
		if len(q.candidates) == 0 {
			continue
		}
		cs := append([]candidate(nil), q.candidates...)
		rank(cs, ranker.plus(l.step))
		right := q.right >= 0 && cs[0].cluster == q.candidates[q.right].cluster
		each(q, cs, right)
		if q.right >= 0 {
			l.correct(cs, q.candidates[q.right].cluster)
		}
	}
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
