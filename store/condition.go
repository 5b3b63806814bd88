package store

import (
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/throughline-news/throughline/models"
)

// Limits of a filter: how deep filters nest, the outermost included, and how many
// there are in all. Nobody writes more by hand, and SQLite refuses expressions
// that nest a thousand deep.
const (
	maxFilterDepth = 3
	maxFilters     = 50
	// maxFilterValues is how many ids, types and so on a filter names in all.
	maxFilterValues = 1000
)

// maxVariables is how many values one statement is given; SQLite takes 32,766.
const maxVariables = 30_000

// size is about how many values the filter adds to a statement.
func (f EventFilter) size() int {
	n := len(f.StoryIDs) + len(f.EntityIDs) + len(f.ActorIDs) + len(f.Countries) + len(f.PlaceIDs) + len(f.Types) + len(f.Statuses) + len(f.Quads)
	for _, inner := range f.inner() {
		n += inner.size()
	}
	return n + mostOfOne
}

// mostOfOne is how many values a filter adds beside those of its lists: dates, a circle, words.
const mostOfOne = 30

// listsAtOnce is how many lists one statement reads, each chosen by f: the most,
// or fewer where the values of f would be too many.
func (f EventFilter) listsAtOnce(most int) int {
	return max(1, min(most, maxVariables/(6*f.size()+mostOfOne))) // in up to three stretches, each with its key
}

// condition is what a WHERE demands: parts of SQL, all of which must hold, with
// the values of their question marks.
type condition struct {
	parts  []string
	values []any
}

func (c *condition) add(sql string, values ...any) {
	c.parts = append(c.parts, sql)
	c.values = append(c.values, values...)
}

// addOneOf adds that a column has one of the values, where there are any.
func addOneOf[S ~string](c *condition, column string, values []S) {
	if len(values) > 0 {
		c.add(column+" IN ?", plains(values))
	}
}

// sql is the whole condition; one of no parts always holds.
func (c *condition) sql() string {
	if len(c.parts) == 0 {
		return "1 = 1"
	}
	return "(" + strings.Join(c.parts, ") AND (") + ")"
}

// whereEvents adds the conditions of f to a query of events. Ids and dates are
// read from the table first: events, or links where these are joined, whose index
// has both.
func (s *Store) whereEvents(q *gorm.DB, f EventFilter, first, idColumn string) (*gorm.DB, error) {
	if err := f.Check(); err != nil {
		return nil, err
	}
	return s.eventCondition(f, first, first+"."+idColumn).where(q), nil
}

// where limits a query to what the condition holds of.
func (c condition) where(q *gorm.DB) *gorm.DB {
	if len(c.parts) == 0 {
		return q
	}
	return q.Where(clause.Expr{SQL: c.sql(), Vars: c.values})
}

// eventCondition says f in SQL. Every column it reads has a value in every row,
// except the JSON of a date, which is only asked for beside its bounds: so NOT
// turns what holds into what does not, and nothing is unknown.
func (s *Store) eventCondition(f EventFilter, first, id string) condition {
	var c condition
	if len(f.StoryIDs) > 0 {
		c.add(id+" IN (SELECT links.event_id FROM links WHERE links.story_id IN ? AND "+onTimeline+")", plains(f.StoryIDs))
	}
	if len(f.EntityIDs) > 0 {
		c.add(id+" IN (SELECT event_id FROM event_entities WHERE entity_id IN ?)", plains(f.EntityIDs))
	}
	if len(f.ActorIDs) > 0 {
		c.add(id+" IN (SELECT event_id FROM event_entities WHERE entity_id IN ? AND role = ?)", plains(f.ActorIDs), models.RoleActor)
	}
	if len(f.Countries) > 0 {
		c.add("events.place_id IN (SELECT id FROM places WHERE country IN ?)", plains(f.Countries))
	}
	if len(f.PlaceIDs) > 0 {
		c.add("events.place_id IN ?", plains(f.PlaceIDs))
	}
	addOneOf(&c, "events.type", f.Types)
	s.addStatuses(&c, f.Statuses)
	addOneOf(&c, "events.quad", f.Quads)
	c.addDates(first, DateFilter{f.From, f.To, true})
	if f.Date != nil {
		c.addDates(first, *f.Date)
	}
	if f.MinConfidence > 0 {
		c.add("events.confidence >= ?", f.MinConfidence)
	}
	if f.MinOrigins > 0 {
		c.add("events.origin_count >= ?", f.MinOrigins)
	}
	switch { // in the words of the index events_disputed
	case f.Disputed == nil:
	case *f.Disputed:
		c.add("events.disputed")
	default:
		c.add("NOT events.disputed")
	}
	if f.Announced {
		c.add(announced(id))
	}
	if f.Text != "" {
		s.addWords(&c, id, KindEvent, f.Text)
	}
	if f.Near != nil {
		f.Near.add(&c)
	}
	s.addInner(&c, f, first, id)
	return c
}

// addInner adds the filters within f.
func (s *Store) addInner(c *condition, f EventFilter, first, id string) {
	for _, inner := range f.And {
		within := s.eventCondition(inner, first, id)
		c.add(within.sql(), within.values...)
	}
	if len(f.Or) > 0 {
		var either []string
		var values []any
		for _, inner := range f.Or {
			within := s.eventCondition(inner, first, id)
			either, values = append(either, "("+within.sql()+")"), append(values, within.values...)
		}
		c.add(strings.Join(either, " OR "), values...)
	}
	if f.Not != nil {
		within := s.eventCondition(*f.Not, first, id)
		c.add("NOT ("+within.sql()+")", within.values...)
	}
}

// addDates adds that the days of an event, which are in the table named, share a
// day with those of d, or lie within them.
func (c *condition) addDates(table string, d DateFilter) {
	begin, end := table+".date_start", table+".date_end"
	if !d.Overlap {
		begin, end = end, begin
	}
	if d.From != "" {
		c.add(end+" >= ? AND "+table+".date_start < ?", plain(d.From), models.NoDay)
	}
	if d.To != "" {
		c.add(begin+" <= ? AND "+table+".date_start < ?", plain(d.To), models.NoDay)
		if !d.Overlap { // which follows, and tells the database where to stop
			c.add(table+".date_start <= ?", plain(d.To))
		}
	}
}
