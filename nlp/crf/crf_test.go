package crf

import (
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

// toy returns sentences in which feature 10+k names kind k, 20 follows it
// within its span, and 30 stands for other words.
func toy(n int) []Example {
	rng := rand.New(rand.NewPCG(3, 4))
	var out []Example
	for range n {
		e := Example{Weight: 1}
		for range 1 + rng.IntN(4) {
			kind := rng.IntN(Kinds)
			for range rng.IntN(3) {
				e.Features = append(e.Features, []uint32{30, uint32(40 + rng.IntN(5))})
				e.Allowed = append(e.Allowed, Only(Outside))
			}
			length := 1 + rng.IntN(3)
			for i := range length {
				f := []uint32{uint32(10 + kind)}
				if i > 0 {
					f = []uint32{20, uint32(10 + kind)}
				}
				e.Features, e.Allowed = append(e.Features, f), append(e.Allowed, Only(At(kind, i, length)))
			}
			e.Features, e.Allowed = append(e.Features, []uint32{30}), append(e.Allowed, Only(Outside))
		}
		out = append(out, e)
	}
	return out
}

func train(t *testing.T, examples []Example) *Weights {
	t.Helper()
	w, err := Train(examples, Settings{Epochs: 6, Rate: 0.2, Rare: 1, Seed: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func spansOf(e Example) (out []Span) {
	for i, set := range e.Allowed {
		for k := range Kinds {
			for n := 1; i+n <= len(e.Allowed); n++ {
				if set == Only(At(k, 0, n)) && e.Allowed[i+n-1] == Only(At(k, n-1, n)) {
					out = append(out, Span{First: i, Last: i + n, Kind: k})
					break
				}
			}
		}
	}
	return out
}

func TestTrainAndDecode(t *testing.T) {
	m := train(t, toy(300)).Compress(0.01)
	d := m.NewDecoder()
	for i, e := range toy(60)[40:] {
		got := d.Decode(e.Features, nil)
		for k := range got {
			if got[k].P < 0.5 || got[k].P > 1.0001 {
				t.Errorf("sentence %d: probability %v", i, got[k].P)
			}
			got[k].P = 0
		}
		if want := spansOf(e); !reflect.DeepEqual(got, want) {
			t.Errorf("sentence %d: got %v, want %v", i, got, want)
		}
	}
}

func TestTrainIsSteady(t *testing.T) {
	first, err1 := train(t, toy(50)).Compress(0).Write()
	second, err2 := train(t, toy(50)).Compress(0).Write()
	if err1 != nil || err2 != nil || !reflect.DeepEqual(first, second) {
		t.Errorf("two runs on the same sentences differ (%v, %v)", err1, err2)
	}
}

// TestTrainPartial learns kinds from sentences in which half of the spans may be anything.
func TestTrainPartial(t *testing.T) {
	examples := toy(400)
	for i := range examples {
		for k, set := range examples[i].Allowed {
			if i%2 == 0 && set != Only(Outside) {
				examples[i].Allowed[k] = All
			}
		}
	}
	d := train(t, examples).Compress(0.01).NewDecoder()
	got := d.Decode([][]uint32{{30}, {12}, {20, 12}, {30}}, nil)
	if len(got) != 1 || got[0].First != 1 || got[0].Last != 3 || got[0].Kind != 2 {
		t.Errorf("got %v, want words 1 and 2 of kind 2", got)
	}
}

func TestTrainRefuses(t *testing.T) {
	_, err := Train([]Example{{Features: [][]uint32{{1}}}}, Settings{Epochs: 1}, nil)
	if err == nil {
		t.Error("no error for a word without labels")
	}
}

// randomLattice returns scores of n words and weights of moves.
func randomLattice(rng *rand.Rand, n int) ([]row, moves) {
	scores := make([]row, n)
	for t := range scores {
		for k := range scores[t] {
			scores[t][k] = rng.NormFloat64()
		}
	}
	m := moves{step: make([]float64, len(steps))}
	for i := range m.step {
		m.step[i] = rng.NormFloat64()
	}
	for k := range m.start {
		m.start[k] = rng.NormFloat64()
	}
	return scores, m
}

// brute sums over the sequences one by one.
func brute(scores []row, m *moves, allowed []Set, t int, before Label, sum float64) float64 {
	if t == len(scores) {
		if before.open() {
			return 0
		}
		return math.Exp(sum)
	}
	total := 0.0
	for l := Label(0); l < Labels; l++ {
		if allowed != nil && !allowed[t].has(l) {
			continue
		}
		if t == 0 && l.opens() {
			total += brute(scores, m, allowed, 1, l, sum+m.start[l]+scores[0][l])
		}
		for i, s := range steps {
			if t > 0 && s.from == before && s.to == l {
				total += brute(scores, m, allowed, t+1, l, sum+m.step[i]+scores[t][l])
			}
		}
	}
	return total
}

func TestLatticeAgainstBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for _, allowed := range [][]Set{nil, {All, OfKind(1) | Only(Outside), All}, {Only(At(0, 0, 2)), All, Only(Outside)}} {
		scores, m := randomLattice(rng, 3)
		var exp moves
		m.exp(&exp)
		var l lattice
		got, ok := l.run(scores, &exp, allowed)
		want := math.Log(brute(scores, &m, allowed, 0, Outside, 0))
		if !ok || math.Abs(got-want) > 1e-9 {
			t.Errorf("allowed %v: got %v %v, want %v", allowed, got, ok, want)
		}
		for w := range scores {
			var r row
			l.addMarginals(w, 1, &r)
			sum := 0.0
			for _, p := range r {
				sum += p
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Errorf("allowed %v: probabilities of word %d sum to %v", allowed, w, sum)
			}
		}
	}
}

func TestLatticeWithoutSequence(t *testing.T) {
	scores, m := randomLattice(rand.New(rand.NewPCG(1, 1)), 2)
	var exp moves
	m.exp(&exp)
	var l lattice
	if _, ok := l.run(scores, &exp, []Set{Only(At(0, 0, 2)), Only(Outside)}); ok {
		t.Error("a span that ends nowhere was allowed")
	}
}

// TestGradient compares the expected counts with the slope of the sum.
func TestGradient(t *testing.T) {
	scores, m := randomLattice(rand.New(rand.NewPCG(8, 9)), 4)
	allowed := []Set{All, OfKind(2) | OfKind(1), All, All}
	var exp moves
	var l lattice
	value := func() float64 {
		m.exp(&exp)
		v, _ := l.run(scores, &exp, allowed)
		return v
	}
	value()
	counts := moves{step: make([]float64, len(steps))}
	l.addMoves(&exp, 1, &counts)
	var word row
	l.addMarginals(2, 1, &word)
	const h = 1e-5
	slope := func(x *float64) float64 {
		*x += h
		up := value()
		*x -= 2 * h
		down := value()
		*x += h
		return (up - down) / (2 * h)
	}
	for i := range steps {
		if got := slope(&m.step[i]); math.Abs(got-counts.step[i]) > 1e-6 {
			t.Errorf("move %v: slope %v, count %v", steps[i], got, counts.step[i])
		}
	}
	for k := range word {
		if got := slope(&scores[2][k]); math.Abs(got-word[k]) > 1e-6 {
			t.Errorf("label %d: slope %v, probability %v", k, got, word[k])
		}
		if got := slope(&m.start[k]); math.Abs(got-counts.start[k]) > 1e-6 {
			t.Errorf("first label %d: slope %v, count %v", k, got, counts.start[k])
		}
	}
}

// TestDecodeIsLegal decodes noise: spans must be in order and within the sentence.
func TestDecodeIsLegal(t *testing.T) {
	d := train(t, toy(30)).Compress(0).NewDecoder()
	rng := rand.New(rand.NewPCG(2, 2))
	for range 500 {
		features := make([][]uint32, rng.IntN(12))
		for i := range features {
			for range rng.IntN(4) {
				features[i] = append(features[i], uint32(rng.IntN(50)))
			}
		}
		at := 0
		for _, s := range d.Decode(features, nil) {
			if s.First < at || s.Last <= s.First || s.Last > len(features) || s.Kind < 0 || s.Kind >= Kinds {
				t.Fatalf("span %v of %d words after %d", s, len(features), at)
			}
			at = s.Last
		}
	}
}

func TestModelRoundTrip(t *testing.T) {
	m := train(t, toy(80)).Compress(0.02)
	file, err := m.Write()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(m, again) {
		t.Error("the model read is not the model written")
	}
	features, weights := again.Size()
	if features == 0 || weights < features {
		t.Errorf("size %d features, %d weights", features, weights)
	}
}

func TestReadRefusesBrokenFiles(t *testing.T) {
	file, err := train(t, toy(20)).Compress(0).Write()
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(4, 4))
	for range 300 {
		broken := append([]byte(nil), file...)
		if rng.IntN(2) == 0 {
			broken = broken[:rng.IntN(len(broken)-1)]
		} else {
			broken[rng.IntN(len(broken)-8)] ^= byte(1 + rng.IntN(255))
		}
		if m, err := Read(broken); err == nil {
			if again, _ := m.Write(); !reflect.DeepEqual(again, file) { // a change that inflates to the same
				t.Fatal("a broken file was read")
			}
		} else if !errors.Is(err, ErrFormat) {
			t.Fatalf("error %v is not ErrFormat", err)
		}
	}
}
