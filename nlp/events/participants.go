package events

import (
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// cast is who acts in an event and on whom, as phrases of its sentence.
type cast struct{ actors, recipients []int }

// maxParticipants bounds either side of an event.
const maxParticipants = 8

// cast finds the participants of t.
func (d *document) cast(s *sentence, t *trigger) cast {
	var c cast
	switch {
	case t.noun():
		c = d.nounCast(s, t)
	case t.entry.words[0] == obligation.words[0]:
		g := &s.groups[t.group]
		c = cast{s.members(s.root(s.groups[g.governor].subject)), s.members(s.root(g.subject))}
	default:
		c = cast{actors: d.persons(s, s.doers(t.group)), recipients: d.recipients(s, t)}
		if g := s.groups[t.group]; g.passive && len(c.actors) == 0 && len(c.recipients) == 0 {
			c.recipients = s.objects(t.group)
		}
	}
	if t.entry.kind == models.Consult {
		c = d.gather(s, c)
	}
	if active(t.entry.kind) && len(c.actors) == 0 && len(c.recipients) > 0 && !d.passiveLike(s, t) {
		c.actors, c.recipients = c.recipients, nil
	}
	c.actors = d.spread(s, d.referents(s, t, c.actors))
	c.recipients = without(d.spread(s, c.recipients), c.actors)
	if len(c.recipients) == 0 {
		c.recipients = d.implied(s, t, c.actors)
	}
	return c
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

// referents puts the speaker for "he", "it" or "they" in what he says himself:
// "Ukraine said it will send ...". Other pronouns stay as they are.
func (d *document) referents(s *sentence, t *trigger, phrases []int) []int {
	for i, p := range phrases {
		if !s.phrases[p].pronoun || t.group == none {
			continue
		}
		for v, depth := s.groups[t.group].governor, 0; v != none && depth < maxDepth; v, depth = s.groups[v].governor, depth+1 {
			if q := s.groups[v].subject; q != none && !s.phrases[q].pronoun && !s.phrases[q].time && s.groups[t.group].link != linkAdverbial {
				out := append(append([]int(nil), phrases[:i]...), s.members(s.root(q))...)
				return append(out, phrases[i+1:]...)
			}
		}
	}
	return phrases
}

// active types are those where whoever takes part acts: talks and visits.
func active(t models.EventType) bool { return t == models.Consult }

func (d *document) passiveLike(s *sentence, t *trigger) bool {
	return !t.noun() && s.groups[t.group].passive
}

// gather makes those who are brought together the actors of the talks.
func (d *document) gather(s *sentence, c cast) cast {
	for _, p := range c.actors {
		if d.isOf(s, p, "actor") {
			return c
		}
	}
	for _, p := range c.recipients {
		if d.isOf(s, p, "actor") || d.modifier(s, p) != none {
			return cast{actors: c.recipients}
		}
	}
	return c
}

// persons leaves out phrases that cannot act: times, numbers of votes, "it" as filler.
func (d *document) persons(s *sentence, phrases []int) []int {
	var out []int
	for _, p := range phrases {
		if led := d.leaders(s, p); led != nil {
			out = append(out, led...)
			continue
		}
		if ph := &s.phrases[p]; !ph.time && s.lemma(ph.head) != "there" {
			out = append(out, p)
		}
	}
	return out
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

// nounCast finds the participants of a noun: its verb's when the verb only
// carries it, its possessor, the names before it, and what hangs on it.
func (d *document) nounCast(s *sentence, t *trigger) cast {
	var c cast
	p := t.phrase
	ph := &s.phrases[p]
	if t.carried && !s.phrases[s.root(p)].subject && (t.entry.kind == models.Consult || s.groupOp(t.group).is(opLight|opBegin)) {
		c.actors = d.persons(s, s.doers(t.group))
	}
	if ph.owner != none && !s.phrases[ph.owner].time {
		c.actors = append(c.actors, s.members(s.root(ph.owner))...)
	}
	if len(c.actors) == 0 || active(t.entry.kind) {
		for q := range s.phrases[:len(s.phrases):len(s.phrases)] {
			if h := &s.phrases[q]; q == p || h.first >= t.first && h.first < t.last && !h.inner {
				c.actors = append(c.actors, d.modifiers(s, q)...)
			}
		}
	}
	for q := range s.phrases {
		h := &s.phrases[q]
		if h.prep == "" || h.time || h.list != none || h.first < t.first || s.ownedLater(q) {
			continue
		}
		if h.first < t.last {
			continue
		}
		on := h.on == p || t.last > ph.last && h.on != none && s.phrases[h.on].last == t.last
		follows := t.carried && t.group != none && h.verb == t.group && h.first >= s.groups[t.group].last
		if !on && !follows {
			continue
		}
		switch h.prep {
		case "between", "among", "by":
			if d.isOf(s, q, "actor") || d.actorOf(s, q) != none {
				c.actors = append(c.actors, s.members(q)...)
			}
		case "of":
			if on && active(t.entry.kind) {
				if !d.isOf(s, q, "actor") && d.actorOf(s, q) == none {
					continue
				}
				c.actors = append(c.actors, s.members(q)...)
			} else if on {
				c.recipients = append(c.recipients, s.members(q)...)
			}
		case "with", "against", "on", "to", "from", "into":
			if d.isOf(s, q, "actor") || on {
				c.recipients = append(c.recipients, s.members(q)...)
			}
		}
	}
	if t.group != none && !t.carried && len(c.actors) == 0 && s.phrases[s.root(p)].prep == "" && s.phrases[s.root(p)].subject && s.groups[t.group].passive {
		c.actors = append(c.actors, d.persons(s, s.doers(t.group))...)
	}
	return c
}

// modifier is a token before the head of phrase p that names an actor: "Russian
// strikes", "Ukraine talks"; none when there is none.
func (d *document) modifier(s *sentence, p int) int {
	ph := &s.phrases[p]
	for i := ph.first; i < ph.head; i++ {
		if a := d.actorAt[i]; a != 0 && !d.timed(i) && d.actorAt[ph.head] != a && d.party(a-1, i) {
			return i
		}
	}
	return none
}

// modifiers takes the actors named before the head of phrase p out as phrases of
// their own: of "Ukraine peace talks" Ukraine, of "Russian missile strikes" Russian.
func (d *document) modifiers(s *sentence, p int) []int {
	var out []int
	for i := s.phrases[p].first; i < s.phrases[p].head; i++ {
		a := d.actorAt[i]
		if a == 0 || d.timed(i) || d.actorAt[s.phrases[p].head] == a || !d.party(a-1, i) {
			continue
		}
		last := i + 1
		for last < s.phrases[p].head && d.actorAt[last] == a {
			last++
		}
		out = append(out, s.inner(i, last))
		i = last - 1
	}
	return out
}

// inner adds the tokens from first to last as a phrase for a participant.
func (s *sentence) inner(first, last int) int {
	s.phrases = append(s.phrases, phrase{first: first, last: last, head: last - 1, owner: none, on: none, list: none, verb: none, inner: true})
	return len(s.phrases) - 1
}

func (d *document) timed(i int) bool { return d.timeAt[i] != 0 }

// party tells whether an actor before a noun takes part: a country or group
// does, a city is where it takes place.
func (d *document) party(a int32, token int) bool {
	x := d.Actors[a]
	if k := d.placeAt[token]; k != 0 {
		return d.Places[k-1].Place.Precision == models.PlaceCountry || d.Places[k-1].Demonym
	}
	if x.Metonym || x.Type == "NORP" {
		return true
	}
	return x.Entity.Kind != models.EntityPlace && x.Type != "LOC" || x.Entity.Kind == models.EntityCountry
}

// spread replaces "delegations of Russia and Ukraine" by Russia and Ukraine
// and drops doubles.
func (d *document) spread(s *sentence, phrases []int) []int {
	var out []int
	for _, p := range phrases {
		p = s.counted(p)
		parts := []int{p}
		if two := d.nationalities(s, p); len(two) > 1 { // "Russian and Ukrainian negotiators"
			parts = two
		} else if a := d.actorOf(s, p); a == none || common(s.tag(s.phrases[p].head)) {
			for q := p + 1; q < len(s.phrases); q++ {
				if h := &s.phrases[q]; h.on == p && h.prep == "of" && h.list == none && d.actorOf(s, q) != none {
					parts = s.members(q)
					break
				}
			}
		}
		for _, q := range parts {
			if !contains(out, q) && len(out) < maxParticipants {
				out = append(out, q)
			}
		}
	}
	return out
}

// common tells whether a tag is of a common noun.
func common(tag string) bool { return tag == "NN" || tag == "NNS" }

// nationalities takes the peoples before the head of phrase p apart, the last
// one with the head; nil when there is but one.
func (d *document) nationalities(s *sentence, p int) []int {
	ph := s.phrases[p]
	var at []int
	for i := ph.first; i < ph.head; i++ {
		if k := d.placeAt[i]; k != 0 && d.Places[k-1].Demonym && (len(at) == 0 || d.placeAt[at[len(at)-1]] != k) {
			at = append(at, i)
		}
	}
	if len(at) < 2 || ph.inner {
		return nil
	}
	var out []int
	for i, first := range at {
		last := first + 1
		if i == len(at)-1 {
			last = ph.last
		}
		out = append(out, s.inner(first, last))
	}
	return out
}

// counted is the phrase behind "dozens of", "a group of", or p itself.
func (s *sentence) counted(p int) int {
	for s.lex.classes["quantity"].has(s.lemma(s.phrases[p].head)) {
		next := none
		for q := p + 1; q < len(s.phrases) && q <= p+2; q++ {
			if s.phrases[q].on == p && s.phrases[q].prep == "of" {
				next = q
			}
		}
		if next == none {
			break
		}
		p = next
	}
	return p
}

func contains(list []int, x int) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

func without(list, drop []int) []int {
	var out []int
	for _, x := range list {
		if !contains(drop, x) {
			out = append(out, x)
		}
	}
	return out
}

// actorOf is the index of the actor that phrase p names: the one at its head,
// else its possessor, else the one before its head; none when it names none.
func (d *document) actorOf(s *sentence, p int) int {
	ph := &s.phrases[p]
	if ph.time {
		return none
	}
	if a := d.actorAt[ph.head]; a != 0 {
		return int(a) - 1
	}
	if ph.owner != none {
		if a := d.actorOf(s, ph.owner); a != none {
			return a
		}
	}
	for i := ph.head - 1; i >= ph.first; i-- {
		if a := d.actorAt[i]; a != 0 {
			return int(a) - 1
		}
	}
	return none
}

// participant is phrase p for the outside: the name at its head, or the words
// without article, with the entity they stand for.
func (d *document) participant(s *sentence, p int) models.Participant {
	ph := &s.phrases[p]
	first, last := ph.first, ph.last
	if ph.owner != none {
		first = s.phrases[ph.owner].first
	}
	for first < ph.head && (s.tag(first) == "DT" || s.tag(first) == "PRP$") {
		first++
	}
	span := s.span(first, last)
	a := d.actorOf(s, p)
	if a != none && d.actorAt[ph.head] == int32(a)+1 && d.Actors[a].Type != "" {
		span = d.Actors[a].Span
	}
	out := participantAt(d.Doc, span)
	if k := d.placeAt[ph.first]; ph.inner && k != 0 && d.Places[k-1].Demonym && (a == none || d.Actors[a].Start < s.token(ph.first).Start || ph.head == ph.first) {
		c := d.Places[k-1].Place
		out.Key, out.Name, out.Kind, out.Country = c.Country, c.Name, models.EntityCountry, c.Country
	} else if a != none {
		e := d.Actors[a].Entity
		out.Key, out.Name, out.Kind, out.Country, out.Role = e.Key, e.Name, e.Kind, e.Country, d.Actors[a].Role
	}
	return out
}

func participantAt(doc *nlp.Document, span nlp.Span) models.Participant {
	field, start, end := doc.Locate(span)
	return models.Participant{Start: start, End: end, Field: field, Text: strings.Join(strings.Fields(doc.Slice(span)), " ")}
}
