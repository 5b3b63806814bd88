package store

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// Retally counts all tallies anew from the events, for a database that something
// else than this program has written to. Writers wait until it has finished.
func (s *Store) Retally(ctx context.Context) error {
	err := s.write.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		t := &Tx{shared: &transaction{store: s, db: db}}
		if err := t.LockLinker(); err != nil {
			return err
		}
		if err := db.Exec("DELETE FROM tallies").Error; err != nil {
			return err
		}
		return db.Exec(retallySQL(), models.NoDay).Error
	})
	if err != nil {
		return fmt.Errorf("store: count the tallies anew: %w", err)
	}
	return nil
}

// retallySQL adds up in the database what counted.tallies gives of one event.
func retallySQL() string {
	const (
		dims  = "story_id, facet, actor, date_start, date_end, type, quad, country"
		sums  = "events, reports, origins, disputed, conflict, cooperation"
		parts = " JOIN (SELECT DISTINCT event_id, entity_id FROM event_entities) AS parts ON parts.event_id = scoped.event_id"
	)
	row := func(facet facet, actor, kind, country, join string) string {
		return "SELECT story_id, '" + string(facet) + "' AS facet, " + actor + " AS actor, date_start, date_end, " + kind + ", " + country + " AS country, " + sums + " FROM scoped" + join
	}
	const noKind, byKind, none = "'' AS type, '' AS quad", "type, quad", "''"
	rows := []string{
		row(facetAll, none, noKind, none, ""),
		row(facetKind, none, byKind, none, ""),
		row(facetCountry, none, noKind, "country", ""),
		row(facetCube, none, byKind, "country", ""),
		row(facetActor, "entity_id", noKind, none, parts),
		row(facetCube, "entity_id", byKind, "country", parts),
	}
	totals := "SUM(" + strings.ReplaceAll(sums, ", ", "), SUM(") + ")"
	return "INSERT INTO tallies (" + dims + ", " + sums + ") " + scopedSQL("events.date_start < ?") +
		" SELECT " + dims + ", " + totals + " FROM (" + strings.Join(rows, " UNION ALL ") + ") AS rows_of GROUP BY " + dims
}
