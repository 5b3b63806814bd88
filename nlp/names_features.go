package nlp

import (
	"math/bits"

	"github.com/throughline-news/throughline/nlp/crf"
)

// featurer makes the features of the tokens of a document, by which its names
// are recognised: hashes of what is seen of a token, its neighbours, the run of
// capitals it is in, its line, and the rest of the document. No feature is
// written as a string. The templates follow what is usual for the task (Ratinov
// and Roth 2009, "Design challenges and misconceptions in named entity
// recognition").
type featurer struct {
	*namer
	doc        *Document
	seen       map[string]sight
	styles     []style
	rules      []uint8  // by token: what the rules say
	marks      []uint32 // by token: the listed name it is in
	sport      bool
	first, end int // tokens of the sentence at hand

	views []view // of the sentence, with two empty ones at either end
	arena []uint32
	out   [][]uint32
}

// maxFeatures is more than a token has.
const maxFeatures = 128

// newFeaturer reads what the whole of d says. d has its tags.
func (n *namer) newFeaturer(d *Document) *featurer {
	f := &featurer{namer: n, doc: d, rules: make([]uint8, len(d.Tokens)), marks: make([]uint32, len(d.Tokens))}
	for _, s := range d.Sentences {
		n.phrases.mark(d.Tokens[s.First:s.Last], f.marks[s.First:s.Last])
	}
	var names []Name
	names, f.styles, f.seen = n.rules(d)
	for _, name := range names {
		code := uint8(1)
		switch name.Type {
		case Location:
			code = 5
		case Organization:
			code = 9
		case Miscellany:
			code = 13
		}
		if name.Sure {
			code += 2
		}
		for i := name.First; i < name.Last; i++ {
			f.rules[i] = code
			if i > name.First {
				f.rules[i]++
			}
		}
	}
	sport := 0
	for i := range d.Tokens {
		if f.lists[d.Tokens[i].Lower]&sportBit != 0 {
			sport++
		}
	}
	f.sport = sport*sportShare > len(d.Tokens)
	return f
}

// A text is on sport when more than one of sportShare words is of sport.
const sportShare = 60

// sentence returns the features of the tokens of sentence i, until the next call.
func (f *featurer) sentence(i int) [][]uint32 {
	s := f.doc.Sentences[i]
	n := s.Last - s.First
	f.first, f.end = s.First, s.Last
	if cap(f.views) < n+4 {
		f.views = make([]view, 2*n+4)
	}
	f.views = f.views[:n+4]
	clear(f.views)
	f.views[0].word, f.views[1].word, f.views[n+2].word, f.views[n+3].word = 1, 2, 3, 4
	for k := range n {
		f.see(s.First+k, f.styles[i], &f.views[k+2])
	}
	f.runs()
	if cap(f.arena) < n*maxFeatures {
		f.arena = make([]uint32, 0, 2*n*maxFeatures)
	}
	f.arena, f.out = f.arena[:0], f.out[:0]
	kind := f.kind(i)
	for k := range n {
		first := len(f.arena)
		f.token(k+2, kind)
		f.out = append(f.out, f.arena[first:len(f.arena):len(f.arena)])
	}
	return f.out
}

// runs finds the runs of words with capitals.
func (f *featurer) runs() {
	for i := 2; i < len(f.views)-2; {
		if !f.capitalised(i) {
			i++
			continue
		}
		end := i + 1
		for end < len(f.views)-2 && f.capitalised(end) {
			end++
		}
		for k := i; k < end; k++ {
			f.views[k].first, f.views[k].last = i, end-1
		}
		i = end
	}
}

func (f *featurer) capitalised(i int) bool {
	v := &f.views[i]
	return v.casing >= firstCapital && !(v.opens && v.lists&functionBit != 0)
}

// kind tells what line a sentence is: its style, whether it is short, has
// numbers, ends with a stop.
func (f *featurer) kind(i int) uint64 {
	n := len(f.views) - 4
	k := uint64(f.styles[i])
	if n < 8 {
		k |= 4
	}
	numbers := 0
	for j := 2; j < n+2; j++ {
		if f.views[j].tag == cardinal {
			numbers++
		}
	}
	k |= uint64(min(3, numbers)) << 3
	if n > 0 && f.doc.Tokens[f.end-1].Text == "." {
		k |= 32
	}
	if f.sport {
		k |= 64
	}
	return k
}

var cardinal = textHash("CD")

