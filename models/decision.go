package models

import (
	"slices"
	"time"
)

// DecisionPrefix is the prefix of the ids of decisions.
const DecisionPrefix = "dec_"

// DecisionKind is what a person decided.
type DecisionKind string

// The kinds of decision, named as the operations that make them.
const (
	DecideCorrectEvent  DecisionKind = "correctEvent"
	DecideLinks         DecisionKind = "linkEvent" // accept, reject or move
	DecideMergeEvents   DecisionKind = "mergeEvents"
	DecideSplitEvent    DecisionKind = "splitEvent"
	DecideMergeEntities DecisionKind = "mergeEntities"
	DecideTrackStory    DecisionKind = "trackStory"
	DecideUntrackStory  DecisionKind = "untrackStory"
	DecideRenameStory   DecisionKind = "renameStory"
	DecideNestStory     DecisionKind = "nestStory"
	DecideMergeStories  DecisionKind = "mergeStories"
	DecideSplitStory    DecisionKind = "splitStory"
	DecidePinStory      DecisionKind = "pinStory"
	DecideUnpinStory    DecisionKind = "unpinStory"
	DecideAddAliases    DecisionKind = "addAliases"
	DecideRemoveAliases DecisionKind = "removeAliases"
	DecideUndo          DecisionKind = "undo"
)

// Decision is one thing that a person decided about what is stored. The machine
// keeps to it whatever it reads later, until it is undone.
type Decision struct {
	ID        string       `json:"id" gorm:"primaryKey"`
	Kind      DecisionKind `json:"kind"`
	Targets   []string     `json:"targets" gorm:"serializer:json"` // ids of what it is about
	Arguments Arguments    `json:"arguments" gorm:"serializer:json"`
	Actor     string       `json:"actor"`
	Reason    string       `json:"reason"`
	At        time.Time    `json:"at"`
	Key       string       `json:"-"` // the caller's idempotency key, "" without one
	FirstSeq  int64        `json:"-"` // the first and the last row of the journal
	LastSeq   int64        `json:"-"` // that are of its transaction
	UndoneAt  *time.Time   `json:"undoneAt,omitempty"`
	UndoneBy  string       `json:"undoneBy,omitempty"` // a person
	CreatedAt time.Time    `json:"-"`
}

// Undone tells whether the decision holds no longer.
func (d Decision) Undone() bool { return d.UndoneAt != nil }

// Arguments are what was decided; what is empty does not apply to the kind.
type Arguments struct {
	Correction Correction `json:"correction,omitzero"`
	Accepted   []string   `json:"accepted,omitempty"` // stories that the event belongs to
	Rejected   []string   `json:"rejected,omitempty"` // stories that it does not belong to
	Into       string     `json:"into,omitempty"`     // the id that a merge or split left with the main part
	Undoes     string     `json:"undoes,omitempty"`   // the id of the decision that is undone
	Title      string     `json:"title,omitempty"`
	Parent     string     `json:"parent,omitempty"`
	Aliases    []string   `json:"aliases,omitempty"` // those that were added or removed
}

// Correction says what fields of an event are, whatever its mentions say. A zero
// field is left as it is told.
type Correction struct {
	Type       EventType `json:"type,omitempty"`
	Quad       Quad      `json:"quad,omitempty"`  // of Type
	Score      float64   `json:"score,omitempty"` // of Type
	Status     Status    `json:"status,omitempty"`
	Date       *Date     `json:"date,omitempty"`
	NoDate     bool      `json:"noDate,omitempty"` // no date is known, whatever is told
	PlaceID    string    `json:"placeId,omitempty"`
	NoPlace    bool      `json:"noPlace,omitempty"`
	Actors     []string  `json:"actors,omitzero"` // ids of entities; empty but not nil: none
	Recipients []string  `json:"recipients,omitzero"`
}

// With returns c with what later says instead where it says something.
func (c Correction) With(later Correction) Correction {
	if later.Type != "" {
		c.Type, c.Quad, c.Score = later.Type, later.Quad, later.Score
	}
	if later.Status != "" {
		c.Status = later.Status
	}
	if later.Date != nil || later.NoDate {
		c.Date, c.NoDate = later.Date, later.NoDate
	}
	if later.PlaceID != "" || later.NoPlace {
		c.PlaceID, c.NoPlace = later.PlaceID, later.NoPlace
	}
	if later.Actors != nil {
		c.Actors = later.Actors
	}
	if later.Recipients != nil {
		c.Recipients = later.Recipients
	}
	return c
}

// Apply sets the fields of e that are corrected.
func (c Correction) Apply(e *Event) {
	if c.Type != "" && (c.Type != e.Type || e.Plover != "") {
		e.Type, e.Plover, e.Mode, e.Quad, e.Score = c.Type, "", "", c.Quad, c.Score
	}
	if c.Status != "" {
		e.Status = c.Status
	}
	switch {
	case c.NoDate:
		e.Date = nil
	case c.Date != nil:
		date := *c.Date
		e.Date = &date
	}
	switch {
	case c.NoPlace:
		e.PlaceID = ""
	case c.PlaceID != "":
		e.PlaceID = c.PlaceID
	}
}

// Participants returns who takes part in an event where told is what its mentions say.
func (c Correction) Participants(eventID string, told []EventEntity) []EventEntity {
	out := slices.Clone(told)
	set := func(role Role, ids []string) {
		if ids == nil {
			return
		}
		out = slices.DeleteFunc(out, func(p EventEntity) bool { return p.Role == role })
		for i, id := range ids {
			out = append(out, EventEntity{EventID: eventID, EntityID: id, Role: role, Position: i})
		}
	}
	set(RoleActor, c.Actors)
	set(RoleRecipient, c.Recipients)
	return out
}
