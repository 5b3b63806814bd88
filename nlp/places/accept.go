package places

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/places/atlas"
)

// mostAlternatives is how many other places are told of, and leastProbability
// how likely they must be.
const (
	mostAlternatives = 3
	leastProbability = 0.001
)

// accept decides whether a mention is a place, and makes it a toponym.
func (r *resolver) accept(m mention) (Toponym, bool) {
	g := &r.groups[m.group]
	if len(g.candidates) == 0 {
		return Toponym{}, false
	}
	if m.local+r.global(&g.candidates[g.best]) < threshold {
		return Toponym{}, false
	}
	if g.answer.Place.Key == "" {
		g.answer = r.answer(g)
	}
	t := g.answer
	t.Span = m.Span
	return t, true
}

// answer is what all mentions of a name share.
func (r *resolver) answer(g *names) Toponym {
	c := &g.candidates[g.best]
	t := Toponym{Place: place(r.table, c.place), Demonym: c.rank == atlas.Demonym, Probability: c.probability}
	for _, o := range others(g) {
		t.Alternatives = append(t.Alternatives, Alternative{place(r.table, o.place), o.probability})
	}
	return t
}

// global scores what the place is that a mention was resolved to.
func (r *resolver) global(c *candidate) float64 {
	s := weightProbability*c.probability + weightNear*c.nearest
	switch {
	case c.rank == atlas.Demonym:
		return s + weightDemonym
	case c.class == atlas.Country:
		s += weightCountry
	case c.class == atlas.Admin1:
		s += weightDivision
	case c.class > atlas.Point:
		if p := r.table.LogPopulation(c.place); p < smallTown {
			s += weightSmall + weightNearSmall*c.nearest
			if p < tinyTown {
				s += weightTiny
			}
		}
	}
	switch c.rank {
	case atlas.Weak:
		s += weightWeak
	case atlas.Alternate:
		s += weightAlternate
	}
	return s
}

// others returns the likeliest candidates besides the chosen one.
func others(g *names) []candidate {
	var list []candidate
	for i, c := range g.candidates {
		if i != g.best && c.probability >= leastProbability {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.probability, a.probability), cmp.Compare(a.place, b.place))
	})
	return list[:min(len(list), mostAlternatives)]
}

// precision says what the point of a place of each class stands for.
func precision(c atlas.Class) models.PlacePrecision {
	switch c {
	case atlas.Country:
		return models.PlaceCountry
	case atlas.Admin1:
		return models.PlaceAdmin1
	case atlas.Admin2:
		return models.PlaceAdmin2
	case atlas.Region, atlas.Continent, atlas.Island, atlas.Mountains, atlas.River:
		return models.PlaceRegion
	case atlas.Sea:
		return models.PlaceSea
	case atlas.Point:
		return models.PlacePoint
	}
	return models.PlaceCity
}

// place makes the record of a place.
func place(t atlas.Table, p int) models.Place {
	lat, lon := t.Point(p)
	out := models.Place{Key: t.Code(p), GeoNames: t.GeoNames(p), Name: t.Name(p), Lat: lat, Lon: lon, Precision: precision(t.Class(p))}
	if out.Key == "" {
		out.Key = "geonames/" + strconv.Itoa(out.GeoNames)
	}
	out.ID = models.NewID(models.PlacePrefix, time.Time{}, out.Key)
	if c := t.Country(p); c >= 0 {
		out.Country = strings.TrimPrefix(t.Code(c), "country/")
	}
	if a := t.Admin1(p); a >= 0 {
		out.Admin1 = t.Name(a)
	}
	return out
}

// home finds the places that the home of a source names.
func (g *Gazetteer) home(h Home) region {
	at := region{-1, -1}
	if h.Country == "" && h.Admin1 == "" {
		return at
	}
	t := g.table
	for p := range t.Countries() {
		if t.Code(p) == "country/"+strings.ToUpper(h.Country) {
			at.country = p
		}
	}
	if h.Admin1 == "" {
		return at
	}
	key, ok := t.Find(atlas.Fold(nil, h.Admin1))
	if !ok {
		return at
	}
	for i := range key.Len() {
		p, _ := t.Posting(key, i)
		if t.Class(p) == atlas.Admin1 && (at.country < 0 || t.Country(p) == at.country) {
			at.admin1, at.country = p, t.Country(p)
			break
		}
	}
	return at
}
