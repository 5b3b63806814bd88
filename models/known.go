package models

// EventTypes, Quads and Statuses are all there are, in the order of the constants.
var (
	EventTypes = []EventType{Agree, Consult, Support, Concede, Cooperate, Aid, Retreat, Request, Accuse, Reject, Threaten, Protest, Sanction, Mobilize, Coerce, Assault,
		Election, Office, Disaster, Death, Ruling, Economy, Other}
	Quads    = []Quad{VerbalCooperation, MaterialCooperation, VerbalConflict, MaterialConflict}
	Statuses = []Status{Happened, Ongoing, Historical, Scheduled, Intended, Possible, Hypothetical, Postponed, Denied, Cancelled, Claimed, Unreported}
)
