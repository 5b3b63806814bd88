package store

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// SaveEvents keeps events, new or changed, sets them to what is stored, and
// replaces who takes part in them; an entity that was merged stands for what it
// was merged into. DateStart and DateEnd follow from Date, times and versions are
// the store's. The id of a merged event is not given again: ErrConflict.
func (t *Tx) SaveEvents(events []models.Event, participants []models.EventEntity) error {
	ids := make([]string, len(events))
	for i := range events {
		e := &events[i]
		ids[i] = e.ID
		setDays(e)
	}
	var outcomes map[string]Outcome
	err := t.refuseMerged(ids)
	if err == nil {
		err = t.remember(ids)
	}
	if err == nil {
		outcomes, err = save(t, pointers(events), nil)
	}
	if err == nil {
		err = t.replaceParticipants(ids, participants)
	}
	if err == nil {
		err = t.redate(events, outcomes)
	}
	if err != nil {
		return fmt.Errorf("store: save %d events: %w", len(events), err)
	}
	return nil
}

// setDays gives an event the days that follow from its date.
func setDays(e *models.Event) {
	e.DateStart, e.DateEnd = models.NoDay, models.NoDay
	if e.Date != nil {
		e.DateStart, e.DateEnd = e.Date.Start, e.Date.End
	}
}

// refuseMerged makes sure that none of the ids leads to another record.
func (t *Tx) refuseMerged(ids []string) error {
	merged, err := redirects(t.db(), ids)
	if err != nil {
		return err
	}
	for from, to := range merged {
		return fmt.Errorf("%w: %s was merged into %s", ErrConflict, from, to)
	}
	return nil
}

// redate copies changed dates and importances to the links, and dates to who takes
// part and, with the links, to the stories.
func (t *Tx) redate(events []models.Event, outcomes map[string]Outcome) error {
	var moved []string
	for _, e := range events {
		if outcomes[e.ID] != Updated {
			continue
		}
		err := t.db().Model(&models.Link{}).Where("event_id = ? AND importance <> ?", e.ID, e.Importance).UpdateColumn("importance", e.Importance).Error
		if err != nil {
			return err
		}
		if err := t.redateParts(e.ID); err != nil {
			return err
		}
		var stories []string
		err = t.db().Model(&models.Link{}).Where("event_id = ? AND (date_start, date_end) <> (?, ?)", e.ID, e.DateStart, e.DateEnd).
			Pluck("story_id", &stories).Error
		if err != nil {
			return err
		}
		if len(stories) == 0 {
			continue
		}
		err = t.db().Model(&models.Link{}).Where("event_id = ?", e.ID).
			UpdateColumns(map[string]any{"date_start": e.DateStart, "date_end": e.DateEnd}).Error
		if err != nil {
			return err
		}
		moved = append(moved, stories...)
	}
	return t.recount(moved)
}

// part is a participant as the journal shows it.
type part struct {
	Entity string      `json:"entity"`
	Role   models.Role `json:"role"`
}

// replaceParticipants makes wanted all who take part in the events.
func (t *Tx) replaceParticipants(eventIDs []string, wanted []models.EventEntity) error {
	stored, err := t.participants(eventIDs)
	if err != nil {
		return err
	}
	entities := make([]string, len(wanted))
	for i, p := range wanted {
		entities[i] = p.EntityID
	}
	merged, err := redirects(t.db(), entities)
	if err != nil {
		return err
	}
	next := make(map[string][]models.EventEntity)
	for _, p := range wanted {
		if to, ok := merged[p.EntityID]; ok {
			p.EntityID = to
		}
		if !slices.Contains(eventIDs, p.EventID) {
			return fmt.Errorf("%w: a participant of event %q, which is not saved with it", ErrInvalid, p.EventID)
		}
		next[p.EventID] = append(next[p.EventID], p)
	}
	for _, id := range eventIDs {
		if err := t.setParticipants(id, stored[id], inOrder(next[id])); err != nil {
			return err
		}
	}
	return nil
}

// participants reads who takes part, in the order of inOrder.
func (t *Tx) participants(eventIDs []string) (map[string][]models.EventEntity, error) {
	out := make(map[string][]models.EventEntity)
	for some := range inChunks(eventIDs) {
		var found []models.EventEntity
		if err := t.db().Where("event_id IN ?", some).Order("event_id, role, position").Find(&found).Error; err != nil {
			return nil, err
		}
		for _, p := range found {
			out[p.EventID] = append(out[p.EventID], p)
		}
	}
	return out, nil
}

