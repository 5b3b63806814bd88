package actors

import (
	"slices"
	"strings"

	"github.com/throughline-news/throughline/nlp/wordset"
)

// words are initials that are English words when they are written small: who asks
// for "help us" asks for no country, and one who asks for Daesh not for every "is".
var words = wordset.Of("car care ice is us who")

// called is one way to name an entity that nobody else is named.
type called struct {
	kind readingKind
	name string
}

// Spellings returns what else the one entity is called that a phrase names: for a
// full name the other full names, for a surname the other ways to write it. The
// phrase is as a person types it, in any case. It is nil for a phrase that names
// nobody, or several.
func (b *Base) Spellings(phrase string) []string {
	r, ok := b.only(b.named(phrase), phrase)
	if !ok {
		r, ok = b.sounding(phrase)
	}
	if !ok || r.kind != byName && r.kind != byShort || r.form != phrase && words.Has(phrase) {
		return nil
	}
	asked := string(fold(nil, phrase))
	same := func(name string) bool { return string(fold(nil, name)) == asked }
	var out []string
	for _, other := range slices.Concat(b.called[r.entity], b.givenTo[r.entity]) {
		if other.kind == r.kind && !same(other.name) && !words.Has(strings.ToLower(other.name)) && !slices.ContainsFunc(out, func(name string) bool { return strings.EqualFold(name, other.name) }) {
			out = append(out, other.name)
		}
	}
	return out
}

// sounding returns the one person whose name sounds as a phrase does.
func (b *Base) sounding(phrase string) (*reading, bool) {
	if n, ok := b.sounds[sound(phrase)]; ok && n >= 0 {
		return &reading{entity: n, kind: byName}, true
	}
	if n, ok := b.shortSounds[sound(phrase)]; ok && n >= 0 {
		return &reading{entity: n, kind: byShort}, true
	}
	return nil, false
}
