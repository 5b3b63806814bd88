package store

import (
	"slices"

	"github.com/throughline-news/throughline/models"
)

// StoryFilter chooses stories; the zero value chooses all. Conditions are
// joined by and, the values of one list by or.
type StoryFilter struct {
	Text    string // every word must begin a word of the title, another name or a seed term; case and accents do not count
	Status  []models.StoryStatus
	Tracked *bool
	Pinned  *bool
	IDs     []string
}

func (f StoryFilter) all() bool {
	return f.Text == "" && len(f.Status)+len(f.IDs) == 0 && f.Tracked == nil && f.Pinned == nil
}

// EventFilter chooses events; the zero value chooses all. Conditions are
// joined by and, the values of one list by or.
type EventFilter struct {
	StoryIDs      []string // on the timeline of one of these
	EntityIDs     []string // one of these takes part
	ActorIDs      []string // one of these acts
	Countries     []string // ISO 3166-1 alpha-2 of the place
	PlaceIDs      []string // at one of these
	Types         []models.EventType
	Statuses      []models.Status
	Quads         []models.Quad
	From, To      models.Day // events whose date range shares a day with From..To; undated events never do
	Date          *DateFilter
	Near          *Near
	MinConfidence float64
	MinOrigins    int    // at least so many independent origins
	Disputed      *bool  // whether independent reports differ about a field
	Text          string // every word occurs in the summary, in whatever ending
	Announced     bool   // only what some report announced, put off or called off before any told that it took place
	Key           int    // of each timeline only so many events, the most important; 0 for all

	And []EventFilter // each of these chooses it
	Or  []EventFilter // one of these chooses it
	Not *EventFilter  // this does not choose it
}

// DateFilter is a range of days, open where a bound is "". Undated events are
// in none that has a bound.
type DateFilter struct {
	From, To models.Day
	Overlap  bool // an event shares a day with the range; else it is wholly within
}

// inner returns the filters within f.
func (f EventFilter) inner() []EventFilter {
	all := slices.Concat(f.And, f.Or)
	if f.Not != nil {
		all = append(all, *f.Not)
	}
	return all
}

// Near is a circle on the globe. Only places as exact as a city count: the
// middle of a country is not where something happened.
type Near struct {
	Lat, Lon float64 // degrees, WGS 84
	Km       float64 // radius
}

// ArticleFilter chooses articles; the zero value chooses all.
type ArticleFilter struct {
	IDs        []string
	SourceIDs  []string
	OriginIDs  []string
	Publishers []string
	StoryIDs   []string   // with a mention of an event of one of these timelines
	EventIDs   []string   // with a mention of one of these
	From, To   models.Day // published in From..To
	Text       string     // every word occurs in title or text, in whatever ending
}

func (f ArticleFilter) all() bool {
	return len(f.IDs)+len(f.SourceIDs)+len(f.OriginIDs)+len(f.Publishers)+len(f.StoryIDs)+len(f.EventIDs) == 0 && f.From == "" && f.To == "" && f.Text == ""
}

// EntityFilter chooses entities; the zero value chooses all.
type EntityFilter struct {
	IDs       []string
	Keys      []string
	Kinds     []models.EntityKind
	Countries []string
	Text      string // every word occurs in the name
}

func (f EntityFilter) all() bool {
	return len(f.IDs)+len(f.Keys)+len(f.Kinds)+len(f.Countries) == 0 && f.Text == ""
}

// PlaceFilter chooses places; the zero value chooses all.
type PlaceFilter struct {
	IDs        []string
	Countries  []string // ISO 3166-1 alpha-2
	Precisions []models.PlacePrecision
	Text       string // every word occurs in the name
}

func (f PlaceFilter) all() bool {
	return len(f.IDs)+len(f.Countries)+len(f.Precisions) == 0 && f.Text == ""
}
