package events

import "github.com/throughline-news/throughline/models"

// obligation is the entry of what someone says others must do: "said that both
// sides must withdraw". It asks for it, in PLOVER's words REQUEST.
var obligation = entry{words: []string{"must"}, kind: models.Request}

// obligations finds what a named speaker says that another must or should do.
func (d *document) obligations(s *sentence) []trigger {
	var out []trigger
	for x := range s.groups {
		g := &s.groups[x]
		if g.link != linkComplement || g.governor == none || g.subject == none || g.negative ||
			g.modal != "must" && g.modal != "should" || s.groups[g.governor].subject == none || !s.groupOp(g.governor).is(opSay|opClaim) {
			continue
		}
		over := d.standings[s.index][g.governor]
		out = append(out, trigger{entry: obligation, first: g.first, last: g.first + 1, group: x, phrase: none, standing: over})
	}
	return out
}

// dropOuter leaves out the verbs and nouns that only frame another event:
// "agreed to meet" is the meeting, promised; "refused to meet" the meeting,
// refused. A request stays: asking is what happened.
func (s *sentence) dropOuter(ts []trigger) []trigger {
	drop := make([]bool, len(ts))
	for i := range ts {
		t := &ts[i]
		if t.noun() {
			continue
		}
		g := &s.groups[t.group]
		if g.link != linkInfinitive {
			continue
		}
		for j := range ts {
			o := &ts[j]
			framing := o.entry.kind == models.Agree || o.entry.kind == models.Reject && s.op(o.first).is(opNegate) || o.entry.kind == models.Threaten && s.op(o.first).is(opThreat|opFuture)
			over := !o.noun() && o.group == g.governor && g.governorNoun == none || o.noun() && o.phrase == g.governorNoun && !s.headOp(o.phrase).is(opNounRequest)
			if i != j && framing && !t.entry.weak && over {
				drop[j] = true
			}
		}
	}
	s.dropPurpose(ts, drop)
	s.dropCarrying(ts, drop)
	s.markBehind(ts, drop)
	out := ts[:0]
	for i := range ts {
		if !drop[i] {
			out = append(out, ts[i])
		}
	}
	return out
}

// dropPurpose marks what only says what an event of the same type is for: "met
// to discuss the plan".
func (s *sentence) dropPurpose(ts []trigger, drop []bool) {
	for i := range ts {
		if ts[i].noun() {
			continue
		}
		g := &s.groups[ts[i].group]
		if g.link != linkInfinitive && g.link != linkParticiple {
			continue
		}
		for j := range ts {
			if i != j && ts[j].group == g.governor && ts[j].entry.kind == ts[i].entry.kind && !drop[j] && (!ts[j].noun() || ts[j].carried) {
				drop[i] = true
			}
		}
	}
}

// dropCarrying marks the verb where it says what became of an event noun
// ("postponed the visit"), and the noun where the verb says the same ("signed a
// treaty"): one happening, one mention.
func (s *sentence) dropCarrying(ts []trigger, drop []bool) {
	for i := range ts {
		if !ts[i].noun() || ts[i].group == none {
			continue
		}
		r := s.phrases[s.carrier(ts[i].phrase)]
		for j := range ts {
			if ts[j].noun() || ts[j].group != ts[i].group || r.prep != "" {
				continue
			}
			switch g := s.groups[ts[j].group]; {
			case s.groupOp(ts[j].group).is(opCancel|opPostpone) && foreseen(ts[i].entry.kind):
				drop[j] = true
			case ts[i].carried && ts[j].entry.weak && s.groupOp(ts[j].group).is(opLight): // "talks were held in Lima": nobody is held
				drop[j] = true
			case (ts[j].entry.kind == ts[i].entry.kind || ts[i].carried && !ts[j].entry.weak) && (!r.subject || g.passive):
				drop[i] = true
			}
		}
	}
}

// foreseen tells whether events of a type are set for a time, so that one can be
// cancelled. A charge or a tariff that is dropped was there; dropping it is what happened.
func foreseen(t models.EventType) bool {
	switch t {
	case models.Accuse, models.Sanction, models.Coerce, models.Assault, models.Concede, models.Threaten, models.Request:
		return false
	}
	return true
}

// markBehind marks what an event of another trigger undoes or lessens: the
// tariffs of "rolled back the tariffs", the sanctions and their imposing of
// "lifted the sanctions imposed on Chad". They were there before.
func (s *sentence) markBehind(ts []trigger, drop []bool) {
	for j := range ts {
		o := &ts[j]
		if drop[j] || o.noun() {
			continue
		}
		switch o.entry.kind {
		case models.Concede, models.Retreat, models.Sanction:
		default:
			continue
		}
		for i := range ts {
			if t := &ts[i]; t.noun() && t.group == o.group && !t.carried && s.phrases[s.carrier(t.phrase)].prep == "to" {
				t.behind = true // "bowed to the demands"
			}
		}
		for _, p := range s.objects(o.group) {
			for i := range ts {
				t := &ts[i]
				if i == j {
					continue
				}
				if t.noun() {
					t.behind = t.behind || t.phrase == p && !t.carried
					continue
				}
				g := &s.groups[t.group]
				t.behind = t.behind || g.governorNoun == p && (g.link == linkRelative || g.link == linkParticiple) && g.marker == ""
			}
		}
	}
}
