package stories

import (
	"encoding/json"
	"fmt"
	"math"
	"sync"
)

// Weights are what the linker learned: see background/README.md.
type Weights struct {
	// Rank orders the candidates of a story; one weight a feature, by name.
	Rank map[string]float64 `json:"rank"`
	// Own is the same where no person gave names and nothing was confirmed.
	Own map[string]float64 `json:"own"`
	// Named gives the probability that the best of candidates is right when its
	// cluster has a name from a person; Opened when the linker opened it.
	Named  map[string]float64 `json:"named"`
	Opened map[string]float64 `json:"opened"`
	// Spread is the standard deviation of each feature in training; online
	// correction steps are taken in its units.
	Spread map[string]float64 `json:"spread"`
}

// linear is a weight for each feature and a constant.
type linear struct {
	weights  []float64
	constant float64
}

// arrange puts weights by name into the order of names. Every name must be known.
func arrange(m map[string]float64, names []string) (linear, error) {
	l := linear{weights: make([]float64, len(names))}
	left := len(m)
	if c, ok := m[""]; ok {
		l.constant = c
		left--
	}
	for i, n := range names {
		if w, ok := m[n]; ok {
			l.weights[i] = w
			left--
		}
	}
	if left != 0 {
		return linear{}, fmt.Errorf("stories: weights name %d features that are not computed", left)
	}
	return l, nil
}

func (l linear) score(v []float64) float64 {
	s := l.constant
	for i, w := range l.weights {
		s += w * v[i]
	}
	return s
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// model is Weights in the order of the features.
type model struct {
	rank, own     linear
	named, opened linear
	spread        []float64
}

func arrangeModel(w Weights) (model, error) {
	var m model
	for _, part := range []struct {
		to    *linear
		from  map[string]float64
		names []string
	}{{&m.rank, w.Rank, features}, {&m.own, w.Own, features}, {&m.named, w.Named, attachFeatures}, {&m.opened, w.Opened, attachFeatures}} {
		l, err := arrange(part.from, part.names)
		if err != nil {
			return model{}, err
		}
		*part.to = l
	}
	spread, err := arrange(w.Spread, features)
	m.spread = spread.weights
	return m, err
}

// loadModel reads the embedded weights once; they are never changed after.
var loadModel = sync.OnceValue(func() model {
	m, err := readModel()
	if err != nil {
		panic(err) // the file is part of the program: a test reads it
	}
	return m
})

func readModel() (model, error) {
	raw, err := backgroundFiles.ReadFile("background/weights.json")
	if err != nil {
		return model{}, fmt.Errorf("stories: weights: %w", err)
	}
	var w Weights
	if err := json.Unmarshal(raw, &w); err != nil {
		return model{}, fmt.Errorf("stories: weights: %w", err)
	}
	return arrangeModel(w)
}
