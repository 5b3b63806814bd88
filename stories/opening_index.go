package stories

import (
	"cmp"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// relatedIndex finds the events that are on no tracked story's timeline by what
// they share.
type relatedIndex map[string]map[*knownEvent]bool

// rareStems is how many of the rarest words of a mention an event is found by.
const rareStems = 4

// rarest returns the rarest words of a bag.
func rarest(bag []weighted) []string {
	ws := slices.Clone(bag)
	slices.SortStableFunc(ws, func(a, b weighted) int { return cmp.Compare(b.weight, a.weight) })
	out := make([]string, 0, rareStems)
	for _, w := range ws[:min(len(ws), rareStems)] {
		out = append(out, w.term)
	}
	return out
}

// sharedKeys returns what e is found by.
func sharedKeys(e *knownEvent) []string {
	var out []string
	for _, p := range e.cast {
		if p.known && p.kind != models.EntityCountry {
			out = append(out, "@"+p.key)
		}
	}
	for i := range e.sites {
		if s := &e.sites[i]; exact(&s.place) {
			out = append(out, "#"+s.place.Key)
		}
	}
	for _, m := range e.newest() {
		out = append(out, m.rare...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (x relatedIndex) add(e *knownEvent) {
	e.shares = sharedKeys(e)
	for _, k := range e.shares {
		if x[k] == nil {
			x[k] = map[*knownEvent]bool{}
		}
		x[k][e] = true
	}
}

func (x relatedIndex) remove(e *knownEvent) {
	for _, k := range e.shares {
		if delete(x[k], e); len(x[k]) == 0 {
			delete(x, k)
		}
	}
	e.shares = nil
}

// near returns the events that share most with e, those first: of the last months,
// and those that held tells to be in view however old.
func (x relatedIndex) near(e *knownEvent, held func(*knownEvent) bool) []*knownEvent {
	shared := map[*knownEvent]int{}
	for _, k := range e.shares {
		if len(x[k]) <= mostSharing {
			for o := range x[k] {
				shared[o]++
			}
		}
	}
	delete(shared, e)
	out := make([]*knownEvent, 0, len(shared))
	for o := range shared {
		if apart(e, o) <= openingDays || held(o) {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(a, b *knownEvent) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a.id, b.id))
	})
	return out[:min(len(out), mostRelated)]
}
