package stories

import (
	"cmp"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// knownEvent is an event as it is remembered: the mentions of the window in the
// order of publication, and how many reports of it have left the window.
type knownEvent struct {
	id       string
	rank     uint64 // orders events as their ids do
	mentions []*knownMention
	voices   []*knownMention // those of them that it is told by, when they are many
	said     wordMarks       // by the newest of them, if it was
	listened bool            // to since they changed
	facets
	slots    []slot   // where the index has it, in order
	seat     int32    // its number there, 0 for none
	shares   []uint64 // what the index of related events has it by
	relation found    // by that index

	reports int            // remembered
	origins map[string]int // mentions of each remembered

	// goneReports and goneOrigins count what has left the window.
	goneReports, goneOrigins int

	told   models.Event         // as it was last told
	takers []models.EventEntity // who takes part, as it was last told
	number int                  // of its last day
	links  []models.Link        // by story id

	ruling *Ruling // nil: people decided nothing
}

// found says of which question an index last found an event, and how much they
// have in common.
type found struct{ asked, shared int }

// facets are what the mentions that an event is told by say, each once: what a new mention is
// compared with. They are sets: nothing may depend on the order of the lists.
type facets struct {
	cast  []party // by id
	acts  []act
	marks marks // of acts
	sites []site
	exact []dating // days that sentences give
}

// act is a type, by its bit, and the hash of the stem it was told with, 0 for none.
type act struct{ typ, trigger uint64 }

// site is a place and the words for it, "" when the sentence does not name it.
type site struct {
	place models.Place
	text  string
}

// take adds what m says.
func (f *facets) take(m *knownMention) {
	for i := range m.parties {
		p := &m.parties[i]
		switch at, found := f.inCast(p.id); {
		case !found:
			f.cast = slices.Insert(f.cast, at, *p)
		case orderReadings(p, &f.cast[at]) < 0:
			f.cast[at] = *p
		}
	}
	f.acts = once(f.acts, m.act)
	f.marks.types |= m.act.typ
	f.marks.triggers |= m.act.marks().triggers
	if m.Place != nil {
		f.sites = once(f.sites, site{m.Place.Place, m.Place.Text})
	}
	if m.when.strength == exactDay {
		f.exact = once(f.exact, m.when)
	}
}

// orderReadings orders what mentions make of one unknown party, so that the same
// is kept whichever comes first.
func orderReadings(a, b *party) int {
	return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.country, b.country), cmp.Compare(a.kind, b.kind))
}

