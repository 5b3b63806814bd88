package places

import (
	"github.com/throughline-news/throughline/nlp/places/atlas"
	"github.com/throughline-news/throughline/nlp/wordset"
)

// qualified tells whether a word that is no place when it stands alone is one
// here, since a country or division with a place of that name follows: "Mobile, Alabama".
func (s *spotter) qualified(m mention) bool {
	if m.last >= len(s.words) || s.words[m.last].joint != comma {
		return false
	}
	next, ok := s.longest(m.last)
	return ok && s.containing(m.key, next) >= 0
}

// qualify finds for each mention the country or division that is named right
// after it and has a place of its name inside.
func (s *spotter) qualify() {
	for i := 0; i+1 < len(s.mentions); i++ {
		m, next := &s.mentions[i], &s.mentions[i+1]
		between := next.first - m.last
		switch {
		case s.enumerated(i):
			m.division = m.division || s.stateOnly(i+1) || s.stateOnly(i-1)
			next.division = next.division || s.stateOnly(i)
			continue
		case between == 0 && (s.words[next.first].joint == comma || s.words[next.first].joint == paren):
		case between == 1 && s.doc.Slice(s.words[m.last].Span) == "in" && s.words[m.last].joint == space:
		default:
			continue
		}
		if m.container = s.containing(m.key, *next); m.container >= 0 {
			next.qualifies = true
		}
	}
}

// enumerated tells whether mention i and the next are of a list of countries or
// divisions: three and more of them with commas between, as in "Georgia, Oklahoma, Ohio and Maine".
func (s *spotter) enumerated(i int) bool {
	if !s.area(i) || !s.area(i+1) {
		return false
	}
	listed := func(k int) bool { // mention k follows the one before it after a comma or an "and"
		if k <= 0 || k >= len(s.mentions) || !s.area(k-1) || !s.area(k) {
			return false
		}
		m, before := s.mentions[k], s.mentions[k-1]
		joint := s.words[before.last%len(s.words)].joint
		switch m.first - before.last {
		case 0:
			return joint == comma
		case 1:
			return (joint == space || joint == comma) && s.doc.Slice(s.words[before.last].Span) == "and"
		}
		return false
	}
	return listed(i+1) && (listed(i) || listed(i+2))
}

// area tells whether mention i may be a country or a first-level division.
func (s *spotter) area(i int) bool {
	m := &s.mentions[i]
	for k := range min(m.key.Len(), mostCandidates) {
		place, rank := s.table.Posting(m.key, k)
		if rank == atlas.Proper && s.table.Class(place) <= atlas.Admin1 {
			return true
		}
	}
	return false
}

// stateOnly tells whether mention i may be a first-level division but no country.
func (s *spotter) stateOnly(i int) bool {
	if i < 0 || s.mentions[i].key.Len() == 0 {
		return false
	}
	place, rank := s.table.Posting(s.mentions[i].key, 0)
	return rank == atlas.Proper && s.table.Class(place) == atlas.Admin1
}

// containing returns the first country or division named by outer in which a place named by
// inner lies, or -1.
func (s *spotter) containing(inner atlas.Key, outer mention) int {
	for i := range min(outer.key.Len(), mostCandidates) {
		place, rank := s.table.Posting(outer.key, i)
		if rank == atlas.Demonym || rank == atlas.Postal && !outer.upper || s.table.Class(place) > atlas.Admin2 {
			continue
		}
		for k := range inner.Len() {
			p, rank := s.table.Posting(inner, k)
			if rank < atlas.Demonym && p != place && contains(s.table, place, p) {
				return place
			}
		}
	}
	return -1
}

// contains tells whether place p lies in the country or division outer.
func contains(t atlas.Table, outer, p int) bool {
	return t.Country(p) == outer || t.Admin1(p) == outer || t.Admin2(p) == outer
}

// division tells whether the words around a mention call it a division:
// "Sindh province", "the state of Washington".
func (s *spotter) division(m mention) bool {
	if m.last < len(s.words) && s.words[m.last].joint == space && divisionWords.Has(string(s.fold(m.last))) {
		return true
	}
	return m.first > 1 && s.words[m.first].joint == space && s.doc.Slice(s.words[m.first-1].Span) == "of" &&
		s.words[m.first-1].joint == space && divisionWords.Has(string(s.fold(m.first-2)))
}

// divisionWords turn the name before them into that of a division.
var divisionWords = wordset.Of("oblast province governorate prefecture voivodeship county parish krai state region department district emirate")
