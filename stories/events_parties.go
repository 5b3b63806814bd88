package stories

import (
	"slices"

	"github.com/throughline-news/throughline/models"
)

// matchParties compares who takes part. strangers is set when both sides name
// others who are known and too little is shared: two bilateral meetings of one
// person are two.
func matchParties(m *knownMention, e *knownEvent) (score float64, shared int, strangers bool) {
	theirs := e.cast
	var room [16]*party
	free := room[:0]
	for i := range theirs {
		free = append(free, &theirs[i])
	}
	var roomToo [8]*party
	rest := roomToo[:0]
	for k := range m.parties {
		p := &m.parties[k]
		i := slices.IndexFunc(free, func(o *party) bool { return o.key == p.key })
		if i < 0 {
			rest = append(rest, p)
			continue
		}
		free = slices.Delete(free, i, i+1)
		switch {
		case !p.known && !p.named:
			score += weightCrowd
			continue
		case p.kind == models.EntityCountry:
			score += weightState
		default:
			score += weightParty
		}
		shared++
	}
	others := 0
	for _, p := range rest {
		if p.known && e.says(p.sought) {
			shared++
			score += weightSaid
			continue
		}
		if p.country != "" {
			if i := slices.IndexFunc(free, func(o *party) bool { return o.country == p.country }); i >= 0 {
				free = slices.Delete(free, i, i+1)
				shared++
				score += weightAlly
				continue
			}
			if slices.ContainsFunc(theirs, func(o party) bool { return o.country == p.country }) {
				continue // one more of a side that takes part
			}
		}
		if p.known {
			others++
		}
	}
	left := 0
	for _, o := range free {
		ours := func(p party) bool { return o.country != "" && p.country == o.country }
		switch {
		case !o.known || slices.ContainsFunc(m.parties, ours):
		case m.wording().has(o.sought):
			shared++
			score += weightSaid
		default:
			left++
		}
	}
	score = min(score, mostParties) + weightOther*float64(min(others, left, 2))
	return score, shared, min(others, left) > 0 && shared < 2
}
