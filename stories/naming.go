package stories

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
)

const (
	mostNaming  = 64 // reports a name is made from, the first
	longestName = 6  // words
	widestName  = 80 // letters

	leastSaying = 2 // origins that must say a phrase
	rareNoun    = 6 // one of so many reports must say a noun

	// A phrase that headlines share is how people call it: what it is worth more
	// when all do. Set by hand, there are no headlines in what names are learned from.
	headlineSupport = .5

	// headingWords is how many words a heading counts as having: more than the three
	// or four that headings have, so that names say enough to tell stories apart.
	headingWords = 5
)

// reporting is a report as a name is made from it.
type reporting struct {
	title, text string
	origin      string // "" when nothing is known of it: then it is one of its own
	outlet      string // who published it
	types       []models.EventType
	lands       []string // names of the countries it is about, each once
	spots       []string // names of the smaller places it is about
}

// naming is what a name is made from: what the words of the reports are worth in
// a heading, and the phrases that it may be.
type naming struct {
	reports []reporting
	seen    wordCounts
	worth   map[string]float64 // of words in lower case: probability that a heading has them
	affairs []affair           // the most probable first
	phrases []phrase
	said    map[string]phrase // phrases by their words in lower case
	origins int
}

// affair is a noun and how probable it is that a heading has it.
type affair struct {
	noun  string
	worth float64
	said  bool
}

// newNaming reads the reports of one story, the first of them.
func newNaming(reports []reporting, b background) *naming {
	m := loadNameModel()
	reports = reports[:min(len(reports), mostNaming)]
	n := &naming{reports: reports, seen: countWords(reports, b), worth: map[string]float64{}, said: map[string]phrase{}, origins: countOrigins(reports)}
	for w, x := range n.seen.words {
		n.worth[w] = logistic(m.words.score(x.values(len(reports), b)))
	}
	for _, noun := range affairNouns {
		if !n.seen.may(noun, len(reports)) {
			continue
		}
		p := logistic(m.nouns.score(n.seen.nounValues(noun, len(reports), m)))
		n.affairs = append(n.affairs, affair{noun.noun, p, n.seen.says(noun, len(reports))})
		n.worth[noun.noun] = p
	}
	slices.SortFunc(n.affairs, func(a, b affair) int { return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.noun, b.noun)) })
	n.phrases = phrasesOf(reports)
	for _, p := range n.phrases {
		n.said[strings.ToLower(p.words)] = p
	}
	return n
}

// score is what a name is worth: how many of its words, and how many of those that
// people would use, are the same, as the F1 that is to be expected.
func (n *naming) score(name string) float64 {
	sum, words := 0.0, 0
	once := map[string]bool{}
	for _, t := range tokens(name, headWords) {
		w := strings.ToLower(t.text)
		if stopWords[w] || once[w] {
			continue
		}
		once[w] = true
		words++
		sum += n.worth[w]
	}
	return 2*sum/(float64(words)+headingWords) + headlineSupport*n.headlines(name)
}

// headlines is the share of the origins whose headlines have a phrase, once two do.
func (n *naming) headlines(name string) float64 {
	if p, ok := n.said[strings.ToLower(name)]; ok && len(p.titles) >= leastSaying {
		return float64(len(p.titles)) / float64(n.origins)
	}
	return 0
}

// best returns the name that is worth most of those that are not taken, and its
// score; "" when no two origins agree on a word of one. One that is taken gets the
// year of the first day of the story, which may be unknown.
func (n *naming) best(first models.Day, taken func(name string) bool) (string, float64) {
	type scored struct {
		name  string
		score float64
	}
	var all []scored
	for _, name := range n.candidates() {
		if utf8.RuneCountInString(name) <= widestName && !n.outlet(name) {
			all = append(all, scored{name, n.score(name)})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	for _, c := range all {
		name := capitalise(c.name)
		if !taken(name) {
			return name, c.score
		}
		if name = inYear(name, first); !taken(name) {
			return name, c.score
		}
	}
	return "", 0
}

// inYear tells a name from the same name of other years.
func inYear(name string, day models.Day) string {
	if len(day) < 4 {
		return name
	}
	return name + " of " + string(day[:4])
}

// outlet tells whether a name has the name of who published a report in it.
func (n *naming) outlet(name string) bool {
	words := stemmed(name, headWords)
	return slices.ContainsFunc(n.reports, func(r reporting) bool {
		outlet := stemmed(r.outlet, nameWords)
		return outlet != " " && strings.Contains(words, outlet)
	})
}

func capitalise(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(first)) + s[size:]
}

// from names the origin of the i-th report.
func (r reporting) from(i int) string { return cmp.Or(r.origin, fmt.Sprint("#", i)) }

func countOrigins(reports []reporting) int {
	once := map[string]bool{}
	for i, r := range reports {
		once[r.from(i)] = true
	}
	return len(once)
}
