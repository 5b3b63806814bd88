package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// ErrBadChange is wrapped by why stories cannot be merged or split as asked.
var ErrBadChange = errors.New("bad change")

// MergeStories makes one story of two and returns it. The id stays that a person
// named, else that with more events, else the older; the other leads to it for
// ever. What was looked for is looked for together. by is who says so.
func (s *Service) MergeStories(ctx context.Context, aID, bID, by string) (models.Story, error) {
	var id string
	err := s.decide(ctx, func(tx *store.Tx) error {
		a, err := s.store.Story(ctx, aID)
		if err != nil {
			return err
		}
		b, err := s.store.Story(ctx, bID)
		if err != nil {
			return err
		}
		if a.ID == b.ID {
			return fmt.Errorf("%w: they are one story already", ErrBadChange)
		}
		keep, gone := a, b
		if outlives(b, a) {
			keep, gone = b, a
		}
		id = keep.ID
		if gone.Tracked {
			keep.Entities, keep.Terms = tidy(slices.Concat(keep.Entities, gone.Entities)), tidy(slices.Concat(keep.Terms, gone.Terms))
		}
		switch {
		case keep.ParentID == gone.ID, keep.ParentID == "" && gone.ParentID != keep.ID:
			keep.ParentID = gone.ParentID
		}
		person := tx.As(by, "merged with "+gone.Title)
		if err := person.SaveStories([]models.Story{keep}); err != nil {
			return err
		}
		if err := person.Redirect(gone.ID, keep.ID, "merged by "+by); err != nil {
			return err
		}
		s.tracker = nil // it knows the links as they were; the next decision reads them anew
		return nil
	})
	if err != nil {
		return models.Story{}, fmt.Errorf("ingest: merge stories %q and %q: %w", aID, bID, err)
	}
	return s.store.Story(ctx, id)
}

// outlives tells whether a rather than b keeps its id.
func outlives(a, b models.Story) bool {
	switch {
	case a.Tracked != b.Tracked:
		return a.Tracked
	case a.EventCount != b.EventCount:
		return a.EventCount > b.EventCount
	case !a.CreatedAt.Equal(b.CreatedAt):
		return a.CreatedAt.Before(b.CreatedAt)
	}
	return a.ID < b.ID
}

// SplitStory makes a story of its own, with this title, of some events on a
// story's timeline, and returns both parts, the split off one last. The larger part keeps
// the id, or that which a person named. by is who says so.
func (s *Service) SplitStory(ctx context.Context, storyID string, eventIDs []string, title, by string) (parts [2]models.Story, err error) {
	title = strings.Join(strings.Fields(title), " ")
	if title == "" || len(title) > 200 {
		return parts, fmt.Errorf("%w: a title has 1 to 200 bytes", ErrBadSeed)
	}
	var rest, off string // the ids of the parts
	err = s.decide(ctx, func(tx *store.Tx) error {
		whole, err := s.store.Story(ctx, storyID)
		if err != nil {
			return err
		}
		links, err := s.store.LinksOf(ctx, eventIDs)
		if err != nil {
			return err
		}
		on := func(l models.Link) bool { return l.StoryID == whole.ID && l.Probability >= store.TimelineFloor }
		for _, e := range eventIDs {
			if !slices.ContainsFunc(links[e], on) {
				return fmt.Errorf("%w: event %q is not on the timeline of %q", ErrBadChange, e, whole.Title)
			}
		}
		if n := len(links); n == 0 || n >= whole.EventCount {
			return fmt.Errorf("%w: a part has some of the %d events, not %d", ErrBadChange, whole.EventCount, n)
		}
		slug, err := tx.FreeSlug(slugOf(title))
		if err != nil {
			return err
		}
		part := models.Story{ID: models.NewID(models.StoryPrefix, whole.CreatedAt, whole.ID+" "+slug), Slug: slug, Title: title, Tracked: true,
			Status: whole.Status, ParentID: whole.ParentID}
		rest, off = whole.ID, part.ID
		moved := eventIDs
		if !whole.Tracked && 2*len(links) > whole.EventCount { // the part is the larger one: the others move
			if moved, err = s.others(ctx, whole.ID, eventIDs); err != nil {
				return err
			}
			if links, err = s.store.LinksOf(ctx, moved); err != nil {
				return err
			}
			rest, off = part.ID, whole.ID
			part.Title, part.Tracked, whole.Title, whole.Tracked = whole.Title, false, title, true
		}
		person := tx.As(by, "split")
		if err := person.SaveStories([]models.Story{whole, part}); err != nil {
			return err
		}
		var now []models.Link
		for _, e := range moved {
			for _, l := range links[e] {
				if l.StoryID == whole.ID {
					l.StoryID = part.ID
				}
				now = append(now, l)
			}
		}
		s.tracker = nil
		return person.SaveLinks(moved, now)
	})
	if err != nil {
		return parts, fmt.Errorf("ingest: split story %q: %w", storyID, err)
	}
	found, err := s.store.StoriesByID(ctx, []string{rest, off})
	return [2]models.Story{found[rest], found[off]}, err
}

// others lists the events on the timeline of a story but for some.
func (s *Service) others(ctx context.Context, storyID string, some []string) ([]string, error) {
	var out []string
	page := store.Page{First: store.MaxFirst}
	for {
		lists, err := s.store.Timelines(ctx, []string{storyID}, store.EventFilter{}, page)
		if err != nil {
			return nil, err
		}
		list := lists[storyID]
		for _, e := range list.Items {
			if !slices.Contains(some, e.ID) {
				out = append(out, e.ID)
			}
		}
		if !list.HasNext {
			return out, nil
		}
		page.After = list.Cursors[len(list.Cursors)-1]
	}
}
