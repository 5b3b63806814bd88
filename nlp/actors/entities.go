package actors

import (
	"fmt"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// reading is what a word or words can stand for.
type reading struct {
	entity int32
	kind   readingKind
	shared bool   // others have the name too: it links on further evidence only
	form   string // the name as the table writes it
	label  string // type of the span, one of Actor.Type
}

// readingKind says in what way the words stand for the entity.
type readingKind uint8

const (
	byName      readingKind = iota
	byAdjective             // "Ukrainian", "Ukrainians"
	bySeat                  // "Kyiv", "the Kremlin"
	byShort                 // a person's surname
)

// build fills b from the tables.
func (b *Base) build() error {
	for _, step := range []func() error{b.countries, b.organizations, b.bodies, b.seats, b.offices, b.people} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// add keeps e and returns its number. A key may occur once.
func (b *Base) add(e models.Entity) (int32, error) {
	if _, ok := b.byKey[e.Key]; ok {
		return 0, fmt.Errorf("actors: key %q occurs twice", e.Key)
	}
	n := int32(len(b.entities))
	b.entities = append(b.entities, e)
	b.byKey[e.Key] = n
	return n, nil
}

func (b *Base) countries() error {
	rows, err := readTable("countries.tsv", "code", "name", "wikidata", "aliases", "adjectives", "people", "capital", "leader")
	if err != nil {
		return err
	}
	for _, r := range rows {
		name, _ := cut(r[1])
		n, err := b.add(models.Entity{Key: r[0], Name: name, Kind: models.EntityCountry, Country: r[0], Wikidata: r[2]})
		if err != nil {
			return err
		}
		b.alias(n, byName, "LOC", r[1])
		b.alias(n, byName, "LOC", list(r[3])...)
		b.alias(n, byAdjective, "NORP", list(r[4])...)
		b.alias(n, byAdjective, "NORP", list(r[5])...)
		b.alias(n, bySeat, "LOC", list(r[6])...)
		if r[7] != "" {
			b.leader[r[0]] = r[7]
		}
	}
	return nil
}

func (b *Base) organizations() error {
	rows, err := readTable("organizations.tsv", "key", "name", "kind", "country", "wikidata", "aliases")
	if err != nil {
		return err
	}
	for _, r := range rows {
		name, _ := cut(r[1])
		key := r[0]
		if key == "" {
			key = "org/" + slug(name)
		}
		n, err := b.add(models.Entity{Key: key, Name: name, Kind: models.EntityKind(r[2]), Country: r[3], Wikidata: r[4]})
		if err != nil {
			return err
		}
		label := "ORG"
		if r[2] == "other" {
			label = "LOC"
		}
		b.alias(n, byName, label, r[1])
		b.alias(n, byName, label, list(r[5])...)
	}
	return nil
}

func (b *Base) bodies() error {
	rows, err := readTable("bodies.tsv", "key", "name", "nouns")
	if err != nil {
		return err
	}
	for _, r := range rows {
		n := int32(len(b.kinds))
		b.kinds = append(b.kinds, body{r[0], r[1]})
		for _, noun := range list(r[2]) {
			if !b.nouns.add(noun, n) {
				return fmt.Errorf("actors: bodies.tsv gives %q twice", noun)
			}
		}
	}
	return nil
}

func (b *Base) seats() error {
	rows, err := readTable("seats.tsv", "name", "key", "type", "aliases")
	if err != nil {
		return err
	}
	for _, r := range rows {
		n, err := b.entityOf(r[1])
		if err != nil {
			return fmt.Errorf("actors: seats.tsv: %s: %w", r[0], err)
		}
		b.alias(n, bySeat, r[2], r[0])
		b.alias(n, bySeat, r[2], list(r[3])...)
	}
	return nil
}

// entityOf returns the entity with this key. A body of a country that no table
// names is made.
func (b *Base) entityOf(key string) (int32, error) {
	if n, ok := b.byKey[key]; ok {
		return n, nil
	}
	country, rest, _ := strings.Cut(key, "/")
	for i := range b.kinds {
		if b.kinds[i].key == rest {
			if c, ok := b.byKey[country]; ok {
				e := b.body(c, int32(i))
				return b.add(e)
			}
		}
	}
	return 0, fmt.Errorf("no entity has the key %q", key)
}

// body returns the entity that is the body of this kind of the country.
func (b *Base) body(country, kind int32) models.Entity {
	c := b.entities[country]
	k := b.kinds[kind]
	if k.key == "-" {
		return c
	}
	key := c.Key + "/" + k.key
	if n, ok := b.byKey[key]; ok {
		return b.entities[n]
	}
	return models.Entity{Key: key, Name: k.name + " of " + withArticle(c.Name), Kind: models.EntityGovernment, Country: c.Country}
}

// withArticle puts "the" before the countries that have it.
func withArticle(country string) string {
	for _, p := range [...]string{"United ", "Republic ", "Democratic ", "Central African", "Dominican ", "Czech Rep"} {
		if strings.HasPrefix(country, p) {
			return "the " + country
		}
	}
	switch country {
	case "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Seychelles", "Comoros":
		return "the " + country
	}
	return country
}

// alias lets names stand for entity n.
func (b *Base) alias(n int32, kind readingKind, label string, names ...string) {
	for _, name := range names {
		name, shared := cut(name)
		b.index.add(name, reading{n, kind, shared, name, label})
		if !shared && (kind == byName || kind == byShort) {
			b.called[n] = append(b.called[n], called{kind, name})
		}
	}
}
