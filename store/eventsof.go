package store

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// EventsAt gives one page of the events at each place, in an order: one statement
// for up to a hundred places. Every place asked for has a page.
func (s *Store) EventsAt(ctx context.Context, by EventOrder, placeIDs []string, f EventFilter, p Page) (map[string]List[models.Event], error) {
	return s.eventsOf(ctx, by, "events at a place", placeIDs, "events.place_id = ?", f, p)
}

// EventsWith gives the same of the events that each entity takes part in.
func (s *Store) EventsWith(ctx context.Context, by EventOrder, entityIDs []string, f EventFilter, p Page) (map[string]List[models.Event], error) {
	return s.eventsOf(ctx, by, "events with an entity", entityIDs, "events.id IN (SELECT event_id FROM event_entities WHERE entity_id = ?)", f, p)
}

// eventsOf reads a page of each of several lists of events, of those of which the
// condition holds with the list's id.
func (s *Store) eventsOf(ctx context.Context, by EventOrder, name string, ids []string, of string, f EventFilter, p Page) (map[string]List[models.Event], error) {
	o, err := eventsBy(by, name)
	if err != nil {
		return nil, err
	}
	columns, err := s.columns(&models.Event{}, o.unread(p)...)
	if err != nil {
		return nil, err
	}
	found := make(map[string][]models.Event)
	for some := range slices.Chunk(plains(ids), f.listsAtOnce(maxTimelines)) {
		var queries []any
		for _, id := range some {
			for _, stretch := range f.stretches("events", "events.date_start") {
				q := s.read.WithContext(ctx).Table("events").Select("CAST(? AS TEXT) AS timeline, "+columns, id).Where(of, id)
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

// CountEventsAt counts what EventsAt lists.
func (s *Store) CountEventsAt(ctx context.Context, placeIDs []string, f EventFilter) (map[string]int, error) {
	return s.countEventsOf(placeIDs, "events.place_id", f, func(some []string) *gorm.DB {
		return s.read.WithContext(ctx).Table("events").Where("events.place_id IN ?", some)
	})
}

// CountEventsWith counts what EventsWith lists.
func (s *Store) CountEventsWith(ctx context.Context, entityIDs []string, f EventFilter) (map[string]int, error) {
	return s.countEventsOf(entityIDs, "part.entity_id", f, func(some []string) *gorm.DB {
		return s.read.WithContext(ctx).Table("events").
			Joins("JOIN (SELECT DISTINCT entity_id, event_id FROM event_entities WHERE entity_id IN ?) AS part ON part.event_id = events.id", some)
	})
}

func (s *Store) countEventsOf(ids []string, column string, f EventFilter, of func(some []string) *gorm.DB) (map[string]int, error) {
	counts := make(map[string]int, len(ids))
	for some := range inChunks(ids) {
		q, err := s.whereEvents(of(some), f, "events", "id")
		if err != nil {
			return nil, err
		}
		if err := tally(q, column, counts); err != nil {
			return nil, fmt.Errorf("store: count events of %d records: %w", len(some), err)
		}
	}
	return counts, nil
}
