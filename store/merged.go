package store

import (
	"context"
	"fmt"
	"math"

	"github.com/throughline-news/throughline/models"
)

// MergedInto returns the ids that lead to each record, the first merged first.
func (s *Store) MergedInto(ctx context.Context, ids []string) (map[string][]string, error) {
	return s.MergedIntoAsOf(ctx, ids, math.MaxInt64)
}

// MergedIntoAsOf returns those of them that had been merged by the change numbered seq.
func (s *Store) MergedIntoAsOf(ctx context.Context, ids []string, seq int64) (map[string][]string, error) {
	out := make(map[string][]string)
	for some := range inChunks(ids) {
		var found []models.Redirect
		err := s.read.WithContext(ctx).Where("to_id IN ?", some).
			Where("EXISTS (SELECT 1 FROM changes WHERE target = redirects.from_id AND action = ? AND seq <= ?)", actionMerge, seq).
			Order("at, from_id").Find(&found).Error
		if err != nil {
			return nil, fmt.Errorf("store: read what was merged: %w", err)
		}
		for _, r := range found {
			out[r.ToID] = append(out[r.ToID], r.FromID)
		}
	}
	return out, nil
}
