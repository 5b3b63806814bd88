// Package ledger answers what was said of events: it reads their mentions from the
// store and has stories judge them. Nothing of it is kept beside the mentions.
package ledger

import (
	"context"
	"fmt"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/stories"
)

// mostMentions is how many mentions of one event are looked at, the best
// evidence first. What a thousand sentences do not say no more will.
const mostMentions = 1000

// Claims returns what each event's mentions claim of its fields, by the id asked
// for, as stories.Claims: six statements whatever the number of events.
func Claims(ctx context.Context, st *store.Store, eventIDs []string) (map[string][]models.Claim, error) {
	told, err := read(ctx, st, eventIDs)
	return each(told, stories.Claims), err
}

// ClaimsAsOf is Claims of events as they were known after the change numbered seq.
func ClaimsAsOf(ctx context.Context, st *store.Store, eventIDs []string, seq int64) (map[string][]models.Claim, error) {
	told, err := readAsOf(ctx, st, eventIDs, seq)
	return each(told, stories.Claims), err
}

// Told returns the events with what was said of them, by the id asked for: of
// each as many mentions as most, the best evidence first.
func Told(ctx context.Context, st *store.Store, eventIDs []string, most int) (map[string]stories.Told, error) {
	return readMost(ctx, st, eventIDs, most)
}

// each applies f to what was read of each event.
func each[V any](told map[string]stories.Told, f func(stories.Told) V) map[string]V {
	out := make(map[string]V, len(told))
	for id, t := range told {
		out[id] = f(t)
	}
	return out
}

// readAsOf is read of events as they were known after the change numbered seq.
func readAsOf(ctx context.Context, st *store.Store, eventIDs []string, seq int64) (map[string]stories.Told, error) {
	past, err := st.EventsAsOf(ctx, eventIDs, seq)
	if err != nil {
		return nil, fmt.Errorf("ledger: as of %d: %w", seq, err)
	}
	mentions, err := st.MentionsAsOf(ctx, eventIDs, seq)
	if err != nil {
		return nil, fmt.Errorf("ledger: as of %d: %w", seq, err)
	}
	events, takers := make(map[string]models.Event, len(past)), make(map[string][]models.EventEntity, len(past))
	for id, e := range past {
		events[id], takers[id] = e.Event, e.Participants
	}
	return gather(ctx, st, events, mentions, takers)
}

// read gathers what each event's claims are judged by, by the id asked for.
func read(ctx context.Context, st *store.Store, eventIDs []string) (map[string]stories.Told, error) {
	return readMost(ctx, st, eventIDs, mostMentions)
}

func readMost(ctx context.Context, st *store.Store, eventIDs []string, most int) (map[string]stories.Told, error) {
	events, err := st.EventsByID(ctx, eventIDs)
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	var ids []string
	for _, e := range events {
		ids = append(ids, e.ID)
	}
	mentions, err := st.MentionsOf(ctx, ids, most)
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	participants, err := st.ParticipantsOf(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	takers := make(map[string][]models.EventEntity, len(participants))
	for id, p := range participants {
		takers[id] = takersOf(id, p)
	}
	return gather(ctx, st, events, mentions, takers)
}

// gather adds the articles and the places to what was read of the events, which
// are by the id asked for, the rest by the event's own.
func gather(ctx context.Context, st *store.Store, events map[string]models.Event, mentions map[string][]models.Mention, takers map[string][]models.EventEntity) (map[string]stories.Told, error) {
	var placeIDs, articleIDs []string
	for _, e := range events {
		placeIDs = append(placeIDs, e.PlaceID)
	}
	for _, ms := range mentions {
		for _, m := range ms {
			articleIDs = append(articleIDs, m.ArticleID)
		}
	}
	articles, err := st.ArticleHeads(ctx, articleIDs)
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	places, err := st.PlacesByID(ctx, placeIDs)
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	out := make(map[string]stories.Told, len(events))
	for asked, e := range events {
		t := stories.Told{Event: e, Takers: takers[e.ID]}
		if p, ok := places[e.PlaceID]; ok {
			t.Place = &p
		}
		for _, m := range mentions[e.ID] {
			a := articles[m.ArticleID]
			t.Statements = append(t.Statements, stories.Statement{Mention: &m, Article: &a})
		}
		out[asked] = t
	}
	return out, nil
}

func takersOf(eventID string, p store.Participants) []models.EventEntity {
	var out []models.EventEntity
	for i, e := range p.Actors {
		out = append(out, models.EventEntity{EventID: eventID, EntityID: e.ID, Role: models.RoleActor, Position: i})
	}
	for i, e := range p.Recipients {
		out = append(out, models.EventEntity{EventID: eventID, EntityID: e.ID, Role: models.RoleRecipient, Position: i})
	}
	return out
}
