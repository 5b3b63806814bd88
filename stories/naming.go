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

	mostSubjects = 16 // who or where, for each of which names are made up
	mostAffairs  = 6  // nouns, each of which is tried with these
	leastSaying  = 2  // origins that must say a phrase
	rareNoun     = 16 // one of so many reports must say a noun

	// A phrase that headlines share is how people call it: what it is worth more
	// when all do. Set by hand, there are no headlines in what names are learned from.
	headlineSupport = .5

	// headingWords is how many words a heading counts as having: more than the three
	// or four that headings have, so that names say enough to tell stories apart.
	headingWords = 6
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
	worth   map[string]float64 // of words in lower case: probability that a heading has them
	affairs []affair           // the most probable first
	phrases []phrase
	origins int
}

// affair is a noun and how probable it is that a heading has it.
type affair struct {
	noun  string
	worth float64
}

// newNaming reads the reports of one story, the first of them.
func newNaming(reports []reporting, b background) *naming {
	reports = reports[:min(len(reports), mostNaming)]
	n := &naming{reports: reports, worth: map[string]float64{}, origins: countOrigins(reports)}
	m := loadNameModel()
	seen := countWords(reports)
	for w, x := range seen.words {
		n.worth[w] = logistic(m.words.score(x.values(len(reports), b)))
	}
	most := seen.mostType()
	for _, noun := range affairNouns {
		if !seen.may(noun, len(reports)) && noun.noun != nounFor(most) {
			continue // a guess
		}
		p := logistic(m.nouns.score(seen.nounValues(noun, len(reports), m)))
		n.affairs = append(n.affairs, affair{noun.noun, p})
		n.worth[noun.noun] = p
	}
	slices.SortFunc(n.affairs, func(a, b affair) int { return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.noun, b.noun)) })
	n.phrases = phrasesOf(reports)
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
	words := strings.ToLower(name)
	for _, p := range n.phrases {
		if strings.ToLower(p.words) == words && len(p.titles) >= leastSaying {
			return float64(len(p.titles)) / float64(n.origins)
		}
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

// candidates are the names that may be given: phrases of the reports that end in
// the noun of an affair; and made-up ones, of who or where it is and such a noun,
// and of two countries and a noun.
func (n *naming) candidates() []string {
	var out []string
	var subjects []phrase
	for _, p := range n.phrases {
		switch {
		case len(p.origins) < leastSaying:
		case p.head && (p.named || len(p.titles) >= leastSaying):
			out = append(out, p.words)
		case p.named && !p.head:
			subjects = append(subjects, p)
		}
	}
	slices.SortStableFunc(subjects, func(a, b phrase) int { return cmp.Compare(n.score(b.words), n.score(a.words)) })
	subjects = subjects[:min(len(subjects), mostSubjects)]
	var names []string
	for _, s := range subjects {
		names = append(names, s.words)
	}
	names = append(names, n.dyads()...)
	for i, s := range names {
		if hasAffair(s) {
			continue
		}
		for _, a := range n.affairs[:min(len(n.affairs), mostAffairs)] {
			out = append(out, s+" "+a.noun)
			for k, o := range names[:min(len(names), mostSubjects)] {
				if k != i && !hasAffair(o) && n.isPlace(o) && !strings.Contains(strings.ToLower(s), strings.ToLower(o)) && !strings.Contains(strings.ToLower(o), strings.ToLower(s)) {
					out = append(out, s+" "+a.noun+" in "+o)
				}
			}
		}
	}
	return out
}

// isPlace tells whether reports are about a place of this name.
func (n *naming) isPlace(name string) bool {
	return slices.ContainsFunc(n.reports, func(r reporting) bool { return slices.Contains(r.lands, name) || slices.Contains(r.spots, name) })
}

// dyads are the pairs of the countries that most reports are about: "Cambodia–Thailand".
func (n *naming) dyads() []string {
	lands := tally{}
	for _, r := range n.reports {
		for _, land := range r.lands {
			lands[land]++
		}
	}
	most := lands.atLeast((len(n.reports) + 1) / 2)
	var out []string
	for i, a := range most[:min(len(most), 3)] {
		for _, b := range most[i+1 : min(len(most), 3)] {
			pair := []string{a, b}
			slices.Sort(pair)
			out = append(out, pair[0]+"–"+pair[1])
		}
	}
	return out
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

func hasAffair(name string) bool {
	return slices.ContainsFunc(tokens(name, headWords), func(t token) bool { return heads[strings.ToLower(t.text)] })
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
