package store

import (
	"encoding/json"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// Redirect merges from into to, two events, stories or entities: what hung on
// from hangs on to, except where to has the like already, and from stays valid
// for ever as a name for to. Merging what was merged into the same before does
// nothing. Articles are never merged: offsets point into their texts.
func (t *Tx) Redirect(from, to, reason string) error {
	if err := t.redirect(from, to, reason); err != nil {
		return fmt.Errorf("store: merge %s into %s: %w", from, to, err)
	}
	return nil
}

func (t *Tx) redirect(from, to, reason string) error {
	was, err := redirect(t.db(), from)
	if err != nil {
		return err
	}
	if to, err = redirect(t.db(), to); err != nil {
		return err
	}
	if was == to && from != to {
		return nil
	}
	if from == to {
		return fmt.Errorf("%w: it would become its own name", ErrConflict)
	}
	if was != from {
		return fmt.Errorf("%w: it was merged into %s before", ErrConflict, was)
	}
	switch prefix, _, _ := strings.Cut(from, "_"); prefix + "_" {
	case models.EventPrefix:
		return merge[models.Event](t, from, to, reason, t.moveEvent)
	case models.StoryPrefix:
		return merge[models.Story](t, from, to, reason, t.moveStory)
	case models.EntityPrefix:
		return merge[models.Entity](t, from, to, reason, t.moveEntity)
	}
	return fmt.Errorf("%w: only events, stories and entities are merged", ErrInvalid)
}

// merge moves what hangs on from, deletes it and leaves the redirect.
func merge[T any](t *Tx, from, to, reason string, move func(from, to string) error) error {
	rows, err := load[T](t.shared.store, t.db(), []string{from, to})
	if err != nil {
		return err
	}
	for _, id := range []string{from, to} {
		if _, ok := rows[id]; !ok {
			return fmt.Errorf("%s: %w", id, ErrNotFound)
		}
	}
	if err := move(from, to); err != nil {
		return err
	}
	// Moving changed counts of the row: the journal tells what it was last.
	if rows, err = load[T](t.shared.store, t.db(), []string{from}); err != nil {
		return err
	}
	before, err := rows[from].json()
	if err != nil {
		return err
	}
	named := &Tx{t.shared, t.actor, reason}
	if err := named.journal(from, actionMerge, "", before, quoted(to), to); err != nil {
		return err
	}
	t.changedBy(rows[from].schema.Table, -1)
	if err := t.db().Delete(rows[from].model).Error; err != nil {
		return translate(err)
	}
	return named.point(from, to, reason)
}

// point makes from, and all that was merged into it, names of to, so that one
// look-up always suffices.
func (t *Tx) point(from, to, reason string) error {
	var older []models.Redirect
	if err := t.db().Where("to_id = ?", from).Order("from_id").Find(&older).Error; err != nil {
		return err
	}
	for _, r := range older {
		if err := t.journal(r.FromID, actionMerge, "", quoted(from), quoted(to)); err != nil {
			return err
		}
	}
	err := t.db().Model(&models.Redirect{}).Where("to_id = ?", from).UpdateColumn("to_id", to).Error
	if err != nil {
		return translate(err)
	}
	return translate(t.db().Create(&models.Redirect{FromID: from, ToID: to, Reason: reason, At: t.shared.now}).Error)
}

// redirect returns what id was merged into, id itself when it was not.
func redirect(db *gorm.DB, id string) (string, error) {
	merged, err := redirects(db, []string{id})
	if to, ok := merged[id]; ok {
		return to, err
	}
	return id, err
}

func quoted(id string) string {
	raw, _ := json.Marshal(id) // a string always has a JSON form
	return string(raw)
}

func (t *Tx) moveEvent(from, to string) error {
	var mentions []models.Mention
	if err := t.db().Where("event_id = ?", from).Order("id").Find(&mentions).Error; err != nil {
		return err
	}
	for i := range mentions {
		mentions[i].EventID = to
	}
	if _, err := save(t, pointers(mentions), nil); err != nil {
		return err
	}
	parts, err := t.participants([]string{from, to})
	if err != nil {
		return err
	}
	all := append([]models.EventEntity{}, parts[to]...)
	for _, p := range parts[from] {
		p.EventID, p.Position = to, p.Position+len(parts[to]) // behind those of to
		all = append(all, p)
	}
	if err := t.setParticipants(from, parts[from], nil); err != nil {
		return err
	}
	if err := t.setParticipants(to, parts[to], inOrder(all)); err != nil {
		return err
	}
	var links []models.Link
	if err := t.db().Where("event_id IN ?", []string{from, to}).Order("story_id").Find(&links).Error; err != nil {
		return err
	}
	kept := make(map[string]models.Link)
	for _, l := range links {
		if old, ok := kept[l.StoryID]; !ok || old.EventID == from {
			kept[l.StoryID] = l
		}
	}
	joined := make([]models.Link, 0, len(kept))
	for _, l := range links {
		if kept[l.StoryID].EventID == l.EventID {
			l.EventID = to
			joined = append(joined, l)
		}
	}
	return t.replaceLinks([]string{from, to}, joined)
}

func (t *Tx) moveStory(from, to string) error {
	var events []string
	if err := t.db().Model(&models.Link{}).Where("story_id = ?", from).Order("event_id").Pluck("event_id", &events).Error; err != nil {
		return err
	}
	var links []models.Link
	for some := range inChunks(events) {
		var found []models.Link
		if err := t.db().Where("event_id IN ?", some).Order("event_id, story_id").Find(&found).Error; err != nil {
			return err
		}
		links = append(links, found...)
	}
	linked := make(map[string]bool)
	for _, l := range links {
		linked[l.EventID] = linked[l.EventID] || l.StoryID == to
	}
	var kept []models.Link
	for _, l := range links {
		if l.StoryID == from {
			if linked[l.EventID] {
				continue
			}
			l.StoryID = to
		}
		kept = append(kept, l)
	}
	if err := t.replaceLinks(events, kept); err != nil {
		return err
	}
	var children []models.Story
	if err := t.db().Where("parent_id = ?", from).Order("id").Find(&children).Error; err != nil {
		return err
	}
	for i := range children {
		children[i].ParentID = to
		if children[i].ID == to { // a story does not become its own parent
			children[i].ParentID = ""
		}
	}
	_, err := save(t, pointers(children), nil)
	return err
}

func (t *Tx) moveEntity(from, to string) error {
	var events []string
	err := t.db().Model(&models.EventEntity{}).Where("entity_id = ?", from).Distinct().Order("event_id").Pluck("event_id", &events).Error
	if err != nil {
		return err
	}
	stored, err := t.participants(events)
	if err != nil {
		return err
	}
	for _, id := range events {
		renamed := make([]models.EventEntity, len(stored[id]))
		for i, p := range stored[id] {
			if p.EntityID == from {
				p.EntityID = to
			}
			renamed[i] = p
		}
		if err := t.setParticipants(id, stored[id], inOrder(renamed)); err != nil {
			return err
		}
	}
	return nil
}
