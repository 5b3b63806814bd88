package places

import (
	"math"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

// mostCandidates is how many places of a name are looked at; the best known ones come first.
const mostCandidates = 60

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
	first, last      int     // words where it first and last stands
	answer           Toponym // what all its mentions share, made when the first is accepted
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
