package actors

import (
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// antecedents holds what a bare "the president" or "the army" further on can
// mean: the holders of each office, the bodies of each kind and the country so far.
type antecedents struct {
	holders map[string]*models.Entity // by office; nil when there were two
	bodies  map[string]*models.Entity // by the tail of the key; nil when there were two
	country string                    // code of the only country, or "+" when there were two
}

// note takes in a spot of the text.
func (a *antecedents) note(f *finder, s *spot) {
	if a.holders == nil {
		a.holders, a.bodies = map[string]*models.Entity{}, map[string]*models.Entity{}
	}
	if c := s.entity.Country; c != "" && c != a.country && s.label != string(nlp.Person) {
		if a.country != "" {
			c = "+"
		}
		a.country = c
	}
	switch {
	case s.label == string(nlp.Person):
		if s.title >= 0 {
			for _, office := range f.officesOf[s.title] {
				once(a.holders, office, &s.entity)
			}
		}
		if n, ok := f.byKey[s.entity.Key]; ok && s.linked && f.on != "" {
			for _, r := range f.roles[n] {
				if r.from <= f.on && f.on <= r.to {
					once(a.holders, r.office, &s.entity)
				}
			}
		}
	case s.entity.Kind == models.EntityGovernment:
		if _, kind, ok := strings.Cut(s.entity.Key, "/"); ok {
			once(a.bodies, kind, &s.entity)
		}
	}
}

// once keeps e under key, or nil when another stands there.
func once(m map[string]*models.Entity, key string, e *models.Entity) {
	old, ok := m[key]
	switch {
	case !ok:
		m[key] = e
	case old != nil && *old != *e:
		m[key] = nil
	}
}

// meant returns the description d of the one entity it can mean.
func (a *antecedents) meant(f *finder, d thing) (spot, bool) {
	var e *models.Entity
	if d.title < 0 {
		said, ok := a.bodies[f.kinds[d.kind].key]
		if country, one := f.byKey[a.country]; !ok && one && f.kinds[d.kind].key != "+" {
			body := f.body(country, d.kind)
			said = &body
		}
		e = said
	} else {
		for _, office := range f.officesOf[d.title] {
			holder, ok := a.holders[office]
			if ok && (holder == nil || e != nil && *e != *holder) {
				return spot{}, false
			}
			if ok {
				e = holder
			}
		}
	}
	if e == nil {
		return spot{}, false
	}
	return spot{first: d.first, last: d.last, entity: *e, linked: e.Key != "", title: -1}, true
}
