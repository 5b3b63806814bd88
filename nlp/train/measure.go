package main

import (
	"fmt"
	"sort"

	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/crf"
)

// tally counts spans.
type tally struct{ right, found, gold int }

func (t tally) f1() float64 { return 200 * float64(t.right) / float64(max(1, t.found+t.gold)) }

// measure prints the figures of the model for the documents left out: exact
// spans of persons, places and organizations.
func measure(model *crf.Model, held map[string][]document) error {
	parser, err := nlp.NewParserWith(model)
	if err != nil {
		return err
	}
	sets := make([]string, 0, len(held))
	for s := range held {
		sets = append(sets, s)
	}
	sort.Strings(sets)
	for _, set := range sets {
		docs := held[set]
		names := make([]map[entity]bool, len(docs))
		each(len(docs), func(i int) {
			d := parser.Parse("", docs[i].Text)
			names[i] = map[entity]bool{}
			for _, n := range d.Names {
				names[i][entity{n.Start, n.End, string(n.Type)}] = true
			}
		})
		by, overlaps := map[string]tally{}, tally{}
		for i, d := range docs {
			gold := map[entity]bool{}
			for _, e := range d.Entities {
				gold[e] = true
			}
			count(by, gold, names[i])
			overlaps.right += overlapping(gold, names[i])
		}
		all := tally{}
		for _, t := range by {
			all = tally{all.right + t.right, all.found + t.found, all.gold + t.gold}
		}
		overlaps.found, overlaps.gold = all.found, all.gold
		fmt.Printf("%-22s %4.1f  overlap %4.1f  P %4.1f R %4.1f  PER %4.1f LOC %4.1f ORG %4.1f\n", set, all.f1(), overlaps.f1(),
			100*float64(all.right)/float64(max(1, all.found)), 100*float64(all.right)/float64(max(1, all.gold)), by["PER"].f1(), by["LOC"].f1(), by["ORG"].f1())
	}
	return nil
}

// count adds the names of one document to the tallies by type.
func count(by map[string]tally, gold, found map[entity]bool) {
	for _, label := range []string{"PER", "LOC", "ORG"} {
		t := by[label]
		for e := range gold {
			if e.Type == label {
				t.gold++
				if found[e] {
					t.right++
				}
			}
		}
		for e := range found {
			if e.Type == label {
				t.found++
			}
		}
		by[label] = t
	}
}

// overlapping returns how many pairs of a gold and a found name of the same
// type share text, each name in one pair only, equal spans first.
func overlapping(gold, found map[entity]bool) int {
	taken := map[entity]bool{}
	n := 0
	for e := range gold {
		if found[e] && scored(e.Type) {
			taken[e] = true
			n++
		}
	}
	left := ordered(found)
	for _, e := range ordered(gold) {
		for _, o := range left {
			if !gold[o] && !found[e] && !taken[o] && e.Type == o.Type && scored(e.Type) && e.Start < o.End && o.Start < e.End {
				taken[o] = true
				n++
				break
			}
		}
	}
	return n
}

func scored(label string) bool { return label == "PER" || label == "LOC" || label == "ORG" }

func ordered(set map[entity]bool) []entity {
	out := make([]entity, 0, len(set))
	for e := range set {
		out = append(out, e)
	}
	sort.Slice(out, func(i, j int) bool {
		return out[i].Start < out[j].Start || out[i].Start == out[j].Start && out[i].End < out[j].End
	})
	return out
}
