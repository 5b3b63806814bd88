package events

import (
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/wordset"
)

// leaving are the words with which a sentence leaves what was told before.
var leaving = wordset.Of("separately meanwhile elsewhere")

// commonHeads are nouns that texts on anything have: that two sentences share one
// does not make them tell of one thing.
var commonHeads = wordset.Of("people official government country statement spokesman spokeswoman minister president leader year month week day time number part state nation world news report percent")

// goesOn tells whether sentence s goes on with what the text tells since sentence
// from: it is the next one of its paragraph, has a pronoun for its subject, or
// speaks of someone or something named since. Places do not count: news from one
// country may be about many things.
func (d *document) goesOn(s *sentence, from int) bool {
	if d.leaves(s) {
		return false
	}
	if s.index == from+1 && d.Doc.Sentences[s.index].Paragraph == d.Doc.Sentences[from].Paragraph {
		return true
	}
	heads := make(map[string]bool)
	for p := range s.phrases {
		if s.phrases[p].subject && s.phrases[p].pronoun {
			return true
		}
		if word := d.topic(s, p); word != "" {
			heads[word] = true
		}
	}
	for i := from; i < s.index; i++ {
		for p := range d.sentences[i].phrases {
			if heads[d.topic(d.sentences[i], p)] {
				return true
			}
		}
	}
	return false
}

// leaves tells whether s begins with words that leave what was told before.
func (d *document) leaves(s *sentence) bool {
	first := s.token(s.first).Lower
	return leaving.Has(first) || first == "in" && s.first+2 < s.last && (s.token(s.first+1).Lower == "other" || s.token(s.first+1).Lower == "another")
}

// topic is the word that phrase p of s is about, "" when it is about nothing that
// could be spoken of again: a time, a pronoun, a place, a common noun.
func (d *document) topic(s *sentence, p int) string {
	ph := &s.phrases[p]
	if ph.time || ph.pronoun || d.placeAt[ph.head] != 0 {
		return ""
	}
	word := s.lemma(ph.head)
	if commonHeads.Has(word) {
		return ""
	}
	return word
}

// certain leaves out a day that was carried from a sentence which this one does not
// go on from. For a verb it is the likeliest day; an event had better have none.
func (d *document) certain(c *models.Date) *models.Date {
	if d.stray[c] {
		return nil
	}
	return c
}
