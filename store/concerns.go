package store

import (
	"slices"
	"strings"

	"gorm.io/gorm/clause"

	"github.com/throughline-news/throughline/models"
)

// concern says that a change of the journal is about an event or a story beside
// its target: a mention's change about its event, an event's about the stories on
// whose timelines it is. So what happened to a story is read from one index.
type concern struct {
	Subject string `gorm:"primaryKey"`
	Seq     int64  `gorm:"primaryKey;autoIncrement:false"`
}

// TableName is gorm's.
func (concern) TableName() string { return "concerns" }

// writeConcerns writes what the pending changes concern.
func (t *Tx) writeConcerns() error {
	var events []string
	for _, p := range t.shared.pending {
		if models.HasPrefix(p.Target, models.EventPrefix) {
			events = append(events, p.Target)
		}
	}
	stories, err := t.timelinesOf(events)
	if err != nil {
		return err
	}
	// A change of a link concerns its story even when the link is gone by now, and
	// with it what else happened to the event in the same transaction.
	for _, p := range t.shared.pending {
		if strings.HasPrefix(p.Field, fieldLink) {
			stories[p.Target] = append(stories[p.Target], p.concerns...)
		}
	}
	var rows []concern
	for _, p := range t.shared.pending {
		subjects := append(slices.Clone(p.concerns), stories[p.Target]...)
		if strings.HasPrefix(p.Field, fieldLink) {
			subjects = slices.Clone(p.concerns)
		}
		slices.Sort(subjects)
		for _, s := range slices.Compact(subjects) {
			rows = append(rows, concern{s, p.Seq})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return t.db().Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(rows, batch).Error
}

// timelinesOf returns the stories on whose timelines each event is.
func (t *Tx) timelinesOf(eventIDs []string) (map[string][]string, error) {
	out := make(map[string][]string)
	slices.Sort(eventIDs)
	for some := range inChunks(slices.Compact(eventIDs)) {
		var links []models.Link
		if err := t.db().Select("event_id", "story_id").Where("event_id IN ? AND "+onTimeline, some).Find(&links).Error; err != nil {
			return nil, err
		}
		for _, l := range links {
			out[l.EventID] = append(out[l.EventID], l.StoryID)
		}
	}
	return out, nil
}
