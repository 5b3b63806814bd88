package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode"

	"gopkg.in/yaml.v3"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// Seed names a story to look for, as a person states it.
type Seed struct {
	Title    string   `yaml:"title"`
	Entities []string `yaml:"entities"`
	Terms    []string `yaml:"terms"`
	Parent   string   `yaml:"parent"` // title, slug or id of the story it is part of
}

// ErrBadSeed is wrapped by what is wrong with a Seed.
var ErrBadSeed = errors.New("bad story")

// ReadSeeds reads a YAML file with a list of seeds.
func ReadSeeds(path string) ([]Seed, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	decoder := yaml.NewDecoder(f)
	decoder.KnownFields(true)
	var seeds []Seed
	if err := decoder.Decode(&seeds); err != nil && !errors.Is(err, io.EOF) { // an empty file names none
		return nil, fmt.Errorf("%s: %w (expected a list of title, entities, terms, parent)", path, err)
	}
	return seeds, nil
}

// Track names a story and what to look for, or changes what is looked for when
// it is tracked already, and links the events known so far. by is who says so.
func (s *Service) Track(ctx context.Context, seed Seed, by string) (models.Story, error) {
	title := strings.Join(strings.Fields(seed.Title), " ")
	if title == "" {
		return models.Story{}, fmt.Errorf("%w: no title", ErrBadSeed)
	}
	if len(title) > 200 {
		return models.Story{}, fmt.Errorf("%w: the title is longer than 200 bytes", ErrBadSeed)
	}
	var parent string
	if seed.Parent != "" {
		p, err := s.store.StoryBySlugOrTitle(ctx, seed.Parent)
		if err != nil {
			return models.Story{}, fmt.Errorf("parent story %q: %w", seed.Parent, err)
		}
		parent = p.ID
	}
	var id string
	err := s.decide(ctx, func(tx *store.Tx) error {
		story, err := s.store.StoryBySlugOrTitle(ctx, title)
		if errors.Is(err, store.ErrNotFound) {
			story, err = s.firstTitled(ctx, title)
		}
		if errors.Is(err, store.ErrNotFound) {
			slug, err := tx.FreeSlug(slugOf(title))
			if err != nil {
				return err
			}
			story = models.Story{ID: models.NewID(models.StoryPrefix, time.Time{}, slug), Slug: slug, Title: title, Status: models.StoryActive}
		} else if err != nil {
			return err
		}
		id = story.ID
		if parent == story.ID {
			return fmt.Errorf("%w: a story cannot be its own parent", ErrBadSeed)
		}
		story.Tracked, story.Entities, story.Terms = true, tidy(seed.Entities), tidy(seed.Terms)
		if parent != "" {
			story.ParentID = parent
		}
		person := tx.As(by, "")
		if err := person.SaveStories([]models.Story{story}); err != nil {
			return err
		}
		return saveLinks(person, s.tracker.Track(story))
	})
	if err != nil {
		return models.Story{}, fmt.Errorf("ingest: track %q: %w", title, err)
	}
	return s.store.Story(ctx, id)
}

// firstTitled returns the story that was first given this title and renamed
// since. Its slug is of that title, but other titles make the same slug.
func (s *Service) firstTitled(ctx context.Context, title string) (models.Story, error) {
	story, err := s.store.StoryBySlugOrTitle(ctx, slugOf(title))
	if err != nil {
		return story, err
	}
	history, err := s.store.History(ctx, story.ID, store.Page{First: 1})
	if err != nil {
		return story, err
	}
	for _, c := range history.Items {
		var first models.Story
		if err := json.Unmarshal([]byte(c.After), &first); err != nil {
			return story, fmt.Errorf("history of story %s: %w", story.ID, err)
		}
		if strings.EqualFold(first.Title, title) {
			return story, nil
		}
	}
	return models.Story{}, store.ErrNotFound
}

// Untrack stops looking for a story. Its timeline stays.
func (s *Service) Untrack(ctx context.Context, storyID, by string) (models.Story, error) {
	return s.change(ctx, storyID, by, func(story *models.Story) { story.Tracked = false })
}

// Rename gives a story another title. Its id and slug stay.
func (s *Service) Rename(ctx context.Context, storyID, title, by string) (models.Story, error) {
	title = strings.Join(strings.Fields(title), " ")
	if title == "" || len(title) > 200 {
		return models.Story{}, fmt.Errorf("%w: a title has 1 to 200 bytes", ErrBadSeed)
	}
	return s.change(ctx, storyID, by, func(story *models.Story) { story.Title = title })
}

func (s *Service) change(ctx context.Context, storyID, by string, edit func(*models.Story)) (models.Story, error) {
	err := s.decide(ctx, func(tx *store.Tx) error {
		story, err := s.store.Story(ctx, storyID)
		if err != nil {
			return err
		}
		storyID = story.ID
		edit(&story)
		if err := tx.As(by, "").SaveStories([]models.Story{story}); err != nil {
			return err
		}
		return saveLinks(tx.As(by, ""), s.tracker.Track(story))
	})
	if err != nil {
		return models.Story{}, fmt.Errorf("ingest: story %q: %w", storyID, err)
	}
	return s.store.Story(ctx, storyID)
}

// tidy removes blanks and repetitions.
func tidy(values []string) []string {
	out := []string{}
	seen := map[string]bool{}
	for _, v := range values {
		v = strings.Join(strings.Fields(v), " ")
		if key := strings.ToLower(v); v != "" && !seen[key] {
			seen[key] = true
			out = append(out, v)
		}
	}
	return out
}

// slugOf makes a title fit for an address: lower-case letters and digits of any
// script, joined by hyphens.
func slugOf(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return "story"
	}
	return strings.Join(words, "-")
}
