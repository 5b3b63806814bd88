package stories

import (
	"cmp"
	"slices"
	"strings"
)

const (
	mostSubjects = 12 // who or where, for each of which names are made up
	mostPlaces   = 4  // where, each of which is tried with these
	mostAffairs  = 8  // nouns, each of which is tried with these
	mostKinds    = 3  // nouns with a word that says of what kind: "peace talks"
	rareKind     = 4  // one of so many origins must say that
)

// candidates are the names that may be given: phrases of the reports that end in
// the noun of an affair; and made-up ones, of who or where it is and such a noun,
// and of two countries and a noun.
func (n *naming) candidates() []string {
	var out []string
	for _, p := range n.phrases {
		if p.head && len(p.origins) >= leastSaying && (p.named || len(p.titles) >= leastSaying) {
			out = append(out, p.words)
		}
	}
	subjects := n.subjects()
	var places []string
	for _, s := range subjects {
		if n.isPlace(s) && len(places) < mostPlaces {
			places = append(places, s)
		}
	}
	nouns, dyads := n.nouns(), n.dyads()
	for _, s := range append(subjects, dyads...) {
		for _, noun := range nouns {
			if noun == betweenLands && !n.calls(noun) && !strings.Contains(s, "–") {
				continue
			}
			name := s + " " + noun
			out = append(out, name)
			for _, place := range places {
				if !sharesStart(name, place) && !slices.Contains(dyads, pairOf(s, place)) {
					out = append(out, name+" in "+place)
				}
			}
		}
	}
	return out
}

// subjects are who or where it may be, the weightiest first.
func (n *naming) subjects() []string {
	type subject struct {
		words string
		worth float64
	}
	var all []subject
	for _, p := range n.phrases {
		if !p.named || p.head || len(p.origins) < leastSaying || hasAffair(p.words) {
			continue
		}
		sum, words := 0.0, 1.0
		for w := range contentWords(p.words) {
			sum += n.worth[w]
			words++
		}
		all = append(all, subject{p.words, sum / words})
	}
	slices.SortStableFunc(all, func(a, b subject) int { return cmp.Compare(b.worth, a.worth) })
	var out []string
	for _, s := range all[:min(len(all), mostSubjects)] {
		out = append(out, s.words)
	}
	return out
}

// nouns are what it may be: nouns of affairs, and these with a word that says of
// what kind.
func (n *naming) nouns() []string {
	var out []string
	for _, a := range n.affairs[:min(len(n.affairs), mostAffairs)] {
		out = append(out, a.noun)
	}
	var kinds []phrase
	for _, p := range n.phrases {
		if p.head && p.length == 2 && strings.ToLower(p.words) == p.words && len(p.origins) >= max(leastSaying, n.origins/rareKind) {
			kinds = append(kinds, p)
		}
	}
	slices.SortStableFunc(kinds, func(a, b phrase) int { return cmp.Compare(len(b.origins), len(a.origins)) })
	for _, p := range kinds[:min(len(kinds), mostKinds)] {
		out = append(out, p.words)
	}
	return out
}

// isPlace tells whether reports are about a place of this name.
func (n *naming) isPlace(name string) bool {
	return slices.ContainsFunc(n.reports, func(r reporting) bool { return slices.Contains(r.lands, name) || slices.Contains(r.spots, name) })
}

// dyads are the pairs of countries that half of the reports are about, both: "Cambodia–Thailand".
func (n *naming) dyads() []string {
	pairs := tally{}
	for _, r := range n.reports {
		for i, a := range r.lands {
			for _, b := range r.lands[i+1:] {
				pairs[pairOf(a, b)]++
			}
		}
	}
	most := pairs.atLeast(max(leastSaying, (len(n.reports)+1)/2))
	return most[:min(len(most), 3)]
}

// pairOf names what is between a and b.
func pairOf(a, b string) string { return min(a, b) + "–" + max(a, b) }

func hasAffair(name string) bool {
	return slices.ContainsFunc(tokens(name, headWords), func(t token) bool { return heads[strings.ToLower(t.text)] })
}

// calls tells whether enough reports say the noun of an affair.
func (n *naming) calls(noun string) bool {
	return slices.ContainsFunc(n.affairs, func(a affair) bool { return a.noun == noun && a.said })
}

// sharesStart tells whether a word of a begins as one of b does: "Haitian", "Haiti".
func sharesStart(a, b string) bool {
	const letters = 4
	starts := map[string]bool{}
	for w := range contentWords(a) {
		starts[w[:min(len(w), letters)]] = true
	}
	for w := range contentWords(b) {
		if starts[w[:min(len(w), letters)]] {
			return true
		}
	}
	return false
}
