package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// Article returns one article, or ErrNotFound.
func (s *Store) Article(ctx context.Context, id string) (models.Article, error) {
	return one[models.Article](ctx, s, "article", id)
}

// Event returns one event; a merged id gives what it was merged into.
func (s *Store) Event(ctx context.Context, id string) (models.Event, error) {
	e, err := one[models.Event](ctx, s, "event", id)
	s.today(&e)
	return e, err
}

// Story returns one story; a merged id gives what it was merged into.
func (s *Store) Story(ctx context.Context, id string) (models.Story, error) {
	story, err := one[models.Story](ctx, s, "story", id)
	s.goesOn(&story)
	return story, err
}

// Entity returns one entity; a merged id gives what it was merged into.
func (s *Store) Entity(ctx context.Context, id string) (models.Entity, error) {
	return one[models.Entity](ctx, s, "entity", id)
}

// Place returns one place, or ErrNotFound.
func (s *Store) Place(ctx context.Context, id string) (models.Place, error) {
	return one[models.Place](ctx, s, "place", id)
}

// Source returns one source, or ErrNotFound.
func (s *Store) Source(ctx context.Context, id string) (models.Source, error) {
	return one[models.Source](ctx, s, "source", id)
}

// StoryBySlugOrTitle returns the story a person means by ref: its id, its slug,
// its title in whatever case, or, where no story has that title, another name of
// it. Of several it is the tracked one; ErrConflict when that does not decide.
func (s *Store) StoryBySlugOrTitle(ctx context.Context, ref string) (models.Story, error) {
	story, err := s.storyMeant(ctx, plain(strings.TrimSpace(ref)))
	if err != nil {
		return models.Story{}, fmt.Errorf("store: story %q: %w", ref, err)
	}
	s.goesOn(&story)
	return story, nil
}

// longestRef is how long, in bytes, what names a story may be: longer than any
// slug, title or name, and short enough for any query.
const longestRef = 2000

func (s *Store) storyMeant(ctx context.Context, ref string) (models.Story, error) {
	if len(ref) > longestRef {
		return models.Story{}, ErrNotFound
	}
	found, err := byID[models.Story](ctx, s, []string{ref})
	if err != nil {
		return models.Story{}, err
	}
	if story, ok := found[ref]; ok {
		return story, nil
	}
	var named []models.Story
	if err := s.read.WithContext(ctx).Where("slug = ?", ref).Find(&named).Error; err != nil {
		return models.Story{}, err
	}
	if len(named) > 0 {
		return named[0], nil
	}
	if named, err = s.StoriesCalled(ctx, ref); err != nil {
		return models.Story{}, err
	}
	tracked := named[:0:0]
	for _, story := range named {
		if story.Tracked {
			tracked = append(tracked, story)
		}
	}
	switch {
	case len(named) == 0:
		return s.storyOnceNamed(ctx, ref)
	case len(named) == 1:
		return named[0], nil
	case len(tracked) == 1:
		return tracked[0], nil
	}
	return models.Story{}, fmt.Errorf("%w: %d stories are called so, name one by its slug", ErrConflict, len(named))
}

// storyOnceNamed returns the story into which the one with this slug was merged: a
// slug is in addresses that others have written down. The journal keeps what a
// merged story was, and stories that were merged are few.
func (s *Store) storyOnceNamed(ctx context.Context, slug string) (models.Story, error) {
	member, err := json.Marshal(slug)
	if err != nil {
		return models.Story{}, err
	}
	var into []string
	err = s.read.WithContext(ctx).Table("redirects").Joins("JOIN changes ON changes.target = redirects.from_id AND changes.action = ?", actionMerge).
		Where("redirects.from_id >= ? AND redirects.from_id < ?", models.StoryPrefix, afterAll(models.StoryPrefix)).
		Where(`changes.before LIKE ? ESCAPE '\'`, `%"slug":`+likeText.Replace(string(member))+"%").
		Order("changes.seq DESC").Limit(1).Pluck("redirects.to_id", &into).Error
	if err != nil {
		return models.Story{}, err
	}
	if len(into) == 0 {
		return models.Story{}, ErrNotFound
	}
	found, err := byID[models.Story](ctx, s, into)
	if err != nil {
		return models.Story{}, err
	}
	story, ok := found[into[0]]
	if !ok {
		return models.Story{}, ErrNotFound
	}
	return story, nil
}

// likeText has LIKE take text for itself.
var likeText = strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)

// afterAll is the first string behind all that begin with a prefix.
func afterAll(prefix string) string {
	last := len(prefix) - 1
	return prefix[:last] + string(prefix[last]+1)
}

