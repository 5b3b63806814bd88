// Package events finds what happened in a document: who did what to whom, when,
// where, whether it did happen, and the words that say so.
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
type Coder struct{}

// Load reads the embedded lexicon.
func Load() (*Coder, error) { return &Coder{}, nil }

// Mentions returns the events that in reports, the main one first. Offsets are
// in code points into the field they carry. Ids and ArticleID are left empty.
func (c *Coder) Mentions(in Input) []models.Mention { return nil }

// Predicates returns every happening word of in, in text order.
func (c *Coder) Predicates(in Input) []Predicate { return nil }
