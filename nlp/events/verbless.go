package events

import (
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// findVerb makes a verb of a word that was tagged as something else where the
// sentence has none, which a full sentence and most headlines have: a word that
// the lexicon knows as a verb, in a form that fits its subject, with that right
// before it and something to act on behind it ("Troops shell border town", "The
// ambush cost the lives of six", "A ferry sank off Cebu").
func (s *sentence) findVerb() {
	if slices.ContainsFunc(s.tags, func(tag string) bool { return tag == "VBD" || tag == "VBZ" || tag == "MD" || tag == "VBN" }) {
		return
	}
	for k := range s.tags {
		i := s.first + k
		if s.tags[k] == "VBP" || s.tags[k] == "VB" {
			return
		}
		if i <= s.from || i+1 >= s.last {
			continue
		}
		tag := s.verbTag(k)
		if tag == "" {
			continue
		}
		if s.tags[k-1] == "JJ" {
			s.retag(k-1, "NN")
		}
		s.retag(k, tag)
		if s.baseNoun(k + 1) { // "back peace deal"
			s.retag(k+1, "NN")
		}
		return
	}
}

// retag gives token k of s another tag and the lemma that goes with it.
func (s *sentence) retag(k int, tag string) {
	s.tags[k] = tag
	s.lemmas[k] = s.lex.lemmaOf(s.token(s.first+k).Lower, tag)
}

// baseNoun tells whether token k of s is tagged as a verb in its base form, and
// is none that the lexicon knows: "peace".
func (s *sentence) baseNoun(k int) bool {
	if tag := s.tags[k]; tag != "VBP" && tag != "VB" {
		return false
	}
	return !s.lex.knowsVerb(s.token(s.first + k).Lower)
}

// knowsVerb tells whether w is a trigger or an operator as a verb.
func (lx *lexicon) knowsVerb(w string) bool {
	return len(lx.verbs[w]) > 0 || lx.operators[w].is(verbOperators)
}

// verbTag is the tag that token k of a sentence without a verb has as its verb, or "".
func (s *sentence) verbTag(k int) string {
	t, next := s.token(s.first+k), s.tags[k+1]
	switch s.tags[k] {
	case "NN", "JJ", "RB", "RP":
	default:
		return ""
	}
	if upper(t.Text) {
		return ""
	}
	object := next == "DT" || next == "PRP$" || next == "CD" || next == "NNP" || next == "NNPS"
	subject := s.tags[k-1]
	if past := s.lex.lemmaOf(t.Lower, "VBD"); past != t.Lower && !strings.HasSuffix(t.Lower, "ed") {
		if len(s.lex.verbs[past]) > 0 && (noun(subject) || subject == "JJ" && k > 1) && (object || next == "IN" || next == "RB" || next == "TO") {
			return "VBD"
		}
		return ""
	}
	switch {
	case unchanging(t.Lower) && object && noun(subject):
		return "VBD"
	case !s.lex.knowsVerb(t.Lower):
		return ""
	case s.manyActors(k-1) && (object || noun(next) || next == "JJ" || s.baseNoun(k+1)):
		return "VBP"
	}
	return ""
}

// unchanging tells whether the past of a verb is like its base form.
func unchanging(w string) bool {
	switch w {
	case "cost", "hit", "cut", "hurt", "beat", "quit", "shut", "split", "set", "put", "bid", "shed":
		return true
	}
	return false
}

// manyActors tells whether token k is a plural of those who can act, by the word
// lists or by its ending.
func (s *sentence) manyActors(k int) bool {
	t := s.token(s.first + k)
	if !noun(s.tags[k]) {
		return false
	}
	base := nlp.Lemma(t.Lower, "NNS")
	if base == t.Lower && t.Lower != "troops" && t.Lower != "police" { // plurals of one form
		return false
	}
	for _, class := range [...]string{"official", "force", "rebel", "police", "prisoner", "refugee", "court", "party", "company", "worker", "people", "person", "body", "weapon", "vehicle"} {
		if s.lex.classes[class].Has(base) || s.lex.classes[class].Has(t.Lower) {
			return true
		}
	}
	switch s.lex.counts.noun[base] {
	case models.Troops, models.Crowd, models.Displaced, models.Weapons:
		return true
	}
	return personEnding(base)
}
