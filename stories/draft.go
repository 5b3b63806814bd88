package stories

import (
	"cmp"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// Finding is what is known of one happening that a draft tells of.
type Finding struct {
	Mentions    []int   // of the draft, by their place in it: those that tell of it
	EventID     string  // the event that was reported; "" when none was
	Probability float64 // that it is the same happening
	Conflicts   []models.Conflict
}

// context is what a draft tells in all: who takes part in anything, and which
// events it tells of.
type context struct {
	cast []party
	told map[*candidateEvent]bool
}

// draftHappening is a happening of a draft: the mentions of it, in their order.
type draftHappening struct {
	at       []int
	mentions []*knownMention
}

// CheckDraft compares what a draft tells with the events that are known and may
// be the same. A draft that tells something new has no event there; it is then
// not reported, whatever is like it. Nothing of the draft is kept.
func CheckDraft(draft Report, known []Told) []Finding {
	t := NewTracker(Known{})
	candidates := make([]*candidateEvent, 0, len(known))
	for _, told := range known {
		if c := t.candidate(told); c != nil {
			candidates = append(candidates, c)
		}
	}
	happenings := t.happenings(draft)
	var cast []party
	for _, h := range happenings {
		for _, m := range h.mentions {
			cast = append(cast, m.parties...)
		}
	}
	out := make([]Finding, len(happenings))
	chosen := make([]*resemblance, len(happenings))
	likes := make([][]resemblance, len(happenings))
	told := map[*candidateEvent]bool{}
	for i, h := range happenings {
		out[i].Mentions = h.at
		if chosen[i], likes[i] = choose(h, candidates); chosen[i] != nil {
			told[chosen[i].event] = true
		}
	}
	for i, h := range happenings {
		f, best := &out[i], chosen[i]
		if best != nil {
			f.EventID, f.Probability = best.event.told.Event.ID, best.probability()
			f.Conflicts = conflicts(h, best, likes[i])
		}
		for _, m := range h.mentions {
			f.Conflicts = append(f.Conflicts, numberConflicts(m, best, likes[i], context{cast, told})...)
		}
	}
	return onceEach(out)
}

// happenings groups the mentions of a draft as its own text tells them together:
// "they met in Geneva", "the talks".
func (t *Tracker) happenings(draft Report) []draftHappening {
	r := t.report(draft.Article)
	group := map[string]string{} // event by mention
	for _, m := range NewTracker(Known{}).Place(draft).Mentions {
		group[m.ID] = m.EventID
	}
	var out []draftHappening
	at := map[string]int{}
	for i, m := range draft.Mentions {
		if m.Confidence < leastDraft || m.Status == models.Hypothetical {
			continue
		}
		key := cmp.Or(group[m.ID], m.ID)
		n, ok := at[key]
		if !ok {
			n = len(out)
			at[key] = n
			out = append(out, draftHappening{})
		}
		out[n].at = append(out[n].at, i)
		out[n].mentions = append(out[n].mentions, t.mention(m, r))
	}
	return together(out)
}

// together joins happenings of one type and day that nothing holds apart: "the
// fall of the city", "the rebels captured it".
func together(hs []draftHappening) []draftHappening {
	var out []draftHappening
	for _, h := range hs {
		i := slices.IndexFunc(out, func(o draftHappening) bool { return o.joins(h) })
		if i < 0 {
			out = append(out, h)
			continue
		}
		out[i].at, out[i].mentions = append(out[i].at, h.at...), append(out[i].mentions, h.mentions...)
	}
	return out
}

// joins tells whether every mention of h may be of o: one place at most, and
// nobody who is known in both without one in common.
func (h draftHappening) joins(o draftHappening) bool {
	day := false
	for _, a := range h.mentions {
		for _, b := range o.mentions {
			if a.Type != b.Type || !stated(a.Mention) || !stated(b.Mention) || a.when.span != b.when.span {
				continue
			}
			day = true
		}
	}
	if !day {
		return false
	}
	e := newEvent("")
	for _, m := range h.mentions {
		e.take(m)
	}
	return !slices.ContainsFunc(o.mentions, func(m *knownMention) bool {
		_, where := matchPlace(m, e)
		_, shared, strangers := matchParties(m, e)
		return where == elsewhere || strangers && shared == 0
	})
}

// leastDraft is the confidence from which a mention of a draft is looked at.
const leastDraft = .3

// onceEach leaves out a conflict that another mention of the same words has too.
func onceEach(findings []Finding) []Finding {
	type words struct {
		field      models.ConflictField
		draft      string
		start, end int
		title      string
	}
	seen := map[words]bool{}
	for i := range findings {
		findings[i].Conflicts = slices.DeleteFunc(findings[i].Conflicts, func(c models.Conflict) bool {
			w := words{c.Field, c.Draft, c.Quote.Start, c.Quote.End, c.Quote.Field}
			again := seen[w]
			seen[w] = true
			return again
		})
	}
	return findings
}
