package nlp

import (
	_ "embed"
	"strings"
)

// phraseFile lists names of countries, places, organizations and persons, one
// a line after a letter that says what it is; the trainer writes it.
//
//go:embed names/phrases.tsv
var phraseFile string

// phraseKinds are the letters of the file; a name's kind is the bit of its place here.
const phraseKinds = "nctrofpsd"

// phraseGoesOn says that the words are the beginning of a longer phrase.
const phraseGoesOn = 1 << 15

// In the marks of a token the kinds stand above two bits: whether the phrase
// began before it, and whether it goes on after it.
const (
	phraseInner = 1
	phraseShift = 2
)

// maxPhrase is the number of tokens of the longest phrase that is looked up.
const maxPhrase = 8

// phrases holds the kinds of names by the hashes of their words.
type phrases map[uint64]uint16

func newPhrases() phrases {
	all := make(phrases, 64<<10)
	var tokens []Token
	for line := range strings.Lines(phraseFile) {
		letter, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		kind := strings.Index(phraseKinds, letter)
		if !ok || kind < 0 || len(letter) != 1 {
			continue // a comment
		}
		tokens = tokenize(tokens[:0], name, 0, len(name))
		h := uint64(0)
		for i := range tokens[:min(len(tokens), maxPhrase)] {
			h = phraseHash(h, tokens[i].Lower)
			if i+1 < len(tokens) {
				all[h] |= phraseGoesOn
			} else {
				all[h] |= 1 << kind
			}
		}
	}
	return all
}

func phraseHash(h uint64, word string) uint64 { return (h^textHash(word))*hashPrime + 1 }

// mark sets into, by token, to the kinds of the longest phrase that it is in,
// and whether it is its first word, its last, both or neither.
func (p phrases) mark(tokens []Token, into []uint32) {
	for i := 0; i < len(tokens); {
		h, best, end := uint64(0), uint16(0), i
		for k := i; k < len(tokens) && k < i+maxPhrase; k++ {
			h = phraseHash(h, tokens[k].Lower)
			bits, ok := p[h]
			if !ok {
				break
			}
			if kinds := bits &^ phraseGoesOn; kinds != 0 {
				best, end = kinds, k+1
			}
			if bits&phraseGoesOn == 0 {
				break
			}
		}
		for k := i; k < end; k++ {
			into[k] = uint32(best) << phraseShift
			if k > i {
				into[k] |= phraseInner
			}
			if k+1 < end {
				into[k] |= 2
			}
		}
		i = max(end, i+1)
	}
}
