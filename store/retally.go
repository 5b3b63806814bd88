package store

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// Retally counts all tallies and totals anew, for a database that something else than
// this program has written to. Writers wait until it has finished.
func (s *Store) Retally(ctx context.Context) error {
	err := s.write.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		t := &Tx{shared: &transaction{store: s, db: db}}
		if err := t.LockLinker(); err != nil {
			return err
		}
		for _, table := range []string{dayTallies, monthTallies, "totals"} {
			if err := db.Exec("DELETE FROM " + table).Error; err != nil {
				return err
			}
		}
		day, month := retallySQL(dayTallies, "date_start", "date_end"), retallySQL(monthTallies, monthOf("date_start"), monthOf("date_end"))
		if err := db.Exec(day+" WHERE date_start < ?"+groupTallies, models.NoDay).Error; err != nil {
			return err
		}
		if err := db.Exec(month + groupTallies).Error; err != nil {
			return err
		}
		return db.Exec(recountSQL()).Error
	})
	if err != nil {
		return fmt.Errorf("store: count the tallies anew: %w", err)
	}
	return nil
}

// monthOf is in SQL what inMonths makes of a day.
func monthOf(column string) string {
	return "CASE WHEN date_start = '" + string(models.NoDay) + "' THEN date_start ELSE substr(" + column + ", 1, 7) || '-01' END"
}

// tallyColumns are what rows of tallies are told apart by.
const tallyColumns = "story_id, facet, actor, date_start, date_end, type, quad, country"

const groupTallies = " GROUP BY " + tallyColumns

// retallySQL adds up in the database, for a table of tallies, what counted.tallies
// gives of one event, whose days are put where start and end say. What it returns
// lacks its grouping.
func retallySQL(table, start, end string) string {
	const (
		sums  = "events, reports, origins, disputed, conflict, cooperation"
		parts = " JOIN (SELECT DISTINCT event_id, entity_id FROM event_entities) AS parts ON parts.event_id = scoped.event_id"
	)
	row := func(facet facet, actor, kind, country, join string) string {
		return "SELECT story_id, '" + string(facet) + "' AS facet, " + actor + " AS actor, " + start + " AS date_start, " + end + " AS date_end, " +
			kind + ", " + country + " AS country, " + sums + " FROM scoped" + join
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
	return "INSERT INTO " + table + " (" + tallyColumns + ", " + sums + ") " + scopedSQL("1 = 1") +
		" SELECT " + tallyColumns + ", " + totals + " FROM (" + strings.Join(rows, " UNION ALL ") + ") AS rows_of"
}