// ArticlesByID returns those of the articles that exist, by id.
func (s *Store) ArticlesByID(ctx context.Context, ids []string) (map[string]models.Article, error) {
	return byID[models.Article](ctx, s, ids)
}

// ArticleHeads returns those of the articles that exist, by id, without their texts
// and the other columns that are named.
func (s *Store) ArticleHeads(ctx context.Context, ids []string, without ...string) (map[string]models.Article, error) {
	out := make(map[string]models.Article, len(ids))
	for some := range inChunks(ids) {
		found, err := rows[models.Article](s, s.read.WithContext(ctx).Omit(append(without, "text")...).Where("id IN ?", some))
		if err != nil {
			return nil, fmt.Errorf("store: read heads of articles: %w", err)
		}
		for _, a := range found {
			out[a.ID] = a
		}
	}
	return out, nil
}

// MentionsByID returns those of the mentions that exist, by id.
func (s *Store) MentionsByID(ctx context.Context, ids []string) (map[string]models.Mention, error) {
	return byID[models.Mention](ctx, s, ids)
}

// EventsByID returns those of the events that exist, by the id asked for: that
// of a merged event gives what it was merged into.
func (s *Store) EventsByID(ctx context.Context, ids []string) (map[string]models.Event, error) {
	out, err := byID[models.Event](ctx, s, ids)
	for id, e := range out {
		s.today(&e)
		out[id] = e
	}
	return out, err
}

// StoriesByID returns those of the stories that exist, by the id asked for: that
// of a merged story gives what it was merged into.
func (s *Store) StoriesByID(ctx context.Context, ids []string) (map[string]models.Story, error) {
	out, err := byID[models.Story](ctx, s, ids)
	for id, story := range out {
		s.goesOn(&story)
		out[id] = story
	}
	return out, err
}

// EntitiesByID returns those of the entities that exist, by the id asked for:
// that of a merged entity gives what it was merged into.
func (s *Store) EntitiesByID(ctx context.Context, ids []string) (map[string]models.Entity, error) {
	return byID[models.Entity](ctx, s, ids)
}

// PlacesByID returns those of the places that exist, by id.
func (s *Store) PlacesByID(ctx context.Context, ids []string) (map[string]models.Place, error) {
	return byID[models.Place](ctx, s, ids)
}

// SourcesByID returns those of the sources that exist, by id.
func (s *Store) SourcesByID(ctx context.Context, ids []string) (map[string]models.Source, error) {
	return byID[models.Source](ctx, s, ids)
}

// one reads the record of this id; kind is what an error calls it.
func one[T any](ctx context.Context, s *Store, kind, id string) (T, error) {
	found, err := byID[T](ctx, s, []string{id})
	record, ok := found[id]
	if err == nil && !ok {
		err = ErrNotFound
	}
	if err != nil {
		return record, fmt.Errorf("store: %s %q: %w", kind, id, err)
	}
	return record, nil
}

// byID reads records by the ids asked for. What is not there may have been
// merged: redirects are read only then.
func byID[T any](ctx context.Context, s *Store, ids []string) (map[string]T, error) {
	out, err := byOwnID[T](ctx, s, ids)
	if err != nil {
		return nil, err
	}
	missing := slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		_, found := out[id]
		return found || id == ""
	})
	merged, err := redirects(s.read.WithContext(ctx), missing)
	if err != nil || len(merged) == 0 {
		return out, err
	}
	found, err := byOwnID[T](ctx, s, slices.Collect(maps.Values(merged)))
	for from, to := range merged {
		if record, ok := found[to]; ok {
			out[from] = record
		}
	}
	return out, err
}

// byOwnID reads the records that have these ids themselves.
func byOwnID[T any](ctx context.Context, s *Store, ids []string) (map[string]T, error) {
	out := make(map[string]T, len(ids))
	for some := range inChunks(ids) {
		found, err := rows[T](s, s.read.WithContext(ctx).Where("id IN ?", some))
		if err != nil {
			return nil, fmt.Errorf("store: read by id: %w", err)
		}
		for i := range found {
			r, err := s.record(&found[i])
			if err != nil {
				return nil, err
			}
			out[r.id()] = found[i]
		}
	}
	return out, nil
}

// redirects returns what those of the ids that were merged were merged into.
func redirects(db *gorm.DB, ids []string) (map[string]string, error) {
	out := make(map[string]string)
	for some := range inChunks(ids) {
		var found []models.Redirect
		if err := db.Where("from_id IN ?", some).Find(&found).Error; err != nil {
			return nil, fmt.Errorf("store: read redirects: %w", err)
		}
		for _, r := range found {
			out[r.FromID] = r.ToID
		}
	}
	return out, nil
}
