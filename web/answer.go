package web

import (
	"time"

	"github.com/throughline-news/throughline/models"
)

// The shapes of the answers to the queries: the models, with what hangs on them.

type pageInfo struct {
	HasNextPage bool
	EndCursor   string
}

type list[T any] struct {
	TotalCount        int
	TotalCountIsExact bool
	Nodes             []T
	PageInfo          pageInfo
}

type story struct {
	models.Story
	Parent   *models.Story
	Children []models.Story
	Timeline list[event]
}

type event struct {
	models.Event
	Place        *models.Place
	Actors       []models.Entity
	Recipients   []models.Entity
	Mentions     []mention
	MentionCount int
	Links        []link
	History      []change
}

type mention struct {
	models.Mention
	Article article
	Event   models.Event
}

type article struct {
	models.Article
	Published string
	Mentions  []mention
}

type link struct {
	Story       models.Story
	Probability float64
	Reasons     []models.Reason
}

type change struct {
	Seq                                         int64
	At                                          time.Time
	Actor, Action, Field, Before, After, Reason string
}

// hit is one find of a search; of Node those fields are set that its kind has.
type hit struct {
	Kind string
	Node *struct {
		event
		Slug       string
		Title      string
		Headline   string
		Name       string
		Kind       models.EntityKind
		URL        string
		Publisher  string
		Published  string
		Country    string
		FirstDate  models.Day
		LastDate   models.Day
		EventCount int
		Precision  models.PlacePrecision
		Events     struct{ Nodes []event }
	}
}

// Name is what an article is called: its headline, or what else is known of it.
func (a article) Name() string {
	switch {
	case a.Title != "":
		return a.Title
	case a.URL != "":
		return a.URL
	}
	return "Untitled article"
}

// LinkTo returns how sure it is that the event belongs to the story, 0 to 1.
func (e event) LinkTo(storyID string) float64 {
	for _, l := range e.Links {
		if l.Story.ID == storyID {
			return l.Probability
		}
	}
	return 0
}
