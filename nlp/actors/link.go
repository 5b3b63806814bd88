package actors

import (
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/wordset"
)

// name gives each spot its type, and its entity where the words alone show it.
func (f *finder) name() {
	f.present = map[string]bool{}
	for i := range f.spots {
		s := &f.spots[i]
		f.nameOne(s)
		if s.linked {
			f.present[s.entity.Key] = true
			f.present[s.entity.Country] = true
		}
	}
	delete(f.present, "") // what has no country
}

func (f *finder) nameOne(s *spot) {
	if s.name != nil {
		s.label = string(s.name.Type)
	}
	r, ok := f.choose(s)
	switch {
	case ok && r.kind == byShort, !ok && s.label == string(nlp.Person) && (s.name.Sure || s.toponym == nil):
		s.label = string(nlp.Person)
		return // persons are linked together
	case ok && s.name != nil && s.name.Sure && s.name.Type == nlp.Person && r.label != "PER" && s.last-s.first == 1:
		return // Michael Jordan's surname, Ms. Chad
	case ok && r.label == "LOC" && f.elsewhere(s, &f.entities[r.entity]):
		f.place(s)
		return
	case ok:
		f.take(s, r)
		return
	case s.toponym != nil && !(s.name != nil && s.name.Sure && s.name.Type == nlp.Organization):
		s.label = string(nlp.Location)
		if len(s.readings) == 0 {
			f.place(s)
		}
		return
	}
	if s.label == "" && len(s.readings) > 0 {
		s.label = s.readings[0].label
	}
	if s.label == string(nlp.Organization) {
		f.bodyName(s)
	}
	if s.label == string(nlp.Miscellany) && f.happening(s) {
		s.label = "EVENT"
	}
}

// choose returns the one reading of the spot that is not shared with others.
func (f *finder) choose(s *spot) (*reading, bool) {
	var best *reading
	for i := range s.readings {
		r := &s.readings[i]
		switch {
		case r.shared:
		case best == nil || r.kind < best.kind:
			best = r
		case r.kind == best.kind && r.entity != best.entity:
			return nil, false
		}
	}
	return best, best != nil
}

// take lets the spot stand for the entity of r.
func (f *finder) take(s *spot, r *reading) {
	s.label, s.entity, s.linked = r.label, f.entities[r.entity], true
	s.adjacent = r.kind == byAdjective
	if r.kind == bySeat {
		s.metonym = true
		if s.label == "LOC" && f.stays(s) {
			f.place(s)
			s.entity.Country = f.entities[r.entity].Country
			if s.entity.Name == "" {
				s.entity.Name = r.form
			}
		}
	}
}

// elsewhere tells whether the gazetteer has a better idea of a country's name
// or capital: Georgia beside Atlanta is the state.
func (f *finder) elsewhere(s *spot, e *models.Entity) bool {
	t := s.toponym
	return t != nil && !t.Demonym && t.Place.Country != "" && t.Place.Country != e.Country && t.Probability > 0.5
}

// place lets the spot stand for the place that the gazetteer found, or for one unknown.
func (f *finder) place(s *spot) {
	s.label, s.metonym, s.linked = "LOC", false, false
	s.entity = models.Entity{Kind: models.EntityPlace}
	t := s.toponym
	if t == nil {
		return
	}
	if n, ok := f.byKey[t.Place.Country]; ok && (t.Demonym || t.Place.Precision == models.PlaceCountry) {
		s.entity, s.linked = f.entities[n], true
		if t.Demonym {
			s.label, s.adjacent = "NORP", true
		}
		return
	}
	s.entity = models.Entity{Key: t.Place.Key, Name: t.Place.Name, Kind: models.EntityPlace, Country: t.Place.Country}
	if w := &f.doc.Tokens[s.last-1]; w.Tag == "JJ" && (strings.HasSuffix(w.Lower, "an") || strings.HasSuffix(w.Lower, "ic")) {
		s.label = "NORP" // European, Baltic
	}
}

// stays tells whether something is said to be in the place of the spot, so
// that the place is meant and not its government: "in the capital Kyiv", or a dateline.
func (f *finder) stays(s *spot) bool {
	tokens := f.doc.Tokens
	if n := f.doc.SentenceAt(tokens[s.first].Start); n >= 0 && f.doc.Sentences[n].First == s.first && s.last < len(tokens) {
		switch tokens[s.last].Text {
		case "(", "—", "–", "-", "--":
			return true
		case ",":
			_, _, country := f.countryAt(s.last + 1)
			return country || allUpper(tokens[s.first].Text)
		}
	}
	for i := s.first - 1; i >= 0 && i >= s.first-5; i-- {
		switch tokens[i].Lower {
		case "in", "at", "near", "outside", "around", "across", "throughout", "inside", "within":
			return true
		case "the", "capital", "central", "downtown", "city", "of", ",", "northern", "southern", "eastern", "western", "port", "nearby":
			continue
		}
		if tokens[i].Tag != "JJ" && tokens[i].Tag != "POS" && tokens[i].Tag != "NNP" {
			return false
		}
	}
	return false
}

// countryAt returns the country whose name, adjective or people begins at token i.
func (f *finder) countryAt(i int) (end int, country int32, ok bool) {
	end, found := f.index.longest(f.doc.Tokens, i, f.buf[:0], func(r *reading, end int) bool {
		return !r.shared && r.kind <= byAdjective && f.entities[r.entity].Kind == models.EntityCountry &&
			sameCase(f.doc.Text[f.doc.Tokens[i].Start:f.doc.Tokens[end-1].End], r.form, false)
	})
	for _, r := range found {
		if !r.shared && r.kind <= byAdjective && f.entities[r.entity].Kind == models.EntityCountry {
			return end, r.entity, true
		}
	}
	return 0, 0, false
}

// bodyName links the name of a government's body that is built from the
// country and what it is: "Ukrainian Foreign Ministry", "Ministry of Defence of Estonia".
func (f *finder) bodyName(s *spot) {
	if end, country, ok := f.countryAt(s.first); ok && end < s.last {
		if last, kind := f.nouns.longest(f.doc.Tokens, end); last == s.last {
			s.entity, s.linked = f.body(country, kind), true
		}
		return
	}
	end, kind := f.nouns.longest(f.doc.Tokens, s.first)
	if end == 0 || end >= s.last || f.doc.Tokens[end].Lower != "of" {
		return
	}
	end++
	if end < s.last && f.doc.Tokens[end].Lower == "the" {
		end++
	}
	if last, country, ok := f.countryAt(end); ok && last == s.last {
		s.entity, s.linked = f.body(country, kind), true
	}
}

// happenings are head words of the names of events.
var happenings = wordset.Of("war wars cup championship championships olympics games festival election elections primary referendum battle siege revolution uprising summit genocide holocaust massacre open prix conference marathon tournament spring")

func (f *finder) happening(s *spot) bool {
	for _, i := range [...]int{s.first, s.last - 1} {
		if s.last-s.first > 1 && happenings.Has(f.doc.Tokens[i].Lower) {
			return true
		}
	}
	return false
}
