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
	mentions []*knownMention
	facets
	slots  map[slot]bool // where the index has it
	asked  int           // the last question the index found it for
	shares []string      // what the index of related events has it by

	// goneReports and goneOrigins count what has left the window.
	goneReports, goneOrigins int

	told  models.Event  // as it was last told
	links []models.Link // by story id

	ruling *Ruling // nil: people decided nothing
}

// facets are what the mentions of an event say, each once: what a new mention is
// compared with. They are sets: nothing may depend on the order of the lists.
type facets struct {
	cast  []party // by key
	acts  []act
	sites []site
	exact []dating // days that sentences give
}

// act is a type and the stem it was told with.
type act struct {
	typ     models.EventType
	trigger string
}

// site is a place and the words for it, "" when the sentence does not name it.
type site struct {
	place models.Place
	text  string
}

// take adds what m says.
func (f *facets) take(m *knownMention) {
	for _, p := range m.parties {
		at, found := slices.BinarySearchFunc(f.cast, p, func(a, b party) int { return cmp.Compare(a.key, b.key) })
		switch {
		case !found:
			f.cast = slices.Insert(f.cast, at, p)
		case orderReadings(p, f.cast[at]) < 0:
			f.cast[at] = p
		}
	}
	f.acts = once(f.acts, act{m.Type, m.trigger})
	if m.Place != nil {
		f.sites = once(f.sites, site{m.Place.Place, m.Place.Text})
	}
	if m.when.strength == exactDay {
		f.exact = once(f.exact, m.when)
	}
}

// orderReadings orders what mentions make of one unknown party, so that the same
// is kept whichever comes first.
func orderReadings(a, b party) int {
	return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.country, b.country), cmp.Compare(a.kind, b.kind))
}

func once[T comparable](list []T, x T) []T {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

func newEvent(id string) *knownEvent { return &knownEvent{id: id, slots: map[slot]bool{}} }

// add takes m in.
func (e *knownEvent) add(m *knownMention) {
	m.event, m.EventID = e, e.id
	at, _ := slices.BinarySearchFunc(e.mentions, m, orderMentions)
	e.mentions = slices.Insert(e.mentions, at, m)
	e.take(m)
}

// lose lets go of m. When it is only old its report and origin still count, if
// no other mention stands for them.
func (e *knownEvent) lose(m *knownMention, old bool) {
	e.mentions = slices.DeleteFunc(e.mentions, func(o *knownMention) bool { return o == m })
	m.event = nil
	e.facets = facets{}
	for _, o := range e.mentions {
		e.take(o)
	}
	if !old {
		return
	}
	report, origin := true, true
	for _, o := range e.mentions {
		report = report && o.report != m.report
		origin = origin && o.report.origin != m.report.origin
	}
	if report {
		e.goneReports++
	}
	if origin {
		e.goneOrigins++
	}
}

// counts returns how many reports and origins the remembered mentions have.
func (e *knownEvent) counts() (reports, origins int) {
	seen := map[string]bool{}
	for _, m := range e.mentions {
		if !seen[m.report.id] {
			seen[m.report.id] = true
			reports++
		}
		if !seen[m.report.origin] {
			seen[m.report.origin] = true
			origins++
		}
	}
	return reports, origins
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
	o.mentions, o.facets = nil, facets{}
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

// idle tells whether m says nothing of any event: what might be, on no day, told
// aside.
func idle(m *knownMention) bool {
	switch m.Status {
	case models.Hypothetical:
		return true
	case models.Possible, models.Intended:
		return !m.Main && m.when.strength < exactDay
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
