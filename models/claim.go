package models

// ClaimField is the field of an event that a claim gives a value.
type ClaimField string

// The fields, in the order they are listed.
const (
	ClaimDate         ClaimField = "date"
	ClaimPlace        ClaimField = "place"
	ClaimNumber       ClaimField = "number"
	ClaimParticipants ClaimField = "participants"
	ClaimStatus       ClaimField = "status"
)

// Verdict says how a claim stands to the value that was chosen.
type Verdict string

// Agree: it says the same, or nothing that the chosen value rules out. Differ:
// both cannot be true. Superseded: it was overtaken, as a plan by what happened
// and an earlier toll by a later one.
const (
	VerdictAgree      Verdict = "AGREE"
	VerdictDiffer     Verdict = "DIFFER"
	VerdictSuperseded Verdict = "SUPERSEDED"
)

// Claim is one value of one field of an event as stated by one mention, who said
// it, and how it stands to the value that was chosen for the event.
type Claim struct {
	EventID string     `json:"eventId"`
	Field   ClaimField `json:"field"`
	Aspect  string     `json:"aspect,omitempty"` // what is counted ("killed", "killed child"), the Role of participants, else ""
	Value   string     `json:"value"`            // in one line
	Verdict Verdict    `json:"verdict"`
	Chosen  bool       `json:"chosen"` // it has the value that was chosen
	Reason  string     `json:"reason"` // of the verdict

	Date     *Date     `json:"date,omitempty"`
	Place    *Place    `json:"place,omitempty"`
	Quantity *Quantity `json:"quantity,omitempty"`
	Status   Status    `json:"status,omitempty"`

	Speaker   string `json:"speaker,omitempty"` // who says so, as written; "" when the article itself does
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"` // as Article.Published
	MentionID string `json:"mentionId"`
	ArticleID string `json:"articleId"`
	OriginID  string `json:"originId,omitempty"`
}
