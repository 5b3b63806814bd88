package stories

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// wording is what is kept of the words of a quote.
type wording struct {
	marks wordMarks // of the words of the bag
	said  string    // all stems, for finding phrases
	bag   bag       // of the stems that tell something
	rare  []uint64  // hashes of the rarest stems
}

// wordMarks are of words: one of 256 bits each, by the hash.
type wordMarks [4]uint64

func (w *wordMarks) add(word uint32) { w[word>>6&3] |= 1 << (word & 63) }

func (w wordMarks) has(word uint32) bool { return w[word>>6&3]>>(word&63)&1 != 0 }

func (w *wordMarks) join(o wordMarks) {
	for i := range w {
		w[i] |= o[i]
	}
}

func (w wordMarks) meets(o wordMarks) bool { return w[0]&o[0]|w[1]&o[1]|w[2]&o[2]|w[3]&o[3] != 0 }

// allMarks are those of all words, also of words that the bag has no room for.
func (w *wording) allMarks() wordMarks {
	if len(w.bag) < mostTerms {
		return w.marks
	}
	return wordMarks{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
}

// bag is the words of a text as a vector of length one, in the order of their
// hashes: who has the same words has them in the same order, whatever was read
// before.
type bag []hashed

type hashed struct {
	word   uint32
	weight float32
}

// rareStems is how many of the rarest words of a mention an event is found by.
const rareStems = 4

// wordingOf reads a quote: each word is weighed by how rare it is in news at large.
func wordingOf(text string, b background) *wording {
	var said strings.Builder
	said.Grow(len(text) + 2)
	said.WriteByte(' ')
	stems := make([]string, 0, len(text)/usualWord)
	for t := range eachToken(text, mostWords) {
		lower := strings.ToLower(t.text)
		s := Stem(lower)
		said.WriteString(s)
		said.WriteByte(' ')
		if !stopWords[lower] && utf8.RuneCountInString(lower) > 1 {
			stems = append(stems, s)
		}
	}
	slices.Sort(stems)
	stems = slices.Compact(stems)
	ws := make([]weighted, len(stems))
	for i, s := range stems {
		ws[i] = weighted{s, b.rarity(s, 0, 0)}
	}
	ws = scale(ws)
	out := &wording{said: said.String(), bag: bagOf(ws), rare: rarest(ws)}
	for _, h := range out.bag {
		out.marks.add(h.word)
	}
	return out
}

func bagOf(ws []weighted) bag {
	out := make(bag, len(ws))
	for i, w := range ws {
		out[i] = hashed{short(w.term), float32(w.weight)}
	}
	slices.SortFunc(out, func(a, b hashed) int { return int(a.word) - int(b.word) })
	return out
}

// short is the hash of a stem.
func short(stem string) uint32 {
	h := hashWord(stem)
	return uint32(h ^ h>>32)
}

// sought is what a text is searched for: stems with blanks round them, and the
// hash of the longest of those that a bag has; 0 when it has none of them.
type sought struct {
	words string
	mark  uint32
}

func soughtBy(text string) sought {
	p := sought{words: stemmed(text, nameWords)}
	longest := ""
	for t := range eachToken(text, nameWords) {
		if lower := strings.ToLower(t.text); !stopWords[lower] && utf8.RuneCountInString(lower) > 1 && len(lower) > len(longest) {
			longest = lower
		}
	}
	if longest != "" {
		p.mark = short(Stem(longest))
	}
	return p
}

// has tells whether the quote has the phrase. That it lacks one of its words is
// seen sooner than that it lacks all of them in a row.
func (w *wording) has(p sought) bool {
	if p.mark != 0 && !w.marks.has(p.mark) && len(w.bag) < mostTerms { // else not all of its words are in the bag
		return false
	}
	return strings.Contains(w.said, p.words)
}

// rarest returns the rarest of some words.
func rarest(ws []weighted) []uint64 {
	ws = foremost(ws, rareStems, func(a, b weighted) int { return cmp.Compare(b.weight, a.weight) })
	out := make([]uint64, len(ws))
	for i, w := range ws {
		out[i] = hashWord(w.term)
	}
	return out
}

// foremost orders the first most of a list, of equals those that come first in it,
// and returns them. The others are lost.
func foremost[T any](list []T, most int, order func(a, b T) int) []T {
	out := list[:0]
	for _, x := range list {
		at := len(out)
		for at > 0 && order(x, out[at-1]) < 0 {
			at--
		}
		if at == most {
			continue
		}
		if len(out) < most {
			out = append(out, x)
		}
		copy(out[at+1:], out[at:len(out)-1])
		out[at] = x
	}
	return out
}

// alike is the cosine of what two texts say. Few words of o have a mark that w has
// too, and only those are looked for.
func (w *wording) alike(o *wording) float64 {
	if !w.marks.meets(o.marks) {
		return 0
	}
	sum := float32(0)
	i := 0
	for _, h := range o.bag {
		if !w.marks.has(h.word) {
			continue
		}
		for i < len(w.bag) && w.bag[i].word < h.word {
			i++
		}
		if i < len(w.bag) && w.bag[i].word == h.word {
			sum += w.bag[i].weight * h.weight
		}
	}
	return float64(sum)
}

// stemmed returns the stems of the words of a text, a blank round each, so that
// a phrase is found in it with strings.Contains.
func stemmed(text string, limit int) string {
	var b strings.Builder
	b.Grow(min(len(text), 2*usualWord*limit) + 2)
	b.WriteByte(' ')
	for w := range eachToken(text, limit) {
		b.WriteString(Stem(strings.ToLower(w.text)))
		b.WriteByte(' ')
	}
	return b.String()
}
