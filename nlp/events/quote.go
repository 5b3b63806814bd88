package events

import (
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// Lengths in code points: of a quote at most, and of the words kept around it.
const (
	maxQuote   = 600
	quoteAside = 32
)

// quote is the sentence with trigger t as a selector; a very long one is cut
// at clause borders around the trigger.
func (d *document) quote(s *sentence, t *trigger) models.Quote {
	first, last := s.first, s.last
	if utf8.RuneCountInString(d.Doc.Slice(s.span(first, last))) > maxQuote {
		first, last = d.window(s, t)
	}
	return QuoteAt(d.Doc, s.span(first, last))
}

// window grows from the trigger clause by clause while the words fit.
func (d *document) window(s *sentence, t *trigger) (first, last int) {
	size := func(a, b int) int { return utf8.RuneCountInString(d.Doc.Slice(s.span(a, b))) }
	first, last = t.first, t.last
	for grown := true; grown; {
		grown = false
		if a := s.borderBefore(first); a < first && size(a, last) <= maxQuote {
			first, grown = a, true
		}
		if b := s.borderAfter(last); b > last && size(first, b) <= maxQuote {
			last, grown = b, true
		}
	}
	for size(first, last) < maxQuote/2 && last < s.last && size(first, last+1) <= maxQuote { // no borders: by words
		last++
	}
	return first, last
}

func (s *sentence) border(i int) bool {
	switch s.token(i).Text {
	case ",", ";", ":", "-", "–", "—", "(", ")":
		return true
	}
	return false
}

func (s *sentence) borderBefore(i int) int {
	if i == s.first {
		return i
	}
	for i--; i > s.first && !s.border(i-1); i-- {
	}
	return i
}

func (s *sentence) borderAfter(i int) int {
	if i == s.last {
		return i
	}
	for i++; i < s.last && !s.border(i-1); i++ {
	}
	return i
}

// QuoteAt is span as a selector with its surroundings in the same field.
func QuoteAt(doc *nlp.Document, span nlp.Span) models.Quote {
	field, start, end := doc.Locate(span)
	from, to := doc.BodyStart, len(doc.Text)
	if field != "" {
		from, to = 0, max(0, doc.BodyStart-2)
	}
	return models.Quote{
		Exact: doc.Slice(span), Start: start, End: end, Field: field,
		Prefix: tail(doc.Text[from:span.Start], quoteAside),
		Suffix: head(doc.Text[span.End:max(to, span.End)], quoteAside),
	}
}

// tail returns the last n code points of s.
func tail(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

// head returns the first n code points of s.
func head(s string, n int) string {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return s[:i]
}
