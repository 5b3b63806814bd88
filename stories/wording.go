package stories

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// wording is what is kept of the words of a quote.
type wording struct {
	marks [4]uint64 // of the words of the bag: one of 256 bits each
	said  string    // all stems, for finding phrases
	bag   bag       // of the stems that tell something
	rare  []string
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
	var stems []string
	for _, t := range tokens(text, mostWords) {
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
		out.marks[h.word>>6&3] |= 1 << (h.word & 63)
	}
	return out
}

func bagOf(ws []weighted) bag {
	out := make(bag, len(ws))
	for i, w := range ws {
		out[i] = hashed{short(w.term), float32(w.weight)}
	}
	slices.SortFunc(out, func(a, b hashed) int { return cmp.Compare(a.word, b.word) })
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
	for _, t := range tokens(text, nameWords) {
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
	if p.mark != 0 && len(w.bag) < mostTerms { // else not all of its words are in the bag
		if w.marks[p.mark>>6&3]&(1<<(p.mark&63)) == 0 {
			return false
		}
	}
	return strings.Contains(w.said, p.words)
}

// rarest returns the rarest of some words.
func rarest(ws []weighted) []string {
	ws = slices.Clone(ws)
	slices.SortStableFunc(ws, func(a, b weighted) int { return cmp.Compare(b.weight, a.weight) })
	out := make([]string, 0, rareStems)
	for _, w := range ws[:min(len(ws), rareStems)] {
		out = append(out, strings.Clone(w.term))
	}
	return out
}

// alike is the cosine of two bags.
func alike(a, b bag) float64 {
	sum := float32(0)
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch x, y := a[i].word, b[j].word; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			sum += a[i].weight * b[j].weight
			i++
			j++
		}
	}
	return float64(sum)
}

// stemmed returns the stems of the words of a text, a blank round each, so that
// a phrase is found in it with strings.Contains.
func stemmed(text string, limit int) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, w := range tokens(text, limit) {
		b.WriteString(Stem(strings.ToLower(w.text)))
		b.WriteByte(' ')
	}
	return b.String()
}