// token appends the features of the token whose view is at i.
func (f *featurer) token(i int, kind uint64) {
	p2, p1, v, n1, n2 := &f.views[i-2], &f.views[i-1], &f.views[i], &f.views[i+1], &f.views[i+2]
	id := uint64(0)
	add := func(a uint64) {
		id++
		h := (a ^ id*0x9e3779b97f4a7c15) * 0xd6e8feb86659fd93
		h = (h ^ h>>32) * 0xd6e8feb86659fd93
		f.arena = append(f.arena, uint32(h>>(64-crf.FeatureBits)))
	}
	pair := func(a, b uint64) { add(a*0xff51afd7ed558ccd + bits.RotateLeft64(b*0xc4ceb9fe1a85ec53, 29)) }
	three := func(a, b, c uint64) {
		pair(a*0x9fb21c651e98df25+bits.RotateLeft64(b, 17), c)
	}
	cased := uint64(v.casing)

	add(0)
	add(v.word)
	pair(v.word, cased)
	pair(v.word, p1.word)
	pair(v.word, n1.word)
	add(p1.word)
	add(n1.word)
	add(p2.word)
	add(n2.word)
	pair(p1.word, p2.word)
	pair(n1.word, n2.word)
	pair(p1.word, n1.word)
	pair(p1.word, v.shape)
	pair(n1.word, v.shape)

	add(v.shape)
	pair(p1.shape, v.shape)
	pair(v.shape, n1.shape)
	three(p1.shape, v.shape, n1.shape)
	for _, x := range v.suffix {
		add(x)
	}
	for _, x := range v.prefix {
		add(x)
	}
	pair(v.suffix[2], cased)
	add(p1.suffix[2])
	add(n1.suffix[2])

	add(v.tag)
	pair(p1.tag, v.tag)
	pair(v.tag, n1.tag)
	three(p1.tag, v.tag, n1.tag)
	pair(v.tag, v.shape)

	pair(v.lists, cased)
	pair(p1.lists, cased)
	pair(n1.lists, cased)
	three(p1.lists, v.lists, cased)
	three(v.lists, n1.lists, cased)

	pair(v.class, cased)
	pair(v.class, v.shape)
	add(p1.class)
	add(n1.class)
	add(p2.class)
	add(n2.class)
	pair(p1.class, v.class)
	pair(v.class, n1.class)
	pair(p1.class, n1.class)
	three(p1.class, v.class, n1.class)
	pair(p2.class, p1.class)
	pair(n1.class, n2.class)
	three(p1.class, v.shape, n1.class)
	three(v.class, v.lists, cased)
	three(v.class, v.phrase, cased)

	pair(v.doc, cased)
	pair(v.doc&uint64(seenSurname|seenInBody|seenInPlace|seenWhere|seenSpeaking), cased)
	pair(v.doc&uint64(seenAlone|seenFirst|seenLast|seenSurname), uint64(min(1, v.last)))
	three(v.doc, v.lists, cased)
	pair(v.rule, cased)
	pair(p1.rule, v.rule)
	pair(v.rule, n1.rule)
	three(p1.rule, v.rule, n1.rule)
	pair(v.rule, v.doc)

	pair(v.phrase, cased)
	pair(p1.phrase, v.phrase)
	pair(v.phrase, n1.phrase)
	pair(v.phrase, v.rule)
	three(v.phrase, v.doc, cased)
	three(v.phrase, kind, cased)
	three(v.phrase, p1.word, cased)
	three(v.phrase, n1.word, cased)

	opens := uint64(0)
	if v.opens {
		opens = 1
	}
	three(kind, v.shape, opens)
	pair(v.shape, opens)
	pair(v.word, opens)
	pair(kind, v.rule)
	f.run(i, kind, pair, three)
}

// run adds the features of the run of capitals around the token at i: its
// place in it, its first and last words, and the words on either side of it.
func (f *featurer) run(i int, kind uint64, pair func(a, b uint64), three func(a, b, c uint64)) {
	v := &f.views[i]
	if v.last == 0 {
		return
	}
	first, last := &f.views[v.first], &f.views[v.last]
	before, after := &f.views[v.first-1], &f.views[v.last+1]
	place := uint64(min(i-v.first, 3)<<2 | min(v.last-i, 3))
	length := uint64(min(v.last-v.first, 4))
	pair(place, v.shape)
	pair(place, last.word)
	pair(place, first.word)
	pair(place, before.word)
	pair(place, after.word)
	three(before.word, after.word, length)
	pair(place, last.class)
	pair(place, first.class)
	pair(place, before.class)
	pair(place, after.class)
	three(place, first.class, last.class)
	three(place, before.class, after.class)
	three(place, last.lists, first.lists)
	three(place, before.lists, after.lists)
	three(place, kind, before.tag)
	three(place, last.suffix[2], length)
	before2, after2 := &f.views[max(0, v.first-2)], &f.views[min(len(f.views)-1, v.last+2)]
	three(place, before.word, before2.word)
	three(place, after.word, after2.word)
	three(place, last.doc, first.doc)
	three(place, kind, after.shape)
	three(place, before.rule, after.rule)
	three(place, first.phrase, last.phrase)
	three(v.phrase, length, kind)
	three(place, before.phrase, after.phrase)
	three(place, before.shape, after.shape)
	three(place, before.word, before2.phrase)
	three(place, after.word, after2.phrase)
}
