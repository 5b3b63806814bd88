package store

import (
	"cmp"
	"maps"
	"slices"

	"gorm.io/gorm/clause"

	"github.com/throughline-news/throughline/models"
)

// The tables of tallies. That of days has no events without a date. In that of months
// the days of a row are the first of the month in which the events begin and that in
// which they end: what lasts ten years has a row there as well. Events without a date
// have models.NoDay in it, so that all events are counted in it.
const (
	dayTallies   = "tallies"
	monthTallies = "month_tallies"
)

// tallyRow is a row of sums that series and totals are read from: the events of a
// story, or of all when StoryID is "", on the same days, or in the same months. What
// Facet does not divide by is "".
type tallyRow struct {
	StoryID   string
	Facet     facet
	Actor     string // id of an entity that takes part
	DateStart models.Day
	DateEnd   models.Day
	Type      models.EventType
	Quad      models.Quad
	Country   string // of the place
	Sums      `gorm:"embedded"`
}

// Sums are what is added up. Conflict and Cooperation are the scores below and
// above zero without their signs, in thousandths, so that they stay exact.
type Sums struct {
	Events, Reports, Origins, Disputed, Conflict, Cooperation int64
}

// facet is what the rows of the tallies are divided by, beside the days.
type facet string

// The facets. facetKind divides by type and quad, facetCube by everything: its
// rows without an actor count events, those with one count participations.
const (
	facetAll     facet = "all"
	facetKind    facet = "kind"
	facetCountry facet = "country"
	facetActor   facet = "actor"
	facetCube    facet = "cube"
)

// inMonths is the row of the months that what is on the days of r counts in.
func (r tallyRow) inMonths() tallyRow {
	if r.DateStart < models.NoDay {
		r.DateStart, r.DateEnd = Monthly.Floor(r.DateStart), Monthly.Floor(r.DateEnd)
	}
	return r
}

// plus adds n times the sums of o.
func (s Sums) plus(o Sums, n int64) Sums {
	return Sums{s.Events + n*o.Events, s.Reports + n*o.Reports, s.Origins + n*o.Origins, s.Disputed + n*o.Disputed,
		s.Conflict + n*o.Conflict, s.Cooperation + n*o.Cooperation}
}

// counted is what one event adds to tallies: one counted row for all events and
// for each story on whose timeline it is.
type counted struct {
	EventID, StoryID   string
	DateStart, DateEnd models.Day
	Type               models.EventType
	Quad               models.Quad
	Country            string
	Sums               `gorm:"embedded"`
}

// scopedSQL reads the counted rows of the events of a condition. A score counts
// under the same condition as a CAMEO code (models.Cameo): not of what is said not
// to have happened, or only to be possible.
func scopedSQL(condition string) string {
	return `WITH told AS (
	SELECT events.id AS event_id, events.date_start, events.date_end, events.type, events.quad, COALESCE(places.country, '') AS country,
		1 AS events, events.report_count AS reports, events.origin_count AS origins, CASE WHEN events.disputed THEN 1 ELSE 0 END AS disputed,
		CASE WHEN events.plover = '' AND events.status IN ('denied', 'cancelled', 'possible', 'hypothetical', 'postponed') THEN 0
			ELSE CAST(ROUND(events.score * 1000) AS BIGINT) END AS score
	FROM events LEFT JOIN places ON places.id = events.place_id WHERE ` + condition + `
), signed AS (
	SELECT told.*, CASE WHEN score < 0 THEN -score ELSE 0 END AS conflict, CASE WHEN score > 0 THEN score ELSE 0 END AS cooperation FROM told
), scoped AS (
	SELECT '' AS story_id, signed.* FROM signed
	UNION ALL
	SELECT links.story_id, signed.* FROM signed JOIN links ON links.event_id = signed.event_id WHERE ` + onTimeline + `
)`
}

// talliesOf returns what each of the events adds to tallies now.
func (t *Tx) talliesOf(eventIDs []string) (map[string][]tallyRow, error) {
	parts, err := t.participants(eventIDs)
	if err != nil {
		return nil, err
	}
	out := make(map[string][]tallyRow)
	for some := range inChunks(eventIDs) {
		var found []counted
		if err := t.db().Raw(scopedSQL("events.id IN ?")+" SELECT * FROM scoped", some).Scan(&found).Error; err != nil {
			return nil, err
		}
		for _, c := range found {
			out[c.EventID] = append(out[c.EventID], c.tallies(parts[c.EventID])...)
		}
	}
	return out, nil
}

// tallies are the rows that the event counts in, one of each facet and two for
// each who takes part.
func (c counted) tallies(participants []models.EventEntity) []tallyRow {
	all := tallyRow{StoryID: c.StoryID, Facet: facetAll, DateStart: c.DateStart, DateEnd: c.DateEnd, Sums: c.Sums}
	kind, country, actor, cube := all, all, all, all
	kind.Facet, kind.Type, kind.Quad = facetKind, c.Type, c.Quad
	country.Facet, country.Country = facetCountry, c.Country
	cube.Facet, cube.Type, cube.Quad, cube.Country = facetCube, c.Type, c.Quad, c.Country
	actor.Facet = facetActor
	out := []tallyRow{all, kind, country, cube}
	seen := make(map[string]bool)
	for _, p := range participants {
		if seen[p.EntityID] { // who acts and receives takes part once
			continue
		}
		seen[p.EntityID] = true
		actor.Actor, cube.Actor = p.EntityID, p.EntityID
		out = append(out, actor, cube)
	}
	return out
}

