package places

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-news/throughline/nlp"
)

// word is a run of letters, apostrophes inside included, without a possessive 's.
type word struct {
	nlp.Span
	capital bool // it begins with a capital
	upper   bool // it has two letters or more, all capitals
	starts  bool // it is the first of its sentence
	heading bool // most words of its sentence begin with a capital, so capitals say little
	joint   joint
}

// joint is what stands between a word and the one before it.
type joint uint8

const (
	apart      joint = iota // anything that ends a name
	space                   // white space or a hyphen, after a full stop perhaps: "St. Louis", "Port-au-Prince"
	closed                  // a full stop or an apostrophe alone: "U.S."
	possessive              // "'s ": "King's Lynn"
	comma                   // ", "
	paren                   // " ("
	partner                 // " & ", as in the names of firms
)

// keyOf is what a joint becomes in the key of a name.
var keyOf = [...]string{space: " ", closed: "", possessive: "s ", comma: ", "}

// A heading has capitals on more than headingShare of its words and on all of longWord
// letters and more: what stays small are the articles and prepositions. It does not end with a
// full stop, unless it is all in capitals.
const (
	headingShare = 0.6
	longWord     = 6
)

// scan returns the words of doc.
func scan(doc *nlp.Document) []word {
	text := doc.Text
	words := make([]word, 0, len(text)/6)
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if !letter(r) {
			i += size
			continue
		}
		w := word{Span: nlp.Span{Start: i}, capital: unicode.IsUpper(r), upper: unicode.IsUpper(r)}
		letters := 0
		for i < len(text) {
			r, size = rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(text[i:])
			}
			if letter(r) || unicode.Is(unicode.Mn, r) {
				letters++
				w.upper = w.upper && !unicode.IsLower(r)
				i += size
				continue
			}
			if apostrophe(r) && inner(text, i+size) {
				i += size
				continue
			}
			break
		}
		w.End = i
		i += possessiveAt(text, i)
		w.upper = w.upper && letters > 1
		if n := len(words); n > 0 {
			w.joint = between(text[words[n-1].End:w.Start])
		}
		words = append(words, w)
	}
	markSentences(doc, words)
	return words
}

func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == 'ʻ' || r == '‘' }

// inner tells whether what follows an apostrophe belongs to the word: a letter,
// but not the s of a possessive.
func inner(text string, at int) bool {
	r, size := utf8.DecodeRuneInString(text[at:])
	if !letter(r) {
		return false
	}
	if r != 's' && r != 'S' {
		return true
	}
	next, _ := utf8.DecodeRuneInString(text[at+size:])
	return letter(next)
}

// possessiveAt is the length of the possessive 's at a place of text, 0 when there is none.
func possessiveAt(text string, at int) int {
	r, size := utf8.DecodeRuneInString(text[at:])
	end := at + size + 1
	if !apostrophe(r) || end > len(text) || text[end-1]|0x20 != 's' {
		return 0
	}
	if next, _ := utf8.DecodeRuneInString(text[end:]); letter(next) {
		return 0
	}
	return size + 1
}

// between says what kind of joint the text between two words is.
func between(gap string) joint {
	switch gap {
	case " ", "-", ". ", ".-", "–", "‑", "\u00a0", "/":
		return space
	case ".", "'", "’":
		return closed
	case "'s ", "’s ":
		return possessive
	case ", ", "., ":
		return comma
	case " (", ". (":
		return paren
	case " & ", " + ":
		return partner
	}
	for i := 0; i < len(gap); i++ { // a line break or two spaces, as in wrapped text
		if gap[i] != ' ' && gap[i] != '\n' && gap[i] != '\r' || i > 2 || i > 0 && gap[i] == '\n' && gap[i-1] == '\n' {
			return apart
		}
	}
	if gap == "" {
		return apart
	}
	return space
}

// markSentences notes the first word of each sentence and the headings.
func markSentences(doc *nlp.Document, words []word) {
	if len(words) > 0 {
		words[0].starts = true
	}
	i := 0
	for _, s := range doc.Sentences {
		for i < len(words) && words[i].Start < s.Start {
			i++
		}
		first := i
		for i < len(words) && words[i].Start < s.End {
			i++
		}
		if first == i {
			continue
		}
		words[first].starts = true
		if heading(doc.Slice(s.Span), words[first:i]) {
			for k := first; k < i; k++ {
				words[k].heading = true
			}
		}
	}
}

// heading tells whether a sentence with the given words is a heading.
func heading(sentence string, words []word) bool {
	capitals := 0
	for _, w := range words {
		if w.capital {
			capitals++
		} else if w.End-w.Start >= longWord {
			return false
		}
	}
	ended := strings.HasSuffix(strings.TrimRight(sentence, " \n\"”’"), ".") && !words[len(words)-1].upper
	return !ended && capitals > 2 && float64(capitals) > headingShare*float64(len(words))
}
