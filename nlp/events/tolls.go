package events

import (
	"slices"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/numbers"
)

// talliesOf are the tallies of sentence i, found when first asked for.
func (d *document) talliesOf(i int) []tally {
	if d.numbers == nil {
		d.numbers = make([][]numbers.Number, len(d.sentences))
		ns := numbers.Find(d.Doc)
		for i, s := range d.sentences {
			k := 0
			for k < len(ns) && ns[k].First < s.last {
				k++
			}
			d.numbers[i], ns = ns[:k], ns[k:]
		}
		d.talliesAt = make([][]tally, len(d.sentences))
	}
	if d.talliesAt[i] == nil {
		d.talliesAt[i] = d.tallies(d.sentences[i], d.numbers[i])
	}
	return d.talliesAt[i]
}

// tolled tells whether the clause of noun trigger t says what befell people or
// houses by it: "The bombing left 12 dead", "The crash claimed 14 lives". A verb
// that is a trigger itself ("The blast killed nine") tells that by its own.
func (d *document) tolled(s *sentence, t *trigger) bool {
	if t.entry.kind != models.Assault && t.entry.kind != models.Disaster || t.group == none {
		return false
	}
	r := &s.phrases[s.carrier(t.phrase)]
	g := &s.groups[t.group]
	if !r.subject || r.prep != "" || g.passive || s.groupOp(t.group).is(opSay) {
		return false
	}
	if _, _, known := d.verbEntry(s, t.group); known {
		return false
	}
	return slices.ContainsFunc(d.talliesOf(s.index), func(n tally) bool { return s.tollOf(t, &n) })
}

// tollOf tells whether n counts what befell people or houses, told behind the verb of t.
func (s *sentence) tollOf(t *trigger, n *tally) bool {
	return toll(n.Kind) && n.first >= s.groups[t.group].last && (n.group == t.group || n.on != none && s.phrases[s.root(n.on)].verb == t.group)
}

// befallen makes those whom the toll of t counts its recipients, where the words
// name them: not the "14 deaths", "12 casualties" or "nine lives" themselves.
func (d *document) befallen(s *sentence, t *trigger, c cast) cast {
	var counted []int
	for _, n := range d.talliesOf(s.index) {
		if !s.tollOf(t, &n) {
			continue
		}
		p := s.counted(n.phrase)
		head := s.lemma(s.phrases[p].head)
		if _, isToll := s.lex.counts.noun[head]; head != "life" && (!isToll || n.Unit != "") && !slices.Contains(counted, p) {
			counted = append(counted, p)
		}
	}
	c.actors = without(c.actors, counted)
	if len(counted) > 0 {
		c.recipients = counted[:min(len(counted), maxParticipants)]
	}
	return c
}

// mishap is the phrase or verb by which harm to people was no one's deed, so
// that its verb x tells of a disaster: what did it ("The derailment injured 60"),
// what it happened in ("were killed in a crash"), or what happened when it did
// ("killed when two trains collided"). It is the first token, or none.
func (d *document) mishap(s *sentence, x int) int {
	g := &s.groups[x]
	for _, p := range s.doers(x) {
		if d.isMishap(s, p) {
			return s.phrases[p].head
		}
	}
	if !g.passive {
		return none
	}
	for q := range s.phrases {
		switch ph := &s.phrases[q]; ph.prep {
		case "in", "from", "after", "during", "by", "at":
			if ph.verb == x && ph.first >= g.last && !ph.time && d.isMishap(s, q) {
				return ph.head
			}
		}
	}
	for y := range s.groups {
		h := &s.groups[y]
		if h.governor != x || h.link != linkAdverbial || h.marker != "when" && h.marker != "as" && h.marker != "after" {
			continue
		}
		if e, _, ok := d.verbEntry(s, y); ok && e.kind == models.Disaster {
			return h.head
		}
	}
	return none
}

// isMishap tells whether phrase p is of a word for a disaster, whoever else may cause one.
func (d *document) isMishap(s *sentence, p int) bool {
	e, _, _, ok := d.nounEntry(s, p)
	return ok && e.kind == models.Disaster
}

// harms tells whether an entry is of a verb for harm to people, whoever does it.
func (lx *lexicon) harms(e *entry) bool {
	if e.isNoun || e.own || e.kind != models.Assault && e.kind != models.Coerce || len(e.words) != 1 {
		return false
	}
	switch lx.counts.object[e.words[0]] {
	case models.Killed, models.Wounded, models.Displaced, models.Destroyed:
		return true
	}
	return false
}
