package main

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// settings of the training: passes, step of AdaGrad, decay of the weights.
type settings struct {
	epochs      int
	rate, decay float64
	sharedDecay float64
}

// Steps of a weight in the file, and the smallest weight that is written, in steps.
const (
	scale    = 32
	smallest = 2
	rare     = 2 // features seen less often are left out
)

// types are the classes, no event first.
var types = []models.EventType{"", models.Agree, models.Consult, models.Support, models.Concede, models.Cooperate, models.Aid, models.Retreat,
	models.Request, models.Accuse, models.Reject, models.Threaten, models.Protest, models.Sanction, models.Mobilize, models.Coerce, models.Assault,
	models.Election, models.Office, models.Disaster, models.Death, models.Ruling, models.Economy, models.Other}

// softmax is a linear model with a weight for each feature and class.
type softmax struct {
	features map[string]int
	names    []string
	weights  [][]float64        // by feature
	shared   map[string]float64 // of leanings
}

// train learns by AdaGrad, the examples shuffled with a fixed seed.
func train(all [][]example, set settings) *softmax {
	m := &softmax{features: map[string]int{}, shared: map[string]float64{}}
	sharedSquares := map[string]float64{}
	seen := map[string]int{}
	for _, s := range all {
		for _, e := range s {
			for _, f := range e.features {
				if seen[f]++; seen[f] == rare {
					m.features[f] = len(m.names)
					m.names = append(m.names, f)
				}
			}
		}
	}
	m.weights = matrix(len(m.names))
	squares := matrix(len(m.names))
	list := slices.Concat(all...)
	random := rand.New(rand.NewPCG(1, 2))
	for range set.epochs {
		random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for _, e := range list {
			p := m.probabilities(e)
			p[slices.Index(types, e.kind)]--
			for _, l := range e.leanings {
				g := p[slices.Index(types, l.Type)] + set.sharedDecay*m.shared[l.Name]
				sharedSquares[l.Name] += g * g
				m.shared[l.Name] -= set.rate * g / (1e-3 + math.Sqrt(sharedSquares[l.Name]))
			}
			for _, f := range e.features {
				k, ok := m.features[f]
				if !ok {
					continue
				}
				for c, g := range p {
					w := &m.weights[k][c]
					g += set.decay * *w
					squares[k][c] += g * g
					*w -= set.rate * g / (1e-3 + math.Sqrt(squares[k][c]))
				}
			}
		}
	}
	return m
}

func matrix(rows int) [][]float64 {
	out := make([][]float64, rows)
	for i := range out {
		out[i] = make([]float64, len(types))
	}
	return out
}

func (m *softmax) probabilities(e example) []float64 {
	sum := make([]float64, len(types))
	for _, l := range e.leanings {
		sum[slices.Index(types, l.Type)] += m.shared[l.Name]
	}
	for _, f := range e.features {
		if k, ok := m.features[f]; ok {
			for c, w := range m.weights[k] {
				sum[c] += w
			}
		}
	}
	top := slices.Max(sum)
	total := 0.0
	for c, x := range sum {
		sum[c] = math.Exp(x - top)
		total += sum[c]
	}
	for c := range sum {
		sum[c] /= total
	}
	return sum
}

// figures count candidates: events, those called so, and those with the right type.
type figures struct{ events, called, found, right, rule int }

func (f *figures) add(o figures) {
	f.events += o.events
	f.called += o.called
	f.found += o.found
	f.right += o.right
	f.rule += o.rule
}

// String gives precision and recall of events, and how many found have the right type.
func (f figures) String() string {
	p := func(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }
	return fmt.Sprintf("%d events among the candidates, precision %.1f, recall %.1f, type right of those found %.1f, by rule %.1f",
		f.events, p(f.found, f.called), p(f.found, f.events), p(f.right, f.found), p(f.rule, f.found))
}

func (m *softmax) measure(all [][]example) figures {
	var f figures
	for _, e := range slices.Concat(all...) {
		p := m.probabilities(e)
		called := p[0] < .5
		if called {
			f.called++
		}
		if e.kind == "" {
			continue
		}
		f.events++
		if called {
			f.found++
			for _, l := range e.leanings {
				if l.Name == "=rule" && l.Type == e.kind {
					f.rule++
				}
			}
			p[0] = 0
			if types[slices.Index(p, slices.Max(p))] == e.kind {
				f.right++
			}
		}
	}
	return f
}

// text is the model as a file, features in order.
func (m *softmax) text() string {
	var out strings.Builder
	for i, t := range types[1:] {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(string(t))
	}
	out.WriteByte('\n')
	for _, l := range slices.Sorted(maps.Keys(m.shared)) {
		fmt.Fprintf(&out, "%s\t0 %d\n", l, int(math.Round(m.shared[l]*scale)))
	}
	for _, f := range slices.Sorted(slices.Values(m.names)) {
		var pairs []string
		for c, w := range m.weights[m.features[f]] {
			if n := int(math.Round(w * scale)); n >= smallest || n <= -smallest {
				pairs = append(pairs, fmt.Sprintf("%d %d", c, n))
			}
		}
		if len(pairs) > 0 {
			fmt.Fprintf(&out, "%s\t%s\n", f, strings.Join(pairs, " "))
		}
	}
	return out.String()
}
