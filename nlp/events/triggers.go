package events

import (
	"slices"

	"github.com/throughline-news/throughline/models"
)

// trigger is a place in a sentence where the lexicon sees an event.
type trigger struct {
	entry       entry
	first, last int // tokens of the trigger's words, last exclusive
	group       int // its verb; of a noun the verb it belongs to, or none
	phrase      int // of a noun, else none
	standing    standing
	behind      bool    // only what another event is about: "rolled back the tariffs"
	carried     bool    // a noun that its verb only carries: "held talks"
	toll        bool    // a noun whose clause tells what befell people by it: "the bombing left 12 dead"
	by          string  // the word for the mishap that makes harm a disaster, or ""
	judged      bool    // the model was asked
	sure        float64 // how sure it is that this is an event
	placed      bool    // the model gave the type, not the lexicon
}

func (t *trigger) noun() bool { return t.phrase != none }

// triggers finds the events of sentence s in text order.
func (d *document) triggers(s *sentence) []trigger {
	var out []trigger
	for x := range s.groups {
		if e, last, ok := d.verbEntry(s, x); ok {
			g := &s.groups[x]
			t := trigger{entry: e, first: g.head, last: last, group: x, phrase: none, standing: d.standings[s.index][x]}
			if s.lex.harms(&e) {
				if by := d.mishap(s, x); by != none {
					t.entry.kind, t.entry.mode, t.entry.code, t.entry.weak, t.by = models.Disaster, "", "", false, s.token(by).Text
				}
			}
			out = append(out, t)
		}
	}
	for p := range s.phrases {
		e, first, last, ok := d.nounEntry(s, p)
		if !ok || covered(out, first, last) {
			continue
		}
		t := trigger{entry: e, first: first, last: last, group: s.phrases[s.carrier(p)].verb, phrase: p,
			standing: s.nounStanding(p, d.standings[s.index])}
		if t.group != none {
			o := s.groupOp(t.group)
			r := s.phrases[s.carrier(p)]
			lasts := e.kind != models.Support && e.kind != models.Agree
			t.carried = (o.is(opLight|opBegin) || o.is(opStop) && lasts || o.is(opCancel|opPostpone|opScheduled) && (!r.subject || s.groups[t.group].passive)) && (r.prep == "" || r.prep == "in" && !r.subject)
			t.toll = !t.carried && d.tolled(s, &t)
		}
		out = append(out, t)
	}
	out = s.dropOuter(append(out, d.obligations(s)...))
	slices.SortStableFunc(out, func(a, b trigger) int { return a.first - b.first })
	out = slices.CompactFunc(out, func(a, b trigger) bool { return a.first == b.first })
	return out
}

// covered tells whether another trigger already holds the noun: "hold _ talk",
// "round of _ talk".
func covered(found []trigger, first, last int) bool {
	for _, t := range found {
		if first < t.last && t.first < last {
			return true
		}
	}
	return false
}

// verbEntry returns the entry that fits the verb of group x best, and the end of its words.
func (d *document) verbEntry(s *sentence, x int) (entry, int, bool) {
	g := &s.groups[x]
	var best entry
	end, score := 0, -1
	for _, e := range s.lex.verbs[g.lemma] {
		last, ok := s.match(e.words, g.head)
		if !ok || !d.holds(s, x, none, e.conditions) {
			continue
		}
		if n := e.closeness(); n > score {
			best, end, score = e, last, n
		}
	}
	return best, end, score >= 0
}

// nounEntry returns the entry that fits phrase p best; its words hold the head.
func (d *document) nounEntry(s *sentence, p int) (best entry, first, last int, ok bool) {
	ph := &s.phrases[p]
	if ph.time || ph.pronoun {
		return best, 0, 0, false
	}
	score := -1
	for i := ph.first; i <= ph.head; i++ {
		if s.tag(i) == "NNP" && i == ph.head && ph.head > ph.first && d.actorAt[i] != 0 {
			continue // the last word of a name
		}
		for _, e := range s.lex.nouns[s.lemma(i)] {
			end, fits := s.match(e.words, i)
			if !fits || end <= ph.head || !d.holds(s, none, p, e.conditions) {
				continue
			}
			if n := e.closeness(); n > score {
				best, first, last, score = e, i, end, n
			}
		}
	}
	return best, first, last, score >= 0
}

// closeness is how closely an entry says what it fits: by its words, and among
// entries of as many words by its conditions, of which none has eight.
func (e entry) closeness() int { return 8*countWords(e.words) + len(e.conditions) }

func countWords(words []string) int {
	n := 0
	for _, w := range words {
		if w != gap {
			n++
		}
	}
	return n
}

// match tells whether words stand from token i on, and where they end.
func (s *sentence) match(words []string, i int) (int, bool) {
	free := 0
	for k, w := range words {
		if w == gap {
			free = maxGap
			continue
		}
		found := false
		for ; i < s.last; i++ {
			if s.lemma(i) == w || k > 0 && s.token(i).Lower == w {
				found = true
				i++
				break
			}
			if k == 0 || free == 0 && !s.goesOn[i-s.first] || s.token(i).Tag == "," {
				return 0, false
			}
			if !s.goesOn[i-s.first] {
				free--
			}
		}
		if !found {
			return 0, false
		}
		free = 0
	}
	return i, true
}

