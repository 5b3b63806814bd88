package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm/clause"
)

// MaxCounted is how many records a list is counted to where no sums are kept of what
// was asked for: to count all of a million takes seconds, and nobody reads so far.
const MaxCounted = 1_000

// Total is how many records a list has on all its pages: exactly so many, or so many
// at least.
type Total struct {
	Count int
	Exact bool
}

// total is how many rows a table has. The totals follow in the transaction from what
// is inserted and deleted.
type total struct {
	Kind    string `gorm:"primaryKey"` // the table
	Records int64
}

// kept are the tables with totals.
var kept = []string{"articles", "decisions", "entities", "events", "mentions", "places", "sources", "stories"}

// changedBy notes that a table got so many rows more.
func (t *Tx) changedBy(table string, n int) {
	if !slices.Contains(kept, table) {
		return
	}
	if t.shared.tallying.records == nil {
		t.shared.tallying.records = make(map[string]int)
	}
	t.shared.tallying.records[table] += n
}

// addTotals brings the totals up to date.
func (t *Tx) addTotals() error {
	var rows []total
	for _, table := range kept { // in one order, in which writers lock them
		if n := t.shared.tallying.records[table]; n != 0 {
			rows = append(rows, total{table, int64(n)})
		}
	}
	t.shared.tallying.records = nil
	if len(rows) == 0 {
		return nil
	}
	return translate(t.db().Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "kind"}},
		DoUpdates: clause.Assignments(map[string]any{"records": clause.Expr{SQL: "totals.records + excluded.records"}})}).Create(&rows).Error)
}

// recountSQL counts the totals anew.
func recountSQL() string {
	counts := make([]string, len(kept))
	for i, table := range kept {
		counts[i] = "SELECT '" + table + "', COUNT(*) FROM " + table
	}
	return "INSERT INTO totals (kind, records) " + strings.Join(counts, " UNION ALL ")
}

// Totals are how many records of each kind there are.
type Totals struct {
	Sources, Articles, Mentions, Events, Stories, Entities, Places, Decisions, Changes int
}

// Counts tells how many records of each kind there are.
func (s *Store) Counts(ctx context.Context) (Totals, error) {
	var rows []total
	db := s.read.WithContext(ctx)
	if err := db.Find(&rows).Error; err != nil {
		return Totals{}, fmt.Errorf("store: count records: %w", err)
	}
	n := make(map[string]int, len(rows))
	for _, r := range rows {
		n[r.Kind] = int(r.Records)
	}
	last, err := s.LastSeq(ctx) // the journal's numbers have no gaps
	return Totals{Sources: n["sources"], Articles: n["articles"], Mentions: n["mentions"], Events: n["events"], Stories: n["stories"],
		Entities: n["entities"], Places: n["places"], Decisions: n["decisions"], Changes: int(last)}, err
}

// countAll reads how many rows a table has.
func (s *Store) countAll(ctx context.Context, table string) (Total, error) {
	var n int64
	if err := s.read.WithContext(ctx).Model(&total{}).Where("kind = ?", table).Select("COALESCE(SUM(records), 0)").Scan(&n).Error; err != nil {
		return Total{}, fmt.Errorf("store: count %s: %w", table, err)
	}
	return Total{int(n), true}, nil
}
