package actors

import (
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// Lookup returns the entity that a name stands for on its own, as a person
// writes it to name a seed of a story: "Ukraine", "RSF" when only one has it,
// "Hun Manet", "the Kremlin", "Ukrainian Foreign Ministry". Case counts only where
// names differ by it.
func (b *Base) Lookup(name string) (models.Entity, bool) {
	name = strings.Join(strings.Fields(name), " ")
	for _, s := range [...]string{name, strings.TrimPrefix(name, "the "), strings.TrimPrefix(name, "The "), "the " + name} {
		if r, ok := b.only(b.named(s), s); ok {
			return b.entities[r.entity], true
		}
	}
	for _, m := range [...]sounds{b.sounds, b.shortSounds} {
		if n, ok := m[sound(name)]; ok && n >= 0 {
			return b.entities[n], true
		}
	}
	return b.bodyOf(name)
}

// only returns the reading that is meant by name: of the sure ones, else of the
// shared ones, those in the same case first, when they agree on one entity.
func (b *Base) only(readings []reading, name string) (*reading, bool) {
	for pass := range 4 {
		shared, sameCase := pass >= 2, pass%2 == 0
		var found *reading
		for i := range readings {
			r := &readings[i]
			if r.shared != shared || sameCase && r.form != name {
				continue
			}
			switch {
			case found == nil || r.kind < found.kind:
				found = r
			case r.kind == found.kind && r.entity != found.entity:
				return nil, false
			}
		}
		if found != nil {
			return found, true
		}
	}
	return nil, false
}

// exact returns the readings of the whole phrase.
func (p *phrases) exact(phrase string) []reading {
	at := &p.root
	for _, t := range nlp.Tokenize(phrase) {
		if at = at.next[string(fold(nil, t.Text))]; at == nil {
			return nil
		}
	}
	return at.readings
}

// bodyOf reads "Ukrainian Foreign Ministry" or "Sudan's army": a country, then what is its own.
func (b *Base) bodyOf(name string) (models.Entity, bool) {
	tokens := nlp.Tokenize(name)
	for i := 1; i < len(tokens); i++ {
		end, kind := b.nouns.longest(tokens, i)
		if end != len(tokens) {
			continue
		}
		owner := i
		if w := tokens[i-1].Lower; w == "'s" || w == "’s" || w == "'" || w == "’" {
			owner--
		}
		if owner == 0 {
			return models.Entity{}, false
		}
		r, ok := b.only(b.index.exact(name[:tokens[owner-1].End]), "")
		if !ok || b.entities[r.entity].Kind != models.EntityCountry {
			return models.Entity{}, false
		}
		return b.body(r.entity, kind), true
	}
	return models.Entity{}, false
}