func once[T comparable](list []T, x T) []T {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

func newEvent(id string) *knownEvent { return &knownEvent{id: id, rank: rankOf(id)} }

// An event is told, and compared with new mentions, by so many of its first
// mentions and so many of its newest: those between say again what these do, and
// one more report of an event that all the world tells of costs no more than the
// hundredth. All of them count as reports and origins.
const (
	firstTold  = 16
	newestTold = 48
)

// telling are the mentions that e is told by.
func (e *knownEvent) telling() []*knownMention {
	if len(e.mentions) <= firstTold+newestTold {
		return e.mentions
	}
	return e.voices
}

// add takes m in.
func (e *knownEvent) add(m *knownMention) {
	m.event, m.EventID, e.listened = e, e.id, false
	if !e.toldIn(m.report) {
		e.reports++
	}
	if e.origins == nil {
		e.origins = map[string]int{}
	}
	e.origins[m.report.origin]++
	at, _ := slices.BinarySearchFunc(e.mentions, m, orderMentions)
	e.mentions = slices.Insert(e.mentions, at, m)
	if len(e.mentions) <= firstTold+newestTold {
		e.take(m)
		return
	}
	e.retake()
}

// retake chooses anew who tells of e, and what they say.
func (e *knownEvent) retake() {
	e.facets = facets{cast: e.cast[:0], acts: e.acts[:0], sites: e.sites[:0], exact: e.exact[:0]}
	e.voices = nil
	if n := len(e.mentions); n > firstTold+newestTold {
		e.voices = slices.Concat(e.mentions[:firstTold], e.mentions[n-newestTold:])
	}
	for _, m := range e.telling() {
		e.take(m)
	}
}

// of returns the mentions of e in r.
func (e *knownEvent) of(r *knownReport) []*knownMention {
	from, _ := slices.BinarySearchFunc(e.mentions, r, func(m *knownMention, r *knownReport) int { return order(m.report, r) })
	to := from
	for to < len(e.mentions) && e.mentions[to].report == r {
		to++
	}
	return e.mentions[from:to]
}

// toldIn tells whether r tells of e.
func (e *knownEvent) toldIn(r *knownReport) bool { return len(e.of(r)) > 0 }

// lose lets go of mentions, whose event is no longer e. When they are only old
// their reports and origins still count, if no other mention stands for them.
func (e *knownEvent) lose(gone []*knownMention, old bool) {
	e.mentions = slices.DeleteFunc(e.mentions, func(m *knownMention) bool { return m.event != e })
	e.listened = false
	e.retake()
	reports, origins := e.reports, len(e.origins)
	for _, m := range gone {
		if e.origins[m.report.origin]--; e.origins[m.report.origin] == 0 {
			delete(e.origins, m.report.origin)
		}
	}
	e.reports = 0
	for i, m := range e.mentions {
		if i == 0 || m.report != e.mentions[i-1].report {
			e.reports++
		}
	}
	if old {
		e.goneReports += reports - e.reports
		e.goneOrigins += origins - len(e.origins)
	}
}

// join takes over what o has; o is merged into e.
func (e *knownEvent) join(o *knownEvent) {
	for _, m := range slices.Clone(o.mentions) {
		e.add(m)
	}
	e.goneReports += o.goneReports
	e.goneOrigins += o.goneOrigins
	for _, l := range o.links {
		l.EventID = e.id
		e.link(l)
	}
	o.mentions, o.voices, o.facets, o.reports, o.origins = nil, nil, facets{}, 0, nil
}

// link keeps l unless a better link to its story is known, or a person decided
// whether e belongs to it.
func (e *knownEvent) link(l models.Link) (changed bool) {
	return !e.ruling.settles(l.StoryID) && e.put(l)
}

// put keeps l unless a better link to its story is known.
func (e *knownEvent) put(l models.Link) (changed bool) {
	at, found := slices.BinarySearchFunc(e.links, l.StoryID, func(l models.Link, id string) int {
		switch {
		case l.StoryID < id:
			return -1
		case l.StoryID > id:
			return 1
		}
		return 0
	})
	switch {
	case !found:
		e.links = slices.Insert(e.links, at, l)
	case l.Probability > e.links[at].Probability:
		e.links[at] = l
	default:
		return false
	}
	return true
}

// linked returns how probable it is that e is of the story.
func (e *knownEvent) linked(storyID string) float64 {
	for _, l := range e.links {
		if l.StoryID == storyID {
			return l.Probability
		}
	}
	return 0
}

// happened are the statuses that say that it took place.
func happened(s models.Status) bool {
	return s == models.Happened || s == models.Ongoing || s == models.Historical
}

// idle tells whether m, of that date, says nothing of any event: what might be,
// on no day, told aside.
func idle(m models.Mention, when dating) bool {
	switch m.Status {
	case models.Hypothetical:
		return true
	case models.Possible, models.Intended:
		return !m.Main && when.strength < exactDay
	}
	return false
}

// opens tells whether a mention that fits no event becomes an event of its own.
// Background seldom reports something new, and what might have been is no event:
// such mentions only add to events that are known.
func opens(m *knownMention) bool {
	switch m.Status {
	case models.Historical, models.Possible, models.Denied:
		return m.Main
	}
	if m.Main {
		return m.Confidence >= leastMain
	}
	if m.Confidence < leastAside || m.Date == nil || m.Date.Days() > longestAside {
		return false
	}
	if m.Quote.Field != "" {
		return false // the text says it better, or it is a turn of the headline
	}
	if m.when.strength == exactDay && m.Place != nil && m.Place.Text != "" && exact(&m.Place.Place) {
		return true
	}
	return slices.ContainsFunc(m.parties, func(p party) bool { return p.known })
}

// The least confidence with which the main event of an article, and one told
// aside, is taken for real; and the longest span of days within which an event
// told aside must be dated.
const (
	leastMain    = .25
	leastAside   = .5
	longestAside = 31
)
