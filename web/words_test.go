package web

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestWords(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{moment("2025-11-01T18:05:00+02:00"), "1 November 2025, 16:05 UTC"},
		{moment("2025-11-01"), "1 November 2025"},
		{moment("soon"), ""},
		{webAddress("https://a.example/x?y=1"), "https://a.example/x?y=1"},
		{webAddress("HTTP://a.example"), "HTTP://a.example"},
		{webAddress("javascript:alert(1)"), ""},
		{webAddress("//a.example"), ""},
		{webAddress("data:text/html,x"), ""},
		{webAddress("https:///x"), ""},
		{webAddress("ht tp://x"), ""},
		{host("https://www.a.example/x"), "a.example"},
		{coordinates(models.Place{Lat: 25.774, Lon: -80.19}), "25.77° N, 80.19° W"},
		{coordinates(models.Place{Lat: -1, Lon: 2}), "1.00° S, 2.00° E"},
		{count(1, "event", "events"), "1 event"},
		{count(0, "event", "events"), "0 events"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func quoteAt(start, end int, field string) mention {
	return mention{Mention: models.Mention{Quote: models.Quote{Start: start, End: end, Field: field}}}
}

func TestMarked(t *testing.T) {
	for name, tt := range map[string]struct {
		text     string
		mentions []mention
		want     string // marked parts in brackets, with the number of mentions
	}{
		"none":         {"abc", nil, "abc"},
		"empty":        {"", nil, ""},
		"code points":  {"äöü€.", []mention{quoteAt(1, 3, "")}, "ä[öü 1]€."},
		"all":          {"abc", []mention{quoteAt(0, 3, "")}, "[abc 1]"},
		"same twice":   {"abc", []mention{quoteAt(1, 2, ""), quoteAt(1, 2, "")}, "a[b 2]c"},
		"out of order": {"abcdef", []mention{quoteAt(4, 5, ""), quoteAt(0, 2, "")}, "[ab 1]cd[e 1]f"},
		"overlapping":  {"abcdef", []mention{quoteAt(0, 3, ""), quoteAt(2, 5, "")}, "[abc 1]def"},
		"of the title": {"abc", []mention{quoteAt(0, 2, "title")}, "abc"},
		"out of range": {"abc", []mention{quoteAt(2, 9, ""), quoteAt(-1, 2, ""), quoteAt(2, 1, "")}, "abc"},
	} {
		var got strings.Builder
		for _, p := range marked(tt.text, tt.mentions) {
			if len(p.Mentions) > 0 {
				got.WriteString("[" + p.Text + " " + string(rune('0'+len(p.Mentions))) + "]")
			} else {
				got.WriteString(p.Text)
			}
		}
		if got.String() != tt.want {
			t.Errorf("%s: got %q, want %q", name, got.String(), tt.want)
		}
	}
}

// TestMarkedLosesNothing marks random quotes in random texts: the pieces make up the text.
func TestMarkedLosesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		text := make([]rune, random.IntN(20))
		for i := range text {
			text[i] = []rune("aä€😀\n")[random.IntN(5)]
		}
		var mentions []mention
		for range random.IntN(5) {
			mentions = append(mentions, quoteAt(random.IntN(22)-1, random.IntN(22)-1, ""))
		}
		var got strings.Builder
		for _, p := range marked(string(text), mentions) {
			got.WriteString(p.Text)
		}
		if got.String() != string(text) {
			t.Fatalf("got %q, want %q (%v)", got.String(), string(text), mentions)
		}
	}
}
