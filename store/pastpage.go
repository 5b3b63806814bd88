package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/throughline-news/throughline/models"
)

// EventsThen returns all events that were there at a moment as they were then, in
// no order. Where the filter names stories, only those on the timelines of these.
// ErrTooMuch when they are more than 20,000.
func (s *Store) EventsThen(ctx context.Context, at time.Time, f EventFilter) ([]PastEvent, error) {
	seq, err := s.SeqAt(ctx, at)
	if err != nil {
		return nil, err
	}
	ids, err := s.idsThen(ctx, at, seq, f.StoryIDs)
	if err != nil {
		return nil, fmt.Errorf("store: find the events of %s: %w", at.UTC().Format(time.RFC3339), err)
	}
	events, err := s.placedAsOf(ctx, ids, seq)
	return slices.Collect(maps.Values(events)), err
}

// idsThen names the events that may have been there at a moment, or on timelines.
func (s *Store) idsThen(ctx context.Context, at time.Time, seq int64, storyIDs []string) ([]string, error) {
	var ids []string
	if len(storyIDs) > 0 {
		linked, err := s.linkedAsOf(ctx, plains(storyIDs), seq)
		if err != nil {
			return nil, err
		}
		for _, events := range linked {
			ids = slices.AppendSeq(ids, maps.Keys(events))
		}
	} else {
		db := s.read.WithContext(ctx)
		if err := db.Model(&models.Event{}).Where("created_at <= ?", instant(at)).Limit(maxPast+1).Pluck("id", &ids).Error; err != nil {
			return nil, err
		}
		var gone []string // since then; in the words of the index changes_gone
		err := db.Model(&models.Change{}).Where("seq > ? AND field = '' AND action IN ('delete', 'merge') AND substr(target, 1, 4) = 'evt_'", seq).
			Limit(maxPast+1).Pluck("target", &gone).Error
		if err != nil {
			return nil, err
		}
		ids = append(ids, gone...)
	}
	slices.Sort(ids)
	if ids = slices.Compact(ids); len(ids) > maxPast {
		return nil, fmt.Errorf("%w: more than %d events can only be told as they were by story: name storyIds", ErrTooMuch, maxPast)
	}
	return ids, nil
}

// placedAsOf is EventsAsOf with the places.
func (s *Store) placedAsOf(ctx context.Context, ids []string, seq int64) (map[string]PastEvent, error) {
	events, err := s.EventsAsOf(ctx, ids, seq)
	if err != nil {
		return nil, err
	}
	named := make(map[string]bool)
	for _, e := range events {
		if e.PlaceID != "" {
			named[e.PlaceID] = true
		}
	}
	places, err := s.PlacesByID(ctx, slices.Sorted(maps.Keys(named)))
	if err != nil {
		return nil, err
	}
	for id, e := range events {
		e.Place = places[e.PlaceID]
		events[id] = e
	}
	return events, nil
}

// AsOn gives past events the status that they had on a day: what was due and not
// heard of counts as unreported from some day on.
func AsOn(past []PastEvent, day models.Day) []PastEvent {
	out := slices.Clone(past)
	for i := range out {
		setUnreported(&out[i].Event, overdueOn(day))
	}
	return out
}

// TimelinePageAsOf cuts a page out of a timeline of the past, of the events that the
// filter chooses and in an order, and tells how many these are. Its cursors are
// those of timelines as they are.
func TimelinePageAsOf(timeline []PastEvent, by EventOrder, f EventFilter, p Page) (List[models.Event], int, error) {
	return pageThen(timeline, by, "timeline", f, p)
}

// EventsPageAsOf is TimelinePageAsOf for a list of events, with the cursors of such lists.
func EventsPageAsOf(events []PastEvent, by EventOrder, f EventFilter, p Page) (List[models.Event], int, error) {
	return pageThen(events, by, "events", f, p)
}

func pageThen(past []PastEvent, by EventOrder, name string, f EventFilter, p Page) (List[models.Event], int, error) {
	o, err := eventsBy(by, name)
	if err == nil {
		err = f.Check()
	}
	if err == nil && (p.First < 1 || p.First > MaxFirst) {
		err = fmt.Errorf("store: %w: %d, a page has 1 to %d", ErrBadPage, p.First, MaxFirst)
	}
	if err != nil {
		return List[models.Event]{}, 0, err
	}
	var chosen []models.Event
	for _, e := range past {
		if f.Chooses(e) {
			chosen = append(chosen, e.Event)
		}
	}
	if f.Key > 0 {
		slices.SortFunc(chosen, func(a, b models.Event) int {
			return cmp.Or(cmp.Compare(b.Importance, a.Importance), cmp.Compare(a.ID, b.ID))
		})
		chosen = chosen[:min(len(chosen), f.Key)]
	}
	slices.SortFunc(chosen, o.compare)
	rest := chosen
	if p.After != "" {
		after, err := o.decode(p.After)
		if err != nil {
			return List[models.Event]{}, 0, err
		}
		first := slices.IndexFunc(chosen, func(e models.Event) bool { return o.compareKeys(o.key(e), after) > 0 })
		if rest = nil; first >= 0 {
			rest = chosen[first:]
		}
	}
	page, err := o.list(slices.Clone(rest[:min(len(rest), p.First+1)]), p)
	return page, len(chosen), err
}
