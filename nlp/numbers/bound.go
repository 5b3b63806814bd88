package numbers

import "strings"

// sense is what words around a number make of it.
type sense int

const (
	asLeast  sense = iota // it is the least
	asMost                // it is the most
	asAbout               // it is not exact
	asWhole               // nothing, but they belong to it: "a total of"
	asRanged              // the "between" of a range
)

// before are the words that may stand before a number, by the last of them.
var before = index(map[string]sense{
	"at least": asLeast, "no fewer than": asLeast, "no less than": asLeast, "not fewer than": asLeast, "not less than": asLeast, "a minimum of": asLeast,
	"more than": asLeast, "over": asLeast, "well over": asLeast, "upwards of": asLeast, "upward of": asLeast, "in excess of": asLeast, "exceeding": asLeast,
	"at most": asMost, "up to": asMost, "as many as": asMost, "as much as": asMost, "no more than": asMost, "not more than": asMost, "a maximum of": asMost,
	"fewer than": asMost, "less than": asMost,
	"about": asAbout, "around": asAbout, "some": asAbout, "approximately": asAbout, "roughly": asAbout, "circa": asAbout, "an estimated": asAbout,
	"estimated": asAbout, "nearly": asAbout, "almost": asAbout, "close to": asAbout, "~": asAbout, "just over": asLeast, "just under": asMost,
	"a total of": asWhole, "a record": asWhole, "between": asRanged,
})

// after are the words that may stand behind a number, after "or".
var after = map[string]sense{"more": asLeast, "so": asAbout, "fewer": asMost, "less": asMost}

type phrase struct {
	words []string
	sense sense
}

// index files phrases under their last word, longer ones first.
func index(phrases map[string]sense) map[string][]phrase {
	out := map[string][]phrase{}
	for text, s := range phrases {
		p := phrase{strings.Fields(text), s}
		list := out[p.words[len(p.words)-1]]
		at := 0
		for at < len(list) && len(list[at].words) >= len(p.words) {
			at++
		}
		list = append(list[:at:at], append([]phrase{p}, list[at:]...)...)
		out[p.words[len(p.words)-1]] = list
	}
	return out
}

// maxBefore is how many phrases may stand before a number: "at least some 20".
const maxBefore = 2

// bound reads the words around n that bound it. Those before free are another's.
func (r reader) bound(n *Number, free int) {
	for range maxBefore {
		p, ok := r.endingAt(n.First, free)
		if !ok || p.sense == asRanged && (n.Min == nil || n.Max == nil) {
			break
		}
		n.First -= len(p.words)
		n.take(p.sense)
	}
	if r.word(n.Last) == "or" {
		if s, ok := after[r.word(n.Last+1)]; ok {
			n.Last += 2
			n.take(s)
		}
	}
}

// endingAt finds the longest phrase whose last word stands just before token i.
func (r reader) endingAt(i, free int) (phrase, bool) {
	if i == 0 {
		return phrase{}, false
	}
	for _, p := range before[r.word(i-1)] {
		from := i - len(p.words)
		fits := from >= free
		for k := 0; fits && k < len(p.words); k++ {
			fits = r.word(from+k) == p.words[k]
		}
		if fits {
			return p, true
		}
	}
	return phrase{}, false
}

// take makes of n what the words say.
func (n *Number) take(s sense) {
	switch s {
	case asLeast:
		if n.Value != nil {
			n.Min, n.Value = n.Value, nil
		}
	case asMost:
		if n.Value != nil {
			n.Max, n.Value = n.Value, nil
		}
	case asAbout:
		n.Approx = true
	}
}
