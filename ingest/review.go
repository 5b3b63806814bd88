package ingest

import (
	"context"
	"fmt"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/stories"
)

// reviewEvery is how often KeepReviewing looks the stories over: what changes by
// the day is then told within the hour.
const reviewEvery = time.Hour

// reviewAtOnce is how many stories one transaction of a review changes.
const reviewAtOnce = 500

// KeepReviewing reviews the stories now and every hour until ctx ends.
func (s *Service) KeepReviewing(ctx context.Context) {
	tick := time.NewTicker(reviewEvery)
	defer tick.Stop()
	for {
		if err := s.Review(ctx); err != nil && ctx.Err() == nil {
			s.log.Error("review stories", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Review looks the stories over. The journal is told, once, which of them rest,
// ended or were taken up since it was last told; stories get a better title when one
// was found on several days; what seems to be part of a larger story is noted as a
// suggestion, or nested when that is sure; and the rounds of talks within a story are
// made parts of it. What people decided stays.
func (s *Service) Review(ctx context.Context) error {
	for {
		noted := 0
		err := s.decide(ctx, func(tx *store.Tx) (err error) {
			noted, err = tx.As("linker", "by the day of its last event").NoteStatuses(reviewAtOnce)
			return err
		})
		if err != nil {
			return fmt.Errorf("ingest: review stories: %w", err)
		}
		if noted < reviewAtOnce {
			break
		}
	}
	if err := s.decide(ctx, func(tx *store.Tx) error { return s.reshape(ctx, tx) }); err != nil {
		return fmt.Errorf("ingest: review stories: %w", err)
	}
	return nil
}

// reshape gives stories the titles, parents and rounds that a review finds.
func (s *Service) reshape(ctx context.Context, tx *store.Tx) error {
	settled, err := settledStories(tx)
	if err != nil {
		return err
	}
	known := map[string]models.Story{}
	for ids := s.tracker.Reviewable(); len(ids) > 0; { // and all that they are part of
		found, err := s.store.StoriesByID(ctx, ids)
		if err != nil {
			return err
		}
		ids = nil
		for id, story := range found {
			if story.ID != id {
				continue
			}
			known[id] = story
			if _, met := known[story.ParentID]; story.ParentID != "" && !met {
				ids = append(ids, story.ParentID)
			}
		}
	}
	linker := tx.As("linker", "review")
	changed := s.tracker.Review(models.DayOf(s.store.Now()), known, settled)
	if err := linker.SaveStories(changed); err != nil {
		return err
	}
	for _, story := range changed {
		if story.ParentID != known[story.ID].ParentID {
			if err := linker.SpreadLinks(story.ID); err != nil {
				return err
			}
		}
		known[story.ID] = story
	}
	return saveLinks(linker, s.tracker.Rounds(known))
}

// settledStories returns what decisions say about stories.
func settledStories(tx *store.Tx) (stories.Settled, error) {
	out := stories.Settled{Named: map[string]bool{}, Nested: map[string]bool{}, Refused: map[string]map[string]bool{}}
	standing, err := tx.Standing()
	for _, d := range standing {
		for i, id := range d.Targets {
			switch d.Kind {
			case models.DecideTrackStory:
				out.Named[id] = true
				out.Nested[id] = out.Nested[id] || d.Arguments.Parent != ""
			case models.DecideRenameStory:
				out.Named[id] = true
			case models.DecideSplitStory:
				out.Named[id] = out.Named[id] || i < 2
			case models.DecideNestStory:
				if len(d.Arguments.Rejected) == 0 {
					out.Nested[id] = true
				}
				for _, parent := range d.Arguments.Rejected {
					if out.Refused[id] == nil {
						out.Refused[id] = map[string]bool{}
					}
					out.Refused[id][parent] = true
				}
			}
		}
	}
	return out, err
}

// RefuseParent says that a story is no part of another, whatever a review finds.
func (s *Service) RefuseParent(ctx context.Context, storyID, parentID string, ask Ask) (models.Decision, error) {
	return s.change(ctx, storyID, ask, models.DecideNestStory, func(story *models.Story, d *models.Decision) error {
		parent, err := s.store.Story(ctx, parentID)
		if err != nil {
			return in("parent", err)
		}
		isParent, isSuggested := story.ParentID == parent.ID, story.Nesting != nil && story.Nesting.StoryID == parent.ID
		if !isParent && !isSuggested {
			return bad("parent", "%q is not taken for a part of %q", story.Title, parent.Title)
		}
		if isParent {
			story.ParentID = ""
		}
		story.Nesting = nil
		d.Arguments.Rejected = []string{parent.ID}
		return nil
	})
}
