// Package knowledge reads entities that others publish, in the forms of Wikidata,
// FollowTheMoney and CSV, and keeps them in one table that package actors takes
// in beside its own. It is pure: who calls it reads and writes the files.
package knowledge

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
)

// Entity is a row of the table.
type Entity struct {
	models.Entity          // Key, Name, Kind, Country and Wikidata
	Aliases       []string // other names
	Roles         []string // OFFICE FROM..TO, days, months or years: "president 2019-05-20.."
}

// What is longer or more is cut off: no text has such names.
const (
	maxName    = 120 // bytes
	maxAliases = 60
)

// kinds are those an entity of the table may have.
var kinds = []models.EntityKind{models.EntityPerson, models.EntityCountry, models.EntityGovernment, models.EntityBloc,
	models.EntityOrganization, models.EntityArmedGroup, models.EntityOther}

var (
	countryForm  = regexp.MustCompile(`^[A-Z]{2}$`)
	wikidataForm = regexp.MustCompile(`^Q[1-9][0-9]*$`)
)

// check makes sure that e may be a row, and tidies its names.
func (e *Entity) check() error {
	e.Name = tidy(e.Name)
	switch {
	case e.Key == "" || strings.IndexFunc(e.Key, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) >= 0:
		return fmt.Errorf("key %q is empty or has spaces", e.Key)
	case e.Name == "":
		return fmt.Errorf("%s has no name", e.Key)
	case !slices.Contains(kinds, e.Kind):
		return fmt.Errorf("%s has the unknown kind %q", e.Key, e.Kind)
	case e.Country != "" && !countryForm.MatchString(e.Country):
		return fmt.Errorf("%s has the country %q, which is no ISO 3166-1 alpha-2 code", e.Key, e.Country)
	case e.Wikidata != "" && !wikidataForm.MatchString(e.Wikidata):
		return fmt.Errorf("%s has the Wikidata id %q (expected Q and a number)", e.Key, e.Wikidata)
	}
	for i, r := range e.Roles {
		if e.Roles[i] = tidy(r); strings.ContainsAny(r, ";@") {
			return fmt.Errorf("%s has the role %q with a character that means something else", e.Key, r)
		}
		if _, _, _, err := ParseRole(e.Roles[i]); err != nil {
			return fmt.Errorf("%s: %w", e.Key, err)
		}
	}
	aliases := e.Aliases
	e.Aliases = nil
	e.alias(aliases...)
	return nil
}

// alias adds names that e does not have yet.
func (e *Entity) alias(names ...string) {
	for _, n := range names {
		n = tidy(n)
		if n != "" && latin(n) && n != e.Name && len(e.Aliases) < maxAliases && !slices.Contains(e.Aliases, n) {
			e.Aliases = append(e.Aliases, n)
		}
	}
}

// tidy makes runs of blanks one space and takes out what separates cells; "" when the name is too long.
func tidy(name string) string {
	if len(name) > 4*maxName || !utf8.ValidString(name) {
		return ""
	}
	name = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r == '|' || r == '?' || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, name)), " ")
	if len(name) > maxName {
		return ""
	}
	return name
}

// latin tells whether a name is written in Latin letters, as it is in English text.
func latin(name string) bool {
	letters := false
	for _, r := range name {
		if unicode.IsLetter(r) {
			if !unicode.Is(unicode.Latin, r) {
				return false
			}
			letters = true
		}
	}
	return letters
}

// Table is entities, each once: those with one key or one Wikidata id are one.
type Table struct {
	Entities   []Entity
	byKey      map[string]int
	byWikidata map[string]int
}

// Add takes in an entity. One that is there already gets its names and roles, and
// what was not known of it.
func (t *Table) Add(e Entity) error {
	if err := e.check(); err != nil {
		return fmt.Errorf("knowledge: %w", err)
	}
	if t.byKey == nil {
		t.byKey, t.byWikidata = make(map[string]int), make(map[string]int)
	}
	i, ok := t.byKey[e.Key]
	if !ok && e.Wikidata != "" {
		i, ok = t.byWikidata[e.Wikidata]
	}
	if !ok {
		i = len(t.Entities)
		t.Entities = append(t.Entities, e)
	} else {
		old := &t.Entities[i]
		old.alias(e.Name)
		old.alias(e.Aliases...)
		for _, r := range e.Roles {
			if !slices.Contains(old.Roles, r) {
				old.Roles = append(old.Roles, r)
			}
		}
		if old.Country == "" {
			old.Country = e.Country
		}
		if old.Wikidata == "" {
			old.Wikidata = e.Wikidata
		}
	}
	t.byKey[e.Key] = i
	if e.Wikidata != "" {
		t.byWikidata[e.Wikidata] = i
	}
	return nil
}

// header names the columns of the table's file.
const header = "key\tname\tkind\tcountry\taliases\twikidata\troles"

// Append appends the file of the table to dst: lines of cells with tabs between, the
// parts of a cell with bars (aliases) or "; " (roles) between.
func (t *Table) Append(dst []byte) []byte {
	dst = append(dst, header...)
	for i := range t.Entities {
		e := &t.Entities[i]
		dst = append(dst, '\n')
		for k, cell := range [...]string{e.Key, e.Name, string(e.Kind), e.Country, strings.Join(e.Aliases, "|"), e.Wikidata, strings.Join(e.Roles, "; ")} {
			if k > 0 {
				dst = append(dst, '\t')
			}
			dst = append(dst, cell...)
		}
	}
	return append(dst, '\n')
}

// Parse reads what Append wrote. Entities have their text within file, which stays in memory with them.
func Parse(file string) (*Table, error) {
	t := &Table{}
	number := 0
	for line := range strings.Lines(file) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if number == 1 {
			if line != header {
				return nil, errors.New("knowledge: line 1: this is no table of entities, as entities import writes it")
			}
			continue
		}
		if line == "" {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != strings.Count(header, "\t")+1 {
			return nil, fmt.Errorf("knowledge: line %d: %d cells (expected %d)", number, len(cells), strings.Count(header, "\t")+1)
		}
		if err := t.Add(row(cells, "; ")); err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
	if number == 0 {
		return nil, errors.New("knowledge: the table of entities is empty")
	}
	return t, nil
}

// row makes an entity of the cells of a line, in the order of header.
func row(cells []string, between string) Entity {
	return Entity{
		Entity:  models.Entity{Key: cells[0], Name: cells[1], Kind: models.EntityKind(cells[2]), Country: cells[3], Wikidata: cells[5]},
		Aliases: list(cells[4], "|"), Roles: list(cells[6], between),
	}
}

func list(cell, between string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, between)
}
