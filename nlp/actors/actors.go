// Package actors says who the names of a text are: countries, governments,
// organizations, armed groups and people, with their titles and roles at a date.
package actors

import (
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/places"
)

// Actor is a name or description in a text and the entity it stands for.
// Entity has Key, Name, Kind, Country and Wikidata; Key is "" when unknown.
type Actor struct {
	nlp.Span
	Type   string // PER ORG LOC NORP EVENT FAC MISC
	Role   string // title as written before or after the name: "Foreign Minister"
	Entity models.Entity
	// Metonym: the words name a place (a capital, a seat of power) and stand for
	// its government when they act: "Kyiv", "the Kremlin".
	Metonym bool
}

// Base is the knowledge base: entities, aliases and roles with dates.
type Base struct{}

// Load reads the embedded tables.
func Load() (*Base, error) { return &Base{}, nil }

// Find returns the actors of doc in text order, none overlapping another. on is
// the day whose office holders are meant; "" when not known.
func (b *Base) Find(doc *nlp.Document, toponyms []places.Toponym, on models.Day) []Actor { return nil }
