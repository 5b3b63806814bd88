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
	lands := map[string]string{}
	for _, a := range rd.Actors {
		if a.Entity.Kind != models.EntityPlace {
			it.Entities = once(it.Entities, a.Entity.Key)
		}
		it.Countries = once(it.Countries, a.Entity.Country)
		if a.Entity.Kind == models.EntityCountry && lands[a.Entity.Country] == "" {
			lands[a.Entity.Country] = a.Entity.Name
			it.Lands = once(it.Lands, a.Entity.Name)
		}
	}
	for _, p := range rd.Places {
		it.Places = append(it.Places, p.Place.Key)
		it.Countries = once(it.Countries, p.Place.Country)
		switch {
		case p.Place.Precision != models.PlaceCountry:
			it.Spots = once(it.Spots, rd.Doc.Slice(p.Span))
		case lands[p.Place.Country] == "": // one name for each
			lands[p.Place.Country] = p.Place.Name
			it.Lands = once(it.Lands, p.Place.Name)
		}
	}
	for _, m := range rd.Mentions {
		it.Types = append(it.Types, m.Type)
	}
	for _, x := range rd.Times {
		if x.Day != nil && x.Day.Kind == models.KindStated {
			it.Year = max(it.Year, x.Day.End.Time().Year())
			if x.Day.Start == x.Day.End {
				it.Days = append(it.Days, x.Day.Start)
			}
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
