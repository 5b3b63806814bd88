// Package times finds time expressions and gives them TIMEX3 values and ranges
// of days. It is pure: the reference date is handed in, never taken from a clock.
package times

import (
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// Type is the TIMEX3 type of an expression.
type Type string

// The TIMEX3 types.
const (
	Date     Type = "DATE"
	Time     Type = "TIME"
	Duration Type = "DURATION"
	Set      Type = "SET"
)

// Timex is one time expression. Day is the range of days it stands for, without
// a basis; nil when it stands for none (a duration, a set, "recently", or a
// relative one in a text whose day of publication is not known). The first of
// two that make a range ("22 to 24 November") has the days of the whole range.
type Timex struct {
	nlp.Span
	Type  Type
	Value string // TIMEX3 value: "2025-12-08", "P2W", "PAST_REF"
	Mod   string // TIMEX3 mod: START, MID, END, APPROX; of a length also LESS_THAN, MORE_THAN, EQUAL_OR_LESS, EQUAL_OR_MORE; or ""
	Day   *models.Date
}

// Find returns the time expressions of doc in text order. published is the day
// relative expressions count from; "" when it is not known, then none of them
// is resolved.
func Find(doc *nlp.Document, published models.Day) []Timex {
	g := grammar{text: doc.Text, items: scan(doc.Text), doc: doc}
	found := g.findAll()
	if len(found) == 0 {
		return nil
	}
	r := newResolver(&g, found, published)
	out := make([]Timex, len(found))
	for i := range found {
		out[i] = r.resolve(i)
	}
	return out
}
