package store

import (
	"slices"
	"strings"

	"github.com/throughline-news/throughline/highlight"
	"github.com/throughline-news/throughline/models"
)

// Chooses tells whether the filter would have chosen the event then, of which the
// place must be given. A key and what was announced are not asked for.
func (f EventFilter) Chooses(e PastEvent) bool {
	return oneOf(f.Types, e.Type) && oneOf(f.Statuses, e.Status) && oneOf(f.Quads, e.Quad) && oneOf(f.PlaceIDs, e.PlaceID) &&
		e.Confidence >= f.MinConfidence && e.OriginCount >= f.MinOrigins && (f.Disputed == nil || *f.Disputed == e.Disputed) &&
		DateFilter{f.From, f.To, true}.chooses(e.Event) && (f.Date == nil || f.Date.chooses(e.Event)) &&
		(len(f.EntityIDs) == 0 || slices.ContainsFunc(e.Participants, func(p models.EventEntity) bool { return slices.Contains(f.EntityIDs, p.EntityID) })) &&
		(len(f.ActorIDs) == 0 || slices.ContainsFunc(e.Participants, func(p models.EventEntity) bool {
			return p.Role == models.RoleActor && slices.Contains(f.ActorIDs, p.EntityID)
		})) &&
		(len(f.StoryIDs) == 0 || slices.ContainsFunc(e.Links, func(l models.Link) bool {
			return l.Probability >= TimelineFloor && slices.Contains(f.StoryIDs, l.StoryID)
		})) &&
		(len(f.Countries) == 0 || e.Place.ID != "" && slices.Contains(f.Countries, e.Place.Country)) &&
		(f.Near == nil || f.Near.chooses(e.Place)) &&
		(f.Text == "" || highlight.All(e.Summary, strings.Join(terms(f.Text), " "))) &&
		!slices.ContainsFunc(f.And, func(inner EventFilter) bool { return !inner.Chooses(e) }) &&
		(len(f.Or) == 0 || slices.ContainsFunc(f.Or, func(inner EventFilter) bool { return inner.Chooses(e) })) &&
		(f.Not == nil || !f.Not.Chooses(e))
}

func (d DateFilter) chooses(e models.Event) bool {
	if d.From == "" && d.To == "" {
		return true
	}
	begin, end := e.DateStart, e.DateEnd
	if !d.Overlap {
		begin, end = end, begin
	}
	return e.DateStart < models.NoDay && (d.From == "" || end >= d.From) && (d.To == "" || begin <= d.To)
}

func oneOf[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }
