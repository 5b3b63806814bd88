package actors

import (
	"fmt"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/actors/knowledge"
)

// checkedOn is the day on which the open ends of the roles in people.tsv were
// last checked: who holds an office later is not known.
const checkedOn models.Day = "2025-12-31"

// term is the time for which a person held an office of a country or organization.
type term struct {
	office   string
	person   int32
	of       string // key of the country or organization
	from, to models.Day
	open     bool // no end is known: to is the day of the last check
}

// offices reads the titles of offices.
func (b *Base) offices() error {
	rows, err := readTable("offices.tsv", "office", "titles")
	if err != nil {
		return err
	}
	for _, r := range rows {
		for _, title := range list(r[1]) {
			n, ok := b.titleOf[title]
			if !ok {
				n = int32(len(b.officesOf))
				b.titleOf[title] = n
				b.officesOf = append(b.officesOf, nil)
				if !b.posts.add(title, n) {
					return fmt.Errorf("actors: offices.tsv gives %q twice", title)
				}
			}
			b.officesOf[n] = append(b.officesOf[n], r[0])
		}
	}
	n := int32(len(b.officesOf)) // "the Thai leader": whatever office leads the country
	b.officesOf = append(b.officesOf, []string{"leader"})
	b.posts.add("leader", n)
	return nil
}

// people reads the persons and their roles.
func (b *Base) people() error {
	rows, err := readTable("people.tsv", "name", "country", "wikidata", "aliases", "short", "roles")
	if err != nil {
		return err
	}
	for _, r := range rows {
		n, err := b.add(models.Entity{Key: "person/" + slug(r[0]), Name: r[0], Kind: models.EntityPerson, Country: r[1], Wikidata: r[2]})
		if err != nil {
			return err
		}
		full := append([]string{r[0]}, list(r[3])...)
		b.alias(n, byName, "PER", full...)
		for _, name := range full {
			b.sounds.add(sound(name), n)
		}
		for _, short := range shorts(r[0], r[4]) {
			b.alias(n, byShort, "PER", short)
			if plain, shared := cut(short); !shared {
				b.shortSounds.add(sound(plain), n)
			} else {
				b.shortSounds.add(sound(plain), -1)
			}
		}
		for _, role := range strings.Split(r[5], "; ") {
			if role == "" {
				continue
			}
			if err := b.role(n, r[1], role, checkedOn); err != nil {
				return fmt.Errorf("actors: people.tsv: %s: %w", r[0], err)
			}
		}
	}
	return nil
}

// shorts returns what a person is called after the first mention: the names of
// the cell, or the last word of the full name. With "-" it is still what a
// surname in the same text refers to, but marked as shared.
func shorts(name, cell string) []string {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	switch {
	case cell == "-" && last != name && strings.Trim(last, "IVX") != "" && last != "Jr.":
		return []string{last + "?"}
	case cell == "-":
		return nil
	case cell == "":
		return []string{last}
	}
	return list(cell)
}

// role keeps one role: OFFICE FROM..TO, or OFFICE@KEY FROM..TO. openEnd is until when one
// without an end is known to last.
func (b *Base) role(person int32, country, text string, openEnd models.Day) error {
	title, from, to, err := knowledge.ParseRole(text)
	if err != nil {
		return err
	}
	t := term{person: person, of: country, from: from, to: to}
	office, key, elsewhere := strings.Cut(title, "@")
	if elsewhere {
		if _, known := b.byKey[key]; !known {
			return fmt.Errorf("role %q is of the unknown %q", text, key)
		}
		t.of = key
	}
	t.office = office
	if t.to == "" {
		t.to, t.open = openEnd, true
	}
	if t.to < t.from {
		return fmt.Errorf("role %q ends before it begins", text)
	}
	b.terms[office] = append(b.terms[office], t)
	b.roles[person] = append(b.roles[person], t)
	return nil
}

// holder returns who alone held one of the offices of the country or
// organization with key of on the day; false when no one is known to, or the
// day is not known, or two did (as on a day of change).
func (b *Base) holder(offices []string, of string, on models.Day) (int32, bool) {
	found, n := false, int32(0)
	if on == "" {
		return 0, false
	}
	for _, office := range offices {
		if office == "leader" {
			office = b.leader[of]
		}
		for _, t := range b.terms[office] {
			if t.of != of || on < t.from || on > t.to {
				continue
			}
			if found && t.person != n {
				return 0, false
			}
			found, n = true, t.person
		}
	}
	return n, found
}

// held tells whether the person held one of the offices on the day, or ever when on is "".
func (b *Base) held(person int32, offices []string, on models.Day) bool {
	for _, t := range b.roles[person] {
		if (on == "" || t.from <= on && on <= t.to) && slices.Contains(offices, t.office) {
			return true
		}
	}
	return false
}
