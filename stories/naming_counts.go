package stories

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// wordCount is how reports use one word.
type wordCount struct {
	reports float64 // that have it
	early   float64 // that have it among their first words
	uses    float64
	names   float64 // uses that are capitalised
	land    float64 // reports that are about the country whose name it is of
	spot    float64 // reports that are at the place whose name it is of
	before  float64 // reports in which the noun of an affair follows it
	weight  float64 // frequency and rarity, as a share of that of the weightiest word
	rank    float64 // one over its rank by that
	stem    string
}

type wordCounts struct {
	words map[string]*wordCount
	types map[models.EventType]float64
	pair  float64 // share of the reports that are about the two countries which most are about together
}

// mostlyPair is the pair from which a story is taken to be between two countries.
const mostlyPair = .5

// mostType is the type that most reports have, of equals the first in the alphabet.
func (s wordCounts) mostType() models.EventType {
	best := models.Other
	for typ, n := range s.types {
		if n > s.types[best] || n == s.types[best] && typ < best {
			best = typ
		}
	}
	return best
}

const earlyWords = 8

func countWords(reports []reporting, b background) wordCounts {
	out := wordCounts{map[string]*wordCount{}, map[models.EventType]float64{}, pairShare(reports)}
	at := func(w string) *wordCount {
		if out.words[w] == nil {
			out.words[w] = &wordCount{stem: Stem(w)}
		}
		return out.words[w]
	}
	for _, r := range reports {
		once, early, before := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, text := range []string{r.title, r.text} {
			ts := tokens(text, leadWords)
			caseless := bigLetters(ts)
			for i, t := range ts {
				w := strings.ToLower(t.text)
				if stopWords[w] || len(w) < 2 || w[0] >= '0' && w[0] <= '9' {
					continue
				}
				c := at(w)
				c.uses++
				if capitalised(t.text) && !caseless {
					c.names++
				}
				if !once[w] {
					once[w] = true
					c.reports++
				}
				if i+1 < len(ts) && ts[i+1].next && heads[strings.ToLower(ts[i+1].text)] && !before[w] {
					before[w] = true
					c.before++
				}
				if i < earlyWords && !early[w] {
					early[w] = true
					c.early++
				}
			}
		}
		for _, land := range r.lands {
			for _, t := range tokens(land, nameWords) {
				if w := strings.ToLower(t.text); !stopWords[w] {
					at(w).land++
				}
			}
		}
		for _, spot := range r.spots {
			for _, t := range tokens(spot, nameWords) {
				if w := strings.ToLower(t.text); !stopWords[w] && out.words[w] != nil {
					at(w).spot++
				}
			}
		}
		for i, typ := range r.types {
			if !slices.Contains(r.types[:i], typ) {
				out.types[typ]++
			}
		}
	}
	out.weigh(b)
	return out
}

// weigh ranks the words.
func (s wordCounts) weigh(b background) {
	weight := func(c *wordCount) float64 { return max(c.reports, c.land) * b.rarity(c.stem, 0, 0) }
	words := slices.SortedFunc(maps.Keys(s.words), func(x, y string) int {
		return cmp.Or(cmp.Compare(weight(s.words[y]), weight(s.words[x])), cmp.Compare(x, y))
	})
	for i, w := range words {
		s.words[w].rank = 1 / float64(i+1)
		s.words[w].weight = weight(s.words[w]) / max(weight(s.words[words[0]]), 1e-9)
	}
}

// pairShare is the share of the reports that are about the two countries which
// most are about together.
func pairShare(reports []reporting) float64 {
	pairs, most := map[[2]string]float64{}, 0.0
	for _, r := range reports {
		for i, a := range r.lands {
			for _, b := range r.lands[i+1:] {
				pair := [2]string{min(a, b), max(a, b)}
				pairs[pair]++
				most = max(most, pairs[pair])
			}
		}
	}
	return most / max(float64(len(reports)), 1)
}

// nameFeatures are what it is judged by whether a heading has a word, and
// nounFeatures whether it has the noun of an affair.
var (
	nameFeatures = []string{"share", "share_log", "early", "rarity", "capitals", "land", "of_a_land", "stem_more", "few", "spot", "background", "weight", "rank", "before_noun"}
	nounFeatures = []string{"share", "share_log", "forms_share", "type_share", "trusted", "few", "pair"}
)

func shareLog(n float64, all int) float64 { return math.Log((n + .1) / (float64(all) + .2)) }

func (c *wordCount) values(all int, b background) []float64 {
	of := float64(all)
	land := 0.0
	if b.countries[c.stem] != "" {
		land = 1
	}
	capitals := 0.0
	if c.uses > 0 {
		capitals = c.names / c.uses
	}
	return []float64{c.reports / of, shareLog(c.reports, all), c.early / of, b.rarity(c.stem, 0, 0) / 10, capitals, c.land / of, land,
		max(0, c.land-c.reports) / of, 1 / of, c.spot / of, b.counts[c.stem] / b.size, c.weight, c.rank, c.before / of}
}

func (s wordCounts) nounValues(n affairNoun, all int, m nameModel) []float64 {
	of := float64(all)
	typed := 0.0
	for _, t := range n.types {
		typed = max(typed, s.types[t])
	}
	own := 0.0
	if c := s.words[n.noun]; c != nil {
		own = c.reports
	}
	said := s.said(n)
	return []float64{own / of, shareLog(said, all), said / of, typed / of, m.trusted(n.noun), 1 / of, s.pair}
}

// may tells whether a name may have a noun: enough reports say it; or it is the
// plainest for the type that half of them have; or most are about the same
// two countries, which then have relations, unless they mostly fight or talk. No other
// noun is guessed: what nobody calls a war must not be named one.
func (s wordCounts) may(n affairNoun, all int) bool {
	most := s.mostType()
	return s.says(n, all) || n.noun == nounFor(most) && 2*s.types[most] >= float64(all) ||
		n.noun == betweenLands && s.pair >= mostlyPair && most != models.Assault && most != models.Consult
}

// betweenLands is the noun for what goes on between two countries.
const betweenLands = "relations"

// says tells whether enough reports say a noun.
func (s wordCounts) says(n affairNoun, all int) bool {
	said := s.said(n)
	return said >= leastSaying && said*rareNoun >= float64(all)
}

// said is in how many reports, at most, a noun or its other number is.
func (s wordCounts) said(n affairNoun) float64 {
	most := 0.0
	for _, w := range n.forms() {
		if c := s.words[w]; c != nil {
			most = max(most, c.reports)
		}
	}
	return most
}
