package actors

import (
	"fmt"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/actors/knowledge"
)

// forever is the end of a role in the user's own table that has none.
const forever models.Day = "9999-12-31"

// own takes in the user's own table. An entity that is known already, by its key or
// Wikidata id, gets more names and roles. Names never come to mean something
// else by it: one that the embedded tables have keeps its meaning, and one that several
// entities of the own table have means none of them.
func (b *Base) own(file string) error {
	table, err := knowledge.Parse(file)
	if err != nil {
		return fmt.Errorf("actors: own entities: %w", err)
	}
	byWikidata := make(map[string]int32)
	for i, e := range b.entities {
		if e.Wikidata != "" {
			byWikidata[e.Wikidata] = int32(i)
		}
	}
	numbers := make([]int32, len(table.Entities))
	bearers := make(map[string]int32) // by folded name: the one entity that has it, or -1
	for i := range table.Entities {
		e := &table.Entities[i]
		n, ok := b.byKey[e.Key]
		if !ok && e.Wikidata != "" {
			n, ok = byWikidata[e.Wikidata]
		}
		if !ok {
			if n, err = b.add(e.Entity); err != nil {
				return err
			}
		}
		numbers[i] = n
		for _, name := range ownNames(e) {
			key := string(fold(nil, name))
			if other, taken := bearers[key]; taken && other != n {
				bearers[key] = -1
			} else {
				bearers[key] = n
			}
		}
	}
	for i := range table.Entities {
		e, n := &table.Entities[i], numbers[i]
		for _, name := range ownNames(e) {
			if bearers[string(fold(nil, name))] >= 0 && !b.means(name, n) {
				b.alias(n, byName, ownLabel(b.entities[n].Kind), name)
			}
		}
		for _, role := range e.Roles {
			if err := b.role(n, b.entities[n].Country, role, forever); err != nil {
				return fmt.Errorf("actors: own entities: %s: %w", e.Key, err)
			}
		}
	}
	return nil
}

// shortestOwn is how long, in bytes, a name of the own table must be to be looked for: of shorter ones
// most are words or somebody else's initials.
const shortestOwn = 3

// ownNames returns the names of e that may be looked for in texts: of persons those of two words and more.
func ownNames(e *knowledge.Entity) []string {
	var names []string
	for _, name := range append([]string{e.Name}, e.Aliases...) {
		if len(name) >= shortestOwn && (e.Kind != models.EntityPerson || strings.Contains(name, " ")) {
			names = append(names, name)
		}
	}
	return names
}

// means tells whether a name stands for another entity than n already.
func (b *Base) means(name string, n int32) bool {
	for _, r := range b.index.exact(name) {
		if r.entity != n {
			return true
		}
	}
	return false
}

// ownLabel is the type of the spans that name an entity of the kind.
func ownLabel(kind models.EntityKind) string {
	switch kind {
	case models.EntityPerson:
		return "PER"
	case models.EntityCountry:
		return "LOC"
	}
	return "ORG"
}

// Countries returns the ISO codes of the countries by their Wikidata ids.
func (b *Base) Countries() map[string]string {
	codes := make(map[string]string)
	for _, e := range b.entities {
		if e.Kind == models.EntityCountry && e.Wikidata != "" {
			codes[e.Wikidata] = e.Key
		}
	}
	return codes
}
