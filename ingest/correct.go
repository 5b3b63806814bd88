package ingest

import (
	"context"
	"fmt"
	"slices"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/events"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/stories"
)

// CorrectEvent sets fields of an event to what a person says they are. They stay
// so whatever is read later, until the decision is undone.
func (s *Service) CorrectEvent(ctx context.Context, eventID string, c models.Correction, ask Ask) (models.Decision, error) {
	return s.settle(ctx, ask, models.DecideCorrectEvent, func(person *store.Tx, d *models.Decision) error {
		p, err := s.seen(person, eventID, ask)
		if err != nil {
			return err
		}
		if err := s.checkCorrection(ctx, &c); err != nil {
			return err
		}
		d.Targets, d.Arguments.Correction = []string{p.Event.ID}, c
		ruled, err := rulings(person, *d)
		if err != nil {
			return err
		}
		return retell(person, ruled, p.Event.ID)
	})
}

// seen reads the event that is to change, at the version it was seen at.
func (s *Service) seen(person *store.Tx, eventID string, ask Ask) (store.Present, error) {
	p, err := person.Event(eventID)
	if err != nil {
		return p, in("eventId", err)
	}
	return p, ask.sees(p.Event.Version)
}

// analystStatuses are those that a person may give an event: unreported follows
// from the day.
var analystStatuses = []models.Status{models.Happened, models.Ongoing, models.Historical, models.Scheduled, models.Intended, models.Possible,
	models.Hypothetical, models.Postponed, models.Denied, models.Cancelled, models.Claimed}

// checkCorrection makes sure that all that c names is there, and completes it.
func (s *Service) checkCorrection(ctx context.Context, c *models.Correction) error {
	if c.Type == "" && c.Status == "" && c.Date == nil && !c.NoDate && c.PlaceID == "" && !c.NoPlace && c.Actors == nil && c.Recipients == nil {
		return bad("eventId", "no field is corrected")
	}
	if c.Type != "" {
		quad, score, known := events.TypeValue(c.Type)
		if !known {
			return bad("type", "%q is no type of event", c.Type)
		}
		c.Quad, c.Score = quad, score
	}
	if c.Status != "" && !slices.Contains(analystStatuses, c.Status) {
		return bad("status", "%q is no status that a person can give", c.Status)
	}
	if c.Date != nil {
		if c.NoDate {
			return bad("date", "a date that is not known is not given")
		}
		date, err := analystDate(c.Date.Start, c.Date.End, c.Date.Precision)
		if err != nil {
			return in("date", err)
		}
		c.Date = &date
	}
	if c.PlaceID != "" {
		if c.NoPlace {
			return bad("placeId", "a place that is not known is not given")
		}
		if _, err := s.store.Place(ctx, c.PlaceID); err != nil {
			return in("placeId", err)
		}
	}
	for field, ids := range map[string]*[]string{"actors": &c.Actors, "recipients": &c.Recipients} {
		found, err := s.store.EntitiesByID(ctx, *ids)
		if err != nil {
			return err
		}
		for i, id := range *ids {
			entity, ok := found[id]
			if !ok {
				return in(field, fmt.Errorf("entity %q: %w", id, store.ErrNotFound))
			}
			(*ids)[i] = entity.ID
		}
	}
	return nil
}

// analystDate is the date that a person states: a day, or the days from start to
// end, which "" leaves the same.
func analystDate(start, end models.Day, precision models.Precision) (models.Date, error) {
	if end == "" {
		end = start
	}
	for _, day := range []models.Day{start, end} {
		if _, err := models.ParseDay(string(day)); err != nil {
			return models.Date{}, fmt.Errorf("%w: %w", ErrBadChange, err)
		}
	}
	if end < start {
		return models.Date{}, fmt.Errorf("%w: it ends on %s, before it starts on %s", ErrBadChange, end, start)
	}
	d := models.Date{Start: start, End: end, Precision: models.PrecisionDay, Kind: models.KindStated, Basis: models.BasisAnalyst, EDTF: string(start)}
	if end != start {
		d.Precision, d.EDTF = models.PrecisionRange, string(start)+"/"+string(end)
	}
	if precision != "" {
		d.Precision = precision
	}
	return d, nil
}

// Linking says which stories an event belongs to and which it does not, by their ids.
type Linking struct {
	Accept, Reject []string
}

// LinkEvent puts an event on the timelines of stories that it belongs to and
// takes it off those that it does not. No later report changes that.
func (s *Service) LinkEvent(ctx context.Context, eventID string, l Linking, ask Ask) (models.Decision, error) {
	return s.settle(ctx, ask, models.DecideLinks, func(person *store.Tx, d *models.Decision) error {
		p, err := s.seen(person, eventID, ask)
		if err != nil {
			return err
		}
		if len(l.Accept)+len(l.Reject) == 0 {
			return bad("storyId", "no story is named")
		}
		var accept, reject []string
		for _, id := range l.Accept {
			story, err := person.Story(id)
			if err != nil {
				return in("storyId", err)
			}
			accept = append(accept, story.ID)
		}
		for _, id := range l.Reject {
			story, err := person.Story(id)
			if err != nil {
				return in("storyId", err)
			}
			if slices.ContainsFunc(p.Links, func(l models.Link) bool { return l.StoryID == story.ID && l.Inherited() }) {
				return bad("storyId", "the event is on the timeline of %q because it is on that of a part of it: take it off that one", story.Title)
			}
			if slices.Contains(accept, story.ID) {
				return bad("storyId", "story %s is accepted and rejected", story.ID)
			}
			reject = append(reject, story.ID)
		}
		d.Targets = append([]string{p.Event.ID}, slices.Concat(accept, reject)...)
		d.Arguments.Accepted, d.Arguments.Rejected = accept, reject
		links := slices.DeleteFunc(p.Links, func(l models.Link) bool {
			return slices.Contains(accept, l.StoryID) || slices.Contains(reject, l.StoryID)
		})
		for _, id := range accept {
			links = append(links, stories.Decided(p.Event.ID, id))
		}
		return person.SaveLinks([]string{p.Event.ID}, links)
	})
}
