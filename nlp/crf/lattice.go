package crf

import "math"

// row holds a number for each label.
type row [Labels]float64

// moves holds the weight of each move; start has the weights of the first label.
type moves struct {
	start row
	step  []float64 // by steps
}

// exp returns the moves with the exponentials of their weights.
func (m *moves) exp(into *moves) {
	if into.step == nil {
		into.step = make([]float64, len(steps))
	}
	for i, w := range m.step {
		into.step[i] = math.Exp(w)
	}
	for i, w := range m.start {
		into.start[i] = math.Exp(w)
	}
}

// lattice sums over all label sequences of one sentence, scaled at each word
// so that nothing overflows. Its buffers are used again.
type lattice struct {
	emit, alpha, beta []row
	scale             []float64
}

func (l *lattice) size(n int) {
	if cap(l.emit) < n {
		l.emit, l.alpha, l.beta = make([]row, n), make([]row, n), make([]row, n)
		l.scale = make([]float64, n)
	}
	l.emit, l.alpha, l.beta, l.scale = l.emit[:n], l.alpha[:n], l.beta[:n], l.scale[:n]
}

// run does the sums over the sequences whose labels are all allowed (nil: all
// sequences). scores are those of the words, m the exponentials of the moves'.
// It returns the logarithm of the sum, and false when no sequence is allowed.
func (l *lattice) run(scores []row, m *moves, allowed []Set) (float64, bool) {
	n := len(scores)
	l.size(n)
	sum := 0.0
	for t := range scores {
		top := scores[t][0]
		for _, s := range scores[t][1:] {
			top = max(top, s)
		}
		sum += top
		for k, s := range scores[t] {
			l.emit[t][k] = 0
			if allowed == nil || allowed[t].has(Label(k)) {
				l.emit[t][k] = math.Exp(s - top)
			}
		}
	}
	for t := range n {
		a := &l.alpha[t]
		*a = row{}
		if t == 0 {
			for k := range a {
				if Label(k).opens() {
					a[k] = m.start[k]
				}
			}
		} else {
			before := &l.alpha[t-1]
			for i, s := range steps {
				a[s.to] += before[s.from] * m.step[i]
			}
		}
		total := 0.0
		for k := range a {
			if t == n-1 && Label(k).open() {
				a[k] = 0
			}
			a[k] *= l.emit[t][k]
			total += a[k]
		}
		if total < 1e-280 { // no sequence, or none that floats can tell from none
			return 0, false
		}
		l.scale[t] = total
		sum += math.Log(total)
		for k := range a {
			a[k] /= total
		}
	}
	b := &l.beta[n-1]
	for k := range b {
		b[k] = 0
		if !Label(k).open() {
			b[k] = 1
		}
	}
	for t := n - 2; t >= 0; t-- {
		b, after := &l.beta[t], &l.beta[t+1]
		*b = row{}
		var ahead row
		for k := range ahead {
			ahead[k] = after[k] * l.emit[t+1][k] / l.scale[t+1]
		}
		for i, s := range steps {
			b[s.from] += m.step[i] * ahead[s.to]
		}
	}
	return sum, true
}

// addMarginals adds factor times the probability of each label of word t to r.
func (l *lattice) addMarginals(t int, factor float64, r *row) {
	for k := range r {
		r[k] += factor * l.alpha[t][k] * l.beta[t][k]
	}
}

// addMoves adds factor times the expected number of each move of the sentence to m.
func (l *lattice) addMoves(w *moves, factor float64, m *moves) {
	l.addMarginals(0, factor, &m.start)
	for t := 1; t < len(l.emit); t++ {
		var ahead row
		for k := range ahead {
			ahead[k] = factor * l.beta[t][k] * l.emit[t][k] / l.scale[t]
		}
		before := &l.alpha[t-1]
		for i, s := range steps {
			m.step[i] += before[s.from] * w.step[i] * ahead[s.to]
		}
	}
}
