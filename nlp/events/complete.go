package events

import (
	"github.com/throughline-news/throughline/models"
)

// complete gives the main mention what other mentions of the same happening in
// the text tell: participants with a name, the place, the day.
func (d *document) complete(all []found, main int) {
	if main == none {
		return
	}
	m := &all[main]
	for i := range all {
		o := &all[i]
		if i == main || !sameHappening(m, o) {
			continue
		}
		if o.Status == m.Status {
			m.Confidence = max(m.Confidence, o.Confidence) // told twice
		}
		if m.named == 0 && o.named > 0 {
			m.Actors = append(m.Actors, o.Actors...)
			if len(m.Recipients) == 0 {
				m.Recipients = append(m.Recipients, o.Recipients...)
			}
			m.named = o.named
		}
		if untold(m.Date) && !untold(o.Date) && !d.old(o.Date) {
			m.Date = onBasis(o.Date, models.BasisDiscourse)
		}
	}
	d.locate(all, main)
	if m.Date == nil && (m.Status == models.Happened || m.Status == models.Ongoing || m.Status == models.Claimed) && !d.timedSentence(m.s) && !d.datedElsewhere(all, m) {
		m.Date = d.published()
	}
}

// untold tells whether the text itself gives no date.
func untold(c *models.Date) bool { return c == nil || c.Basis == models.BasisPublication }

// sameHappening tells whether two mentions of one text can be the same event:
// one type, alike in status, no two different days and no two different places.
func sameHappening(a, b *found) bool {
	return a.Type == b.Type && factual(a.Status) == factual(b.Status) && !elsewhere(a, b)
}

// elsewhere tells whether two mentions lie on different days or at different places.
func elsewhere(a, b *found) bool {
	if a.Date != nil && b.Date != nil && !a.Date.Overlaps(*b.Date) && a.Date.Basis != models.BasisPublication && b.Date.Basis != models.BasisPublication {
		return true
	}
	return a.Place != nil && b.Place != nil && a.Place.Key != b.Place.Key
}
