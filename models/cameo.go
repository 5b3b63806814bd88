package models

// Cameo returns the CAMEO root code, "02" to "20", of an event with these codes
// and status, for those who compare with data coded in CAMEO; "" where CAMEO has
// none: for our own types, and for what is said not to have happened or only
// to be possible, unless PLOVER makes it another event (a refusal, a threat).
//
// PLOVER was made from CAMEO's roots (openeventdata/PLOVER, manual, table of
// CAMEO codes); this is the way back. One type had several roots where the mode
// decides: a REQUEST for help or a meeting is an appeal (02), any other a demand
// (10); ACCUSE/investigate is 09; ASSAULT is 18, 19 or 20 by the means. Root 01,
// statements, has no PLOVER type.
func Cameo(typ, plover EventType, mode string, status Status) string {
	code := typ
	if plover != "" {
		code, mode = plover, "" // the mode is that of the underlying action
	} else {
		switch status {
		case Denied, Cancelled, Possible, Hypothetical, Postponed:
			return ""
		}
	}
	if root, ok := cameoModes[string(code)+"/"+mode]; ok {
		return root
	}
	return cameoRoots[code]
}

var cameoRoots = map[EventType]string{
	Agree: "03", Consult: "04", Support: "05", Cooperate: "06", Aid: "07", Concede: "08", Retreat: "08", Request: "10",
	Accuse: "11", Reject: "12", Threaten: "13", Protest: "14", Mobilize: "15", Sanction: "16", Coerce: "17", Assault: "19",
}

// cameoModes are the modes whose root is another than their type's.
var cameoModes = map[string]string{
	"REQUEST/assist": "02", "REQUEST/meet": "02",
	"ACCUSE/investigate": "09",
	"SANCTION/convict":   "17", // 173, legal action
	"ASSAULT/abduct":     "18", "ASSAULT/beat": "18", "ASSAULT/torture": "18", "ASSAULT/sexual": "18", "ASSAULT/targeted": "18",
	"ASSAULT/primitive": "18", "ASSAULT/explosives": "18", "ASSAULT/suicide-attack": "18",
	"ASSAULT/crowd-control":  "17", // 175, repression
	"ASSAULT/unconventional": "20",
}

// Cameo is the mention's CAMEO root code; see the function of that name.
func (m *Mention) Cameo() string { return Cameo(m.Type, m.Plover, m.Mode, m.Status) }

// Cameo is the event's CAMEO root code; see the function of that name.
func (e *Event) Cameo() string { return Cameo(e.Type, e.Plover, e.Mode, e.Status) }
