package store

import (
	"context"
	"database/sql"
	"fmt"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// Memory is what a linker needs to go on where it stopped, each list in the
// order of arrival.
type Memory struct {
	Head     int64 // of the journal, as Tx.Head
	Stories  []models.Story
	Events   []models.Event
	Links    []models.Link
	Articles []models.Article
	Mentions []models.Mention
}

// Recent returns the articles published since the day ("" for all; an article
// whose day is not known counts by its arrival), their mentions, the events of
// these with their links, and the stories linked to, tracked, pinned, or changed since.
func (s *Store) Recent(ctx context.Context, since models.Day) (Memory, error) {
	var m Memory
	// All from one moment, whatever is written meanwhile.
	err := s.read.WithContext(ctx).Transaction(func(db *gorm.DB) (err error) {
		m, err = recent(db, since)
		return err
	}, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return Memory{}, fmt.Errorf("store: read what happened since %q: %w", since, err)
	}
	return m, nil
}

func recent(db *gorm.DB, since models.Day) (m Memory, err error) {
	if m.Head, err = head(db); err != nil {
		return m, err
	}
	moment := instant(since.Time())
	articles := func() *gorm.DB {
		return db.Model(&models.Article{}).
			Where("articles.published_on >= ? OR (articles.published_on = '' AND articles.created_at >= ?)", since, moment)
	}
	mentions := func() *gorm.DB {
		return db.Model(&models.Mention{}).Where("mentions.article_id IN (?)", articles().Select("articles.id"))
	}
	links := func() *gorm.DB {
		return db.Model(&models.Link{}).Where("links.event_id IN (?)", mentions().Select("mentions.event_id"))
	}
	if err = articles().Order(arrival("articles.id", "''") + ", articles.id").Find(&m.Articles).Error; err != nil {
		return m, err
	}
	if err = mentions().Order(arrival("mentions.id", "''") + ", mentions.id").Find(&m.Mentions).Error; err != nil {
		return m, err
	}
	err = db.Where("events.id IN (?)", mentions().Select("mentions.event_id")).
		Order(arrival("events.id", "''") + ", events.id").Find(&m.Events).Error
	if err != nil {
		return m, err
	}
	err = links().Order(arrival("links.event_id", "'"+fieldLink+"' || links.story_id") + ", links.event_id, links.story_id").
		Find(&m.Links).Error
	if err != nil {
		return m, err
	}
	return m, db.Where("stories.tracked OR stories.pinned OR stories.updated_at >= ? OR stories.id IN (?)", moment, links().Select("links.story_id")).
		Order(arrival("stories.id", "''") + ", stories.id").Find(&m.Stories).Error
}

// arrival is the number of the change that made a record. Times would not do:
// all that one transaction makes has the same.
func arrival(target, field string) string {
	return "(SELECT MAX(seq) FROM changes WHERE changes.target = " + target + " AND action = '" + actionCreate + "' AND field = " + field + ")"
}
