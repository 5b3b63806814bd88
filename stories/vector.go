package stories

import (
	"math"
	"sort"
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
		sort.SliceStable(byWeight, func(i, j int) bool { return byWeight[i].weight > byWeight[j].weight })
		byWeight = byWeight[:mostTerms]
		sort.Slice(byWeight, func(i, j int) bool { return byWeight[i].term < byWeight[j].term })
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
}

func (p *profile) match(v vector, members int) match {
	if len(v) == 0 || members == 0 || p.norm2 <= 0 {
		return match{}
	}
	var dot, known, all, usual int64
	for _, e := range v {
		square := int64(e.weight) * int64(e.weight)
		all += square
		if e.term < 0 {
			continue
		}
		c, ok := p.cells[e.term]
		if !ok {
			continue
		}
		dot += int64(e.weight) * c.sum
		known += square
		usual += square * int64(c.n)
	}
	return match{
		cosine: float64(dot) / one / math.Sqrt(float64(p.norm2)),
		known:  float64(known) / float64(all),
		usual:  float64(usual) / float64(all) / float64(members),
	}
}
