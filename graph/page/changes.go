package page

import (
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// StoryChange is one thing that happened to a story.
type StoryChange struct {
	Cursor string
	Change models.Change
}

// EventAdded is an event that came to be known.
type EventAdded struct {
	Cursor string
	Event  models.Event
}

// StoryChangePage is a stretch of what happened to stories.
type StoryChangePage struct {
	Nodes       []StoryChange
	EndCursor   string
	HasNextPage bool
}

// Changes makes a page of what the store listed. Where the list ends, it goes on
// behind the change numbered head, the journal's last when the list was read.
func Changes(l store.List[models.Change], after string, head int64) StoryChangePage {
	p := StoryChangePage{Nodes: make([]StoryChange, len(l.Items)), HasNextPage: l.HasNext, EndCursor: after}
	for i, c := range l.Items {
		p.Nodes[i] = StoryChange{Cursor: l.Cursors[i], Change: c}
		p.EndCursor = l.Cursors[i]
		head = max(head, c.Seq)
	}
	if since, err := store.JournalSeq(after); !l.HasNext && err == nil {
		p.EndCursor = store.JournalCursor(max(head, since))
	}
	return p
}

// StoryID is the story that the change names: its target, or the other end of a
// link; "" when it is of an event alone.
func (c StoryChange) StoryID() string {
	if models.HasPrefix(c.Change.Target, models.StoryPrefix) {
		return c.Change.Target
	}
	return store.LinkedStory(c.Change)
}

// EventID is the event that the change is of, "" when it is of a story alone.
func (c StoryChange) EventID() string {
	if models.HasPrefix(c.Change.Target, models.EventPrefix) {
		return c.Change.Target
	}
	return ""
}

// Kind says what happened, in the words of the schema.
func (c StoryChange) Kind() string { return string(store.KindOf(c.Change)) }
