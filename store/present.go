package store

import (
	"fmt"

	"github.com/throughline-news/throughline/models"
)

// Present is an event as it is stored, with what hangs on it: what a change
// within the same transaction starts from. Its status is the stored one.
type Present struct {
	Event        models.Event
	Participants []models.EventEntity
	Links        []models.Link // by story
	Mentions     []models.Mention
	Articles     []models.Article // of the mentions, without their texts
}

// Event reads one event; a merged id gives what it was merged into, and
// ErrNotFound says that there is none.
func (t *Tx) Event(id string) (Present, error) {
	var out Present
	id, err := redirect(t.db(), plain(id))
	if err != nil {
		return out, fmt.Errorf("store: event %q: %w", id, err)
	}
	found, err := load[models.Event](t.shared.store, t.db(), []string{id})
	if err != nil {
		return out, fmt.Errorf("store: event %q: %w", id, err)
	}
	if _, ok := found[id]; !ok {
		return out, fmt.Errorf("store: event %q: %w", id, ErrNotFound)
	}
	out.Event = *found[id].model
	parts, err := t.participants([]string{id})
	if err != nil {
		return out, fmt.Errorf("store: event %q: %w", id, err)
	}
	out.Participants = parts[id]
	if err := t.db().Where("event_id = ?", id).Order("story_id").Find(&out.Links).Error; err != nil {
		return out, fmt.Errorf("store: links of event %q: %w", id, err)
	}
	if err := t.db().Where("event_id = ?", id).Order("id").Find(&out.Mentions).Error; err != nil {
		return out, fmt.Errorf("store: mentions of event %q: %w", id, err)
	}
	err = t.db().Omit("text").Where("id IN (SELECT article_id FROM mentions WHERE event_id = ?)", id).Order("id").Find(&out.Articles).Error
	if err != nil {
		return out, fmt.Errorf("store: articles of event %q: %w", id, err)
	}
	return out, nil
}

// MoveMentions makes mentions be of another event, which must have been saved.
func (t *Tx) MoveMentions(mentions []models.Mention, eventID string) error {
	for i := range mentions {
		mentions[i].EventID = eventID
	}
	if _, err := save(t, pointers(mentions), nil); err != nil {
		return fmt.Errorf("store: move %d mentions to event %s: %w", len(mentions), eventID, err)
	}
	return nil
}

// Story reads one story within the transaction, as Store.Story.
func (t *Tx) Story(id string) (models.Story, error) {
	return oneWithin[models.Story](t, "story", id)
}

// Entity reads one entity within the transaction, as Store.Entity.
func (t *Tx) Entity(id string) (models.Entity, error) {
	return oneWithin[models.Entity](t, "entity", id)
}

func oneWithin[T any](t *Tx, what, id string) (T, error) {
	var none T
	id, err := redirect(t.db(), plain(id))
	if err != nil {
		return none, fmt.Errorf("store: %s %q: %w", what, id, err)
	}
	found, err := load[T](t.shared.store, t.db(), []string{id})
	if err != nil {
		return none, fmt.Errorf("store: %s %q: %w", what, id, err)
	}
	if _, ok := found[id]; !ok {
		return none, fmt.Errorf("store: %s %q: %w", what, id, ErrNotFound)
	}
	return *found[id].model, nil
}
