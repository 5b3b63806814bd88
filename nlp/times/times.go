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
	Mod   string // TIMEX3 mod: START, MID, END, APPROX, or ""
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
	r := resolver{g: &g}
	r.now, r.dated = dayFrom(published)
	y, _, _ := civil(r.now)
	r.narrative = tellsHistory(found, y, r.dated)
	var ahead []period
	if r.narrative {
		markAsides(found)
		ahead = datesAhead(found)
	}
	out := make([]Timex, len(found))
	for i := range found {
		if r.narrative {
			r.ahead = ahead[i]
		}
		r.next = nil
		if i+1 < len(found) {
			r.next = &found[i+1]
		}
		out[i] = r.resolve(&found[i])
		if out[i].Day != nil {
			out[i].Day.Text = doc.Slice(out[i].Span)
		}
		if i > 0 && found[i-1].opens {
			spread(&out[i-1], &out[i])
		}
	}
	return out
}

// spread gives the first of a range of two the days of both.
func spread(a, b *Timex) {
	if a.Day == nil || b.Day == nil || b.Day.End < a.Day.Start {
		return
	}
	kind := a.Day.Kind
	if b.Day.Kind != kind {
		kind = models.KindRelative
	}
	d := models.Date{Start: a.Day.Start, End: b.Day.End, Precision: models.PrecisionRange, Kind: kind, Text: a.Day.Text}
	d.EDTF = a.Day.EDTF + "/" + b.Day.EDTF
	if len(a.Day.EDTF) > len("2025-12-08") || len(b.Day.EDTF) > len("2025-12-08") || a.Day.Precision == models.PrecisionDecade || b.Day.Precision == models.PrecisionDecade {
		d.EDTF = string(d.Start) + "/" + string(d.End)
	}
	a.Day = &d
}
