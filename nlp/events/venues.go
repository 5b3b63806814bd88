package events

import (
	_ "embed" // the table of venues
	"fmt"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/places"
)

//go:embed data/venues.txt
var venuesFile string

// venue is a building where events take place, its name in words.
type venue struct {
	words []string
	place models.Place
}

func (lx *lexicon) addVenue(name, list string) error {
	p := models.Place{Key: "venue/" + strings.ReplaceAll(strings.ToLower(name), " ", "-"), Name: name, Precision: models.PlacePoint}
	if n, err := fmt.Sscan(list, &p.Lat, &p.Lon, &p.Country); n != 3 {
		return fmt.Errorf("venue %q: want latitude, longitude, country: %w", name, err)
	}
	words := strings.Fields(name)
	lx.venues[words[0]] = append(lx.venues[words[0]], venue{words, p})
	return nil
}

// withVenues adds the venues of the text that stand behind a preposition of
// place to the toponyms found in it.
func (d *document) withVenues(found []places.Toponym) []places.Toponym {
	out := slices.Clip(found)
	for i := range d.Doc.Tokens {
		for _, v := range d.lex.venues[d.Doc.Tokens[i].Text] {
			if last := i + len(v.words); d.spells(v.words, i) && d.venueAt(i) {
				span := nlp.Span{Start: d.Doc.Tokens[i].Start, End: d.Doc.Tokens[last-1].End}
				out = append(out, places.Toponym{Span: span, Place: v.place, Probability: 1})
			}
		}
	}
	return out
}

// spells tells whether words stand at token i.
func (d *document) spells(words []string, i int) bool {
	if i+len(words) > len(d.Doc.Tokens) {
		return false
	}
	for k, w := range words {
		if t := d.Doc.Tokens[i+k].Text; t != w && (k < len(words)-1 || t != w+"s") { // "Trump Towers"
			return false
		}
	}
	return true
}

// venueAt tells whether a preposition of place stands before token i, with an article or not.
func (d *document) venueAt(i int) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		switch d.Doc.Tokens[k].Lower {
		case "the":
		case "at", "in", "inside", "outside", "near":
			return true
		default:
			return false
		}
	}
	return false
}
