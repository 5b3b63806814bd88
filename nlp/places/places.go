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

// Gazetteer is the embedded table of places. It is made once and may be used by
// many goroutines.
type Gazetteer struct{ table atlas.Table }

//go:embed data/gazetteer.atlas
var gazetteer string

// Load opens the embedded gazetteer. It is read in place: nothing is unpacked.
func Load() (*Gazetteer, error) {
	table, err := atlas.Open(gazetteer)
	if err != nil {
		return nil, fmt.Errorf("places: open gazetteer: %w", err)
	}
	return &Gazetteer{table}, nil
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
