package nlp

import (
	"strings"
	"unicode"
)

// split divides the run of tokens from..to into names: what stands before a
// title, and the person after it; a people and who belongs to it.
func (f *finder) split(from, to int) {
	begin, end := f.title(from, to)
	switch {
	case end == 0:
		f.plain(from, to)
	case end == to: // a title alone, or after the name of what is led
		f.plain(from, begin)
	default:
		f.plain(from, begin)
		f.emit(end, to, Person, true)
	}
}

// title returns the last title within the run; end is 0 when it has none.
func (f *finder) title(from, to int) (begin, end int) {
	if f.is(to-1, orgHeads) || f.is(to-1, eventHeads) {
		if head, _ := IsTitle(f.lower(to - 1)); !head {
			return 0, 0
		}
	}
	for i := from; i < to; i++ {
		head, _ := IsTitle(f.lower(i))
		if !head || i+1 < to && (f.is(i+1, orgHeads) || f.lower(i+1) == "general" && i+2 < to) {
			continue
		}
		end = i + 1
		if end+1 < to && f.lower(end) == "of" && f.is(end+1, titleTails) {
			end += 2
		} else if end < to && f.lower(end) == "of" {
			end = 0
		}
	}
	if end == 0 {
		return 0, 0
	}
	begin = end - 1
	if f.is(begin, titleTails) && begin-2 >= from && f.lower(begin-1) == "of" {
		begin -= 2
	}
	for begin > from {
		head, part := IsTitle(f.lower(begin - 1))
		if !head && !part {
			break
		}
		begin--
	}
	return begin, end
}

// plain emits the run from..to, which has no title, as one name, or as a
// people and a name.
func (f *finder) plain(from, to int) {
	for from < to && !f.capital(from) && !f.nameWord(from) { // small words that joined a title to the rest
		from++
	}
	for to > from && !f.capital(to-1) && !f.nameWord(to-1) {
		to--
	}
	if from >= to {
		return
	}
	if to-from > 1 && f.demonym(from) && !f.hasHead(from, to) {
		f.emit(from, from+1, Miscellany, true)
		f.plain(from+1, to)
		return
	}
	kind, sure := f.classify(from, to)
	f.emit(from, to, kind, sure)
}

// demonym tells whether the capitalised word, by a list or its ending, names a
// people or what belongs to it: Russian, Chinese, Danish, Israelis; not Adrian.
func (f *finder) demonym(i int) bool {
	lower, tag := f.lower(i), f.doc.Tokens[i].Tag
	if f.is(i, peoples) {
		return true
	}
	n := len(lower)
	if n < 5 || f.firstName(lower) {
		return false
	}
	switch lower[n-3:] {
	case "ian", "ish", "ese", "can", "ean", "aqi", "ani":
		return tag[0] == 'J' || tag == "NNPS" || tag == "NNS" || tag == "NN"
	case "ans":
		return lower[n-4] == 'i' || lower[n-4] == 'c' || lower[n-4] == 'e'
	}
	return false
}

func (f *finder) hasHead(from, to int) bool {
	return f.is(to-1, orgHeads) || f.is(to-1, locHeads) || f.is(to-1, eventHeads) || f.is(from+1, orgHeads) || f.is(from+1, orgOpeners)
}

func (f *finder) emit(from, to int, kind NameType, sure bool) {
	if from < to {
		t := f.doc.Tokens
		f.names = append(f.names, Name{Span{t[from].Start, t[to-1].End}, from, to, kind, sure})
	}
}

// classify says what the tokens from..to name; sure when their own words show it.
func (f *finder) classify(from, to int) (kind NameType, sure bool) {
	n := to - from
	text := f.doc.Tokens[from].Text
	lower := f.lower(from)
	switch {
	case f.dateline(from, to):
		return Location, true
	case n > 1 && f.is(to-1, eventHeads) && !f.firstName(lower),
		n > 2 && f.is(to-2, eventHeads) && numeral(f.doc.Tokens[to-1].Text):
		return Miscellany, true
	case n > 2 && f.is(from, eventHeads) && f.lower(from+1) == "of":
		return Miscellany, true
	case n > 1 && f.openerOf(from, to):
		return Organization, true
	case n == 2 && f.is(from, locOpeners) && f.is(to-1, locHeads):
		return Location, true
	case n > 1 && f.is(to-1, orgHeads) && !(n == 2 && f.firstName(lower) && !f.ordinary(f.lower(to-1))):
		return Organization, true
	case n > 1 && f.is(to-1, locHeads) && !(n == 2 && f.firstName(lower)):
		return Location, true
	case n > 1 && f.is(from, locOpeners):
		return Location, n == 2
	case n == 1 && f.demonym(from):
		return Miscellany, true
	case n > 1 && n < 6 && f.personal(from, to) && (from == f.first || f.lower(from-1) != "the"):
		return Person, true
	case strings.ContainsAny(text, "0123456789"):
		return Miscellany, false
	case n == 1 && f.style == running && f.is(from, orgHeads):
		return Organization, false
	case n == 1 && f.style == running && len(text) < 7 && acronym(text):
		return Organization, len(text) < 5
	}
	return f.guess(from, to), false
}

