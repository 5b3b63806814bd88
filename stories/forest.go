package stories

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Tree is a decision tree as it is written down, one a line. The root is first.
type Tree struct {
	For   string `json:"for"` // the weights its answers are added to: "rank" or "named"
	Nodes []Node `json:"nodes"`
}

// Node asks whether a feature is at most Cut: then it goes on with the node
// Left, else with the one after that. A leaf has no feature. Value is the
// answer for the samples that came to the node.
type Node struct {
	Feature string  `json:"f,omitempty"`
	Cut     float64 `json:"c,omitempty"`
	Left    int     `json:"l,omitempty"`
	Value   float64 `json:"v"`
}

// forest is a sum of decision trees.
type forest [][]branch

// branch is a node with the place of its feature; that of a leaf has left 0.
type branch struct {
	feature, left int32
	cut, value    float64
}

// next is where v goes on from b.
func (b *branch) next(v []float64) int32 {
	if v[b.feature] > b.cut {
		return b.left + 1
	}
	return b.left
}

func (f forest) score(v []float64) float64 {
	sum := 0.0
	for _, t := range f {
		b := &t[0]
		for b.left > 0 {
			b = &t[b.next(v)]
		}
		sum += b.value
	}
	return sum
}

// explain adds to moved what the cuts by each feature moved the score of v by.
func (f forest) explain(v, moved []float64) {
	for _, t := range f {
		b := &t[0]
		for b.left > 0 {
			to := &t[b.next(v)]
			moved[b.feature] += to.value - b.value
			b = to
		}
	}
}

// trees writes f down.
func (f forest) trees(of string, names []string) []Tree {
	out := make([]Tree, len(f))
	for i, t := range f {
		out[i] = Tree{For: of, Nodes: make([]Node, len(t))}
		for k, b := range t {
			out[i].Nodes[k] = Node{Value: b.value}
			if b.left > 0 {
				out[i].Nodes[k] = Node{names[b.feature], b.cut, int(b.left), b.value}
			}
		}
	}
	return out
}

// readForest is the inverse of trees. Every feature must be one of names, and
// the nodes below a node come after it.
func readForest(trees []Tree, of string, names []string) (forest, error) {
	var out forest
	for _, t := range trees {
		if t.For != of {
			continue
		}
		if len(t.Nodes) == 0 {
			return nil, errors.New("stories: a tree without nodes")
		}
		bs := make([]branch, len(t.Nodes))
		for k, n := range t.Nodes {
			bs[k] = branch{value: n.Value}
			if n.Feature == "" {
				continue
			}
			f := slices.Index(names, n.Feature)
			if f < 0 || n.Left <= k || n.Left+1 >= len(t.Nodes) {
				return nil, fmt.Errorf("stories: node %d of a tree: feature %q is not computed, or %d is no node below", k, n.Feature, n.Left)
			}
			bs[k] = branch{int32(f), int32(n.Left), n.Cut, n.Value}
		}
		out = append(out, bs)
	}
	return out, nil
}

// readTrees reads one tree a line.
func readTrees(r io.Reader) ([]Tree, error) {
	var out []Tree
	lines := json.NewDecoder(r)
	for {
		var t Tree
		err := lines.Decode(&t)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("stories: tree %d: %w", len(out)+1, err)
		}
		out = append(out, t)
	}
}
