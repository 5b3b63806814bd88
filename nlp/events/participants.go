package events

import (
	"slices"

	"github.com/throughline-news/throughline/models"
)

// cast is who acts in an event and on whom, as phrases of its sentence, and why
// where reasons are asked for.
type cast struct {
	actors, recipients []int
	why                []Reason
}

// maxParticipants bounds either side of an event.
const maxParticipants = 8

// ruled finds the participants of t by rules. What they say is a feature of the
// role model, which has the last word.
func (d *document) ruled(s *sentence, t *trigger) cast {
	var c cast
	switch {
	case t.noun():
		c = d.nounCast(s, t)
	case t.entry.words[0] == obligation.words[0]:
		g := &s.groups[t.group]
		c = cast{actors: s.members(s.root(s.groups[g.governor].subject)), recipients: s.members(s.root(g.subject))}
	default:
		c = cast{actors: d.persons(s, s.doers(t.group)), recipients: d.recipients(s, t)}
		if g := s.groups[t.group]; g.passive && len(c.actors) == 0 && len(c.recipients) == 0 {
			c.recipients = s.objects(t.group)
		}
	}
	c.actors = d.authors(s, d.referents(s, t, c.actors))
	return d.sides(s, t, d.active(s, t, c))
}

// sides puts those named for those who stand for them ("delegations of") and
// gives the other sides of what two sides do together.
func (d *document) sides(s *sentence, t *trigger, c cast) cast {
	c.actors = d.spread(s, c.actors)
	c.recipients = d.spread(s, c.recipients)
	if len(c.actors) > 1 && len(c.recipients) > 0 && slices.Contains(c.actors[1:], c.recipients[0]) {
		c.recipients = c.actors[1:]
		return c
	}
	c.recipients = without(c.recipients, c.actors)
	if len(c.recipients) == 0 || mutual(t.entry.kind) && len(c.actors) > 1 && !d.anyIn(s, c.recipients, "actor") {
		if others := d.implied(s, t, c.actors); others != nil {
			c.recipients = others
		}
	}
	return c
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

// authors puts those who issue a text for the text: in "passed a resolution that
// criticised Chad" they criticised.
func (d *document) authors(s *sentence, phrases []int) []int {
	for i, p := range phrases {
		ph := &s.phrases[p]
		if ph.verb == none || ph.subject || ph.prep != "" || !s.lex.classes["writing"].Has(s.lemma(ph.head)) {
			continue
		}
		if by := s.groups[ph.verb].subject; by != none && !s.groups[ph.verb].passive {
			out := append(append([]int(nil), phrases[:i]...), d.persons(s, s.members(s.root(by)))...)
			return append(out, phrases[i+1:]...)
		}
	}
	return phrases
}

// mutual types are those that two sides do together.
func mutual(t models.EventType) bool {
	return t == models.Consult || t == models.Support || t == models.Cooperate
}

// active types are those where whoever takes part acts: talks and visits.
func active(t models.EventType) bool { return t == models.Consult }

// active makes the recipients of an active type its actors where they are all that is
// told, or are brought together by what cannot act. Things are no recipients of talks.
func (d *document) active(s *sentence, t *trigger, c cast) cast {
	if !active(t.entry.kind) {
		return c
	}
	c = d.gather(s, c)
	if !d.anyIn(s, c.recipients, "actor") && !slices.ContainsFunc(c.recipients, func(p int) bool { return d.actorOf(s, p) != none }) {
		c.recipients = nil
	}
	if len(c.actors) == 0 && len(c.recipients) > 0 && (t.noun() || !s.groups[t.group].passive) {
		c.actors, c.recipients = c.recipients, nil
	}
	return c
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

// persons leaves out what cannot act, times and the filler "there", and puts
// those who lead a delegation for it.
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
		for q := range s.phrases {
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
		case "from":
			if saidOrGiven(t.entry.kind) {
				c.actors = append(c.actors, d.persons(s, s.members(q))...)
			} else if d.isOf(s, q, "actor") || on {
				c.recipients = append(c.recipients, s.members(q)...)
			}
		case "with", "against", "on", "to", "into":
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

// saidOrGiven tells whether what comes "from" someone is that one's deed:
// "criticism from doctors", "aid from Chad", not "withdrawal from Chad".
func saidOrGiven(t models.EventType) bool {
	switch t {
	case models.Accuse, models.Request, models.Threaten, models.Reject, models.Support, models.Agree, models.Aid:
		return true
	}
	return false
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
			if !slices.Contains(out, q) && len(out) < maxParticipants {
				out = append(out, q)
			}
		}
	}
	return out
}

// common tells whether a tag is of a common noun.
func common(tag string) bool { return tag == "NN" || tag == "NNS" }

// counted is the phrase behind "dozens of", "a group of", or p itself.
func (s *sentence) counted(p int) int {
	for s.lex.classes["quantity"].Has(s.lemma(s.phrases[p].head)) {
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

// without is list less what is in drop.
func without(list, drop []int) []int {
	var out []int
	for _, x := range list {
		if !slices.Contains(drop, x) {
			out = append(out, x)
		}
	}
	return out
}
