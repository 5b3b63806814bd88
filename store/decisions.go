package store

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// decisionTarget says what a decision is about, so that the decisions about one
// record are read from an index.
type decisionTarget struct {
	Target     string `gorm:"primaryKey"`
	DecisionID string `gorm:"primaryKey"`
}

// TableName is gorm's.
func (decisionTarget) TableName() string { return "decision_targets" }

// SaveDecision keeps a decision, new or changed. What it is about does not change.
func (t *Tx) SaveDecision(d *models.Decision) error {
	outcomes, err := save(t, []*models.Decision{d}, nil)
	if err == nil && outcomes[d.ID] == Created {
		var rows []decisionTarget
		for _, target := range slices.Compact(slices.Sorted(slices.Values(d.Targets))) {
			rows = append(rows, decisionTarget{target, d.ID})
		}
		if len(rows) > 0 {
			err = translate(t.db().CreateInBatches(rows, batch).Error)
		}
	}
	if err != nil {
		return fmt.Errorf("store: save decision %s: %w", d.ID, err)
	}
	return nil
}

// Decision returns one decision, or ErrNotFound.
func (s *Store) Decision(ctx context.Context, id string) (models.Decision, error) {
	return one[models.Decision](ctx, s, "decision", id)
}

// DecisionByKey returns the decision that actor made with an idempotency key, or ErrNotFound.
func (s *Store) DecisionByKey(ctx context.Context, actor, key string) (models.Decision, error) {
	var found []models.Decision
	if err := s.read.WithContext(ctx).Where("actor = ? AND key = ?", plain(actor), plain(key)).Limit(1).Find(&found).Error; err != nil {
		return models.Decision{}, fmt.Errorf("store: decision with key %q: %w", key, err)
	}
	if len(found) == 0 {
		return models.Decision{}, fmt.Errorf("store: decision with key %q: %w", key, ErrNotFound)
	}
	return found[0], nil
}

// DecisionFilter chooses decisions; what is empty chooses all.
type DecisionFilter struct {
	Targets []string // about one of these
	Kinds   []models.DecisionKind
	Actors  []string
	Undone  *bool
}

// Decisions lists decisions, the latest first.
func (s *Store) Decisions(ctx context.Context, f DecisionFilter, p Page) (List[models.Decision], error) {
	return list(s, s.whereDecisions(ctx, f), order[models.Decision]{
		name: "decisions", columns: []column{{"decisions.last_seq", integer}}, desc: true,
		key: func(d models.Decision) []any { return []any{d.LastSeq} },
	}, p)
}

// CountDecisions counts what Decisions lists.
func (s *Store) CountDecisions(ctx context.Context, f DecisionFilter) (Total, error) {
	if len(f.Targets)+len(f.Kinds)+len(f.Actors) == 0 && f.Undone == nil {
		return s.countAll(ctx, "decisions")
	}
	return count(s.whereDecisions(ctx, f), "decisions")
}

func (s *Store) whereDecisions(ctx context.Context, f DecisionFilter) *gorm.DB {
	q := s.read.WithContext(ctx).Model(&models.Decision{})
	if len(f.Targets) > 0 {
		q = q.Where("decisions.id IN (SELECT decision_id FROM decision_targets WHERE target IN ?)", plains(f.Targets))
	}
	q = in(q, "decisions.kind", f.Kinds)
	q = in(q, "decisions.actor", f.Actors)
	switch {
	case f.Undone == nil:
	case *f.Undone:
		q = q.Where("decisions.undone_at IS NOT NULL")
	default:
		q = q.Where("decisions.undone_at IS NULL")
	}
	return q
}

// Standing returns the decisions that hold, in the order in which they were
// made, with the ids that they name as they lead today: what was merged since is
// named by what it was merged into. Undoing is no decision about records.
func (t *Tx) Standing() ([]models.Decision, error) {
	var out []models.Decision
	err := t.db().Where("undone_at IS NULL AND kind <> ?", models.DecideUndo).Order("last_seq").Find(&out).Error
	if err != nil {
		return nil, fmt.Errorf("store: decisions that hold: %w", err)
	}
	var ids []string
	for _, d := range out {
		ids = append(ids, slices.Concat(d.Targets, d.Arguments.Accepted, d.Arguments.Rejected)...)
	}
	merged, err := redirects(t.db(), ids)
	if err != nil {
		return nil, fmt.Errorf("store: decisions that hold: %w", err)
	}
	for i := range out {
		for _, list := range [][]string{out[i].Targets, out[i].Arguments.Accepted, out[i].Arguments.Rejected} {
			for k, id := range list {
				if to, ok := merged[id]; ok {
					list[k] = to
				}
			}
		}
	}
	return out, nil
}
