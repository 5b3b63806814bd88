package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// EventsAt gives one page of the events at each place, in an order: one statement
// for up to a hundred places. Every place asked for has a page.
func (s *Store) EventsAt(ctx context.Context, by EventOrder, placeIDs []string, f EventFilter, p Page) (map[string]List[models.Event], error) {
	o, err := eventsBy(by, "events at a place")
	if err != nil {
		return nil, err
	}
	return s.eventsOf(ctx, o, "events.date_start", placeIDs, f, p, func(db *gorm.DB, id string) *gorm.DB {
		return db.Table("events").Where("events.place_id = ?", id)
	})
}

// takesPart is the condition that an entity takes part in an event.
const takesPart = "events.id IN (SELECT event_id FROM event_entities WHERE entity_id = ?)"

// EventsWith gives the same of the events that each entity takes part in.
func (s *Store) EventsWith(ctx context.Context, by EventOrder, entityIDs []string, f EventFilter, p Page) (map[string]List[models.Event], error) {
	o, err := eventsBy(by, "events with an entity")
	if err != nil {
		return nil, err
	}
	if by != EarliestFirst && by != LatestFirst {
		return s.eventsOf(ctx, o, "events.date_start", entityIDs, f, p, func(db *gorm.DB, id string) *gorm.DB {
			return db.Table("events").Where(takesPart, id)
		})
	}
	o.columns = slices.Clone(o.columns)
	for i, c := range o.columns {
		o.columns[i].name = onParts.Replace(c.name)
	}
	begin, join := o.columns[0].name, "JOIN events ON events.id = part.event_id"
	if len(f.inner()) > 0 {
		join = s.dialect.eachEvent
	}
	return s.eventsOf(ctx, o, begin, entityIDs, f, p, func(db *gorm.DB, id string) *gorm.DB {
		db = db.Table("event_entities AS part").Joins(join).Where("part.entity_id = ? AND part.leads", id)
		if to := f.notAfter(); to < models.NoDay { // the index that is read has no other bound
			db = db.Where(begin+" <= ?", plain(to))
		}
		return db
	})
}

// onParts names the columns of events that those who take part have copies of: so
// what somebody takes part in is read by date from one index.
var onParts = strings.NewReplacer("events.date_start", "part.date_start", "events.id", "part.event_id")

// eventsOf reads a page of each of several lists of events in an order: of is the
// query of one of them, begin the column of the first days by which it is read.
func (s *Store) eventsOf(ctx context.Context, o order[models.Event], begin string, ids []string, f EventFilter, p Page, of func(db *gorm.DB, id string) *gorm.DB) (map[string]List[models.Event], error) {
	columns, err := s.columns(&models.Event{}, o.unread(p)...)
	if err != nil {
		return nil, err
	}
	found := make(map[string][]models.Event)
	for some := range slices.Chunk(plains(ids), f.listsAtOnce(maxTimelines)) {
		var queries []any
		for _, id := range some {
			for _, stretch := range f.stretches("events", begin) {
				q := of(s.read.WithContext(ctx), id).Select("CAST(? AS TEXT) AS timeline, "+columns, id)
				if q, err = s.whereEvents(stretch.where(q), f, "events", "id"); err != nil {
					return nil, err
				}
				if q, err = o.page(q, p); err != nil {
					return nil, err
				}
				queries = append(queries, q)
			}
		}
		events, err := rows[dated](s, s.read.WithContext(ctx).Raw(unionOf(queries), queries...))
		if err != nil {
			return nil, fmt.Errorf("store: list events of %d records: %w", len(some), err)
		}
		for _, e := range events {
			s.today(&e.Event)
			found[e.Timeline] = append(found[e.Timeline], e.Event)
		}
	}
	out := make(map[string]List[models.Event], len(ids))
	for _, id := range ids {
		slices.SortFunc(found[plain(id)], o.compare)
		events := found[plain(id)]
		if events == nil {
			events = []models.Event{}
		}
		if out[id], err = o.list(events, p); err != nil {
			return nil, err
		}
	}
	return out, nil
}
