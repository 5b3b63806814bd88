package places

import (
	"unicode/utf8"

	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/places/atlas"
	"github.com/throughline-news/throughline/nlp/wordset"
)

// judge gives each mention the part of its score that the words around it decide.
func (s *spotter) judge() {
	for i := range s.mentions {
		s.mentions[i].local = s.before(i)
	}
	persons := s.persons()
	name := 0
	for i := range s.mentions {
		m := &s.mentions[i]
		for name < len(s.doc.Names) && s.doc.Names[name].End <= m.Start {
			name++
		}
		var around nlp.Name
		if name < len(s.doc.Names) && s.doc.Names[name].Overlaps(m.Span) {
			around = s.doc.Names[name]
		}
		m.local += s.after(i, around.Type == nlp.Organization) + s.itself(m) + named(around, m.Span)
		if persons[m.key] {
			m.local += weightPerson
		}
		if s.language(m) {
			m.local += weightLanguage
		}
	}
}

// named is what the class of the name around a mention says.
func named(n nlp.Name, m nlp.Span) float64 {
	whole := n.Span == m
	switch {
	case n.Type == nlp.Person && !whole:
		return weightPartOfPerson
	case n.Type == nlp.Person && n.Last == n.First+1:
		return weightPersonName
	case n.Type == nlp.Organization && !whole:
		return weightInsideName
	case n.Type == nlp.Organization:
		return weightOrganization
	case n.Type == nlp.Location && whole:
		return weightLocation
	case n.Type == nlp.Miscellany:
		return weightMiscellany
	}
	return 0
}

// persons returns the names that come after a first name or a title somewhere in
// the text, and nowhere as a place does. It reads the scores of the words before them.
func (s *spotter) persons() map[atlas.Key]bool {
	found := make(map[atlas.Key]bool)
	places := make(map[atlas.Key]bool)
	for i := range s.mentions {
		m := &s.mentions[i]
		switch {
		case m.local <= weightTitle:
			found[m.key] = true
		case m.local == weightIn || m.container >= 0 || m.qualifies:
			places[m.key] = true
		}
	}
	for key := range places {
		delete(found, key)
	}
	return found
}

// before scores the words in front of mention i.
func (s *spotter) before(i int) float64 {
	m := &s.mentions[i]
	w := s.words[m.first]
	if m.first > 0 && w.joint == partner && s.words[m.first-1].capital {
		return weightPartner
	}
	if m.first == 0 || w.joint != space && w.joint != closed {
		return 0
	}
	prev := s.words[m.first-1]
	if w.starts {
		return 0
	}
	if !prev.capital {
		text := s.doc.Slice(prev.Span)
		if text == "the" && m.first > 1 && prev.joint == space {
			text = s.doc.Slice(s.words[m.first-2].Span)
		}
		switch {
		case text == "in":
			return weightIn
		case prepositions.Has(text):
			return weightPreposition
		}
		if k, ok := s.table.Find(s.fold(m.first - 1)); ok && k.Flags&atlas.Title != 0 {
			return weightTitle
		}
		return 0
	}
	if prev.heading || i > 0 && s.paired(i-1) {
		return 0
	}
	if _, size := utf8.DecodeRuneInString(s.doc.Text[prev.Start:]); prev.Start+size == prev.End && s.doc.Text[prev.End] == '.' { // an initial
		return weightFirstName
	}
	k, ok := s.table.Find(s.fold(m.first - 1))
	switch {
	case ok && k.Flags&atlas.Title != 0:
		return weightTitle
	case ok && k.Flags&atlas.FirstName != 0 && !prev.upper:
		return weightFirstName
	case !prev.starts && !(ok && k.Len() > 0):
		return weightCapitalBefore
	}
	return 0
}

// after scores the words behind mention i. In the name of an organization a first
// name before another word is none: "Georgia Power".
func (s *spotter) after(i int, organization bool) float64 {
	m := &s.mentions[i]
	score := 0.0
	if m.container >= 0 || m.qualifies {
		score += weightQualified
	}
	if m.last >= len(s.words) || m.division {
		return score
	}
	next := s.words[m.last]
	if next.joint == partner && next.capital {
		return score + weightPartner
	}
	if next.joint != space || next.starts || next.heading {
		return score
	}
	if !next.capital {
		if speech.Has(s.doc.Slice(next.Span)) {
			score += weightSpeaks
		}
		return score
	}
	if s.paired(i) {
		return score
	}
	k, ok := s.table.Find(s.fold(m.last))
	switch {
	case ok && k.Flags&atlas.Facility != 0:
		score += weightFacility
	case !organization && m.key.Flags&atlas.FirstName != 0 && m.last == m.first+1 && !(ok && k.Flags&atlas.Title != 0):
		score += weightFullName
	case i+1 < len(s.mentions) && s.mentions[i+1].first == m.last:
		score += weightPlaceAfter
	}
	return score
}

// language tells whether a mention is the name of a language: "spoke French",
// "in English." but not "in English towns".
func (s *spotter) language(m *mention) bool {
	if m.first == 0 || s.words[m.first].joint != space {
		return false
	}
	if _, rank := s.table.Posting(m.key, m.key.Len()-1); rank != atlas.Demonym { // the demonyms come last
		return false
	}
	switch before := s.doc.Slice(s.words[m.first-1].Span); {
	case speaking.Has(before):
	case before != "in":
		return false
	}
	return m.last == len(s.words) || s.words[m.last].joint != space || s.words[m.last].starts || connecting.Has(s.doc.Slice(s.words[m.last].Span))
}

// paired tells whether a hyphen joins mention i and the next: "the India-Pakistan border".
func (s *spotter) paired(i int) bool {
	return i+1 < len(s.mentions) && s.mentions[i+1].first == s.mentions[i].last && s.doc.Text[s.mentions[i].End] == '-'
}

// itself scores what kind of word a mention is.
func (s *spotter) itself(m *mention) float64 {
	score := 0.0
	w := s.words[m.first]
	if m.last == m.first+1 {
		if w.upper && !w.starts && !w.heading && m.key.Flags&atlas.Short == 0 && !m.postal {
			score += weightCapitals
		}
		switch {
		case m.key.Flags&atlas.Mostly != 0:
			score += weightMostly
		case m.key.Flags&atlas.Partly != 0:
			score += weightPartly
		}
		if m.key.Flags&atlas.FirstName != 0 {
			score += weightIsFirstName
		}
	}
	return score
}

// prepositions come before places more than before other names.
var prepositions = wordset.Of("near from into around outside across toward towards through throughout at to of between inside via within")

// speech are the verbs of people who speak.
var speech = wordset.Of("said says told added asked wrote explained recalled thinks laughed smiled met joked scored")

// speaking are the verbs whose object is a language, connecting the words that end a noun phrase.
var (
	speaking   = wordset.Of("speak speaks spoke spoken speaking learn learned learning teach teaches taught translated understands")
	connecting = wordset.Of("and or but as at by for from in on to with when while that is was were")
)
