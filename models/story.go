package models

import (
	"strings"
	"time"
)

// StoryStatus says whether a story goes on.
type StoryStatus string

// The statuses of a story. They follow from the day of its last dated event and
// today: see Story.StatusOn.
const (
	StoryActive  StoryStatus = "active"
	StoryDormant StoryStatus = "dormant"
	StoryClosed  StoryStatus = "closed"
)

// StoryRestsAfter and StoryEndsAfter are after how many days without an event a
// story is dormant, and closed: six weeks are longer than most pauses between
// rounds of talks, and what was quiet for a year is seldom taken up again.
const (
	StoryRestsAfter = 45
	StoryEndsAfter  = 365
)

// Story is an ongoing sequence of events. A tracked story was named by a
// person, with Entities and Terms to look for; another was opened by the linker.
// A pinned story is one that a person keeps in view: the machine leaves it
// active, under its title and id, and merges it into no other.
type Story struct {
	ID         string      `json:"id" gorm:"primaryKey"`
	Slug       string      `json:"slug"` // unique, fixed at creation
	Title      string      `json:"title"`
	Aliases    Names       `json:"aliases,omitempty"` // what else people call it
	Tracked    bool        `json:"tracked"`
	Pinned     bool        `json:"pinned,omitempty"`
	Status     StoryStatus `json:"status"`
	ParentID   string      `json:"parentId,omitempty"`
	Nesting    *Nesting    `json:"nesting,omitempty" gorm:"serializer:json"`  // what the linker takes it to be part of
	Rival      *Rival      `json:"-" gorm:"serializer:json"`                  // a title that may take the place of Title
	Round      *Round      `json:"round,omitempty" gorm:"serializer:json"`    // of a story that is a round of talks, found by the linker
	Entities   []string    `json:"entities,omitempty" gorm:"serializer:json"` // seeds: names of entities
	Terms      []string    `json:"terms,omitempty" gorm:"serializer:json"`    // seeds: words and phrases
	FirstDate  Day         `json:"firstDate,omitempty"`
	LastDate   Day         `json:"lastDate,omitempty"`
	EventCount int         `json:"eventCount"`
	Version    int         `json:"version"`
	CreatedAt  time.Time   `json:"createdAt"`
	UpdatedAt  time.Time   `json:"updatedAt"`
}

// StatusOn is whether the story goes on, as of a day. One without a dated event
// counts from the day on which it was made; an event takes any story up again. A
// pinned story goes on.
func (s Story) StatusOn(day Day) StoryStatus {
	last := s.LastDate
	if last == "" && !s.CreatedAt.IsZero() {
		last = DayOf(s.CreatedAt)
	}
	switch idle := day.Sub(last); {
	case s.Pinned, last == "", idle <= StoryRestsAfter:
		return StoryActive
	case idle <= StoryEndsAfter:
		return StoryDormant
	}
	return StoryClosed
}

// SuggestedParent is what the story seems to be part of, nil once it is part of it.
func (s Story) SuggestedParent() *Nesting {
	if s.Nesting == nil || s.Nesting.StoryID == s.ParentID {
		return nil
	}
	return s.Nesting
}

// MostNested is how many stories lie within one another at most: a war, its
// negotiations, and one round of these.
const MostNested = 3

// Nesting says that a story seems to be part of another, how sure that is, and why.
type Nesting struct {
	StoryID     string   `json:"storyId"`
	Probability float64  `json:"probability"`
	Reasons     []Reason `json:"reasons"`
}

// Round says that a story is a round of talks of a larger one: what was talked in
// one town without a pause of ten days. It stays what it is wherever people put it.
type Round struct {
	Of          string   `json:"of"` // id of the story that it was found in
	PlaceID     string   `json:"placeId"`
	First       Day      `json:"first"`
	Last        Day      `json:"last"`
	Probability float64  `json:"probability"`
	Reasons     []Reason `json:"reasons"`
}

// Rival is a title that was found clearly better than the one that a story has,
// on how many days in a row, and on which one last.
type Rival struct {
	Title string `json:"title"`
	Days  int    `json:"days"`
	On    Day    `json:"on"`
}

// ReasonPart begins the only reason of a link that an event has because it is on
// the timeline of a part of the story.
const ReasonPart = "of its part "

// Inherited tells whether an event has the link from a part of the story.
func (l Link) Inherited() bool {
	return len(l.Reasons) == 1 && strings.HasPrefix(l.Reasons[0].Feature, ReasonPart)
}

// AliasList is what else people call it, none as an empty list.
func (s Story) AliasList() []string { return s.Aliases.List() }

// Reason is one feature's part in a decision.
type Reason struct {
	Feature string  `json:"feature"`
	Weight  float64 `json:"weight"`
}

// Link says that an event belongs to a story, how sure that is, and why.
type Link struct {
	EventID     string   `json:"eventId" gorm:"primaryKey"`
	StoryID     string   `json:"storyId" gorm:"primaryKey"`
	Probability float64  `json:"probability"` // .5 or more: on the story's timeline; less: a suggestion
	Reasons     []Reason `json:"reasons" gorm:"serializer:json"`
	DateStart   Day      `json:"-"` // this and DateEnd are the event's, kept here so that a timeline reads one index
	DateEnd     Day      `json:"-"`
	Importance  float64  `json:"-"` // the event's, kept here for the same reason
}

// Change is one row of the journal: who changed which field of what, when,
// from what to what.
type Change struct {
	Seq    int64     `json:"seq" gorm:"primaryKey"`
	At     time.Time `json:"at"`
	Actor  string    `json:"actor"`  // "reader", "linker", or a person
	Target string    `json:"target"` // id of what changed
	Action string    `json:"action"` // create, update, delete, merge
	Field  string    `json:"field"`  // "" when all of it is meant
	Before string    `json:"before"` // JSON; "" for a creation
	After  string    `json:"after"`  // JSON; "" for a deletion
	Reason string    `json:"reason"`
}

// Redirect says that an id was merged into another. Both stay valid for ever.
type Redirect struct {
	FromID string    `json:"fromId" gorm:"primaryKey"`
	ToID   string    `json:"toId"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}

// Snapshot is a timeline as it was at some moment, with a permanent name.
type Snapshot struct {
	ID         string    `json:"id" gorm:"primaryKey"` // SHA-256 of the events, hexadecimal
	StoryID    string    `json:"storyId"`
	Title      string    `json:"title"` // the story's then
	Seq        int64     `json:"seq"`   // the last change it knows of
	AsOf       time.Time `json:"asOf"`
	EventCount int       `json:"eventCount"`
	TakenAt    time.Time `json:"takenAt"`
	TakenBy    string    `json:"takenBy"`
}
