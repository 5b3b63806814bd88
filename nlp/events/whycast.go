package events

import (
	"fmt"
	"slices"
)

// why says of each participant on one side of an event how it stands to the
// trigger and what chose it: the ranker, whose likeliest choice k is, or the
// rules. An empty side says how sure the ranker was of nobody.
func (sc *scene) why(field string, chosen, ruled []int, odds []float64, k int) []Reason {
	nobody := len(sc.nominals)
	best := "nobody"
	if k < nobody {
		best = sc.quoted(sc.nominals[k].phrase)
	}
	if len(chosen) == 0 {
		return []Reason{{field, fmt.Sprintf("the ranker gives %s %.2f, then %s", best, odds[k], sc.runnerUp(odds, k))}}
	}
	var out []Reason
	for _, p := range chosen {
		i := slices.IndexFunc(sc.nominals, func(n nominal) bool { return n.phrase == p })
		by := "stands for " + best
		switch {
		case i == k && i != none:
			by = fmt.Sprintf("the ranker gives it %.2f, then %s", odds[k], sc.runnerUp(odds, k))
		case k < nobody && sc.s.root(p) == sc.s.root(sc.nominals[k].phrase):
			by = "listed with " + best
		case slices.Contains(ruled, p) && i != none:
			by = fmt.Sprintf("the rules name it; the ranker gives it %.2f, %s %.2f", odds[i], best, odds[k])
		case slices.Contains(ruled, p):
			by = "the rules name it"
		}
		out = append(out, Reason{field, fmt.Sprintf("%s, %s: %s", sc.quoted(p), sc.standing(p), by)})
	}
	return out
}

// runnerUp is the likeliest choice but k, with its probability.
func (sc *scene) runnerUp(odds []float64, k int) string {
	second := none
	for i, p := range odds {
		if i != k && (second == none || p > odds[second]) {
			second = i
		}
	}
	switch {
	case second == none:
		return "none other"
	case second == len(sc.nominals):
		return fmt.Sprintf("nobody %.2f", odds[second])
	}
	return fmt.Sprintf("%s %.2f", sc.quoted(sc.nominals[second].phrase), odds[second])
}

// quoted are the words of phrase p, in quotation marks.
func (sc *scene) quoted(p int) string {
	ph := &sc.s.phrases[p]
	return fmt.Sprintf("%q", sc.d.Doc.Slice(sc.s.span(ph.first, ph.last)))
}

// parts of a sentence and whose they are, for a reader, by the names of relation.
var (
	partNames = map[string]string{"self": "in the noun's phrase", "on": "hanging on the noun", "carrier": "what the noun hangs on", "subject": "subject",
		"passive": "subject of a passive", "object": "object", "object2": "second object", "agent": "behind \"by\"", "pp": "behind a preposition",
		"noun": "what the clause is about", "noun-pp": "hanging on what the clause is about", "after": "behind the verb"}
	ownerNames = map[string]string{"own": "", "verb": " of the noun's verb", "over": " of the verb above", "over2": " of the verb two above",
		"under": " of a verb below", "beside": " of a verb beside it"}
)

// standing is how phrase p stands to the trigger, for a reader.
func (sc *scene) standing(p int) string {
	r := sc.s.relation(sc.t, p)
	if part, ok := partNames[r.how]; ok {
		return part + ownerNames[r.where]
	}
	return "elsewhere in the sentence"
}
