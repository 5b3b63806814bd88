package stories

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/throughline-news/throughline/models"
)

// grows are counts that are low at first and rise as more becomes known: the
// later number then replaces the earlier one.
var grows = map[models.QuantityKind]bool{
	models.Killed: true, models.Wounded: true, models.Missing: true, models.Displaced: true, models.Detained: true,
	models.Released: true, models.Destroyed: true, models.Weapons: true, models.Crowd: true,
}

// approximate is how far a number may be from one that is said to be about it.
const approximate = .1

// bounds are the least and the most that the words of a quantity allow.
type bounds struct{ low, high float64 }

// boundsOf reads a quantity; ok is false when it states no number.
func boundsOf(q models.Quantity) (b bounds, ok bool) {
	b = bounds{0, math.Inf(1)}
	switch {
	case q.Value != nil && q.Approx:
		return bounds{*q.Value * (1 - approximate), *q.Value * (1 + approximate)}, true
	case q.Value != nil:
		return bounds{*q.Value, *q.Value}, true
	case q.Min == nil && q.Max == nil:
		return b, false
	}
	if q.Min != nil {
		b.low = *q.Min
	}
	if q.Max != nil {
		b.high = *q.Max
	}
	return b, true
}

func (b bounds) overlaps(o bounds) bool { return b.low <= o.high && o.low <= b.high }

// allows tells whether b allows all that o does: it says no more than o.
func (b bounds) allows(o bounds) bool { return b.low <= o.low && o.high <= b.high }

// stating is a quantity as a statement gives it.
type stating struct {
	Statement
	models.Quantity
	bounds
}

// number is one value that articles give an aspect.
type number struct {
	bounds
	first   Statement // that gave it
	origins []string
}

// numbers are the claims of how many.
func (t Told) numbers() []models.Claim {
	aspects := map[string][]stating{}
	for _, s := range t.Statements {
		for _, q := range s.Mention.Numbers {
			if b, ok := boundsOf(q); ok {
				aspects[aspectOf(q)] = append(aspects[aspectOf(q)], stating{s, q, b})
			}
		}
	}
	var out []models.Claim
	for _, aspect := range slices.Sorted(maps.Keys(aspects)) {
		out = append(out, t.count(aspect, aspects[aspect])...)
	}
	return out
}

// count are the claims of one aspect, in the order of time. Of the numbers that
// one voice gives in one article the largest is the whole, the others are parts.
func (t Told) count(aspect string, said []stating) []models.Claim {
	part := func(x stating) bool {
		return slices.ContainsFunc(said, func(o stating) bool {
			return o.Article.ID == x.Article.ID && o.Mention.StatusSource == x.Mention.StatusSource && o.low > x.low
		})
	}
	var values []*number
	of := make([]*number, len(said)) // nil for a part
	for n, x := range said {
		if part(x) {
			continue
		}
		i := slices.IndexFunc(values, func(n *number) bool { return n.bounds == x.bounds })
		if i < 0 {
			values = append(values, &number{bounds: x.bounds, first: x.Statement})
			i = len(values) - 1
		}
		values[i].origins = once(values[i].origins, x.Article.OriginID)
		of[n] = values[i]
	}
	growing := grows[said[0].Kind]
	best := bestNumber(values, growing)
	out := make([]models.Claim, len(said))
	for n, x := range said {
		c := t.claim(x.Statement, models.ClaimNumber, lineOf(x.Quantity))
		c.Aspect, c.Quantity = aspect, &x.Quantity
		v := of[n]
		before := v != nil && growing && earlier(v.first.Article, best.first.Article)
		switch {
		case v == nil:
			c = rule(c, models.VerdictAgree, "a part of what the same report gives")
		case v == best:
			c = chosen(c)
		case before && v.low < best.low && v.overlaps(best.bounds):
			c = rule(c, models.VerdictSuperseded, "an earlier bound, still true")
		case v.overlaps(best.bounds):
			c = rule(c, models.VerdictAgree, "the bounds allow both")
		case before:
			c = rule(c, models.VerdictSuperseded, "an earlier count, replaced by a later one")
		case t.overtaken(x.Statement):
			c = rule(c, models.VerdictSuperseded, "planned otherwise")
		default:
			c = rule(c, models.VerdictDiffer, "another number")
		}
		out[n] = c
	}
	return out
}

// bestNumber chooses among the values of an aspect, in the order they were first
// given. A later value replaces an earlier one when it is more exact, or higher
// where counts grow; else the one that more origins give is taken, of equals the
// later, and on one day the higher where counts grow.
func bestNumber(values []*number, growing bool) *number {
	best := values[0]
	for _, v := range values[1:] {
		later := earlier(best.first.Article, v.first.Article)
		more := cmp.Compare(len(v.origins), len(best.origins))
		switch {
		case v.allows(best.bounds): // it says less
		case later && (best.allows(v.bounds) || growing && v.low > best.low),
			more > 0, more == 0 && (best.allows(v.bounds) || growing && (later || v.low > best.low)):
			best = v
		}
	}
	return best
}

// people are units that say no more than the kind does.
var people = map[string]bool{"": true, "person": true, "people": true, "individual": true, "others": true}

// aspectOf names what a quantity counts: numbers are compared within it.
func aspectOf(q models.Quantity) string {
	if people[q.Unit] {
		return string(q.Kind)
	}
	return string(q.Kind) + " " + q.Unit
}

// lineOf writes a quantity's number in one line.
func lineOf(q models.Quantity) string {
	digits := func(x *float64) string { return strconv.FormatFloat(*x, 'f', -1, 64) }
	switch {
	case q.Value != nil && q.Approx:
		return "about " + digits(q.Value)
	case q.Value != nil:
		return digits(q.Value)
	case q.Min != nil && q.Max != nil:
		return digits(q.Min) + " to " + digits(q.Max)
	case q.Min != nil:
		return "at least " + digits(q.Min)
	}
	return "at most " + digits(q.Max)
}
