package numbers_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/numbers"
)

// document cuts text into tokens and makes it one sentence: the words of a number need no tags.
func document(text string) *nlp.Document {
	doc := nlp.New("", text)
	doc.Tokens = nlp.Tokenize(text)
	if n := len(doc.Tokens); n > 0 {
		doc.Sentences = []nlp.Sentence{{Span: nlp.Span{Start: 0, End: len(text)}, Last: n}}
	}
	return doc
}

// show writes a number as "=25", ">=25", "<=25", ">=20 <=30", with ~ when it is
// not exact, and what it is measured in.
func show(n numbers.Number) string {
	var parts []string
	for _, b := range []struct {
		sign  string
		value *float64
	}{{"=", n.Value}, {">=", n.Min}, {"<=", n.Max}} {
		if b.value != nil {
			parts = append(parts, b.sign+strconv.FormatFloat(*b.value, 'f', -1, 64))
		}
	}
	if n.Approx {
		parts = append(parts, "~")
	}
	if n.Percent {
		parts = append(parts, "%")
	}
	for _, unit := range []string{n.Currency, n.Unit} {
		if unit != "" {
			parts = append(parts, unit)
		}
	}
	return strings.Join(parts, " ")
}

func TestFind(t *testing.T) {
	tests := []struct{ text, want string }{
		{"25 people", "25: =25"},
		{"1,200 prisoners", "1,200: =1200"},
		{"2.5 million people", "2.5 million: =2500000"},
		{"twelve boats", "twelve: =12"},
		{"twenty-five people", "twenty-five: =25"},
		{"Twenty five people", "Twenty five: =25"},
		{"three hundred and twelve homes", "three hundred and twelve: =312"},
		{"two thousand five hundred guards", "two thousand five hundred: =2500"},
		{"one hundred thousand men", "one hundred thousand: =100000"},
		{"a hundred people", "a hundred: =100"},
		{"half a million people", "half a million: =500000"},
		{"a quarter of a million people", "a quarter of a million: =250000"},
		{"a dozen ships", "a dozen: =12 ~"},
		{"two dozen ships", "two dozen: =24 ~"},
		{"half a dozen ships", "half a dozen: =6 ~"},
		{"a couple of shells", "a couple: =2 ~"},
		{"at least 25 people", "at least 25: >=25"},
		{"no fewer than 25 people", "no fewer than 25: >=25"},
		{"more than 100 people", "more than 100: >=100"},
		{"well over 3,000 people", "well over 3,000: >=3000"},
		{"25 or more people", "25 or more: >=25"},
		{"up to 50 people", "up to 50: <=50"},
		{"as many as 50 people", "as many as 50: <=50"},
		{"no more than 50 people", "no more than 50: <=50"},
		{"fewer than 10 people", "fewer than 10: <=10"},
		{"about 270,000 people", "about 270,000: =270000 ~"},
		{"some 300 people", "some 300: =300 ~"},
		{"an estimated 4,000 people", "an estimated 4,000: =4000 ~"},
		{"nearly two million people", "nearly two million: =2000000 ~"},
		{"300 or so people", "300 or so: =300 ~"},
		{"at least some 20 people", "at least some 20: >=20 ~"},
		{"a total of 40 people", "a total of 40: =40"},
		{"between 20 and 30 people", "between 20 and 30: >=20 <=30"},
		{"20 to 30 people", "20 to 30: >=20 <=30"},
		{"20-30 people", "20-30: >=20 <=30"},
		{"20–30 people", "20–30: >=20 <=30"},
		{"25-30,000 people", "25-30,000: >=25000 <=30000"},
		{"5 to 10 million people", "5 to 10 million: >=5000000 <=10000000"},
		{"two or three boats", "two or three: >=2 <=3"},
		{"between $5 billion and $7 billion", "between $5 billion and $7 billion: >=5000000000 <=7000000000 USD"},
		{"dozens of people", "dozens: >=24 ~"},
		{"scores of people", "scores: >=40 ~"},
		{"hundreds of people", "hundreds: >=200 ~"},
		{"tens of thousands of people", "tens of thousands: >=20000 ~"},
		{"hundreds of thousands of people", "hundreds of thousands: >=200000 ~"},
		{"several hundred people", "several hundred: >=200 ~"},
		{"a few dozen people", "a few dozen: >=24 ~"},
		{"zero deaths", "zero: =0"},
		{"$5 billion", "$5 billion: =5000000000 USD"},
		{"$5bn", "$5bn: =5000000000 USD"},
		{"US$5.5m", "US$5.5m: =5500000 USD"},
		{"A$20 million", "A$20 million: =20000000 AUD"},
		{"€300m", "€300m: =300000000 EUR"},
		{"more than £2 million", "more than £2 million: >=2000000 GBP"},
		{"EUR 40 million", "EUR 40 million: =40000000 EUR"},
		{"300 million euros", "300 million euros: =300000000 EUR"},
		{"5 billion US dollars", "5 billion US dollars: =5000000000 USD"},
		{"80 million Swiss francs", "80 million Swiss francs: =80000000 CHF"},
		{"3 million Hong Kong dollars", "3 million Hong Kong dollars: =3000000 HKD"},
		{"900 million pesos", "900 million pesos: =900000000 peso"},
		{"a 5-million-dollar loan", "5-million-dollar: =5000000 USD"},
		{"a $5-billion loan", "$5-billion: =5000000000 USD"},
		{"62 percent", "62 percent: =62 %"},
		{"62 per cent", "62 per cent: =62 %"},
		{"4.5%", "4.5%: =4.5 %"},
		{"between 4 and 5 percent", "between 4 and 5 percent: >=4 <=5 %"},
		{"a 28-point plan", "28-point: =28 point"},
		{"a twenty-point plan", "twenty-point: =20 point"},
		{"a 2,000-strong force", "2,000-strong: =2000 strong"},
		{"a 6.3-magnitude quake", "6.3-magnitude: =6.3 magnitude"},
		{"by 320 votes to 54", "320: =320 | 54: =54"},
		{"rose from 25 to 34", "25: =25 | 34: =34"},
		{"320 to 54", "320: =320 | 54: =54"},
		{"killed 3 and wounded 12", "3: =3 | 12: =12"},
		{"30 of 45 drones", "30: =30 | 45: =45"},
		{"500 pounds of explosives", ""},
		{"a man aged 34", ""},
		{"Article 5 applies", ""},
		{"no one was hurt", ""},
		{"they met one another", ""},
		{"two-thirds of them", ""},
		{"a rise of 3 percentage points", ""},
		{"the F-16 and the Su-35", ""},
		{"call 5551234567890123", ""},
		{"a 3,5 mix", ""},
		{"the 1990s and the 5th", ""},
		{"half the town", ""},
		{"several people, a few boats", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			doc := document(tt.text)
			for _, n := range numbers.Find(doc) {
				got = append(got, fmt.Sprintf("%s: %s", doc.Slice(n.Span), show(n)))
			}
			if got := strings.Join(got, " | "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// check says that numbers lie apart, in order, within the tokens, and that their bounds make sense.
func check(t *testing.T, text string) {
	t.Helper()
	doc := document(text)
	at := 0
	for _, n := range numbers.Find(doc) {
		switch {
		case n.First < at || n.Last <= n.First || n.Last > len(doc.Tokens):
			t.Fatalf("%q: tokens %d to %d behind %d", text, n.First, n.Last, at)
		case n.Start != doc.Tokens[n.First].Start || n.End != doc.Tokens[n.Last-1].End:
			t.Fatalf("%q: %q is not the span of its tokens", text, doc.Slice(n.Span))
		case n.Value == nil && n.Min == nil && n.Max == nil:
			t.Fatalf("%q: %q says nothing", text, doc.Slice(n.Span))
		case n.Min != nil && n.Max != nil && *n.Min > *n.Max:
			t.Fatalf("%q: %q has bounds %v and %v", text, doc.Slice(n.Span), *n.Min, *n.Max)
		}
		at = n.Last
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"between 20 and 30", "at least some $5-10m or more", "tens of thousands of", "two hundred and", "US$5bn to €6bn", "1,2,3 - 4 – 5 to 6 or 7",
		"a quarter of a", "twenty-one-two", "9-", "-9", "5‑10", "no more than half a million US", "per cent 5 per"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}

func BenchmarkFind(b *testing.B) {
	doc := document(strings.Repeat("The strike killed at least 25 people and wounded 80, and about 270,000 fled with $5 million in aid. ", 50))
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		numbers.Find(doc)
	}
}
