package actors

import (
	"strings"

	"github.com/throughline-news/throughline/nlp"
)

// phrases is a tree of names by their words, folded.
type phrases struct{ root branch }

// branch is a place in the tree: the words that go on, and what ends here.
type branch struct {
	next     map[string]*branch
	readings []reading
}

// add puts name into the tree.
func (p *phrases) add(name string, r reading) {
	at := &p.root
	for _, t := range nlp.Tokenize(name) {
		key := string(fold(nil, t.Text))
		if at.next == nil {
			at.next = map[string]*branch{}
		}
		down := at.next[key]
		if down == nil {
			down = &branch{}
			at.next[key] = down
		}
		at = down
	}
	for _, old := range at.readings {
		if old.entity == r.entity && old.kind == r.kind && old.form == r.form {
			return
		}
	}
	at.readings = append(at.readings, r)
}

// longest returns the longest name that begins at token i: where it ends, and
// its readings. accept tells which readings may be meant by tokens i..end.
// buf is room for folding.
func (p *phrases) longest(tokens []nlp.Token, i int, buf []byte, accept func(r *reading, end int) bool) (end int, found []reading) {
	at := &p.root
	for k := i; k < len(tokens) && at.next != nil; k++ {
		at = at.next[string(fold(buf[:0], tokens[k].Text))]
		if at == nil {
			break
		}
		for r := range at.readings {
			if accept(&at.readings[r], k+1) {
				end, found = k+1, at.readings
				break
			}
		}
	}
	return end, found
}

// nouns is a tree of common nouns by their words, in lower case.
type nouns struct{ root noun }

type noun struct {
	next  map[string]*noun
	value int32
	ends  bool
}

// add puts the words of phrase into the tree; false when they are there already.
func (t *nouns) add(phrase string, value int32) bool {
	at := &t.root
	for _, w := range nlp.Tokenize(phrase) {
		if at.next == nil {
			at.next = map[string]*noun{}
		}
		down := at.next[w.Lower]
		if down == nil {
			down = &noun{}
			at.next[w.Lower] = down
		}
		at = down
	}
	if at.ends {
		return false
	}
	at.ends, at.value = true, value
	return true
}

// longest returns where the longest phrase that begins at token i ends, and
// its value; end is 0 when there is none.
func (t *nouns) longest(tokens []nlp.Token, i int) (end int, value int32) {
	at := &t.root
	for k := i; k < len(tokens); k++ {
		if at = at.next[strings.ReplaceAll(tokens[k].Lower, "’", "'")]; at == nil {
			break
		}
		if at.ends {
			end, value = k+1, at.value
		}
	}
	return end, value
}
