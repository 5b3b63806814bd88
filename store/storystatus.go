package store

import (
	"fmt"
	"strings"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// What a story's status is follows from its last event and the day on which
// somebody asks: it is computed where stories are read, so that none stays active
// because no report came. The column holds what was last written of it, for the
// journal.

// day is today by the store's clock.
func (s *Store) day() models.Day { return models.DayOf(s.now().UTC()) }

// goesOn gives story the status that it has today.
func (s *Store) goesOn(story *models.Story) {
	if story.ID != "" {
		story.Status = story.StatusOn(s.day())
	}
}

// goOn is goesOn for many.
func (s *Store) goOn(stories []models.Story) {
	for i := range stories {
		s.goesOn(&stories[i])
	}
}

// setStatus is goesOn for a story that is being written.
func (t *Tx) setStatus(s *models.Story) { s.Status = s.StatusOn(models.DayOf(t.shared.now)) }

// statusIs says in SQL that a story has a status on a day.
func statusIs(status models.StoryStatus, day models.Day) condition {
	const since = "stories.pinned OR stories.last_date >= ? OR stories.last_date = '' AND stories.created_at >= ?"
	rests, ends := day.Add(-models.StoryRestsAfter), day.Add(-models.StoryEndsAfter)
	var c condition
	switch status {
	case models.StoryActive:
		c.add(since, rests, instant(rests.Time()))
	case models.StoryDormant:
		c.add(since, ends, instant(ends.Time()))
		c.add("NOT ("+since+")", rests, instant(rests.Time()))
	case models.StoryClosed:
		c.add("NOT ("+since+")", ends, instant(ends.Time()))
	default:
		c.add("1 = 0")
	}
	return c
}

// whereStatus adds that a story has one of the statuses today.
func (s *Store) whereStatus(q *gorm.DB, statuses []models.StoryStatus) *gorm.DB {
	if len(statuses) == 0 {
		return q
	}
	var parts []string
	var values []any
	for _, status := range statuses {
		c := statusIs(status, s.day())
		parts, values = append(parts, c.sql()), append(values, c.values...)
	}
	return q.Where("("+strings.Join(parts, ") OR (")+")", values...)
}

// NoteStatuses writes the status that stories have today where another one was
// written last, up to limit of them, and returns how many it wrote. So the journal
// tells once that a story rests, ends or is taken up.
func (t *Tx) NoteStatuses(limit int) (int, error) {
	var stale []*models.Story
	var parts []string
	var values []any
	for _, status := range []models.StoryStatus{models.StoryActive, models.StoryDormant, models.StoryClosed} {
		c := statusIs(status, models.DayOf(t.shared.now))
		c.add("stories.status <> ?", status)
		parts, values = append(parts, c.sql()), append(values, c.values...)
	}
	err := t.db().Where("("+strings.Join(parts, ") OR (")+")", values...).Order("stories.id").Limit(limit).Find(&stale).Error
	if err != nil {
		return 0, fmt.Errorf("store: find stories whose status changed: %w", err)
	}
	for _, s := range stale {
		t.setStatus(s)
	}
	if _, err := save(t, stale, nil); err != nil {
		return 0, fmt.Errorf("store: note the status of %d stories: %w", len(stale), err)
	}
	return len(stale), nil
}
