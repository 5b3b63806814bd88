package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// count counts the rows of a query up to MaxCounted.
func count(q *gorm.DB, what string) (Total, error) {
	var n int
	rows := q.Session(&gorm.Session{}).Select("1").Limit(MaxCounted + 1)
	if err := q.Session(&gorm.Session{NewDB: true}).Raw("SELECT COUNT(*) FROM (?) AS found", rows).Scan(&n).Error; err != nil {
		return Total{}, fmt.Errorf("store: count %s: %w", what, err)
	}
	return totalOf(n), nil
}

// totalOf is what one knows who counted to MaxCounted and one more.
func totalOf(n int) Total { return Total{min(n, MaxCounted), n <= MaxCounted} }

// countLists does the same for several lists of events, those that each of the ids
// has, by the id. list is a query of the events of one.
func (s *Store) countLists(ctx context.Context, ids []string, f EventFilter, idColumn string, list func(id string) *gorm.DB) (map[string]Total, error) {
	first, column, _ := strings.Cut(idColumn, ".")
	counts := make(map[string]Total, len(ids))
	for some := range slices.Chunk(ids, f.listsAtOnce(maxTimelines)) {
		parts, values := make([]string, len(some)), make([]any, 0, 2*len(some))
		for i, id := range some {
			q, err := s.whereEvents(list(id), f, first, column)
			if err != nil {
				return nil, err
			}
			parts[i] = "SELECT CAST(? AS TEXT) AS id, COUNT(*) AS rows FROM (?) AS found"
			values = append(values, id, q.Select("1").Limit(MaxCounted+1))
		}
		var rows []struct {
			ID   string
			Rows int
		}
		if err := s.read.WithContext(ctx).Raw(strings.Join(parts, " UNION ALL "), values...).Scan(&rows).Error; err != nil {
			return nil, fmt.Errorf("store: count events of %d records: %w", len(some), err)
		}
		for _, r := range rows {
			counts[r.ID] = totalOf(r.Rows)
		}
	}
	return counts, nil
}

// tallied tells whether the tallies know how many events f chooses: it asks for
// nothing but types, quads, countries, days, disputed ones, one story and one entity.
func (f EventFilter) tallied() bool {
	return len(f.StoryIDs) <= 1 && len(f.EntityIDs) <= 1 && len(f.ActorIDs)+len(f.PlaceIDs)+len(f.Statuses)+len(f.And)+len(f.Or) == 0 &&
		f.Not == nil && f.Near == nil && f.MinConfidence <= 0 && f.MinOrigins <= 0 && f.Text == "" && !f.Announced
}

// dated tells whether f asks for days, and so for no event without a date.
func (f EventFilter) dated() bool {
	return f.From != "" || f.To != "" || f.Date != nil && (f.Date.From != "" || f.Date.To != "")
}

// countTallied counts by the tallies what f chooses of the timelines of stories, ""
// for all events, and of what the actors take part in, nil for whoever does: by the
// stories or, where there are any, by the actors.
func (s *Store) countTallied(ctx context.Context, f EventFilter, stories, actors []string) (map[string]Total, error) {
	table, value, by := monthTallies, "SUM(events)", "story_id"
	if f.dated() {
		table = dayTallies // which has the very days, and none of what is undated
	}
	if f.Disputed != nil {
		if value = "SUM(events - disputed)"; *f.Disputed {
			value = "SUM(disputed)"
		}
	}
	var c condition
	c.add("facet = ? AND story_id IN ?", facetOf(len(f.Types)+len(f.Quads) > 0, len(f.Countries) > 0, actors != nil), stories)
	if actors == nil {
		c.add("actor = ''")
	} else {
		by = "actor"
		c.add("actor IN ?", actors)
	}
	addOneOf(&c, "type", f.Types)
	addOneOf(&c, "quad", f.Quads)
	addOneOf(&c, "country", f.Countries)
	c.addDates(table, DateFilter{f.From, f.To, true})
	if f.Date != nil {
		c.addDates(table, *f.Date)
	}
	var rows []struct {
		ID     string
		Events int
	}
	err := c.where(s.read.WithContext(ctx).Table(table)).Select(by + " AS id, " + value + " AS events").Group(by).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("store: count events by the tallies: %w", err)
	}
	counts := make(map[string]Total, len(stories)+len(actors))
	for _, id := range slices.Concat(stories, actors) {
		counts[id] = Total{Exact: true}
	}
	for _, r := range rows {
		counts[r.ID] = Total{r.Events, true}
	}
	return counts, nil
}

