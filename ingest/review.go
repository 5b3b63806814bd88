package ingest

import (
	"context"
	"fmt"
	"time"

	"github.com/throughline-news/throughline/store"
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

// Review brings what follows from the day up to date: the journal is told, once,
// which stories rest, ended or were taken up since it was last told.
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
			return nil
		}
	}
}
