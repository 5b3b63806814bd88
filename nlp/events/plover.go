package events

import "github.com/throughline-news/throughline/models"

// kind is what PLOVER says of a type: its quad, its score on the scale from
// conflict (-10) to cooperation (10), and the modes with scores of their own.
// Source: openeventdata/PLOVER, manual. Three contradictions of the manual are
// settled here: ACCUSE is negative (its modes are), SANCTION is material
// conflict (its chapter says so), unconventional violence is ASSAULT.
type kind struct {
	quad  models.Quad
	score float64
	modes map[string]float64
}

var kinds = map[models.EventType]kind{
	models.Agree:     {models.VerbalCooperation, 2.5, nil},
	models.Consult:   {models.VerbalCooperation, 2.5, map[string]float64{"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5}},
	models.Support:   {models.VerbalCooperation, 5, nil},
	models.Concede:   {models.VerbalCooperation, 4.5, nil},
	models.Cooperate: {models.MaterialCooperation, 9.5, nil},
	models.Aid:       {models.MaterialCooperation, 10, nil},
	models.Retreat: {models.MaterialCooperation, 6.5, map[string]float64{
		"withdraw": 8, "release": 6.5, "disarm": 10, "ceasefire": 7.5, "access": 6.5, "resign": 4.5}},
	models.Request: {models.VerbalConflict, 0, map[string]float64{"assist": .5, "change": -1, "yield": -1, "meet": 0}},
	models.Accuse:  {models.VerbalConflict, -3, map[string]float64{"disapprove": -2, "investigate": -3.5, "allege": -3.5}},
	models.Reject:  {models.VerbalConflict, -2, map[string]float64{"assist": -1.5, "change": -2, "yield": -2, "meet": -2}},
	models.Threaten: {models.VerbalConflict, -3.5, map[string]float64{
		"restrict": -3.5, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4, "violence": -3.5}},
	models.Protest: {models.MaterialConflict, -5, map[string]float64{
		"demo": -5, "riot": -7, "strike": -5, "hunger": -5, "boycott": -5, "obstruct": -5, "vandalize": -5}},
	models.Sanction: {models.MaterialConflict, -6, map[string]float64{"convict": -6, "expel": -6, "withdraw": -6, "discontinue": -6}},
	models.Mobilize: {models.MaterialConflict, -5.5, map[string]float64{"troops": -5.5, "weapons": -5.5, "police": -5.5, "militia": -5.5}},
	models.Coerce: {models.MaterialConflict, -7, map[string]float64{
		"seize": -7, "restrict": -7, "censor": -7, "curfew": -7, "martial-law": -7, "arrest": -7, "deport": -7, "withhold": -7, "misinformation": -7, "cyber": -7}},
	models.Assault: {models.MaterialConflict, -9, map[string]float64{
		"abduct": -9, "beat": -9, "torture": -9, "sexual": -9, "targeted": -9, "destroy": -9, "primitive": -9, "firearms": -9, "explosives": -9,
		"suicide-attack": -9, "aerial": -9, "drone": -9, "heavy-weapons": -9, "crowd-control": -9, "unconventional": -10}},

	// Ours: news that PLOVER leaves out. They have no quad and no score.
	models.Election: {}, models.Office: {}, models.Disaster: {}, models.Death: {}, models.Ruling: {}, models.Economy: {}, models.Other: {},
}

// isPlover tells whether t is one of PLOVER's types.
func isPlover(t models.EventType) bool { return kinds[t].quad != "" }

// value is the quad and score of a type and mode.
func value(t models.EventType, mode string) (models.Quad, float64) {
	k := kinds[t]
	if s, ok := k.modes[mode]; ok {
		return k.quad, s
	}
	return k.quad, k.score
}

// TypeValue returns the quad and score of a type without a mode, and whether it is a
// type of ours at all.
func TypeValue(t models.EventType) (quad models.Quad, score float64, known bool) {
	k, known := kinds[t]
	return k.quad, k.score, known
}

func cooperative(t models.EventType) bool {
	q := kinds[t].quad
	return q == models.VerbalCooperation || q == models.MaterialCooperation
}

// frame is what stands over an event in its sentence and makes PLOVER code it
// as something else.
type frame int

const (
	plain     frame = iota
	promised        // will, plans to
	decided         // decided to: as good as done
	agreed          // agreed to, offered to, is willing to
	requested       // demanded, called for
	refused         // refused to, rejected, did not
	threatened
	stopped // ended, suspended, cancelled
)

// coded is PLOVER's own code of an event that entry e tells of under f.
func (e entry) coded(f frame) models.EventType {
	if e.code == "" {
		return code(e.kind, f)
	}
	if f == plain {
		return e.code
	}
	if !isPlover(e.kind) {
		return code(e.code, f)
	}
	return code(e.kind, f)
}

// code is PLOVER's own code of an event of type t under f: "Future, negation,
// request and threat are types, not marks" (manual, chapter on the types).
func code(t models.EventType, f frame) models.EventType {
	if !isPlover(t) {
		return t
	}
	switch f {
	case promised:
		switch t {
		case models.Consult, models.Support, models.Cooperate, models.Aid, models.Retreat, models.Concede:
			return models.Agree
		case models.Assault, models.Coerce, models.Sanction, models.Mobilize:
			return models.Threaten
		}
	case decided:
		switch t {
		case models.Consult, models.Support, models.Cooperate, models.Aid:
			return models.Agree
		}
	case agreed:
		if cooperative(t) {
			return models.Agree
		}
		return code(t, promised)
	case requested:
		if t != models.Accuse && t != models.Protest {
			return models.Request
		}
	case refused:
		if cooperative(t) || t == models.Request {
			return models.Reject
		}
	case threatened:
		return models.Threaten
	case stopped:
		switch t {
		case models.Aid, models.Cooperate:
			return models.Sanction
		case models.Consult, models.Agree:
			return models.Reject
		case models.Assault, models.Sanction, models.Coerce, models.Protest, models.Mobilize:
			return models.Retreat
		}
	}
	return t
}
