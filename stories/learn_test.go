package stories

import (
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"strings"
	"testing"
)

func TestFitLogisticFindsTheWeights(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	want := linear{weights: []float64{2, -1}, constant: .5}
	samples := make([]sample, 20000)
	for i := range samples {
		x := []float64{random.NormFloat64(), 3 * random.NormFloat64()}
		samples[i] = sample{x: x, weight: 1}
		if random.Float64() < logistic(want.score(x)) {
			samples[i].y = 1
		}
	}
	got := fitLogistic(samples, 1e-6)
	for i, w := range append(want.weights, want.constant) {
		if g := append(got.weights, got.constant)[i]; math.Abs(g-w) > .1 {
			t.Errorf("weight %d is %.3f, want %.1f", i, g, w)
		}
	}
}

func TestFitChoiceFindsTheWeights(t *testing.T) {
	random := rand.New(rand.NewSource(2))
	want := linear{weights: []float64{3, -2, 0}}
	choices := make([]choice, 5000)
	for i := range choices {
		c := choice{weight: 1}
		best := math.Inf(-1)
		for k := range 5 {
			v := values{random.Float64(), random.Float64(), random.Float64()}
			c.options = append(c.options, v)
			// The largest of scores with Gumbel noise is distributed as the softmax.
			if z := want.score(v) - math.Log(-math.Log(random.Float64())); z > best {
				best, c.right = z, k
			}
		}
		choices[i] = c
	}
	got, _ := fitChoice(choices, 1e-6)
	for i, w := range want.weights {
		if math.Abs(got.weights[i]-w) > .25 {
			t.Errorf("weight %d is %.3f, want %.1f", i, got.weights[i], w)
		}
	}
}

// filedStreams are streams of made-up items, each filed under a place's story.
func filedStreams() [][]Labelled {
	out := make([][]Labelled, 2)
	for i := range out {
		for _, it := range stream(150, int64(10+i)) {
			out[i] = append(out[i], Labelled{Item: it, Story: "Affair of " + strings.Fields(it.Text)[1], Weight: 1})
		}
	}
	return out
}

func TestTrainIsRepeatableAndReadable(t *testing.T) {
	words, weights := Train(filedStreams())
	again, weightsAgain := Train(filedStreams())
	if words != again || !reflect.DeepEqual(weights, weightsAgain) {
		t.Error("the same streams gave other files")
	}
	m, err := arrangeModel(weights)
	if err != nil {
		t.Fatal(err)
	}
	b, err := parseBackground(strings.NewReader(words))
	if err != nil {
		t.Fatal(err)
	}
	if b.size != 300 {
		t.Errorf("the counts are of %v items, want 300", b.size)
	}
	right, asked := 0, 0
	for _, q := range recordNamed(filedStreams()[1], b) {
		if q.right < 0 {
			continue
		}
		truth := q.candidates[q.right].cluster
		rank(q.candidates, m.rank)
		asked++
		if q.candidates[0].cluster == truth {
			right++
		}
	}
	if right*10 < asked*8 {
		t.Errorf("%d of %d items are ranked right, want four of five", right, asked)
	}
}

func TestWordsBelongToACountry(t *testing.T) {
	var items []Labelled
	for i := range 100 {
		it := Item{ID: fmt.Sprint(i), Text: "A fair opens.", Countries: []string{"FR"}}
		if i%20 == 0 {
			it = Item{ID: fmt.Sprint(i), Text: "A fair opens in Kazan.", Countries: []string{"RU"}}
		}
		items = append(items, Labelled{Item: it, Weight: 1})
	}
	words := writeWords(pool([]termCount{countTerms(items)}, -1))
	b, err := parseBackground(strings.NewReader(words))
	if err != nil {
		t.Fatal(err)
	}
	if got := b.countries[Stem("kazan")]; got != "RU" {
		t.Errorf("kazan is of %q, want RU", got)
	}
	if got := b.countries[Stem("fair")]; got != "" {
		t.Errorf("fair is of %q, want no country", got)
	}
	if got := b.counts[Stem("fair")]; got != 100 {
		t.Errorf("fair is in %v items, want 100", got)
	}
}

func TestBackgroundRefusesWhatItCannotRead(t *testing.T) {
	for _, text := range []string{"word", "word\tmany", "word\t0", "word\t-3", "\t"} {
		if _, err := parseBackground(strings.NewReader(text)); err == nil {
			t.Errorf("%q was read", text)
		}
	}
	if _, err := readBackground(); err != nil {
		t.Error(err)
	}
}

func TestWeightsOfUnknownFeaturesAreRefused(t *testing.T) {
	if _, err := arrange(map[string]float64{"words": 1, "moon": 2}, features); err == nil {
		t.Error("a weight of a feature that is not computed was taken")
	}
	if _, err := readModel(); err != nil {
		t.Error(err)
	}
	seen := map[string]bool{}
	for _, f := range attachFeatures {
		if seen[f] {
			t.Errorf("feature %q is there twice", f)
		}
		seen[f] = true
	}
}

func TestLabel(t *testing.T) {
	for _, c := range []struct {
		name  string
		items []Item
		want  string
	}{
		{"an affair that several tell of", []Item{
			{Text: "Envoys returned to the Kivu peace talks in Nairobi."},
			{Text: "A pause in the Kivu peace talks was announced."},
			{Text: "Rebels walked out."},
		}, "Kivu peace talks"},
		{"one item, its title", []Item{{Title: "Ferry capsizes off Masbate", Text: "Divers searched."}}, "Ferry capsizes off Masbate"},
		{"one item, its text", []Item{{Text: "Divers searched for survivors.\nMore later."}}, "Divers searched for survivors."},
		{"nothing shared", []Item{{Text: "Rain fell."}, {Text: "Prices rose."}}, "Rain fell."},
		{"no words", []Item{{Text: "…"}}, "…"},
		{"a long text", []Item{{Text: strings.Repeat("again and ", 50)}}, "again and again and again and again and again and again and again and again and…"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := NewLinker(StoryLevel)
			for i, it := range c.items {
				it.ID = fmt.Sprint(i)
				l.Learn(it, "c", "")
			}
			if got := l.Label("c"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
