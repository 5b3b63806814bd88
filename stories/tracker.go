package stories

import (
	"cmp"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// Tracker places reports one after another, each with the earlier ones only. It
// is not safe for use by several goroutines at once.
type Tracker struct {
	background background
	most       int // reports that are remembered
	newest     models.Day
	reports    []*knownReport // in the order of publication
	byID       map[string]*knownReport
	lookup     func(name string) (models.Entity, bool)
	origins    originIndex
	events     map[string]*knownEvent
	index      eventIndex
	related    relatedIndex
	stories    map[string]*knownStory
	tracked    []*knownStory // those of them that people named, by id
	// left are events that a forgotten article is no longer of: they are told
	// again with the next placement.
	left   map[string]*knownEvent
	room   []models.Claim // for those of the events that are told
	merged func(id string) bool
	// rulings are what people decided, by event, and held what the article that is
	// placed anew said of such events.
	rulings map[string]*Ruling
	held    []held
}

// NewTracker returns a tracker that knows k, in whatever order it is given. It
// decides as one that placed the same reports itself.
func NewTracker(k Known) *Tracker {
	t := &Tracker{
		background: loadBackground(), most: mostReports, byID: map[string]*knownReport{}, lookup: k.Lookup,
		origins: newOriginIndex(), events: map[string]*knownEvent{}, index: newEventIndex(), related: newRelatedIndex(),
		stories: map[string]*knownStory{}, left: map[string]*knownEvent{}, merged: k.Merged, rulings: k.Rulings,
		room: make([]models.Claim, 0, 2*(firstTold+newestTold)),
	}
	if t.merged == nil {
		t.merged = func(string) bool { return false }
	}
	if t.lookup == nil {
		t.lookup = func(string) (models.Entity, bool) { return models.Entity{}, false }
	}
	for _, a := range k.Articles {
		t.newest = max(t.newest, a.PublishedOn)
	}
	for _, s := range k.Stories {
		t.know(&knownStory{Story: s, seeds: t.seedsOf(s), events: newToldIndex(), last: s.LastDate})
	}
	for _, e := range k.Events {
		known := newEvent(e.ID)
		known.told, known.ruling = e, k.Rulings[e.ID]
		t.events[e.ID] = known
	}
	for _, l := range k.Links {
		if e := t.events[l.EventID]; e != nil && !l.Inherited() {
			e.put(l)
		}
	}
	t.recall(k)
	for _, e := range t.events {
		t.resume(e)
	}
	t.sweep()
	return t
}

// recall takes the articles and mentions of k in.
func (t *Tracker) recall(k Known) {
	for _, a := range k.Articles {
		r := t.report(a)
		t.byID[a.ID] = r
		t.reports = append(t.reports, r)
		t.origins.add(r)
	}
	slices.SortFunc(t.reports, order)
	for _, m := range k.Mentions {
		r, e := t.byID[m.ArticleID], t.events[m.EventID]
		if r == nil || e == nil {
			continue
		}
		known := t.mention(m, r)
		known.letGo()
		r.mentions = append(r.mentions, known)
		e.add(known)
	}
	for _, r := range t.reports {
		slices.SortFunc(r.mentions, orderMentions)
	}
}

// resume takes up a recalled event: its place in the indexes, and what of it is
// too old to be known.
func (t *Tracker) resume(e *knownEvent) {
	if len(e.mentions) == 0 {
		delete(t.events, e.id)
		return
	}
	e.goneReports, e.goneOrigins = max(0, e.told.ReportCount-e.reports), max(0, e.told.OriginCount-len(e.origins))
	e.number = dayNumber(e.lastDay())
	e.takers = e.ruling.participants(e.id, participants(e.telling(), e.id))
	t.index.refile(e)
	for _, l := range e.links {
		if s := t.stories[l.StoryID]; s != nil && l.Probability >= onTimeline {
			s.enlist(e)
		}
	}
	if !t.isTracked(e) {
		t.related.add(e)
	}
}

// Track adds a story to look for, or changes its title or seeds, and returns
// the links of the events that it changed: all links of each. A story that is
// tracked no longer keeps its timeline.
func (t *Tracker) Track(s models.Story) Placement {
	known := t.stories[s.ID]
	if known == nil {
		known = &knownStory{events: newToldIndex()}
	}
	known.Story, known.seeds = s, t.seedsOf(s)
	t.know(known)
	var p Placement
	if !s.Tracked {
		return p
	}
	for _, e := range t.inOrder(t.events) {
		if t.relink(e, known) {
			t.related.remove(e)
			if !t.isTracked(e) {
				t.related.add(e)
			}
			p.Events = append(p.Events, e.told)
			p.Links = append(p.Links, e.links...)
		}
	}
	return p.detached()
}

// home tells whether e is on the timeline of a story.
func (e *knownEvent) home() bool {
	return slices.ContainsFunc(e.links, func(l models.Link) bool { return l.Probability >= onTimeline })
}

// inOrder lists events by their first report.
func (t *Tracker) inOrder(events map[string]*knownEvent) []*knownEvent {
	out := make([]*knownEvent, 0, len(events))
	for _, e := range events {
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b *knownEvent) int {
		return cmp.Or(order(a.mentions[0].report, b.mentions[0].report), cmp.Compare(a.id, b.id))
	})
	return out
}

