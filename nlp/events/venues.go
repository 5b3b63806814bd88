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

// venue is a building or square where events take place, its name in words.
type venue struct {
	words []string
	place models.Place
}

func (lx *lexicon) addVenue(name, list string) error {
	p := models.Place{Key: "venue/" + strings.ReplaceAll(strings.ToLower(name), " ", "-"), Name: name, Precision: models.PlacePoint}
	facts, town, _ := strings.Cut(list, ",")
	if n, err := fmt.Sscan(facts, &p.Lat, &p.Lon, &p.Country); n != 3 {
		return fmt.Errorf("venue %q: want latitude, longitude, country and perhaps a town: %w", name, err)
	}
	if town = strings.TrimSpace(town); town != "" {
		p.Name += ", " + town
	}
	words := strings.Fields(strings.ReplaceAll(name, "'s", " 's")) // as the tokens are cut
	lx.venues[words[0]] = append(lx.venues[words[0]], venue{words, p})
	return nil
}

// withVenues adds the venues of the text that stand behind a preposition of
// place, or before a word for talks, to the toponyms found in it. Elsewhere a
// venue is who sits there.
func (d *document) withVenues(found []places.Toponym) []places.Toponym {
	out := slices.Clip(found)
	for i := range d.Doc.Tokens {
		for _, v := range d.lex.venues[d.Doc.Tokens[i].Text] {
			if last := i + len(v.words); d.spells(v.words, i) && (d.venueAt(i) || d.talksAt(last)) {
				span := nlp.Span{Start: d.Doc.Tokens[i].Start, End: d.Doc.Tokens[last-1].End}
				out = append(out, places.Toponym{Span: span, Place: v.place, Probability: 1})
			}
		}
	}
	return out
}

// talksAt tells whether a word for talks stands at token i or up to two nouns
// and adjectives further: "the White House peace talks".
func (d *document) talksAt(i int) bool {
	for k := i; k < len(d.Doc.Tokens) && k <= i+2; k++ {
		t := &d.Doc.Tokens[k]
		for _, e := range d.lex.nouns[nlp.Lemma(t.Lower, t.Tag)] {
			if e.kind == models.Consult && len(e.words) == 1 {
				return true
			}
		}
		if !noun(t.Tag) && t.Tag != "JJ" {
			return false
		}
	}
	return false
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
		case "at", "in", "inside", "outside", "near", "on":
			return true
		default:
			return false
		}
	}
	return false
}
