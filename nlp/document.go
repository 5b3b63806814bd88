// Package nlp turns text into a Document: sentences, tokens with tags, and
// names, every one with its exact place in the text. It is pure: no files, no
// network, no clock. It is the only package that knows prose.
package nlp

import "sort"

// Span is a range of bytes of Document.Text, End exclusive.
type Span struct{ Start, End int }

// Overlaps tells whether the two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Contains tells whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Token is a word, number or mark. Text is always Document.Text[Start:End].
type Token struct {
	Span
	Text  string
	Lower string // without soft hyphens
	Tag   string // Penn Treebank part of speech
}

// Sentence is a range of tokens, Last exclusive. Paragraph counts from 0 in
// the body; the title is paragraph -1.
type Sentence struct {
	Span
	First, Last int
	Paragraph   int
}

// NameType is the class of a name.
type NameType string

// The classes of names.
const (
	Person       NameType = "PER"
	Location     NameType = "LOC"
	Organization NameType = "ORG"
	Miscellany   NameType = "MISC"
)

// Name is a proper name in the text. First and Last are its tokens, Last
// exclusive. Sure says that each of its words is more likely than not what the name
// and its Type make it; else this is the best guess of several.
type Name struct {
	Span
	First, Last int
	Type        NameType
	Sure        bool
}

// Document is a text that was read. Text is the title, a blank line and the
// body when there is a title, else the body; BodyStart is where the body begins.
type Document struct {
	Text      string
	BodyStart int
	Language  string // ISO 639-1; "" when too short to tell
	Tokens    []Token
	Sentences []Sentence
	Names     []Name

	marks []mark
}

// mark pairs a byte offset with the number of code points before it.
type mark struct{ bytes, runes int }

const markEvery = 512

// New returns a document of title and body without any reading done to it.
func New(title, body string) *Document {
	d := &Document{Text: body}
	if title != "" {
		d.Text = title + "\n\n" + body
		d.BodyStart = len(title) + 2
	}
	runes := 0
	next := 0
	for i := range d.Text {
		if i >= next {
			d.marks = append(d.marks, mark{i, runes})
			next = i + markEvery
		}
		runes++
	}
	return d
}

// runes returns the number of code points before byte offset off of Text.
func (d *Document) runes(off int) int {
	i := sort.Search(len(d.marks), func(i int) bool { return d.marks[i].bytes > off }) - 1
	if i < 0 {
		return 0
	}
	n := d.marks[i].runes
	for range d.Text[d.marks[i].bytes:off] {
		n++
	}
	return n
}

// Locate returns where s lies for the outside world: the field ("title", or ""
// for the body) and the offsets in code points into that field as it was given.
func (d *Document) Locate(s Span) (field string, start, end int) {
	if s.Start < d.BodyStart {
		return "title", d.runes(s.Start), d.runes(s.End)
	}
	base := d.runes(d.BodyStart)
	return "", d.runes(s.Start) - base, d.runes(s.End) - base
}

// Slice returns the text of s.
func (d *Document) Slice(s Span) string { return d.Text[s.Start:s.End] }

// TokensIn returns the range of tokens, last exclusive, that overlap s.
func (d *Document) TokensIn(s Span) (first, last int) {
	first = sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > s.Start })
	last = first + sort.Search(len(d.Tokens)-first, func(i int) bool { return d.Tokens[first+i].Start >= s.End })
	return first, last
}

// SentenceAt returns the index of the sentence that holds byte offset off, or -1.
func (d *Document) SentenceAt(off int) int {
	i := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].End > off })
	if i == len(d.Sentences) || d.Sentences[i].Start > off {
		return -1
	}
	return i
}
