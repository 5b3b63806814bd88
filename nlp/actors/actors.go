// Package actors says who the names of a text are: countries, governments,
// organizations, armed groups and people, with their titles and roles at a date.
// What it knows is in the tables under data. It is pure.
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
	Type   string // PER ORG LOC NORP EVENT FAC MISC; "" for a description that is no name ("Ukrainian officials")
	Role   string // title as written before or after the name: "Foreign Minister"
	Title  Title  // what is known of that title
	Entity models.Entity
	// Metonym: the words name a place (a capital, a seat of power) and stand for
	// its government when they act: "Kyiv", "the Kremlin". Entity is the
	// government; where the place is meant, the toponym of the same span says which.
	Metonym bool
}

// Base is the knowledge base: entities, aliases and roles with dates. It is
// made once and may be used by many goroutines.
type Base struct {
	entities    []models.Entity
	byKey       map[string]int32
	index       phrases            // names of entities
	given       phrases            // names that WithAliases added
	called      map[int32][]called // by entity
	givenTo     map[int32][]called // the same of given
	sounds      sounds             // persons by what transliterations of the full name share
	shortSounds sounds             // the same of the short name
	leader      map[string]string  // office that leads the country with this code
	kinds       []body             // kinds of government body
	nouns       nouns              // common nouns for them, the value counts in kinds
	posts       nouns              // titles of offices, the value counts in officesOf
	officesOf   [][]string         // what each title means
	titleOf     map[string]int32   // title to its number, while the tables are read
	terms       map[string][]term  // by office
	roles       map[int32][]term   // by person
}

// body is a kind of government body: the tail of its key, and its name.
type body struct{ key, name string }

// Load reads the embedded tables. It fails when they contradict themselves.
func Load() (*Base, error) { return With("") }

// With is Load with a table of the user's own beside the embedded ones, as package
// knowledge writes it; "" is none.
func With(own string) (*Base, error) {
	b := &Base{
		byKey: map[string]int32{}, called: map[int32][]called{}, sounds: sounds{}, shortSounds: sounds{}, leader: map[string]string{},
		titleOf: map[string]int32{}, terms: map[string][]term{}, roles: map[int32][]term{},
	}
	if err := b.build(); err != nil {
		return nil, err
	}
	if own != "" {
		if err := b.own(own); err != nil {
			return nil, err
		}
	}
	b.titleOf = nil
	return b, nil
}

// Find returns the actors of doc in text order, none overlapping another. on is
// the day whose office holders are meant; "" when not known.
func (b *Base) Find(doc *nlp.Document, toponyms []places.Toponym, on models.Day) []Actor {
	f := finder{Base: b, doc: doc, on: on, toponyms: toponyms}
	f.spot()
	f.name()
	f.link()
	f.elections()
	f.titles()
	f.describe()
	return f.actors()
}