// tallying is what a transaction remembers until tallies are brought up to date.
type tallying struct {
	before  map[string][]tallyRow // what events added before the transaction changed them
	changed map[string]bool       // the events that it changed
	records map[string]int        // how many records more there are in each table
}

// remember notes what events add to tallies before they are changed. To read many
// at once it may be called with all that are going to be saved; the journal calls
// it for each event that does change.
func (t *Tx) remember(eventIDs []string) error {
	tallying := &t.shared.tallying
	missing := slices.DeleteFunc(slices.Clone(eventIDs), func(id string) bool {
		_, known := tallying.before[id]
		return known
	})
	if len(missing) == 0 {
		return nil
	}
	found, err := t.talliesOf(missing)
	if err != nil {
		return err
	}
	if tallying.before == nil {
		tallying.before, tallying.changed = make(map[string][]tallyRow), make(map[string]bool)
	}
	for _, id := range missing {
		tallying.before[id] = found[id]
	}
	return nil
}

// changing notes that a record is about to change, for the tallies: an event, or
// the country of a place, with which all events there change.
func (t *Tx) changing(target, action, field string) error {
	var events []string
	switch {
	case models.HasPrefix(target, models.EventPrefix):
		events = []string{target}
	case models.HasPrefix(target, models.PlacePrefix) && action == actionUpdate && field == "country":
		if err := t.db().Model(&models.Event{}).Where("place_id = ?", target).Pluck("id", &events).Error; err != nil {
			return err
		}
	}
	if err := t.remember(events); err != nil {
		return err
	}
	for _, id := range events {
		t.shared.tallying.changed[id] = true
	}
	return nil
}

// tallyUp brings the totals up to date, adds to the tallies what the changed events
// add now, and takes away what they added before.
func (t *Tx) tallyUp() error {
	if err := t.addTotals(); err != nil {
		return err
	}
	events := slices.Sorted(maps.Keys(t.shared.tallying.changed))
	if len(events) == 0 {
		return nil
	}
	after, err := t.talliesOf(events)
	if err != nil {
		return err
	}
	days, months := make(map[tallyRow]Sums), make(map[tallyRow]Sums) // by the row with sums of zero
	move := func(rows []tallyRow, n int64) {
		for _, r := range rows {
			if r.DateStart < models.NoDay {
				days[r.key()] = days[r.key()].plus(r.Sums, n)
			}
			month := r.inMonths().key()
			months[month] = months[month].plus(r.Sums, n)
		}
	}
	for _, id := range events {
		move(t.shared.tallying.before[id], -1)
		move(after[id], 1)
	}
	t.shared.tallying = tallying{}
	if err := t.moveTallies(dayTallies, days); err != nil {
		return err
	}
	return t.moveTallies(monthTallies, months)
}

// moveTallies adds to the rows of a table of tallies.
func (t *Tx) moveTallies(table string, moves map[tallyRow]Sums) error {
	rows := make([]tallyRow, 0, len(moves))
	fewer := false
	for key, moved := range moves {
		if moved == (Sums{}) {
			continue
		}
		fewer = fewer || moved.Events < 0
		key.Sums = moved
		rows = append(rows, key)
	}
	if len(rows) == 0 {
		return nil
	}
	slices.SortFunc(rows, compareTallies) // so that two writers lock rows in one order
	if err := t.db().Table(table).Clauses(addSums(table)).CreateInBatches(rows, batch).Error; err != nil || !fewer {
		return translate(err)
	}
	return translate(t.db().Table(table).Where("events = 0").Delete(&tallyRow{}).Error)
}

// key is the row without its sums.
func (r tallyRow) key() tallyRow {
	r.Sums = Sums{}
	return r
}

func compareTallies(a, b tallyRow) int {
	return cmp.Or(cmp.Compare(a.StoryID, b.StoryID), cmp.Compare(a.Facet, b.Facet), cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.DateStart, b.DateStart),
		cmp.Compare(a.DateEnd, b.DateEnd), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Quad, b.Quad), cmp.Compare(a.Country, b.Country))
}

// addSums adds a row of a table of tallies to the one that is there.
func addSums(table string) clause.OnConflict {
	sums := make(map[string]any)
	for _, column := range []string{"events", "reports", "origins", "disputed", "conflict", "cooperation"} {
		sums[column] = clause.Expr{SQL: table + "." + column + " + excluded." + column}
	}
	return clause.OnConflict{
		Columns:   []clause.Column{{Name: "story_id"}, {Name: "facet"}, {Name: "actor"}, {Name: "date_start"}, {Name: "date_end"}, {Name: "type"}, {Name: "quad"}, {Name: "country"}},
		DoUpdates: clause.Assignments(sums),
	}
}
