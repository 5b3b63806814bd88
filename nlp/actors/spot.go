package actors

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/places"
)

// finder finds the actors of one document.
type finder struct {
	*Base
	doc      *nlp.Document
	on       models.Day
	toponyms []places.Toponym
	spots    []spot
	persons  []person
	present  map[string]bool // keys of the entities that are named without doubt
	buf      [64]byte
}

// spot is a place in the text where something is named or described. It comes
// from the knowledge base, the name recogniser and the gazetteer, or some of them.
type spot struct {
	first, last int             // tokens, last exclusive
	readings    []reading       // of the knowledge base
	name        *nlp.Name       // of the recogniser
	toponym     *places.Toponym // of the gazetteer
	inName      bool            // part of a longer run that the recogniser took for a name

	label    string // Actor.Type
	entity   models.Entity
	linked   bool // entity is of the knowledge base
	metonym  bool
	adjacent bool // an adjective or people: a description takes it in
	role     string
	title    int32 // number of the office's title, -1 when none
	called   Title // the title as it is written
	gone     bool  // taken in by a description
}

// spot collects the spots and settles those that overlap.
func (f *finder) spot() {
	matches := f.matches()
	all := make([]spot, 0, len(f.doc.Names)+len(f.toponyms)+len(matches))
	for i := range f.doc.Names {
		n := &f.doc.Names[i]
		all = append(all, spot{first: n.First, last: n.Last, name: n})
	}
	for i := range f.toponyms {
		first, last := f.doc.TokensIn(f.toponyms[i].Span)
		if first < last {
			all = append(all, spot{first: first, last: last, toponym: &f.toponyms[i]})
		}
	}
	all = append(all, matches...)
	slices.SortStableFunc(all, func(a, b spot) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last))
	})
	f.spots = make([]spot, 0, len(all))
	for _, s := range all {
		s.title = -1
		f.settle(s)
	}
	f.spots = slices.DeleteFunc(f.spots, func(s spot) bool { return !f.stands(&s) })
}

// matches returns the names of the knowledge base in the text, longest first.
func (f *finder) matches() []spot {
	var out []spot
	for _, s := range f.doc.Sentences {
		loud := shouts(f.doc.Tokens[s.First:s.Last])
		for i := s.First; i < s.Last; {
			accept := func(r *reading, end int) bool {
				return sameCase(f.doc.Text[f.doc.Tokens[i].Start:f.doc.Tokens[end-1].End], r.form, loud)
			}
			end, found := f.longestName(f.doc.Tokens[:s.Last], i, f.buf[:0], accept)
			if end == 0 {
				i++
				continue
			}
			kept := found
			if slices.ContainsFunc(found, func(r reading) bool { return !accept(&r, end) }) {
				kept = nil
				for _, r := range found {
					if accept(&r, end) {
						kept = append(kept, r)
					}
				}
			}
			first := i
			if end-first > 1 && f.doc.Tokens[first].Text == "the" {
				first++ // the article is no part of the name
			}
			out = append(out, spot{first: first, last: end, readings: kept})
			i = end
		}
	}
	return out
}

// shouts tells whether a sentence is written in capitals.
func shouts(tokens []nlp.Token) bool {
	words, upper := 0, 0
	for i := range tokens {
		if r, size := utf8.DecodeRuneInString(tokens[i].Text); unicode.IsLetter(r) && size < len(tokens[i].Text) {
			words++
			if allUpper(tokens[i].Text) {
				upper++
			}
		}
	}
	return words > 1 && upper*5 >= words*4
}

