package stories

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// reasonRound is why an event is of a round; what speaks for the round is told with it.
const reasonRound = "one of the talks in that town, on these days"

// stretch is a burst of talks on the timeline of a story, and the rounds that it is.
type stretch struct {
	story  string
	talks  burst
	rounds []string
}

// rounding is one look for rounds.
type rounding struct {
	*Tracker
	known    map[string]models.Story
	tree     tree
	rounds   []string              // ids of those that are known, in order
	within   map[string][]*stretch // by story
	having   map[*knownEvent]*stretch
	of       map[*knownEvent]string // the round that an event is of now
	extended map[string]bool        // by round
	saved    map[string]models.Story
	changed  map[string]*knownEvent
}

// Rounds finds the rounds of the stories as they are stored, by id (known is as for
// Review), and returns the stories and the links that are to change: a round is
// opened within the story that its talks are on the timeline of, and has from then on
// what comes of the same talks. One that people put elsewhere, track or merged into
// another stays as they left it, and no other is opened in its place.
func (t *Tracker) Rounds(known map[string]models.Story) Placement {
	r := rounding{Tracker: t, known: known, tree: newTree(known), within: map[string][]*stretch{}, having: map[*knownEvent]*stretch{},
		of: map[*knownEvent]string{}, extended: map[string]bool{}, saved: map[string]models.Story{}, changed: map[string]*knownEvent{}}
	for _, id := range t.Reviewable() {
		s, ok := known[id]
		switch {
		case ok && s.Round != nil:
			r.rounds = append(r.rounds, id)
		case ok:
			for _, b := range burstsOf(r.talksOf(id)) {
				st := &stretch{story: id, talks: b}
				r.within[id] = append(r.within[id], st)
				for _, k := range b {
					r.having[k.event] = st
				}
			}
		}
	}
	for _, id := range r.rounds {
		if st := r.match(id); st != nil {
			st.rounds = append(st.rounds, id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.within)) {
		for _, st := range r.within[id] {
			if len(st.rounds) > 0 {
				r.extend(st)
			} else {
				r.open(st)
			}
		}
	}
	r.release()
	return r.placement()
}

// talksOf lists the talks on the timeline of a story that are not those of another.
func (r *rounding) talksOf(storyID string) []talk {
	var out []talk
	for e := range r.stories[storyID].events.on {
		if k, ok := talkOf(e); ok && r.homeOf(e) == storyID {
			out = append(out, k)
		}
	}
	return out
}

// homeOf is the story that e may be of a round of: that of the round it is of, else
// the one that lies deepest in others, and of these the most probable.
func (r *rounding) homeOf(e *knownEvent) string {
	best, deepest, most := "", 0, 0.0
	for _, l := range e.links {
		s, ok := r.known[l.StoryID]
		switch {
		case !ok || l.Probability < onTimeline:
		case s.Round != nil:
			if e.linked(s.ParentID) >= onTimeline {
				return s.ParentID
			}
		default:
			depth := 0
			for above := s.ParentID; above != "" && depth < models.MostNested; above = r.tree.parent[above] {
				depth++
			}
			if best == "" || cmp.Or(cmp.Compare(depth, deepest), cmp.Compare(l.Probability, most)) > 0 {
				best, deepest, most = s.ID, depth, l.Probability
			}
		}
	}
	return best
}

// match finds what a known round is now: the stretch in the same town at the same
// time with most of its events, else any with most of them, nil when there is none.
func (r *rounding) match(id string) *stretch {
	s := r.known[id]
	common := map[*stretch]int{}
	for e := range r.stories[id].events.on {
		if st := r.having[e]; st != nil {
			common[st]++
		}
	}
	var may []*stretch
	for _, st := range slices.Concat(r.within[s.ParentID], r.within[s.Round.Of]) {
		there := func(k talk) bool {
			return k.place.ID == s.Round.PlaceID && k.daysTo(s.Round.First, s.Round.Last) <= quietDays
		}
		if slices.ContainsFunc(st.talks, there) {
			may = append(may, st)
		}
	}
	if len(may) == 0 {
		may = slices.Collect(maps.Keys(common))
	}
	if len(may) == 0 {
		return nil
	}
	return slices.MinFunc(may, func(a, b *stretch) int {
		return cmp.Or(cmp.Compare(common[b], common[a]), cmp.Compare(a.story, b.story), orderTalks(a.talks[0], b.talks[0]))
	})
}

// extend gives the rounds that a stretch is what they have not: each talk to the one
// it is of, else to the nearest in time. Rounds that meet so stay two.
func (r *rounding) extend(st *stretch) {
	talks := map[string]burst{}
	for _, k := range st.talks {
		id := slices.MinFunc(st.rounds, func(a, b string) int {
			return cmp.Or(cmp.Compare(r.farFrom(a, k), r.farFrom(b, k)), cmp.Compare(a, b))
		})
		talks[id] = append(talks[id], k)
	}
	for _, id := range st.rounds {
		s := r.known[id]
		if s.ParentID != st.story || s.Tracked || len(talks[id]) == 0 {
			continue
		}
		first, last := s.Round.First, s.Round.Last
		if r.stories[id].events.len() >= s.EventCount { // all that it has is known: its days follow
			first, last = models.NoDay, ""
		}
		var all burst
		for _, k := range talks[id] {
			from, to := min(first, k.first), max(last, k.last)
			if k.event.linked(id) < onTimeline && to.Sub(from) >= longestRound {
				continue
			}
			if r.put(k, id, st.story) {
				first, last = from, to
				all = append(all, k)
			}
		}
		if len(all) == 0 {
			continue
		}
		now := all.round(st.story)
		now.PlaceID, now.First, now.Last = s.Round.PlaceID, first, last
		if now.Probability == 0 {
			now.Probability, now.Reasons = s.Round.Probability, s.Round.Reasons
		}
		r.extended[id] = true
		r.save(s, now)
	}
}

// farFrom is how many days a talk is from a round, less than none when it is of it.
func (r *rounding) farFrom(id string, k talk) int {
	if k.event.linked(id) >= onTimeline {
		return -1
	}
	return k.daysTo(r.known[id].Round.First, r.known[id].Round.Last)
}

// save notes that a round is to be stored, if anything about it is new.
func (r *rounding) save(s models.Story, now *models.Round) {
	if sameRound(s.Round, now) {
		return
	}
	s.Round = now
	r.saved[s.ID] = s
	r.stories[s.ID].Round = now
}

func sameRound(a, b *models.Round) bool {
	return a.Of == b.Of && a.PlaceID == b.PlaceID && a.First == b.First && a.Last == b.Last && a.Probability == b.Probability && slices.Equal(a.Reasons, b.Reasons)
}

// put makes a talk on the timeline of a story one of a round of it, unless a person
// decided otherwise. The link is as probable as that to the story.
func (r *rounding) put(k talk, roundID, storyID string) bool {
	e := k.event
	if e.ruling.settles(roundID) {
		return e.linked(roundID) >= onTimeline
	}
	r.of[e] = roundID
	l := models.Link{EventID: e.id, StoryID: roundID, Probability: e.linked(storyID),
		Reasons: []models.Reason{{Feature: reasonRound, Weight: 1}}}
	if at := slices.IndexFunc(e.links, func(o models.Link) bool { return o.StoryID == roundID }); at >= 0 {
		if sameLink(e.links[at], l) {
			return true
		}
		e.links = slices.Delete(e.links, at, at+1)
	}
	e.put(l)
	r.stories[roundID].enlist(e)
	r.changed[e.id] = e
	return true
}

// open makes a round of a stretch, if enough speaks for it and the story is more
// than this round: it has other talks, and other events as many.
func (r *rounding) open(st *stretch) {
	now := st.talks.round(st.story)
	if now.Probability < roundSure || r.known[st.story].EventCount < 2*len(st.talks) ||
		!slices.ContainsFunc(r.within[st.story], func(o *stretch) bool { return o != st && o.talks.round(st.story).Probability > 0 }) {
		return
	}
	id := ""
	for _, k := range slices.SortedFunc(slices.Values(st.talks), func(a, b talk) int { return cmp.Compare(a.event.id, b.event.id) }) {
		mayBe := models.NewID(models.StoryPrefix, k.event.mentions[0].report.published.Time(), st.story+" "+k.event.id)
		if r.merged(mayBe) {
			return // a person made it one with another story
		}
		if id == "" && r.stories[mayBe] == nil {
			id = mayBe
		}
	}
	if id == "" || !r.tree.fits(id, st.story) {
		return
	}
	title := r.roundTitle(st.talks.place().Name, now.First)
	slug := strings.ReplaceAll(phraseOf(title), " ", "-") + "-" + strings.ToLower(id[len(id)-6:])
	s := models.Story{ID: id, Title: title, Slug: slug, Status: models.StoryActive, ParentID: st.story, Round: now}
	r.know(&knownStory{Story: s, events: newToldIndex()})
	r.saved[id], r.tree.parent[id] = s, st.story
	for _, k := range st.talks {
		r.put(k, id, st.story)
	}
}

// release takes events off the rounds that they are of no longer: they left the
// story, or happened elsewhere or at another time, as is known now.
func (r *rounding) release() {
	for _, id := range r.rounds {
		s := r.known[id]
		if _, known := r.known[s.ParentID]; !known || s.Tracked || s.ParentID != s.Round.Of && !r.extended[id] {
			continue
		}
		for e := range r.stories[id].events.on {
			if r.of[e] == id || e.ruling.settles(id) {
				continue
			}
			e.links = slices.DeleteFunc(e.links, func(l models.Link) bool { return l.StoryID == id })
			r.stories[id].events.remove(e)
			r.changed[e.id] = e
		}
	}
}

// placement is what is to be stored.
func (r *rounding) placement() Placement {
	var p Placement
	for _, id := range slices.Sorted(maps.Keys(r.saved)) {
		p.Stories = append(p.Stories, r.saved[id])
	}
	for _, e := range r.inOrder(r.changed) {
		p.Events = append(p.Events, e.told)
		p.Links = append(p.Links, e.links...)
	}
	return p.detached()
}
