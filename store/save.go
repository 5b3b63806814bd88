package store

import (
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// batch is how many rows one INSERT carries: 27 columns each stay below the
// 32,766 parameters SQLite takes.
const batch = 200

// row is a record that knows its type.
type row[T any] struct {
	record
	model *T
}

func rowOf[T any](s *Store, model *T) (row[T], error) {
	r, err := s.record(model)
	return row[T]{r, model}, err
}

// carry takes over fields of the stored row before the two are compared; old is
// nil when there is none.
type carry[T any] func(model, old *T)

// save inserts the rows that are not there and updates those that differ, with
// the journal. It returns what was done with each, by id, and gives the models
// the stored times and versions.
func save[T any](t *Tx, models []*T, carry carry[T]) (map[string]Outcome, error) {
	rows := make([]row[T], len(models))
	ids := make([]string, len(models))
	for i, m := range models {
		var err error
		if rows[i], err = rowOf(t.shared.store, m); err != nil {
			return nil, err
		}
		ids[i] = rows[i].id()
	}
	stored, err := load[T](t.shared.store, t.db(), ids)
	if err != nil {
		return nil, err
	}
	outcomes := make(map[string]Outcome, len(models))
	var fresh []*T
	for _, r := range rows {
		old, known := stored[r.id()]
		if _, twice := outcomes[r.id()]; twice {
			return nil, fmt.Errorf("%w: id %q twice in one save", ErrInvalid, r.id())
		}
		if carry != nil {
			carry(r.model, old.model)
		}
		if err := r.settle(); err != nil {
			return nil, err
		}
		if known {
			outcomes[r.id()], err = update(t, r, old, carry)
		} else {
			outcomes[r.id()], err = Created, create(t, r.record)
			fresh = append(fresh, r.model)
		}
		if err != nil {
			return nil, err
		}
	}
	if len(fresh) == 0 {
		return outcomes, nil
	}
	t.changedBy(rows[0].schema.Table, len(fresh))
	return outcomes, translate(t.db().CreateInBatches(fresh, batch).Error)
}

// create stamps a new row and journals it; save inserts it with others.
func create(t *Tx, r record) error {
	if r.get("CreatedAt") != nil {
		r.set("CreatedAt", t.shared.now)
		r.set("UpdatedAt", t.shared.now)
	}
	if r.get("Version") != nil {
		r.set("Version", 1)
	}
	after, err := r.json()
	if err != nil {
		return err
	}
	return t.journal(r.id(), actionCreate, "", "", after, r.concerns()...)
}

// update writes the columns in which r differs from old. Where several can
// write, the stored row is locked and read again first, so that the journal's
// before is what was there.
func update[T any](t *Tx, r, old row[T], carry carry[T]) (Outcome, error) {
	r.stampLike(old.record)
	diffs, err := r.differences(old.record)
	if err != nil || len(diffs) == 0 {
		return Unchanged, err
	}
	if t.shared.store.dialect.lockRow != "" {
		locked, err := load[T](t.shared.store, t.db().Clauses(clause.Locking{Strength: t.shared.store.dialect.lockRow}), []string{r.id()})
		if err != nil {
			return "", err
		}
		var still bool
		if old, still = locked[r.id()]; !still {
			return "", fmt.Errorf("%w: %s was deleted meanwhile", ErrConflict, r.id())
		}
		if carry != nil {
			carry(r.model, old.model)
		}
		r.stampLike(old.record)
		if diffs, err = r.differences(old.record); err != nil || len(diffs) == 0 {
			return Unchanged, err
		}
	}
	var columns []string
	for _, d := range diffs {
		columns = append(columns, d.column)
		if err := t.journal(r.id(), actionUpdate, d.column, d.before, d.after, append(r.concerns(), old.concerns()...)...); err != nil {
			return "", err
		}
	}
	if v, ok := r.get("Version").(int); ok {
		r.set("Version", v+1)
		columns = append(columns, "version")
	}
	if r.get("UpdatedAt") != nil {
		r.set("UpdatedAt", t.shared.now)
		columns = append(columns, "updated_at")
	}
	return Updated, translate(t.db().Model(r.model).Select(columns).UpdateColumns(r.model).Error)
}

// remove deletes one row with the journal.
func remove[T any](t *Tx, model *T) error {
	r, err := rowOf(t.shared.store, model)
	if err != nil {
		return err
	}
	before, err := r.json()
	if err != nil {
		return err
	}
	if err := t.journal(r.id(), actionDelete, "", before, "", r.concerns()...); err != nil {
		return err
	}
	t.changedBy(r.schema.Table, -1)
	return translate(t.db().Delete(model).Error)
}

// load reads the rows of these ids, by id.
func load[T any](s *Store, db *gorm.DB, ids []string) (map[string]row[T], error) {
	out := make(map[string]row[T], len(ids))
	for some := range inChunks(ids) {
		var found []*T
		if err := db.Session(&gorm.Session{}).Where("id IN ?", some).Find(&found).Error; err != nil {
			return nil, err
		}
		for _, m := range found {
			r, err := rowOf(s, m)
			if err != nil {
				return nil, err
			}
			out[r.id()] = r
		}
	}
	return out, nil
}

// pointers returns where the models are, so that saving can set them.
func pointers[T any](models []T) []*T {
	out := make([]*T, len(models))
	for i := range models {
		out[i] = &models[i]
	}
	return out
}

// translate turns what gorm found out about an error into this package's words.
func translate(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, gorm.ErrRecordNotFound):
		return ErrNotFound
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return fmt.Errorf("%w: %w", ErrDuplicate, err)
	case errors.Is(err, gorm.ErrForeignKeyViolated):
		return fmt.Errorf("%w: it names a record that is not there, or is still named by one: %w", ErrConflict, err)
	case errors.Is(err, gorm.ErrCheckConstraintViolated):
		return fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return err
}
