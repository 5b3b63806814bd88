package web

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestWhen(t *testing.T) {
	for _, tt := range []struct {
		date models.Date
		want string
	}{
		{models.Date{Start: "2025-12-08", End: "2025-12-08", Precision: models.PrecisionDay}, "8 December 2025"},
		{models.Date{Start: "2025-12-01", End: "2025-12-07", Precision: models.PrecisionWeek}, "the week of 1 December 2025"},
		{models.Date{Start: "2025-12-01", End: "2025-12-31", Precision: models.PrecisionMonth}, "December 2025"},
		{models.Date{Start: "2025-12-01", End: "2026-02-28", Precision: models.PrecisionSeason, EDTF: "2025-24"}, "Winter 2025"},
		{models.Date{Start: "2025-12-01", End: "2026-02-28", Precision: models.PrecisionSeason, EDTF: "?"}, "1 December 2025 – 28 February 2026"},
		{models.Date{Start: "2025-10-01", End: "2025-12-31", Precision: models.PrecisionQuarter}, "quarter 4 of 2025"},
		{models.Date{Start: "2025-01-01", End: "2025-03-31", Precision: models.PrecisionQuarter}, "quarter 1 of 2025"},
		{models.Date{Start: "1999-01-01", End: "1999-12-31", Precision: models.PrecisionYear}, "1999"},
		{models.Date{Start: "1990-01-01", End: "1999-12-31", Precision: models.PrecisionDecade}, "1990s"},
		{models.Date{Start: "1901-01-01", End: "2000-12-31", Precision: models.PrecisionCentury}, "1 January 1901 – 31 December 2000"},
		{models.Date{Start: "2025-12-05", End: "2025-12-08", Precision: models.PrecisionRange}, "5–8 December 2025"},
		{models.Date{Start: "2025-11-28", End: "2025-12-02", Precision: models.PrecisionRange}, "28 November – 2 December 2025"},
		{models.Date{Start: "2025-11-01", End: "2025-11-30", Precision: models.PrecisionMonth, Kind: models.KindVague}, "about November 2025"},
	} {
		if got := when(tt.date); got != tt.want {
			t.Errorf("%+v: got %q, want %q", tt.date, got, tt.want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{span("", ""), ""},
		{span("2025-01-02", ""), "2 January 2025"},
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