// inOrder sorts by role and position, leaves out who is there twice and numbers
// the positions from 0.
func inOrder(participants []models.EventEntity) []models.EventEntity {
	slices.SortStableFunc(participants, func(a, b models.EventEntity) int {
		if a.Role != b.Role {
			if a.Role < b.Role {
				return -1
			}
			return 1
		}
		return a.Position - b.Position
	})
	var out []models.EventEntity
	seen := make(map[part]bool)
	counts := make(map[models.Role]int)
	for _, p := range participants {
		if key := (part{p.EntityID, p.Role}); !seen[key] {
			seen[key] = true
			p.Position = counts[p.Role]
			counts[p.Role]++
			out = append(out, p)
		}
	}
	return out
}

func (t *Tx) setParticipants(eventID string, old, wanted []models.EventEntity) error {
	if slices.Equal(old, wanted) {
		return nil
	}
	before, err := partsJSON(old)
	if err != nil {
		return err
	}
	after, err := partsJSON(wanted)
	if err != nil {
		return err
	}
	if err := t.journal(eventID, actionUpdate, fieldParticipants, before, after); err != nil {
		return err
	}
	if err := t.db().Where("event_id = ?", eventID).Delete(&models.EventEntity{}).Error; err != nil {
		return translate(err)
	}
	if len(wanted) == 0 {
		return nil
	}
	if err := t.db().CreateInBatches(wanted, batch).Error; err != nil {
		return translate(err)
	}
	return t.redateParts(eventID)
}

// redateParts gives who takes part in an event its first day, by which the timelines
// of entities are read, and says which row counts of two of one entity.
func (t *Tx) redateParts(eventID string) error {
	return translate(t.db().Exec("UPDATE event_entities SET date_start = (SELECT date_start FROM events WHERE id = ?),"+
		" leads = (role = 'actor' OR entity_id NOT IN (SELECT entity_id FROM event_entities WHERE event_id = ? AND role = 'actor'))"+
		" WHERE event_id = ?", eventID, eventID, eventID).Error)
}

func partsJSON(participants []models.EventEntity) (string, error) {
	parts := make([]part, len(participants))
	for i, p := range participants {
		parts[i] = part{p.EntityID, p.Role}
	}
	raw, err := json.Marshal(parts)
	return string(raw), err
}

// ReplaceMentions makes mentions all that the article says. Their events must
// have been saved. An event that no article mentions any more is deleted, with
// its links, and returned.
func (t *Tx) ReplaceMentions(articleID string, mentions []models.Mention) (deleted []string, err error) {
	var stored []models.Mention
	if err = t.db().Where("article_id = ?", plain(articleID)).Order("id").Find(&stored).Error; err != nil {
		return nil, fmt.Errorf("store: replace mentions of article %q: %w", articleID, err)
	}
	keep := make(map[string]bool, len(mentions))
	for _, m := range mentions {
		if m.ArticleID != articleID {
			return nil, fmt.Errorf("store: replace mentions of article %q: %w: mention %q is of article %q",
				articleID, ErrInvalid, m.ID, m.ArticleID)
		}
		keep[m.ID] = true
	}
	if _, err = save(t, pointers(mentions), nil); err != nil {
		return nil, fmt.Errorf("store: replace mentions of article %q: %w", articleID, err)
	}
	var left []string // events this article said more of before
	for i := range stored {
		if !slices.Contains(left, stored[i].EventID) {
			left = append(left, stored[i].EventID)
		}
		if !keep[stored[i].ID] {
			if err = remove(t, &stored[i]); err != nil {
				return nil, fmt.Errorf("store: replace mentions of article %q: %w", articleID, err)
			}
		}
	}
	if deleted, err = t.deleteUnmentioned(left); err != nil {
		return nil, fmt.Errorf("store: replace mentions of article %q: %w", articleID, err)
	}
	return deleted, nil
}

// deleteUnmentioned deletes those of the events that have no mention.
func (t *Tx) deleteUnmentioned(eventIDs []string) ([]string, error) {
	if len(eventIDs) == 0 {
		return nil, nil
	}
	var events []models.Event
	err := t.db().Where("id IN ?", eventIDs).
		Where("NOT EXISTS (SELECT 1 FROM mentions WHERE mentions.event_id = events.id)").Order("id").Find(&events).Error
	if err != nil || len(events) == 0 {
		return nil, err
	}
	ids := make([]string, len(events))
	for i, e := range events {
		ids[i] = e.ID
	}
	if err := t.replaceParticipants(ids, nil); err != nil {
		return nil, err
	}
	if err := t.replaceLinks(ids, nil); err != nil {
		return nil, err
	}
	for i := range events {
		if err := remove(t, &events[i]); err != nil {
			return nil, err
		}
	}
	return ids, nil
}
