package reading

import (
	"slices"
	"strings"
	"unicode"
)

// Limits of Spellings: of how many words the names are that are looked for, how many
// other ways to write one are given, and for how many of the names of a text.
const (
	longestPhrase = 5
	mostSpellings = 50
	mostSpelled   = 8
)

// Spellings cuts what a person searches for into words and names, and gives each
// name the other ways in which its bearer is called: "Kiev talks" is "Kiev" or
// "Kyiv", and "talks". The first of each is as it was typed.
func (r *Reader) Spellings(text string) [][]string {
	words := strings.FieldsFunc(text, unicode.IsSpace)
	for i, w := range words {
		words[i] = strings.TrimFunc(w, func(c rune) bool { return c != '.' && (unicode.IsPunct(c) || unicode.IsSymbol(c)) })
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	var out [][]string
	spelled := 0
	for len(words) > 0 {
		n := min(longestPhrase, len(words))
		var others []string
		for ; n > 0 && spelled < mostSpelled; n-- {
			if others = r.spellings(strings.Join(words[:n], " ")); others != nil {
				spelled++
				break
			}
		}
		if others == nil {
			n = 1
		}
		out = append(out, append([]string{strings.Join(words[:n], " ")}, others...))
		words = words[n:]
	}
	return out
}

// spellings returns the other names of whom or what a phrase names.
func (r *Reader) spellings(phrase string) []string {
	var out []string
	for _, name := range slices.Concat(r.base.Spellings(phrase), r.gazetteer.Spellings(phrase)) {
		if len(out) < mostSpellings && !slices.ContainsFunc(out, func(other string) bool { return strings.EqualFold(other, name) }) {
			out = append(out, name)
		}
	}
	return out
}
