package nlp

import (
	"fmt"
	"sync"

	"github.com/throughline-news/throughline/nlp/crf"
)

// Parser reads texts. It holds the weights of the tagger and of the names, is
// made once, and may be used by many goroutines.
type Parser struct {
	tagger *tagger
	namer  *namer
	names  *crf.Model // nil: the rules alone find names
}

// sharedTagger is the tagger of all parsers: decoding its weights is most of what
// making a parser costs, and nothing changes them afterwards.
var sharedTagger = sync.OnceValues(loadTagger)

// NewParser loads the embedded weights. The first time it takes about a tenth of a second.
func NewParser() (*Parser, error) {
	names, err := crf.Read(nameModel)
	if err != nil {
		return nil, fmt.Errorf("nlp: model of names: %w", err)
	}
	return NewParserWith(names)
}

// NewParserWith returns a parser that finds names by the given model, or by
// rules alone when it is nil.
func NewParserWith(names *crf.Model) (*Parser, error) {
	t, err := sharedTagger()
	if err != nil {
		return nil, fmt.Errorf("nlp: new parser: %w", err)
	}
	return &Parser{tagger: t, namer: newNamer(t), names: names}, nil
}

// Parse reads title (may be "") and body. Any string will do: bytes that are
// no UTF-8 count as one code point each, as encoding/json counts them, and
// stay in the token they are found in. Time and memory grow linearly with the length.
func (p *Parser) Parse(title, body string) *Document {
	d := New(title, body)
	d.Tokens = make([]Token, 0, len(d.Text)/5+8)
	parts := blocks(d.Text, d.BodyStart, len(d.Text), 0)
	if title != "" {
		head := blocks(d.Text, 0, len(title), -1)
		for i := range head {
			head[i].paragraph = -1
		}
		parts = append(head, parts...)
	}
	for _, b := range parts {
		first := len(d.Tokens)
		d.Tokens = tokenize(d.Tokens, d.Text, b.Start, b.End)
		d.appendSentences(first, b.paragraph)
	}
	var buf []context
	for _, s := range d.Sentences {
		if s.Paragraph >= 0 {
			buf = p.tagger.tag(d.Tokens[s.First:s.Last], buf)
		}
	}
	p.tagTitle(d)
	d.Language = d.language()
	if p.names == nil {
		d.Names, _, _ = p.namer.rules(d)
		return d
	}
	d.Names = p.find(d)
	return d
}
