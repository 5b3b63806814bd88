package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// markAt returns the length of the mark that opens s, or 0 when s opens with
// a word. A run of one mark ("...", "!!!", "--") is one token; brackets and
// quotes stand each alone.
func markAt(s string) int {
	c := s[0]
	if c < 0x80 {
		switch c {
		case '(', ')', '[', ']', '{', '}', '"', '<', '>':
			return 1
		case '\'', '`':
			if len(s) > 1 && s[1] == c {
				return 2
			}
			if c == '\'' && isElision(s[1:]) {
				return 0
			}
			return 1
		case '.', '-', '+':
			n := run(s)
			if n > 1 || n == len(s) || !isDigit(s[n]) && !(c == '.' && isLetter(s[n:])) {
				return n
			}
			return 0 // -5, +3, .5, .com
		case '@', '#', '_':
			if n := run(s); n > 1 || n == len(s) {
				return n
			}
			return 0
		case ',', ';', ':', '!', '?', '*', '/', '\\', '|', '=', '~', '^', '&', '$', '%':
			return run(s)
		}
		return 0
	}
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == '’' && isElision(s[size:]):
		return 0
	case r == utf8.RuneError || r == '°' || r == '№' || unicode.IsLetter(r) || unicode.IsMark(r):
		return 0
	case unicode.IsPunct(r) || unicode.Is(unicode.Sc, r):
		return size
	}
	return pictures(s)
}

// pictures returns the length of the signs and emoji that open s, with the
// joiners and modifiers between them.
func pictures(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		joined := r == 0x200d || r == 0xfe0f || r == 0x20e3 || r >= 0x1f3fb && r <= 0x1f3ff
		if !(unicode.Is(unicode.So, r) && r != '°' && r != '№' || joined && n > 0) {
			break
		}
		n += size
	}
	return n
}

// run returns how often the first byte of s is repeated at its start.
func run(s string) int {
	n := 1
	for n < len(s) && s[n] == s[0] {
		n++
	}
	return n
}

// isElision tells whether s, after an apostrophe, is a shortened number or
// word that keeps it: '90s, 'em, 'til.
func isElision(s string) bool {
	if s == "" {
		return false
	}
	if isDigit(s[0]) {
		return len(s) >= 2 && isDigit(s[1]) && (len(s) == 2 || !isDigit(s[2]))
	}
	if len(s) > 5 {
		return false
	}
	switch strings.ToLower(s) {
	case "s", "m", "d", "t", "ll", "re", "ve", "em", "til", "tis", "twas", "cause", "bout", "round":
		return true
	}
	return false
}

// breakAt returns the length of a mark at s[i:] that stands alone within a
// chunk, or 0. What a mark does depends on its neighbours: the comma of 1,200
// and the colon of 10:30 belong to the number.
func breakAt(s string, i int) int {
	c := s[i]
	if c >= 0x80 {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '’' || r == '‘' || r == utf8.RuneError || r == '·' || r == '‐' || r == '‑':
			return 0
		case unicode.IsPunct(r) || unicode.Is(unicode.Sc, r):
			return size
		}
		return pictures(s[i:])
	}
	if strings.IndexByte("()[]{}\"<>", c) >= 0 {
		return 1
	}
	if c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' {
		return 0
	}
	n := run(s[i:])
	before, after := byte(0), byte(0)
	if i > 0 {
		before = s[i-1]
	}
	if i+n < len(s) {
		after = s[i+n]
	}
	switch c {
	case ';', '!', '?', '|', '=', '~', '^', '*', '\\', '%':
		return n
	case '$':
		if i > 0 && isLetter(s[i-1:]) && isDigit(after) && i <= 2 { // US$5
			return 0
		}
		return n
	case ',':
		if n == 1 && isDigit(before) && isDigit(after) {
			return 0
		}
		return n
	case ':':
		if n == 1 && isDigit(before) && isDigit(after) {
			return 0
		}
		return n
	case '/':
		if n == 1 && !(wordBefore(s, i) && wordAfter(s, i+1)) {
			return 0
		}
		return n
	case '-':
		if n > 1 || after == 0 {
			return n
		}
	case '.':
		if n > 1 {
			return n
		}
		if glued(s, i) {
			return 1
		}
	case '\'', '`':
		if n > 1 {
			return n
		}
	}
	return 0
}

// wordBefore and wordAfter tell whether two letters stand next to the slash: "and/or" is two words, "km/h" and "12/08" are one.
func wordBefore(s string, i int) bool {
	return i >= 2 && letterByte(s[i-1]) && letterByte(s[i-2])
}

func wordAfter(s string, i int) bool {
	return i+1 < len(s) && letterByte(s[i]) && letterByte(s[i+1])
}

// glued tells whether the full stop at s[i] ends a sentence whose space was
// lost ("ended.The"): two lower-case letters before it, a capital and a lower-case letter after.
func glued(s string, i int) bool {
	return i >= 2 && i+2 < len(s) && lowerByte(s[i-1]) && lowerByte(s[i-2]) &&
		s[i+1] >= 'A' && s[i+1] <= 'Z' && lowerByte(s[i+2])
}

func isDigit(c byte) bool    { return c >= '0' && c <= '9' }
func lowerByte(c byte) bool  { return c >= 'a' && c <= 'z' }
func letterByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }

func isLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// maxAddress is the longest web or mail address that is kept whole, in bytes.
const maxAddress = 2048

// addressEnd returns the length of the web address, mail address, handle or
// tag that opens s, or 0. Closing marks at its end are not part of it.
func addressEnd(s string) int {
	if len(s) > maxAddress || !looksLikeAddress(s) {
		return 0
	}
	end := len(s)
	surplus := strings.Count(s, ")") - strings.Count(s, "(") // closing brackets without an opening one
	for end > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:end])
		if r == ')' {
			if surplus <= 0 {
				break
			}
			surplus--
		}
		if !strings.ContainsRune(".,;:!?)]}>\"'”’»…", r) {
			break
		}
		end -= size
	}
	if (s[0] == '@' || s[0] == '#') && end > 1 {
		n := 1
		for n < end && (letterByte(s[n]) || isDigit(s[n]) || s[n] == '_') {
			n++
		}
		if n == 1 || strings.Contains(s[n:end], "@") {
			return 0
		}
		return n
	}
	return end
}

func looksLikeAddress(s string) bool {
	if s[0] == '@' || s[0] == '#' || strings.Contains(s, "://") {
		return true
	}
	if len(s) > 4 && strings.EqualFold(s[:4], "www.") {
		return true
	}
	if at := strings.IndexByte(s, '@'); at > 0 && strings.IndexByte(s[at:], '.') > 1 {
		return strings.IndexByte(s[at+1:], '@') < 0
	}
	slash := strings.IndexByte(s, '/')
	if slash < 0 {
		slash = len(s)
	}
	host := strings.TrimRight(s[:slash], ".,;:!?)\"'")
	dot := strings.LastIndexByte(host, '.')
	if dot < 1 {
		return false
	}
	_, ok := topDomains[host[dot+1:]]
	return ok && !strings.ContainsAny(host, "()[]\",;")
}
