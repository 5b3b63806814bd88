// Package crf labels the words of a sentence with spans of a few kinds by a
// linear-chain conditional random field over hashed features: it learns one,
// keeps it in a small file, and finds the best labels and how sure they are. It
// knows nothing of what the kinds or the features mean.
package crf

// Kinds is the number of kinds of spans.
const Kinds = 4

// Label says where a word stands: outside of all spans, or at the beginning,
// inside, at the end, or as the only word of a span of some kind.
type Label uint8

// Labels is the number of labels.
const Labels = 1 + 4*Kinds

// Outside is the label of a word in no span.
const Outside Label = 0

const (
	begin = iota
	inside
	last
	only
)

// At returns the label of word i of a span of n words.
func At(kind, i, n int) Label {
	place := inside
	switch {
	case n == 1:
		place = only
	case i == 0:
		place = begin
	case i == n-1:
		place = last
	}
	return Label(1 + 4*kind + place)
}

// Kind returns the kind of the span the label belongs to; it has none when it is Outside.
func (l Label) Kind() int { return int(l-1) / 4 }

func (l Label) place() int { return int(l-1) % 4 }

// open tells whether the span goes on after the word.
func (l Label) open() bool { return l != Outside && (l.place() == begin || l.place() == inside) }

// opens tells whether the label may stand where no span is open.
func (l Label) opens() bool { return l == Outside || l.place() == begin || l.place() == only }

// follows tells whether l may stand right after before.
func (l Label) follows(before Label) bool {
	if before.open() {
		return !l.opens() && l.Kind() == before.Kind()
	}
	return l.opens()
}

// Set is a set of labels, by bits.
type Set uint32

// All holds every label.
const All Set = 1<<Labels - 1

// Only returns the set of one label.
func Only(l Label) Set { return 1 << l }

// OfKind returns the labels of one kind.
func OfKind(kind int) Set { return 0xf << (1 + 4*kind) }

func (s Set) has(l Label) bool { return s>>l&1 != 0 }

// Span is a range of words, Last exclusive, of one kind; P is the
// probability of its least sure word.
type Span struct {
	First, Last, Kind int
	P                 float32
}

// step is one move from a label to one that may follow it.
type step struct{ from, to Label }

// steps are all moves that are allowed, by the label they go to.
var steps = func() (s []step) {
	for to := Label(0); to < Labels; to++ {
		for from := Label(0); from < Labels; from++ {
			if to.follows(from) {
				s = append(s, step{from, to})
			}
		}
	}
	return s
}()
