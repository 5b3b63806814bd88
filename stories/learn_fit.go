package stories

import "math"

// sample is one observation of a logistic regression.
type sample struct {
	x      []float64
	y      float64 // 0 to 1
	weight float64
}

// choice is one observation of a softmax regression: which of the options is right.
type choice struct {
	options []values
	right   int
	weight  float64
}

// scaling brings features to mean 0 and standard deviation 1.
type scaling struct{ mean, spread []float64 }

// measureScaling reads n rows; features that never vary get spread 1.
func measureScaling(n, width int, row func(i int) []float64) scaling {
	s := scaling{make([]float64, width), make([]float64, width)}
	for i := 0; i < n; i++ {
		for f, x := range row(i) {
			s.mean[f] += x / float64(n)
		}
	}
	for i := 0; i < n; i++ {
		for f, x := range row(i) {
			s.spread[f] += (x - s.mean[f]) * (x - s.mean[f]) / float64(n)
		}
	}
	for f, v := range s.spread {
		s.spread[f] = math.Sqrt(v)
		if s.spread[f] < 1e-6 {
			s.spread[f] = 1
		}
	}
	return s
}

// apply returns the scaled row.
func (s scaling) apply(row []float64) []float64 {
	out := make([]float64, len(row))
	for f, x := range row {
		out[f] = (x - s.mean[f]) / s.spread[f]
	}
	return out
}

// unscale turns weights of scaled features into weights of the features.
func (s scaling) unscale(w []float64, constant float64) linear {
	l := linear{weights: make([]float64, len(s.mean)), constant: constant}
	for f := range s.mean {
		l.weights[f] = w[f] / s.spread[f]
		l.constant -= w[f] * s.mean[f] / s.spread[f]
	}
	return l
}

// fitLogistic learns the weights that predict y. penalty is the weight of the
// squared length of the scaled weights, per sample.
func fitLogistic(samples []sample, penalty float64) linear {
	width := len(samples[0].x)
	s := measureScaling(len(samples), width, func(i int) []float64 { return samples[i].x })
	rows := make([][]float64, len(samples))
	total := 0.0
	for i, o := range samples {
		rows[i] = s.apply(o.x)
		total += o.weight
	}
	w := minimise(make([]float64, width+1), func(w, gradient []float64) float64 {
		loss := 0.0
		for f := 0; f < width; f++ {
			loss += penalty * w[f] * w[f] / 2
			gradient[f] = penalty * w[f]
		}
		gradient[width] = 0
		for i, row := range rows {
			z := w[width]
			for f, x := range row {
				z += w[f] * x
			}
			o := samples[i]
			loss += o.weight / total * (softplus(z) - o.y*z)
			g := o.weight / total * (logistic(z) - o.y)
			for f, x := range row {
				gradient[f] += g * x
			}
			gradient[width] += g
		}
		return loss
	})
	return s.unscale(w, w[width])
}

func softplus(z float64) float64 { return math.Max(z, 0) + math.Log1p(math.Exp(-math.Abs(z))) }

// fitChoice learns the weights that choose the right option, and returns the
// spread of the features among all options.
func fitChoice(choices []choice, penalty float64) (linear, []float64) {
	width := len(choices[0].options[0])
	var all []values
	total := 0.0
	for _, c := range choices {
		all = append(all, c.options...)
		total += c.weight
	}
	s := measureScaling(len(all), width, func(i int) []float64 { return all[i] })
	rows := make([][]float64, len(all))
	for i, v := range all {
		rows[i] = s.apply(v)
	}
	w := minimise(make([]float64, width), func(w, gradient []float64) float64 {
		loss := 0.0
		for f, x := range w {
			loss += penalty * x * x / 2
			gradient[f] = penalty * x
		}
		next := 0
		for _, c := range choices {
			options := rows[next : next+len(c.options)]
			next += len(c.options)
			scores := make([]float64, len(options))
			top := math.Inf(-1)
			for i, row := range options {
				for f, x := range row {
					scores[i] += w[f] * x
				}
				top = max(top, scores[i])
			}
			sum := 0.0
			for _, z := range scores {
				sum += math.Exp(z - top)
			}
			share := c.weight / total
			loss += share * (math.Log(sum) + top - scores[c.right])
			for i, row := range options {
				g := share * math.Exp(scores[i]-top) / sum
				if i == c.right {
					g -= share
				}
				for f, x := range row {
					gradient[f] += g * x
				}
			}
		}
		return loss
	})
	l := s.unscale(w, 0)
	l.constant = 0 // the same for all options
	return l, s.spread
}

// minimise finds a minimum of f, which also fills the gradient, from start by
// the L-BFGS method (Nocedal and Wright, Numerical Optimization, algorithm 7.5)
// with a backtracking line search.
func minimise(start []float64, f func(w, gradient []float64) float64) []float64 {
	const (
		memory = 10
		rounds = 80
	)
	n := len(start)
	w, gradient := append([]float64(nil), start...), make([]float64, n)
	loss := f(w, gradient)
	var steps, changes [][]float64
	for round := 0; round < rounds; round++ {
		direction := descend(gradient, steps, changes)
		slope := dot(direction, gradient)
		if slope > -1e-12 {
			break
		}
		size := 1.0
		if len(steps) == 0 {
			size = 1 / (1 + math.Sqrt(dot(gradient, gradient)))
		}
		next, nextGradient := make([]float64, n), make([]float64, n)
		var nextLoss float64
		for try := 0; ; try++ {
			for i := range w {
				next[i] = w[i] + size*direction[i]
			}
			nextLoss = f(next, nextGradient)
			if nextLoss <= loss+1e-4*size*slope {
				break
			}
			if try == 30 {
				return w
			}
			size /= 2
		}
		step, change := make([]float64, n), make([]float64, n)
		for i := range w {
			step[i], change[i] = next[i]-w[i], nextGradient[i]-gradient[i]
		}
		if dot(step, change) > 1e-14 {
			steps, changes = append(steps, step), append(changes, change)
			if len(steps) > memory {
				steps, changes = steps[1:], changes[1:]
			}
		}
		done := loss-nextLoss < 1e-9
		w, gradient, loss = next, nextGradient, nextLoss
		if done {
			break
		}
	}
	return w
}

// descend is the quasi-Newton direction: the two-loop recursion.
func descend(gradient []float64, steps, changes [][]float64) []float64 {
	q := append([]float64(nil), gradient...)
	alpha := make([]float64, len(steps))
	for i := len(steps) - 1; i >= 0; i-- {
		alpha[i] = dot(steps[i], q) / dot(steps[i], changes[i])
		for j := range q {
			q[j] -= alpha[i] * changes[i][j]
		}
	}
	if i := len(steps) - 1; i >= 0 {
		scale := dot(steps[i], changes[i]) / dot(changes[i], changes[i])
		for j := range q {
			q[j] *= scale
		}
	}
	for i := range steps {
		beta := dot(changes[i], q) / dot(steps[i], changes[i])
		for j := range q {
			q[j] += (alpha[i] - beta) * steps[i][j]
		}
	}
	for j := range q {
		q[j] = -q[j]
	}
	return q
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}
