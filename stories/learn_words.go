package stories

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

const leastSeen = 3 // items a term must be in to be listed

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
