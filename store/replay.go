package store

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"github.com/throughline-news/throughline/models"
)

// SeqAt returns the number of the last change that had been made at a moment, 0
// when there was none. Change numbers follow the order in which changes took
// effect, so what was known then is what the changes up to this number made.
func (s *Store) SeqAt(ctx context.Context, at time.Time) (int64, error) {
	var seq int64
	err := s.read.WithContext(ctx).Model(&models.Change{}).Where("at <= ?", instant(at)).Select("COALESCE(MAX(seq), 0)").Scan(&seq).Error
	if err != nil {
		return 0, fmt.Errorf("store: find the last change of %s: %w", at.Format(time.RFC3339), err)
	}
	return seq, nil
}

// history reads the changes of each target up to a number, in order.
func (s *Store) history(ctx context.Context, targets []string, upTo int64) (map[string][]models.Change, error) {
	out := make(map[string][]models.Change, len(targets))
	for some := range inChunks(targets) {
		var found []models.Change
		if err := s.read.WithContext(ctx).Where("target IN ? AND seq <= ?", some, upTo).Order("target, seq").Find(&found).Error; err != nil {
			return nil, fmt.Errorf("store: read the journal up to %d: %w", upTo, err)
		}
		for _, c := range found {
			out[c.Target] = append(out[c.Target], c)
		}
	}
	return out, nil
}

// replay makes of a record's changes, in order, what the record was after the
// last of them, nil when it was not there. Times of change and versions are not
// in the journal: UpdatedAt is the time of the last change, Version is left out.
// Fields that are no columns are passed over.
func replay[T any](s *Store, changes []models.Change) (*T, error) {
	var row *T
	for _, c := range changes {
		switch {
		case c.Action == actionDelete, c.Action == actionMerge:
			row = nil
			continue
		case c.Action == actionCreate && c.Field == "":
			row = new(T)
		case row == nil:
			continue
		}
		r, err := s.record(row)
		if err != nil {
			return nil, err
		}
		columns := map[string]json.RawMessage{c.Field: json.RawMessage(c.After)}
		if c.Field == "" {
			if err := json.Unmarshal([]byte(c.After), &columns); err != nil {
				return nil, fmt.Errorf("store: replay change %d: %w", c.Seq, err)
			}
		}
		if err := r.put(columns); err != nil {
			return nil, fmt.Errorf("store: replay change %d: %w", c.Seq, err)
		}
		if r.get("UpdatedAt") != nil {
			r.set("UpdatedAt", c.At)
		}
	}
	return row, nil
}

// put sets columns from their JSON, as json and differences wrote it. Columns
// that the model does not have, or has no more, are passed over.
func (r record) put(columns map[string]json.RawMessage) error {
	for name, raw := range columns {
		f := r.schema.FieldsByDBName[name]
		if f == nil || f.Name == "Version" {
			continue
		}
		v := reflect.New(f.FieldType)
		if err := json.Unmarshal(raw, v.Interface()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		r.field(f).Set(v.Elem())
	}
	return nil
}
