package stories

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// NameWeights are what was learned of how people name stories: see background/README.md.
type NameWeights struct {
	Words map[string]float64 `json:"words"` // of the features of a word
	Nouns map[string]float64 `json:"nouns"` // of the features of a noun for an affair
	// Trees go on from the scores that these give.
	Trees []Tree `json:"trees"`
	// Trust is how probable it is that a heading has a noun that reports say.
	Trust map[string]float64 `json:"trust"`
}

// Named is what people called a story, and its items in time order. Weight is how
// much it counts.
type Named struct {
	Heading string
	Items   []Item
	Weight  float64
}

// nameModel is NameWeights in the order of the features.
type nameModel struct {
	words, nouns scorer
	trust        map[string]float64
}

// trusted are the log odds of a noun that reports say.
func (m nameModel) trusted(noun string) float64 { return -shift(m.trust[noun]) }

var loadNameModel = sync.OnceValue(func() nameModel {
	m, err := readNameModel()
	if err != nil {
		panic(err) // the file is part of the program: a test reads it
	}
	return m
})

func readNameModel() (nameModel, error) {
	raw, err := backgroundFiles.ReadFile("background/names.json")
	if err != nil {
		return nameModel{}, fmt.Errorf("stories: weights of names: %w", err)
	}
	var w NameWeights
	if err := json.Unmarshal(raw, &w); err != nil {
		return nameModel{}, fmt.Errorf("stories: weights of names: %w", err)
	}
	m := nameModel{trust: w.Trust}
	if m.words.linear, err = arrange(w.Words, nameFeatures); err != nil {
		return nameModel{}, err
	}
	if m.nouns.linear, err = arrange(w.Nouns, nounFeatures); err != nil {
		return nameModel{}, err
	}
	if m.words.forest, err = readForest(w.Trees, "words", nameFeatures); err != nil {
		return nameModel{}, err
	}
	m.nouns.forest, err = readForest(w.Trees, "nouns", nounFeatures)
	return m, err
}

// namePenalty is that of fitLogistic.
const namePenalty = 1e-3

// nameGrowth is of the trees that go on where the linear scores end.
var nameGrowth = growth{trees: 60, depth: 4, rate: .1, heaviness: 10, ridge: 5}

// LearnNames learns how people name stories from the headings that they filed
// items under: which of the words of the first items a heading has. Each number of
// items counts at which a name would be made.
func LearnNames(stories []Named) NameWeights {
	b := loadBackground()
	w := NameWeights{Trust: trust(stories)}
	m := nameModel{trust: w.Trust}
	var words, nouns []sample
	for _, s := range stories {
		has := map[string]bool{}
		for word := range contentWords(s.Heading) {
			has[Stem(word)] = true
		}
		for n := leastNamed; n <= min(len(s.Items), mostNaming); n *= 2 {
			reports := reportings(s.Items[:n])
			seen := countWords(reports, b)
			for _, word := range slices.Sorted(maps.Keys(seen.words)) {
				c := seen.words[word]
				if c.reports+c.land > 1 && !heads[word] {
					words = append(words, sample{c.values(n, b), truth(has[c.stem]), s.Weight})
				}
			}
			for _, noun := range affairNouns {
				if !seen.may(noun, n) {
					continue
				}
				nouns = append(nouns, sample{seen.nounValues(noun, n, m), truth(has[Stem(noun.noun)]), s.Weight})
			}
		}
	}
	for _, part := range []struct {
		of       string
		samples  []sample
		features []string
		to       *map[string]float64
	}{{"words", words, nameFeatures, &w.Words}, {"nouns", nouns, nounFeatures, &w.Nouns}} {
		l := fitLogistic(part.samples, namePenalty)
		rows, scores := make([]values, len(part.samples)), make([]float64, len(part.samples))
		for i, o := range part.samples {
			rows[i], scores[i] = o.x, l.score(o.x)
		}
		*part.to = l.byName(part.features)
		w.Trees = append(w.Trees, nameGrowth.grow(rows, scores, logisticSlopes(part.samples)).trees(part.of, part.features)...)
	}
	return w
}

// trust returns for each noun in how many of the stories whose reports say it
// the heading has it. Few stories count with what is usual for all nouns.
func trust(stories []Named) map[string]float64 {
	const doubt = 4 // stories' worth of what is usual
	said, had := map[string]float64{}, map[string]float64{}
	allSaid, allHad := 0.0, 0.0
	for _, s := range stories {
		if len(s.Items) < leastNamed {
			continue
		}
		has, seen := contentWords(s.Heading), countWords(reportings(s.Items[:min(len(s.Items), mostNaming)]), loadBackground())
		for _, n := range affairNouns {
			if seen.said(n) == 0 {
				continue
			}
			said[n.noun] += s.Weight
			allSaid += s.Weight
			if has[n.noun] {
				had[n.noun] += s.Weight
				allHad += s.Weight
			}
		}
	}
	out := map[string]float64{}
	for _, n := range affairNouns {
		out[n.noun] = tidy((had[n.noun] + doubt*allHad/allSaid) / (said[n.noun] + doubt))
	}
	return out
}

// leastNamed is from how many items on a story teaches how it is named.
const leastNamed = 3

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// contentWords are the words of a heading that say something: no years, no "of".
func contentWords(heading string) map[string]bool {
	out := map[string]bool{}
	for _, t := range tokens(heading, headWords) {
		if w := strings.ToLower(t.text); !stopWords[w] {
			out[w] = true
		}
	}
	return out
}

// reportings are items as names are made from them.
func reportings(items []Item) []reporting {
	out := make([]reporting, len(items))
	for i, it := range items {
		out[i] = reporting{title: it.Title, text: it.Text, types: it.Types, lands: it.Lands, spots: it.Spots}
	}
	return out
}

// FrequentWords are the most frequent words of items, rare ones counting more: what
// a name is to be better than.
func FrequentWords(items []Item, most int) string {
	b := loadBackground()
	seen := countWords(reportings(items), b)
	words := slices.Sorted(maps.Keys(seen.words))
	weight := func(w string) float64 { return seen.words[w].uses * b.rarity(seen.words[w].stem, 0, 0) }
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(weight(b), weight(a)) })
	return strings.Join(words[:min(len(words), most)], " ")
}
