// Package places finds place names and says where they are, from a gazetteer
// embedded in the program. Candidates are looked up by name, resolved against
// each other, and then accepted or not by what stands around them. The time it
// takes grows linearly with the text.
package places

import (
	_ "embed" // for the gazetteer
	"fmt"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/places/atlas"
	"github.com/throughline-news/throughline/nlp/places/geonames"
)

// Home is where the source of a text is at home; the zero value is not known.
type Home struct {
	Country string `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Admin1  string `json:"admin1,omitempty"`  // code or English name
}

// Toponym is a place name in a text and what it stands for.
type Toponym struct {
	nlp.Span
	Place        models.Place
	Demonym      bool    // "Ukrainian": the place is the country it belongs to
	Probability  float64 // that Place is the right one of its candidates
	Alternatives []Alternative
}

// Alternative is another place of the same name.
type Alternative struct {
	Place       models.Place
	Probability float64
}

// Gazetteer is a table of places. It is made once and may be used by
// many goroutines.
type Gazetteer struct{ table atlas.Table }

//go:embed data/gazetteer.atlas
var gazetteer string

// Load opens the embedded gazetteer.
func Load() (*Gazetteer, error) { return Open(gazetteer) }

// Open opens a gazetteer file of the user's own. It is read in place: nothing is unpacked.
func Open(file string) (*Gazetteer, error) {
	table, err := atlas.Open(file)
	if err != nil {
		return nil, fmt.Errorf("places: open gazetteer: %w", err)
	}
	return &Gazetteer{table}, nil
}

// Merger returns what adds places of GeoNames to those of g; see geonames.Onto.
func (g *Gazetteer) Merger(villages bool) *geonames.Merger { return geonames.Onto(g.table, villages) }

// Knows tells whether the gazetteer has the country of a home, and its division where one is named.
func (g *Gazetteer) Knows(h Home) bool {
	at := g.home(h)
	return at.country >= 0 && (h.Admin1 == "" || at.admin1 >= 0)
}

// Find returns the toponyms of doc in text order, none overlapping another.
func (g *Gazetteer) Find(doc *nlp.Document, home Home) []Toponym {
	s := spotter{table: g.table, doc: doc, words: scan(doc)}
	s.spot()
	groups := group(g.table, s.mentions)
	r := resolver{table: g.table, groups: groups, home: g.home(home)}
	r.resolve()
	var found []Toponym
	for _, m := range s.mentions {
		if t, ok := r.accept(m); ok {
			found = append(found, t)
		}
	}
	return found
}
