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
}

// Placement is what a Tracker decided about one report: what is new or has
// changed, whole. Nothing in it is shared with the Tracker.
type Placement struct {
	OriginID string
	Mentions []models.Mention // those that are of an event, EventID set
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
	// Lookup says which entity a person means by a name that a story is to look
	// for. Without it such names are only found as they are written.
	Lookup func(name string) (models.Entity, bool)
	// Merged tells whether an id is that of an event or story which was merged into
	// another: it stays a name for that one. Without it none was.
	Merged func(id string) bool
	// Rulings are what people decided about events, by their ids.
	Rulings map[string]*Ruling
}
