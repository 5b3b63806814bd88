package events

import "github.com/throughline-news/throughline/models"

// recipients finds whom the verb of t is done to: the object when it can
// suffer or meet anything, else what a preposition leads to, else what the
// object is about ("sanctions against Iran"), else the object as it is.
func (d *document) recipients(s *sentence, t *trigger) []int {
	x := t.group
	g := &s.groups[x]
	objects := d.suffering(s, t, s.objects(x))
	for _, p := range objects {
		if d.isOf(s, p, "actor") || s.phrases[p].pronoun {
			return objects
		}
	}
	best, rank := none, len(s.lex.recipients)+1
	for p := range s.phrases {
		ph := &s.phrases[p]
		if ph.prep == "" || ph.time || ph.list != none || ph.first < g.last || s.ownedLater(p) {
			continue
		}
		near := ph.verb == x || ph.on != none && s.phrases[ph.on].verb == x
		r, ok := s.lex.recipients[ph.prep]
		if !near || !ok || ph.prep == "at" && t.entry.kind != models.Assault || ph.prep == "on" && t.entry.kind == models.Consult {
			continue
		}
		if !d.isOf(s, p, "actor") {
			if t.entry.kind == models.Consult && t.entry.mode != "visit" {
				continue
			}
			r += len(s.lex.recipients) / 2
			if s.lex.classes["thing"].has(s.lemma(ph.head)) {
				continue
			}
		}
		if r < rank {
			best, rank = p, r
		}
	}
	if best != none && (len(objects) == 0 || rank < len(s.lex.recipients)/2+3) {
		return s.members(s.root(best))
	}
	return objects
}

// suffering leaves out "each other" and a number that stands for those it counts.
// The words of the trigger are no recipients: "held talks".
func (d *document) suffering(s *sentence, t *trigger, objects []int) []int {
	var out []int
	for _, p := range objects {
		ph := &s.phrases[p]
		if s.lemma(ph.head) == "other" && s.lemma(ph.first) == "each" || ph.head >= t.first && ph.head < t.last && !d.named(s, p) {
			continue
		}
		out = append(out, p)
	}
	return out
}

// ownedLater tells whether phrase p is a possessor: "to Ukraine's army" leads to the army.
func (s *sentence) ownedLater(p int) bool {
	return p+1 < len(s.phrases) && s.phrases[p+1].owner == p
}

// implied are recipients that no object names: of talks and deals each side is
// the other's, and force without an object is used on the place it is used in.
func (d *document) implied(s *sentence, t *trigger, actors []int) []int {
	switch t.entry.kind {
	case models.Consult, models.Support, models.Cooperate, models.Agree:
		if len(actors) > 1 {
			return actors[1:]
		}
	case models.Request, models.Accuse, models.Threaten, models.Concede:
		for y := range s.groups { // "demanded that Ukraine accept"
			if g := &s.groups[y]; !t.noun() && g.governor == t.group && g.link == linkComplement && g.subject != none && !s.phrases[g.subject].pronoun {
				return without(s.members(s.root(g.subject)), actors)
			}
		}
	case models.Assault, models.Coerce, models.Mobilize:
		for q := range s.phrases {
			if t.noun() && (s.phrases[q].on != t.phrase || len(actors) > 1) {
				continue
			}
			if k := d.toponymIn(s, q); k != none && int(d.placeAt[s.phrases[q].head])-1 == k && d.near(s, t, q) && (s.phrases[q].prep == "in" || s.phrases[q].prep == "near") {
				return []int{q}
			}
		}
	}
	return nil
}

// leaders are those who lead the nameless delegation p: in "Rubio and Yermak led
// delegations that met" they are who met.
func (d *document) leaders(s *sentence, p int) []int {
	ph := &s.phrases[p]
	if ph.verb == none || ph.subject || ph.prep != "" || d.actorOf(s, p) != none {
		return nil
	}
	if v := s.groups[ph.verb]; v.lemma != "lead" && v.lemma != "head" || v.passive || v.subject == none {
		return nil
	}
	return s.members(s.root(s.groups[ph.verb].subject))
}
