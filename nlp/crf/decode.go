package crf

import "math"

// Decoder finds the spans of sentences, one after the other. Make one for each goroutine.
type Decoder struct {
	model  *Model
	exp    moves
	scores []row
	back   [][Labels]Label
	labels []Label
	sums   lattice
}

// NewDecoder returns a decoder of the model.
func (m *Model) NewDecoder() *Decoder {
	d := &Decoder{model: m}
	m.moves.exp(&d.exp)
	return d
}

// Decode appends the spans of the most likely labels of a sentence to spans.
// features has the features of each word.
func (d *Decoder) Decode(features [][]uint32, spans []Span) []Span {
	if len(features) == 0 {
		return spans
	}
	d.scores = d.scores[:0]
	for _, word := range features {
		d.scores = append(d.scores, d.model.score(word))
	}
	if !d.viterbi() {
		return spans
	}
	if _, ok := d.sums.run(d.scores, &d.exp, nil); !ok {
		return spans
	}
	for t, n := 0, len(d.labels); t < n; t++ {
		l := d.labels[t]
		if l == Outside {
			continue
		}
		s := Span{First: t, Kind: l.Kind(), P: 1}
		for ; ; t++ {
			s.P = min(s.P, float32(d.sums.alpha[t][d.labels[t]]*d.sums.beta[t][d.labels[t]]))
			if !d.labels[t].open() {
				break
			}
		}
		s.Last = t + 1
		spans = append(spans, s)
	}
	return spans
}

// viterbi sets labels to the best sequence and tells whether it has a span.
func (d *Decoder) viterbi() bool {
	n := len(d.scores)
	d.labels, d.back = d.labels[:0], d.back[:0]
	var best row
	for k := range best {
		best[k] = math.Inf(-1)
		if Label(k).opens() {
			best[k] = d.model.moves.start[k] + d.scores[0][k]
		}
	}
	for t := 1; t < n; t++ {
		var back [Labels]Label
		next := row{}
		for k := range next {
			next[k] = math.Inf(-1)
		}
		for i, s := range steps {
			if x := best[s.from] + d.model.moves.step[i]; x > next[s.to] {
				next[s.to], back[s.to] = x, s.from
			}
		}
		for k := range next {
			next[k] += d.scores[t][k]
		}
		best = next
		d.back = append(d.back, back)
	}
	at := Outside
	for k := Label(1); k < Labels; k++ {
		if !k.open() && best[k] > best[at] {
			at = k
		}
	}
	for range n {
		d.labels = append(d.labels, 0)
	}
	found := false
	for t := n - 1; ; t-- {
		d.labels[t] = at
		found = found || at != Outside
		if t == 0 {
			return found
		}
		at = d.back[t-1][at]
	}
}
