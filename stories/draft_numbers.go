package stories

import (
	"math"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// persons are units that a toll may be told in without being another count.
var persons = map[string]bool{
	"civilian": true, "resident": true, "villager": true, "inhabitant": true, "victim": true, "patient": true, "man": true, "woman": true,
	"worker": true, "passenger": true, "life": true, "body": true, "fatality": true, "casualty": true, "citizen": true, "local": true, "death": true,
}

// tollBeside is a number of a report beside one of a draft.
type tollBeside struct {
	resemblance
	models.Quantity
	m    *knownMention
	like float64 // cosine of the two sentences
}

// The likeness of sentences from which on the number of an event that the draft is
// not known to tell of is compared with its own, and how much more likely an
// event is that it does tell of.
const (
	leastToll  = .22
	tollOfSame = .5
)

// numberConflicts tells that reports count otherwise than the mention m. best is
// the event that it tells of, nil when none is known, all are those that may be,
// and draft is what else the draft tells. A number that any
// report gives is right, though another may have replaced it; so is one that only
// says less. Tolls are told in sentences that name nobody and no day ("five days of
// fighting have killed 35"): the sentence most like it then says what was counted.
func numberConflicts(m *knownMention, best *resemblance, all []resemblance, draft context) []models.Conflict {
	var out []models.Conflict
	for _, q := range m.Numbers {
		if _, ok := boundsOf(q); !ok || !isWhole(m, q) {
			continue
		}
		ours, others := besides(m, q, best, all, draft)
		c, kind, ok := judgeNumber(q, ours, others)
		if !ok {
			continue
		}
		if x, ok := numberConflict(m, q, c, kind); ok {
			out = append(out, x)
		}
	}
	return out
}

// besides are the numbers of reports that count the same kind of thing as q: those
// of the event told of, and those of others that it may be of.
func besides(m *knownMention, q models.Quantity, best *resemblance, all []resemblance, draft context) (ours, others []tollBeside) {
	for _, r := range all {
		told := best != nil && r.event == best.event
		if !told && !r.event.aside() && !draft.told[r.event] && !meets(r.event, draft.cast) && !r.sameTown {
			continue
		}
		for _, o := range r.event.mentions {
			for _, n := range o.Numbers {
				if n.Kind != q.Kind || !countsSame(q, n) {
					continue
				}
				x := tollBeside{r, n, o, m.wording().alike(o.wording())}
				if told {
					x.like += tollOfSame
					ours = append(ours, x)
				} else {
					others = append(others, x)
				}
			}
		}
	}
	return ours, others
}

// meets tells whether somebody of the cast, or of their countries, is in e.
func meets(e *candidateEvent, cast []party) bool {
	return slices.ContainsFunc(cast, func(p party) bool {
		return p.known && slices.ContainsFunc(e.cast, func(o party) bool { return o.id == p.id || o.land != 0 && o.land == p.land })
	})
}

// countsSame tells whether two numbers of a kind count the same: units other
// than persons are counts of their own.
func countsSame(q, n models.Quantity) bool {
	return aspectOf(q) == aspectOf(n) || (people[q.Unit] || persons[q.Unit]) && (people[n.Unit] || persons[n.Unit])
}

// isWhole tells whether q tells how many there are, and not how many were added
// or taken away: the points of a plan, not those that talks took out of it.
func isWhole(m *knownMention, q models.Quantity) bool {
	if q.Kind != models.Points {
		return true
	}
	if strings.Contains(q.Text, "-") {
		return true
	}
	exact := []rune(m.Quote.Exact)
	at := q.Start - m.Quote.Start
	if at < 0 || at > len(exact) {
		return false
	}
	before := strings.Fields(string(exact[:at]))
	return len(before) > 0 && wholeBefore[strings.ToLower(before[len(before)-1])]
}

// wholeBefore are words before the number of points that a plan has.
var wholeBefore = wordSet(`of to with has have had contains containing its`)

// judgeNumber tells how q stands to the numbers of reports: c is the one that it
// is most likely an account of. ok is false when there is no conflict.
func judgeNumber(q models.Quantity, ours, others []tollBeside) (c tollBeside, kind models.ConflictKind, ok bool) {
	equal := func(x tollBeside) bool { return same(q, x.Quantity) }
	if slices.ContainsFunc(ours, equal) {
		return mostLike(ours), "", true // as the ledger has it
	}
	if slices.ContainsFunc(others, equal) {
		return tollBeside{}, "", false
	}
	pool := slices.Concat(ours, slices.DeleteFunc(slices.Clone(others), func(x tollBeside) bool { return x.otherDay || x.otherPlace || x.like < leastToll }))
	if len(pool) == 0 {
		return tollBeside{}, "", false
	}
	c = mostLike(pool)
	if !people[q.Unit] && people[c.Unit] && figure(q) < figure(c.Quantity) {
		return tollBeside{}, "", false // a part of the whole
	}
	return c, models.ConflictContradicted, true
}

// mostLike is the number whose sentence is most like the draft's; of equals the first.
func mostLike(list []tollBeside) tollBeside {
	best := list[0]
	for _, x := range list[1:] {
		if x.like > best.like {
			best = x
		}
	}
	return best
}

// numberConflict tells q of m beside the claims of the event of c. With no kind
// given it is as the claims have it: replaced, disputed, or no conflict at all.
func numberConflict(m *knownMention, q models.Quantity, c tollBeside, kind models.ConflictKind) (models.Conflict, bool) {
	var said []models.Claim
	replaced, differs := true, false
	for _, k := range Claims(c.event.told) {
		if k.Field != models.ClaimNumber || k.Quantity.Kind != q.Kind || !countsSame(q, *k.Quantity) {
			continue
		}
		said = append(said, k)
		if same(q, *k.Quantity) {
			replaced = replaced && k.Verdict == models.VerdictSuperseded
		}
		differs = differs || k.Verdict == models.VerdictDiffer
	}
	if kind == "" {
		switch {
		case replaced:
			kind = models.ConflictOutdated
		case differs:
			kind = models.ConflictDisputed
		default:
			return models.Conflict{}, false
		}
	}
	said = slices.DeleteFunc(said, func(k models.Claim) bool {
		return k.Verdict == models.VerdictSuperseded || kind == models.ConflictOutdated && same(q, *k.Quantity)
	})
	if len(said) == 0 {
		return models.Conflict{}, false
	}
	return models.Conflict{Kind: kind, Field: models.ConflictNumber, Aspect: aspectOf(q), Draft: lineOf(q), Quote: partOf(m.Quote, q.Text, q.Start, q.End, q.Field),
		EventID: c.event.told.Event.ID, Says: sayings(said)}, true
}

// same tells whether two numbers can be one: equal, near when one is said to be
// about, within what the other leaves open. "At least 25" is 25 or, when it is
// a round number, not more than the other.
func same(draft, report models.Quantity) bool {
	a, b := figure(draft), figure(report)
	if a == b {
		return true
	}
	switch {
	case draft.Value == nil && draft.Min != nil && draft.Max == nil && round(a):
		return a <= b && b <= a*over(draft)
	case (draft.Approx || report.Approx) && math.Abs(a-b) <= approximate*max(a, b):
		return true
	case draft.Min != nil && draft.Max != nil:
		return *draft.Min <= b && b <= *draft.Max
	case report.Min != nil && report.Max != nil:
		return *report.Min <= a && a <= *report.Max
	case report.Value == nil && report.Min != nil && round(b) && draft.Value != nil:
		return b <= a && a <= b*over(report) // "more than 30", and it was 34
	}
	return false
}

// over is how many times as much as its round number a bound can mean: "more than
// 30" is not 70, but "hundreds" are any number of them.
func over(q models.Quantity) float64 {
	if strings.ContainsAny(q.Text, "0123456789") {
		return 2
	}
	return 10
}

// round tells whether words that leave a number open mean it roughly: tens,
// dozens, hundreds.
func round(n float64) bool {
	return n >= 10 && (math.Mod(n, 10) == 0 || math.Mod(n, 12) == 0 && n <= 24)
}

// figure is the one number that a quantity names.
func figure(q models.Quantity) float64 {
	switch {
	case q.Value != nil:
		return *q.Value
	case q.Min != nil:
		return *q.Min
	}
	return *q.Max
}
