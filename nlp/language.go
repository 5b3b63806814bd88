package nlp

import (
	"github.com/abadojack/whatlanggo"

	"github.com/throughline-news/throughline/nlp/wordset"
)

// Texts shorter than minLanguage bytes are not judged, and of longer ones only
// the first maxLanguage bytes are.
const (
	minLanguage = 40
	maxLanguage = 1200
)

// Among the first englishSample tokens of a text, this share of words that
// only English uses makes it English, without the slower count of letter
// triples. In English news about one word in seven is one.
const (
	englishSample = 120
	englishShare  = 0.08
	englishWords  = 4
)

// englishOnly are frequent words of English that no other language in Latin script writes so.
var englishOnly = wordset.Of(`the and that with from which have been were said this their they would there
	about when its his who into than because could should what`)

// language returns the ISO 639-1 code of the body, or "" when it is too short or the guess unsure.
func (d *Document) language() string {
	text := d.Text[d.BodyStart:]
	if len(text) < minLanguage {
		return ""
	}
	first, _ := d.TokensIn(Span{d.BodyStart, d.BodyStart + 1})
	tokens := d.Tokens[first:min(len(d.Tokens), first+englishSample)]
	english := 0
	for _, t := range tokens {
		if englishOnly.Has(t.Lower) {
			english++
		}
	}
	if english >= englishWords && float64(english) >= englishShare*float64(len(tokens)) {
		return "en"
	}
	if len(text) > maxLanguage {
		text = text[:maxLanguage]
	}
	info := whatlanggo.Detect(text)
	if !info.IsReliable() {
		return ""
	}
	return info.Lang.Iso6391()
}
