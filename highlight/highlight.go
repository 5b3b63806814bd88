// Package highlight marks in a text the words that a search has found: the text
// and the words looked for go in, an excerpt and where the words stand in it come
// out. Words are compared as the store's index compares them: without case and
// marks above letters, by their stems.
package highlight

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/throughline-news/throughline/stories"
)

// Excerpt is a stretch of a field of a record. Offsets count Unicode code points.
type Excerpt struct {
	Field string
	Text  string
	Start int    // where Text begins in the field
	Words []Span // of Text
}

// Span is where a word stands, the end excluded.
type Span struct{ Start, End int }

// What an excerpt of a long text has at most, and of it before the first word, in
// code points: two lines of a list of finds.
const (
	maxExcerpt = 240
	lead       = 60
)

// Of cuts an excerpt round the first of the words of query in a text, and marks
// all of them in it; false when the text has none.
func Of(field, text, query string) (Excerpt, bool) {
	wanted := make(map[string]bool)
	for _, w := range words(query) {
		wanted[w.stem] = true
	}
	all := words(text)
	var found []word
	for _, w := range all {
		if wanted[w.stem] {
			found = append(found, w)
		}
	}
	if len(found) == 0 {
		return Excerpt{}, false
	}
	from, to := window(all, found[0], utf8.RuneCountInString(text))
	out := Excerpt{Field: field, Start: from, Text: codePoints(text, from, to)}
	for _, w := range found {
		if w.start >= from && w.end <= to {
			out.Words = append(out.Words, Span{w.start - from, w.end - from})
		}
	}
	return out, true
}

// window is what is shown of a text: all of a short one, else whole words round
// the first that was found.
func window(all []word, first word, length int) (from, to int) {
	if length <= maxExcerpt {
		return 0, length
	}
	from, to = first.start, first.end
	for _, w := range all {
		if w.start < first.start && w.start >= first.start-lead {
			from = min(from, w.start)
		}
	}
	if from <= all[0].start {
		from = 0
	}
	for _, w := range all {
		if w.end <= from+maxExcerpt {
			to = max(to, w.end)
		}
	}
	if length <= from+maxExcerpt {
		to = length
	}
	return from, to
}

// codePoints cuts a stretch out of a text.
func codePoints(text string, from, to int) string {
	begin, end, at := len(text), len(text), 0
	for i := range text {
		if at == from {
			begin = i
		}
		if at == to {
			end = i
			break
		}
		at++
	}
	return text[begin:end]
}

// word is one word of a text.
type word struct {
	start, end int // in code points
	stem       string
}

// words cuts a text: whatever is no letter, digit or mark above or below a letter
// parts words.
func words(text string) []word {
	var out []word
	begin, start, at := -1, 0, 0
	flush := func(end int) {
		if begin >= 0 {
			out = append(out, word{start, at, stories.Stem(fold(text[begin:end]))})
			begin = -1
		}
	}
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || isMark(r) {
			if begin < 0 {
				begin, start = i, at
			}
		} else {
			flush(i)
		}
		at++
	}
	flush(len(text))
	return out
}

// fold makes a word one without case and marks.
func fold(word string) string {
	ascii := true
	for i := range len(word) {
		ascii = ascii && word[i] < utf8.RuneSelf
	}
	if !ascii {
		word = norm.NFC.String(strings.Map(func(r rune) rune {
			if isMark(r) {
				return -1
			}
			return r
		}, norm.NFKD.String(word)))
	}
	return strings.ToLower(word)
}

// isMark tells combining marks, which the index leaves out.
func isMark(r rune) bool { return r >= 0x300 && r <= 0x36F }
