package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// Ask is how a person asks for a decision.
type Ask struct {
	By     string // who decides
	Reason string // why, "" when it is not said
	// Key makes asking again with it give the decision made first.
	Key string
	// Version is the version that the record to change was seen at, nil when any will do.
	Version *int
}

// longestReason and longestKey are in bytes.
const (
	longestReason = 1000
	longestKey    = 200
)

// BadField says which field of what was asked is wrong, in the names of the schema.
type BadField struct {
	Field   string
	Version int // the version that the record has, where that is what is wrong
	Err     error
}

func (e BadField) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e BadField) Unwrap() error { return e.Err }

// bad says that a field is wrong, and why.
func bad(field, format string, args ...any) error {
	return BadField{Field: field, Err: fmt.Errorf("%w: "+format, append([]any{ErrBadChange}, args...)...)}
}

// in names the field that an error is about; nil stays nil.
func in(field string, err error) error {
	if err == nil {
		return nil
	}
	return BadField{Field: field, Err: err}
}

// sees makes sure that a record still has the version that was seen.
func (a Ask) sees(version int) error {
	if a.Version == nil || *a.Version == version {
		return nil
	}
	return BadField{"expectedVersion", version, fmt.Errorf("%w: the version is %d by now, not %d", store.ErrConflict, version, *a.Version)}
}

// settle makes a decision: apply changes what is to change, in the name of the
// person, and says in d what was decided about what. All of it is one transaction.
func (s *Service) settle(ctx context.Context, ask Ask, kind models.DecisionKind, apply func(person *store.Tx, d *models.Decision) error) (models.Decision, error) {
	ask.Reason = strings.TrimSpace(ask.Reason)
	switch {
	case len(ask.Reason) > longestReason || !utf8.ValidString(ask.Reason):
		return models.Decision{}, bad("reason", "a reason has at most %d bytes", longestReason)
	case len(ask.Key) > longestKey:
		return models.Decision{}, bad("idempotencyKey", "a key has at most %d bytes", longestKey)
	}
	var d models.Decision
	err := s.decide(ctx, func(tx *store.Tx) error {
		if ask.Key != "" {
			earlier, err := s.store.DecisionByKey(ctx, ask.By, ask.Key)
			if err == nil && earlier.Kind != kind {
				return in("idempotencyKey", fmt.Errorf("%w: the key was used to %s", store.ErrConflict, earlier.Kind))
			}
			if d = earlier; !errors.Is(err, store.ErrNotFound) {
				return err
			}
		}
		before, err := tx.Head()
		if err != nil {
			return err
		}
		now := s.store.Now()
		d = models.Decision{Kind: kind, Actor: ask.By, Reason: ask.Reason, Key: ask.Key, At: now, FirstSeq: before + 1}
		d.ID = models.NewID(models.DecisionPrefix, now, fmt.Sprintf("%s %s %d", ask.By, kind, before)) // no two follow one head
		person := tx.As(ask.By, why(d))
		if err := apply(person, &d); err != nil {
			return err
		}
		if d.LastSeq, err = tx.Head(); err != nil {
			return err
		}
		if !follows(kind) {
			s.tracker = nil // it knows things as they were; the next decision reads them anew
		} else if d.LastSeq == before { // as it was
			d.ID = ""
			return nil
		}
		return person.SaveDecision(&d)
	})
	if err != nil {
		return models.Decision{}, fmt.Errorf("ingest: %s: %w", kind, err)
	}
	return d, nil
}

// follows tells whether the tracker is told of decisions of a kind as they are
// made. These say what stories are, and nothing when they change nothing.
func follows(kind models.DecisionKind) bool {
	switch kind {
	case models.DecideTrackStory, models.DecideUntrackStory, models.DecideRenameStory, models.DecideNestStory, models.DecidePinStory, models.DecideUnpinStory:
		return true
	}
	return false
}

// why is the reason that the journal gives for what a decision changes.
func why(d models.Decision) string {
	if d.Reason == "" {
		return d.ID
	}
	return d.ID + ": " + d.Reason
}
