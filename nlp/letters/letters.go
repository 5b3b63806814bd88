// Package letters reduces letters to what the spellings of one name share, so
// that "Élysée" meets "Elysee" and "Łódź" meets "Lodz". Packages actors and
// places/atlas build the keys of their tables on it.
package letters

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold appends to dst the letter r, which stands as s in the text, in lower
// case and without its marks. A mark that stands by itself is dropped, a byte
// that is no UTF-8 is kept as it is. It allocates nothing when dst has room. The
// embedded gazetteer was written with these rules: whoever changes them makes
// it anew.
func Fold(dst []byte, r rune, s string) []byte {
	switch r { // letters that Unicode does not take apart
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
	if 0x300 <= r && r < 0x370 { // the combining marks
		return dst
	}
	if r == utf8.RuneError {
		return append(dst, s...)
	}
	return utf8.AppendRune(dst, unicode.ToLower(r))
}
