package events

import (
	"math"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// reluctance is what is taken off the logarithm of the probability that an event
// has no recipient. The marked sentences, of which the model learns, leave out
// things as recipients ("rejected the plan") that a reader wants to see. Of a noun
// that no verb carries it is half as much: its recipients often stay untold.
const reluctance = 2.0

// cast finds the participants of t: the likeliest pair of who and whom, nobody
// being a choice too, with those listed beside them.
func (d *document) cast(s *sentence, t *trigger) cast {
	if d.nominalsOf[s.index] == nil {
		d.nominalsOf[s.index] = d.nominals(s)
	}
	sc := d.scene(s, t, d.nominalsOf[s.index])
	odds := d.roles.choose(sc)
	who, whom := sc.pair(odds)
	var c cast
	if whom < len(sc.nominals) {
		c.recipients = sc.listed(whom)
	}
	switch {
	case sc.keepsRules(who):
		c.actors = sc.rules.actors
	case who < len(sc.nominals):
		c.actors = d.authors(s, d.referents(s, t, d.persons(s, sc.listed(who))))
		if sc.gathers() {
			c = cast{actors: sc.rules.actors}
			if sc.acts(who) {
				c.actors = slices.Concat(c.actors, sc.listed(who))
			}
		}
	}
	c = d.sides(s, t, d.active(s, t, c))
	if t.toll {
		c = d.befallen(s, t, c)
	}
	if d.explain {
		c.why = slices.Concat(sc.why("actors", c.actors, sc.rules.actors, odds[0], who), sc.why("recipients", c.recipients, sc.rules.recipients, odds[1], whom))
	}
	return c
}

// keepsRules tells whether those that the rules name act: nominal k is one of them,
// so that they go with it ("Mediators closed a round of Peru talks"), it stands
// beside one in other words ("Costa, the chief negotiator, resigned"), or k is
// nobody while they have a name. A pronoun stays in any case: it says for whom it
// stands only in the sentences around.
func (sc *scene) keepsRules(k int) bool {
	if len(sc.rules.actors) == 0 {
		return false
	}
	first := &sc.s.phrases[sc.rules.actors[0]]
	named := slices.ContainsFunc(sc.rules.actors, func(p int) bool { return sc.d.actorOf(sc.s, p) != none })
	switch {
	case first.pronoun && sc.s.token(first.head).Lower != "it":
		return true
	case k == len(sc.nominals):
		return named
	}
	p := sc.nominals[k].phrase
	return slices.Contains(sc.rules.actors, p) || named && !sc.nominals[k].named && sc.s.apposed(sc.rules.actors[0], p)
}

// gathers tells whether the objects of the trigger's verb are those who meet: "The
// round brought Chileans together with Peruvians".
func (sc *scene) gathers() bool {
	return active(sc.t.entry.kind) && !sc.t.noun() && len(sc.rules.actors) > 0 && sc.s.toGroup(sc.t.group, sc.s.root(sc.rules.actors[0])) == "object"
}

// apposed tells whether phrase q stands behind the subject p with a comma and no verb in between.
func (s *sentence) apposed(p, q int) bool {
	if !s.phrases[p].subject || s.phrases[q].first < s.phrases[p].last {
		return false
	}
	comma := false
	for i := s.phrases[p].last; i < s.phrases[q].first; i++ {
		if tag := s.tag(i); strings.HasPrefix(tag, "VB") || tag == "MD" {
			return false
		}
		comma = comma || s.tag(i) == ","
	}
	return comma
}

// pair is the likeliest who and whom that can stand on different sides.
func (sc *scene) pair(ch odds) (who, whom int) {
	loss := reluctance
	if sc.t.noun() && !sc.t.carried {
		loss /= 2
	}
	best, nobody := math.Inf(-1), len(sc.nominals)
	for a, p := range ch[0] {
		if a < nobody && sc.stray(a) {
			continue
		}
		for r, q := range ch[1] {
			x := math.Log(p) + math.Log(q)
			if r == nobody {
				x -= loss
			} else if a < nobody && sc.same(a, r) || sc.unmoved(r) {
				continue
			}
			if x > best {
				best, who, whom = x, a, r
			}
		}
	}
	return who, whom
}

// stray tells whether nominal k cannot be who: it only says what a clause with a
// subject of its own tells, it is a place where something happens, or it is
// nobody's name, can do nothing as far as the word lists know, and stands apart
// from the trigger in the sentence.
func (sc *scene) stray(k int) bool {
	n := &sc.nominals[k]
	if sc.reports(k) {
		return true
	}
	if (n.sort == "place" || n.sort == "country") && n.via == "" {
		switch sc.s.phrases[n.phrase].prep {
		case "in", "at", "near", "outside", "inside", "across", "throughout":
			return true
		}
	}
	return !sc.acts(k) && sc.s.relation(sc.t, sc.nominals[k].host).how == "far"
}

// reports tells whether nominal k says that a deed was done without having a part
// in it: "Observers say that forty people have been killed". Who says that something
// is agreed on or refused may be the one who does so, and a clause whose subject is
// a pronoun may speak of who says it.
func (sc *scene) reports(k int) bool {
	if q := kinds[sc.t.entry.kind].quad; q == models.VerbalCooperation || q == models.VerbalConflict {
		return false
	}
	p := sc.nominals[k].phrase
	if p != sc.s.according && p != sc.t.standing.source || sc.t.group == none {
		return false
	}
	subject := sc.s.groups[sc.t.group].subject
	return subject != none && !sc.s.phrases[subject].pronoun && sc.s.root(subject) != sc.s.root(p)
}

// unmoved tells whether the event cannot be done to nominal k: it only says that it
// happened, is what the actor uses, or what two sides agree on.
func (sc *scene) unmoved(k int) bool {
	p := sc.nominals[k].phrase
	if sc.nominals[k].sort == "pact" && mutual(sc.t.entry.kind) {
		return true
	}
	return p == sc.s.according || p == sc.t.standing.source || sc.d.ownMeans(sc.s, sc.t, p)
}

// acts tells whether nominal k has a name or is known as one that can act.
func (sc *scene) acts(k int) bool {
	return sc.nominals[k].named || sc.d.isOf(sc.s, sc.nominals[k].phrase, "actor")
}

// same tells whether nominal b cannot stand on the other side of nominal a: it is
// the same phrase or a part of it, or listed with it. Only of what two sides do
// together the second of a list is the other side: "talks between Peru and Chile".
func (sc *scene) same(a, b int) bool {
	x, y := &sc.nominals[a], &sc.nominals[b]
	if x.phrase == y.phrase {
		return true
	}
	if x.host == y.host {
		return x.host != sc.t.phrase
	}
	if sc.s.root(x.host) != sc.s.root(y.host) || x.via != "" || y.via != "" {
		return false
	}
	return a > b || !mutual(sc.t.entry.kind) && sc.t.entry.kind != models.Agree
}

// listed are the members of the list that begins with nominal k, or that k is in,
// from k on. Whose own army or president takes part is named by these.
func (sc *scene) listed(k int) []int {
	n := &sc.nominals[k]
	p := n.phrase
	if n.via != "" && sc.d.isOf(sc.s, n.host, "actor") {
		p = n.host
	} else if n.via != "" {
		return []int{p}
	}
	all := sc.s.members(sc.s.root(p))
	for len(all) > 1 && all[0] != p {
		all = all[1:]
	}
	return all
}
