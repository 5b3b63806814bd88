package events

import (
	_ "embed" // the weights
	"fmt"
	"math"
	"strconv"
	"strings"
)

//go:embed data/roles.txt
var rolesFile string

// roleScale is how many steps of roles.txt make 1.
const roleScale = 32

// roleModel chooses who and whom among the phrases of a sentence. It is a softmax
// over them and "nobody" for each role; its features have one weight a role.
type roleModel struct {
	weights map[uint64][2]float32
}

// readRoles reads roles.txt: a feature, a tab and its two weights in each line.
func readRoles(text string) (*roleModel, error) {
	m := &roleModel{weights: map[uint64][2]float32{}}
	for i, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		if line == "" {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			return nil, fmt.Errorf("events: roles.txt line %d: want a feature and two weights", i+1)
		}
		var w [2]float32
		for k := range w {
			n, err := strconv.Atoi(fields[k+1])
			if err != nil {
				return nil, fmt.Errorf("events: roles.txt line %d: weight: %w", i+1, err)
			}
			w[k] = float32(n) / roleScale
		}
		m.weights[hashOn(hashStart, fields[0])] = w
	}
	return m, nil
}

// odds are the probabilities of each nominal of a scene to be who and whom;
// the last one is of nobody.
type odds [2][]float64

func (m *roleModel) choose(sc *scene) odds {
	var out odds
	n := len(sc.nominals)
	for r := range out {
		out[r] = make([]float64, n+1)
	}
	var f featureSet
	for k := range n + 1 {
		f.reset()
		if k < n {
			sc.features(&f, k)
		} else {
			sc.nobody(&f)
		}
		for _, h := range f.hashes {
			if w, ok := m.weights[h]; ok {
				out[0][k] += float64(w[0])
				out[1][k] += float64(w[1])
			}
		}
	}
	for r := range out {
		softmaxOf(out[r])
	}
	return out
}

// softmaxOf turns sums into probabilities.
func softmaxOf(x []float64) {
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	total := 0.0
	for i, v := range x {
		x[i] = math.Exp(v - top)
		total += x[i]
	}
	for i := range x {
		x[i] /= total
	}
}
