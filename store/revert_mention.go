package store

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// mention puts a mention back into the event that it was of. One that its article
// no longer has was read anew since: the one told by the same words stands for it.
func (r *reversal) mention(c models.Change) error {
	if c.Action != actionUpdate || c.Field != "event_id" {
		return fmt.Errorf("%w: a mention is not taken back", ErrInvalid)
	}
	var before, after string
	if err := errors.Join(json.Unmarshal([]byte(c.Before), &before), json.Unmarshal([]byte(c.After), &after)); err != nil {
		return err
	}
	found, err := load[models.Mention](r.t.shared.store, r.t.db(), []string{c.Target})
	if err != nil {
		return err
	}
	m, there := found[c.Target]
	if !there {
		return r.readAnew(c.Target, before, after)
	}
	if m.model.EventID != after {
		return r.yields(c, quoted(m.model.EventID))
	}
	r.moved = append(r.moved, before, after)
	return r.t.MoveMentions([]models.Mention{*m.model}, before)
}

// readAnew puts into the event before what its article says now in the place of a
// mention that was moved from there to the event after. If the article says nothing
// of after any more, there is nothing to put back.
func (r *reversal) readAnew(id, before, after string) error {
	lost, err := r.lost(id)
	if err != nil {
		return err
	}
	var said []models.Mention
	if err := r.t.db().Where("article_id = ?", lost.ArticleID).Order("id").Find(&said).Error; err != nil {
		return err
	}
	said = slices.DeleteFunc(said, func(m models.Mention) bool { return r.taken[m.ID] || m.EventID != after && m.EventID != before })
	m, clear := standsFor(lost, said)
	switch {
	case clear:
		r.taken[m.ID] = true
		r.moved = append(r.moved, before, after)
		if m.EventID == before {
			return nil
		}
		return r.t.MoveMentions([]models.Mention{m}, before)
	case !slices.ContainsFunc(said, func(m models.Mention) bool { return m.EventID == after }):
		r.moved = append(r.moved, before, after)
		return nil
	}
	return fmt.Errorf("%w: article %s was read anew since, and what it says of event %s now is not clearly what %q was:"+
		" part it by hand, with splitEvent and the ids of its mentions", ErrConflict, lost.ArticleID, after, lost.Quote.Exact)
}

// lost is a mention that is no more, as it was last.
func (r *reversal) lost(id string) (models.Mention, error) {
	var rows []models.Change
	err := r.t.db().Where("target = ? AND action = ?", id, actionDelete).Order("seq DESC").Limit(1).Find(&rows).Error
	if err != nil {
		return models.Mention{}, err
	}
	if len(rows) == 0 {
		return models.Mention{}, fmt.Errorf("%w: mention %s is not there any more", ErrConflict, id)
	}
	var m models.Mention
	row, err := rowOf(r.t.shared.store, &m)
	if err != nil {
		return m, err
	}
	columns := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(rows[0].Before), &columns); err != nil {
		return m, err
	}
	return m, row.put(columns)
}

// sameSaying is the least share of words that two sentences have in common for one
// to be the other, edited.
const sameSaying = .5

// standsFor returns the mention that says what lost did: by the same word in the same
// sentence, or in the one most like it. It is not clear when two do equally.
func standsFor(lost models.Mention, said []models.Mention) (m models.Mention, clear bool) {
	likeness := func(m models.Mention) float64 {
		if !strings.EqualFold(m.Trigger, lost.Trigger) || m.Quote.Field != lost.Quote.Field {
			return 0
		}
		alike := commonWords(m.Quote.Exact, lost.Quote.Exact)
		if alike < sameSaying {
			return 0
		}
		if m.Type == lost.Type {
			alike++
		}
		return alike
	}
	best, second := 0.0, 0.0
	for _, x := range said {
		switch l := likeness(x); {
		case l > best:
			m, best, second = x, l, best
		default:
			second = max(second, l)
		}
	}
	return m, best > 0 && cmp.Compare(best, second) > 0
}

// commonWords is the share of the words of two texts that both have.
func commonWords(a, b string) float64 {
	x, y := terms(a), terms(b)
	both := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			both++
		}
	}
	return float64(both) / float64(max(1, len(x)+len(y)-both))
}
