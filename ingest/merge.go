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

// MergeStories makes one story of two; Into of the decision is which stays. The
// id stays that a person named, else that with more events, else the older; the
// other leads to it for ever. What was looked for is looked for together.
func (s *Service) MergeStories(ctx context.Context, aID, bID string, ask Ask) (models.Decision, error) {
	return s.settle(ctx, ask, models.DecideMergeStories, func(person *store.Tx, d *models.Decision) error {
		a, err := person.Story(aID)
		if err != nil {
			return in("a", err)
		}
		b, err := person.Story(bID)
		if err != nil {
			return in("b", err)
		}
		if err := ask.sees(a.Version); err != nil {
			return err
		}
		if a.ID == b.ID {
			return bad("b", "they are one story already")
		}
		keep, gone := a, b
		if outlives(b, a) {
			keep, gone = b, a
		}
		d.Targets, d.Arguments.Into = []string{keep.ID, gone.ID}, keep.ID
		keep.Aliases = keep.Aliases.With(gone.Title).With(gone.Aliases.List()...).Without(keep.Title)
		if gone.Tracked {
			keep.Tracked = true
			keep.Entities, keep.Terms = tidy(slices.Concat(keep.Entities, gone.Entities)), tidy(slices.Concat(keep.Terms, gone.Terms))
		}
		switch {
		case keep.ParentID == gone.ID, keep.ParentID == "" && gone.ParentID != keep.ID:
			keep.ParentID = gone.ParentID
		}
		if err := person.SaveStories([]models.Story{keep}); err != nil {
			return err
		}
		if err := person.Redirect(gone.ID, keep.ID, why(*d)); err != nil || keep.ParentID == "" {
			return err
		}
		return person.SpreadLinks(keep.ID)
	})
}

// outlives tells whether a rather than b keeps its id.
func outlives(a, b models.Story) bool {
	switch {
	case a.Pinned != b.Pinned:
		return a.Pinned
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
// story's timeline. Targets of the decision are the rest and the part that was
// split off, then the events that moved: they stay where they were moved to. The
// larger part keeps the id, or that which a person named or pinned.
func (s *Service) SplitStory(ctx context.Context, storyID string, eventIDs []string, title string, ask Ask) (models.Decision, error) {
	title = strings.Join(strings.Fields(title), " ")
	if title == "" || len(title) > longestTitle {
		return models.Decision{}, in("title", fmt.Errorf("%w: a title has 1 to %d bytes", ErrBadSeed, longestTitle))
	}
	return s.settle(ctx, ask, models.DecideSplitStory, func(person *store.Tx, d *models.Decision) error {
		whole, err := person.Story(storyID)
		if err != nil {
			return in("id", err)
		}
		if err := ask.sees(whole.Version); err != nil {
			return err
		}
		links, err := s.store.LinksOf(ctx, eventIDs)
		if err != nil {
			return err
		}
		on := func(l models.Link) bool { return l.StoryID == whole.ID && l.Probability >= store.TimelineFloor }
		for _, e := range eventIDs {
			if !slices.ContainsFunc(links[e], on) {
				return bad("eventIds", "event %q is not on the timeline of %q", e, whole.Title)
			}
		}
		if n := len(links); n == 0 || n >= whole.EventCount {
			return bad("eventIds", "a part has some of the %d events, not %d", whole.EventCount, n)
		}
		slug, err := person.FreeSlug(slugOf(title))
		if err != nil {
			return err
		}
		part := models.Story{ID: models.NewID(models.StoryPrefix, whole.CreatedAt, whole.ID+" "+slug+" "+d.ID), Slug: slug, Title: title, Tracked: true,
			Status: whole.Status, ParentID: whole.ParentID}
		d.Targets = []string{whole.ID, part.ID}
		moved := eventIDs
		if !whole.Tracked && !whole.Pinned && 2*len(links) > whole.EventCount { // the part is the larger one: the others move
			if moved, err = s.others(ctx, whole.ID, eventIDs); err != nil {
				return err
			}
			if links, err = s.store.LinksOf(ctx, moved); err != nil {
				return err
			}
			slices.Reverse(d.Targets)
			part.Title, part.Tracked, whole.Title, whole.Tracked = whole.Title, false, title, true
		}
		d.Targets = append(d.Targets, moved...)
		d.Arguments = models.Arguments{Into: whole.ID, Title: title, Accepted: []string{part.ID}, Rejected: []string{whole.ID}}
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
		return person.SaveLinks(moved, now)
	})
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
