package stories

import (
	"math"
	"sort"
	"strings"
)

// features are what a candidate is judged by, in the order of the weights.
var features = []string{
	"words", "words_known", "words_usual", "language", // stems against all members
	"nearest", "nearest_three", "nearest_fresh", // stems against the nearest members
	"names", "names_known", "names_usual", "nearest_name",
	"entities", "entities_known", "nearest_entity",
	"places", "places_known", "countries", "countries_known", "types",
	"title_share", "title_said", "title_whole", // the words of a name a person gave
	"recent_week", "recent_months", "rate", "size", "age", "opened_now",
	"best_words", "best_nearest", "best_names", "best_language", "best_title", "best_entities", "best_fresh", "best_rate",
	"rank_words", "rank_nearest", "rank_language",
	"nearest_and_names", "fresh_and_known", "title_and_words", "unnamed_people",
	"words_lately", "names_lately", "language_lately", "words_log", "nearest_log", "names_log", "title_log", "language_names", "title_countries", "title_strange", "title_clash", "country_clash",
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
	stems := map[int32]bool{}
	for _, e := range d.vectors[byStem] {
		stems[e.term] = true
	}
	out := make([]candidate, len(found))
	for i, n := range found {
		out[i] = candidate{cluster: n.cluster, values: x.evidence(d, n, stems)}
	}
	compare(out)
	return out
}

// places of the features that are filled or read by name.
var featureAt = func() map[string]int {
	m := map[string]int{}
	for i, f := range features {
		m[f] = i
	}
	return m
}()

func at(name string) int { return featureAt[name] }

// evidence fills the features that concern one candidate alone.
func (x *index) evidence(d *doc, n near, stems map[int32]bool) values {
	c, v := n.cluster, make(values, len(features))
	size := len(c.members)
	var m [kinds]match
	for kind := range m {
		m[kind] = c.profiles[kind].match(d.vectors[kind], size)
	}
	days := float64(max(0, d.day-c.last))
	said, share, whole := x.titleOverlap(d, c, stems)
	latest := c.members[len(c.members)-1]
	rate := 0.0
	for i := size - 1; i >= 0 && i >= size-64 && c.members[i].day >= d.day-14; i-- {
		rate++
	}
	set := func(values ...float64) {
		copy(v, values)
	}
	set(
		m[byStem].cosine, m[byStem].known, m[byStem].usual, x.language(d, c),
		n.best[0], (n.best[0]+n.best[1]+n.best[2])/3, n.fresh,
		m[byName].cosine, m[byName].known, m[byName].usual, n.name,
		m[byEntity].cosine, m[byEntity].known, n.entity,
		m[byPlace].cosine, m[byPlace].known, m[byCountry].cosine, m[byCountry].known, m[byType].cosine,
		share, said, whole,
		math.Exp(-days/7), math.Exp(-days/60), math.Log1p(rate), math.Log1p(float64(size)),
		math.Log1p(float64(max(0, d.day-c.first))), math.Exp(-float64(max(0, d.day-latest.day))/2),
	)
	v[at("title_countries")], v[at("title_strange")], v[at("title_clash")] = x.titleCountries(d, c)
	if len(d.vectors[byCountry]) > 0 && c.profiles[byCountry].norm2 > 0 && m[byCountry].known == 0 {
		v[at("country_clash")] = 1
	}
	lately := min(size, mostLately)
	late := [2]match{c.lately[0].match(d.vectors[byStem], lately), c.lately[1].match(d.vectors[byName], lately)}
	v[at("words_lately")] = late[0].cosine
	v[at("names_lately")] = late[1].cosine
	v[at("language_lately")] = x.languageOf(d.vectors[byStem], &c.lately[0], lately)
	v[at("language_names")] = x.languageOf(d.vectors[byName], &c.profiles[byName], size)
	v[at("words_log")] = math.Log(m[byStem].cosine + .03)
	v[at("nearest_log")] = math.Log(n.best[0] + .03)
	v[at("names_log")] = math.Log(m[byName].cosine + .03)
	v[at("title_log")] = math.Log(share + .1)
	v[at("nearest_and_names")] = math.Sqrt(n.best[0] * n.name)
	v[at("fresh_and_known")] = n.fresh * m[byStem].known
	v[at("title_and_words")] = share * m[byStem].cosine
	if len(d.vectors[byName]) == 0 {
		v[at("unnamed_people")] = m[byStem].cosine
	}
	return v
}

// language is the mean log odds of the item's terms under a smoothed language
// model of the cluster against one of all items.
func (x *index) language(d *doc, c *cluster) float64 {
	return x.languageOf(d.vectors[byStem], &c.profiles[byStem], len(c.members))
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

func (x *index) languageOf(v vector, p *profile, members int) float64 {
	sum, mass := 0.0, 0.0
	size, all := float64(members), float64(len(x.docs))
	for _, e := range v {
		w := float64(e.weight)
		mass += w
		here := float64(p.cells[e.term].n) / size
		general := (float64(len(x.postings[e.term])) + .5) / (all + 1)
		sum += w * math.Log((.7*here+.3*general)/general)
	}
	if mass == 0 {
		return 0
	}
	return sum / mass / 5 // about 0 to 1
}

// titleOverlap compares an item with the name a person gave to a cluster: the
// share of the item that the name says, the share of the name that the item
// says, and whether it is all said.
func (x *index) titleOverlap(d *doc, c *cluster, stems map[int32]bool) (said, share, whole float64) {
	for _, t := range c.title {
		n, ok := x.numbers[t.stem]
		if !ok || !stems[n] {
			continue
		}
		share += t.share
		for _, e := range d.vectors[byStem] {
			if e.term == n {
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
		s := stem(lower)
		if !stopWords[lower] && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// compare fills the features that set a candidate against the others: whether
// it is the best by one kind of evidence, or how far down.
func compare(cs []candidate) {
	for _, p := range [][2]string{
		{"best_words", "words"}, {"best_nearest", "nearest"}, {"best_names", "names"}, {"best_language", "language"},
		{"best_title", "title_share"}, {"best_entities", "entities"}, {"best_fresh", "nearest_fresh"}, {"best_rate", "rate"},
	} {
		to, from := at(p[0]), at(p[1])
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
	for _, p := range [][2]string{{"rank_words", "words"}, {"rank_nearest", "nearest"}, {"rank_language", "language"}} {
		to, from := at(p[0]), at(p[1])
		for i := range order {
			order[i] = i
		}
		sort.SliceStable(order, func(i, j int) bool { return cs[order[i]].values[from] > cs[order[j]].values[from] })
		for rank, i := range order {
			cs[i].values[to] = 1 / float64(rank+1)
		}
	}
}
