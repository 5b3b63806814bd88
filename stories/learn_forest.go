package stories

import (
	"math"
	"sort"
)

// growth is how a forest is grown.
type growth struct {
	trees, depth int
	rate         float64 // of a tree's answer that is taken
	heaviness    float64 // least sum of second derivatives in a leaf
	ridge        float64 // added to it
}

const mostBins = 64

// bins are the cuts between which a feature's values are told apart.
type bins [][]float64

// measureBins puts the cuts at quantiles of the rows.
func measureBins(rows []values) bins {
	out := make(bins, len(rows[0]))
	column := make([]float64, len(rows))
	for f := range out {
		for i, r := range rows {
			column[i] = r[f]
		}
		sort.Float64s(column)
		for k := 1; k < mostBins; k++ {
			c := column[k*(len(column)-1)/mostBins]
			if n := len(out[f]); c < column[len(column)-1] && (n == 0 || c > out[f][n-1]) {
				out[f] = append(out[f], c)
			}
		}
	}
	return out
}

// of returns the bins of each row's values, row after row.
func (b bins) of(rows []values) []uint8 {
	width := len(b)
	out := make([]uint8, len(rows)*width)
	for i, r := range rows {
		for f, x := range r {
			out[i*width+f] = uint8(sort.SearchFloat64s(b[f], x))
		}
	}
	return out
}

// slope is the first and second derivative of the loss by a score.
type slope struct{ first, second float64 }

// bestStep is Newton's step.
func (s slope) bestStep(ridge float64) float64 { return -s.first / (s.second + ridge) }

// gain is by how much twice that step lowers the loss.
func (s slope) gain(ridge float64) float64 { return s.first * s.first / (s.second + ridge) }

func (s *slope) add(o slope) { s.first += o.first; s.second += o.second }

func (s slope) minus(o slope) slope { return slope{s.first - o.first, s.second - o.second} }

// grow grows trees one after the other, each against the slopes of the loss at
// the scores so far, which start at scores and are changed.
func (g growth) grow(rows []values, scores []float64, slopes func(scores []float64, out []slope)) forest {
	b := measureBins(rows)
	binned := b.of(rows)
	out := make(forest, 0, g.trees)
	at := make([]slope, len(rows))
	order := make([]int32, len(rows))
	for range g.trees {
		slopes(scores, at)
		for i := range order {
			order[i] = int32(i)
		}
		p := planter{growth: g, bins: b, binned: binned, slopes: at, tree: make([]branch, 1)}
		p.plant(0, order, p.sum(order), 0, scores)
		out = append(out, p.tree)
	}
	return out
}

// planter grows one tree.
type planter struct {
	growth
	bins   bins
	binned []uint8
	slopes []slope
	tree   []branch
}

func (p *planter) sum(order []int32) slope {
	var s slope
	for _, i := range order {
		s.add(p.slopes[i])
	}
	return s
}

// plant splits node n, which the samples in order came to, and goes on below.
func (p *planter) plant(n int, order []int32, sum slope, depth int, scores []float64) {
	p.tree[n].value = tidy(p.rate * sum.bestStep(p.ridge))
	feature, bin, left := -1, 0, slope{}
	if depth < p.depth {
		feature, bin, left = p.split(order, sum)
	}
	if feature < 0 {
		for _, i := range order {
			scores[i] += p.tree[n].value
		}
		return
	}
	width := len(p.bins)
	cut := 0
	for k, i := range order { // those of the left to the front
		if int(p.binned[int(i)*width+feature]) <= bin {
			order[k], order[cut] = order[cut], order[k]
			cut++
		}
	}
	below := len(p.tree)
	p.tree[n].feature, p.tree[n].cut, p.tree[n].left = int32(feature), p.bins[feature][bin], int32(below)
	p.tree = append(p.tree, branch{}, branch{})
	p.plant(below, order[:cut], left, depth+1, scores)
	p.plant(below+1, order[cut:], sum.minus(left), depth+1, scores)
}

// split finds the cut that lowers the loss most, feature -1 if none does.
func (p *planter) split(order []int32, sum slope) (feature, bin int, left slope) {
	width := len(p.bins)
	table := make([]slope, width*mostBins)
	for _, i := range order {
		s := p.slopes[i]
		row := p.binned[int(i)*width : int(i+1)*width]
		for f, b := range row {
			t := &table[f*mostBins+int(b)]
			t.first += s.first
			t.second += s.second
		}
	}
	feature = -1
	best := sum.gain(p.ridge) + 1e-9
	for f := range width {
		var l slope
		for b := range p.bins[f] {
			l.add(table[f*mostBins+b])
			r := sum.minus(l)
			if l.second < p.heaviness || r.second < p.heaviness {
				continue
			}
			if gain := l.gain(p.ridge) + r.gain(p.ridge); gain > best {
				feature, bin, left, best = f, b, l, gain
			}
		}
	}
	return feature, bin, left
}

// logisticSlopes are those of the samples' log loss.
func logisticSlopes(samples []sample) func([]float64, []slope) {
	return func(scores []float64, out []slope) {
		for i, o := range samples {
			q := logistic(scores[i])
			out[i] = slope{o.weight * (q - o.y), o.weight * math.Max(q*(1-q), 1e-6)}
		}
	}
}

// choiceSlopes are those of the choices' log loss; rows are all their options.
func choiceSlopes(choices []choice) func([]float64, []slope) {
	return func(scores []float64, out []slope) {
		next := 0
		for _, c := range choices {
			zs, os := scores[next:next+len(c.options)], out[next:next+len(c.options)]
			next += len(c.options)
			top, sum := math.Inf(-1), 0.0
			for _, z := range zs {
				top = max(top, z)
			}
			for _, z := range zs {
				sum += math.Exp(z - top)
			}
			for i, z := range zs {
				q := math.Exp(z-top) / sum
				os[i] = slope{c.weight * q, c.weight * math.Max(q*(1-q), 1e-6)}
				if i == c.right {
					os[i].first -= c.weight
				}
			}
		}
	}
}
