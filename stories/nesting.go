package stories

import (
	"cmp"
	"maps"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// A story is taken for a part of an older one that is so many times larger, whose
// participants are mostly that one's, and that is an affair of its own: talks within
// a war. The weights, in log odds, are set by hand: participants, an own noun and a
// common name make it a suggestion; that its events are on the timeline of the other
// too makes it sure.
const (
	timesLarger      = 3
	mostlyInside     = .6
	nestingPrior     = -4.2
	weightInside     = 3.0
	weightCommon     = 3.5 // times the share of events that both have
	weightOwnAffair  = 1.0
	weightNamedAlike = 1.0
	nestingSuggested = .5
	nestingSure      = .9 // then it is nested, unless a person said otherwise
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
	tree := newTree(known)
	for _, id := range ids {
		p := portraits[id]
		p.story.Nesting = nil
		if settled.Nested[id] {
			continue
		}
		seen := map[string]bool{id: true}
		var best *models.Nesting
		for _, key := range slices.Sorted(maps.Keys(p.cast)) {
			for _, q := range by[key] {
				if seen[q.story.ID] {
					continue
				}
				seen[q.story.ID] = true
				if settled.Refused[id][q.story.ID] || !tree.fits(id, q.story.ID) {
					continue
				}
				n := nestingIn(p, q)
				if n != nil && (best == nil || cmp.Or(cmp.Compare(n.Probability, best.Probability), cmp.Compare(best.StoryID, n.StoryID)) > 0) {
					best = n
				}
			}
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
// cannot be.
func nestingIn(p, q *portrait) *models.Nesting {
	a, b := p.story, q.story
	if a.EventCount == 0 || b.EventCount < timesLarger*a.EventCount || a.FirstDate == "" || b.FirstDate == "" || b.FirstDate > a.FirstDate ||
		p.affair == "" || p.affair == q.affair {
		return nil
	}
	inside, all := 0.0, 0.0
	for _, key := range slices.Sorted(maps.Keys(p.cast)) {
		all += p.cast[key]
		if q.cast[key] > 0 {
			inside += p.cast[key]
		}
	}
	if all == 0 || inside/all < mostlyInside {
		return nil
	}
	common := 0.0
	for _, e := range p.events {
		if e.linked(b.ID) >= onTimeline {
			common += 1 / float64(len(p.events))
		}
	}
	alike := false
	for name := range p.names {
		alike = alike || q.names[name]
	}
	ev := evidence{}
	ev.add("before anything is known", nestingPrior)
	ev.add("who takes part is in that story too", weightInside*inside/all)
	ev.add("events in common", weightCommon*common)
	ev.add("an affair of its own: "+p.affair, weightOwnAffair)
	if alike {
		ev.add("named alike", weightNamedAlike)
	}
	probability := digits(logistic(ev.sum))
	if probability < nestingSuggested {
		return nil
	}
	return &models.Nesting{StoryID: b.ID, Probability: probability, Reasons: ev.reasons}
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
