package models

// QuantityKind is what a number of a mention counts or measures.
type QuantityKind string

// The kinds. Value, Min and Max count people or things, money in whole units of
// the currency, percent in hundredths.
const (
	Killed     QuantityKind = "killed"
	Wounded    QuantityKind = "wounded"    // and injured
	Casualties QuantityKind = "casualties" // killed or wounded, the words do not say which
	Missing    QuantityKind = "missing"
	Displaced  QuantityKind = "displaced" // fled, evacuated, made homeless
	Detained   QuantityKind = "detained"  // arrested, taken hostage
	Released   QuantityKind = "released"  // prisoners and hostages freed or exchanged
	Troops     QuantityKind = "troops"    // soldiers, officers, police moved or pledged
	Crowd      QuantityKind = "crowd"     // people who march, gather, strike
	Weapons    QuantityKind = "weapons"   // missiles, drones, tanks fired, sent or shot down
	Destroyed  QuantityKind = "destroyed" // houses and the like, destroyed or damaged
	Money      QuantityKind = "money"
	Points     QuantityKind = "points" // of a plan or proposal
	Votes      QuantityKind = "votes"  // and seats
	Percent    QuantityKind = "percent"
)

// Quantity is a number that belongs to a mention, as its words state it: a value
// ("25"), bounds ("at least 25" has only Min, "between 20 and 30" both), or both
// a value and Approx ("about 270,000"). What the words do not state is nil.
type Quantity struct {
	Kind   QuantityKind `json:"kind"`
	Value  *float64     `json:"value,omitempty"`
	Min    *float64     `json:"min,omitempty"`
	Max    *float64     `json:"max,omitempty"`
	Approx bool         `json:"approx,omitempty"`
	Unit   string       `json:"unit,omitempty"` // what is counted, in the singular ("soldier"); of money the currency (ISO 4217)
	Start  int          `json:"start"`          // of the number and what it counts, in code points
	End    int          `json:"end"`
	Field  string       `json:"field,omitempty"`
	Text   string       `json:"text"`
}
