package times

import "github.com/throughline-news/throughline/models"

// align moves the weekday a back so that it lies before the weekday b that
// closes its range: the Monday of "from Monday to Wednesday" is the one before
// that Wednesday.
func align(a, b *expr, p, q period) period {
	if a.form == formWeekday && b.form == formWeekday && a.which == noWhich {
		return period{day, q.n - (b.weekday-a.weekday+7)%7}
	}
	return p
}

// spread returns the days of the range that a opens and b closes, nil when
// either is not known or they are not in order.
func spread(a, b *models.Date) *models.Date {
	if a == nil || b == nil || b.End < a.Start {
		return nil
	}
	d := models.Date{Start: a.Start, End: b.End, Precision: models.PrecisionRange, Kind: a.Kind}
	if b.Kind != a.Kind {
		d.Kind = models.KindRelative
	}
	d.EDTF = string(d.Start) + "/" + string(d.End)
	if a.Precision == b.Precision && (a.Precision == models.PrecisionMonth || a.Precision == models.PrecisionYear) {
		d.EDTF = a.EDTF + "/" + b.EDTF
	}
	return &d
}
