package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-news/throughline/nlp/wordset"
)

// casing is how a word is written, after its case was restored in headlines.
type casing uint8

const (
	noLetters casing = iota
	allSmall
	firstCapital
	allCapitals
	mixedCase
)

// view is what the recogniser sees of one token, whatever its neighbours are.
type view struct {
	word   uint64 // hash of the word in lower case, its digits made one
	shape  uint64 // its pattern of capitals, small letters, digits and marks
	tag    uint64
	lists  uint64 // the word lists it is in
	doc    uint64 // how else the document writes it
	rule   uint64 // what the rules made of it
	phrase uint64 // the listed name it is in
	class  uint64 // the class of the word
	suffix [4]uint64
	prefix [3]uint64
	casing casing
	opens  bool // a capital is due here whatever the word is
	first  int  // the run of capitals it is in
	last   int  // 0 when it is in none
}

// listed numbers the word lists for view.lists, one bit each.
var listed = []wordset.Set{
	functionWords, calendarWords, titleWords, titleParts, titleTails, orgHeads, orgOpeners, locHeads, locOpeners, eventHeads,
	particles, possessors, placePrepositions, speechVerbs, peoples, sportWords,
}

// The bits of view.lists that are no list.
const (
	ordinaryBit = 1 << (32 + iota)
	firstNameBit
)

// The bits of the first of the lists and of the last.
var (
	functionBit = uint64(1)
	sportBit    = uint64(1) << (len(listed) - 1)
)

// see sets v to what is seen of token i of the document.
func (f *featurer) see(i int, s style, v *view) {
	t := &f.doc.Tokens[i]
	lists := f.listsOf(t.Lower)
	*v = view{word: wordHash(t.Lower), tag: textHash(t.Tag), lists: lists, doc: uint64(f.seen[t.Lower]), rule: uint64(f.rules[i]), phrase: uint64(f.marks[i])}
	v.class = uint64(f.classes[v.word])
	v.casing = casingOf(t.Text)
	if s != running && v.casing != noLetters && v.casing != allSmall {
		v.casing = f.restored(t, s, lists)
	}
	v.shape = shapeHash(t.Text, v.casing, s)
	v.opens = opens(f.doc.Tokens[f.first:f.end], i-f.first)
	for n := range v.suffix {
		v.suffix[n] = edgeHash(t.Lower, -(n + 1))
	}
	for n := range v.prefix {
		v.prefix[n] = edgeHash(t.Lower, n+2)
	}
}

// restored returns the case that a word of a headline would have in running text.
func (f *featurer) restored(t *Token, s style, lists uint64) casing {
	seen := f.seen[t.Lower]
	switch {
	case seen&seenCapital != 0 && (seen&seenSmall == 0 || lists&ordinaryBit == 0):
		return firstCapital
	case seen&seenSmall != 0, lists&ordinaryBit != 0:
		return allSmall
	case s == headline:
		return casingOf(t.Text)
	}
	return firstCapital
}

// listsOf returns the bits of the lists that hold the word.
func (f *featurer) listsOf(lower string) uint64 {
	bits, ok := f.lists[lower]
	if !ok && f.namer.ordinary(lower) {
		bits = ordinaryBit
	}
	return bits
}

// listBits joins the word lists and the first names into one map.
func (n *namer) listBits() map[string]uint64 {
	bits := make(map[string]uint64, len(n.first)+2048)
	for i, list := range listed {
		for w := range list {
			bits[w] |= 1 << i
		}
	}
	for w := range n.first {
		bits[w] |= firstNameBit
	}
	for w := range bits {
		if n.ordinary(w) {
			bits[w] |= ordinaryBit
		}
	}
	return bits
}

func casingOf(s string) casing {
	upper, lower, first := 0, 0, false
	for i, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
			first = first || i == 0
		case unicode.IsLower(r):
			lower++
		}
	}
	switch {
	case upper == 0 && lower == 0:
		return noLetters
	case upper == 0:
		return allSmall
	case lower == 0 && upper > 1:
		return allCapitals
	case upper == 1 && first:
		return firstCapital
	}
	return mixedCase
}

const hashPrime = 1099511628211 // of FNV-1a

// textHash is FNV-1a.
func textHash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * hashPrime
	}
	return h
}

// wordHash is textHash with one digit for all.
func wordHash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if isDigit(c) {
			c = '0'
		}
		h = (h ^ uint64(c)) * hashPrime
	}
	return h
}

// edgeHash hashes the first n bytes of a word, or its last -n; 0 when it is not longer.
func edgeHash(s string, n int) uint64 {
	switch {
	case n > 0 && len(s) > n:
		return textHash(s[:n])
	case n < 0 && len(s) > -n:
		return textHash(s[len(s)+n:])
	}
	return 0
}

// shapeHash hashes the pattern of a word: X a capital, x small letters, 0
// digits, other characters themselves; what repeats counts once. In headlines
// the pattern is that of the restored case.
func shapeHash(s string, c casing, style style) uint64 {
	h := uint64(14695981039346656037) + uint64(style)
	if style == shout && c != noLetters && strings.IndexByte(s, '.') < 0 {
		return h + uint64(c)
	}
	var before rune
	long := false
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case r >= utf8.RuneSelf && unicode.IsLetter(r), r >= 'a' && r <= 'z':
			r = 'x'
		case r >= '0' && r <= '9':
			r = '0'
		}
		if r == before && long {
			continue
		}
		long = r == before
		before = r
		h = (h ^ uint64(r)) * hashPrime
	}
	return h
}
