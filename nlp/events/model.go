package events

import (
	_ "embed" // the weights
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/throughline-news/throughline/models"
)

//go:embed data/weights.txt
var weightsFile string

// weightScale is how many steps of weights.txt make 1.
const weightScale = 32

// model tells of a candidate how likely it is an event of each type. It is a
// softmax over the sums of the weights of its features; data/README.md says what
// it was trained on.
type model struct {
	types []models.EventType // the first is "", no event
	rows  map[string][]float32
}

// readModel reads weights.txt: the types in a line, then a line for each
// feature: feature, tab, pairs of the number of a type and a weight.
func readModel(text string) (*model, error) {
	head, rest, _ := strings.Cut(text, "\n")
	m := &model{types: []models.EventType{""}, rows: map[string][]float32{}}
	for _, t := range strings.Fields(head) {
		if _, ok := kinds[models.EventType(t)]; !ok {
			return nil, fmt.Errorf("events: weights.txt: no type %q", t)
		}
		m.types = append(m.types, models.EventType(t))
	}
	for i, line := range strings.Split(strings.TrimRight(rest, "\n"), "\n") {
		feature, list, ok := strings.Cut(line, "\t")
		fields := strings.Fields(list)
		if !ok || len(fields)%2 != 0 {
			return nil, fmt.Errorf("events: weights.txt line %d: want a feature, a tab and pairs", i+2)
		}
		row := make([]float32, len(m.types))
		for k := 0; k < len(fields); k += 2 {
			at, err := strconv.Atoi(fields[k])
			if err != nil || at < 0 || at >= len(row) {
				return nil, fmt.Errorf("events: weights.txt line %d: no type number %q", i+2, fields[k])
			}
			w, err := strconv.Atoi(fields[k+1])
			if err != nil {
				return nil, fmt.Errorf("events: weights.txt line %d: weight: %w", i+2, err)
			}
			row[at] = float32(w) / weightScale
		}
		m.rows[feature] = row
	}
	return m, nil
}

// probabilities of m.types for a candidate with the given features.
func (m *model) probabilities(features []string, leanings []Leaning) []float64 {
	sum := make([]float64, len(m.types))
	for _, f := range features {
		for i, w := range m.rows[f] {
			sum[i] += float64(w)
		}
	}
	for _, l := range leanings {
		if row := m.rows[l.Name]; row != nil {
			sum[slices.Index(m.types, l.Type)] += float64(row[0])
		}
	}
	top := sum[0]
	for _, x := range sum {
		top = max(top, x)
	}
	total := 0.0
	for i, x := range sum {
		sum[i] = math.Exp(x - top)
		total += sum[i]
	}
	for i := range sum {
		sum[i] /= total
	}
	return sum
}
