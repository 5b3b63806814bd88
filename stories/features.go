package stories

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// features are what a candidate is judged by, in the order of the weights:
// first what evidence computes of a candidate alone, in its order, then what
// compare adds.
var features = []string{
	"words", "words_known", "words_usual", "language", // stems against all members
	"nearest", "nearest_three", "nearest_fresh", // stems against the nearest members
	"names", "names_known", "names_usual", "nearest_name",
	"entities", "entities_known", "nearest_entity",
	"places", "places_known", "countries", "countries_known", "types",
	"title_share", "title_said", "title_whole", // the words of a name a person gave
	"recent_week", "recent_months", "rate", "size", "age", "opened_now",
	"words_lately", "names_lately", "language_lately", "language_names",
	"words_log", "nearest_log", "names_log", "title_log",
	"nearest_and_names", "fresh_and_known", "title_and_words", "unnamed_people",
	"title_countries", "title_strange", "title_clash", "country_clash",
	"numbers", "days", "cohesion",

	"best_words", "best_nearest", "best_names", "best_language", "best_title", "best_entities", "best_fresh", "best_rate",
	"rank_words", "rank_nearest", "rank_language",
}

// values are a candidate's features.
type values []float64

// candidate is a cluster an item may belong to, with its evidence.
type candidate struct {
	cluster *cluster
	values  values
	score   float64
}

// examine returns the clusters d may belong to and the evidence for each.
func (x *index) examine(d *doc, most int) []candidate {
	found := x.sweep(d, most)
	out := make([]candidate, len(found))
	all := make(values, len(found)*len(features))
	for i, n := range found {
		v := all[i*len(features) : (i+1)*len(features)]
		x.evidence(d, n, v)
		out[i] = candidate{cluster: n.cluster, values: v}
	}
	compare(out)
	return out
}

// at is the place of a feature in the order of the weights.
func at(name string) int { return slices.Index(features, name) }

// evidence fills the features that concern one candidate alone.
func (x *index) evidence(d *doc, n near, v values) {
	c := n.cluster
	size := len(c.members)
	var m, late [kinds]match
	for kind := range m {
		m[kind], late[kind] = x.match(d.vectors[kind], &c.profiles[kind], size)
	}
	days := float64(max(0, d.day-c.last))
	said, share, whole := x.titleOverlap(d, c)
	titleCountries, strange, titleClash := x.titleCountries(d, c)
	latest := c.members[size-1]
	rate := 0.0
	for i := size - 1; i >= 0 && i >= size-64 && c.members[i].day >= d.day-14; i-- {
		rate++
	}
	unnamed, clash := 0.0, 0.0
	if len(d.vectors[byName]) == 0 {
		unnamed = m[byStem].cosine
	}
	if len(d.vectors[byCountry]) > 0 && c.profiles[byCountry].norm2.all > 0 && m[byCountry].known == 0 {
		clash = 1
	}
	copy(v, []float64{
		m[byStem].cosine, m[byStem].known, m[byStem].usual, m[byStem].language,
		n.best[0], (n.best[0] + n.best[1] + n.best[2]) / 3, n.fresh,
		m[byName].cosine, m[byName].known, m[byName].usual, n.name,
		m[byEntity].cosine, m[byEntity].known, n.entity,
		m[byPlace].cosine, m[byPlace].known, m[byCountry].cosine, m[byCountry].known, m[byType].cosine,
		share, said, whole,
		math.Exp(-days / 7), math.Exp(-days / 60), math.Log1p(rate), math.Log1p(float64(size)),
		math.Log1p(float64(max(0, d.day-c.first))), math.Exp(-float64(max(0, d.day-latest.day)) / 2),
		late[byStem].cosine, late[byName].cosine, late[byStem].language, m[byName].language,
		math.Log(m[byStem].cosine + .03), math.Log(n.best[0] + .03), math.Log(m[byName].cosine + .03), math.Log(share + .1),
		math.Sqrt(n.best[0] * n.name), n.fresh * m[byStem].known, share * m[byStem].cosine, unnamed,
		titleCountries, strange, titleClash, clash,
		m[byNumber].cosine, m[byDay].cosine, c.profiles[byStem].cohesion(size),
	})
}

// titleCountries compares the countries of an item with those of a name.
func (x *index) titleCountries(d *doc, c *cluster) (share, strange, clash float64) {
	if len(c.countries) == 0 {
		return 0, 0, 0
	}
	hit, mass := 0.0, 0.0
	for _, e := range d.vectors[byCountry] {
		w := float64(e.weight) * float64(e.weight) / one / one
		mass += w
		for _, p := range c.countries {
			if x.spelled[e.term] == prefixes[byCountry]+p {
				hit++
				strange -= w
			}
		}
	}
	if mass > 0 {
		strange += mass
	}
	share = hit / float64(len(c.countries))
	if mass > 0 && hit == 0 {
		clash = 1
	}
	return share, strange, clash
}

// titleOverlap compares an item with the name a person gave to a cluster: the
// share of the item that the name says, the share of the name that the item
// says, and whether it is all said.
func (x *index) titleOverlap(d *doc, c *cluster) (said, share, whole float64) {
	for _, t := range c.title {
		n, ok := x.numbers[t.stem]
		if !ok {
			continue
		}
		for _, e := range d.vectors[byStem] {
			if e.term == n {
				share += t.share
				said += float64(e.weight) * float64(e.weight) / one / one
			}
		}
	}
	if share > .999 {
		whole = 1
	}
	return said, share, whole
}

// titleStems returns the stems of a name, each once.
func titleStems(title string) []string {
	var out []string
	seen := map[string]bool{}
	for _, t := range tokens(title, leadWords) {
		lower := strings.ToLower(t.text)
		s := Stem(lower)
		if !stopWords[lower] && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// toTheBest are features that give another as a share of the best candidate's;
// toTheRank give one over the candidate's rank by another.
var (
	toTheBest = [][2]int{
		{at("best_words"), at("words")}, {at("best_nearest"), at("nearest")}, {at("best_names"), at("names")}, {at("best_language"), at("language")},
		{at("best_title"), at("title_share")}, {at("best_entities"), at("entities")}, {at("best_fresh"), at("nearest_fresh")}, {at("best_rate"), at("rate")},
	}
	toTheRank = [][2]int{{at("rank_words"), at("words")}, {at("rank_nearest"), at("nearest")}, {at("rank_language"), at("language")}}
)

// compare fills the features that set a candidate against the others: whether
// it is the best by one kind of evidence, or how far down.
func compare(cs []candidate) {
	for _, p := range toTheBest {
		to, from := p[0], p[1]
		top := 0.0
		for _, c := range cs {
			top = max(top, c.values[from])
		}
		for _, c := range cs {
			if top > 0 && c.values[from] > 0 {
				c.values[to] = c.values[from] / top
			}
		}
	}
	order := make([]int, len(cs))
	for _, p := range toTheRank {
		to, from := p[0], p[1]
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(cs[j].values[from], cs[i].values[from]) })
		for rank, i := range order {
			cs[i].values[to] = 1 / float64(rank+1)
		}
	}
}
