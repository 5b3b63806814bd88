package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// settings of the training: passes, step of AdaGrad, decay of the weights.
type settings struct {
	epochs      int
	rate, decay float64
}

// Steps of a weight in the file, the smallest weight that is written, in steps,
// and how often a feature must be seen.
const (
	scale    = 32
	smallest = 5
	rare     = 4
)

// index numbers features in the order in which they are seen.
type index struct {
	numbers map[string]int32
	names   []string
}

func newIndex() *index { return &index{numbers: map[string]int32{}} }

func (x *index) code(features []string) []int32 {
	out := make([]int32, len(features))
	for i, f := range features {
		n, ok := x.numbers[f]
		if !ok {
			n = int32(len(x.names))
			x.numbers[f] = n
			x.names = append(x.names, f)
		}
		out[i] = n
	}
	return out
}

// choice is one decision: who or whom of an event. A part is the list of its
// features by number, the last one is nobody.
type choice struct {
	role  int // 0 who, 1 whom
	parts [][]int32
	told  []int // the parts that are marked, any of which is right; nobody where nobody is
	right []int // those that are learned to be right
	rules int   // the part that the rules choose
}

func (c *choice) nobody() int { return len(c.parts) - 1 }

// only is c with those features that keep.
func (c *choice) only(keep func(n int32) bool) *choice {
	out := *c
	out.parts = make([][]int32, len(c.parts))
	for k, p := range c.parts {
		for _, n := range p {
			if keep(n) {
				out.parts[k] = append(out.parts[k], n)
			}
		}
	}
	return &out
}

// ranker has a weight of each feature for each role.
type ranker [][2]float64

// train learns by AdaGrad, the choices shuffled with a fixed seed. What is made
// likely is that any of the right parts is chosen.
func train(x *index, all []*choice, set settings) ranker {
	m := make(ranker, len(x.names))
	squares := make(ranker, len(x.names))
	seen := make([]int, len(x.names))
	for _, c := range all {
		for _, p := range c.parts {
			for _, n := range p {
				seen[n]++
			}
		}
	}
	order := make([]*choice, len(all))
	for i, c := range all {
		order[i] = c.only(func(n int32) bool { return seen[n] >= rare })
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range set.epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, c := range order {
			m.learn(c, squares, set)
		}
	}
	return m
}

func (m ranker) learn(c *choice, squares ranker, set settings) {
	p := m.probabilities(c)
	total := 0.0
	for _, k := range c.right {
		total += p[k]
	}
	for k, list := range c.parts {
		g := p[k]
		if slices.Contains(c.right, k) {
			g -= p[k] / total
		}
		if math.Abs(g) < 1e-4 {
			continue
		}
		for _, n := range list {
			w, q := &m[n][c.role], &squares[n][c.role]
			d := g + set.decay**w
			*q += d * d
			*w -= set.rate * d / (1e-3 + math.Sqrt(*q))
		}
	}
}

func (m ranker) probabilities(c *choice) []float64 {
	out := make([]float64, len(c.parts))
	for k, p := range c.parts {
		for _, n := range p {
			out[k] += m[n][c.role]
		}
	}
	top, total := slices.Max(out), 0.0
	for k, x := range out {
		out[k] = math.Exp(x - top)
		total += out[k]
	}
	for k := range out {
		out[k] /= total
	}
	return out
}

// best is the part that the ranker chooses.
func (m ranker) best(c *choice) int {
	p := m.probabilities(c)
	return slices.Index(p, slices.Max(p))
}

// figures count the choices of a role: where someone is marked, where someone was
// given, where that one is right, and where it is while someone is marked.
type figures struct{ told, given, right, givenTold int }

func (f *figures) note(c *choice, chosen int) {
	told := !slices.Contains(c.told, c.nobody())
	if told {
		f.told++
	}
	if chosen != c.nobody() {
		f.given++
		if told {
			f.givenTold++
		}
		if slices.Contains(c.told, chosen) {
			f.right++
		}
	}
}

// String gives precision and recall.
func (f figures) String() string {
	p := func(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }
	return fmt.Sprintf("precision %.1f (%.1f where marked), recall %.1f of %d", p(f.right, f.given), p(f.right, f.givenTold), p(f.right, f.told), f.told)
}

// text is the ranker as a file, features in order.
func (m ranker) text(x *index) string {
	var out strings.Builder
	for _, f := range slices.Sorted(slices.Values(x.names)) {
		var steps [2]int
		for r, w := range m[x.numbers[f]] {
			if n := int(math.Round(w * scale)); n >= smallest || n <= -smallest {
				steps[r] = n
			}
		}
		if steps != [2]int{} {
			fmt.Fprintf(&out, "%s\t%d\t%d\n", f, steps[0], steps[1])
		}
	}
	return out.String()
}
