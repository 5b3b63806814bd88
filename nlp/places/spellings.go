package places

import (
	"strings"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

// How well known a city is whose other names are looked for: those of smaller ones
// are mostly words and surnames. One that is a first name as well ("Odessa") must
// be better known. Both are decimal logarithms of the population.
const (
	knownPopulation     = 4.5
	firstNamePopulation = 5.5
)

// Spellings returns what else the place is called that a phrase names first of all,
// the usual English name first. The phrase is as a person types it, in any case. It is nil for a phrase that names no well-known place.
// A name that stands for another place before this one is left out: Monaco is an
// Italian name of Munich, and who looks for Munich does not mean Monaco.
func (g *Gazetteer) Spellings(phrase string) []string {
	t := g.table
	var room [2 * atlas.MaxKey]byte
	asked := string(atlas.Fold(room[:0], phrase))
	place, ok := g.known(asked)
	if k, _ := t.Find([]byte(asked)); !ok || k.Flags&atlas.Short != 0 && phrase != strings.ToUpper(phrase) { // "us" is no country
		return nil
	}
	var out []string
	if usual := string(atlas.Fold(room[:0], t.Name(place))); usual != asked {
		out = append(out, t.Name(place))
	}
	for _, name := range t.Names(place) {
		key := string(atlas.Fold(room[:0], name))
		if first, ok := g.known(key); ok && first == place && key != asked && !strings.EqualFold(name, t.Name(place)) {
			out = append(out, name)
		}
	}
	return out
}

// known returns the well-known place that a key stands for first of all.
func (g *Gazetteer) known(key string) (place int, ok bool) {
	t := g.table
	k, ok := t.Find([]byte(key))
	if !ok || k.Len() == 0 || k.Flags&(atlas.Never|atlas.Mostly|atlas.Title) != 0 {
		return 0, false
	}
	least := knownPopulation
	if k.Flags&atlas.FirstName != 0 {
		least = firstNamePopulation
	}
	place, rank := t.Posting(k, 0)
	return place, (rank == atlas.Proper || rank == atlas.Alternate) && (t.Class(place).Named() || t.LogPopulation(place) >= least)
}
