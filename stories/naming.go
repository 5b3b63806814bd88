package stories

import (
	"cmp"
	"fmt"
	"math"
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

// phrase is a run of words of a text that may name a story.
type phrase struct {
	words   string          // as first written
	head    bool            // ends in a noun that names affairs: "talks", "siege"
	named   bool            // holds a capitalised word
	length  int             // words
	origins map[string]bool // that say it
	titles  map[string]bool // that say it in a headline
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

// phrasesOf returns the phrases of the titles and leads of reports, in the order
// of first use.
func phrasesOf(reports []reporting) []phrase {
	var out []phrase
	at := map[string]int{}
	for i, r := range reports {
		origin := r.from(i)
		for _, text := range []string{r.title, r.text} {
			ts := tokens(text, leadWords)
			if bigLetters(ts) {
				continue // case says nothing here: a phrase cut from it would look like a name
			}
			for from := range ts {
				for _, p := range phrasesFrom(ts[from:]) {
					if !p.head && !whole(ts, from, p.length) {
						continue
					}
					key := strings.ToLower(p.words)
					i, ok := at[key]
					if !ok {
						i = len(out)
						at[key] = i
						p.origins, p.titles = map[string]bool{}, map[string]bool{}
						out = append(out, p)
					}
					out[i].named = out[i].named || p.named
					out[i].origins[origin] = true
					if text == r.title {
						out[i].titles[origin] = true
					}
				}
			}
		}
	}
	return out
}

// whole tells whether a name of some words is no part of a longer one.
func whole(ts []token, from, length int) bool {
	end := from + length
	return !(from > 0 && ts[from].next && capitalised(ts[from-1].text) && !stopWords[strings.ToLower(ts[from-1].text)]) &&
		!(end < len(ts) && ts[end].next && capitalised(ts[end].text))
}

// phrasesFrom returns the phrases that begin with the first of ts: names, and
// runs that end in the noun of an affair. Neither begins or ends with a word
// such as "the", nor holds a number or a single letter.
func phrasesFrom(ts []token) []phrase {
	if stopWords[strings.ToLower(ts[0].text)] {
		return nil
	}
	var out []phrase
	words := make([]string, 0, longestName)
	named, capitals := false, true
	for i, t := range ts[:min(len(ts), longestName)] {
		if i > 0 && !t.next || len(t.text) < 2 || len(t.text) > widestName/2 || t.text[0] >= '0' && t.text[0] <= '9' {
			break
		}
		lower := strings.ToLower(t.text)
		big := capitalised(t.text)
		named = named || big && !t.initial
		capitals = capitals && (big || i > 0 && (lower == "of" || lower == "the"))
		words = append(words, t.text)
		p := phrase{words: strings.Join(words, " "), named: named, head: heads[lower] && i > 0, length: i + 1}
		if p.head || capitals && big && !stopWords[lower] {
			out = append(out, p)
		}
	}
	return out
}

// wordCount is how reports use one word.
type wordCount struct {
	reports float64 // that have it
	early   float64 // that have it among their first words
	uses    float64
	names   float64 // uses that are capitalised
	land    float64 // reports that are about the country whose name it is of
	spot    float64 // reports that are at the place whose name it is of
	stem    string
}

type wordCounts struct {
	words map[string]*wordCount
	types map[models.EventType]float64
}

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

func countWords(reports []reporting) wordCounts {
	out := wordCounts{map[string]*wordCount{}, map[models.EventType]float64{}}
	at := func(w string) *wordCount {
		if out.words[w] == nil {
			out.words[w] = &wordCount{stem: Stem(w)}
		}
		return out.words[w]
	}
	for _, r := range reports {
		once, early := map[string]bool{}, map[string]bool{}
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
	return out
}

// nameFeatures are what it is judged by whether a heading has a word, and
// nounFeatures whether it has the noun of an affair.
var (
	nameFeatures = []string{"share", "share_log", "early", "rarity", "capitals", "land", "of_a_land", "stem_more", "few", "spot", "background"}
	nounFeatures = []string{"share", "share_log", "forms_share", "type_share", "trusted", "few"}
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
		max(0, c.land-c.reports) / of, 1 / of, c.spot / of, b.counts[c.stem] / b.size}
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
	return []float64{own / of, shareLog(said, all), said / of, typed / of, m.trusted(n.noun), 1 / of}
}

// may tells whether enough reports say a noun for a name to have it.
func (s wordCounts) may(n affairNoun, all int) bool {
	return s.said(n) >= leastSaying && s.said(n)*rareNoun >= float64(all)
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
