package nlp

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"
)

// samples returns the articles of testdata.
func samples(tb testing.TB) []string {
	tb.Helper()
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no samples: %v", err)
	}
	var out []string
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, string(text))
	}
	return out
}

func totalBytes(texts []string) (n int64) {
	for _, t := range texts {
		n += int64(len(t))
	}
	return n
}

func BenchmarkParse(b *testing.B) {
	p, err := NewParser()
	if err != nil {
		b.Fatal(err)
	}
	texts := samples(b)
	b.SetBytes(totalBytes(texts))
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			p.Parse("", t)
		}
	}
}

// BenchmarkProseNewDocument is the baseline: the library's own way over the
// same articles, with the model shared between calls.
func BenchmarkProseNewDocument(b *testing.B) {
	first, err := prose.NewDocument("x")
	if err != nil {
		b.Fatal(err)
	}
	texts := samples(b)
	b.SetBytes(totalBytes(texts))
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			if _, err := prose.NewDocument(t, prose.UsingModel(first.Model)); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkLoadTagger is most of what starting the program costs.
func BenchmarkLoadTagger(b *testing.B) {
	for b.Loop() {
		if _, err := loadTagger(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParseLength shows that the time per byte does not grow with the length.
func BenchmarkParseLength(b *testing.B) {
	p, err := NewParser()
	if err != nil {
		b.Fatal(err)
	}
	article := samples(b)[2]
	for _, c := range []struct{ name, text string }{
		{"1KB", article[:1024]},
		{"32KB", strings.Repeat(article+"\n\n", 32<<10/len(article)+1)},
		{"1MB", strings.Repeat(article+"\n\n", 1<<20/len(article)+1)},
		{"32000brackets", strings.Repeat("(", 32000)},
		{"1MBword", strings.Repeat("a", 1<<20)},
		{"1MBquestions", strings.Repeat("?!", 1<<19) + "a"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				p.Parse("", c.text)
			}
		})
	}
}
