package actors

import (
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// person is someone whom the document names in full.
type person struct {
	first, last string // words of the name that may stand alone for it, folded
	entity      models.Entity
	linked      bool
}

// sounds leads from the sound of a full name to the person, or to -1 when two share it.
type sounds map[string]int32

func (m sounds) add(key string, n int32) {
	if old, ok := m[key]; ok && old != n {
		n = -1
	}
	m[key] = n
}

// link gives the persons of the text their entities: first those named in
// full, then surnames, which stand for the one person of that surname; and what is
// shared by several, where the text names just one of these without doubt.
func (f *finder) link() {
	for i := range f.spots {
		s := &f.spots[i]
		if s.label != string(nlp.Person) || s.last-s.first < 2 && !s.linked {
			continue
		}
		if !s.linked {
			f.full(s)
		}
		f.remember(s)
	}
	for i := range f.spots {
		s := &f.spots[i]
		if s.linked || s.entity.Kind != "" {
			continue
		}
		_, part := f.partOfName(s)
		switch {
		case s.label == string(nlp.Person) || part:
			f.short(s)
		case s.name != nil && !s.name.Sure:
			if n, ok := f.heard(s); ok {
				s.label, s.entity, s.linked = string(nlp.Person), f.entities[n], true
			} else {
				f.shared(s)
			}
		default:
			f.shared(s)
		}
	}
}

// full links a full name that the base has in another spelling. Other people
// have a name and no key.
func (f *finder) full(s *spot) {
	text := f.text(s)
	if n, ok := f.sounds[sound(text)]; ok && n >= 0 {
		s.entity, s.linked = f.entities[n], true
		return
	}
	s.entity = models.Entity{Name: text, Kind: models.EntityPerson}
}

// text returns the words of the spot, line ends and runs of blanks made one blank.
func (f *finder) text(s *spot) string {
	text := f.doc.Text[f.doc.Tokens[s.first].Start:f.doc.Tokens[s.last-1].End]
	if strings.ContainsAny(text, "\n\t\r") || strings.Contains(text, "  ") {
		return strings.Join(strings.Fields(text), " ")
	}
	return text
}

// remember notes a person named in full.
func (f *finder) remember(s *spot) {
	last := s.last - 1
	switch f.doc.Tokens[last].Lower {
	case "jr", "jr.", "sr", "sr.", "ii", "iii", "iv":
		last = max(last-1, s.first)
	}
	p := person{string(fold(nil, f.doc.Tokens[s.first].Text)), string(fold(nil, f.doc.Tokens[last].Text)), s.entity, s.linked}
	if len(f.persons) < maxPersons && !slices.Contains(f.persons, p) {
		f.persons = append(f.persons, p)
	}
	if s.linked {
		f.present[p.entity.Key] = true
		f.present[p.entity.Country] = true
	}
}

// maxPersons bounds how many persons of a text are remembered, to keep the time linear.
const maxPersons = 300

// partOfName returns the one person of the text whose surname the single word
// of the spot is, or, when it is nobody's surname, whose first name it is (Xi,
// Abiy). known says that the word is part of the name of one or more persons.
func (f *finder) partOfName(s *spot) (p *person, known bool) {
	if s.last-s.first != 1 || s.toponym != nil && s.name == nil {
		return nil, false
	}
	word := fold(f.buf[:0], f.doc.Tokens[s.first].Text)
	for _, part := range [...]func(*person) string{func(p *person) string { return p.last }, func(p *person) string { return p.first }} {
		for i := range f.persons {
			switch {
			case part(&f.persons[i]) != string(word):
			case p != nil && p.entity != f.persons[i].entity:
				return nil, true // two of one name
			default:
				p, known = &f.persons[i], true
			}
		}
		if known {
			return p, true
		}
	}
	return nil, false
}

// short links a single word for a person: to the one person of that name whom
// the text names in full; else to the person whom the base knows by it.
func (f *finder) short(s *spot) {
	s.label = string(nlp.Person)
	p, known := f.partOfName(s)
	r, ok := f.choose(s)
	switch {
	case p != nil:
		s.entity, s.linked = p.entity, p.linked
		return
	case known:
	case ok && r.kind == byShort:
		s.entity, s.linked = f.entities[r.entity], true
		return
	default:
		if n, ok := f.heard(s); ok {
			s.entity, s.linked = f.entities[n], true
			return
		}
	}
	s.entity = models.Entity{Name: f.text(s), Kind: models.EntityPerson}
}

// heard returns the person of the base whose short name an unknown word
// spells in another way: Zelenskiy.
func (f *finder) heard(s *spot) (int32, bool) {
	if s.last-s.first != 1 || s.readings != nil || s.toponym != nil || len(f.doc.Tokens[s.first].Text) < minHeard {
		return 0, false
	}
	n, ok := f.shortSounds[sound(f.doc.Tokens[s.first].Text)]
	return n, ok && n >= 0
}

// minHeard is how long, in bytes, a single word must be to be taken for
// another spelling of a surname: short ones are too much alike.
const minHeard = 6

// shared links a name that several have to the one of them that the text names
// without doubt elsewhere, or else whose country it speaks of: the RSF is not
// Reporters Without Borders in a report on Sudan.
func (f *finder) shared(s *spot) {
	for _, evidence := range [...]func(e *models.Entity) string{
		func(e *models.Entity) string { return e.Key }, func(e *models.Entity) string { return e.Country },
	} {
		var found *reading
		n := 0
		for i := range s.readings {
			r := &s.readings[i]
			if r.shared && r.kind != byShort && f.present[evidence(&f.entities[r.entity])] {
				found = r
				n++
			}
		}
		if n == 1 {
			f.take(s, found)
			return
		}
	}
	if s.toponym != nil && s.label != string(nlp.Organization) {
		f.place(s)
		return
	}
	s.entity = models.Entity{Name: f.text(s), Kind: models.EntityOther}
	switch s.label {
	case string(nlp.Organization):
		s.entity.Kind = models.EntityOrganization
	case string(nlp.Location), "FAC":
		s.entity.Kind = models.EntityPlace
	}
}
