package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// derived are the columns that follow from others: their changes say nothing of
// their own.
var derived = []string{"first_date", "last_date", "event_count", "date_start", "date_end", "rival", "round"}

// follows tells whether a change is of a column that follows from others, as the
// status of a story does, though it is worth telling.
func follows(c models.Change) bool {
	return slices.Contains(derived, c.Field) || c.Field == "status" && models.HasPrefix(c.Target, models.StoryPrefix)
}

// journalOrder is the order of the journal. A cursor of it is a place in the
// journal, good for every list of changes.
var journalOrder = order[models.Change]{
	name: "journal", columns: []column{{"seq", integer}},
	key: func(c models.Change) []any { return []any{c.Seq} },
}

// StoryChanges lists what changed about stories, in order: the stories
// themselves, what came on their timelines and left them, and the events on them.
// Of no stories it lists what changed about any. A change is listed once, whatever
// number of the stories it is about. That an event came to be known is told by its
// coming on a timeline.
func (s *Store) StoryChanges(ctx context.Context, storyIDs []string, p Page) (List[models.Change], error) {
	db := s.read.WithContext(ctx)
	q := db.Where("field NOT IN ? AND NOT (action = ? AND field = '' AND substr(target, 1, 4) = ?)", derived, actionCreate, models.EventPrefix)
	if len(storyIDs) > 0 {
		targets, err := s.targets(ctx, storyIDs)
		if err != nil {
			return List[models.Change]{}, err
		}
		ids := make([]string, 0, 2*len(targets))
		for id, to := range targets {
			ids = append(ids, plain(id), plain(to))
		}
		since, err := JournalSeq(p.After)
		if err != nil {
			return List[models.Change]{}, err
		}
		q = q.Where("seq IN (?)", db.Raw("SELECT seq FROM concerns WHERE subject IN ? AND seq > ? UNION SELECT seq FROM changes WHERE target IN ? AND seq > ?",
			ids, since, ids, since))
	} else {
		q = q.Where("substr(target, 1, 4) IN ?", []string{models.StoryPrefix, models.EventPrefix})
	}
	return list(s, q, journalOrder, p)
}

// LastSeq returns the number of the journal's last change.
func (s *Store) LastSeq(ctx context.Context) (int64, error) {
	var seq int64
	if err := s.read.WithContext(ctx).Model(&models.Change{}).Select("COALESCE(MAX(seq), 0)").Scan(&seq).Error; err != nil {
		return 0, fmt.Errorf("store: read the end of the journal: %w", err)
	}
	return seq, nil
}

// JournalCursor returns the cursor of the place behind the change numbered seq.
func JournalCursor(seq int64) string {
	cursor, _ := journalOrder.encode(models.Change{Seq: seq}) // a number always has a JSON form
	return cursor
}

// JournalSeq returns the number of the change that a cursor of the journal
// stands behind, 0 for no cursor; ErrBadCursor when it is none.
func JournalSeq(cursor string) (int64, error) {
	if cursor == "" {
		return 0, nil
	}
	values, err := journalOrder.decode(cursor)
	if err != nil {
		return 0, err
	}
	return values[0].(int64), nil
}

// LinkedStory returns the story whose link to the target a change is of, "" for
// other changes.
func LinkedStory(c models.Change) string {
	if story, ok := strings.CutPrefix(c.Field, fieldLink); ok {
		return story
	}
	return ""
}

// EventsCreated lists the changes by which events came to be known, in order.
func (s *Store) EventsCreated(ctx context.Context, p Page) (List[models.Change], error) {
	q := s.read.WithContext(ctx).Where("action = ? AND substr(target, 1, 4) = ?", actionCreate, models.EventPrefix).Where("field = ''")
	return list(s, q, journalOrder, p)
}

// EventsChosen returns those of the events that the filter chooses, by their ids.
// Events that were merged into others are not among them.
func (s *Store) EventsChosen(ctx context.Context, ids []string, f EventFilter) (map[string]models.Event, error) {
	out := make(map[string]models.Event, len(ids))
	for some := range inChunks(ids) {
		q, err := s.whereEvents(s.read.WithContext(ctx).Model(&models.Event{}).Where("events.id IN ?", some), f, "events", "id")
		if err != nil {
			return nil, err
		}
		var found []models.Event
		if err := q.Find(&found).Error; err != nil {
			return nil, fmt.Errorf("store: choose among %d events: %w", len(some), err)
		}
		for _, e := range found {
			s.today(&e)
			out[e.ID] = e
		}
	}
	return out, nil
}
