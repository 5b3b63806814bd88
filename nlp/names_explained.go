package nlp

import (
	"strings"

	"github.com/throughline-news/throughline/nlp/crf"
	"github.com/throughline-news/throughline/nlp/wordset"
)

// settlements are the words that say of a name that it is a place.
var settlements = wordset.Of("town city village port suburb district province region island hamlet capital municipality county enclave settlement township neighbourhood neighborhood")

// explain makes places of the spans that the text itself says are places, whatever
// they look like: "Bara, a town in North Kordofan", "the port city of Paita".
func (f *featurer) explain(spans []crf.Span) []crf.Span {
	for k := range spans {
		x := &spans[k]
		if typeOf(x) != Location && x.Last-x.First <= 3 && (f.saidBehind(x.Last) || f.saidBefore(x.First)) {
			x.Kind = NameKind(Location)
		}
	}
	return spans
}

// saidBehind tells whether ", a town in" or the like stands behind token i of the
// sentence: an article, at most three small words, and a settlement that the
// apposition does not go past, as in ", a town councillor".
func (f *featurer) saidBehind(i int) bool {
	if f.small(i) != "," || !articles.Has(f.small(i+1)) {
		return false
	}
	for j := i + 2; j < i+6; j++ {
		switch word := f.small(j); {
		case settlements.Has(word):
			next := f.small(j + 1)
			return next == "" || !letterIn(next) || placePrepositions.Has(next) || appositionEnds.Has(next)
		case word == "" || !letterIn(word):
			return false
		}
	}
	return false
}

// saidBefore tells whether "the town of" or the like stands before token i.
func (f *featurer) saidBefore(i int) bool {
	return f.small(i-1) == "of" && settlements.Has(f.small(i-2)) && f.small(i-2) != "capital"
}

// articles begin an apposition, and appositionEnds go on behind its settlement.
var (
	articles       = wordset.Of("a an the")
	appositionEnds = wordset.Of("of that which where with whose about some and to held")
)

// small is token i of the sentence in lower case, "" when it is outside.
func (f *featurer) small(i int) string {
	if i < 0 || f.first+i >= f.end {
		return ""
	}
	return f.doc.Tokens[f.first+i].Lower
}

func letterIn(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return r >= 'a' && r <= 'z' })
}
