package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// SaveAliases gives an entity that is stored these other names, all of them.
func (t *Tx) SaveAliases(e *models.Entity, aliases models.Names) error {
	e.Aliases = aliases
	if _, err := save(t, []*models.Entity{e}, nil); err != nil {
		return fmt.Errorf("store: save other names of %s: %w", e.ID, err)
	}
	return nil
}

// Aliased returns the entities that have other names, by id.
func (s *Store) Aliased(ctx context.Context) ([]models.Entity, error) {
	var out []models.Entity
	if err := s.read.WithContext(ctx).Where("aliases <> ''").Order("id").Find(&out).Error; err != nil {
		return nil, fmt.Errorf("store: entities with other names: %w", err)
	}
	return out, nil
}

// EntitiesCalled returns the entities with this name, or this other name, in
// whatever case: first those whose own name it is.
func (s *Store) EntitiesCalled(ctx context.Context, name string) ([]models.Entity, error) {
	var candidates, named, aliased []models.Entity
	q := s.whereWords(s.read.WithContext(ctx), "entities.id", KindEntity, name)
	if err := q.Order("entities.id").Find(&candidates).Error; err != nil {
		return nil, fmt.Errorf("store: entities called %q: %w", name, err)
	}
	for _, e := range candidates {
		switch {
		case strings.EqualFold(e.Name, name):
			named = append(named, e)
		case e.Aliases.Has(name):
			aliased = append(aliased, e)
		}
	}
	return append(named, aliased...), nil
}

// StoriesCalled returns the stories with this title in whatever case, or those
// with this other name where there are none. SQLite knows the case of ASCII letters
// only, so the words of the name find the candidates and Go compares them.
func (s *Store) StoriesCalled(ctx context.Context, name string) ([]models.Story, error) {
	q := s.read.WithContext(ctx)
	if len(terms(name)) == 0 {
		q = q.Where("title = ?", name)
	} else {
		q = s.whereWords(q, "stories.id", KindStory, name)
	}
	var candidates, titled, aliased []models.Story
	if err := q.Order("created_at, id").Find(&candidates).Error; err != nil {
		return nil, fmt.Errorf("store: stories called %q: %w", name, err)
	}
	for _, story := range candidates {
		switch {
		case strings.EqualFold(story.Title, name):
			titled = append(titled, story)
		case story.Aliases.Has(name):
			aliased = append(aliased, story)
		}
	}
	if len(titled) > 0 {
		return titled, nil
	}
	return aliased, nil
}