// holds tells whether all conditions hold of the verb of group x or the noun of phrase p.
func (d *document) holds(s *sentence, x, p int, conditions []condition) bool {
	for _, c := range conditions {
		if d.hold(s, x, p, c) == c.not {
			return false
		}
	}
	return true
}

func (d *document) hold(s *sentence, x, p int, c condition) bool {
	switch c.what {
	case "passive":
		return x != none && s.groups[x].passive
	case "pair":
		return x != none && len(s.doers(x)) > 1
	case "plural":
		return s.tag(s.phrases[p].head) == "NNS" || s.tag(s.phrases[p].head) == "NNPS"
	case "owner":
		return s.phrases[p].owner != none || d.modifier(s, p) != none
	case "by":
		for q := range s.phrases {
			ph := &s.phrases[q]
			if ph.prep == c.word && (x != none && ph.verb == x && ph.first >= s.groups[x].last || p != none && ph.on == p) {
				return true
			}
		}
		return false
	case "subj":
		if x == none {
			return s.phrases[p].subject
		}
		return d.anyIn(s, s.doers(x), c.class)
	case "obj":
		if x == none {
			return false
		}
		return d.anyIn(s, s.objects(x), c.class)
	}
	return false
}

// anyIn tells whether a phrase of the list, or one it stands for ("dozens of
// people"), belongs to the class; any phrase does when the class is "".
func (d *document) anyIn(s *sentence, phrases []int, class string) bool {
	for _, p := range phrases {
		if class == "" || d.isOf(s, p, class) {
			return true
		}
		for q := p + 1; q < len(s.phrases) && q <= p+2; q++ {
			if s.phrases[q].on == p && s.phrases[q].prep == "of" && d.isOf(s, q, class) {
				return true
			}
		}
	}
	return false
}

func (d *document) isOf(s *sentence, p int, class string) bool {
	ph := &s.phrases[p]
	switch class {
	case "name":
		return d.named(s, p)
	case "place":
		k := d.placeAt[ph.head]
		return k != 0 && !d.Places[k-1].Demonym
	case "actor":
		if ph.time {
			return false
		}
		if d.named(s, p) {
			return true
		}
		for _, c := range [...]string{"official", "force", "rebel", "people", "prisoner", "victim", "body"} {
			if s.lex.classes[c].Has(s.lemma(ph.head)) {
				return true
			}
		}
		return ph.pronoun && s.token(ph.head).Lower != "it"
	}
	words := s.lex.classes[class]
	if words.Has(s.lemma(ph.head)) {
		return true
	}
	for i := ph.first; i < ph.head; i++ {
		if w := s.token(i).Lower; s.lex.modifiers.Has(w) && words.Has(w+anyNoun) {
			return true
		}
	}
	return false
}

// named tells whether the head of a phrase is part of a name.
func (d *document) named(s *sentence, p int) bool {
	h := s.phrases[p].head
	return !s.phrases[p].time && (d.actorAt[h] != 0 || s.tag(h) == "NNP" || s.tag(h) == "NNPS")
}

// objects are the direct objects of group x, or what a passive one is done to.
func (s *sentence) objects(x int) []int {
	g := &s.groups[x]
	if g.passive {
		if g.subject == none {
			return nil
		}
		return s.members(s.root(g.subject))
	}
	var out []int
	end := g.last
	for p := range s.phrases {
		ph := &s.phrases[p]
		if ph.first < g.last || ph.verb != x || ph.subject || ph.time || ph.inner || ph.prep != "" || ph.list != none || s.ownedLater(p) {
			continue
		}
		first := ph.first
		if ph.owner != none {
			first = s.phrases[ph.owner].first
		}
		if !s.reaches(end, first, len(out) > 0) {
			break
		}
		out = append(out, s.members(p)...)
		end = ph.last
	}
	return out
}

// reaches tells whether an object can stand at token to when its verb, or the
// object before it, ends at from: only adverbs and particles come in between.
func (s *sentence) reaches(from, to int, second bool) bool {
	if second {
		return from == to
	}
	for i := from; i < to; i++ {
		switch s.tag(i) {
		case ",", ":", "CC", "WDT", "WP", "-LRB-", "``", "''":
			return false
		}
	}
	return true
}

// doers are the subjects of group x, or those behind "by" of a passive one.
func (s *sentence) doers(x int) []int {
	g := &s.groups[x]
	if !g.passive {
		if g.subject == none {
			return nil
		}
		return s.members(s.root(g.subject))
	}
	for p := range s.phrases {
		if ph := &s.phrases[p]; ph.prep == "by" && ph.verb == x && ph.first >= g.last && !ph.time {
			return s.members(p)
		}
	}
	return nil
}
