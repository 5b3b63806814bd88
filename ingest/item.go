package ingest

import (
	"slices"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/stories"
)

// NewItem is what a Linker sees of a text and its reading: the keys of its known
// entities and places and the countries they are of, each once and in text
// order, and its happenings.
func NewItem(id string, day models.Day, title, text string, rd reading.Reading) stories.Item {
	it := stories.Item{ID: id, Day: day, Title: title, Text: text}
	for _, a := range rd.Actors {
		if a.Entity.Kind != models.EntityPlace {
			it.Entities = once(it.Entities, a.Entity.Key)
		}
		it.Countries = once(it.Countries, a.Entity.Country)
	}
	for _, p := range rd.Places {
		it.Places = append(it.Places, p.Place.Key)
		it.Countries = once(it.Countries, p.Place.Country)
	}
	for _, m := range rd.Mentions {
		it.Types = append(it.Types, m.Type)
	}
	for _, x := range rd.Times {
		if x.Day != nil && x.Day.Kind == models.KindStated {
			it.Year = max(it.Year, x.Day.End.Time().Year())
		}
	}
	return it
}

// once adds key if it is known and not there yet.
func once(keys []string, key string) []string {
	if key == "" || slices.Contains(keys, key) {
		return keys
	}
	return append(keys, key)
}
