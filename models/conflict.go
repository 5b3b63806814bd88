package models

// ConflictKind says how a draft stands to what was reported.
type ConflictKind string

// The kinds, the gravest first.
const (
	ConflictContradicted ConflictKind = "contradicted" // no report says so, and reports say otherwise
	ConflictDisputed     ConflictKind = "disputed"     // reports differ among themselves, and the draft has one side
	ConflictOutdated     ConflictKind = "outdated"     // it was so reported first, and otherwise since
)

// ConflictField is what a draft and the reports give two values for.
type ConflictField string

// The fields, in the order they are listed.
const (
	ConflictDate         ConflictField = "date"
	ConflictPlace        ConflictField = "place"
	ConflictNumber       ConflictField = "number"
	ConflictParticipants ConflictField = "participants"
	ConflictStatus       ConflictField = "status"
	ConflictOffice       ConflictField = "office"
)

// Conflict is a value of a draft that reports, or what is known of offices, gives otherwise.
type Conflict struct {
	Kind    ConflictKind  `json:"kind"`
	Field   ConflictField `json:"field"`
	Aspect  string        `json:"aspect,omitempty"` // as Claim.Aspect; of an office the person's name
	Draft   string        `json:"draft"`            // the value in the draft, in one line
	Quote   Quote         `json:"quote"`            // where the draft says so
	EventID string        `json:"eventId,omitempty"`
	Says    []Saying      `json:"says"` // the other values, that of most origins first
}

// Saying is a value and the independent reports that give it. No claims are left
// for an office: that is known of the person.
type Saying struct {
	Value   string  `json:"value"`
	Origins int     `json:"origins"`
	Claims  []Claim `json:"claims"` // one of each origin
}
