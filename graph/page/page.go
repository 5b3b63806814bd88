// Package page has the Go side of the schema's connections: one page of a list
// as Relay clients expect it, whatever the list is of.
package page

import (
	"context"
	"sync"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// Connection is one page of a list of T.
type Connection[T any] struct {
	Nodes   []T
	cursors []string
	hasNext bool
	after   string
	total   func(ctx context.Context) (store.Total, error)
}

type (
	// StoryConnection is a page of stories.
	StoryConnection = Connection[models.Story]
	// EventConnection is a page of events.
	EventConnection = Connection[models.Event]
	// ArticleConnection is a page of articles.
	ArticleConnection = Connection[models.Article]
	// EntityConnection is a page of entities.
	EntityConnection = Connection[models.Entity]
	// PlaceConnection is a page of places.
	PlaceConnection = Connection[models.Place]
	// SourceConnection is a page of sources.
	SourceConnection = Connection[models.Source]
	// SearchConnection is a page of finds of a search.
	SearchConnection = Connection[store.Hit]
	// ChangeConnection is a page of changes.
	ChangeConnection = Connection[models.Change]
	// DecisionConnection is a page of decisions.
	DecisionConnection = Connection[models.Decision]
	// AgendaConnection is a page of what was announced.
	AgendaConnection = Connection[models.AgendaEntry]
	// StoryEdge is one of them with its cursor.
	StoryEdge = Edge[models.Story]
	// EventEdge is one of them with its cursor.
	EventEdge = Edge[models.Event]
	// ArticleEdge is one of them with its cursor.
	ArticleEdge = Edge[models.Article]
	// EntityEdge is one of them with its cursor.
	EntityEdge = Edge[models.Entity]
	// PlaceEdge is one of them with its cursor.
	PlaceEdge = Edge[models.Place]
	// SourceEdge is one of them with its cursor.
	SourceEdge = Edge[models.Source]
	// DecisionEdge is one of them with its cursor.
	DecisionEdge = Edge[models.Decision]
	// ChangeEdge is one of them with its cursor.
	ChangeEdge = Edge[models.Change]
	// AgendaEdge is one of them with its cursor.
	AgendaEdge = Edge[models.AgendaEntry]
	// SearchEdge is one of them with its cursor.
	SearchEdge = Edge[store.Hit]
)

// Edge is one item of a list with the cursor of its place.
type Edge[T any] struct {
	Cursor string
	Node   T
}

// Info says where a page stands in its list. The cursors are nil when the page is empty.
type Info struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     *string
	EndCursor       *string
}

// Of returns the page that the store gave for p. The items of all pages are
// counted with count, and only when the answer wants to know.
func Of[T any](l store.List[T], p store.Page, count func(ctx context.Context) (store.Total, error)) *Connection[T] {
	return &Connection[T]{Nodes: l.Items, cursors: l.Cursors, hasNext: l.HasNext, after: p.After, total: once(count)}
}

// Edges returns the items with their cursors.
func (c *Connection[T]) Edges() []Edge[T] {
	edges := make([]Edge[T], len(c.Nodes))
	for i, n := range c.Nodes {
		edges[i] = Edge[T]{Cursor: c.cursors[i], Node: n}
	}
	return edges
}

// PageInfo returns where the page stands. What comes after a cursor has at
// least the cursor's own item before it, so no statement is needed to know.
func (c *Connection[T]) PageInfo() Info {
	info := Info{HasNextPage: c.hasNext, HasPreviousPage: c.after != ""}
	if n := len(c.cursors); n > 0 {
		info.StartCursor, info.EndCursor = &c.cursors[0], &c.cursors[n-1]
	}
	return info
}

// TotalCount returns the number of items on all pages, or so many as were counted.
func (c *Connection[T]) TotalCount(ctx context.Context) (int, error) {
	total, err := c.total(ctx)
	return total.Count, err
}

// TotalCountIsExact tells whether there are no more items than TotalCount.
func (c *Connection[T]) TotalCountIsExact(ctx context.Context) (bool, error) {
	total, err := c.total(ctx)
	return total.Exact, err
}

// once counts when it is asked first. Fields are asked at the same time.
func once(count func(ctx context.Context) (store.Total, error)) func(ctx context.Context) (store.Total, error) {
	var counting sync.Once
	var total store.Total
	var err error
	return func(ctx context.Context) (store.Total, error) {
		counting.Do(func() { total, err = count(ctx) })
		return total, err
	}
}
