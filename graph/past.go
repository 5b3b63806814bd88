package graph

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/throughline-news/throughline/graph/page"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// eventKey stands for an event in an answer: its id, and for one of the past the
// number of the last change it knows of. So what hangs on it is read as it was.
func eventKey(e *models.Event) string {
	if e.AsOf == 0 {
		return e.ID
	}
	return e.ID + "@" + strconv.FormatInt(e.AsOf, 10)
}

func eventKeys(events []*models.Event) []string { return keysOf(events, eventKey) }

// atTheirTime reads what hangs on events: with now on those that are as they
// are, with then on those of the past.
func atTheirTime[V any](ctx context.Context, keys []string, now func(context.Context, []string) (map[string]V, error),
	then func(ctx context.Context, ids []string, seq int64) (map[string]V, error)) (map[string]V, error) {
	var present []string
	past := make(map[int64][]string)
	for _, key := range keys {
		id, number, _ := strings.Cut(key, "@")
		if seq, err := strconv.ParseInt(number, 10, 64); err == nil {
			past[seq] = append(past[seq], id)
		} else {
			present = append(present, key)
		}
	}
	out := make(map[string]V, len(keys))
	if len(present) > 0 {
		found, err := now(ctx, present)
		if err != nil {
			return nil, err
		}
		out = found
	}
	for seq, ids := range past {
		found, err := then(ctx, ids, seq)
		if err != nil {
			return nil, err
		}
		for id, v := range found {
			out[id+"@"+strconv.FormatInt(seq, 10)] = v
		}
	}
	return out, nil
}

// participantsAsOf reads who took part in events of the past.
func (r *Resolver) participantsAsOf(role models.Role) func(context.Context, []string, int64) (map[string][]models.Entity, error) {
	return func(ctx context.Context, ids []string, seq int64) (map[string][]models.Entity, error) {
		events, err := r.Store.EventsAsOf(ctx, ids, seq)
		if err != nil {
			return nil, err
		}
		var entities []string
		for _, e := range events {
			for _, p := range e.Participants {
				entities = append(entities, p.EntityID)
			}
		}
		slices.Sort(entities)
		known, err := r.Store.EntitiesByID(ctx, slices.Compact(entities))
		if err != nil {
			return nil, err
		}
		out := make(map[string][]models.Entity, len(events))
		for id, e := range events {
			for _, p := range e.Participants {
				if entity, ok := known[p.EntityID]; ok && p.Role == role {
					out[id] = append(out[id], entity)
				}
			}
		}
		return out, nil
	}
}

func (r *Resolver) linksAsOf(ctx context.Context, ids []string, seq int64) (map[string][]models.Link, error) {
	events, err := r.Store.EventsAsOf(ctx, ids, seq)
	out := make(map[string][]models.Link, len(events))
	for id, e := range events {
		out[id] = e.Links
	}
	return out, err
}

func (r *Resolver) historyAsOf(first int) func(context.Context, []string, int64) (map[string][]models.Change, error) {
	return func(ctx context.Context, ids []string, seq int64) (map[string][]models.Change, error) {
		all, err := r.Store.HistoryOf(ctx, ids, first)
		for id, changes := range all {
			all[id] = slices.DeleteFunc(changes, func(c models.Change) bool { return c.Seq > seq })
		}
		return all, err
	}
}

// timelinesAsOf reads timelines as they were at a moment.
func (r *Resolver) timelinesAsOf(at time.Time) func(store.EventOrder, store.EventFilter, store.Page) func(context.Context, []string) (map[string]*page.EventConnection, error) {
	return func(by store.EventOrder, filter store.EventFilter, p store.Page) func(context.Context, []string) (map[string]*page.EventConnection, error) {
		return func(ctx context.Context, ids []string) (map[string]*page.EventConnection, error) {
			seq, err := r.Store.SeqAt(ctx, at)
			if err != nil {
				return nil, err
			}
			timelines, err := r.Store.TimelinesAsOf(ctx, ids, seq)
			if err != nil {
				return nil, err
			}
			return pagesThen(ctx, timelines, at, by, filter, p)
		}
	}
}

// pagesThen makes pages of timelines as they were at a moment.
func pagesThen(ctx context.Context, timelines map[string][]store.PastEvent, at time.Time, by store.EventOrder, filter store.EventFilter, p store.Page) (map[string]*page.EventConnection, error) {
	out := make(map[string]*page.EventConnection, len(timelines))
	for id, timeline := range timelines {
		list, total, err := store.TimelinePageAsOf(store.AsOn(timeline, models.DayOf(at.UTC())), by, filter, p)
		if err != nil {
			return nil, err
		}
		noteEvents(ctx, list.Items...)
		out[id] = page.Of(list, p, func(context.Context) (store.Total, error) { return store.Total{Count: total, Exact: true}, nil })
	}
	return out, nil
}

// eventsAsOf reads a page of all events as they were at a moment.
func (r *Resolver) eventsAsOf(ctx context.Context, at time.Time, by store.EventOrder, filter store.EventFilter, p store.Page) (*page.EventConnection, error) {
	events, err := r.Store.EventsThen(ctx, at, filter)
	if err != nil {
		return nil, err
	}
	list, total, err := store.EventsPageAsOf(store.AsOn(events, models.DayOf(at.UTC())), by, filter, p)
	noteEvents(ctx, list.Items...)
	return page.Of(list, p, func(context.Context) (store.Total, error) { return store.Total{Count: total, Exact: true}, nil }), err
}

func noteSnapshots(ctx context.Context, snapshots ...models.Snapshot) {
	for _, s := range snapshots {
		note(ctx, storyRef, s.StoryID)
	}
}

// changesOf reads what happened to stories behind a cursor, or since a moment.
func (r *Resolver) changesOf(ctx context.Context, storyIDs []string, since *time.Time, p store.Page) (*page.StoryChangePage, error) {
	if since != nil && p.After == "" {
		seq, err := r.Store.SeqAt(ctx, *since)
		if err != nil {
			return nil, err
		}
		p.After = store.JournalCursor(seq)
	}
	head, err := r.Store.LastSeq(ctx) // before the list: what comes between is on the next page
	if err != nil {
		return nil, err
	}
	list, err := r.Store.StoryChanges(ctx, storyIDs, p)
	if err != nil {
		return nil, err
	}
	changes := page.Changes(list, p.After, head)
	for _, c := range changes.Nodes {
		note(ctx, storyRef, c.StoryID())
		note(ctx, eventRef, c.EventID())
	}
	return &changes, nil
}
