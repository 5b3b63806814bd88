package store

import (
	"slices"

	"github.com/throughline-news/throughline/models"
)

// Chooses tells whether the filter would have chosen the event then. Where it
// happened and the words of its summary cannot be asked for: see AsOfRefuses.
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

// AsOfRefuses names a condition of the filter that cannot be asked of the past,
// "" when there is none.
func (f EventFilter) AsOfRefuses() string {
	switch {
	case f.Key > 0:
		return "key"
	case len(f.Countries) > 0:
		return "countries"
	case f.Near != nil:
		return "near"
	case f.Text != "":
		return "text"
	}
	for _, inner := range f.inner() {
		if refused := inner.AsOfRefuses(); refused != "" {
			return refused
		}
	}
	return ""
}
