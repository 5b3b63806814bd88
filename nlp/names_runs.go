package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-news/throughline/nlp/wordset"
)

// finder finds the names of one document, sentence by sentence.
type finder struct {
	*namer
	doc         *Document
	seen        map[string]sight
	style       style
	first, last int // tokens of the sentence at hand, last exclusive
	names       []Name
}

// sentence divides the sentence into runs of name words and these into names.
func (f *finder) sentence() {
	for i := f.first; i < f.last; {
		if !f.nameWord(i) {
			i++
			continue
		}
		end := f.runEnd(i)
		f.split(i, end)
		i = end
	}
}

func (f *finder) lower(i int) string { return f.doc.Tokens[i].Lower }

func (f *finder) is(i int, set wordset.Set) bool {
	_, ok := set[f.doc.Tokens[i].Lower]
	return ok
}

// nameWord tells whether token i can be part of a name.
func (f *finder) nameWord(i int) bool {
	t := &f.doc.Tokens[i]
	r, size := utf8.DecodeRuneInString(t.Text)
	if !unicode.IsUpper(r) {
		return unicode.IsLetter(r) && innerCapital(t.Text)
	}
	if size == len(t.Text) && (i+1 == f.last || t.Lower == "i" || !f.capital(i+1)) {
		return false // one letter
	}
	if initials(t.Text) && i+1 < f.last && f.capital(i+1) {
		return true
	}
	if _, calendar := calendarWords[t.Lower]; calendar {
		return i > f.first && f.firstName(f.lower(i-1)) && f.capital(i-1) // Theresa May
	}
	if _, ok := functionWords[t.Lower]; ok || f.style == running && allUpper(t.Text) && f.ordinary(t.Lower) {
		return false // a capital word for stress (NOT); the few acronyms that are words are for who knows them
	}
	if dash := strings.LastIndexByte(t.Text, '-'); dash > 0 && dash+1 < len(t.Text) && lowerByte(t.Text[dash+1]) && f.ordinary(t.Lower[dash+1:]) {
		return false // British-led
	}
	seen := f.seen[t.Lower]
	if f.style != running {
		if seen&seenCapital != 0 {
			return seen&seenSmall == 0 || !f.ordinary(t.Lower)
		}
		if f.ordinary(t.Lower) {
			return f.firstName(t.Lower) && i+1 < f.last && f.capital(i+1) && !f.ordinary(f.lower(i+1))
		}
		return seen == 0
	}
	if !opens(f.doc.Tokens[f.first:f.last], i-f.first) {
		return true
	}
	switch {
	case seen == seenCapital:
		return true
	case seen == 0 && !f.ordinary(t.Lower) && (t.Tag[0] != 'N' && t.Tag[0] != 'V' || strings.HasPrefix(t.Tag, "NNP") || f.firstName(t.Lower)):
		return true
	case i+1 == f.last || !f.capital(i+1):
		return seen&seenCapital != 0 && !f.ordinary(t.Lower)
	}
	// An ordinary word before another capital belongs to the name when both are
	// ordinary (White House), or when it is a title, a first name or opens an organization.
	if head, part := IsTitle(t.Lower); head || part || f.firstName(t.Lower) || f.is(i, orgOpeners) || f.is(i, locOpeners) {
		return true
	}
	return f.ordinary(f.lower(i+1)) && !f.is(i+1, functionWords) && (t.Tag[0] == 'N' || t.Tag[0] == 'J')
}

// capital tells whether token i begins with a capital and is no function or calendar word.
func (f *finder) capital(i int) bool {
	return unicode.IsUpper(firstRune(f.doc.Tokens[i].Text)) && !f.is(i, functionWords) && !f.is(i, calendarWords)
}

// innerCapital tells whether a word with a small first letter has its capital further on: al-Burhan, iPhone, d'Ivoire.
func innerCapital(s string) bool {
	if len(s) < 4 || s == strings.ToLower(s) {
		return false
	}
	for _, p := range [...]string{"al-", "el-", "ul-", "as-", "ash-", "an-", "ad-", "at-", "d'", "d’", "l'", "l’", "e", "i"} {
		if rest, ok := strings.CutPrefix(s, p); ok && unicode.IsUpper(firstRune(rest)) {
			return true
		}
	}
	return false
}

// runEnd returns where the run of name words that begins at i ends. Small
// words between two of them belong to it under the conditions of joins.
func (f *finder) runEnd(start int) int {
	i := start + 1
	for i < f.last {
		if f.inRun(i) {
			i++
			continue
		}
		next := f.joins(start, i)
		if next == 0 {
			break
		}
		i = next + 1
	}
	return i
}

// inRun tells whether token i goes on with a name that token i-1 is part of.
func (f *finder) inRun(i int) bool {
	t := &f.doc.Tokens[i]
	if f.nameWord(i) {
		return true
	}
	if len(t.Text) == 1 { // an initial without its stop
		return t.Text[0] >= 'A' && t.Text[0] <= 'Z' && f.firstName(f.lower(i-1)) && i+1 < f.last && f.capital(i+1)
	}
	// Opening marks within a sentence make words ordinary (nameWord); a run has none.
	return f.style == running && f.capital(i)
}

// joins returns the token at which the run from start goes on after the small
// words at i, or 0.
func (f *finder) joins(start, i int) int {
	next := i + 1
	if next >= f.last {
		return 0
	}
	switch w := f.lower(i); w {
	case "of", "for", "on":
		if f.lower(next) == "the" {
			next++
		}
		if next >= f.last || !f.capital(next) || w == "on" && !f.is(start, orgOpeners) {
			return 0
		}
		if f.is(i-1, orgOpeners) || f.is(i-1, orgHeads) || w == "of" && (f.is(i-1, locOpeners) || f.is(i-1, eventHeads) || titleOf(f.lower(i-1), f.lower(next))) {
			return next
		}
	case "&":
		if f.capital(next) {
			return next
		}
	case "and":
		if f.capital(next) && f.listsWithin(start, i) {
			return next
		}
	case "'s", "’s":
		if f.capital(next) && f.is(i-1, possessors) {
			return next
		}
	default:
		for n := 0; n < 2 && next < f.last && f.is(next, particles) && !f.capital(next); n++ {
			next++
		}
		if f.is(i, particles) && next < f.last && (f.capital(next) || innerCapital(f.doc.Tokens[next].Text)) {
			return next
		}
	}
	return 0
}

func titleOf(title, of string) bool {
	_, tail := titleTails[of]
	head, _ := IsTitle(title)
	return head && tail
}

// listsWithin tells whether the "and" at i is within a name: after "Ministry
// of ...", or before an organization's head word when an article opened the
// name ("the Food and Drug Administration").
func (f *finder) listsWithin(start, i int) bool {
	for k := start; k < i; k++ {
		if f.lower(k) == "of" || f.lower(k) == "for" {
			return f.ordinary(f.lower(i-1)) && (f.is(start, orgOpeners) || f.is(k-1, orgHeads))
		}
	}
	if start == f.first || f.lower(start-1) != "the" || i-start > 2 {
		return false
	}
	for k := i + 1; k < f.last && k < i+5 && f.capital(k); k++ {
		if f.is(k, orgHeads) {
			return true
		}
	}
	return false
}
