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

// longestTitle is in bytes.
const longestTitle = 200

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

// Track is TrackStory for those who want the story.
func (s *Service) Track(ctx context.Context, seed Seed, by string) (models.Story, error) {
	d, err := s.TrackStory(ctx, seed, Ask{By: by})
	if err != nil {
		return models.Story{}, err
	}
	return s.store.Story(ctx, d.Targets[0])
}

// TrackStory names a story and what to look for, or changes what is looked for
// when it is tracked already, and links the events known so far.
func (s *Service) TrackStory(ctx context.Context, seed Seed, ask Ask) (models.Decision, error) {
	title := strings.Join(strings.Fields(seed.Title), " ")
	if title == "" {
		return models.Decision{}, in("title", fmt.Errorf("%w: no title", ErrBadSeed))
	}
	if len(title) > longestTitle {
		return models.Decision{}, in("title", fmt.Errorf("%w: the title is longer than %d bytes", ErrBadSeed, longestTitle))
	}
	var parent string
	if seed.Parent != "" {
		p, err := s.store.StoryBySlugOrTitle(ctx, seed.Parent)
		if err != nil {
			return models.Decision{}, in("parent", fmt.Errorf("parent story %q: %w", seed.Parent, err))
		}
		parent = p.ID
	}
	return s.settle(ctx, ask, models.DecideTrackStory, func(person *store.Tx, d *models.Decision) error {
		story, err := s.store.StoryBySlugOrTitle(ctx, title)
		if errors.Is(err, store.ErrNotFound) {
			story, err = s.firstTitled(ctx, title)
		}
		if errors.Is(err, store.ErrNotFound) {
			slug, err := person.FreeSlug(slugOf(title))
			if err != nil {
				return err
			}
			story = models.Story{ID: models.NewID(models.StoryPrefix, time.Time{}, slug), Slug: slug, Title: title, Status: models.StoryActive}
		} else if err != nil {
			return err
		}
		if err := ask.sees(story.Version); err != nil {
			return err
		}
		if parent != "" {
			if err := s.nests(ctx, story.ID, parent); err != nil {
				return in("parent", err)
			}
			story.ParentID, d.Arguments.Parent = parent, parent
		}
		story.Tracked, story.Entities, story.Terms = true, tidy(seed.Entities), tidy(seed.Terms)
		d.Targets = []string{story.ID}
		return s.saveStory(person, story)
	})
}

// saveStory keeps a story that a person changed and links the events that it is
// now about.
func (s *Service) saveStory(person *store.Tx, story models.Story) error {
	before, err := person.Story(story.ID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if err := person.SaveStories([]models.Story{story}); err != nil {
		return err
	}
	if err := saveLinks(person, s.tracker.Track(story)); err != nil || before.ParentID == story.ParentID {
		return err
	}
	return person.SpreadLinks(story.ID)
}

// nests makes sure that a story may be part of another: not of itself, by
// whatever number of stories between, and no more than models.MostNested deep.
func (s *Service) nests(ctx context.Context, storyID, parent string) error {
	depth := 1
	for id := parent; id != ""; depth++ {
		if id == storyID {
			return fmt.Errorf("%w: a story cannot be its own parent", ErrBadSeed)
		}
		above, err := s.store.Story(ctx, id)
		if err != nil {
			return err
		}
		id = above.ParentID
	}
	below := []string{storyID}
	for ; len(below) > 0; depth++ {
		if depth > models.MostNested {
			return fmt.Errorf("%w: stories nest at most %d deep", ErrBadSeed, models.MostNested)
		}
		parts, err := s.store.ChildrenOf(ctx, below, store.MaxFirst)
		if err != nil {
			return err
		}
		below = nil
		for _, list := range parts {
			for _, part := range list {
				below = append(below, part.ID)
			}
		}
	}
	return nil
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
	d, err := s.UntrackStory(ctx, storyID, Ask{By: by})
	if err != nil {
		return models.Story{}, err
	}
	return s.store.Story(ctx, d.Targets[0])
}

// UntrackStory is Untrack for those who want the decision.
func (s *Service) UntrackStory(ctx context.Context, storyID string, ask Ask) (models.Decision, error) {
	return s.change(ctx, storyID, ask, models.DecideUntrackStory, func(story *models.Story, _ *models.Decision) error {
		story.Tracked = false
		return nil
	})
}

// RenameStory gives a story another title. Its id and slug stay.
func (s *Service) RenameStory(ctx context.Context, storyID, title string, ask Ask) (models.Decision, error) {
	title = strings.Join(strings.Fields(title), " ")
	if title == "" || len(title) > longestTitle {
		return models.Decision{}, in("title", fmt.Errorf("%w: a title has 1 to %d bytes", ErrBadSeed, longestTitle))
	}
	return s.change(ctx, storyID, ask, models.DecideRenameStory, func(story *models.Story, d *models.Decision) error {
		story.Title, d.Arguments.Title = title, title
		return nil
	})
}

// NestStory makes a story part of another, of none when parentID is "".
func (s *Service) NestStory(ctx context.Context, storyID, parentID string, ask Ask) (models.Decision, error) {
	return s.change(ctx, storyID, ask, models.DecideNestStory, func(story *models.Story, d *models.Decision) error {
		if parentID != "" {
			parent, err := s.store.Story(ctx, parentID)
			if err == nil {
				parentID, err = parent.ID, s.nests(ctx, story.ID, parent.ID)
			}
			if err != nil {
				return in("parent", err)
			}
		}
		story.ParentID, d.Arguments.Parent, story.Nesting = parentID, parentID, nil
		return nil
	})
}

// PinStory keeps a story in view, or no longer: pinned, it stays active however
// long nothing is heard of it, the machine neither renames it nor merges it into
// another, and of two stories that a person merges its id stays.
func (s *Service) PinStory(ctx context.Context, storyID string, pinned bool, ask Ask) (models.Decision, error) {
	kind := models.DecidePinStory
	if !pinned {
		kind = models.DecideUnpinStory
	}
	return s.change(ctx, storyID, ask, kind, func(story *models.Story, _ *models.Decision) error {
		story.Pinned = pinned
		return nil
	})
}

// change decides about one story as edit has it.
func (s *Service) change(ctx context.Context, storyID string, ask Ask, kind models.DecisionKind, edit func(*models.Story, *models.Decision) error) (models.Decision, error) {
	return s.settle(ctx, ask, kind, func(person *store.Tx, d *models.Decision) error {
		story, err := person.Story(storyID)
		if err != nil {
			return in("id", err)
		}
		if err := ask.sees(story.Version); err != nil {
			return err
		}
		d.Targets = []string{story.ID}
		if err := edit(&story, d); err != nil {
			return err
		}
		return s.saveStory(person, story)
	})
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
