package store

import (
	"encoding/json"

	"github.com/throughline-news/throughline/models"
)

// ChangeKind is what a change of StoryChanges did, in the words of the schema.
type ChangeKind string

// The kinds of change.
const (
	EventAdded    ChangeKind = "eventAdded"
	EventRemoved  ChangeKind = "eventRemoved"
	EventChanged  ChangeKind = "eventChanged"
	EventDisputed ChangeKind = "eventDisputed"
	EventMerged   ChangeKind = "eventMerged"
	EventDeleted  ChangeKind = "eventDeleted"
	LinkChanged   ChangeKind = "linkChanged"
	StoryOpened   ChangeKind = "storyOpened"
	StoryChanged  ChangeKind = "storyChanged"
	StoryMerged   ChangeKind = "storyMerged"
)

// KindOf says what a change about a story did.
func KindOf(c models.Change) ChangeKind {
	if !models.HasPrefix(c.Target, models.EventPrefix) {
		switch c.Action {
		case actionCreate:
			return StoryOpened
		case actionMerge:
			return StoryMerged
		}
		return StoryChanged
	}
	if LinkedStory(c) != "" {
		before, after := linksOnTimeline(c.Before), linksOnTimeline(c.After)
		switch {
		case after && !before:
			return EventAdded
		case before && !after:
			return EventRemoved
		}
		return LinkChanged
	}
	switch {
	case c.Field == "disputed" && c.After == "true":
		return EventDisputed
	case c.Action == actionMerge:
		return EventMerged
	case c.Action == actionDelete:
		return EventDeleted
	}
	return EventChanged
}

// linksOnTimeline tells whether a link, as the journal has it, puts its event on
// the timeline.
func linksOnTimeline(link string) bool {
	var l models.Link
	return json.Unmarshal([]byte(link), &l) == nil && l.Probability >= TimelineFloor
}
