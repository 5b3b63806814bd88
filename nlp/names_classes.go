package nlp

import (
	_ "embed"
	"strings"
)

// classFile has the words that often stand beside the same words, a class a
// line; the trainer writes it.
//
//go:embed names/classes.tsv
var classFile string

// newClasses returns the classes of words, from 1, by their wordHash.
func newClasses() map[uint64]uint16 {
	classes := make(map[uint64]uint16, 32<<10)
	_, lines, _ := strings.Cut(classFile, "\n") // the first is a comment
	class := uint16(0)
	for line := range strings.Lines(lines) {
		class++
		for w := range strings.FieldsSeq(line) {
			classes[wordHash(w)] = class
		}
	}
	return classes
}

// WordForm returns a word in lower case as the classes of words know it: with one digit for all.
func WordForm(lower string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '0'
		}
		return r
	}, lower)
}
