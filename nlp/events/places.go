package events

import "github.com/throughline-news/throughline/models"

// placeOf is the toponym where trigger t happens by the words of its own
// sentence: the place behind a preposition of place in its clause, before its
// noun ("the Geneva talks"), or what force was used on; none when not told.
// The basis says whether it is of its clause.
func (d *document) placeOf(s *sentence, t *trigger) (int, models.PlaceBasis) {
	best, cost := none, 1<<30
	for q := range s.phrases {
		ph := &s.phrases[q]
		if k := d.gatheringIn(s, q); k != none && !ph.inner && d.near(s, t, q) {
			return k, models.PlaceFromClause
		}
		k := d.toponymIn(s, q)
		if k == none || ph.inner {
			continue
		}
		c := d.placeCost(s, t, q, k)
		if c < 0 {
			continue
		}
		c = 100*c + min(99, abs(ph.head-t.first)) + 10*coarsePlace(d.Places[k].Place.Precision)
		if c < cost {
			best, cost = k, c
		}
	}
	if cost >= 100*besideClause {
		return best, models.PlaceFromSentence
	}
	return best, models.PlaceFromClause
}

// besideClause is the cost of a place of another clause of the sentence.
const besideClause = 4

// toponymIn is the place that phrase q names, or none: no demonym,
// nothing in the dateline.
func (d *document) toponymIn(s *sentence, q int) int {
	ph := &s.phrases[q]
	for i := ph.head; i >= ph.first; i-- {
		k := d.placeAt[i]
		if k == 0 || d.dateline.holds(i) {
			continue
		}
		if p := d.Places[k-1]; p.Demonym || d.person(i) || p.Start > d.Doc.Tokens[i].Start { // "anti-Lima"
			continue
		}
		return int(k) - 1
	}
	return none
}

// person tells whether a token is part of a person's name.
func (d *document) person(token int) bool {
	a := d.actorAt[token]
	return a != 0 && d.Actors[a-1].Type == "PER"
}

// placeCost tells how far a place stands from being the place of t, 0 the
// nearest; below 0: it is not.
func (d *document) placeCost(s *sentence, t *trigger, q, k int) int {
	ph := &s.phrases[q]
	place := d.Places[k].Place
	country := place.Precision == models.PlaceCountry
	atHead := int(d.placeAt[ph.head])-1 == k
	if !atHead { // "the Geneva talks", "a Kharkiv hospital"
		if t.noun() && q == t.phrase && !country {
			return 1
		}
		if !country && s.lex.operators[ph.prep].is(opPlace) && d.near(s, t, q) {
			return 2
		}
		return -1
	}
	if background(s, q) && !d.near(s, t, q) {
		return -1
	}
	hit := t.entry.kind == models.Assault || t.entry.kind == models.Disaster || t.entry.kind == models.Coerce
	prep := s.locative(q)
	switch prep {
	case "in", "at", "near", "outside", "inside", "across", "around", "throughout", "off", "along", "within", "over", "above":
		if d.near(s, t, q) {
			return 0
		}
		if ph.on != none && prep == "in" && d.near(s, t, ph.on) {
			return 1
		}
		if !factual(t.standing.status) || d.aside(s, t) {
			return -1 // what is to come, or told in passing, need not be where the sentence is set
		}
		return besideClause
	case "on", "into", "against":
		if hit && !country && d.near(s, t, q) {
			return 2
		}
	case "to":
		if (t.entry.mode == "visit" || s.lemma(t.first) == "travel") && d.near(s, t, q) {
			return 1
		}
	case "of":
		if ph.on != none && d.near(s, t, ph.on) && !country && hit {
			return 2
		}
	case "":
		if hit && !country && !ph.subject && d.near(s, t, q) {
			return 1
		}
		if t.entry.mode == "visit" && !ph.subject && d.near(s, t, q) {
			return 1
		}
	}
	return -1
}

// locative is the preposition that says how phrase q is a place: its own, or
// that of the kind of place it is given as: "in the port city of Odesa".
func (s *sentence) locative(q int) string {
	ph := &s.phrases[q]
	if ph.prep == "of" && ph.on != none {
		if on := &s.phrases[ph.on]; s.lex.classes["placekind"].Has(s.lemma(on.head)) && on.prep != "" {
			return on.prep
		}
	}
	return ph.prep
}

// aside tells whether t is told in passing: in a clause about a noun or of
// circumstance, or as a noun that its verb is only about.
func (d *document) aside(s *sentence, t *trigger) bool {
	if t.group == none {
		return false
	}
	l := s.groups[t.group].link
	return l == linkRelative || l == linkAdverbial || t.noun() && !t.carried && l != linkMain
}

// background tells whether phrase q stands in a clause about a noun for a deed:
// "the treaty signed in Nairobi" does not happen in Nairobi.
func background(s *sentence, q int) bool {
	v := s.phrases[s.root(q)].verb
	if v == none {
		return false
	}
	g := &s.groups[v]
	return g.link == linkRelative || g.governorNoun != none && s.namesDeal(s.phrases[g.governorNoun].head)
}

// near tells whether phrase q belongs to the clause of t: to its verb, or to its noun.
func (d *document) near(s *sentence, t *trigger, q int) bool {
	ph := &s.phrases[s.root(q)]
	if t.noun() && (ph.on == t.phrase || ph.on != none && s.phrases[ph.on].last == t.last) {
		return true
	}
	if t.group == none {
		return ph.verb == none
	}
	if ph.verb == t.group {
		return true
	}
	g := &s.groups[t.group]
	if ph.verb == none {
		return false
	}
	h := &s.groups[ph.verb]
	// the place of a verb that hangs on this one, or of the one it hangs on
	return (h.link == linkInfinitive || h.link == linkParticiple && h.marker == "") && h.governor == t.group ||
		(g.link == linkInfinitive || g.link == linkParticiple) && g.governor == ph.verb
}

// coarsePlace orders places by how closely they tell where.
func coarsePlace(p models.PlacePrecision) int {
	switch p {
	case models.PlacePoint, models.PlaceCity:
		return 0
	case models.PlaceAdmin2:
		return 1
	case models.PlaceAdmin1, models.PlaceRegion:
		return 2
	}
	return 3
}

// mentionPlace is toponym k for the outside.
func (d *document) mentionPlace(k int, basis models.PlaceBasis) *models.MentionPlace {
	p := d.Places[k]
	span := p.Span
	if last := d.gatheringAfter(k); last != none {
		span.End = d.Doc.Tokens[last].End
	}
	out := &models.MentionPlace{Place: p.Place, Text: d.Doc.Slice(span), Basis: basis}
	out.Field, out.Start, out.End = d.Doc.Locate(span)
	return out
}
