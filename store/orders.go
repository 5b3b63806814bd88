package store

import (
	"context"
	"fmt"
	"time"

	"github.com/throughline-news/throughline/models"
)

// EventOrder is an order of events.
type EventOrder string

// The orders of events. In those by date the undated come last.
const (
	EarliestFirst       EventOrder = "earliestFirst"
	LatestFirst         EventOrder = "latestFirst"
	NewestFirst         EventOrder = "newestFirst" // what came to be known last ahead
	MostImportantFirst  EventOrder = "mostImportantFirst"
	LeastImportantFirst EventOrder = "leastImportantFirst"
	MostReportedFirst   EventOrder = "mostReportedFirst" // by the number of articles
	LeastReportedFirst  EventOrder = "leastReportedFirst"
	LastChangedFirst    EventOrder = "lastChangedFirst"
	FirstChangedFirst   EventOrder = "firstChangedFirst"
)

var (
	byImportance = order[models.Event]{
		name: "by importance", columns: []column{{"events.importance", float}, {"events.id", text}},
		key: func(e models.Event) []any { return []any{e.Importance, e.ID} },
	}
	byReports = order[models.Event]{
		name: "by reports", columns: []column{{"events.report_count", integer}, {"events.id", text}},
		key: func(e models.Event) []any { return []any{int64(e.ReportCount), e.ID} },
	}
	byChange = order[models.Event]{
		name: "by change", columns: []column{{"events.updated_at", moment}, {"events.id", text}},
		key: func(e models.Event) []any { return []any{e.UpdatedAt.UTC().Format(time.RFC3339Nano), e.ID} },
	}
)

// eventOrders have names that follow that of the list in cursors.
var eventOrders = map[EventOrder]order[models.Event]{
	EarliestFirst: {columns: []column{{"events.date_start", text}, {"events.id", text}}, key: eventKey},
	LatestFirst: {
		name: "latest first", desc: true,
		// In the words of the indexes events_latest and links_latest.
		columns: []column{{"CASE WHEN events.date_start = '9999-12-31' THEN '' ELSE events.date_start END", text}, {"events.id", text}},
		key: func(e models.Event) []any {
			if e.DateStart == models.NoDay {
				return []any{"", e.ID}
			}
			return eventKey(e)
		},
	},
	NewestFirst: {
		name: "newest first", desc: true, columns: []column{{"events.created_at", moment}, {"events.id", text}},
		key: func(e models.Event) []any { return []any{e.CreatedAt.UTC().Format(time.RFC3339Nano), e.ID} },
	},
	MostImportantFirst: byImportance.reversed("most important first"), LeastImportantFirst: byImportance,
	MostReportedFirst: byReports.reversed("most reported first"), LeastReportedFirst: byReports,
	LastChangedFirst: byChange.reversed("last changed first"), FirstChangedFirst: byChange,
}

// reversed is the same order from its end.
func (o order[T]) reversed(name string) order[T] {
	o.name, o.desc = name, true
	return o
}

// eventsBy is an order of a list of events.
func eventsBy(by EventOrder, list string) (order[models.Event], error) {
	o, known := eventOrders[by]
	if !known {
		return o, fmt.Errorf("store: list %s: %w: order %q", list, ErrInvalid, by)
	}
	if o.name != "" {
		list += ", " + o.name
	}
	o.name = list
	return o, nil
}

func eventKey(e models.Event) []any { return []any{string(e.DateStart), e.ID} }

// Events lists events in the order of their dates, undated ones last.
func (s *Store) Events(ctx context.Context, f EventFilter, p Page) (List[models.Event], error) {
	return s.EventsBy(ctx, EarliestFirst, f, p)
}

// EventsBy lists events in an order.
func (s *Store) EventsBy(ctx context.Context, by EventOrder, f EventFilter, p Page) (List[models.Event], error) {
	o, err := eventsBy(by, "events")
	if err != nil {
		return List[models.Event]{}, err
	}
	columns, err := s.columns(&models.Event{}, o.unread(p)...)
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
	found, err := rows[models.Event](s, s.read.WithContext(ctx).
		Raw("SELECT * FROM ("+unionOf(queries)+") AS events ORDER BY "+o.sorted()+" LIMIT ?", append(queries, p.First+1)...))
	if err != nil {
		return List[models.Event]{}, fmt.Errorf("store: list %s: %w", o.name, err)
	}
	page, err := o.list(found, p)
	for i := range page.Items {
		s.today(&page.Items[i])
	}
	return page, err
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
	page, err := list(s, s.whereStories(ctx, f), o, p)
	s.goOn(page.Items)
	return page, err
}
