package ingest

import (
	"context"
	"errors"
	"fmt"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// Undo takes a decision back: what it changed is as it was before, unless a
// person changed it since, which is an ErrConflict. The undoing is a decision
// itself: undoing that makes the first hold again.
func (s *Service) Undo(ctx context.Context, decisionID string, ask Ask) (models.Decision, error) {
	return s.settle(ctx, ask, models.DecideUndo, func(person *store.Tx, d *models.Decision) error {
		undone, err := s.store.Decision(ctx, decisionID)
		if err != nil {
			return in("decisionId", err)
		}
		if undone.Undone() {
			return in("decisionId", fmt.Errorf("%w: %s was undone before, by %s", store.ErrConflict, undone.ID, undone.UndoneBy))
		}
		moved, err := person.Revert(undone, undone.Arguments.Into)
		if err != nil {
			if errors.Is(err, store.ErrConflict) {
				err = in("decisionId", err)
			}
			return err
		}
		d.Targets = undone.Targets
		d.Arguments = models.Arguments{Undoes: undone.ID, Into: undone.Arguments.Into}
		if err := s.mark(ctx, person, undone, ask.By); err != nil {
			return err
		}
		ruled, err := rulings(person)
		if err != nil {
			return err
		}
		return retell(person, ruled, moved...)
	})
}

// mark notes that a decision holds no longer. If it was an undoing, what it undid
// holds again; if that was one itself, what that undid does not; and so on.
func (s *Service) mark(ctx context.Context, person *store.Tx, d models.Decision, by string) error {
	now := s.store.Now()
	for holds := false; ; holds = !holds {
		d.UndoneAt, d.UndoneBy = nil, ""
		if !holds {
			d.UndoneAt, d.UndoneBy = &now, by
		}
		err := person.SaveDecision(&d)
		if err != nil || d.Kind != models.DecideUndo {
			return err
		}
		if d, err = s.store.Decision(ctx, d.Arguments.Undoes); err != nil {
			return err
		}
	}
}
