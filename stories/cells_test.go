package stories

import (
	"math/rand"
	"testing"
)

func TestCellsDoAsAMap(t *testing.T) {
	random := rand.New(rand.NewSource(5))
	var got cells
	want := map[int32]cell{}
	for step := range 20000 {
		term := int32(random.Intn(300)) * 64 // many share a home
		if _, ok := want[term]; ok && (random.Intn(2) == 0 || step > 15000) {
			got.drop(term)
			delete(want, term)
		} else {
			c := cell{all: count{sum: int32(step), n: 1}}
			*got.get(term) = c
			want[term] = c
		}
		if got.used != len(want) {
			t.Fatalf("step %d: %d terms, want %d", step, got.used, len(want))
		}
		asked := int32(random.Intn(300)) * 64
		c := got.find(asked)
		if w, ok := want[asked]; ok != (c != nil) || ok && *c != w {
			t.Fatalf("step %d: term %d has %v, want %v, %v", step, asked, c, w, ok)
		}
	}
}
