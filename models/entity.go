package models

import "time"

// EntityKind says what an actor is.
type EntityKind string

// The kinds of entity.
const (
	EntityPerson       EntityKind = "person"
	EntityCountry      EntityKind = "country"
	EntityGovernment   EntityKind = "government" // a ministry, parliament, army or office of a country
	EntityBloc         EntityKind = "bloc"       // countries acting together: the European Union, ASEAN
	EntityOrganization EntityKind = "organization"
	EntityArmedGroup   EntityKind = "armed_group"
	EntityPlace        EntityKind = "place"
	EntityOther        EntityKind = "other"
)

// Entity is an actor: a person, organization, country, armed group.
type Entity struct {
	ID        string     `json:"id" gorm:"primaryKey"`
	Key       string     `json:"key"` // the knowledge base's own stable key, such as "UA" or "person/rustem-umerov"; unique
	Name      string     `json:"name"`
	Kind      EntityKind `json:"kind"`
	Country   string     `json:"country,omitempty"` // ISO 3166-1 alpha-2 of the country it belongs to or is
	Wikidata  string     `json:"wikidata,omitempty"`
	Aliases   Names      `json:"aliases,omitempty"` // what else people call it, beside the names in the reader's tables
	Version   int        `json:"-"`
	CreatedAt time.Time  `json:"createdAt"`
	UpdatedAt time.Time  `json:"updatedAt"`
}

// AliasList is what else people call it, none as an empty list.
func (e Entity) AliasList() []string { return e.Aliases.List() }

// PlacePrecision is what a place's coordinates stand for.
type PlacePrecision string

// The precisions of a place.
const (
	PlaceCountry PlacePrecision = "country"
	PlaceAdmin1  PlacePrecision = "admin1"
	PlaceAdmin2  PlacePrecision = "admin2"
	PlaceCity    PlacePrecision = "city"
	PlaceRegion  PlacePrecision = "region"
	PlaceSea     PlacePrecision = "sea"
	PlacePoint   PlacePrecision = "point"
)

// Place is an entry of the gazetteer.
type Place struct {
	ID        string         `json:"id" gorm:"primaryKey"`
	Key       string         `json:"key"` // the gazetteer's stable key; unique
	GeoNames  int            `json:"geonames,omitempty" gorm:"column:geonames"`
	Name      string         `json:"name"`
	Lat       float64        `json:"lat"` // degrees north, WGS 84
	Lon       float64        `json:"lon"` // degrees east
	Country   string         `json:"country,omitempty"`
	Admin1    string         `json:"admin1,omitempty"`
	Precision PlacePrecision `json:"precision"`
}
