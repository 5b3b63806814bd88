package knowledge

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// item is what is read of an entity of Wikidata's JSON dump.
type item struct {
	ID      string          `json:"id"`
	Labels  map[string]text `json:"labels"`
	Aliases json.RawMessage `json:"aliases"` // an object of lists; an empty list when there are none
	Claims  json.RawMessage `json:"claims"`  // the same
}

// text is a name in one language.
type text struct {
	Value string `json:"value"`
}

// The properties of Wikidata that are read.
const (
	instanceOf  = "P31"
	country     = "P17"
	citizenship = "P27"
	position    = "P39"
)

const human = "Q5"

// classes are the items of Wikidata whose instances the table takes, with their kind.
var classes = map[string]models.EntityKind{
	"Q484652": models.EntityBloc, "Q1335818": models.EntityBloc, "Q245065": models.EntityBloc, "Q1127126": models.EntityBloc, // international and intergovernmental organizations
	"Q192350": models.EntityGovernment, "Q327333": models.EntityGovernment, "Q11204": models.EntityGovernment, "Q35749": models.EntityGovernment, // ministry, agency, supreme court, parliament
	"Q772547": models.EntityGovernment, "Q47913": models.EntityGovernment, "Q66344": models.EntityGovernment, "Q176799": models.EntityGovernment, // armed forces, intelligence agency, central bank, military unit
	"Q17149090": models.EntityArmedGroup, "Q17127659": models.EntityArmedGroup, "Q1752346": models.EntityArmedGroup, "Q179057": models.EntityArmedGroup, // armed, terrorist, militant groups
	"Q43229": models.EntityOrganization, "Q7278": models.EntityOrganization, "Q79913": models.EntityOrganization, "Q163740": models.EntityOrganization, // organization, party, NGO, nonprofit
	"Q4830453": models.EntityOrganization, "Q783794": models.EntityOrganization, "Q891723": models.EntityOrganization, "Q6881511": models.EntityOrganization, // business, company, public company, enterprise
	"Q192283": models.EntityOrganization, "Q11032": models.EntityOrganization, "Q178790": models.EntityOrganization, "Q22687": models.EntityOrganization, // news agency, newspaper, trade union, bank
	"Q31855": models.EntityOrganization, "Q155271": models.EntityOrganization, "Q48204": models.EntityOrganization, // research institute, think tank, association
}

// Wikidata reads an entity of Wikidata's JSON dump. ok is false for what the table does not
// take: what is neither an organization nor a person who held an office, or has no
// English name. countries gives the ISO code of a country by its Wikidata id.
func Wikidata(line []byte, countries map[string]string) (e Entity, ok bool, err error) {
	var it item
	if err := json.Unmarshal(line, &it); err != nil {
		return Entity{}, false, fmt.Errorf("knowledge: read item: %w", err)
	}
	if !wikidataForm.MatchString(it.ID) {
		return Entity{}, false, nil // a property or a lexeme
	}
	name := it.Labels["en"].Value
	if name == "" {
		name = it.Labels["mul"].Value
	}
	var claims map[string][]claim
	if !object(it.Claims) || name == "" || !latin(name) {
		return Entity{}, false, nil
	}
	if err := json.Unmarshal(it.Claims, &claims); err != nil {
		return Entity{}, false, fmt.Errorf("knowledge: read claims of %s: %w", it.ID, err)
	}
	e = Entity{Entity: models.Entity{Key: "wikidata/" + it.ID, Name: name, Kind: kindOf(claims), Wikidata: it.ID}}
	if e.Kind == "" {
		return Entity{}, false, nil
	}
	of := country
	if e.Kind == models.EntityPerson {
		of = citizenship
	}
	e.Country = countries[first(claims[of])]
	if object(it.Aliases) {
		var aliases map[string][]text
		if err := json.Unmarshal(it.Aliases, &aliases); err != nil {
			return Entity{}, false, fmt.Errorf("knowledge: read aliases of %s: %w", it.ID, err)
		}
		for _, a := range slices.Concat(aliases["en"], aliases["mul"]) {
			e.Aliases = append(e.Aliases, a.Value)
		}
	}
	return e, true, nil
}

func object(raw json.RawMessage) bool { return len(raw) > 0 && raw[0] == '{' }

// claim is a statement; only the id of its value is read.
type claim struct {
	Rank     string `json:"rank"`
	Mainsnak struct {
		Datavalue struct {
			Value json.RawMessage `json:"value"`
		} `json:"datavalue"`
	} `json:"mainsnak"`
}

// id is the item that a claim names, "" when it names none or does not hold.
func (c claim) id() string {
	var v struct {
		ID string `json:"id"`
	}
	if c.Rank == "deprecated" || !object(c.Mainsnak.Datavalue.Value) || json.Unmarshal(c.Mainsnak.Datavalue.Value, &v) != nil {
		return "" // other values than items have no id
	}
	return v.ID
}

// first returns the item that the first preferred claim names, else the last one
// that holds: of several citizenships the latest is the one still held as a rule.
func first(claims []claim) string {
	last := ""
	for _, c := range claims {
		id := c.id()
		if id != "" && c.Rank == "preferred" {
			return id
		}
		if id != "" {
			last = id
		}
	}
	return last
}

// kindOf says what an item is, "" when it is nothing that the table takes.
func kindOf(claims map[string][]claim) models.EntityKind {
	for _, c := range claims[instanceOf] {
		id := c.id()
		if id == human {
			if len(claims[position]) == 0 {
				return ""
			}
			return models.EntityPerson
		}
		if kind := classes[id]; kind != "" {
			return kind
		}
	}
	return ""
}