func allUpper(s string) bool {
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// sameCase tells whether text, equal to form but for case and marks, has its
// capitals where the form has: "US" is no "us", but "UKRAINE" is Ukraine. In a
// line of capitals short acronyms are not told from words ("WHO"), but for those
// that are not doubtful.
func sameCase(text, form string, loud bool) bool {
	if loud && len(form) < 4 && allUpper(form) {
		switch form {
		case "US", "UK", "UN", "EU", "UAE":
			return true
		}
		return false
	}
	if text == form || len(text) > 3 && allUpper(text) {
		return true
	}
	if len(text) > 3 && len(form) > 3 && strings.EqualFold(text[:2], "al") && strings.EqualFold(form[:2], "al") && (text[2] == '-' || text[2] == ' ') {
		text, form = text[3:], form[3:] // al-Shabaab at the head of a sentence
	}
	start := true
	for text != "" && form != "" {
		a, n := utf8.DecodeRuneInString(text)
		b, m := utf8.DecodeRuneInString(form)
		switch {
		case unicode.IsSpace(a):
			text, start = text[n:], true
			continue
		case unicode.IsSpace(b):
			form, start = form[m:], true
			continue
		case unicode.IsUpper(b) && unicode.IsLower(a), unicode.IsUpper(a) && unicode.IsLower(b) && !start:
			return false
		}
		text, form, start = text[n:], form[m:], a == '-'
	}
	return true
}

// together tells whether tokens i and j are of one sentence.
func (f *finder) together(i, j int) bool {
	n := f.doc.SentenceAt(f.doc.Tokens[i].Start)
	return n >= 0 && j < f.doc.Sentences[n].Last
}

// settle adds s, which begins no earlier than the spots before it. One of two that overlap gives way.
func (f *finder) settle(s spot) {
	if len(f.spots) == 0 {
		f.spots = append(f.spots, s)
		return
	}
	k := &f.spots[len(f.spots)-1]
	switch {
	case s.first >= k.last:
		f.spots = append(f.spots, s)
	case s.first == k.first && s.last == k.last:
		if s.readings != nil {
			k.readings = s.readings
		}
		if s.toponym != nil {
			k.toponym = s.toponym
		}
		if s.name != nil {
			k.name = s.name
		}
	case f.prevails(k, &s):
	default:
		rest := *k
		s.inName = s.inName || rest.name != nil
		*k = s
		// What stands before it in a guessed run may be a name of its own.
		if rest.name != nil && rest.readings == nil && rest.toponym == nil && rest.first < s.first {
			*k = spot{first: rest.first, last: s.first, name: rest.name, title: -1}
			f.spots = append(f.spots, s)
		}
	}
}

// prevails tells whether k, which begins no later than s and overlaps it, is right rather than s.
func (f *finder) prevails(k, s *spot) bool {
	if s.last > k.last { // neither holds the other
		return k.last-k.first > s.last-s.first || k.last-k.first == s.last-s.first && k.readings != nil
	}
	switch {
	case k.readings != nil:
		return true
	case k.name == nil: // a place's longer name, unless a person's is within
		return !slices.ContainsFunc(s.readings, func(r reading) bool { return r.label == "PER" && r.kind == byName })
	case f.joined(k, s):
		return true
	case s.readings == nil: // a place within a name
		return k.name.Sure || k.name.Type != nlp.Location && s.last-s.first == 1
	case slices.ContainsFunc(s.readings, func(r reading) bool { return r.label == "PER" && r.kind == byName && s.last-s.first > 1 }):
		return false
	case k.name.Sure:
		return true
	}
	return k.name.Type == nlp.Person && s.readings[0].kind == byShort
}

// joined tells whether s is the place at the end of an organization's name of
// two or more words: Air France, Dynamo Moscow.
func (f *finder) joined(k, s *spot) bool {
	return k.name.Type != nlp.Location && k.last == s.last && s.last-s.first == 1 && !allUpper(f.doc.Tokens[k.first].Text) &&
		(s.toponym != nil || s.readings[0].label == "LOC")
}

// stands tells whether a spot that only the knowledge base knows is meant: a
// single word at the head of a sentence may be any word.
func (f *finder) stands(s *spot) bool {
	if s.name != nil || s.toponym != nil || s.inName || s.last-s.first > 1 {
		return true
	}
	if !slices.ContainsFunc(s.readings, func(r reading) bool { return r.kind != byShort }) {
		return false // a surname is a name for the recogniser too
	}
	if slices.ContainsFunc(s.readings, func(r reading) bool {
		return r.kind != byShort && f.entities[r.entity].Kind == models.EntityCountry
	}) {
		return true
	}
	t := &f.doc.Tokens[s.first]
	if len(t.Text) > 1 && allUpper(t.Text) {
		return true
	}
	n := f.doc.SentenceAt(t.Start)
	return n >= 0 && f.doc.Sentences[n].First != s.first && t.Tag[0] == 'N'
}
