package ingest

import (
	"context"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/stories"
)

// decide runs fn in a transaction in which no other process decides, with a
// tracker that knows all that was decided before.
func (s *Service) decide(ctx context.Context, fn func(tx *store.Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var head int64
	runs := 0
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if runs++; runs > 1 {
			s.tracker = nil // it remembers a run that was not kept
		}
		if err := tx.LockLinker(); err != nil {
			return err
		}
		before, err := tx.Head()
		if err != nil {
			return err
		}
		if s.tracker == nil || before != s.head {
			if err := s.learnAliases(ctx); err != nil {
				return err
			}
			memory, err := s.memory(ctx)
			if err != nil {
				return err
			}
			known := s.known(ctx, memory)
			if known.Rulings, err = rulings(tx); err != nil {
				return err
			}
			s.tracker = stories.NewTracker(known)
		}
		if err := fn(tx); err != nil {
			return err
		}
		head, err = tx.Head()
		return err
	})
	if err != nil {
		s.tracker = nil
		return err
	}
	s.head = head
	return nil
}

// memory returns the articles that the linker remembers and what hangs on them.
func (s *Service) memory(ctx context.Context) (store.Memory, error) {
	newest, err := s.store.Articles(ctx, store.ArticleFilter{}, store.Page{First: 1})
	if err != nil {
		return store.Memory{}, err
	}
	var since models.Day
	for _, a := range newest.Items {
		since = a.PublishedOn.Add(-stories.MemoryDays)
	}
	return s.store.Recent(ctx, since)
}

func (s *Service) known(ctx context.Context, m store.Memory) stories.Known {
	ctx = context.WithoutCancel(ctx) // the tracker outlives the call
	merged := func(id string) bool {
		if models.HasPrefix(id, models.StoryPrefix) {
			story, err := s.store.Story(ctx, id)
			return err == nil && story.ID != id
		}
		e, err := s.store.Event(ctx, id)
		return err == nil && e.ID != id
	}
	return stories.Known{Stories: m.Stories, Events: m.Events, Links: m.Links, Articles: m.Articles, Mentions: m.Mentions,
		Lookup: s.aliased.Load().Base().Lookup, Merged: merged}
}

// articleName is how an article is called in a message.
func articleName(a models.Article) string {
	switch {
	case a.URL != "":
		return a.URL
	case a.Title != "":
		return a.Title
	}
	return a.ID
}
