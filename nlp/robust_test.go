package nlp

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// broken returns what is wrong with the spans of d, or "".
func broken(d *Document) string {
	at := 0
	for i, t := range d.Tokens {
		switch {
		case t.Start < at || t.End <= t.Start || t.End > len(d.Text):
			return "token out of order"
		case d.Text[t.Start:t.End] != t.Text:
			return "token text is not the text at its place"
		case !empty(d.Text[at:t.Start]):
			return "text lost before token"
		case t.Tag == "":
			return "token without a tag"
		case d.SentenceAt(t.Start) < 0:
			return "token outside every sentence"
		case i > 0 && d.Tokens[i-1].End > t.Start:
			return "tokens overlap"
		}
		at = t.End
	}
	if !empty(d.Text[at:]) {
		return "text lost at the end"
	}
	next := 0
	for _, s := range d.Sentences {
		switch {
		case s.First != next || s.Last <= s.First:
			return "sentences do not divide the tokens"
		case s.Start != d.Tokens[s.First].Start || s.End != d.Tokens[s.Last-1].End:
			return "sentence is not the span of its tokens"
		case s.Last-s.First > 2*maxSentence:
			return "sentence too long"
		case (s.Paragraph == -1) != (s.Start < d.BodyStart):
			return "paragraph of title or body is wrong"
		}
		next = s.Last
	}
	if next != len(d.Tokens) {
		return "tokens without a sentence"
	}
	last := 0
	for _, n := range d.Names {
		switch {
		case n.First < last || n.Last <= n.First || n.Last > len(d.Tokens):
			return "names out of order"
		case n.Start != d.Tokens[n.First].Start || n.End != d.Tokens[n.Last-1].End:
			return "name is not the span of its tokens"
		case d.SentenceAt(n.Start) != d.SentenceAt(n.End-1):
			return "name crosses sentences"
		}
		last = n.Last
	}
	for _, off := range []int{0, len(d.Text) / 2, len(d.Text)} {
		for off < len(d.Text) && off > 0 && !utf8.RuneStart(d.Text[off]) {
			off++
		}
		if d.runes(off) != utf8.RuneCountInString(d.Text[:off]) {
			return "code points miscounted"
		}
	}
	return ""
}

// empty tells whether nothing of s would be seen on paper.
func empty(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !strings.ContainsRune("\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", r) {
			return false
		}
	}
	return true
}

var pieces = []string{
	" ", " ", " ", " ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u2028", "\x00", "\xff", "\xe9t\xe9's", "\u00ad", "\u200b", "\ufeff", "\u202e",
	"the", "war", "Kyiv", "U.S.", "Gen.", "No.", "Dec.", "O'Reilly", "D'Souza", "İstanbul's", "İ中国's", "Ⱥ's", "Ⱦn't", "won't", "they'll",
	"2025", "3.5", "1,200", "$5", "12%", "'90s", "a", "A", "I", "'", "’", "\"", "“", "”", "(", ")", "[", "]", ".", "..", "...", "…", "!", "?",
	",", ";", ":", "-", "--", "—", "–", "/", "@", "#", "&", "*", "www.", "http://", ".com", "me@x.org", "中国", "مرحبا", "שלום", "🙂", "👩‍👩‍👧", "é", "e\u0301",
	"。", "Ukraine", "said", "Foreign", "Minister", "al-Burhan", "THE", "TALKS", "i", "ı", "ß", "ﬁ", "𝒜", "\ufffd",
}

// TestRandomDocuments reads 100,000 documents made of what has broken
// tokenizers before: no panic, no lost or shifted byte.
func TestRandomDocuments(t *testing.T) {
	p, err := parser()
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		return b.String()
	}
	for i := range randomDocuments {
		title, body := text(rng.IntN(4)), text(rng.IntN(18))
		d := p.Parse(title, body)
		if fault := broken(d); fault != "" {
			t.Fatalf("document %d: %s\ntitle %q\nbody %q\ntokens %v", i, fault, title, body, d.Tokens)
		}
	}
}

func TestHostileDocuments(t *testing.T) {
	for name, text := range map[string]string{
		"brackets":        strings.Repeat("(", 32000),
		"mixed brackets":  strings.Repeat("([{", 10000) + "x" + strings.Repeat(")]}", 10000),
		"exclamations":    strings.Repeat("!", 32000),
		"alternate marks": strings.Repeat("?!", 16000) + " a",
		"one long word":   strings.Repeat("a", 10<<20),
		"one long number": strings.Repeat("1,", 100000),
		"apostrophes":     strings.Repeat("'", 32000) + "s" + strings.Repeat("’s", 16000),
		"no marks":        strings.Repeat("word ", 50000),
		"handles":         strings.Repeat("@", 2000) + strings.Repeat(")", 2000),
		"initials":        strings.Repeat("A. ((( ", 5000),
		"lines":           strings.Repeat("A\n", 50000),
		"invalid":         strings.Repeat("\xff\xfe", 20000),
	} {
		t.Run(name, func(t *testing.T) {
			if fault := broken(parse(t, "", text)); fault != "" {
				t.Error(fault)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range pieces {
		f.Add(s, "a "+s+"."+s)
	}
	f.Fuzz(func(t *testing.T, title, body string) {
		if fault := broken(parse(t, title, body)); fault != "" {
			t.Errorf("%s\ntitle %q\nbody %q", fault, title, body)
		}
	})
}
