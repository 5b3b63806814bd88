package ingest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/store"
)

// aliasedReader is a reader that knows the other names that people gave entities.
type aliasedReader struct {
	*reading.Reader
	named []models.Entity // with these other names
}

// Reader returns the reader with the names that people gave entities, as far as
// this service has heard of them.
func (s *Service) Reader() *reading.Reader { return s.aliased.Load().Reader }

// learnAliases tells the reader the other names of entities, if they have changed.
func (s *Service) learnAliases(ctx context.Context) error {
	named, err := s.store.Aliased(ctx)
	if err != nil {
		return err
	}
	same := func(a, b models.Entity) bool { return a.Key == b.Key && a.Aliases == b.Aliases }
	if !slices.EqualFunc(named, s.aliased.Load().named, same) {
		s.aliased.Store(&aliasedReader{s.tables.WithAliases(named), named})
	}
	return nil
}

// What other names may be: so many of one thing, so long, in bytes. Shorter ones
// are words or somebody's initials.
const (
	mostAliases   = 100
	shortestAlias = 3
	longestAlias  = 200
)

// AddAliases gives an entity or a story other names. What is read later in these
// words is taken to be of the entity; a story that people named is recognised by
// them; both are found by them. A name that is another's is an ErrConflict.
func (s *Service) AddAliases(ctx context.Context, id string, names []string, ask Ask) (models.Decision, error) {
	return s.rename(ctx, id, names, ask, models.DecideAddAliases, func(now models.Names, names []string) (models.Names, error) {
		if now = now.With(names...); len(now.List()) > mostAliases {
			return now, bad("aliases", "it would have %d other names, more than %d", len(now.List()), mostAliases)
		}
		return now, nil
	})
}

// RemoveAliases takes other names back that an entity or a story was given.
func (s *Service) RemoveAliases(ctx context.Context, id string, names []string, ask Ask) (models.Decision, error) {
	return s.rename(ctx, id, names, ask, models.DecideRemoveAliases, func(now models.Names, names []string) (models.Names, error) {
		for _, name := range names {
			if !now.Has(name) {
				return now, in("aliases", fmt.Errorf("other name %q: %w", name, store.ErrNotFound))
			}
		}
		return now.Without(names...), nil
	})
}

// rename decides on the other names of an entity or a story as edit has it.
func (s *Service) rename(ctx context.Context, id string, names []string, ask Ask, kind models.DecisionKind, edit func(now models.Names, names []string) (models.Names, error)) (models.Decision, error) {
	names, err := checkAliases(names)
	if err != nil {
		return models.Decision{}, err
	}
	if models.HasPrefix(id, models.StoryPrefix) {
		return s.change(ctx, id, ask, kind, func(story *models.Story, d *models.Decision) error {
			if kind == models.DecideAddAliases {
				if err := s.freeForStory(ctx, story.ID, names); err != nil {
					return err
				}
			}
			d.Arguments.Aliases = names
			story.Aliases, err = edit(story.Aliases, names)
			return err
		})
	}
	return s.settle(ctx, ask, kind, func(person *store.Tx, d *models.Decision) error {
		entity, err := person.Entity(id)
		if err != nil {
			return in("id", err)
		}
		if err := ask.sees(entity.Version); err != nil {
			return err
		}
		if kind == models.DecideAddAliases {
			if err := s.freeForEntity(ctx, entity, names); err != nil {
				return err
			}
		}
		d.Targets, d.Arguments.Aliases = []string{entity.ID}, names
		aliases, err := edit(entity.Aliases, names)
		if err != nil {
			return err
		}
		return person.SaveAliases(&entity, aliases)
	})
}

// checkAliases tidies names and refuses those that nothing could be called.
func checkAliases(names []string) ([]string, error) {
	out := tidy(names)
	if len(out) == 0 || len(out) > mostAliases {
		return nil, bad("aliases", "expected 1 to %d names", mostAliases)
	}
	for _, name := range out {
		switch {
		case len(name) < shortestAlias || len(name) > longestAlias:
			return nil, bad("aliases", "a name has %d to %d bytes, not %.40q", shortestAlias, longestAlias, name)
		case !utf8.ValidString(name), strings.ContainsFunc(name, unicode.IsControl), !strings.ContainsFunc(name, unicode.IsLetter):
			return nil, bad("aliases", "a name has letters, and nothing that is not text: %.40q", name)
		}
	}
	return out, nil
}

// freeForEntity makes sure that no other entity is called so, in the reader's tables or here.
func (s *Service) freeForEntity(ctx context.Context, entity models.Entity, names []string) error {
	for _, name := range names {
		called, err := s.store.EntitiesCalled(ctx, name)
		if err != nil {
			return err
		}
		for _, known := range s.tables.Base().Called(name) {
			known.ID = models.EntityID(known.Key)
			if there, err := s.store.EntitiesByID(ctx, []string{known.ID}); err != nil {
				return err
			} else if stored, ok := there[known.ID]; ok {
				known = stored // what it was merged into
			}
			called = append(called, known)
		}
		for _, other := range called {
			if other.ID != entity.ID {
				return in("aliases", fmt.Errorf("%w: %q is a name of %s (%s); if both are one, merge them", store.ErrConflict, name, other.Name, other.ID))
			}
		}
	}
	return nil
}

// freeForStory makes sure that no other story is called so.
func (s *Service) freeForStory(ctx context.Context, storyID string, names []string) error {
	for _, name := range names {
		called, err := s.store.StoriesCalled(ctx, name)
		if err != nil {
			return err
		}
		for _, other := range called {
			if other.ID != storyID {
				return in("aliases", fmt.Errorf("%w: %q is a name of the story %q (%s); if both are one, merge them", store.ErrConflict, name, other.Title, other.Slug))
			}
		}
	}
	return nil
}
