package stories

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// A round is what parties talked and agreed in one town, on stated days, without so
// many quiet days between. What goes on there for longer than a round lasts are
// regular meetings. It is opened when independent origins tell of it; the weights,
// in log odds, are set by hand: three origins, or two that tell of two happenings,
// reach roundSure, and one origin never does.
const (
	quietDays    = 10
	longestRound = 31 // days
	roundPrior   = -2.5
	weightOrigin = 1.5 // each
	weightTalk   = 1.0 // each
	mostCounted  = 3   // origins, and happenings
	roundSure    = .9
)

// talk is an event of a round, or that may be of one.
type talk struct {
	event       *knownEvent
	place       *models.Place // a town
	first, last models.Day
}

// talkOf returns what e has to be of a round: parties talked or agreed, or were to,
// in a town that is known, on days that are stated.
func talkOf(e *knownEvent) (talk, bool) {
	d := e.told.Date
	switch {
	case e.told.Type != models.Consult && e.told.Type != models.Agree,
		d == nil || d.Basis == models.BasisPublication,
		d.Precision != models.PrecisionDay && d.Precision != models.PrecisionRange,
		d.End < d.Start || d.End.Sub(d.Start) >= quietDays:
		return talk{}, false
	}
	switch e.told.Status {
	case models.Hypothetical, models.Possible, models.Intended, models.Denied, models.Historical:
		return talk{}, false
	}
	for i := range e.sites {
		if p := &e.sites[i].place; p.ID == e.told.PlaceID && exact(p) {
			return talk{e, p, d.Start, d.End}, true
		}
	}
	return talk{}, false
}

// orderTalks orders talks by day.
func orderTalks(a, b talk) int {
	return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.event.id, b.event.id))
}

// counts tells whether it is evidence of talks: they were held, or are to be. What
// was put off or called off is told with a round that there is.
func (k talk) counts() bool {
	switch k.event.told.Status {
	case models.Happened, models.Ongoing, models.Claimed, models.Scheduled:
		return true
	}
	return false
}

// near tells whether two talks are of one round by themselves: in one town, with
// fewer than quietDays between.
func (k talk) near(o talk) bool {
	if k.daysTo(o.first, o.last) > quietDays {
		return false
	}
	_, at := comparePlaces(k.place, o.place)
	return at == inTown
}

// daysTo is how many days lie from a talk to the days from first to last, 0 when
// it is on one of them.
func (k talk) daysTo(first, last models.Day) int {
	return max(0, k.first.Sub(last), first.Sub(k.last))
}

// burst is talks each of which is near another, by day.
type burst []talk

// burstsOf parts talks into bursts, in whatever order they come; these are by
// their first day.
func burstsOf(talks []talk) []burst {
	talks = slices.Clone(talks)
	slices.SortFunc(talks, orderTalks)
	of := make([]int, len(talks)) // the index of the first talk of its burst
	for i := range talks {
		of[i] = i
		for j := i - 1; j >= 0 && talks[i].first.Sub(talks[j].first) < 2*quietDays; j-- { // a talk takes fewer than quietDays
			if of[j] == of[i] || !talks[i].near(talks[j]) {
				continue
			}
			from, to := max(of[i], of[j]), min(of[i], of[j])
			for n := to; n <= i; n++ {
				if of[n] == from {
					of[n] = to
				}
			}
		}
	}
	var out []burst
	at := map[int]int{}
	for i, k := range talks {
		n, met := at[of[i]]
		if !met {
			n = len(out)
			at[of[i]], out = n, append(out, nil)
		}
		out[n] = append(out[n], k)
	}
	return out
}

// days returns the first and the last day of talks.
func (b burst) days() (first, last models.Day) {
	first = b[0].first
	for _, k := range b {
		first, last = min(first, k.first), max(last, k.last)
	}
	return first, last
}

// place is the town of a burst: that which most is told of.
func (b burst) place() *models.Place {
	count := map[string]int{}
	for _, k := range b {
		count[k.place.ID] += len(k.event.mentions)
	}
	return slices.MaxFunc(b, func(x, y talk) int {
		return cmp.Or(cmp.Compare(count[x.place.ID], count[y.place.ID]), cmp.Compare(y.place.ID, x.place.ID))
	}).place
}

// round is what speaks for a burst of a story being a round; its probability is 0
// when it cannot be: nobody talked, or for too long.
func (b burst) round(of string) *models.Round {
	first, last := b.days()
	out := &models.Round{Of: of, PlaceID: b.place().ID, First: first, Last: last}
	talked, happenings, origins := false, 0, map[string]bool{}
	for _, k := range b {
		if !k.counts() {
			continue
		}
		talked = talked || k.event.told.Type == models.Consult
		happenings++
		for o := range k.event.origins {
			origins[o] = true
		}
	}
	if !talked || last.Sub(first) >= longestRound {
		return out
	}
	ev := evidence{}
	ev.add("before anything is known", roundPrior)
	ev.add(fmt.Sprintf("talks in %s, never %d days apart", b.place().Name, quietDays), weightTalk*float64(min(happenings, mostCounted)))
	ev.add("independent origins", weightOrigin*float64(min(len(origins), mostCounted)))
	out.Probability, out.Reasons = digits(logistic(ev.sum)), ev.reasons
	return out
}

// roundTitle is how a round is called: by place and month; by the day when another
// story is called so.
func (t *Tracker) roundTitle(place string, first models.Day) string {
	day := first.Time()
	title := fmt.Sprintf("%s round, %s", place, day.Format("January 2006"))
	if t.titled(title) {
		title = fmt.Sprintf("%s round, %s", place, day.Format("2 January 2006"))
	}
	return title
}
