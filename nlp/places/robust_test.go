package places

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// check fails when a toponym is not a sound part of the text.
func check(t *testing.T, text string) {
	t.Helper()
	doc, found := find(text, Home{Country: "US"})
	end := 0
	for _, x := range found {
		if x.Start < end || x.End <= x.Start || x.End > len(doc.Text) {
			t.Fatalf("span %v after %d in %q", x.Span, end, text)
		}
		end = x.End
		if s := doc.Slice(x.Span); strings.TrimSpace(s) != s {
			t.Fatalf("span %q begins or ends with a space", s)
		}
		if !(x.Probability >= 0 && x.Probability <= 1) || math.Abs(x.Place.Lat) > 90 || math.Abs(x.Place.Lon) > 180 || x.Place.Key == "" || x.Place.Name == "" {
			t.Fatalf("%q: %+v", doc.Slice(x.Span), x)
		}
	}
}

var pieces = []string{
	"Paris", "London", "Georgia", "U.S.", "US", "New York", "in", "of", "the", "al-", "St.", "Washington", "D.C.", "Mexico", "City", "Oblast", "state",
	"Київ", "東京", "🙂", "\u00ad", "İstanbul", "ı", "\xff\xfe", "\x00", "é", "e\u0301", "’s", "'", "-", ".", ",", ", ", " (", ")", " ", "\n", "\n\n", "$", "/", "A", "a", "X.", "TX", "and",
}

func TestRandomText(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 1500 {
		var text strings.Builder
		for range random.IntN(40) {
			text.WriteString(pieces[random.IntN(len(pieces))])
			if random.IntN(2) == 0 {
				text.WriteByte(' ')
			}
		}
		check(t, text.String())
	}
}

func TestHostileText(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("San ", 5000), strings.Repeat("(", 32000), strings.Repeat("Paris, ", 2000), strings.Repeat("A.", 10000),
		strings.Repeat("x", 100000), strings.Repeat("Springfield and Washington ", 1000), strings.Repeat("’", 5000),
	} {
		check(t, text)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Talks in Miami, Florida, between U.S. and Ukrainian envoys.")
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}
