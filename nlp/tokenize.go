package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// blank tells what separates words and belongs to no token: spaces, controls,
// and the invisible marks that set line breaks and direction. The soft hyphen
// and the joiners stand within words and stay.
func blank(r rune) bool {
	switch {
	case r <= ' ' || r == 0x7f:
		return true
	case r < 0x80:
		return false
	case r == 0x200b || r == 0x2060 || r == 0xfeff:
		return true
	case r >= 0x200e && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return unicode.IsSpace(r) || unicode.IsControl(r)
}

// Tokenize cuts a phrase into tokens as Parse cuts a text. They have no tags.
func Tokenize(phrase string) []Token { return tokenize(nil, phrase, 0, len(phrase)) }

// tokenize appends the tokens of text[from:to], without tags. Every byte that
// is not blank is in exactly one token, and each byte is looked at a bounded
// number of times.
func tokenize(tokens []Token, text string, from, to int) []Token {
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(text[i:to])
		if blank(r) {
			i += size
			continue
		}
		end := i + size
		for end < to {
			r, size = utf8.DecodeRuneInString(text[end:to])
			if blank(r) {
				break
			}
			end += size
		}
		tokens = splitChunk(tokens, text, i, end)
		i = end
	}
	return tokens
}

func appendToken(tokens []Token, text string, start, end int) []Token {
	if start >= end {
		return tokens
	}
	s := text[start:end]
	lower := strings.ToLower(s)
	if strings.Contains(lower, softHyphen) && len(lower) > len(softHyphen) {
		lower = strings.ReplaceAll(lower, softHyphen, "")
	}
	return append(tokens, Token{Span: Span{start, end}, Text: s, Lower: lower})
}

// softHyphen says where a word may be divided; it is no letter of it.
const softHyphen = "\u00ad"

// splitChunk cuts a run without blanks into words and marks.
func splitChunk(tokens []Token, text string, start, end int) []Token {
	if plainWord(text[start:end]) {
		return appendToken(tokens, text, start, end)
	}
	for start < end {
		n := markAt(text[start:end])
		if n == 0 {
			break
		}
		tokens = appendToken(tokens, text, start, start+n)
		start += n
	}
	if start == end {
		return tokens
	}
	if core := addressEnd(text[start:end]); core > 0 {
		tokens = appendToken(tokens, text, start, start+core)
		return splitPieces(tokens, text, start+core, end)
	}
	return splitPieces(tokens, text, start, end)
}

// plainWord tells whether s is made of ASCII letters only, as most chunks are.
func plainWord(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// splitPieces cuts at the marks within a chunk that always stand alone, and
// hands the words between them to splitWord.
func splitPieces(tokens []Token, text string, start, end int) []Token {
	word := start
	for i := start; i < end; {
		n := breakAt(text[start:end], i-start)
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text[i:end])
			i += size
			continue
		}
		tokens = splitWord(tokens, text, word, i)
		tokens = appendToken(tokens, text, i, i+n)
		i += n
		word = i
	}
	return splitWord(tokens, text, word, end)
}

// splitWord cuts the full stop, closing quotes and the clitic from a word.
func splitWord(tokens []Token, text string, start, end int) []Token {
	stop := end
	w := text[start:end]
	if len(w) > 1 && w[len(w)-1] == '.' && !keepsStop(w, text[end:]) {
		stop--
	}
	quote := stop
	for quote > start {
		r, size := utf8.DecodeLastRuneInString(text[start:quote])
		if r != '\'' && r != '’' && r != '‘' {
			break
		}
		quote -= size
	}
	if quote == start { // nothing but quotes
		quote = stop
	}
	cut := quote - cliticLen(text[start:quote])
	tokens = appendToken(tokens, text, start, cut)
	tokens = appendToken(tokens, text, cut, quote)
	for quote < stop {
		_, size := utf8.DecodeRuneInString(text[quote:stop])
		tokens = appendToken(tokens, text, quote, quote+size)
		quote += size
	}
	return appendToken(tokens, text, stop, end)
}

// cliticLen returns the length of the clitic that ends w ('s, 'll, n't...), or
// 0. The whole word is no clitic of itself unless it begins with the apostrophe.
func cliticLen(w string) int {
	for _, apostrophe := range [...]string{"'", "’"} {
		at := strings.LastIndex(w, apostrophe)
		if at <= 0 || len(w)-at > len(apostrophe)+2 {
			continue
		}
		rest := w[at+len(apostrophe):]
		switch len(rest) {
		case 1:
			switch rest[0] | 0x20 {
			case 's', 'm', 'd':
				return len(w) - at
			case 't':
				if w[at-1]|0x20 == 'n' && at > 1 {
					return len(w) - at + 1
				}
			}
		case 2:
			switch strings.ToLower(rest) {
			case "ll", "re", "ve":
				return len(w) - at
			}
		}
	}
	return 0
}

// keepsStop tells whether the full stop at the end of w belongs to it: an
// initial, letters with stops between them ("U.S.") or a known abbreviation.
// after is the text that follows.
func keepsStop(w, after string) bool {
	body := w[:len(w)-1]
	if r, size := utf8.DecodeRuneInString(body); size == len(body) && unicode.IsUpper(r) {
		return true
	}
	if dottedLetters(body) {
		return true
	}
	kind, ok := abbreviations[body]
	if ok && kind == number {
		return len(after) > 1 && after[0] == ' ' && isDigit(after[1])
	}
	return ok
}

// dottedLetters tells whether s is letters with full stops between, none longer than two: U.S, a.m, Ph.D.
func dottedLetters(s string) bool {
	if len(s) > 16 || !strings.Contains(s, ".") {
		return false
	}
	run := 0
	for _, r := range s {
		switch {
		case r == '.' && run > 0:
			run = 0
		case unicode.IsLetter(r) && run < 2:
			run++
		default:
			return false
		}
	}
	return run > 0
}
