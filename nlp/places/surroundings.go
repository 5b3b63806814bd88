package places

import (
	"math"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

// How near is near. A place counts with exp(-distance/scale), in kilometres.
const (
	window       = 40   // names before and after that a name is compared with
	nearestScale = 120  // for the nearest place
	meanScale    = 400  // for the mean over all places
	sumScale     = 80   // for the number of places close by
	mostNear     = 3    // more places close by say no more
	farOff       = 1500 // from here on nearness is nothing
	wordScale    = 30   // words: a name this far away in the text counts half
	wideWeight   = 0.3  // countries, regions and seas: how far one is from their middle says little
)

// surroundings is what the names of a text say together.
type surroundings struct {
	total           float64
	country, admin1 map[int]float64 // weight of the names in each
	named           map[int]float64 // weight of the names that are the country or division itself
}

// survey adds up the names, each with the place that was chosen for it last.
func survey(groups []names) surroundings {
	a := surroundings{country: make(map[int]float64), admin1: make(map[int]float64), named: make(map[int]float64)}
	for i := range groups {
		g := &groups[i]
		if len(g.candidates) == 0 {
			continue
		}
		c := g.candidates[g.best]
		a.total += g.weight
		a.country[c.country] += g.weight
		a.admin1[c.admin1] += g.weight
		if c.class <= atlas.Admin1 {
			a.named[c.place] += g.weight
		}
	}
	return a
}

// without is the weight of the names in a place, the name with the given place and weight left out.
func without(m map[int]float64, place, own int, weight float64) float64 {
	switch {
	case place < 0:
		return 0
	case place == own:
		return m[place] - weight
	}
	return m[place]
}

// withOthers scores how well a candidate of name i goes with the other names.
func (r *resolver) withOthers(w resolving, i int, c *candidate, a surroundings) float64 {
	return r.inCommon(w, i, c, a) + r.nearness(w, i, c)
}

// inCommon scores the countries and divisions that a candidate shares with the other names.
func (r *resolver) inCommon(w resolving, i int, c *candidate, a surroundings) float64 {
	g := &r.groups[i]
	own := &g.candidates[g.best]
	others := a.total - g.weight + 1 // one more, so that a single other name does not decide alone
	s := w.shareCountry * without(a.country, c.country, own.country, g.weight) / others
	s += w.shareState * without(a.admin1, c.admin1, own.admin1, g.weight) / others
	if c.class != atlas.Admin1 {
		s += w.stateNamed * min(1, without(a.named, c.admin1, own.place, g.weight))
	}
	if c.class != atlas.Country {
		s += w.countryNamed * min(1, without(a.named, c.country, own.place, g.weight))
	}
	return s
}

// nearness scores the distances between a candidate and the places of the names around.
func (r *resolver) nearness(w resolving, i int, c *candidate) float64 {
	g := &r.groups[i]
	var nearest, sum, mean float64
	weights := 0.1 // so that a single name far away in the text says little
	for k := max(0, i-window); k < min(len(r.groups), i+window+1); k++ {
		o := &r.groups[k]
		if k == i || len(o.candidates) == 0 || o.key == g.key {
			continue
		}
		oc := &o.candidates[o.best]
		weight := o.weight / (1 + float64(apartWords(g, o))/wordScale)
		if oc.class == atlas.Country || oc.class >= atlas.Region && oc.class <= atlas.Sea {
			weight *= wideWeight
		}
		weights += weight
		d := distance(c, oc)
		if d > farOff {
			continue
		}
		mean += weight * math.Exp(-d/meanScale)
		if oc.class == atlas.Country {
			continue
		}
		nearest = max(nearest, o.weight*math.Exp(-d/nearestScale))
		sum += o.weight * math.Exp(-d/sumScale)
	}
	c.nearest = nearest
	return w.nearest*nearest + w.sum*min(sum, mostNear) + w.mean*mean/weights
}

// apartWords is how many words lie between two names where they come closest.
func apartWords(a, b *names) int {
	return min(abs(a.first-b.first), abs(a.first-b.last), abs(a.last-b.first), abs(a.last-b.last))
}

func abs(n int) int { return max(n, -n) }

// distance is roughly the way between two places in kilometres; it is exact
// enough for near ones, and far ones do not matter.
func distance(a, b *candidate) float64 {
	const kilometresPerDegree = 111.2
	lat, lon := a.lat-b.lat, math.Abs(a.lon-b.lon)
	if lon > 180 {
		lon = 360 - lon
	}
	lon *= (a.cos + b.cos) / 2
	return kilometresPerDegree * math.Sqrt(lat*lat+lon*lon)
}
