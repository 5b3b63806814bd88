package models

// Outcome is what became of something that was announced.
type Outcome string

// The outcomes.
const (
	OutcomeDue        Outcome = "due"        // still to come, or over for too short a time to have been told
	OutcomeHeld       Outcome = "held"       // it took place, or is going on
	OutcomeClaimed    Outcome = "claimed"    // only a party to it says that it took place
	OutcomePostponed  Outcome = "postponed"  // put off
	OutcomeCancelled  Outcome = "cancelled"  // called off
	OutcomeDenied     Outcome = "denied"     // it did not take place, or a source denies it
	OutcomeUnreported Outcome = "unreported" // its date passed and nothing was heard
)

// AgendaEntry is an event that was announced.
type AgendaEntry struct {
	Event     Event
	Announced *StatusStep // by whom and when
	Outcome   Outcome
}

var outcomes = map[Status]Outcome{
	Happened: OutcomeHeld, Ongoing: OutcomeHeld, Historical: OutcomeHeld, Claimed: OutcomeClaimed, Postponed: OutcomePostponed,
	Cancelled: OutcomeCancelled, Denied: OutcomeDenied, Unreported: OutcomeUnreported,
}

// Outcome is what became of the event, if it was announced.
func (e *Event) Outcome() Outcome {
	if o, ok := outcomes[e.Status]; ok {
		return o
	}
	return OutcomeDue
}
