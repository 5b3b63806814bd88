package atlas

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
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

// foldRune handles what is not ASCII: the letters that Unicode does not take
// apart, the marks of quotation and the dashes; else the base letter.
func foldRune(dst []byte, from int, r rune, s string) []byte {
	switch r {
	case '‘', '’', 'ʻ', 'ʼ', 'ʿ', 'ʾ', '´', '\u00ad':
		return dst
	case '–', '—', '‐', '‑', '\u00a0', '\u202f', '\u2009':
		return foldSpace(dst, from)
	case 'ø', 'Ø':
		return append(dst, 'o')
	case 'ł', 'Ł':
		return append(dst, 'l')
	case 'đ', 'Đ', 'ð', 'Ð':
		return append(dst, 'd')
	case 'ı':
		return append(dst, 'i')
	case 'ə', 'Ə':
		return append(dst, 'a')
	case 'ß':
		return append(dst, "ss"...)
	case 'æ', 'Æ':
		return append(dst, "ae"...)
	case 'œ', 'Œ':
		return append(dst, "oe"...)
	case 'þ', 'Þ':
		return append(dst, "th"...)
	}
	parts := norm.NFD.PropertiesString(s).Decomposition()
	if len(parts) > 0 && parts[0] < utf8.RuneSelf {
		c := parts[0]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		return append(dst, c)
	}
	if 0x300 <= r && r < 0x370 { // a mark standing by itself
		return dst
	}
	if r == utf8.RuneError {
		return append(dst, s...)
	}
	return utf8.AppendRune(dst, unicode.ToLower(r))
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
