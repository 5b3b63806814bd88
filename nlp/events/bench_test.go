package events

import (
	"os"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

// BenchmarkMentions codes one article over and over; what stands before it in
// the pipeline is not counted.
func BenchmarkMentions(b *testing.B) {
	bench := newBench(b)
	raw, err := os.ReadFile("testdata/talks.txt")
	if err != nil {
		b.Fatal(err)
	}
	parts := strings.SplitN(string(raw), "\n", 3)
	in := bench.input(parts[0], parts[2], models.Day(parts[1]))
	b.SetBytes(int64(len(in.Doc.Text)))
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		bench.coder.Mentions(in)
	}
}
