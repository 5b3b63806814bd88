package places

import (
	"math"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

// passes is how often the names of a text are resolved, each time with the answers of the time before.
const passes = 3

// resolver chooses among the candidates of the names of a text.
type resolver struct {
	table  atlas.Table
	groups []names
	home   region
}

// region is a country and a first-level division of it, each -1 when not known.
type region struct{ country, admin1 int }

// resolve chooses a candidate of each name and gives all of them their probabilities.
func (r *resolver) resolve() {
	for pass := range passes {
		w := together
		if pass == 0 {
			w = alone
		}
		var around surroundings
		if pass > 0 {
			around = survey(r.groups)
		}
		best := make([]int, len(r.groups))
		for i := range r.groups {
			g := &r.groups[i]
			if len(g.candidates) == 1 && pass < passes-1 {
				continue // nothing to choose; the last pass sees how near it is to the others
			}
			for k := range g.candidates {
				c := &g.candidates[k]
				c.score = r.byItself(w, g, c)
				if pass > 0 {
					c.score += r.withOthers(w, i, c, around)
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

// byItself scores a candidate without the other names of the text.
func (r *resolver) byItself(w resolving, g *names, c *candidate) float64 {
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
