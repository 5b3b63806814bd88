package stories

import (
	"github.com/throughline-news/throughline/models"
)

// matchParties compares who takes part. strangers is set when both sides name
// others who are known and too little is shared: two bilateral meetings of one
// person are two.
func matchParties(m *knownMention, e *knownEvent) (score float64, shared int, strangers bool) {
	var room [64]bool
	taken := room[:] // of the cast, by one of m's
	if len(e.cast) > len(room) {
		taken = make([]bool, len(e.cast))
	}
	var roomToo [8]*party
	rest := roomToo[:0]
	for k := range m.parties {
		p := &m.parties[k]
		i, found := e.inCast(p.id)
		if !found {
			rest = append(rest, p)
			continue
		}
		taken[i] = true
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
		if p.land != 0 {
			ally, side := e.ofLand(p.land, taken)
			if ally >= 0 {
				taken[ally] = true
				shared++
				score += weightAlly
				continue
			}
			if side {
				continue // one more of a side that takes part
			}
		}
		if p.known {
			others++
		}
	}
	left := 0
	for i := range e.cast {
		o := &e.cast[i]
		switch {
		case taken[i] || !o.known || o.land != 0 && m.hasLand(o.land):
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

// inCast is where the cast has an id, or would have it.
func (f *facets) inCast(id uint64) (at int, found bool) {
	from, to := 0, len(f.cast)
	for from < to {
		if mid := (from + to) / 2; f.cast[mid].id < id {
			from = mid + 1
		} else {
			to = mid
		}
	}
	return from, from < len(f.cast) && f.cast[from].id == id
}

// ofLand returns the first of the cast of a country that is not taken, -1 when there
// is none, and tells whether anybody is of it.
func (f *facets) ofLand(land uint64, taken []bool) (free int, any bool) {
	for i := range f.cast {
		if f.cast[i].land != land {
			continue
		}
		if any = true; !taken[i] {
			return i, true
		}
	}
	return -1, any
}

// hasLand tells whether somebody of a country takes part in what m tells.
func (m *knownMention) hasLand(land uint64) bool {
	for i := range m.parties {
		if m.parties[i].land == land {
			return true
		}
	}
	return false
}
