package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// CountStories counts what Stories lists.
func (s *Store) CountStories(ctx context.Context, f StoryFilter) (Total, error) {
	if f.all() {
		return s.countAll(ctx, "stories")
	}
	return count(s.whereStories(ctx, f), "stories")
}

func (s *Store) whereStories(ctx context.Context, f StoryFilter) *gorm.DB {
	q := s.read.WithContext(ctx).Model(&models.Story{})
	q = in(q, "stories.id", f.IDs)
	q = s.whereStatus(q, f.Status)
	if f.Tracked != nil {
		q = q.Where("stories.tracked = ?", *f.Tracked)
	}
	switch { // in the words of the index stories_pinned
	case f.Pinned == nil:
	case *f.Pinned:
		q = q.Where("stories.pinned")
	default:
		q = q.Where("NOT stories.pinned")
	}
	if f.Text != "" {
		if words := terms(f.Text); len(words) > 0 {
			q = q.Where(s.dialect.begins, s.dialect.beginning(words))
		} else {
			q = q.Where("1 = 0")
		}
	}
	return q
}

// Articles lists articles, the latest published first.
func (s *Store) Articles(ctx context.Context, f ArticleFilter, p Page) (List[models.Article], error) {
	return list(s, s.whereArticles(ctx, f), order[models.Article]{
		name: "articles", columns: []column{{"articles.published_on", text}, {"articles.id", text}}, desc: true,
		key: func(x models.Article) []any { return []any{x.PublishedOn, x.ID} },
	}, p)
}

// CountArticles counts what Articles lists.
func (s *Store) CountArticles(ctx context.Context, f ArticleFilter) (Total, error) {
	if f.all() {
		return s.countAll(ctx, "articles")
	}
	return count(s.whereArticles(ctx, f), "articles")
}

func (s *Store) whereArticles(ctx context.Context, f ArticleFilter) *gorm.DB {
	q := s.read.WithContext(ctx).Model(&models.Article{})
	q = in(q, "articles.id", f.IDs)
	q = in(q, "articles.source_id", f.SourceIDs)
	q = in(q, "articles.origin_id", f.OriginIDs)
	q = in(q, "articles.publisher", f.Publishers)
	if len(f.StoryIDs) > 0 {
		q = q.Where("articles.id IN (SELECT mentions.article_id FROM mentions JOIN links ON links.event_id = mentions.event_id"+
			" WHERE links.story_id IN ? AND "+onTimeline+")", plains(f.StoryIDs))
	}
	if len(f.EventIDs) > 0 {
		q = q.Where("articles.id IN (SELECT article_id FROM mentions WHERE event_id IN ?)", plains(f.EventIDs))
	}
	if f.From != "" {
		q = q.Where("articles.published_on >= ?", plain(f.From))
	}
	if f.To != "" {
		q = q.Where("articles.published_on <= ? AND articles.published_on <> ''", plain(f.To))
	}
	_ = q.AddError(checkRange("", f.From, f.To))
	if f.Text != "" {
		q = s.whereWords(q, "articles.id", KindArticle, f.Text)
	}
	return q
}

// Entities lists entities by name.
func (s *Store) Entities(ctx context.Context, f EntityFilter, p Page) (List[models.Entity], error) {
	return list(s, s.whereEntities(ctx, f), order[models.Entity]{
		name: "entities", columns: []column{{"entities.name", text}, {"entities.id", text}},
		key: func(x models.Entity) []any { return []any{x.Name, x.ID} },
	}, p)
}

// CountEntities counts what Entities lists.
func (s *Store) CountEntities(ctx context.Context, f EntityFilter) (Total, error) {
	if f.all() {
		return s.countAll(ctx, "entities")
	}
	return count(s.whereEntities(ctx, f), "entities")
}

func (s *Store) whereEntities(ctx context.Context, f EntityFilter) *gorm.DB {
	q := s.read.WithContext(ctx).Model(&models.Entity{})
	q = in(q, "entities.id", f.IDs)
	q = in(q, "entities.key", f.Keys)
	q = in(q, "entities.kind", f.Kinds)
	q = in(q, "entities.country", f.Countries)
	_ = q.AddError(checkCountries(f.Countries))
	if f.Text != "" {
		q = s.whereWords(q, "entities.id", KindEntity, f.Text)
	}
	return q
}

// Places lists places by name.
func (s *Store) Places(ctx context.Context, f PlaceFilter, p Page) (List[models.Place], error) {
	return list(s, s.wherePlaces(ctx, f), order[models.Place]{
		name: "places", columns: []column{{"places.name", text}, {"places.id", text}},
		key: func(x models.Place) []any { return []any{x.Name, x.ID} },
	}, p)
}

// CountPlaces counts what Places lists.
func (s *Store) CountPlaces(ctx context.Context, f PlaceFilter) (Total, error) {
	if f.all() {
		return s.countAll(ctx, "places")
	}
	return count(s.wherePlaces(ctx, f), "places")
}

func (s *Store) wherePlaces(ctx context.Context, f PlaceFilter) *gorm.DB {
	q := s.read.WithContext(ctx).Model(&models.Place{})
	q = in(q, "places.id", f.IDs)
	q = in(q, "places.country", f.Countries)
	_ = q.AddError(checkCountries(f.Countries))
	q = in(q, "places.precision", f.Precisions)
	if f.Text != "" {
		q = s.whereWords(q, "places.id", KindPlace, f.Text)
	}
	return q
}

// CountSources counts what Sources lists.
func (s *Store) CountSources(ctx context.Context) (Total, error) {
	return s.countAll(ctx, "sources")
}

// Sources lists sources by URL.
func (s *Store) Sources(ctx context.Context, p Page) (List[models.Source], error) {
	return list(s, s.read.WithContext(ctx), order[models.Source]{
		name: "sources", columns: []column{{"sources.url", text}},
		key: func(x models.Source) []any { return []any{x.URL} },
	}, p)
}

// DueSources returns up to limit sources whose next check is due at now, the
// longest due first.
func (s *Store) DueSources(ctx context.Context, now time.Time, limit int) ([]models.Source, error) {
	var out []models.Source
	err := s.read.WithContext(ctx).Where("next_check_at <= ?", instant(now)).
		Order("next_check_at, id").Limit(limit).Find(&out).Error
	if err != nil {
		return nil, fmt.Errorf("store: due sources: %w", err)
	}
	return out, nil
}

// in adds that the column has one of the values, where there are any.
func in[S ~string](q *gorm.DB, column string, values []S) *gorm.DB {
	if len(values) == 0 {
		return q
	}
	return q.Where(column+" IN ?", plains(values))
}
