package ingest

import (
	"context"
	"fmt"
	"slices"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// MergeEvents makes one happening of two: the event from becomes a name for into,
// which is told by the mentions of both. They stay one, whatever is read later.
func (s *Service) MergeEvents(ctx context.Context, from, into string, ask Ask) (models.Decision, error) {
	return s.settle(ctx, ask, models.DecideMergeEvents, func(person *store.Tx, d *models.Decision) error {
		kept, err := person.Event(into)
		if err != nil {
			return in("intoId", err)
		}
		gone, err := s.seen(person, from, ask)
		if err != nil {
			return err
		}
		if kept.Event.ID == gone.Event.ID {
			return bad("intoId", "they are one event already")
		}
		d.Targets, d.Arguments.Into = []string{kept.Event.ID, gone.Event.ID}, kept.Event.ID
		if err := person.Redirect(gone.Event.ID, kept.Event.ID, why(*d)); err != nil {
			return err
		}
		ruled, err := rulings(person, *d)
		if err != nil {
			return err
		}
		return retell(person, ruled, kept.Event.ID)
	})
}

// SplitEvent makes an event of its own of some mentions of an event. The id stays
// with the larger part. Targets of the decision are the rest and the part. What
// the articles of both say stays apart.
func (s *Service) SplitEvent(ctx context.Context, eventID string, mentionIDs []string, ask Ask) (models.Decision, error) {
	return s.settle(ctx, ask, models.DecideSplitEvent, func(person *store.Tx, d *models.Decision) error {
		whole, err := s.seen(person, eventID, ask)
		if err != nil {
			return err
		}
		var part, rest []models.Mention
		for _, m := range whole.Mentions {
			if slices.Contains(mentionIDs, m.ID) {
				part = append(part, m)
			} else {
				rest = append(rest, m)
			}
		}
		for _, id := range mentionIDs {
			if !slices.ContainsFunc(part, func(m models.Mention) bool { return m.ID == id }) {
				return in("mentionIds", fmt.Errorf("mention %q of event %s: %w", id, whole.Event.ID, store.ErrNotFound))
			}
		}
		if len(part) == 0 || len(rest) == 0 {
			return bad("mentionIds", "a part has some of the %d mentions, not %d", len(whole.Mentions), len(part))
		}
		moved := whole.Event
		moved.ID, moved.Version = models.NewID(models.EventPrefix, d.At, d.ID), 0
		d.Targets, d.Arguments.Into = []string{whole.Event.ID, moved.ID}, whole.Event.ID
		if len(part) > len(rest) {
			part = rest
			slices.Reverse(d.Targets)
		}
		if err := person.SaveEvents([]models.Event{moved}, nil); err != nil {
			return err
		}
		if err := person.MoveMentions(part, moved.ID); err != nil {
			return err
		}
		links := slices.Clone(whole.Links)
		for i := range links {
			links[i].EventID = moved.ID
		}
		if err := person.SaveLinks([]string{moved.ID}, links); err != nil {
			return err
		}
		ruled, err := rulings(person, *d)
		if err != nil {
			return err
		}
		return retell(person, ruled, d.Targets...)
	})
}

// MergeEntities makes one actor of two: from becomes a name for into, wherever it
// takes part and whatever is read later.
func (s *Service) MergeEntities(ctx context.Context, from, into string, ask Ask) (models.Decision, error) {
	return s.settle(ctx, ask, models.DecideMergeEntities, func(person *store.Tx, d *models.Decision) error {
		gone, err := person.Entity(from)
		if err != nil {
			return in("entityId", err)
		}
		if err := ask.sees(gone.Version); err != nil {
			return err
		}
		kept, err := person.Entity(into)
		if err != nil {
			return in("intoId", err)
		}
		if gone.ID == kept.ID {
			return bad("intoId", "they are one entity already")
		}
		d.Targets, d.Arguments.Into = []string{kept.ID, gone.ID}, kept.ID
		if err := person.Redirect(gone.ID, kept.ID, why(*d)); err != nil {
			return err
		}
		// Who looks for the one that went finds the one that stayed.
		return person.SaveAliases(&kept, kept.Aliases.With(gone.Name).With(gone.Aliases.List()...).Without(kept.Name))
	})
}
