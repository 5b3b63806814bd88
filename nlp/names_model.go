package nlp

import (
	_ "embed" // for the weights
	"strings"
	"unicode"

	"github.com/throughline-news/throughline/nlp/crf"
)

// nameModel holds the weights; names/README.md says what they were learned from.
//
//go:embed names/model.bin
var nameModel []byte

// kinds are the types of names by the numbers the model knows them by.
var kinds = [crf.Kinds]NameType{Person, Location, Organization, Miscellany}

// NameKind returns the number by which the model of names knows a type.
func NameKind(t NameType) int {
	for i, k := range kinds {
		if k == t {
			return i
		}
	}
	return -1
}

// sureFrom is the probability from which a name is sure.
const sureFrom = 0.5

// find returns the names of d, which must have tags, in text order.
func (p *Parser) find(d *Document) []Name {
	f := p.namer.newFeaturer(d)
	decoder := p.names.NewDecoder()
	var names []Name
	var probable []float32 // by name
	var spans []crf.Span
	for i, s := range d.Sentences {
		if !hasLetter(d.Slice(s.Span)) {
			continue
		}
		spans = f.explain(f.settle(decoder.Decode(f.sentence(i), spans[:0])))
		for _, x := range spans {
			n := Name{First: s.First + x.First, Last: s.First + x.Last, Type: kinds[x.Kind], Sure: x.P >= sureFrom}
			n.Span = Span{d.Tokens[n.First].Start, d.Tokens[n.Last-1].End}
			if text := d.Slice(n.Span); hasLetter(text) && !strings.Contains(text, "://") {
				names, probable = append(names, n), append(probable, x.P)
			}
		}
	}
	return p.namer.surnames(d, names, probable, f.seen)
}

func hasLetter(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// NameFeatures returns the features of the tokens of d, sentence by sentence,
// that the model of names is trained on.
func (p *Parser) NameFeatures(d *Document) [][][]uint32 {
	f := p.namer.newFeaturer(d)
	out := make([][][]uint32, len(d.Sentences))
	for i := range d.Sentences {
		for _, word := range f.sentence(i) {
			out[i] = append(out[i], append([]uint32(nil), word...))
		}
	}
	return out
}
