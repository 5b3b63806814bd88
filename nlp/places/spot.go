package places

import (
	"strings"
	"unicode/utf8"

	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/places/atlas"
	"github.com/throughline-news/throughline/nlp/wordset"
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
		if k > i && (w.joint < space || w.joint > possessive) && !(w.joint == comma && s.abbreviation(k)) {
			break
		}
		if k > i && !w.capital && !particles.Has(s.doc.Slice(w.Span)) {
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

// abbreviation tells whether word i is in capitals alone or a letter with a full stop: the
// only words that are part of a name after a comma, as in "Washington, D.C.".
func (s *spotter) abbreviation(i int) bool {
	w := s.words[i]
	if w.upper {
		return true
	}
	_, size := utf8.DecodeRuneInString(s.doc.Text[w.Start:])
	return w.capital && w.Start+size == w.End && strings.HasPrefix(s.doc.Text[w.End:], ".")
}

// fold returns the key of one word; it is valid until the next call.
func (s *spotter) fold(i int) []byte {
	s.buf = atlas.Fold(s.buf[:0], s.doc.Slice(s.words[i].Span))
	return s.buf
}

// particles are the small words that stand inside names.
var particles = wordset.Of("of de la the on upon and el al del da do dos das du des le les di am an au a der den sur en sous aux under op ad ul ar bin ez es e i y na nad")
