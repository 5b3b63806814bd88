package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// Revert takes back what a decision changed, by the rows of the journal that it
// wrote, the last first. What a person changed since is an ErrConflict that names
// it; what the machine changed since gives way. What the decision made is merged
// into the record into, so that its id stays good; without one it is deleted.
// It returns the events whose mentions were moved: they are to be told anew.
func (t *Tx) Revert(d models.Decision, into string) (moved []string, err error) {
	var rows []models.Change
	err = t.db().Where("seq BETWEEN ? AND ? AND actor = ?", d.FirstSeq, d.LastSeq, d.Actor).Order("seq DESC").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("store: read what decision %s changed: %w", d.ID, err)
	}
	r := reversal{t: t, last: d.LastSeq, into: into, taken: map[string]bool{}}
	for _, c := range rows {
		if !strings.HasPrefix(c.Reason, d.ID) || models.HasPrefix(c.Target, models.DecisionPrefix) {
			continue
		}
		if err := r.row(c); err != nil {
			return nil, fmt.Errorf("store: undo %s of %s: %w", c.Action, c.Target, err)
		}
	}
	slices.Sort(r.moved)
	return slices.Compact(r.moved), nil
}

// reversal is a Revert on its way.
type reversal struct {
	t     *Tx
	last  int64 // the decision's last row of the journal
	into  string
	moved []string
	taken map[string]bool // mentions that stand for some that were read anew
}

func (r *reversal) row(c models.Change) error {
	switch prefix, _, _ := strings.Cut(c.Target, "_"); prefix + "_" {
	case models.EventPrefix:
		switch {
		case follows(c):
			return nil
		case c.Field == fieldParticipants:
			return r.participants(c)
		case strings.HasPrefix(c.Field, fieldLink):
			return r.link(c)
		}
		return revertRow[models.Event](r, c)
	case models.MentionPrefix:
		return r.mention(c)
	case models.StoryPrefix:
		if follows(c) {
			return nil
		}
		return revertRow[models.Story](r, c)
	case models.EntityPrefix:
		return revertRow[models.Entity](r, c)
	}
	return fmt.Errorf("%w: it cannot be taken back", ErrInvalid)
}

// yields tells whether the value that is there now may be replaced: it is the one
// that the decision left, or the machine's.
func (r *reversal) yields(c models.Change, now string) error {
	if now == c.After {
		return nil
	}
	var since []models.Change
	err := r.t.db().Where("target = ? AND field = ? AND seq > ?", c.Target, c.Field, r.last).Order("seq DESC").Limit(1).Find(&since).Error
	if err != nil {
		return err
	}
	if len(since) == 0 || since[0].Actor == "reader" || since[0].Actor == "linker" {
		return nil
	}
	what := c.Field
	if story, link := strings.CutPrefix(what, fieldLink); link {
		what = "link to " + story
	}
	return fmt.Errorf("%w: the %s of %s was changed since by %s", ErrConflict, what, c.Target, since[0].Actor)
}

// revertRow takes back one row about a record as a whole or about a column.
func revertRow[T any](r *reversal, c models.Change) error {
	t := r.t
	if c.Action == actionMerge && strings.HasPrefix(c.Before, `"`) { // an older name of what was merged
		return r.repoint(c)
	}
	rows, err := load[T](t.shared.store, t.db(), []string{c.Target})
	if err != nil {
		return err
	}
	row, there := rows[c.Target]
	switch c.Action {
	case actionCreate:
		if !there {
			return fmt.Errorf("%w: it is not there any more", ErrConflict)
		}
		if r.into != "" {
			if models.HasPrefix(r.into, models.EventPrefix) {
				r.moved = append(r.moved, r.into)
			}
			return t.redirect(c.Target, r.into, t.reason)
		}
		return dropStory(t, row.model)
	case actionMerge, actionDelete:
		if there {
			return fmt.Errorf("%w: it is there again", ErrConflict)
		}
		return restore[T](t, c)
	}
	if !there {
		return fmt.Errorf("%w: it is not there any more", ErrConflict)
	}
	f := row.schema.FieldsByDBName[c.Field]
	if f == nil {
		return fmt.Errorf("%w: no column %q", ErrInvalid, c.Field)
	}
	now, err := json.Marshal(row.field(f).Interface())
	if err != nil {
		return err
	}
	if err := r.yields(c, string(now)); err != nil {
		return err
	}
	if err := row.put(map[string]json.RawMessage{c.Field: json.RawMessage(c.Before)}); err != nil {
		return err
	}
	e, event := any(row.model).(*models.Event)
	if event {
		setDays(e)
	}
	if _, err := save(t, []*T{row.model}, nil); err != nil || !event {
		return err
	}
	return t.redate([]models.Event{*e}, map[string]Outcome{e.ID: Updated})
}

