package storetest_test

import (
	"testing"

	"github.com/throughline-news/throughline/store/storetest"
)

// BenchmarkFill makes the databases of a million events that the benchmarks read.
func BenchmarkFill(b *testing.B) {
	events := 1_000_000
	if testing.Short() {
		events = 20_000
	}
	for _, d := range storetest.Databases {
		b.Run(string(d), func(b *testing.B) {
			for b.Loop() {
				d.Filled(b, events)
			}
		})
	}
}
