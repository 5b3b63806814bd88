package nlp

import (
	"strings"

	"github.com/throughline-news/throughline/nlp/crf"
)

// The lists whose names of several words are taken at their word, as bits of a phrase's kinds.
var (
	listedPlaces        = phraseBits("nr")
	listedOrganizations = phraseBits("of")
)

// phraseBits returns the kinds of phrases that the letters stand for.
func phraseBits(letters string) (bits uint32) {
	for _, r := range letters {
		bits |= 1 << strings.IndexRune(phraseKinds, r)
	}
	return bits
}

// settle corrects the spans of the sentence at hand by the lists, where a name
// of several words is listed as one thing only. What a country or region is
// made of is one place ("West Bank", "Strait of Hormuz"), though its last word
// is an organization's elsewhere; in sport it may be a team. A listed
// organization is neither a person nor of no kind ("Al Jazeera").
func (f *featurer) settle(spans []crf.Span) []crf.Span {
	marks := f.marks[f.first:f.end]
	for i := 0; i < len(marks); i++ {
		end := i + 1
		for end < len(marks) && marks[end]&phraseInner != 0 {
			end++
		}
		listed := marks[i] >> phraseShift
		switch {
		case end-i < 2 || listed == 0:
		case listed&^listedPlaces == 0 && !f.sport:
			spans = join(spans, i, end, NameKind(Location))
		case listed&^listedOrganizations == 0:
			for k := range spans {
				if x := &spans[k]; x.First == i && x.Last == end && (typeOf(x) == Person || typeOf(x) == Miscellany) {
					x.Kind = NameKind(Organization)
				}
			}
		}
		i = end - 1
	}
	return spans
}

// typeOf returns the type of a span.
func typeOf(x *crf.Span) NameType { return kinds[x.Kind] }

// join makes one span of the kind of those that lie within first..last, unless
// there is none, one is a person, or one reaches beyond.
func join(spans []crf.Span, first, last, kind int) []crf.Span {
	from, to := len(spans), 0
	p := float32(0)
	for k := range spans {
		x := &spans[k]
		if x.Last <= first || x.First >= last {
			continue
		}
		if x.First < first || x.Last > last || typeOf(x) == Person {
			return spans
		}
		from, to = min(from, k), k+1
		p = max(p, x.P)
	}
	if from >= to {
		return spans
	}
	spans[from] = crf.Span{First: first, Last: last, Kind: kind, P: p}
	return append(spans[:from+1], spans[to:]...)
}
