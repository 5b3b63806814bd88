package atlas

import (
	"unicode/utf8"

	"github.com/throughline-news/throughline/nlp/letters"
)

// MaxKey is the longest key in bytes; longer names are not kept.
const MaxKey = 80

// Fold appends the key of name to dst: lower case, marks and apostrophes
// stripped, runs of hyphens and spaces one space, stops dropped except one at
// the very end, since "Ala." is not "Ala". It allocates nothing when dst has room.
func Fold(dst []byte, name string) []byte {
	from := len(dst)
	for i := 0; i < len(name); {
		c := name[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'A' <= c && c <= 'Z':
				dst = append(dst, c+'a'-'A')
			case c == ' ' || c == '-' || c == '/' || c == '\n' || c == '\t' || c == '\r':
				dst = foldSpace(dst, from)
			case c == '\'' || c == '`':
			case c == '.':
				if i == len(name) {
					dst = append(dst, c)
				}
			default:
				dst = append(dst, c)
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(name[i:])
		dst = foldRune(dst, from, r, name[i:i+size])
		i += size
	}
	if n := len(dst); n > from && dst[n-1] == ' ' {
		dst = dst[:n-1]
	}
	return dst
}

func foldSpace(dst []byte, from int) []byte {
	if n := len(dst); n > from && dst[n-1] != ' ' {
		return append(dst, ' ')
	}
	return dst
}

// foldRune handles what is not ASCII: the marks of quotation, the dashes and
// spaces, and the letters. s is r as written.
func foldRune(dst []byte, from int, r rune, s string) []byte {
	switch r {
	case '‘', '’', 'ʻ', 'ʼ', 'ʿ', 'ʾ', '´', '\u00ad':
		return dst
	case '–', '—', '‐', '‑', '\u00a0', '\u202f', '\u2009':
		return foldSpace(dst, from)
	}
	return letters.Fold(dst, r, s)
}

// hash is FNV-1a of key, mixed so that its high and low bits can be used apart.
func hash(key []byte) uint32 {
	h := uint64(14695981039346656037)
	for _, c := range key {
		h = (h ^ uint64(c)) * 1099511628211
	}
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	return uint32(h >> 32)
}
