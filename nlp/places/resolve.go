package places

import (
	"math"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

const (
	mostCandidates = 60 // of a name; the best known ones come first
	window         = 40 // names before and after that a name is compared with
)

// candidate is one place that a name may stand for.
type candidate struct {
	place, country, admin1 int
	lat, lon, cos          float64 // degrees, and the cosine of the latitude
	class                  atlas.Class
	rank                   atlas.Rank
	inside                 bool // in the country or division named right after it
	nearest                float64
	score                  float64
	probability            float64
}

// names is one name with all its mentions in a text: they are taken to mean the
// same place unless what follows them says otherwise.
type names struct {
	key              atlas.Key
	container        int
	division, postal bool
	candidates       []candidate
	best             int     // index of the candidate that was chosen last
	weight           float64 // how likely it is that a place is meant at all
	count            int
	first, last      int // words where it first and last stands
	answer           Toponym
}

type nameKey struct {
	key              atlas.Key
	container        int
	division, postal bool
}

// group gathers the mentions by name.
func group(t atlas.Table, mentions []mention) []names {
	var groups []names
	index := make(map[nameKey]int)
	qualified := make(map[atlas.Key]int)
	for i := range mentions {
		if m := &mentions[i]; m.container >= 0 {
			if old, ok := qualified[m.key]; ok && old != m.container {
				qualified[m.key] = -1 // two senses: the bare name says nothing
			} else {
				qualified[m.key] = m.container
			}
		}
	}
	for i := range mentions {
		m := &mentions[i]
		k := nameKey{m.key, m.container, m.division, m.postal}
		if c, ok := qualified[m.key]; ok && m.container < 0 && !m.division && !m.postal {
			k.container = c
		}
		g, ok := index[k]
		if !ok {
			g = len(groups)
			index[k] = g
			groups = append(groups, names{key: k.key, container: k.container, division: k.division, postal: k.postal, first: m.first, candidates: candidates(t, k)})
		}
		m.group = g
		groups[g].count++
		groups[g].last = m.first
		groups[g].weight += sigmoid(m.local - threshold)
	}
	for i := range groups {
		groups[i].weight /= float64(groups[i].count)
	}
	return groups
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// candidates returns the places that a name may stand for.
func candidates(t atlas.Table, k nameKey) []candidate {
	list := make([]candidate, 0, min(k.key.Len(), mostCandidates))
	for i := range k.key.Len() {
		place, rank := t.Posting(k.key, i)
		inside := k.container >= 0 && place != k.container && contains(t, k.container, place)
		if rank == atlas.Postal && !k.postal || len(list) >= mostCandidates && !inside {
			continue
		}
		c := candidate{place: place, rank: rank, inside: inside, country: t.Country(place), admin1: t.Admin1(place), class: t.Class(place)}
		c.lat, c.lon = t.Point(place)
		c.cos = math.Cos(c.lat * math.Pi / 180)
		list = append(list, c)
		if len(list) > 2*mostCandidates {
			break
		}
	}
	return list
}

// resolver chooses among the candidates of the names of a text.
type resolver struct {
	table  atlas.Table
	groups []names
	home   region
}

// region is a country and a first-level division of it, each -1 when not known.
type region struct{ country, admin1 int }

func (r *resolver) resolve() {
	for pass := range passes {
		w := resolvings[min(pass, 1)]
		var around surroundings
		if pass > 0 {
			around = survey(r.groups)
		}
		best := make([]int, len(r.groups))
		for i := range r.groups {
			g := &r.groups[i]
			for k := range g.candidates {
				c := &g.candidates[k]
				c.score = r.alone(w, g, c)
				if pass > 0 {
					c.score += r.together(w, i, c, around)
				}
				if c.score > g.candidates[best[i]].score {
					best[i] = k
				}
			}
		}
		for i := range r.groups {
			r.groups[i].best = best[i]
		}
	}
	for i := range r.groups {
		softmax(r.groups[i].candidates)
	}
}

// alone scores a candidate without the other names of the text.
func (r *resolver) alone(w resolving, g *names, c *candidate) float64 {
	s := w.population*r.table.LogPopulation(c.place) + w.fame*r.fame(c)
	switch c.class {
	case atlas.Country:
		s += w.country
	case atlas.Admin1:
		s += w.admin1
	case atlas.Admin2:
		s += w.admin2
	case atlas.Capital:
		s += w.capital
	case atlas.Seat3:
		s += w.seat3
	case atlas.Quarter:
		s += w.quarter
	}
	switch c.rank {
	case atlas.Weak:
		if !g.division {
			s += w.weak
		}
	case atlas.Alternate:
		s += w.alternate
	}
	if g.container >= 0 {
		if c.inside {
			s += w.inside
		} else {
			s += w.outside
		}
	}
	if g.division {
		if c.class == atlas.Admin1 || c.class == atlas.Admin2 {
			s += w.division
		} else {
			s += w.notDivision
		}
	}
	if r.home.country >= 0 && c.country == r.home.country {
		s += w.homeCountry
	}
	if r.home.admin1 >= 0 && c.admin1 == r.home.admin1 {
		s += w.homeState
	}
	return s
}

// fame is how widely a place is known: the decimal logarithm of how many other names
// GeoNames has of it. Of places that are no cities no names were counted; they
// are taken to be as well known as the cities one would speak of in their place.
func (r *resolver) fame(c *candidate) float64 {
	switch {
	case c.class == atlas.Country:
		return 2
	case c.class == atlas.Admin2:
		return 0.5
	case c.class <= atlas.Point:
		return 1.5
	}
	return math.Log10(1 + float64(r.table.Languages(c.place)))
}

// surroundings is what the names of a text say together.
type surroundings struct {
	total           float64
	country, admin1 map[int]float64 // weight of the names in each
	named           map[int]float64 // weight of the names that are the country or division itself
}

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

// together scores how well a candidate of name i goes with the other names.
func (r *resolver) together(w resolving, i int, c *candidate, a surroundings) float64 {
	g := &r.groups[i]
	own := g.candidates[g.best]
	var s float64
	if others := a.total - g.weight; others > 0.01 {
		in := func(m map[int]float64, place, ownPlace int) float64 {
			if place < 0 {
				return 0
			}
			v := m[place]
			if place == ownPlace {
				v -= g.weight
			}
			return v
		}
		s += w.shareCountry * in(a.country, c.country, own.country) / (others + 1)
		s += w.shareState * in(a.admin1, c.admin1, own.admin1) / (others + 1)
		if c.class != atlas.Admin1 {
			s += w.stateNamed * min(1, in(a.named, c.admin1, own.place))
		}
		if c.class != atlas.Country {
			s += w.countryNamed * min(1, in(a.named, c.country, own.place))
		}
	}
	var nearest, sum, mean, weights float64
	for k := max(0, i-window); k < min(len(r.groups), i+window+1); k++ {
		o := &r.groups[k]
		if k == i || len(o.candidates) == 0 || o.key == g.key {
			continue
		}
		oc := &o.candidates[o.best]
		weight := o.weight / (1 + float64(apartWords(g, o))/30)
		if oc.class == atlas.Country || oc.class >= atlas.Region && oc.class <= atlas.Sea {
			weight *= 0.3
		}
		weights += weight
		d := distance(c, oc)
		if d > 1500 {
			continue
		}
		mean += weight * math.Exp(-d/400)
		if oc.class == atlas.Country {
			continue
		}
		nearest = max(nearest, o.weight*math.Exp(-d/120))
		sum += o.weight * math.Exp(-d/80)
	}
	c.nearest = nearest
	s += w.nearest*nearest + w.sum*min(sum, 3)
	if weights > 0 {
		s += w.mean * mean / (weights + 0.1)
	}
	return s
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

// softmax turns the scores into probabilities.
func softmax(list []candidate) {
	top := math.Inf(-1)
	for i := range list {
		top = max(top, list[i].score)
	}
	var sum float64
	for i := range list {
		list[i].probability = math.Exp(list[i].score - top)
		sum += list[i].probability
	}
	for i := range list {
		list[i].probability /= sum
	}
}
