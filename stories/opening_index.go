package stories

import (
	"cmp"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// relatedIndex finds the events that are on no tracked story's timeline by what
// they share.
type relatedIndex struct {
	events map[string][]*knownEvent // each by id
	asked  int                      // questions so far
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
		out = append(out, m.wording().rare...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// add files e under what it is found by now.
func (x *relatedIndex) add(e *knownEvent) {
	shares := sharedKeys(e)
	if e.shares != nil && slices.Equal(shares, e.shares) {
		return
	}
	x.remove(e)
	e.shares = shares
	for _, k := range shares {
		x.events[k] = insertEvent(x.events[k], e)
	}
}

func (x *relatedIndex) remove(e *knownEvent) {
	for _, k := range e.shares {
		list := removeEvent(x.events[k], e)
		if len(list) == 0 {
			delete(x.events, k)
			continue
		}
		x.events[k] = list
	}
	e.shares = nil
}

// near returns the events that share most with e, those first: of the last months,
// and those that held tells to be in view however old.
func (x *relatedIndex) near(e *knownEvent, held func(*knownEvent) bool) []*knownEvent {
	x.asked++
	var out []*knownEvent
	for _, k := range e.shares {
		list := x.events[k]
		if len(list) > mostSharing {
			continue
		}
		for _, o := range list {
			if o.relation.asked != x.asked {
				o.relation.asked, o.relation.shared = x.asked, 0
				if o != e && (apart(e, o) <= openingDays || held(o)) {
					out = append(out, o)
				}
			}
			o.relation.shared++
		}
	}
	slices.SortFunc(out, func(a, b *knownEvent) int {
		return cmp.Or(cmp.Compare(b.relation.shared, a.relation.shared), orderEvents(a, b))
	})
	return out[:min(len(out), mostRelated)]
}
