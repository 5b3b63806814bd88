package graph

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/graph/scalar"
	"github.com/throughline-news/throughline/ledger"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// The note functions say which ids a record brings into the answer.

func noteStories(ctx context.Context, stories ...models.Story) {
	note(ctx, storyItem, idsOf(stories, func(s *models.Story) string { return s.ID })...)
	note(ctx, storyRef, idsOf(stories, func(s *models.Story) string { return s.ParentID })...)
	note(ctx, storyRef, idsOf(stories, func(s *models.Story) string {
		if s.Nesting == nil {
			return ""
		}
		return s.Nesting.StoryID
	})...)
	note(ctx, placeRef, idsOf(stories, func(s *models.Story) string {
		if s.Round == nil {
			return ""
		}
		return s.Round.PlaceID
	})...)
}

func noteEvents(ctx context.Context, events ...models.Event) {
	note(ctx, eventItem, idsOf(events, eventKey)...)
	note(ctx, placeRef, idsOf(events, func(e *models.Event) string { return e.PlaceID })...)
}

func noteMentions(ctx context.Context, mentions ...models.Mention) {
	note(ctx, articleRef, idsOf(mentions, func(m *models.Mention) string { return m.ArticleID })...)
	note(ctx, eventRef, idsOf(mentions, func(m *models.Mention) string { return m.EventID })...)
}

func noteClaims(ctx context.Context, claims ...models.Claim) {
	note(ctx, mentionRef, idsOf(claims, func(c *models.Claim) string { return c.MentionID })...)
	note(ctx, articleRef, idsOf(claims, func(c *models.Claim) string { return c.ArticleID })...)
}

func noteSteps(ctx context.Context, steps ...models.StatusStep) {
	note(ctx, mentionRef, idsOf(steps, func(s *models.StatusStep) string { return s.MentionID })...)
	note(ctx, articleRef, idsOf(steps, func(s *models.StatusStep) string { return s.ArticleID })...)
}

func noteOrigins(ctx context.Context, origins ...models.Origin) {
	for _, o := range origins {
		note(ctx, articleRef, idsOf(o.Reports, func(r *models.OriginReport) string { return r.ArticleID })...)
	}
}

func noteLinks(ctx context.Context, links ...models.Link) {
	note(ctx, storyRef, idsOf(links, func(l *models.Link) string { return l.StoryID })...)
}

func noteArticles(ctx context.Context, articles ...models.Article) {
	note(ctx, articleItem, idsOf(articles, func(a *models.Article) string { return a.ID })...)
	note(ctx, originRef, idsOf(articles, func(a *models.Article) string { return a.OriginID })...)
	note(ctx, sourceRef, idsOf(articles, func(a *models.Article) string { return a.SourceID })...)
}

func noteEntities(ctx context.Context, entities ...models.Entity) {
	note(ctx, entityItem, idsOf(entities, func(e *models.Entity) string { return e.ID })...)
}

func notePlaces(ctx context.Context, places ...models.Place) {
	note(ctx, placeItem, idsOf(places, func(p *models.Place) string { return p.ID })...)
}

func idsOf[T any](records []T, id func(*T) string) []string {
	out := make([]string, len(records))
	for i := range records {
		out[i] = id(&records[i])
	}
	return out
}

// The functions below read records of one kind by their ids and note them.

func (r *Resolver) stories(ctx context.Context, ids []string) (map[string]*models.Story, error) {
	return byID(ctx, ids, r.Store.StoriesByID, noteStories)
}

func (r *Resolver) events(ctx context.Context, ids []string) (map[string]*models.Event, error) {
	return byID(ctx, ids, r.Store.EventsByID, noteEvents)
}

func (r *Resolver) articles(ctx context.Context, ids []string) (map[string]*models.Article, error) {
	return byID(ctx, ids, r.Store.ArticlesByID, noteArticles)
}

// articlesShown reads articles for the current field, with what it shows of them.
func (r *Resolver) articlesShown(ctx context.Context, ids []string) (map[string]*models.Article, error) {
	hidden := unasked(ctx, articleColumns)
	if !slices.Contains(hidden, "text") {
		return r.articles(ctx, ids)
	}
	read := func(ctx context.Context, ids []string) (map[string]models.Article, error) {
		return r.Store.ArticleHeads(ctx, ids, hidden...)
	}
	return byID(ctx, ids, read, noteArticles)
}

func (r *Resolver) mentions(ctx context.Context, ids []string) (map[string]*models.Mention, error) {
	return byID(ctx, ids, r.Store.MentionsByID, noteMentions)
}

func (r *Resolver) origins(ctx context.Context, ids []string) (map[string]*models.Origin, error) {
	read := func(ctx context.Context, ids []string) (map[string]models.Origin, error) {
		return ledger.OriginsByID(ctx, r.Store, ids)
	}
	return byID(ctx, ids, read, noteOrigins)
}

func (r *Resolver) places(ctx context.Context, ids []string) (map[string]*models.Place, error) {
	return byID(ctx, ids, r.Store.PlacesByID, notePlaces)
}

func (r *Resolver) entities(ctx context.Context, ids []string) (map[string]*models.Entity, error) {
	return byID(ctx, ids, r.Store.EntitiesByID, noteEntities)
}

func (r *Resolver) sources(ctx context.Context, ids []string) (map[string]*models.Source, error) {
	return byID(ctx, ids, r.Store.SourcesByID, func(context.Context, ...models.Source) {})
}

func byID[T any](ctx context.Context, ids []string, read func(context.Context, []string) (map[string]T, error), note func(context.Context, ...T)) (map[string]*T, error) {
	found, err := read(ctx, ids)
	records, out := make([]T, 0, len(found)), make(map[string]*T, len(found))
	for id, record := range found {
		records = append(records, record)
		out[id] = &records[len(records)-1]
	}
	note(ctx, records...)
	return out, err
}

// records reads records of any kind by their ids, with one statement a kind.
func (r *Resolver) records(ctx context.Context, ids []string) (map[string]scalar.Node, error) {
	out := map[string]scalar.Node{}
	return out, errors.Join(
		ofKind(ctx, out, ids, models.StoryPrefix, r.stories),
		ofKind(ctx, out, ids, models.EventPrefix, r.events),
		ofKind(ctx, out, ids, models.ArticlePrefix, r.articles),
		ofKind(ctx, out, ids, models.EntityPrefix, r.entities),
		ofKind(ctx, out, ids, models.PlacePrefix, r.places),
		ofKind(ctx, out, ids, models.SourcePrefix, r.sources),
	)
}

func ofKind[T any](ctx context.Context, out map[string]scalar.Node, ids []string, prefix string, read func(context.Context, []string) (map[string]*T, error)) error {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !strings.HasPrefix(id, prefix) })
	if len(ids) == 0 {
		return nil
	}
	found, err := read(ctx, ids)
	for id, v := range found {
		out[id] = v
	}
	return err
}

// orNull makes a record that is not there null.
func orNull[T any](v T, err error) (*T, error) {
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	return &v, err
}

// orZero returns what p points to; a filter that was not given chooses all.
func orZero[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}

// pageOf returns the page that a list's arguments ask for.
func pageOf(first *int, after *string) store.Page {
	return store.Page{First: orDefault(first), After: orZero(after)}
}

// orDefault returns how many items are asked for; limits has refused too many.
func orDefault(first *int) int { return orDefaultTo(first, defaultFirst) }

// orDefaultTo returns what p points to; of an argument that is null the default.
func orDefaultTo[T any](p *T, value T) T {
	if p == nil {
		return value
	}
	return *p
}
