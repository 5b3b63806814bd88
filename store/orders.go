package store

import (
	"context"
	"fmt"
	"time"

	"github.com/throughline-news/throughline/models"
)

// EventOrder is an order of events.
type EventOrder string

// The orders of events. In each the undated come last, but in the last one, which
// knows no dates.
const (
	EarliestFirst EventOrder = "earliestFirst"
	LatestFirst   EventOrder = "latestFirst"
	NewestFirst   EventOrder = "newestFirst" // what came to be known last ahead
)

var eventOrders = map[EventOrder]order[models.Event]{
	EarliestFirst: {name: "events", columns: []column{{"events.date_start", text}, {"events.id", text}}, key: eventKey},
	LatestFirst: {
		name: "events, latest first", desc: true,
		// In the words of the index events_latest.
		columns: []column{{"CASE WHEN events.date_start = '9999-12-31' THEN '' ELSE events.date_start END", text}, {"events.id", text}},
		key: func(e models.Event) []any {
			if e.DateStart == models.NoDay {
				return []any{"", e.ID}
			}
			return eventKey(e)
		},
	},
	NewestFirst: {
		name: "events, newest first", desc: true, columns: []column{{"events.created_at", moment}, {"events.id", text}},
		key: func(e models.Event) []any { return []any{e.CreatedAt.UTC().Format(time.RFC3339Nano), e.ID} },
	},
}

func eventKey(e models.Event) []any { return []any{e.DateStart, e.ID} }

// Events lists events in the order of their dates, undated ones last.
func (s *Store) Events(ctx context.Context, f EventFilter, p Page) (List[models.Event], error) {
	return s.EventsBy(ctx, EarliestFirst, f, p)
}

// EventsBy lists events in an order.
func (s *Store) EventsBy(ctx context.Context, by EventOrder, f EventFilter, p Page) (List[models.Event], error) {
	o, known := eventOrders[by]
	if !known {
		return List[models.Event]{}, fmt.Errorf("store: list events: %w: order %q", ErrInvalid, by)
	}
	columns, err := s.columns(&models.Event{})
	if err != nil {
		return List[models.Event]{}, err
	}
	begin := "events.date_start"
	if by == LatestFirst {
		begin = o.columns[0].name
	}
	var queries []any
	for _, stretch := range f.stretches("events", begin) {
		if to := f.notAfter(); by == LatestFirst && to < models.NoDay { // the index that is read has no other bound
			stretch.add(begin+" <= ?", plain(to))
		}
		q, err := s.whereEvents(stretch.where(s.read.WithContext(ctx).Table("events").Select(columns)), f, "events", "id")
		if err != nil {
			return List[models.Event]{}, err
		}
		if q, err = o.page(q, p); err != nil {
			return List[models.Event]{}, err
		}
		queries = append(queries, q)
	}
	var found []models.Event
	err = s.read.WithContext(ctx).Raw("SELECT * FROM ("+unionOf(queries)+") AS events ORDER BY "+o.sorted()+" LIMIT ?", append(queries, p.First+1)...).Scan(&found).Error
	if err != nil {
		return List[models.Event]{}, fmt.Errorf("store: list %s: %w", o.name, err)
	}
	page, err := o.list(found, p)
	for i := range page.Items {
		s.today(&page.Items[i])
	}
	return page, err
}

// CountEvents counts what Events lists.
func (s *Store) CountEvents(ctx context.Context, f EventFilter) (int, error) {
	q, err := s.whereEvents(s.read.WithContext(ctx).Model(&models.Event{}), f, "events", "id")
	if err != nil {
		return 0, err
	}
	return count(q, "events")
}

// StoryOrder is an order of stories.
type StoryOrder string

// The orders of stories.
const (
	LatestStoryFirst  StoryOrder = "latestFirst" // the latest event ahead
	LargestStoryFirst StoryOrder = "largestFirst"
	StoriesByTitle    StoryOrder = "title"
)

var storyOrders = map[StoryOrder]order[models.Story]{
	LatestStoryFirst: {
		name: "stories", columns: []column{{"stories.last_date", text}, {"stories.id", text}}, desc: true,
		key: func(x models.Story) []any { return []any{x.LastDate, x.ID} },
	},
	LargestStoryFirst: {
		name: "stories, largest first", columns: []column{{"stories.event_count", integer}, {"stories.id", text}}, desc: true,
		key: func(x models.Story) []any { return []any{x.EventCount, x.ID} },
	},
	StoriesByTitle: {
		name: "stories by title", columns: []column{{"stories.title", text}, {"stories.id", text}},
		key: func(x models.Story) []any { return []any{x.Title, x.ID} },
	},
}

// Stories lists stories, the ones with the latest events first.
func (s *Store) Stories(ctx context.Context, f StoryFilter, p Page) (List[models.Story], error) {
	return s.StoriesBy(ctx, LatestStoryFirst, f, p)
}

// StoriesBy lists stories in an order.
func (s *Store) StoriesBy(ctx context.Context, by StoryOrder, f StoryFilter, p Page) (List[models.Story], error) {
	o, known := storyOrders[by]
	if !known {
		return List[models.Story]{}, fmt.Errorf("store: list stories: %w: order %q", ErrInvalid, by)
	}
	page, err := list(s.whereStories(ctx, f), o, p)
	s.goOn(page.Items)
	return page, err
}
