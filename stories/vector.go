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

// count is what some members of a cluster have of one term: the sum of their
// weights (of fewer than 1<<17 members it fits) and how many have it.
type count struct{ sum, n int32 }

// cell is what all members have of a term, and what the newest of them have.
type cell struct{ all, late count }

// profile is the sum of the vectors of a cluster's members, and of the newest.
type profile struct {
	cells cells
	norm2 lengths
}

// lengths are the squares of the lengths of both sums, in units of one squared.
type lengths struct{ all, late int64 }

// add adds v to the sum of all members, with sign -1 takes it away again.
func (p *profile) add(v vector, sign int32) {
	for _, e := range v {
		c := p.cells.get(e.term)
		p.norm2.all += c.all.add(e.weight * sign)
		if c.all.n == 0 {
			p.cells.drop(e.term)
		}
	}
}

// addLate does so with the sum of the newest, of terms that all have.
func (p *profile) addLate(v vector, sign int32) {
	for _, e := range v {
		p.norm2.late += p.cells.get(e.term).late.add(e.weight * sign)
	}
}

// add counts a weight, a negative one taking it away, and returns by how much
// the square of the sum grows.
func (c *count) add(weight int32) int64 {
	x := int64(weight)
	growth := 2*int64(c.sum)*x + x*x
	c.sum += weight
	if weight < 0 {
		c.n--
	} else {
		c.n++
	}
	return growth
}

// The mean cosine of two members that is expected before any are seen, and how
// many pairs of members that counts for.
const (
	usualCosine = .35
	usualPairs  = 1
)

// cohesion is the cosine that one more member would have with the sum of all, if
// it were as like them as they are each other: what a stranger stays below.
func (p *profile) cohesion(members int) float64 {
	n := float64(members)
	pairs := n * (n - 1) / 2
	like := (float64(p.norm2.all)/one/one - n) / 2
	mean := (max(like, 0) + usualPairs*usualCosine) / (pairs + usualPairs)
	return mean * math.Sqrt(n/(1+(n-1)*mean))
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

// match compares v with all members and with the newest of a cluster.
func (x *index) match(v vector, p *profile, members int) (all, late match) {
	if len(v) == 0 {
		return all, late
	}
	var mass, square int64
	a, l := matching{members: float64(members)}, matching{members: float64(min(members, mostLately))}
	items := float64(len(x.docs)) + 1
	for _, e := range v {
		mass += int64(e.weight)
		square += int64(e.weight) * int64(e.weight)
		c := p.cells.find(e.term)
		if c == nil {
			a.miss(e.weight)
			l.miss(e.weight)
			continue
		}
		general := (float64(len(x.postings[e.term])) + .5) / items
		a.take(e.weight, c.all, general)
		l.take(e.weight, c.late, general)
	}
	return a.match(mass, square, p.norm2.all), l.match(mass, square, p.norm2.late)
}

// matching sums up a match with some members.
type matching struct {
	members           float64
	dot, known, usual int64
	odds              float64
}

// take adds a term of the vector that c of the members have, and of items at
// large the share general.
func (m *matching) take(weight int32, c count, general float64) {
	if c.n == 0 {
		m.miss(weight)
		return
	}
	w := int64(weight)
	m.dot += w * int64(c.sum)
	m.known += w * w
	m.usual += w * w * int64(c.n)
	m.odds += float64(w) * math.Log(ownLanguage*float64(c.n)/m.members/general+1-ownLanguage)
}

// miss adds a term that none of the members has.
func (m *matching) miss(weight int32) { m.odds += float64(weight) * notSaid }

// match is the result for a vector of the given sums of weights and of their
// squares; norm2 is the square of the length of the members' sum.
func (m *matching) match(mass, square, norm2 int64) match {
	out := match{language: m.odds / float64(mass) / languageScale}
	if norm2 > 0 {
		out.cosine = float64(m.dot) / one / math.Sqrt(float64(norm2))
		out.known = float64(m.known) / float64(square)
		out.usual = float64(m.usual) / float64(square) / m.members
	}
	return out
}
