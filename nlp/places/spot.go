package places

import (
	"strings"

	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/places/atlas"
)

const (
	longestName = 6 // words
	shortKey    = 3 // bytes: names so short must be on the list of abbreviations when they are all capitals
)

// mention is a run of words that is the name of a place, be it meant so or not.
type mention struct {
	nlp.Span
	first, last int // words, last exclusive
	key         atlas.Key
	upper       bool    // all capitals, or an abbreviation with stops
	postal      bool    // it may be a postal code: capitals, right after a comma and a place
	division    bool    // a word such as "Oblast" or "county" follows
	container   int     // place that is named after it and has one of the name in it, else -1
	qualifies   bool    // it says where the mention before it lies
	local       float64 // how much the words around speak for a place
	group       int
}

// spotter finds the mentions of a document.
type spotter struct {
	table    atlas.Table
	doc      *nlp.Document
	words    []word
	mentions []mention
	buf      []byte
}

// spot fills the mentions, longest names first, none overlapping another.
func (s *spotter) spot() {
	for i := 0; i < len(s.words); {
		m, ok := s.longest(i)
		if ok && m.key.Flags&atlas.Never != 0 {
			ok = s.qualified(m)
		}
		if !ok {
			i++
			continue
		}
		m.division = s.division(m)
		s.mentions = append(s.mentions, m)
		i = m.last
	}
	s.qualify()
	s.judge()
}

// longest returns the longest name that begins at word i.
func (s *spotter) longest(i int) (mention, bool) {
	if !s.begins(i) {
		return mention{}, false
	}
	var ends [longestName]int
	n, key := 0, s.buf[:0]
	for k := i; k < len(s.words) && n < longestName; k++ {
		w := s.words[k]
		if k > i && (w.joint < space || w.joint > possessive) {
			break
		}
		if k > i && !w.capital && !particles[s.doc.Slice(w.Span)] {
			break
		}
		if k > i {
			key = append(key, keyOf[w.joint]...)
		}
		key = atlas.Fold(key, s.doc.Slice(w.Span))
		ends[n] = len(key)
		n++
		if len(key) > atlas.MaxKey {
			break
		}
	}
	s.buf = key[:0]
	for ; n > 0; n-- {
		if !s.words[i+n-1].capital && n > 1 {
			continue
		}
		if m, ok := s.look(i, n, key[:ends[n-1]]); ok {
			return m, true
		}
	}
	return mention{}, false
}

// look returns the n words from i on as a mention when their key, with the full
// stop after them or without, is the name of a place.
func (s *spotter) look(i, n int, key []byte) (mention, bool) {
	m := mention{first: i, last: i + n, container: -1}
	m.Start, m.End = s.words[i].Start, s.words[i+n-1].End
	m.upper = s.words[i].upper || n > 1 && s.words[i+1].joint == closed
	if strings.HasPrefix(s.doc.Text[m.End:], "$") { // "US$"
		return mention{}, false
	}
	if m.End < len(s.doc.Text) && s.doc.Text[m.End] == '.' {
		if k, ok := s.table.Find(append(key, '.')); ok && k.Len() > 0 {
			m.key = k
			m.End++
			return m, true
		}
	}
	k, ok := s.table.Find(key)
	if !ok || k.Len() == 0 {
		return mention{}, false
	}
	m.key = k
	if len(key) <= shortKey {
		w := s.words[i]
		m.postal = w.upper && w.joint == comma && len(s.mentions) > 0 && s.mentions[len(s.mentions)-1].last == i
		known := k.Flags&atlas.Short != 0 && m.upper
		if !known && !m.postal && (len(key) < shortKey || w.upper) {
			return mention{}, false
		}
	}
	return m, true
}

// division tells whether the words around a mention call it a division:
// "Sindh province", "the state of Washington".
func (s *spotter) division(m mention) bool {
	if m.last < len(s.words) && s.words[m.last].joint == space && divisionWords[string(s.fold(m.last))] {
		return true
	}
	return m.first > 1 && s.words[m.first].joint == space && s.doc.Slice(s.words[m.first-1].Span) == "of" &&
		s.words[m.first-1].joint == space && divisionWords[string(s.fold(m.first-2))]
}

// begins tells whether a name may begin at word i: at a capital, or at an
// article that is written small ("el-Fasher").
func (s *spotter) begins(i int) bool {
	w := s.words[i]
	if w.capital {
		return true
	}
	if w.End-w.Start != 2 || i+1 >= len(s.words) || !s.words[i+1].capital || s.doc.Text[w.End] != '-' {
		return false
	}
	article := s.doc.Slice(w.Span)
	return article == "al" || article == "el"
}

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

// fold returns the key of one word; it is valid until the next call.
func (s *spotter) fold(i int) []byte {
	s.buf = atlas.Fold(s.buf[:0], s.doc.Slice(s.words[i].Span))
	return s.buf
}

// particles are the small words that stand inside names.
var particles = set("of", "de", "la", "the", "on", "upon", "and", "el", "al", "del", "da", "do", "dos", "das", "du", "des", "le", "les", "di",
	"am", "an", "au", "a", "der", "den", "sur", "en", "sous", "aux", "under", "op", "ad", "ul", "ar", "bin", "ez", "es", "e", "i", "y", "na", "nad")

// divisionWords turn the name before them into that of a division.
var divisionWords = set("oblast", "province", "governorate", "prefecture", "voivodeship", "county", "parish", "krai", "state", "region", "department", "district", "emirate")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
