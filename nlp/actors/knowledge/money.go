package knowledge

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// schemata are the schemata of FollowTheMoney whose entities the table takes, with their kind.
var schemata = map[string]models.EntityKind{
	"Person": models.EntityPerson, "Organization": models.EntityOrganization, "Company": models.EntityOrganization,
	"LegalEntity": models.EntityOrganization, "PublicBody": models.EntityGovernment,
}

// FollowTheMoney reads an entity in the form in which OpenSanctions and others publish
// them, one JSON object a line. ok is false for what is no actor: addresses, ships, ownerships.
// known tells which ISO codes are those of countries.
func FollowTheMoney(line []byte, known func(code string) bool) (e Entity, ok bool, err error) {
	var m struct {
		ID         string              `json:"id"`
		Schema     string              `json:"schema"`
		Caption    string              `json:"caption"`
		Properties map[string][]string `json:"properties"`
	}
	if err := json.Unmarshal(line, &m); err != nil {
		return Entity{}, false, fmt.Errorf("knowledge: read entity: %w", err)
	}
	if m.Schema == "" {
		return Entity{}, false, errors.New("knowledge: the entity has no schema")
	}
	kind, ok := schemata[m.Schema]
	if !ok {
		return Entity{}, false, nil
	}
	if m.ID == "" {
		return Entity{}, false, errors.New("knowledge: the entity has no id")
	}
	p := m.Properties
	names := slices.DeleteFunc(slices.Concat([]string{m.Caption}, p["name"], p["alias"]), func(n string) bool { return !latin(n) })
	if len(names) == 0 {
		return Entity{}, false, nil // nothing that stands in English text
	}
	if kind == models.EntityOrganization && slices.Contains(p["topics"], "crime.terror") {
		kind = models.EntityArmedGroup
	}
	e = Entity{Entity: models.Entity{Key: "ftm/" + m.ID, Name: names[0], Kind: kind}, Aliases: names[1:]}
	for _, of := range []string{"citizenship", "nationality", "jurisdiction", "country"} {
		for _, code := range p[of] {
			if code = strings.ToUpper(code); e.Country == "" && countryForm.MatchString(code) && known(code) {
				e.Country = code
			}
		}
	}
	for _, id := range append(p["wikidataId"], m.ID) {
		if e.Wikidata == "" && wikidataForm.MatchString(id) {
			e.Wikidata = id
		}
	}
	return e, true, nil
}
