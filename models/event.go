package models

import "time"

// EventType is the underlying action of an event: one of PLOVER's sixteen, or
// one of ours for news that PLOVER leaves out.
type EventType string

// PLOVER's types (openeventdata/PLOVER) and, after them, ours.
const (
	Agree     EventType = "AGREE"
	Consult   EventType = "CONSULT"
	Support   EventType = "SUPPORT"
	Concede   EventType = "CONCEDE"
	Cooperate EventType = "COOPERATE"
	Aid       EventType = "AID"
	Retreat   EventType = "RETREAT"
	Request   EventType = "REQUEST"
	Accuse    EventType = "ACCUSE"
	Reject    EventType = "REJECT"
	Threaten  EventType = "THREATEN"
	Protest   EventType = "PROTEST"
	Sanction  EventType = "SANCTION"
	Mobilize  EventType = "MOBILIZE"
	Coerce    EventType = "COERCE"
	Assault   EventType = "ASSAULT"

	Election EventType = "ELECTION"
	Office   EventType = "OFFICE"
	Disaster EventType = "DISASTER"
	Death    EventType = "DEATH"
	Ruling   EventType = "RULING"
	Economy  EventType = "ECONOMY"
	Other    EventType = "OTHER"
)

// Quad is PLOVER's coarse class of an event.
type Quad string

// The four quads.
const (
	VerbalCooperation   Quad = "VERBAL_COOPERATION"
	MaterialCooperation Quad = "MATERIAL_COOPERATION"
	VerbalConflict      Quad = "VERBAL_CONFLICT"
	MaterialConflict    Quad = "MATERIAL_CONFLICT"
)

// Status says whether an event happened.
type Status string

// The statuses. Unreported exists in the store only: the date of a scheduled
// event passed and nothing was heard.
const (
	Happened     Status = "happened"
	Ongoing      Status = "ongoing"
	Historical   Status = "historical"
	Scheduled    Status = "scheduled"
	Intended     Status = "intended"
	Possible     Status = "possible"
	Hypothetical Status = "hypothetical"
	Postponed    Status = "postponed"
	Denied       Status = "denied"
	Cancelled    Status = "cancelled"
	Claimed      Status = "claimed"
	Unreported   Status = "unreported"
)

// Participant is one who acts in or receives a mention: the words, their
// offsets in code points, and the entity they stand for when known.
type Participant struct {
	Start   int        `json:"start"`
	End     int        `json:"end"`
	Field   string     `json:"field,omitempty"`
	Text    string     `json:"text"`
	Key     string     `json:"id,omitempty"` // Entity.Key
	Name    string     `json:"name,omitempty"`
	Kind    EntityKind `json:"kind,omitempty"`
	Country string     `json:"country,omitempty"`
	Role    string     `json:"role,omitempty"` // title as written: "Foreign Minister"
}

// Mention is what one sentence of one article says happened.
type Mention struct {
	ID           string        `json:"id" gorm:"primaryKey"`
	ArticleID    string        `json:"articleId"`
	EventID      string        `json:"eventId"`
	Type         EventType     `json:"type"`
	Plover       EventType     `json:"plover,omitempty"` // PLOVER's own code where it differs from Type
	Mode         string        `json:"mode,omitempty"`
	Status       Status        `json:"status"`
	StatusSource string        `json:"source,omitempty"` // who says so, as written
	Quad         Quad          `json:"quad,omitempty"`
	Score        float64       `json:"score,omitempty"`
	Quote        Quote         `json:"quote" gorm:"embedded;embeddedPrefix:quote_"`
	TriggerStart int           `json:"triggerStart"`
	TriggerEnd   int           `json:"triggerEnd"`
	Trigger      string        `json:"trigger"`
	Actors       []Participant `json:"actors" gorm:"serializer:json"`
	Recipients   []Participant `json:"recipients" gorm:"serializer:json"`
	Date         *Date         `json:"date,omitempty" gorm:"serializer:json"`
	Place        *MentionPlace `json:"place,omitempty" gorm:"serializer:json"`
	Numbers      []Quantity    `json:"numbers,omitempty" gorm:"serializer:json"` // in text order
	Main         bool          `json:"main"`
	Confidence   float64       `json:"confidence"` // that this event is reported here, 0 to 1
	Summary      string        `json:"summary"`
}

// MentionPlace is where a mention says it happened, the words for it, and where
// in the text these stand.
type MentionPlace struct {
	Place
	Text  string     `json:"text,omitempty"`
	Start int        `json:"start,omitempty"`
	End   int        `json:"end,omitempty"`
	Field string     `json:"field,omitempty"`
	Basis PlaceBasis `json:"basis,omitempty"`
}

// PlaceBasis is where an event got its place from.
type PlaceBasis string

// The bases, best first.
const (
	PlaceFromClause    PlaceBasis = "clause"
	PlaceFromSentence  PlaceBasis = "sentence"
	PlaceFromDiscourse PlaceBasis = "discourse" // another sentence that tells of the event, or sets the scene
	PlaceFromDateline  PlaceBasis = "dateline"  // the town the report is dated from
)

// Event is one happening in the world, carried by one or more mentions.
type Event struct {
	ID          string    `json:"id" gorm:"primaryKey"`
	Type        EventType `json:"type"`
	Plover      EventType `json:"plover,omitempty"`
	Mode        string    `json:"mode,omitempty"`
	Status      Status    `json:"status"`
	Quad        Quad      `json:"quad,omitempty"`
	Score       float64   `json:"score,omitempty"`
	Summary     string    `json:"summary"`
	Confidence  float64   `json:"confidence"`
	ReportCount int       `json:"reportCount"` // articles
	OriginCount int       `json:"originCount"` // independent origins of these
	Date        *Date     `json:"date,omitempty" gorm:"serializer:json"`
	DateStart   Day       `json:"-"` // Date.Start, or NoDay: what timelines are sorted and cut by
	DateEnd     Day       `json:"-"` // Date.End, or NoDay
	PlaceID     string    `json:"placeId,omitempty"`
	Disputed    bool      `json:"disputed,omitempty"` // independent reports differ about a field
	Importance  float64   `json:"importance"`         // to its stories; without unit, it orders events
	Version     int       `json:"version"`            // grows by one with every change
	AsOf        int64     `json:"-" gorm:"-"`         // not 0: what was known after the change of this number
	CreatedAt   time.Time `json:"createdAt"`
	UpdatedAt   time.Time `json:"updatedAt"`
}

// NoDay sorts events whose date is not stated behind all others.
const NoDay Day = "9999-12-31"

// Role is the part a participant has in an event.
type Role string

// The roles.
const (
	RoleActor     Role = "actor"
	RoleRecipient Role = "recipient"
)

// EventEntity says that an entity takes part in an event.
type EventEntity struct {
	EventID  string `gorm:"primaryKey"`
	EntityID string `gorm:"primaryKey"`
	Role     Role   `gorm:"primaryKey"`
	Position int    // order within the role
}
