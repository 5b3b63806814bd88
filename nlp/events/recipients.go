package events

import "github.com/throughline-news/throughline/models"

// recipients finds whom the verb of t is done to: the object when it can
// suffer or meet anything, else what a preposition leads to, else what the
// object is about ("sanctions against Iran"), else the object as it is. Of a
// frame such as "agreed to work with Kenya" it is whom the inner verb is done to.
func (d *document) recipients(s *sentence, t *trigger) []int {
	objects := d.suffering(s, t, s.objects(t.group))
	if t.isTopic() {
		objects = nil
	}
	own := len(objects) > 0 && d.ownMeans(s, t, objects[0])
	for _, p := range objects {
		if !own && (d.isOf(s, p, "actor") || s.phrases[p].pronoun) {
			return objects
		}
	}
	best, rank := none, len(s.lex.recipients)+1
	for p := range s.phrases {
		if r, ok := d.leadsTo(s, t, p, own); ok && r < rank {
			best, rank = p, r
		}
	}
	switch {
	case best != none && (len(objects) == 0 || own || rank < thingPenalty+2):
		return s.members(s.root(best))
	case len(objects) == 0 && best == none && framesOther(t.entry.kind):
		for y := range s.groups {
			if g := &s.groups[y]; g.governor == t.group && g.link == linkInfinitive {
				return d.recipients(s, &trigger{entry: t.entry, first: g.first, last: g.last, group: y, phrase: none})
			}
		}
	}
	return objects
}

// isTopic tells whether the object of its verb is what is talked about: "discussed
// Chad with the envoy".
func (t *trigger) isTopic() bool {
	switch t.entry.words[0] {
	case "discuss", "negotiate", "debate", "thrash", "hammer", "broach":
		return true
	}
	return false
}

// thingPenalty is how many ranks of prepositions a thing stands behind an actor.
const thingPenalty = 4

// framesOther tells whether events of a type are often done in words about another deed.
func framesOther(t models.EventType) bool {
	return t == models.Agree || t == models.Reject || t == models.Threaten || t == models.Request || t == models.Concede
}

// ownMeans tells whether an object is what the actor uses or gives, so that the
// recipient stands elsewhere: "withdrew troops from Chad", "sent food to Chad".
func (d *document) ownMeans(s *sentence, t *trigger, p int) bool {
	switch t.entry.kind {
	case models.Retreat:
		if t.entry.mode == "release" {
			return false
		}
	case models.Mobilize, models.Aid:
	default:
		return false
	}
	for _, class := range [...]string{"force", "weapon", "aid", "money", "peacekeeper"} {
		if d.isOf(s, p, class) {
			return true
		}
	}
	return false
}

// leadsTo gives the rank of phrase p as a recipient behind a preposition, the
// lower the better; false when it is none. A place behind "in" counts only
// where the means are the actor's own.
func (d *document) leadsTo(s *sentence, t *trigger, p int, own bool) (int, bool) {
	ph := &s.phrases[p]
	if ph.prep == "" || ph.time || ph.list != none || ph.inner || ph.first < t.last && !(ph.first >= s.groups[t.group].last && t.last <= ph.first) || s.ownedLater(p) {
		return 0, false
	}
	about := ph.on != none && s.phrases[ph.on].head >= t.first && s.phrases[ph.on].head < t.last // on a noun of the trigger
	if ph.verb != t.group && !about && (ph.on == none || s.phrases[ph.on].verb != t.group) {
		return 0, false
	}
	rank, ok := s.lex.recipients[ph.prep]
	switch {
	case ph.prep == "of" && about, ph.prep == "in" && about && t.entry.kind != models.Consult && d.named(s, p), own && (ph.prep == "in" || ph.prep == "along" || ph.prep == "near" || ph.prep == "across"):
		rank = len(s.lex.recipients) / 2
	case !ok, ph.prep == "at" && t.entry.kind != models.Assault, ph.prep == "on" && t.entry.kind == models.Consult:
		return 0, false
	}
	if about {
		rank--
	}
	if d.isOf(s, p, "actor") {
		return rank, true
	}
	if t.entry.kind == models.Consult && t.entry.mode != "visit" || s.lex.classes["thing"].Has(s.lemma(ph.head)) {
		return 0, false
	}
	return rank + thingPenalty, true
}

// suffering leaves out "each other" and a number that stands for those it counts.
// The words of the trigger are no recipients: "held talks".
func (d *document) suffering(s *sentence, t *trigger, objects []int) []int {
	var out []int
	for _, p := range objects {
		ph := &s.phrases[p]
		if s.lemma(ph.head) == "other" && s.lemma(ph.first) == "each" || ph.head >= t.first && ph.head < t.last && !d.isOf(s, p, "actor") {
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
	case models.Assault, models.Coerce, models.Mobilize, models.Aid, models.Retreat:
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
