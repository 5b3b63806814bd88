package crf

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Example is one sentence to learn from. Features has the features of each
// word, below 1<<FeatureBits; Allowed the labels it may have: one when its
// label is known, more when only something about it is.
type Example struct {
	Features [][]uint32
	Allowed  []Set
	Weight   float32
}

// FeatureBits is the size of the space that features are hashed into.
const FeatureBits = 24

// Settings of the learner.
type Settings struct {
	Epochs  int
	Rate    float64 // of AdaGrad
	Dropout float64 // share of features left out at each look at a word
	Rare    int     // features seen less often are left out
	Seed    uint64
}

// learner holds the weights while they are learned.
type learner struct {
	Settings
	rowOf   []uint32 // by feature: 1 + its row, 0 when left out
	weights []weights
	squares []weights // sums of squared gradients
	moves   moves
	moveSq  moves
	rng     *rand.Rand

	free, bound lattice
	scores      []row
	used        [][]uint32 // rows of the words of the sentence at hand
	arena       []uint32
}

type weights [Labels]float32

// snapshots is how often in an epoch the weights are added to their average.
const snapshots = 10

// Train learns a model: AdaGrad on the likelihood of the allowed labels, one
// sentence at a time in a shuffled order; the weights are the average of those
// after each tenth of the epochs of the second half. Equal input gives equal output. report hears of
// every epoch: its number, from 1, and the mean loss of a sentence.
func Train(examples []Example, s Settings, report func(epoch int, loss float64)) (*Weights, error) {
	for i, e := range examples {
		if len(e.Features) != len(e.Allowed) {
			return nil, fmt.Errorf("crf: train: example %d has %d words and %d labels", i, len(e.Features), len(e.Allowed))
		}
	}
	l := &learner{Settings: s, rng: rand.New(rand.NewPCG(s.Seed, 1))}
	l.number(examples)
	l.moves.step, l.moveSq.step = make([]float64, len(steps)), make([]float64, len(steps))
	mean := make([]weights, len(l.weights))
	meanMoves := moves{step: make([]float64, len(steps))}
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	kept := 0.0
	keep := func() {
		kept++
		for i := range mean {
			for k := range mean[i] {
				mean[i][k] += l.weights[i][k]
			}
		}
		for i := range steps {
			meanMoves.step[i] += l.moves.step[i]
		}
		for k := range meanMoves.start {
			meanMoves.start[k] += l.moves.start[k]
		}
	}
	for epoch := 1; epoch <= s.Epochs; epoch++ {
		l.rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss := 0.0
		for n, i := range order {
			loss += l.learn(&examples[i])
			if epoch > s.Epochs/2 && (n+1)*snapshots/len(order) > n*snapshots/len(order) {
				keep()
			}
		}
		if report != nil {
			report(epoch, loss/float64(max(1, len(examples))))
		}
	}
	return l.result(mean, meanMoves, max(1, kept)), nil
}

// number gives a row to each feature that is seen often enough. The frequent
// ones have theirs together: most of the time goes into fetching rows.
func (l *learner) number(examples []Example) {
	seen := make([]uint32, 1<<FeatureBits)
	for i := range examples {
		for _, word := range examples[i].Features {
			for _, f := range word {
				seen[f]++
			}
		}
	}
	var kept []uint32
	for f, n := range seen {
		if int(n) >= max(1, l.Rare) {
			kept = append(kept, uint32(f))
		}
	}
	slices.SortStableFunc(kept, func(a, b uint32) int { return cmp.Compare(seen[b], seen[a]) })
	l.rowOf = make([]uint32, 1<<FeatureBits)
	for row, f := range kept {
		l.rowOf[f] = uint32(row) + 1
	}
	l.weights, l.squares = make([]weights, len(kept)), make([]weights, len(kept))
}

// learn takes one step on one sentence and returns its loss before.
func (l *learner) learn(e *Example) float64 {
	n := len(e.Features)
	if n == 0 {
		return 0
	}
	l.score(e)
	var m moves
	l.moves.exp(&m)
	all, _ := l.free.run(l.scores, &m, nil)
	right, ok := l.bound.run(l.scores, &m, e.Allowed)
	if !ok {
		return 0
	}
	weight := float64(e.Weight)
	for t := range n {
		var g row
		l.bound.addMarginals(t, weight, &g)
		l.free.addMarginals(t, -weight, &g)
		l.update(l.used[t], &g)
	}
	g := moves{step: make([]float64, len(steps))}
	l.bound.addMoves(&m, weight, &g)
	l.free.addMoves(&m, -weight, &g)
	for i, x := range g.step {
		climb(&l.moves.step[i], &l.moveSq.step[i], x, l.Rate)
	}
	for k, x := range g.start {
		climb(&l.moves.start[k], &l.moveSq.start[k], x, l.Rate)
	}
	return weight * (all - right)
}

// score draws the features that are used this time and sums their weights.
func (l *learner) score(e *Example) {
	l.scores, l.used, l.arena = l.scores[:0], l.used[:0], l.arena[:0]
	total := 0
	for _, word := range e.Features {
		total += len(word)
	}
	if cap(l.arena) < total {
		l.arena = make([]uint32, 0, 2*total)
	}
	drop := uint32(l.Dropout * (1 << 16))
	for _, word := range e.Features {
		first := len(l.arena)
		var bits uint64
		for i, f := range word {
			if i%4 == 0 {
				bits = l.rng.Uint64()
			}
			r := l.rowOf[f]
			if r != 0 && uint32(bits&0xffff) >= drop {
				l.arena = append(l.arena, r-1)
			}
			bits >>= 16
		}
		used := l.arena[first:len(l.arena):len(l.arena)]
		var sum weights
		for _, r := range used {
			for k, w := range &l.weights[r] {
				sum[k] += w
			}
		}
		var s row
		for k, w := range sum {
			s[k] = float64(w)
		}
		l.scores, l.used = append(l.scores, s), append(l.used, used)
	}
}

// damping keeps the weights of features that were seen a few times small.
const damping = 0.5

// small is the gradient below which a weight stays as it is.
const small = 1e-3

// update moves the weights of the rows along the gradient.
func (l *learner) update(rows []uint32, g *row) {
	var at [Labels]int
	n := 0
	for k, x := range g {
		if x > small || x < -small {
			at[n] = k
			n++
		}
	}
	if n == 0 {
		return
	}
	rate := float32(l.Rate)
	for _, r := range rows {
		w, sq := &l.weights[r], &l.squares[r]
		for _, k := range at[:n] {
			x := float32(g[k])
			sq[k] += x * x
			w[k] += rate * x / float32(math.Sqrt(float64(sq[k]+damping)))
		}
	}
}

// climb is one step of AdaGrad on one weight.
func climb(w, square *float64, g, rate float64) {
	if g == 0 {
		return
	}
	*square += g * g
	*w += rate * g / math.Sqrt(*square+damping)
}

// result divides the sums by the number of snapshots in them and makes up for dropout.
func (l *learner) result(sum []weights, m moves, n float64) *Weights {
	out := &Weights{moves: m}
	for i := range m.step {
		m.step[i] /= n
	}
	for k := range m.start {
		out.moves.start[k] /= n
	}
	scale := float32((1 - l.Dropout) / n)
	for f, r := range l.rowOf {
		if r == 0 {
			continue
		}
		w := sum[r-1]
		for k := range w {
			w[k] *= scale
		}
		out.features, out.rows = append(out.features, uint32(f)), append(out.rows, w)
	}
	return out
}

// Weights are the full weights of a trained model.
type Weights struct {
	features []uint32 // rising
	rows     []weights
	moves    moves
}
