package crf

// Model is a trained model, cut to its larger weights and rounded to bytes. It
// is read only and may be used by many goroutines.
type Model struct {
	scale   float32  // value of one unit of a weight
	buckets []uint32 // by the upper bits of a feature: where its bucket begins in keys; one more at the end
	keys    []byte   // lower bits of the features, rising within a bucket
	starts  []uint32 // by key: where its cells begin; one more at the end
	cells   []cell
	moves   moves
}

// cell is one weight.
type cell struct {
	label Label
	value int8
}

const (
	lowBits    = 8
	numBuckets = 1 << (FeatureBits - lowBits)
)

// Compress rounds the weights to bytes and leaves out those below cut.
func (w *Weights) Compress(cut float32) *Model {
	top := float32(0)
	for i := range w.rows {
		for _, x := range w.rows[i] {
			top = max(top, x, -x)
		}
	}
	m := &Model{scale: top / 127, buckets: make([]uint32, numBuckets+1), moves: w.moves}
	if top == 0 {
		m.scale = 1
	}
	for k := range m.moves.start { // as the file has them
		m.moves.start[k] = float64(float32(m.moves.start[k]))
	}
	m.moves.step = make([]float64, len(steps))
	for i, x := range w.moves.step {
		m.moves.step[i] = float64(float32(x))
	}
	bucket := uint32(0)
	for i, f := range w.features {
		first := len(m.cells)
		for k, x := range w.rows[i] {
			value := round(x / m.scale)
			if value != 0 && max(x, -x) >= cut {
				m.cells = append(m.cells, cell{Label(k), value})
			}
		}
		if len(m.cells) == first {
			continue
		}
		for ; bucket <= f>>lowBits; bucket++ {
			m.buckets[bucket] = uint32(len(m.keys))
		}
		m.keys, m.starts = append(m.keys, byte(f)), append(m.starts, uint32(first))
	}
	for ; bucket <= numBuckets; bucket++ {
		m.buckets[bucket] = uint32(len(m.keys))
	}
	m.starts = append(m.starts, uint32(len(m.cells)))
	return m
}

func round(x float32) int8 {
	if x < 0 {
		return int8(x - .5)
	}
	return int8(x + .5)
}

// Size returns the number of features and of weights.
func (m *Model) Size() (features, weights int) { return len(m.keys), len(m.cells) }

// score returns the sum of the weights of one word's features.
func (m *Model) score(features []uint32) (r row) {
	var sum [Labels]int32
	for _, f := range features {
		low := byte(f)
		for i, end := m.buckets[f>>lowBits], m.buckets[f>>lowBits+1]; i < end; i++ {
			if m.keys[i] == low {
				for _, c := range m.cells[m.starts[i]:m.starts[i+1]] {
					sum[c.label] += int32(c.value)
				}
				break
			}
		}
	}
	for k, s := range sum {
		r[k] = float64(float32(s) * m.scale)
	}
	return r
}
