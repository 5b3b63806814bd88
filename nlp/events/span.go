package events

import "github.com/throughline-news/throughline/models"

// maxBetween is how many bytes may stand between the two ends of a range: " to the ".
const maxBetween = 12

// ranged is the whole range where time expression t is its end: the first of
// the two carries it ("from 22 to 24 November" is 22 to 24 at "22").
func (d *document) ranged(t int, c *models.Date) *models.Date {
	if c == nil || t == 0 {
		return c
	}
	from := d.Times[t-1]
	if from.Day == nil || from.Day.Precision != models.PrecisionRange || from.Day.End != c.End || d.Times[t].Start-from.End > maxBetween {
		return c
	}
	out := *from.Day
	out.Basis = c.Basis
	out.Text = d.Doc.Text[from.Start:d.Times[t].End]
	return &out
}
