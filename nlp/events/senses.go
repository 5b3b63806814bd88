package events

import (
	"slices"
	"strconv"

	"github.com/throughline-news/throughline/models"
)

// sense is an entry whose words stand at a trigger, and whether its conditions hold.
type sense struct {
	entry entry
	fits  bool
}

// senses are all entries whose words stand where trigger t is, in the order of the lexicon.
func (d *document) senses(s *sentence, t *trigger) []sense {
	var out []sense
	if !t.noun() {
		head := s.groups[t.group].head
		for _, e := range s.lex.verbs[s.groups[t.group].lemma] {
			if _, ok := s.match(e.words, head); ok {
				out = append(out, sense{e, d.holds(s, t.group, none, e.conditions)})
			}
		}
		return out
	}
	ph := &s.phrases[t.phrase]
	for i := ph.first; i <= ph.head; i++ {
		for _, e := range s.lex.nouns[s.lemma(i)] {
			if last, ok := s.match(e.words, i); ok && last > ph.head {
				out = append(out, sense{e, d.holds(s, none, t.phrase, e.conditions)})
			}
		}
	}
	return out
}

// leanings are what the lexicon says for each type of trigger t: that it is the
// choice by rule, that an entry of it fits, that one would but for a condition,
// that the object or the verb of it is a word for it.
func (d *document) leanings(s *sentence, t *trigger) []Leaning {
	var out []Leaning
	add := func(name string, k models.EventType) {
		if l := (Leaning{"=" + name, k}); !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	pos := "v"
	if t.noun() {
		pos = "n"
	}
	if k := t.entry.kind; k != "" {
		add("rule", k)
		add(pos+"rule"+strconv.FormatBool(t.entry.weak)+strconv.Itoa(min(2, countWords(t.entry.words)))+strconv.Itoa(min(2, len(t.entry.conditions))), k)
	}
	for _, n := range d.senses(s, t) {
		k := n.entry.kind
		switch {
		case k == t.entry.kind:
		case n.fits:
			add("fits", k)
			add(pos+"fits"+strconv.FormatBool(n.entry.weak)+strconv.Itoa(min(2, countWords(n.entry.words)))+strconv.Itoa(min(2, len(n.entry.conditions))), k)
		default:
			add("unfit", k)
		}
	}
	if t.noun() {
		if t.group != none {
			if e, _, ok := d.verbEntry(s, t.group); ok {
				add("verb", e.kind)
			}
		}
		return out
	}
	for _, p := range s.objects(t.group) {
		for _, e := range s.lex.nouns[s.lemma(s.phrases[p].head)] {
			if len(e.words) == 1 {
				add("object", e.kind)
			}
		}
	}
	return out
}