// CountEvents counts what Events lists.
func (s *Store) CountEvents(ctx context.Context, f EventFilter) (Total, error) {
	if err := f.Check(); err != nil {
		return Total{}, err
	}
	if f.tallied() {
		story, actors := "", plains(f.EntityIDs)
		if len(f.StoryIDs) > 0 {
			story = plain(f.StoryIDs[0])
		}
		by := story
		if len(actors) > 0 {
			by = actors[0]
		} else {
			actors = nil
		}
		counts, err := s.countTallied(ctx, f, []string{story}, actors)
		return counts[by], err
	}
	q, err := s.whereEvents(s.read.WithContext(ctx).Table("events"), f, "events", "id")
	if err != nil {
		return Total{}, err
	}
	return count(q, "events")
}

// CountTimelines counts the events on the timeline of each story, by the id asked for.
func (s *Store) CountTimelines(ctx context.Context, storyIDs []string, f EventFilter) (map[string]Total, error) {
	targets, err := s.targets(ctx, storyIDs)
	if err == nil {
		err = f.Check()
	}
	if err != nil {
		return nil, err
	}
	counts := make(map[string]Total)
	for some := range inChunksOf(chunk, targets) {
		var found map[string]Total
		if f.tallied() && len(f.StoryIDs) == 0 && len(f.EntityIDs) == 0 {
			found, err = s.countTallied(ctx, f, some, nil)
		} else {
			found, err = s.countLists(ctx, some, f, "links.event_id", func(id string) *gorm.DB {
				return s.read.WithContext(ctx).Table("links").Joins("JOIN events ON events.id = links.event_id").Where("links.story_id = ? AND "+onTimeline, id)
			})
		}
		if err != nil {
			return nil, err
		}
		maps.Copy(counts, found)
	}
	out := make(map[string]Total, len(storyIDs))
	for _, id := range storyIDs {
		total := counts[targets[id]]
		if f.Key > 0 && total.Count >= f.Key {
			total = Total{f.Key, true}
		}
		out[id] = total
	}
	return out, nil
}

// CountEventsAt counts what EventsAt lists.
func (s *Store) CountEventsAt(ctx context.Context, placeIDs []string, f EventFilter) (map[string]Total, error) {
	return s.countLists(ctx, plains(placeIDs), f, "events.id", func(id string) *gorm.DB {
		return s.read.WithContext(ctx).Table("events").Where("events.place_id = ?", id)
	})
}

// CountEventsWith counts what EventsWith lists.
func (s *Store) CountEventsWith(ctx context.Context, entityIDs []string, f EventFilter) (map[string]Total, error) {
	if err := f.Check(); err != nil {
		return nil, err
	}
	ids := plains(entityIDs)
	if !f.tallied() || len(f.EntityIDs) > 0 || len(f.StoryIDs) > 0 {
		return s.countLists(ctx, ids, f, "events.id", func(id string) *gorm.DB {
			return s.read.WithContext(ctx).Table("event_entities AS part").Joins("JOIN events ON events.id = part.event_id").Where("part.entity_id = ? AND part.leads", id)
		})
	}
	counts := make(map[string]Total, len(ids))
	for some := range inChunks(ids) {
		found, err := s.countTallied(ctx, f, []string{""}, some)
		if err != nil {
			return nil, err
		}
		maps.Copy(counts, found)
	}
	return counts, nil
}