// Forget drops an article that is about to be placed anew because it changed.
// The events it was of and that others report too are part of the next Placement.
func (t *Tracker) Forget(articleID string) {
	r := t.byID[articleID]
	if r == nil {
		return
	}
	for _, m := range r.mentions {
		t.left[m.event.id] = m.event
	}
	if at, found := slices.BinarySearchFunc(t.reports, r, order); found {
		t.reports = slices.Delete(t.reports, at, at+1)
	}
	t.drop([]*knownReport{r}, false)
}

// forgetEvent drops an event that no remembered article tells of.
func (t *Tracker) forgetEvent(e *knownEvent) {
	delete(t.events, e.id)
	delete(t.left, e.id)
	t.index.remove(e)
	t.related.remove(e)
	for _, l := range e.links {
		if s := t.stories[l.StoryID]; s != nil {
			s.events.remove(e)
		}
	}
}

// Place decides where the events of r belong and remembers it. An article that
// was placed before is forgotten first.
func (t *Tracker) Place(rep Report) Placement {
	t.Forget(rep.Article.ID)
	before := t.newest
	t.newest = max(t.newest, rep.Article.PublishedOn)
	newer := t.newest > before
	r := t.report(rep.Article)
	r.setOrigin(t.origins.find(r))
	p := Placement{OriginID: r.origin}

	events := t.assign(r, rep.Mentions, &p)
	changed := t.left
	t.left = map[string]*knownEvent{}
	for _, e := range events {
		changed[e.id] = e
	}
	for _, e := range changed {
		e.told = e.tell(t.room)
		e.number = dayNumber(e.lastDay())
	}
	t.linkReport(r, events)
	for _, e := range events {
		s, group := t.settle(e)
		if s == nil {
			continue
		}
		p.Stories = append(p.Stories, s.Story)
		for _, o := range group {
			changed[o.id] = o
		}
	}
	slices.SortFunc(p.Stories, func(a, b models.Story) int { return cmp.Compare(a.ID, b.ID) })
	if newer {
		t.retire()
	}
	for _, e := range t.inOrder(changed) {
		p.Events = append(p.Events, e.told)
		p.Entities = append(p.Entities, e.takers...)
		p.Links = append(p.Links, e.links...)
	}
	p = p.detached()
	t.held = nil
	if newer {
		t.tidy(before.Add(-wordDays-1), t.newest.Add(-wordDays))
	}
	t.remember(r) // last: an article older than the window is forgotten at once
	return p
}
