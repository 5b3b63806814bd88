package actors

import (
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// person is someone whom the document names in full.
type person struct {
	last   string // the last word of the name, folded
	entity models.Entity
	linked bool
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
		switch {
		case s.linked || s.entity.Kind != "":
		case s.label == string(nlp.Person) || f.surname(s) != "":
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
	for _, last := range f.lastNames(s) {
		p := person{last, s.entity, s.linked}
		known := false
		for i := range f.persons {
			known = known || f.persons[i] == p
		}
		if !known && len(f.persons) < maxPersons {
			f.persons = append(f.persons, p)
		}
	}
}

// maxPersons bounds how many persons of a text are remembered, to keep the time linear.
const maxPersons = 300

// lastNames returns what the person may be called alone: the last word, and
// for a person of the base the short names that the tables give.
func (f *finder) lastNames(s *spot) []string {
	last := s.last - 1
	switch f.doc.Tokens[last].Lower {
	case "jr", "jr.", "sr", "sr.", "ii", "iii", "iv":
		last = max(last-1, s.first)
	}
	names := []string{string(fold(nil, f.doc.Tokens[last].Text))}
	if s.linked && s.first < last {
		for _, w := range [...]int{s.first, s.last - 1} { // Abiy, Kim
			key := string(fold(nil, f.doc.Tokens[w].Text))
			at := f.index.root.next[key]
			if at == nil || key == names[0] {
				continue
			}
			for _, r := range at.readings {
				if r.kind == byShort && f.entities[r.entity].Key == s.entity.Key {
					names = append(names, key)
				}
			}
		}
	}
	return names
}

// surname returns the folded word of a spot that is the surname of a person of the text, or "".
func (f *finder) surname(s *spot) string {
	if s.last-s.first != 1 || s.toponym != nil && s.name == nil {
		return ""
	}
	key := fold(f.buf[:0], f.doc.Tokens[s.first].Text)
	for i := range f.persons {
		if f.persons[i].last == string(key) {
			return f.persons[i].last
		}
	}
	return ""
}

// short links a surname: to the person of that surname whom the text names in
// full, if just one; else to the person whom the base knows by it.
func (f *finder) short(s *spot) {
	s.label = string(nlp.Person)
	if last := f.surname(s); last != "" {
		var found *person
		for i := range f.persons {
			p := &f.persons[i]
			if p.last != last {
				continue
			}
			if found != nil && found.entity != p.entity {
				found = nil
				break // two of one surname
			}
			found = p
		}
		if found != nil {
			s.entity, s.linked = found.entity, found.linked
		} else {
			s.entity = models.Entity{Name: f.text(s), Kind: models.EntityPerson}
		}
		return
	}
	if r, ok := f.choose(s); ok && r.kind == byShort {
		s.entity, s.linked = f.entities[r.entity], true
		return
	}
	if n, ok := f.heard(s); ok {
		s.entity, s.linked = f.entities[n], true
		return
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

// shared links a name that several have, when the text names exactly one of them in full.
func (f *finder) shared(s *spot) {
	var found *reading
	for i := range s.readings {
		r := &s.readings[i]
		if !r.shared || !f.present[f.entities[r.entity].Key] {
			continue
		}
		if found != nil {
			return
		}
		found = r
	}
	if found != nil {
		f.take(s, found)
		return
	}
	switch s.label {
	case string(nlp.Organization):
		s.entity = models.Entity{Name: f.text(s), Kind: models.EntityOrganization}
	case string(nlp.Location), "FAC":
		s.entity = models.Entity{Name: f.text(s), Kind: models.EntityPlace}
	default:
		s.entity = models.Entity{Name: f.text(s), Kind: models.EntityOther}
	}
}