// restore makes the record again that a row deleted or merged away.
func restore[T any](t *Tx, c models.Change) error {
	model := new(T)
	row, err := rowOf(t.shared.store, model)
	if err != nil {
		return err
	}
	columns := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(c.Before), &columns); err != nil {
		return err
	}
	if err := row.put(columns); err != nil {
		return err
	}
	if err := t.db().Where("from_id = ?", c.Target).Delete(&models.Redirect{}).Error; err != nil {
		return translate(err)
	}
	created, version := row.get("CreatedAt"), 0
	if raw, ok := columns["version"]; ok {
		if err := json.Unmarshal(raw, &version); err != nil {
			return err
		}
	}
	if _, err = save(t, []*T{model}, nil); err != nil {
		return err
	}
	// It is no new record: its age stays, and its version grows on.
	stamps := map[string]any{"created_at": created}
	if version > 0 {
		stamps["version"] = version + 1
	}
	return translate(t.db().Model(model).UpdateColumns(stamps).Error)
}

// repoint makes an older name lead to where it led before.
func (r *reversal) repoint(c models.Change) error {
	var before string
	if err := json.Unmarshal([]byte(c.Before), &before); err != nil {
		return err
	}
	if err := r.t.journal(c.Target, actionMerge, "", c.After, c.Before); err != nil {
		return err
	}
	return translate(r.t.db().Model(&models.Redirect{}).Where("from_id = ?", c.Target).UpdateColumn("to_id", before).Error)
}

// dropStory deletes a story that a decision made, with its links.
func dropStory(t *Tx, model any) error {
	story, ok := model.(*models.Story)
	if !ok {
		return fmt.Errorf("%w: it cannot be deleted", ErrInvalid)
	}
	var children int64
	if err := t.db().Model(&models.Story{}).Where("parent_id = ?", story.ID).Count(&children).Error; err != nil {
		return err
	}
	if children > 0 {
		return fmt.Errorf("%w: %d stories are part of it since", ErrConflict, children)
	}
	var links []models.Link
	if err := t.db().Where("story_id = ?", story.ID).Order("event_id").Find(&links).Error; err != nil {
		return err
	}
	for _, l := range links {
		if err := t.dropLink(l); err != nil {
			return err
		}
	}
	return remove(t, story)
}

func (r *reversal) participants(c models.Change) error {
	parts, err := r.t.participants([]string{c.Target})
	if err != nil {
		return err
	}
	now, err := partsJSON(parts[c.Target])
	if err != nil {
		return err
	}
	if err := r.yields(c, now); err != nil {
		return err
	}
	if now != c.After {
		r.moved = append(r.moved, c.Target)
	}
	var before []part
	if err := json.Unmarshal([]byte(c.Before), &before); err != nil {
		return err
	}
	wanted := make([]models.EventEntity, len(before))
	for i, p := range before {
		wanted[i] = models.EventEntity{EventID: c.Target, EntityID: p.Entity, Role: p.Role, Position: i}
	}
	return r.t.setParticipants(c.Target, parts[c.Target], inOrder(wanted))
}

// link takes back one link of an event; the others stay as they are.
func (r *reversal) link(c models.Change) error {
	var links []models.Link
	if err := r.t.db().Where("event_id = ?", c.Target).Order("story_id").Find(&links).Error; err != nil {
		return err
	}
	story := strings.TrimPrefix(c.Field, fieldLink)
	at := slices.IndexFunc(links, func(l models.Link) bool { return l.StoryID == story })
	now := ""
	if at >= 0 {
		raw, err := json.Marshal(links[at])
		if err != nil {
			return err
		}
		now = string(raw)
		links = slices.Delete(links, at, at+1)
	}
	if err := r.yields(c, now); err != nil {
		return err
	}
	if c.Before != "" {
		var before models.Link
		if err := json.Unmarshal([]byte(c.Before), &before); err != nil {
			return err
		}
		links = append(links, before)
	}
	return r.t.replaceLinks([]string{c.Target}, links)
}
