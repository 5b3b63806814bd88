package stories

import (
	"slices"

	"github.com/throughline-news/throughline/models"
)

// relatedIndex finds the events that are on no tracked story's timeline by what
// they share.
type relatedIndex struct {
	events map[uint64][]*knownEvent // by the hash of what they share, in no order
	asked  int                      // questions so far
	found  []*knownEvent            // the last answer
}

func newRelatedIndex() relatedIndex { return relatedIndex{events: map[uint64][]*knownEvent{}} }

// sharedKeys returns what e is found by: who takes part, where, and its rarest words.
func sharedKeys(e *knownEvent) []uint64 {
	out := make([]uint64, 0, len(e.cast)+len(e.sites)+rareStems*mostQuotes)
	for i := range e.cast {
		if p := &e.cast[i]; p.known && p.kind != models.EntityCountry {
			out = append(out, mix(p.id))
		}
	}
	for i := range e.sites {
		if s := &e.sites[i]; exact(&s.place) {
			out = append(out, mix(hashWord("#")^hashWord(s.place.Key)))
		}
	}
	for _, m := range e.newest() {
		out = append(out, m.wording().rare...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// add files e under what it is found by now.
func (x *relatedIndex) add(e *knownEvent) { x.file(e, sharedKeys(e)) }

func (x *relatedIndex) remove(e *knownEvent) { x.file(e, nil) }

// file puts e under keys, in order, and takes it from where it was besides.
func (x *relatedIndex) file(e *knownEvent, keys []uint64) {
	i, j := 0, 0
	for i < len(e.shares) || j < len(keys) {
		switch {
		case j == len(keys) || i < len(e.shares) && e.shares[i] < keys[j]:
			x.take(e, e.shares[i])
			i++
		case i == len(e.shares) || keys[j] < e.shares[i]:
			x.events[keys[j]] = append(x.events[keys[j]], e)
			j++
		default:
			i++
			j++
		}
	}
	e.shares = slices.Clip(keys)
}

// take takes e from under k.
func (x *relatedIndex) take(e *knownEvent, k uint64) {
	list := x.events[k]
	last := len(list) - 1
	if last == 0 {
		delete(x.events, k)
		return
	}
	list[slices.Index(list, e)] = list[last]
	list[last] = nil
	x.events[k] = list[:last]
}

// near returns the events that share most with e, those first: of the last months,
// and those that held tells to be in view however old. The next question takes
// the list back.
func (x *relatedIndex) near(e *knownEvent, held func(*knownEvent) bool) []*knownEvent {
	x.asked++
	out := x.found[:0]
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
	x.found = out
	return foremost(out, mostRelated, func(a, b *knownEvent) int {
		if a.relation.shared != b.relation.shared {
			return b.relation.shared - a.relation.shared
		}
		return orderEvents(a, b)
	})
}
