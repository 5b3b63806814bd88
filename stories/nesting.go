package stories

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// A story is taken for a part of an older one that is so many times larger, when it is
// an affair of its own: talks within a war. The weights, in log odds, were learned from
// pairs of stories of the collection that the linker learned from (background/README.md)
// and rounded, but that of events in common, which is set by hand: its items are filed
// under one story each.
const (
	timesLarger      = 3
	nestingPrior     = -7.2
	weightAlike      = 12.3 // times the cosine of the words of their events
	weightInside     = .7   // times the share of participants, the rare ones counting more
	weightCountries  = 1.3  // times the share of the places that are in countries of the other
	weightNamedAlike = .4   // times how rare a name is that both titles have, 1 at rarestName
	weightLarger     = .7   // times the logarithm of how much larger the other is
	weightCommon     = 3.5  // times the share of events that both have
	rarestName       = 8
	nestingSuggested = .5
	// Likeness alone makes a suggestion: of those that it gives .9, no more are right
	// than of those that it gives .5. It takes events in common, most of them, to be surer.
	mostlyCommon   = .5
	mostByLikeness = .6
	nestingSure    = .9 // then it is nested, unless a person said otherwise
)

// nest finds what each of the stories seems to be part of.
func (t *Tracker) nest(portraits map[string]*portrait, known map[string]models.Story, settled Settled) {
	by := map[string][]*portrait{} // by who takes part
	ids := slices.Sorted(maps.Keys(portraits))
	for _, id := range ids {
		for key := range portraits[id].cast {
			by[key] = append(by[key], portraits[id])
		}
	}
	rarity := func(key string) float64 { return math.Log(float64(len(ids)) / float64(len(by[key]))) }
	tree := newTree(known)
	for _, id := range ids {
		p := portraits[id]
		p.story.Nesting = nil
		if settled.Nested[id] {
			continue
		}
		seen := map[string]bool{id: true}
		var best *models.Nesting
		bestShares := false
		for _, key := range slices.Sorted(maps.Keys(p.cast)) {
			for _, q := range by[key] {
				if seen[q.story.ID] {
					continue
				}
				seen[q.story.ID] = true
				if settled.Refused[id][q.story.ID] || !tree.fits(id, q.story.ID) {
					continue
				}
				n, shares := t.nestingIn(p, q, rarity)
				if n != nil && (best == nil || cmp.Or(cmp.Compare(n.Probability, best.Probability), cmp.Compare(best.StoryID, n.StoryID)) > 0) {
					best, bestShares = n, shares
				}
			}
		}
		if best != nil && !bestShares {
			best.Probability = min(best.Probability, mostByLikeness)
		}
		switch {
		case p.story.ParentID != "":
			if best != nil && best.StoryID == p.story.ParentID {
				p.story.Nesting = best
			}
		case best != nil:
			p.story.Nesting = best
			if best.Probability >= nestingSure {
				p.story.ParentID = best.StoryID
				tree.parent[id] = best.StoryID
			}
		}
	}
}

// nestingIn is how probable it is that p is part of q, nil when it is not or
// cannot be, and whether they share most of the events of p. rarity says how much a
// participant tells.
func (t *Tracker) nestingIn(p, q *portrait, rarity func(key string) float64) (n *models.Nesting, shared bool) {
	a, b := p.story, q.story
	if a.EventCount == 0 || b.EventCount < timesLarger*a.EventCount || a.FirstDate == "" || b.FirstDate == "" || b.FirstDate > a.FirstDate ||
		p.affair == "" || p.affair == q.affair {
		return nil, false
	}
	inside, all := 0.0, 0.0
	for _, key := range slices.Sorted(maps.Keys(p.cast)) {
		share := p.cast[key] * rarity(key)
		all += share
		if q.cast[key] > 0 {
			inside += share
		}
	}
	within, placed, common := 0, 0, 0.0
	for _, country := range p.countries {
		placed++
		if slices.Contains(q.countries, country) {
			within++
		}
	}
	for _, e := range p.events {
		if e.linked(b.ID) >= onTimeline {
			common += 1 / float64(len(p.events))
		}
	}
	rarest := 0.0
	for name := range p.names {
		if q.names[name] {
			rarest = max(rarest, min(1, t.background.rarity(name, 0, 0)/rarestName))
		}
	}
	ev := evidence{}
	ev.add("before anything is known", nestingPrior)
	ev.add("words of their events in common", weightAlike*p.words.alike(q.words))
	if all > 0 {
		ev.add("who takes part is in that story too", weightInside*inside/all)
	}
	if placed > 0 {
		ev.add("in the countries of that story", weightCountries*float64(within)/float64(placed))
	}
	ev.add("named alike", weightNamedAlike*rarest)
	ev.add("that story is larger", weightLarger*math.Log(float64(b.EventCount)/float64(a.EventCount)))
	ev.add("events in common", weightCommon*common)
	probability := digits(logistic(ev.sum))
	if probability < nestingSuggested {
		return nil, false
	}
	return &models.Nesting{StoryID: b.ID, Probability: probability, Reasons: ev.reasons}, common >= mostlyCommon
}

// tree is which story is part of which.
type tree struct{ parent map[string]string }

func newTree(known map[string]models.Story) tree {
	t := tree{map[string]string{}}
	for id, s := range known {
		t.parent[id] = s.ParentID
	}
	return t
}

// fits tells whether a story may be made part of another: not of itself, by however
// many others, and no more than models.MostNested deep.
func (t tree) fits(part, of string) bool {
	depth := 1
	for id := of; id != ""; id = t.parent[id] {
		if depth++; id == part || depth > models.MostNested {
			return false
		}
	}
	return depth+t.below(part, models.MostNested) <= models.MostNested
}

// below is how many levels of stories are part of a story, at most most.
func (t tree) below(id string, most int) int {
	deep := 0
	for part, parent := range t.parent {
		if parent == id && most > 0 {
			deep = max(deep, 1+t.below(part, most-1))
		}
	}
	return deep
}
