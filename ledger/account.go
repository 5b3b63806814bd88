package ledger

import (
	"context"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/stories"
)

// Account is all that was said of an event.
type Account struct {
	Claims    []models.Claim
	Statuses  []models.StatusStep
	Origins   []models.Origin
	Announced *models.StatusStep // nil: nobody announced it
}

// Accounts returns what was said of each event, by the id asked for, with the
// statements that Claims alone takes.
func Accounts(ctx context.Context, st *store.Store, eventIDs []string) (map[string]Account, error) {
	told, err := read(ctx, st, eventIDs)
	return each(told, func(t stories.Told) Account {
		return Account{stories.Claims(t), steps(t), origins(t), stories.Announcement(t)}
	}), err
}

// Agenda returns who announced each event and what became of it, in the order of
// the events.
func Agenda(ctx context.Context, st *store.Store, events []models.Event) ([]models.AgendaEntry, error) {
	ids := make([]string, len(events))
	for i, e := range events {
		ids[i] = e.ID
	}
	told, err := read(ctx, st, ids)
	if err != nil {
		return nil, err
	}
	out := make([]models.AgendaEntry, len(events))
	for i, e := range events {
		out[i] = models.AgendaEntry{Event: e, Announced: stories.Announcement(told[e.ID]), Outcome: e.Outcome()}
	}
	return out, nil
}
