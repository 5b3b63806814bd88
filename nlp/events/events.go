// Package events finds what happened in a document: who did what to whom, when,
// where, whether it did happen, and the words that say so.
//
// It reads each sentence once: base noun phrases and verb groups from tags
// (sentence.go), clauses and what hangs on what (clauses.go), how each verb
// stands to the facts (standing.go), and the days the text tells of (dates.go).
// On that stand the predicates, every happening word, and the mentions, those
// that the lexicon in data/ knows as events (triggers.go).
package events

import (
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/actors"
	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/nlp/times"
)

// Input is a document and everything found in it so far.
type Input struct {
	Doc       *nlp.Document
	Published models.Day // "" when not known
	Times     []times.Timex
	Places    []places.Toponym
	Actors    []actors.Actor
}

// Predicate is a happening word of the text, verb or noun, of an event type or
// not, with its status and day: the layer on which events stand.
type Predicate struct {
	nlp.Span
	Status models.Status
	Source string
	Date   *models.Date
}

// Coder holds the lexicon. It is made once and may be used by many goroutines.
type Coder struct {
	lex   *lexicon
	model *model
	roles *roleModel
}

// Load reads and checks the embedded lexicon and weights, and triggers of the
// user's own beside them. An error names the file and line.
func Load(own ...Lexicon) (*Coder, error) {
	lex, err := loadLexicon(own...)
	if err != nil {
		return nil, err
	}
	model, err := readModel(weightsFile)
	if err != nil {
		return nil, err
	}
	roles, err := readRoles(rolesFile)
	if err != nil {
		return nil, err
	}
	return &Coder{lex, model, roles}, nil
}

// Mentions returns the events that in reports, the main one first, the others
// in text order. Offsets are in code points into the field they carry. Ids and
// ArticleID are left empty.
func (c *Coder) Mentions(in Input) []models.Mention {
	if len(in.Doc.Tokens) == 0 {
		return nil
	}
	all := c.document(in).mentions(c.model)
	out := make([]models.Mention, len(all))
	for i := range all {
		out[i] = all[i].Mention
	}
	return out
}
