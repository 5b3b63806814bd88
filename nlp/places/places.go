// Package places finds place names and says where they are, from a gazetteer
// embedded in the program.
package places

import (
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
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
type Gazetteer struct{}

// Load opens the embedded gazetteer.
func Load() (*Gazetteer, error) { return &Gazetteer{}, nil }

// Find returns the toponyms of doc in text order, none overlapping another.
func (g *Gazetteer) Find(doc *nlp.Document, home Home) []Toponym { return nil }
