package stories

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand"
	"reflect"
	"strings"
	"testing"
)

// crossed are samples that no linear score can tell apart: the answer is yes
// where one of two features is large and the other small.
func crossed(n int) ([]sample, []values) {
	random := rand.New(rand.NewSource(3))
	samples, rows := make([]sample, n), make([]values, n)
	for i := range samples {
		rows[i] = values{random.Float64(), random.Float64(), random.Float64()}
		samples[i] = sample{x: rows[i], weight: 1}
		if (rows[i][0] > .5) != (rows[i][1] > .3) {
			samples[i].y = 1
		}
	}
	return samples, rows
}

func TestForestLearnsWhatLinesCannot(t *testing.T) {
	samples, rows := crossed(3000)
	f := growth{trees: 40, depth: 3, rate: .3, heaviness: 5, ridge: 1}.grow(rows, make([]float64, len(rows)), logisticSlopes(samples))
	unseen, _ := crossed(4000)
	wrong := 0
	for _, o := range unseen[3000:] {
		if (f.score(o.x) > 0) != (o.y == 1) {
			wrong++
		}
	}
	if wrong > 50 {
		t.Errorf("%d of 1000 unseen samples are judged wrong, want at most 50", wrong)
	}
}

func TestForestIsReadAsWritten(t *testing.T) {
	samples, rows := crossed(500)
	f := growth{trees: 5, depth: 3, rate: .3, heaviness: 5, ridge: 1}.grow(rows, make([]float64, len(rows)), logisticSlopes(samples))
	names := []string{"a", "b", "c"}
	var written bytes.Buffer
	for _, tree := range f.trees("rank", names) {
		if err := json.NewEncoder(&written).Encode(tree); err != nil {
			t.Fatal(err)
		}
	}
	trees, err := readTrees(&written)
	if err != nil {
		t.Fatal(err)
	}
	got, err := readForest(trees, "rank", names)
	if err != nil || !reflect.DeepEqual(got, f) {
		t.Errorf("read %v, %v, want what was written", got, err)
	}
	if none, err := readForest(trees, "named", names); err != nil || none != nil {
		t.Errorf("trees for another use: %v, %v", none, err)
	}
	moved, roots := make([]float64, 3), 0.0
	f.explain(rows[0], moved)
	for _, tree := range f {
		roots += tree[0].value
	}
	if got, want := roots+moved[0]+moved[1]+moved[2], f.score(rows[0]); math.Abs(got-want) > 1e-9 {
		t.Errorf("the explained parts add up to %v, want the score %v", got, want)
	}
}

func TestReadForestRefusesWhatIsNoTree(t *testing.T) {
	for name, line := range map[string]string{
		"no nodes":        `{"for":"rank","nodes":[]}`,
		"unknown feature": `{"for":"rank","nodes":[{"f":"x","c":1,"l":1,"v":0},{"v":1},{"v":2}]}`,
		"loop":            `{"for":"rank","nodes":[{"v":0},{"f":"a","c":1,"l":1,"v":0},{"v":2}]}`,
		"nothing below":   `{"for":"rank","nodes":[{"f":"a","c":1,"l":1,"v":0},{"v":1}]}`,
	} {
		trees, err := readTrees(strings.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if f, err := readForest(trees, "rank", []string{"a"}); err == nil {
			t.Errorf("%s: read as %v, want an error", name, f)
		}
	}
	if _, err := readTrees(strings.NewReader(`{"for":`)); err == nil {
		t.Error("half a line is read without error")
	}
}

func TestFittingChoicesByTrees(t *testing.T) {
	random := rand.New(rand.NewSource(4))
	var choices []choice
	var rows []values
	for range 400 { // right is the option nearest to the middle
		c := choice{weight: 1}
		for k := range 4 {
			c.options = append(c.options, values{random.Float64()})
			if math.Abs(c.options[k][0]-.5) < math.Abs(c.options[c.right][0]-.5) {
				c.right = k
			}
		}
		choices, rows = append(choices, c), append(rows, c.options...)
	}
	f := growth{trees: 60, depth: 3, rate: .3, heaviness: 1, ridge: 1}.grow(rows, make([]float64, len(rows)), choiceSlopes(choices))
	if middle, edge := f.score(values{.5}), f.score(values{.05}); middle < edge+2 {
		t.Errorf("the middle scores %.2f and the edge %.2f, want the middle far above", middle, edge)
	}
}
