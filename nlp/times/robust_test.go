package times

import (
	"math/rand"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// checkSound fails when an expression is not one a reader can rely on: inside
// the text, in order, apart, typed, valued, with days that are days.
func checkSound(t *testing.T, doc *nlp.Document, got []Timex) {
	t.Helper()
	end := 0
	for _, x := range got {
		if x.Start < end || x.End <= x.Start || x.End > len(doc.Text) {
			t.Fatalf("%q: span %v after %d", doc.Text, x.Span, end)
		}
		end = x.End
		if s := doc.Slice(x.Span); utf8.ValidString(doc.Text) && (!utf8.ValidString(s) || strings.TrimSpace(s) != s) {
			t.Fatalf("%q: span %q is cut wrongly", doc.Text, s)
		}
		switch x.Type {
		case Date, Time, Duration, Set:
		default:
			t.Fatalf("%q: type %q", doc.Text, x.Type)
		}
		if x.Value == "" {
			t.Fatalf("%q: %q has no value", doc.Text, doc.Slice(x.Span))
		}
		if d := x.Day; d != nil {
			for _, day := range []models.Day{d.Start, d.End} {
				if _, err := models.ParseDay(string(day)); err != nil || day < "0001-01-01" {
					t.Fatalf("%q: %q has day %q", doc.Text, doc.Slice(x.Span), day)
				}
			}
			if d.End < d.Start || d.EDTF == "" || d.Precision == "" || d.Kind == "" || d.Basis != "" {
				t.Fatalf("%q: %q has days %+v", doc.Text, doc.Slice(x.Span), *d)
			}
		}
	}
}

// pieces are what random texts are made of: words of the grammars, numbers at
// the borders of what is a date, and bytes that are no text.
var pieces = append(strings.Fields(`on On in the The a an of to from until between and or - – — / : , . ; ( ) ' ’s s 's " early late mid mid-
	Monday Tues. Sat Sun Sundays May may March Mar. Sept. December Dec 8 08 31 30 29 0 00 1 12 13 99 100 264 999 1000 1812 1999 2000 2024 2025 9999
	10000 20255 123456789 99999999999 1990s '90s '98 19th 21st 3rd second third quarter half century centuries decade decades year years year's month
	week weekend day days hour hours minute ago earlier later before after now recently soon last next this that same following previous past coming
	every each daily twice noon midnight a.m. p.m. pm 10:30 25:61 T10:30Z EST GMT o'clock morning night BC B.C. AD fiscal Q3 spring summer winter fall
	Christmas Easter New Year's Eve five-year six hundred thousand dozen couple few several half more than at least about or so 1/2 1.5 2-1 $1,999 50%
	will said met plans 2025-12-08 2025-02-30 12/31/2025 9/11 1939-45 end beginning`), "\n", "\n\n", "\t", "\u00a0", "\xff", "\u0301", "日", "🙂", "\u00ad")

func TestFindRandom(t *testing.T) {
	rounds := 5000
	if testing.Short() {
		rounds = 500
	}
	rnd := rand.New(rand.NewSource(1))
	for range rounds {
		var b strings.Builder
		for range 1 + rnd.Intn(24) {
			b.WriteString(pieces[rnd.Intn(len(pieces))])
			if rnd.Intn(4) > 0 {
				b.WriteByte(' ')
			}
		}
		doc := parser.Parse("", b.String())
		for _, day := range []models.Day{"", published, "0001-01-01", "9999-12-31"} {
			checkSound(t, doc, Find(doc, day))
		}
	}
}

func TestFindHostile(t *testing.T) {
	for name, text := range map[string]string{
		"empty":     "",
		"brackets":  strings.Repeat("(", 32000),
		"digits":    strings.Repeat("9", 100000),
		"years":     strings.Repeat("1999 ", 20000),
		"year":      strings.Repeat("year ", 20000),
		"thousands": strings.Repeat("1,000,", 20000),
		"clocks":    strings.Repeat("10:30 a.m. on ", 10000),
		"ranges":    strings.Repeat("1 to ", 20000) + "2 May",
		"weekdays":  strings.Repeat("Monday, ", 20000),
		"numbers":   strings.Repeat("two hundred and ", 20000) + "days",
		"quotes":    strings.Repeat("'", 50000),
		"one line":  strings.Repeat("the end of the beginning of the last of the next ", 5000),
		"no letter": strings.Repeat("\x00\xff", 20000),
	} {
		t.Run(name, func(t *testing.T) {
			doc := parser.Parse("", text)
			checkSound(t, doc, Find(doc, published))
		})
	}
}

// TestFindBareDocument: a document that was never parsed has no tags or
// sentences; its dates are found all the same.
func TestFindBareDocument(t *testing.T) {
	doc := nlp.New("", "Signed on 8 December 2025, in force since Monday.")
	got := Find(doc, published)
	checkSound(t, doc, got)
	if len(got) != 2 || got[0].Value != "2025-12-08" {
		t.Errorf("got %+v, want two dates", got)
	}
}

// TestFindKeepsLines: no expression goes on from a heading into the next line.
func TestFindKeepsLines(t *testing.T) {
	doc := parser.Parse("Budget 2025", "May 3 was the first day.\n\nMay\n\n2019 was worse.")
	var got []string
	for _, x := range Find(doc, published) {
		got = append(got, doc.Slice(x.Span))
	}
	if want := "2025|May 3|2019"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %s", got, want)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"On Monday, 8 December 2025 at 10:30 a.m. EST", "the early 1990s, '98, 264 to 241 BC", "two and a half years ago", "22–24 November", "every other week"} {
		f.Add(s, string(published))
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, text, day string) {
		d, err := models.ParseDay(day)
		if err != nil {
			d = ""
		}
		doc := parser.Parse("", text)
		checkSound(t, doc, Find(doc, d))
	})
}
