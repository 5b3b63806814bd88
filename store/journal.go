package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// The actions of the journal. A merge tells, as After, the id merged into.
const (
	actionCreate = "create"
	actionUpdate = "update"
	actionDelete = "delete"
	actionMerge  = "merge"
)

// Fields of an event's changes that are no columns of it: who takes part, and,
// with a story's id behind it, its link to that story.
const (
	fieldParticipants = "participants"
	fieldLink         = "links/"
)

// pending is a change that is not written yet, and which events and stories
// beside its target it concerns.
type pending struct {
	models.Change
	concerns []string
}

// journal notes one change, to be written before the transaction ends. What
// concerns an event concerns the stories whose timelines it is on, without their
// being named.
func (t *Tx) journal(target, action, field, before, after string, concerns ...string) error {
	if t.actor == "" {
		return errors.New("store: the journal must know who makes a change: call Tx.As first")
	}
	if err := t.changing(target, action, field); err != nil {
		return fmt.Errorf("store: remember the tallies of %s: %w", target, err)
	}
	t.shared.pending = append(t.shared.pending, pending{models.Change{
		At: t.shared.now, Actor: t.actor, Target: target, Action: action,
		Field: field, Before: before, After: after, Reason: t.reason,
	}, concerns})
	return nil
}

// flush writes the changes noted. Numbers are given under a lock that is held
// until the transaction has ended, so that they follow the order of the commits.
func (t *Tx) flush() error {
	if len(t.shared.pending) == 0 {
		return nil
	}
	if sql := t.shared.store.dialect.lockJournal; sql != "" {
		if err := t.db().Exec(sql).Error; err != nil {
			return fmt.Errorf("store: lock the journal: %w", err)
		}
	}
	var last int64
	if err := t.db().Model(&models.Change{}).Select("COALESCE(MAX(seq), 0)").Scan(&last).Error; err != nil {
		return fmt.Errorf("store: number the journal: %w", err)
	}
	changes := make([]models.Change, len(t.shared.pending))
	for i := range t.shared.pending {
		last++
		t.shared.pending[i].Seq = last
		changes[i] = t.shared.pending[i].Change
	}
	if err := t.db().CreateInBatches(changes, batch).Error; err != nil {
		return fmt.Errorf("store: write the journal: %w", translate(err))
	}
	if err := t.writeConcerns(); err != nil {
		return fmt.Errorf("store: write what changes concern: %w", translate(err))
	}
	if err := t.tallyUp(); err != nil {
		return fmt.Errorf("store: tally up: %w", err)
	}
	t.shared.pending = nil
	return nil
}

// Head returns the number of the journal's last change, the ones of this
// transaction included, leaving out those of sources. Under LockLinker a head
// other than the one remembered means that another process has decided since.
func (t *Tx) Head() (int64, error) {
	if err := t.flush(); err != nil {
		return 0, err
	}
	return head(t.db())
}

// Head returns the number of the journal's last change, leaving out those of
// sources: while it stays the same, so does every answer about events and stories.
func (s *Store) Head(ctx context.Context) (int64, error) { return head(s.read.WithContext(ctx)) }

// head reads the index changes_linker, whose condition is written the same.
func head(db *gorm.DB) (int64, error) {
	var seq int64
	err := db.Model(&models.Change{}).Where("substr(target, 1, 4) <> 'src_'").
		Select("COALESCE(MAX(seq), 0)").Scan(&seq).Error
	if err != nil {
		return 0, fmt.Errorf("store: read the end of the journal: %w", err)
	}
	return seq, nil
}

// History lists the changes of one record, the oldest first. The id of a merged
// record has a history of its own, which ends with the merge.
func (s *Store) History(ctx context.Context, target string, p Page) (List[models.Change], error) {
	q := s.read.WithContext(ctx).Where("target = ?", plain(target))
	return list(s, q, journalOrder, p)
}

// CountHistory counts what History lists.
func (s *Store) CountHistory(ctx context.Context, target string) (Total, error) {
	return count(s.read.WithContext(ctx).Model(&models.Change{}).Where("target = ?", plain(target)), "changes")
}

// Changes lists the journal behind the change numbered since, 0 for all of it,
// in order. Changes are numbered in the order they took effect: none appears
// behind one that was read.
func (s *Store) Changes(ctx context.Context, since int64, limit int) ([]models.Change, error) {
	var out []models.Change
	if err := s.read.WithContext(ctx).Where("seq > ?", since).Order("seq").Limit(limit).Find(&out).Error; err != nil {
		return nil, fmt.Errorf("store: read the journal behind %d: %w", since, err)
	}
	return out, nil
}
