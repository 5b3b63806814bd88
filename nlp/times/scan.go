package times

import (
	"unicode"
	"unicode/utf8"
)

type itemKind uint8

const (
	markItem itemKind = iota
	wordItem
	numberItem
)

// item is a run of letters, a run of digits, or one other mark. Dates are
// written across token borders ("mid-Nov.", "10:30am", "1990s"), so the
// grammars read these finer pieces and not the tokens of the document.
type item struct {
	start, end int
	kind       itemKind
	class      class
	opens      readers
	upper      bool // begins with a capital
	space      bool // blanks stand before it
	line       bool // a line break stands before it
	word       wordID
	n          int // of a number its value, of a word what its class says
}

// longestWord is the length in bytes of the longest word looked up.
const longestWord = 16

// scan cuts text into items, in one pass.
func scan(text string) []item {
	items := make([]item, 0, len(text)/4+4)
	space, line := true, true
	for i := 0; i < len(text); {
		c := text[i]
		if c == ' ' || c == '\t' || c == '\r' || c == '\n' {
			space = true
			line = line || c == '\n'
			i++
			continue
		}
		r, size := rune(c), 1
		if c >= 0x80 {
			r, size = utf8.DecodeRuneInString(text[i:])
			if unicode.IsSpace(r) || r == 0xfeff || r == 0x200b {
				space = true
				i += size
				continue
			}
		}
		it := item{start: i, space: space, line: line}
		switch {
		case c >= '0' && c <= '9':
			it.kind = numberItem
			it.end, it.n = digits(text, i)
		case c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 && unicode.IsLetter(r):
			it.kind = wordItem
			it.upper = unicode.IsUpper(r)
			it.end = wordEnd(text, i)
			look(&it, text)
		case (c == '\'' || r == '’') && possessive(text, i, size, space):
			it.kind, it.end, it.word = wordItem, i+size+1, possessiveS
		default:
			it.end = i + size
			it.word = markOf(r)
		}
		items = append(items, it)
		space, line = false, false
		i = it.end
	}
	return items
}

// digits returns the end and the value of the run of digits at i; the value
// of one longer than nine digits is -1.
func digits(text string, i int) (end, n int) {
	from := i
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		if i-from < 9 {
			n = n*10 + int(text[i]-'0')
		}
		i++
	}
	if i-from > 9 {
		n = -1
	}
	return i, n
}

func wordEnd(text string, i int) int {
	for i < len(text) {
		c := text[i]
		if c|0x20 >= 'a' && c|0x20 <= 'z' {
			i++
			continue
		}
		if c < 0x80 {
			break
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != 0xad {
			break
		}
		i += size
	}
	return i
}

// look finds the lower-case form of a word in the lexicon without allocating.
func look(it *item, text string) {
	if it.end-it.start > longestWord {
		return
	}
	var low [longestWord]byte
	n := 0
	for i := it.start; i < it.end; i++ {
		c := text[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		low[n] = c
		n++
	}
	if c := low[0]; c < 'a' || c > 'z' || lengths[c-'a']&(1<<n) == 0 {
		return
	}
	if e, ok := lexicon[string(low[:n])]; ok {
		it.word, it.class, it.n, it.opens = e.word, e.class, e.n, e.opens
	}
}

// possessive tells whether the apostrophe at i opens an 's that ends a word.
func possessive(text string, i, size int, space bool) bool {
	j := i + size
	if space || j >= len(text) || text[j]|0x20 != 's' {
		return false
	}
	return j+1 == len(text) || wordEnd(text, j) == j+1
}

// markOf returns the mark as the grammars compare it: all dashes and all
// apostrophes are one.
func markOf(r rune) wordID {
	switch r {
	case '‐', '‑', '–', '—', '−':
		return '-'
	case '’', '‘', '`', '´':
		return apostrophe
	}
	if r < 0x80 {
		return wordID(r)
	}
	return noWord
}
