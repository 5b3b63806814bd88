package actors

import (
	"maps"
	"slices"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// WithAliases returns a base that knows entities by their other names as well; b
// stays as it is. Each of them has Key, Name, Kind and Aliases; one that b does not
// have is added. A name that b has keeps its meaning: see Called.
func (b *Base) WithAliases(named []models.Entity) *Base {
	out := *b
	out.entities, out.byKey, out.given, out.givenTo = slices.Clip(b.entities), maps.Clone(b.byKey), phrases{}, map[int32][]called{}
	for _, e := range named {
		n, ok := out.byKey[e.Key]
		if !ok {
			n = int32(len(out.entities))
			out.entities = append(out.entities, models.Entity{Key: e.Key, Name: e.Name, Kind: e.Kind, Country: e.Country, Wikidata: e.Wikidata})
			out.byKey[e.Key] = n
		}
		for _, name := range e.Aliases.List() {
			if !b.means(name, n) {
				out.given.add(name, reading{entity: n, kind: byName, form: name, label: ownLabel(e.Kind)})
				out.givenTo[n] = append(out.givenTo[n], called{byName, name})
			}
		}
	}
	return &out
}

// Called returns the entities that a name stands for in b, itself or with
// others, each once; not those that WithAliases gave it.
func (b *Base) Called(name string) []models.Entity {
	var out []models.Entity
	for _, r := range b.index.exact(name) {
		if e := b.entities[r.entity]; !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// longestName returns the longest name that begins at token i, of all names.
func (b *Base) longestName(tokens []nlp.Token, i int, buf []byte, accept func(r *reading, end int) bool) (end int, found []reading) {
	end, found = b.index.longest(tokens, i, buf, accept)
	if b.given.root.next == nil {
		return end, found
	}
	if further, given := b.given.longest(tokens, i, buf, accept); further > end {
		return further, given
	}
	return end, found
}

// named returns the readings of a whole name.
func (b *Base) named(name string) []reading {
	return append(slices.Clip(b.index.exact(name)), b.given.exact(name)...)
}
