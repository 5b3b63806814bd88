package stories

import (
	"cmp"
	"math"
	"slices"
)

// one is a weight of 1. Weights are whole numbers, so that sums do not depend
// on the order they were made in and what was added can be taken away again
// without a trace: a linker set up from a store decides as one that never stopped.
const one = 1 << 14

// entry is a term of a vector by its number in the index.
type entry struct {
	term   int32
	weight int32
}

// vector is sparse, of length one, in the order of its terms' spelling.
type vector []entry

// weighted is a term before it has a number.
type weighted struct {
	term   string
	weight float64
}

// scale keeps the mostTerms weightiest of ws and brings their length to one.
func scale(ws []weighted) []weighted {
	if len(ws) > mostTerms {
		byWeight := append([]weighted(nil), ws...)
		slices.SortStableFunc(byWeight, func(a, b weighted) int { return cmp.Compare(b.weight, a.weight) })
		byWeight = byWeight[:mostTerms]
		slices.SortFunc(byWeight, func(a, b weighted) int { return cmp.Compare(a.term, b.term) })
		ws = byWeight
	}
	sum := 0.0
	for _, w := range ws {
		sum += w.weight * w.weight
	}
	if sum == 0 {
		return nil
	}
	norm := math.Sqrt(sum)
	out := make([]weighted, len(ws))
	for i, w := range ws {
		out[i] = weighted{w.term, w.weight / norm}
	}
	return out
}

// cell is what the members of a cluster have of one term: the sum of their
// weights and how many have it.
type cell struct {
	sum int64
	n   int32
}

// profile is the sum of the vectors of a cluster's members.
type profile struct {
	cells map[int32]cell
	norm2 int64 // square of its length, in units of one squared
}

func (p *profile) add(v vector, sign int64) {
	if p.cells == nil {
		p.cells = map[int32]cell{}
	}
	for _, e := range v {
		c := p.cells[e.term]
		x := int64(e.weight) * sign
		p.norm2 += 2*c.sum*x + x*x
		c.sum += x
		c.n += int32(sign)
		if c.n == 0 {
			delete(p.cells, e.term)
			continue
		}
		p.cells[e.term] = c
	}
}

// match is how well a vector fits a profile.
type match struct {
	cosine float64
	known  float64 // share of the vector's mass whose terms the profile has
	usual  float64 // mean of how usual the vector's terms are among the members, 0 to 1
	// language is the mean log odds of the vector's terms under a smoothed
	// language model of the members against one of all items, about 0 to 1.
	language float64
}

// The members' share in their language model, and the scale of its log odds.
const (
	ownLanguage   = .7
	languageScale = 5
)

// notSaid is the log odds of a term that no member has.
var notSaid = math.Log(1 - ownLanguage)

// match compares v with the profile of some members.
func (x *index) match(v vector, p *profile, members int) match {
	if len(v) == 0 {
		return match{}
	}
	var dot, known, all, usual, mass int64
	odds, items := 0.0, float64(len(x.docs))+1
	for _, e := range v {
		w := int64(e.weight)
		mass += w
		all += w * w
		c, ok := p.cells[e.term]
		if !ok {
			odds += float64(w) * notSaid
			continue
		}
		dot += w * c.sum
		known += w * w
		usual += w * w * int64(c.n)
		here := float64(c.n) / float64(members)
		general := (float64(len(x.postings[e.term])) + .5) / items
		odds += float64(w) * math.Log(ownLanguage*here/general+1-ownLanguage)
	}
	out := match{language: odds / float64(mass) / languageScale}
	if p.norm2 > 0 {
		out.cosine = float64(dot) / one / math.Sqrt(float64(p.norm2))
		out.known = float64(known) / float64(all)
		out.usual = float64(usual) / float64(all) / float64(members)
	}
	return out
}
