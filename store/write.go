package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"gorm.io/gorm"
)

// Outcome is what saving a record did.
type Outcome string

// The outcomes. Unchanged writes nothing, not even to the journal.
const (
	Created   Outcome = "created"
	Updated   Outcome = "updated"
	Unchanged Outcome = "unchanged"
)

// Tx is one transaction. It is not safe for use by several goroutines and ends
// with the function given to Write.
type Tx struct {
	shared        *transaction
	actor, reason string
}

// transaction is what the Tx values of one transaction share.
type transaction struct {
	store   *Store
	db      *gorm.DB
	now     time.Time // one for all changes of the transaction
	pending []pending
	tallying
}

func (t *Tx) db() *gorm.DB { return t.shared.db }

// attempts is how often Write runs a function that only another writer stopped.
const attempts = 8

// Write runs fn in one transaction: all it saves is kept, with its journal, or
// nothing when fn returns an error. fn may run again when another writer was in
// the way, so it must not change anything outside that a second run would not
// set right.
func (s *Store) Write(ctx context.Context, fn func(tx *Tx) error) error {
	for attempt := 1; ; attempt++ {
		err := s.writeOnce(ctx, fn)
		// A key that another writer has just inserted is found by the next attempt.
		duplicate := errors.Is(err, ErrDuplicate) && attempt < 3
		if err == nil || attempt == attempts || !(duplicate || s.dialect.busy(err)) {
			return err
		}
		pause := time.Duration(rand.Int64N(int64(10*time.Millisecond) << attempt))
		select {
		case <-ctx.Done():
			return fmt.Errorf("store: write: %w", ctx.Err())
		case <-time.After(pause):
		}
	}
}

func (s *Store) writeOnce(ctx context.Context, fn func(tx *Tx) error) error {
	return s.write.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		t := &Tx{shared: &transaction{store: s, db: db, now: instant(s.now())}}
		if err := fn(t); err != nil {
			return err
		}
		return t.flush()
	})
}

// As returns the same transaction with the name that goes into the journal:
// "reader", "linker" or a person, and why. Saving without a name is an error.
func (t *Tx) As(actor, reason string) *Tx { return &Tx{t.shared, actor, reason} }

// LockLinker waits until no other process decides what belongs together, and
// keeps others waiting until the transaction ends. Whoever changes articles,
// mentions, events, stories or links calls it first.
func (t *Tx) LockLinker() error {
	if sql := t.shared.store.dialect.lockLinker; sql != "" {
		if err := t.db().Exec(sql).Error; err != nil {
			return fmt.Errorf("store: lock the linker: %w", err)
		}
	}
	return nil
}
