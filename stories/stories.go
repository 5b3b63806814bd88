// Package stories decides what belongs together: articles that carry one report
// (origins), mentions of one happening (events), and events of one ongoing
// affair (stories). Every decision has a probability and its reasons. It is
// pure: what it knows is what it was shown, in the order it was shown it.
package stories

import "github.com/throughline-news/throughline/models"

// Report is an article and the mentions read from it: what a Tracker is shown.
type Report struct {
	Article  models.Article
	Mentions []models.Mention // of this article, ids set
	// Entities are the keys of all entities of the article, and Language and
	// words are taken from Article.
	Entities []string
}

// Placement is what a Tracker decided about one report: what is new or has
// changed, whole. Nothing in it is shared with the Tracker.
type Placement struct {
	OriginID string
	Mentions []models.Mention // EventID set
	Events   []models.Event
	Entities []models.EventEntity // the participants of Events, all of them
	Stories  []models.Story
	Links    []models.Link // of Events, all of them
	Merged   []models.Redirect
}

// Known is what a store remembers of earlier reports, to set a Tracker up again.
type Known struct {
	Stories  []models.Story
	Events   []models.Event
	Links    []models.Link
	Articles []models.Article
	Mentions []models.Mention
}

// Tracker places reports one after another, each with the earlier ones only. It
// is not safe for use by several goroutines at once.
type Tracker struct{}

// NewTracker returns a tracker that knows k.
func NewTracker(k Known) *Tracker { return &Tracker{} }

// Track adds a story to look for, or changes its seeds.
func (t *Tracker) Track(s models.Story) {}

// Place decides where the events of r belong and remembers it.
func (t *Tracker) Place(r Report) Placement { return Placement{Mentions: r.Mentions} }
