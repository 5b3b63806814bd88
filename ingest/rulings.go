package ingest

import (
	"fmt"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/stories"
)

// rulings returns what decisions say about events, by event: those that hold, and
// those of now that are not stored yet.
func rulings(tx *store.Tx, now ...models.Decision) (map[string]*stories.Ruling, error) {
	standing, err := tx.Standing()
	if err != nil {
		return nil, err
	}
	out := map[string]*stories.Ruling{}
	for _, d := range append(standing, now...) {
		for _, id := range d.Targets {
			if !models.HasPrefix(id, models.EventPrefix) {
				continue
			}
			if out[id] == nil {
				out[id] = &stories.Ruling{Links: map[string]bool{}}
			}
			r := out[id]
			r.Correction = r.Correction.With(d.Arguments.Correction)
			for _, story := range d.Arguments.Rejected {
				r.Links[story] = false
			}
			for _, story := range d.Arguments.Accepted { // last: the two may have become one since
				r.Links[story] = true
			}
		}
	}
	return out, nil
}

// retell tells events anew by their mentions and what people decided about them.
func retell(person *store.Tx, ruled map[string]*stories.Ruling, ids ...string) error {
	for _, id := range ids {
		p, err := person.Event(id)
		if err != nil {
			return err
		}
		if len(p.Mentions) == 0 {
			return fmt.Errorf("%w: no article tells of event %s any more: there is nothing to tell it by", store.ErrConflict, id)
		}
		var ruling stories.Ruling
		if r := ruled[p.Event.ID]; r != nil {
			ruling = *r
		}
		event, parts := stories.Retell(p.Event, p.Mentions, p.Articles, ruling)
		if err := person.SaveEvents([]models.Event{event}, parts); err != nil {
			return err
		}
	}
	return nil
}
