package store

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// TimelineFloor is the probability from which on a link puts an event on its
// story's timeline; below it is a suggestion.
const TimelineFloor = .5

// onTimeline says the same to the databases, in the words of the index
// links_timeline: so they see that it applies.
const onTimeline = "links.probability >= 0.5"

// dated is an event on the timeline of a story.
type dated struct {
	Timeline string // id of the story
	models.Event
}

// eventsIn is the same page with the events alone.
func eventsIn(page List[dated]) List[models.Event] {
	events := make([]models.Event, len(page.Items))
	for i, item := range page.Items {
		events[i] = item.Event
	}
	return List[models.Event]{Items: events, Cursors: page.Cursors, HasNext: page.HasNext}
}

// onLinks names the columns of events that links have copies of: so a timeline is
// read from one index.
var onLinks = strings.NewReplacer("events.date_start", "links.date_start", "events.id", "links.event_id", "events.importance", "links.importance")

// timelineBy is an order of a timeline.
func timelineBy(by EventOrder) (order[dated], error) {
	o, err := eventsBy(by, "timeline")
	if err != nil {
		return order[dated]{}, err
	}
	out := order[dated]{name: o.name, desc: o.desc, key: func(d dated) []any { return o.key(d.Event) }}
	out.columns = slices.Clone(o.columns)
	if copied := onLinks.Replace(o.columns[0].name) != o.columns[0].name; copied { // else an index of events is in this order
		for i, c := range o.columns {
			out.columns[i].name = onLinks.Replace(c.name)
		}
	}
	return out, nil
}

// maxTimelines is how many timelines one statement reads; SQLite takes a union of 500.
const maxTimelines = 100

// Timelines gives one page of the timeline of each story, in the order of the
// dates, with one statement for up to a hundred stories. A link counts from
// probability TimelineFloor on. Every story asked for has a page, by the id asked
// for; that of a merged story gives what it was merged into.
func (s *Store) Timelines(ctx context.Context, storyIDs []string, f EventFilter, p Page) (map[string]List[models.Event], error) {
	return s.TimelinesBy(ctx, EarliestFirst, storyIDs, f, p)
}

// TimelinesBy is Timelines in another order.
func (s *Store) TimelinesBy(ctx context.Context, by EventOrder, storyIDs []string, f EventFilter, p Page) (map[string]List[models.Event], error) {
	o, err := timelineBy(by)
	if err != nil {
		return nil, err
	}
	targets, err := s.targets(ctx, storyIDs)
	if err != nil {
		return nil, err
	}
	found := make(map[string][]dated)
	for some := range inChunksOf(f.listsAtOnce(maxTimelines), targets) {
		events, err := s.timelines(ctx, some, f, o, p)
		if err != nil {
			return nil, err
		}
		slices.SortStableFunc(events, func(a, b dated) int { return strings.Compare(a.Timeline, b.Timeline) })
		group(found, events, func(d *dated) string { return d.Timeline })
	}
	out := make(map[string]List[models.Event], len(storyIDs))
	for _, id := range storyIDs {
		page, err := o.list(found[targets[id]], p)
		if err != nil {
			return nil, err
		}
		out[id] = eventsIn(page)
	}
	return out, nil
}

// timelines reads a page and one event more of each story, in the order. A union of
// one query a story, or of one a stretch of it, lets each stop after its page; a
// window function would number whole timelines first.
func (s *Store) timelines(ctx context.Context, storyIDs []string, f EventFilter, o order[dated], p Page) ([]dated, error) {
	columns, err := s.columns(&models.Event{}, o.unread(p)...)
	if err != nil {
		return nil, err
	}
	var queries []any
	for _, id := range storyIDs {
		for _, stretch := range f.stretches("links", "links.date_start") {
			q := s.read.WithContext(ctx).Table("links").Joins("JOIN events ON events.id = links.event_id").Where("links.story_id = ? AND "+onTimeline, id)
			if q, err = s.whereEvents(stretch.where(q), f, "links", "event_id"); err != nil {
				return nil, err
			}
			if f.Key > 0 { // the few are found first: CROSS keeps SQLite from going through the timeline by date to meet them
				key := q.Select("links.event_id").Order("links.importance DESC, links.event_id").Limit(f.Key)
				q = s.read.WithContext(ctx).Table("(?) AS chosen CROSS JOIN links", key).Joins("JOIN events ON events.id = links.event_id").
					Where("links.event_id = chosen.event_id AND links.story_id = ? AND "+onTimeline, id)
			}
			if q, err = o.page(q.Select("links.story_id AS timeline, "+columns), p); err != nil {
				return nil, err
			}
			queries = append(queries, q)
		}
	}
	out, err := rows[dated](s, s.read.WithContext(ctx).Raw(unionOf(queries), queries...))
	if err != nil {
		return nil, fmt.Errorf("store: list timelines: %w", err)
	}
	slices.SortFunc(out, o.compare)
	for i := range out {
		s.today(&out[i].Event)
	}
	return out, nil
}

// unionOf is the text of a union of queries, each of which may have an order and a
// limit of its own.
func unionOf(queries []any) string {
	return strings.Repeat("SELECT * FROM (?) AS t UNION ALL ", len(queries)-1) + "SELECT * FROM (?) AS t"
}

// targets returns what each id stands for: what it was merged into, or itself.
func (s *Store) targets(ctx context.Context, ids []string) (map[string]string, error) {
	out, err := redirects(s.read.WithContext(ctx), ids)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if _, merged := out[id]; !merged {
			out[id] = id
		}
	}
	return out, nil
}

// inChunksOf gives what targets returned, each once and in order.
func inChunksOf(size int, targets map[string]string) iter.Seq[[]string] {
	once := slices.Compact(slices.Sorted(maps.Values(targets)))
	return slices.Chunk(plains(once), size)
}

// columns names the columns of a model's table, so that a join reads no others, nor
// those without which it shall do.
func (s *Store) columns(model any, without ...string) (string, error) {
	r, err := s.record(model)
	if err != nil {
		return "", fmt.Errorf("store: %w", err)
	}
	names := make([]string, 0, len(r.schema.DBNames))
	for _, name := range r.schema.DBNames {
		if !slices.Contains(without, name) {
			names = append(names, r.schema.Table+"."+name)
		}
	}
	return strings.Join(names, ", "), nil
}

// tally counts the rows of q by the value of a column.
func tally(q *gorm.DB, column string, counts map[string]int) error {
	var found []struct {
		ID   string
		Rows int
	}
	if err := q.Select(column + " AS id, COUNT(*) AS rows").Group(column).Scan(&found).Error; err != nil {
		return err
	}
	for _, f := range found {
		counts[f.ID] = f.Rows
	}
	return nil
}
