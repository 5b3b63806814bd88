package actors

import (
	"strings"
	"unicode/utf8"

	"github.com/throughline-news/throughline/nlp/letters"
)

// fold appends s to dst in lower case, its letters without marks and its
// apostrophes and dashes plain, so that "Élysée" and "Elysee" meet. It
// allocates nothing when dst has room.
func fold(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		dst = foldRune(dst, r, s[i:i+size])
		i += size
	}
	return dst
}

// foldRune folds what is not ASCII; s is r as written.
func foldRune(dst []byte, r rune, s string) []byte {
	switch r {
	case '’', '‘', 'ʼ', 'ʻ':
		return append(dst, '\'')
	case '–', '—', '‐', '‑':
		return append(dst, '-')
	}
	return letters.Fold(dst, r, s)
}

// sound reduces a person's name to what its transliterations share: Zelensky,
// Zelenskyy and Zelenskiy; Yermak and Ermak; Mohammed and Muhamad.
func sound(name string) string {
	words := strings.Fields(plainOf.Replace(string(fold(nil, name))))
	for i, w := range words {
		switch {
		case strings.HasPrefix(w, "ye"):
			w = w[1:]
		case strings.HasPrefix(w, "yo"), strings.HasPrefix(w, "yu"), strings.HasPrefix(w, "ya"):
			w = "i" + w[1:]
		}
		w = soundOf.Replace(w)
		b := make([]byte, 0, len(w))
		for k := 0; k < len(w); k++ { // doubled letters once
			if k == 0 || w[k] != w[k-1] {
				b = append(b, w[k])
			}
		}
		words[i] = string(b)
	}
	return strings.Join(words, " ")
}

var plainOf = strings.NewReplacer("-", " ", "'", "", ".", "")

// soundOf holds the spellings that transliterations of one name differ in.
var soundOf = strings.NewReplacer("iy", "i", "yi", "i", "ij", "i", "y", "i", "j", "i", "sch", "sh", "tch", "ch", "ks", "x", "w", "v", "ou", "u", "kh", "h", "zh", "z", "q", "k", "ck", "k", "c", "k", "ph", "f")
