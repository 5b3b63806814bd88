package reading_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"github.com/throughline-news/throughline/nlp/reading"
)

// articles are the samples and the longer texts of package nlp's tests.
func articles(tb testing.TB) []string {
	tb.Helper()
	var out []string
	for _, pattern := range []string{"../../examples/*.md", "../testdata/*.txt"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			tb.Fatalf("no articles at %s: %v", pattern, err)
		}
		for _, p := range paths {
			raw, err := os.ReadFile(p)
			if err != nil {
				tb.Fatal(err)
			}
			text := string(raw)
			if head, rest, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n"); ok && head != text {
				text = rest // without the front matter
			}
			out = append(out, text)
		}
	}
	return out
}

func perSecond(b *testing.B, texts []string) {
	bytes := 0
	for _, t := range texts {
		bytes += len(t)
	}
	b.SetBytes(int64(bytes))
	b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkAnalyze is all that `throughline analyze` does with an article:
// reading it and writing its answer as JSON.
func BenchmarkAnalyze(b *testing.B) {
	r, err := reading.New()
	if err != nil {
		b.Fatal(err)
	}
	texts := articles(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			if _, err := json.Marshal(r.Read(reading.Text{Body: t, Published: "2025-12-08"}).Answer("a", nil)); err != nil {
				b.Fatal(err)
			}
		}
	}
	perSecond(b, texts)
}

// BenchmarkProseNewDocument is the baseline: prose's own way over the same
// articles, with its model shared between calls.
func BenchmarkProseNewDocument(b *testing.B) {
	first, err := prose.NewDocument("x")
	if err != nil {
		b.Fatal(err)
	}
	texts := articles(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			if _, err := prose.NewDocument(t, prose.UsingModel(first.Model)); err != nil {
				b.Fatal(err)
			}
		}
	}
	perSecond(b, texts)
}