// numeral tells whether s counts in Roman figures or digits.
func numeral(s string) bool {
	return strings.Trim(s, "IVX") == "" || strings.Trim(s, "0123456789") == ""
}

// dateline tells whether the tokens are the place in capitals that a report
// opens with: "GENEVA (Reuters) -", "NEW YORK, Dec 5".
func (f *finder) dateline(from, to int) bool {
	if from != f.first || to >= f.last || f.style != running {
		return false
	}
	for i := from; i < to; i++ {
		if t := f.doc.Tokens[i].Text; !allUpper(t) || len(t) < 3 {
			return false
		}
	}
	switch next := f.doc.Tokens[to].Text; next {
	case "(", "—", "–", "-", "--":
		return true
	case ",":
		return to+1 < f.last && (f.is(to+1, calendarWords) || f.capital(to+1))
	default:
		return isDigit(next[0])
	}
}

// openerOf tells whether an organization's opening word is followed by its
// "of" or "for", or partners are joined by "&".
func (f *finder) openerOf(from, to int) bool {
	for k := from + 1; k < to; k++ {
		switch f.lower(k) {
		case "&":
			return true
		case "of", "for", "on":
			return f.is(k-1, orgOpeners) || f.is(k-1, orgHeads)
		}
	}
	return false
}

// personal tells whether several words are built like a person's name: first
// name and surname, initials, particles between.
func (f *finder) personal(from, to int) bool {
	for k := from + 1; k < to; k++ {
		switch f.lower(k) {
		case "of", "for", "and", "&", "'s", "’s":
			return false
		}
	}
	first := f.lower(from)
	if dash := strings.IndexByte(first, '-'); dash > 1 && !f.firstName(first) {
		first = first[:dash]
	}
	if f.firstName(first) && !f.is(from+1, orgHeads) {
		return true
	}
	for k := from; k < to-1; k++ {
		w := f.doc.Tokens[k].Text
		if k > from && f.is(k, particles) || len(w) <= 4 && initials(w) && !acronymOfPlace(w) {
			return true
		}
	}
	return false
}

// initials tells whether s is capitals each with its stop: "J.", "C.Q.".
func initials(s string) bool {
	for i := 0; i < len(s); i += 2 {
		if s[i] < 'A' || s[i] > 'Z' || i+1 == len(s) || s[i+1] != '.' {
			return false
		}
	}
	return true
}

func acronymOfPlace(s string) bool {
	return s == "U.S." || s == "U.K." || s == "U.N." || s == "E.U." || s == "D.C."
}

// acronym tells whether s is capitals, perhaps with stops, hyphens and digits.
func acronym(s string) bool {
	letters := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			letters++
		case unicode.IsLetter(r):
			return false
		}
	}
	return letters > 1
}

// guess says from the neighbours what an unknown name is.
func (f *finder) guess(from, to int) NameType {
	n := to - from
	var before, before2, after string
	if from > f.first {
		before = f.lower(from - 1)
	}
	if from > f.first+1 {
		before2 = f.lower(from - 2)
	}
	if to < f.last {
		after = f.lower(to)
	}
	if k := len(f.names); n == 1 && before == "," && k > 0 && f.names[k-1].Last == from-1 && f.names[k-1].Type == Location {
		return Location
	}
	if placePrepositions.Has(before) {
		return Location
	}
	_, spoke := speechVerbs[after]
	_, asked := speechVerbs[before]
	switch {
	case f.style == running && n <= 3 && (spoke || asked && before != "beat" && before != "won"),
		n == 1 && f.style == running && f.firstName(f.lower(from)) && !f.ordinary(f.lower(from)) && !(after == "," && to+1 < f.last && f.capital(to+1)):
		return Person
	case n == 1 && (before == "of" && before2 != "" || before == "between" || before == "from"):
		return Location
	case n == 1:
		return Miscellany
	case n <= 3 && f.style == running && before != "the" && !f.ordinary(f.lower(from)) && !f.ordinary(f.lower(to-1)):
		return Person
	}
	for i := from; i < to; i++ {
		if f.capital(i) && !f.ordinary(f.lower(i)) {
			return Organization
		}
	}
	return Miscellany // ordinary words only may name anything
}
