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
	// Trees go on from the scores that Rank and Named give. They are a file of their own.
	Trees []Tree `json:"-"`
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

// scorer is a linear score and a forest that goes on from it.
type scorer struct {
	linear
	forest forest
}

func (s scorer) score(v []float64) float64 { return s.linear.score(v) + s.forest.score(v) }

// plus returns s with steps added to its weights.
func (s scorer) plus(steps []float64) scorer {
	sum := make([]float64, len(s.weights))
	for i, w := range s.weights {
		sum[i] = w + steps[i]
	}
	return scorer{linear{sum, s.constant}, s.forest}
}

// parts are what each feature of v gives to its score.
func (s scorer) parts(v values) []float64 {
	out := make([]float64, len(v))
	for i, w := range s.weights {
		out[i] = w * v[i]
	}
	s.forest.explain(v, out)
	return out
}

// model is Weights in the order of the features.
type model struct {
	rank, named scorer
	own, opened linear
	spread      []float64
}

func arrangeModel(w Weights) (model, error) {
	var m model
	for _, part := range []struct {
		to    *linear
		from  map[string]float64
		names []string
	}{{&m.rank.linear, w.Rank, features}, {&m.own, w.Own, features}, {&m.named.linear, w.Named, attachFeatures}, {&m.opened, w.Opened, attachFeatures}} {
		l, err := arrange(part.from, part.names)
		if err != nil {
			return model{}, err
		}
		*part.to = l
	}
	var err error
	if m.rank.forest, err = readForest(w.Trees, "rank", features); err != nil {
		return model{}, err
	}
	if m.named.forest, err = readForest(w.Trees, "named", attachFeatures); err != nil {
		return model{}, err
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
	f, err := backgroundFiles.Open("background/trees.jsonl")
	if err != nil {
		return model{}, fmt.Errorf("stories: trees: %w", err)
	}
	defer f.Close()
	if w.Trees, err = readTrees(f); err != nil {
		return model{}, err
	}
	return arrangeModel(w)
}
