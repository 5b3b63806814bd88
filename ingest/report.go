package ingest

import (
	"fmt"
	"slices"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/actors"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/stories"
)

// NewReport gives a reading of a the shape in which stories are told: its
// mentions with their ids. a.ID must be set.
func NewReport(a models.Article, rd reading.Reading) stories.Report {
	r := stories.Report{Article: a, Mentions: slices.Clone(rd.Mentions)}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		m.ArticleID = a.ID
		m.ID = models.NewID(models.MentionPrefix, a.PublishedOn.Time(),
			fmt.Sprintf("%s %s %d %d %s", a.ID, m.Quote.Field, m.TriggerStart, m.TriggerEnd, m.Type))
	}
	return r
}

// ArticleID is the permanent id of an article: by its address, or by its
// content where it has none.
func ArticleID(a models.Article) string {
	key := a.URL
	if key == "" {
		key = a.ContentHash
	}
	return models.NewID(models.ArticlePrefix, a.PublishedOn.Time(), key)
}

// entitiesOf returns the entities that take part in ms, each once, with what
// the knowledge base knows of them.
func entitiesOf(ms []models.Mention, as []actors.Actor) []models.Entity {
	known := map[string]models.Entity{}
	for _, a := range as {
		if a.Entity.Key != "" {
			known[a.Entity.Key] = a.Entity
		}
	}
	var out []models.Entity
	seen := map[string]bool{}
	for _, m := range ms {
		for _, p := range slices.Concat(m.Actors, m.Recipients) {
			if p.Key == "" || seen[p.Key] {
				continue
			}
			seen[p.Key] = true
			e, ok := known[p.Key]
			if !ok {
				e = models.Entity{Key: p.Key, Name: p.Name, Kind: p.Kind, Country: p.Country}
			}
			e.ID = models.EntityID(p.Key)
			out = append(out, e)
		}
	}
	return out
}

// placesOf returns the places of ms, each once.
func placesOf(ms []models.Mention) []models.Place {
	var out []models.Place
	for _, m := range ms {
		if m.Place != nil && !slices.ContainsFunc(out, func(p models.Place) bool { return p.ID == m.Place.ID }) {
			out = append(out, m.Place.Place)
		}
	}
	return out
}
