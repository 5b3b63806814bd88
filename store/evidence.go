package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// MentionsOf returns up to first mentions of each event, the best evidence first,
// without the columns that are named: what a mention says of actors, recipients,
// date, place and numbers takes most of the time to read.
func (s *Store) MentionsOf(ctx context.Context, eventIDs []string, first int, without ...string) (map[string][]models.Mention, error) {
	out := make(map[string][]models.Mention)
	for some := range inChunks(eventIDs) {
		found, err := top[models.Mention](s, s.read.WithContext(ctx).Omit(without...), "mentions", "event_id", "confidence DESC, id", some, first)
		if err != nil {
			return nil, fmt.Errorf("store: mentions of events: %w", err)
		}
		group(out, found, func(m *models.Mention) string { return m.EventID })
	}
	return out, nil
}

// CountMentions counts the mentions of each event.
func (s *Store) CountMentions(ctx context.Context, eventIDs []string) (map[string]int, error) {
	out := make(map[string]int)
	for some := range inChunks(eventIDs) {
		if err := tally(s.read.WithContext(ctx).Table("mentions").Where("event_id IN ?", some), "event_id", out); err != nil {
			return nil, fmt.Errorf("store: count mentions: %w", err)
		}
	}
	return out, nil
}

// MentionsIn returns all mentions of each article in the order of its text, the
// title's first.
func (s *Store) MentionsIn(ctx context.Context, articleIDs []string) (map[string][]models.Mention, error) {
	out := make(map[string][]models.Mention)
	for some := range inChunks(articleIDs) {
		found, err := rows[models.Mention](s, s.read.WithContext(ctx).Where("article_id IN ?", some).
			Order("article_id, quote_field DESC, quote_start, trigger_start, id"))
		if err != nil {
			return nil, fmt.Errorf("store: mentions in articles: %w", err)
		}
		group(out, found, func(m *models.Mention) string { return m.ArticleID })
	}
	return out, nil
}

// Participants are who takes part in an event, by role, each in order.
type Participants struct {
	Actors, Recipients []models.Entity
}

// participant is an entity in a role in an event.
type participant struct {
	EventID string
	Role    models.Role
	models.Entity
}

// ParticipantsOf returns who takes part in each event.
func (s *Store) ParticipantsOf(ctx context.Context, eventIDs []string) (map[string]Participants, error) {
	found, err := s.participants(ctx, eventIDs, []models.Role{models.RoleActor, models.RoleRecipient})
	out := make(map[string]Participants)
	for _, f := range found {
		p := out[f.EventID]
		if f.Role == models.RoleActor {
			p.Actors = append(p.Actors, f.Entity)
		} else {
			p.Recipients = append(p.Recipients, f.Entity)
		}
		out[f.EventID] = p
	}
	return out, err
}

// ParticipantsIn returns who takes part in each event in one role, in order, without
// the columns that are named.
func (s *Store) ParticipantsIn(ctx context.Context, eventIDs []string, role models.Role, without ...string) (map[string][]models.Entity, error) {
	found, err := s.participants(ctx, eventIDs, []models.Role{role}, without...)
	out := make(map[string][]models.Entity)
	for _, f := range found {
		out[f.EventID] = append(out[f.EventID], f.Entity)
	}
	return out, err
}

func (s *Store) participants(ctx context.Context, eventIDs []string, roles []models.Role, without ...string) ([]participant, error) {
	columns, err := s.columns(&models.Entity{}, without...)
	if err != nil {
		return nil, err
	}
	var out []participant
	for some := range inChunks(eventIDs) {
		found, err := rows[participant](s, s.read.WithContext(ctx).Table("event_entities").
			Select("event_entities.event_id, event_entities.role, "+columns).
			Joins("JOIN entities ON entities.id = event_entities.entity_id").
			Where("event_entities.event_id IN ? AND event_entities.role IN ?", some, roles).
			Order("event_entities.event_id, event_entities.role, event_entities.position"))
		if err != nil {
			return nil, fmt.Errorf("store: participants of events: %w", err)
		}
		out = append(out, found...)
	}
	return out, nil
}

// LinksOf returns the links of each event, suggestions included, the most
// probable first.
func (s *Store) LinksOf(ctx context.Context, eventIDs []string) (map[string][]models.Link, error) {
	out := make(map[string][]models.Link)
	for some := range inChunks(eventIDs) {
		found, err := rows[models.Link](s, s.read.WithContext(ctx).Where("event_id IN ?", some).Order("event_id, probability DESC, story_id"))
		if err != nil {
			return nil, fmt.Errorf("store: links of events: %w", err)
		}
		group(out, found, func(l *models.Link) string { return l.EventID })
	}
	return out, nil
}

// ChildrenOf returns up to first stories that are part of each story, by title.
func (s *Store) ChildrenOf(ctx context.Context, storyIDs []string, first int) (map[string][]models.Story, error) {
	out := make(map[string][]models.Story)
	for some := range inChunks(storyIDs) {
		found, err := top[models.Story](s, s.read.WithContext(ctx), "stories", "parent_id", "title, id", some, first)
		if err != nil {
			return nil, fmt.Errorf("store: children of stories: %w", err)
		}
		s.goOn(found)
		group(out, found, func(story *models.Story) string { return story.ParentID })
	}
	return out, nil
}

// HistoryOf returns up to first changes of each record, the oldest first.
func (s *Store) HistoryOf(ctx context.Context, targets []string, first int) (map[string][]models.Change, error) {
	out := make(map[string][]models.Change)
	for some := range inChunks(targets) {
		found, err := top[models.Change](s, s.read.WithContext(ctx), "changes", "target", "seq", some, first)
		if err != nil {
			return nil, fmt.Errorf("store: history: %w", err)
		}
		group(out, found, func(c *models.Change) string { return c.Target })
	}
	return out, nil
}

// ArticlesOfOrigins returns up to first articles that carry each origin, the
// earliest published first, without their texts.
func (s *Store) ArticlesOfOrigins(ctx context.Context, originIDs []string, first int) (map[string][]models.Article, error) {
	out := make(map[string][]models.Article)
	for some := range inChunks(originIDs) {
		found, err := top[models.Article](s, s.read.WithContext(ctx).Omit("text"), "articles", "origin_id", "published_on, id", some, first)
		if err != nil {
			return nil, fmt.Errorf("store: articles of origins: %w", err)
		}
		group(out, found, func(a *models.Article) string { return a.OriginID })
	}
	return out, nil
}

// top reads, with one statement, the first rows in the order sorted of each
// parent, the value of the column parent.
func top[T any](s *Store, db *gorm.DB, table, parent, sorted string, ids []string, first int) ([]T, error) {
	numbered := db.Session(&gorm.Session{NewDB: true}).Table(table).
		Select("*, ROW_NUMBER() OVER (PARTITION BY "+parent+" ORDER BY "+sorted+") AS place_among").
		Where(parent+" IN ?", ids)
	return rows[T](s, db.Table("(?) AS "+table, numbered).Where("place_among <= ?", first).Order(parent+", "+sorted))
}
