package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// PastEvent is an event as it was known at some moment, with who took part and
// the stories it was linked to, as far as was known then.
type PastEvent struct {
	models.Event
	Place        models.Place // zero when it is not known; only of timelines and lists
	Participants []models.EventEntity
	Links        []models.Link
}

// maxPast is how many events the timeline of a story may have had to be told as
// it was: it is made anew from the journal, all of it.
const maxPast = 20_000

// ErrTooMuch says that an answer would take more than the store does at once.
var ErrTooMuch = errors.New("too much")

// EventsAsOf returns the events as they were after the change numbered seq,
// those that were there. An event that was merged since is what it was before.
func (s *Store) EventsAsOf(ctx context.Context, ids []string, seq int64) (map[string]PastEvent, error) {
	histories, err := s.history(ctx, ids, seq)
	if err != nil {
		return nil, err
	}
	out := make(map[string]PastEvent, len(histories))
	for id, changes := range histories {
		event, err := replay[models.Event](s, changes)
		if err != nil {
			return nil, err
		}
		if event == nil {
			continue
		}
		past := PastEvent{Event: *event}
		past.AsOf = seq
		if past.Participants, err = replayParticipants(id, changes); err != nil {
			return nil, err
		}
		if past.Links, err = replayLinks(changes); err != nil {
			return nil, err
		}
		for i := range past.Links {
			past.Links[i].DateStart, past.Links[i].DateEnd = event.DateStart, event.DateEnd
		}
		out[id] = past
	}
	return out, nil
}

func replayParticipants(event string, changes []models.Change) ([]models.EventEntity, error) {
	var parts []part
	for _, c := range changes {
		if c.Field == fieldParticipants {
			parts = nil
			if err := json.Unmarshal([]byte(c.After), &parts); err != nil {
				return nil, fmt.Errorf("store: replay change %d: %w", c.Seq, err)
			}
		}
	}
	out := make([]models.EventEntity, len(parts))
	for i, p := range parts {
		out[i] = models.EventEntity{EventID: event, EntityID: p.Entity, Role: p.Role, Position: i}
	}
	return inOrder(out), nil
}

// replayLinks returns the links of one event, the most probable first.
func replayLinks(changes []models.Change) ([]models.Link, error) {
	links := make(map[string]models.Link)
	for _, c := range changes {
		if !strings.HasPrefix(c.Field, fieldLink) {
			continue
		}
		if c.Action == actionDelete {
			delete(links, c.Field)
			continue
		}
		var l models.Link
		if err := json.Unmarshal([]byte(c.After), &l); err != nil {
			return nil, fmt.Errorf("store: replay change %d: %w", c.Seq, err)
		}
		links[c.Field] = l
	}
	return slices.SortedFunc(maps.Values(links), func(a, b models.Link) int {
		if a.Probability != b.Probability {
			if a.Probability > b.Probability {
				return -1
			}
			return 1
		}
		return strings.Compare(a.StoryID, b.StoryID)
	}), nil
}

// MentionsAsOf returns the mentions that each event had after the change
// numbered seq, the best evidence first.
func (s *Store) MentionsAsOf(ctx context.Context, eventIDs []string, seq int64) (map[string][]models.Mention, error) {
	asked := make(map[string]bool)
	var ids []string
	for some := range inChunks(eventIDs) {
		var found []string
		err := s.read.WithContext(ctx).Table("concerns").Joins("JOIN changes ON changes.seq = concerns.seq").
			Where("concerns.subject IN ? AND concerns.seq <= ?", some, seq).
			Where("substr(changes.target, 1, 4) = ?", models.MentionPrefix).
			Distinct().Order("changes.target").Pluck("changes.target", &found).Error
		if err != nil {
			return nil, fmt.Errorf("store: find mentions as of %d: %w", seq, err)
		}
		ids = append(ids, found...)
		for _, id := range some {
			asked[id] = true
		}
	}
	slices.Sort(ids)
	histories, err := s.history(ctx, slices.Compact(ids), seq)
	if err != nil {
		return nil, err
	}
	out := make(map[string][]models.Mention)
	for _, id := range slices.Sorted(maps.Keys(histories)) {
		m, err := replay[models.Mention](s, histories[id])
		if err != nil {
			return nil, err
		}
		if m != nil && asked[m.EventID] {
			out[m.EventID] = append(out[m.EventID], *m)
		}
	}
	for _, mentions := range out {
		slices.SortStableFunc(mentions, func(a, b models.Mention) int {
			if a.Confidence > b.Confidence {
				return -1
			} else if a.Confidence < b.Confidence {
				return 1
			}
			return 0
		})
	}
	return out, nil
}

// TimelinesAsOf returns the whole timeline of each story as it was after the
// change numbered seq, in the order of the dates as they were known then, by the
// id asked for; that of a merged story gives what it was merged into. ErrTooMuch
// when they had more than 20,000 events together.
func (s *Store) TimelinesAsOf(ctx context.Context, storyIDs []string, seq int64) (map[string][]PastEvent, error) {
	targets, err := s.targets(ctx, storyIDs)
	if err != nil {
		return nil, err
	}
	linked, err := s.linkedAsOf(ctx, slices.Compact(slices.Sorted(maps.Values(targets))), seq)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, events := range linked {
		ids = append(ids, slices.Collect(maps.Keys(events))...)
	}
	if len(ids) > maxPast {
		return nil, fmt.Errorf("store: %w: the timelines had %d events then, and %d at most can be told as they were", ErrTooMuch, len(ids), maxPast)
	}
	slices.Sort(ids)
	events, err := s.placedAsOf(ctx, slices.Compact(ids), seq)
	if err != nil {
		return nil, err
	}
	out := make(map[string][]PastEvent, len(storyIDs))
	for _, id := range storyIDs {
		var timeline []PastEvent
		for event := range linked[targets[id]] {
			if past, ok := events[event]; ok {
				timeline = append(timeline, past)
			}
		}
		slices.SortFunc(timeline, func(a, b PastEvent) int {
			return strings.Compare(string(a.DateStart)+a.ID, string(b.DateStart)+b.ID)
		})
		out[id] = timeline
	}
	return out, nil
}

// linkedAsOf returns the events on the timeline of each story after change seq.
func (s *Store) linkedAsOf(ctx context.Context, storyIDs []string, seq int64) (map[string]map[string]bool, error) {
	on := make(map[string]map[string]bool, len(storyIDs))
	for some := range inChunks(storyIDs) {
		var changes []models.Change
		err := s.read.WithContext(ctx).Table("concerns").Joins("JOIN changes ON changes.seq = concerns.seq").
			Select("changes.target, changes.action, changes.field, changes.after").
			Where("concerns.subject IN ? AND concerns.seq <= ? AND changes.field = ? || concerns.subject", some, seq, fieldLink).
			Order("concerns.seq").Find(&changes).Error
		if err != nil {
			return nil, fmt.Errorf("store: read timelines as of %d: %w", seq, err)
		}
		for _, c := range changes {
			var l models.Link
			if c.Action != actionDelete {
				if err := json.Unmarshal([]byte(c.After), &l); err != nil {
					return nil, fmt.Errorf("store: replay a link of %s: %w", c.Target, err)
				}
			}
			events := on[LinkedStory(c)]
			if events == nil {
				events = make(map[string]bool)
				on[LinkedStory(c)] = events
			}
			if l.Probability >= TimelineFloor {
				events[c.Target] = true
			} else {
				delete(events, c.Target)
			}
		}
	}
	return on, nil
}
