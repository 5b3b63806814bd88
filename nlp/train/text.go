package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/crf"
)

// span is a labelled range of bytes of a text. Kind is a number of the model's, or unknown.
type span struct{ start, end, kind int }

// unknown is the kind of a span that may be anything.
const unknown = -1

// rest says what the words are that no span covers.
type rest int

const (
	outside   rest = iota // no names
	orMisc                // those with a capital may be names of no kind that the set marks
	orUnknown             // those with a capital may be any names
)

// text is a document to learn from.
type text struct {
	set    string
	body   string
	spans  []span
	rest   rest
	weight float32
}

// examples parses the text and gives each token the labels that its spans allow.
func (x *text) examples(parser *nlp.Parser) []crf.Example {
	d := parser.Parse("", x.body)
	allowed := make([]crf.Set, len(d.Tokens))
	for i := range d.Tokens {
		allowed[i] = x.unlabelled(d.Tokens[i].Text)
	}
	for _, s := range apart(x.body, x.spans) {
		first, last := d.TokensIn(nlp.Span{Start: s.start, End: s.end})
		if first == last {
			continue
		}
		whole := d.Tokens[first].Start == s.start && d.Tokens[last-1].End == s.end &&
			d.SentenceAt(s.start) == d.SentenceAt(d.Tokens[last-1].Start)
		for i := first; i < last; i++ {
			switch {
			case s.kind == unknown || !whole:
				allowed[i] = crf.All
			default:
				allowed[i] = crf.Only(crf.At(s.kind, i-first, last-first))
			}
		}
	}
	features := parser.NameFeatures(d)
	out := make([]crf.Example, len(d.Sentences))
	for i, s := range d.Sentences {
		out[i] = crf.Example{Features: features[i], Allowed: allowed[s.First:s.Last], Weight: x.weight}
	}
	return out
}

// apart returns the spans with those of places divided at commas: few sets
// take a town and its state for one name.
func apart(body string, spans []span) []span {
	var out []span
	for _, s := range spans {
		for s.kind == kindPlace {
			comma := strings.Index(body[s.start:s.end], ",")
			if comma < 1 {
				break
			}
			out = append(out, span{s.start, s.start + len(strings.TrimRight(body[s.start:s.start+comma], " ")), s.kind})
			rest := body[s.start+comma+1 : s.end]
			s.start = s.end - len(strings.TrimLeft(rest, " "))
		}
		if s.start < s.end {
			out = append(out, s)
		}
	}
	return out
}

// unlabelled returns the labels of a word that no span covers.
func (x *text) unlabelled(word string) crf.Set {
	if x.rest == outside || !capital(word) {
		return crf.Only(crf.Outside)
	}
	if x.rest == orMisc {
		return crf.Only(crf.Outside) | crf.OfKind(kindMisc)
	}
	return crf.All
}

func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

var (
	kindPerson = nlp.NameKind(nlp.Person)
	kindPlace  = nlp.NameKind(nlp.Location)
	kindOrg    = nlp.NameKind(nlp.Organization)
	kindMisc   = nlp.NameKind(nlp.Miscellany)
)

// kindOf returns the number of the type as the sets write it, or unknown.
func kindOf(label string) int {
	switch label {
	case "PER", "person":
		return kindPerson
	case "LOC", "location":
		return kindPlace
	case "ORG", "corporation", "group":
		return kindOrg
	case "MISC", "product", "creative-work", "NORP":
		return kindMisc
	}
	return unknown
}

// trimTitle returns s without the titles at its beginning; it is empty when
// nothing else is left ("Prime Minister").
func trimTitle(body string, s span) span {
	tokens := nlp.Tokenize(body[s.start:s.end])
	from, titles := 0, 0
	for i := range tokens {
		head, part := nlp.IsTitle(tokens[i].Lower)
		if head || part {
			titles++
		}
		if head && i+1 < len(tokens) {
			from = i + 1
			if i+3 < len(tokens) && tokens[i+1].Lower == "of" {
				from = i + 3
			}
		}
	}
	if last := len(tokens) - 1; last >= 0 && titles == len(tokens) {
		if head, _ := nlp.IsTitle(tokens[last].Lower); head {
			s.end = s.start
			return s
		}
	}
	if from > 0 && from < len(tokens) {
		s.start += tokens[from].Start
	}
	return s
}
