package events

import "github.com/throughline-news/throughline/models"

// settingSentences is how many sentences from the top are searched for where
// the main event took place when its own words do not say, or name a country only.
const settingSentences = 10

// setting is the toponym where the lead is set: the first one behind a
// preposition of place, within the country that m names if it names one, else
// the dateline's; none when m has a place that is closer than a country.
func (d *document) setting(m *found) int {
	country := ""
	if m.Place != nil {
		if m.Place.Precision != models.PlaceCountry {
			return none
		}
		country = m.Place.Country
	}
	if !factual(m.Status) {
		return none
	}
	wide := none
	for i, s := range d.sentences[:min(len(d.sentences), settingSentences)] {
		if country == "" && i > m.s.index && d.Doc.Sentences[i].Paragraph > max(0, d.Doc.Sentences[m.s.index].Paragraph) {
			break
		}
		for q := range s.phrases {
			k := d.toponymIn(s, q)
			if k == none || country == "" && background(s, q) || int(d.placeAt[s.phrases[q].head])-1 != k {
				continue
			}
			switch s.phrases[q].prep {
			case "in", "at", "near", "outside", "inside":
			default:
				continue
			}
			p := d.Places[k].Place
			switch {
			case country != "" && (p.Country != country || p.Precision == models.PlaceCountry):
			case p.Precision == models.PlaceCountry:
				if wide == none {
					wide = k
				}
			default:
				return k
			}
		}
	}
	if m.Place != nil {
		return none
	}
	if k := d.dateline.place; k != none && d.atHome(m, d.Places[k].Place.Country) {
		return k
	}
	return wide
}

// haunt is the town or region that the top of the text names most, at least
// twice and once behind a preposition of place; none when there is none.
func (d *document) haunt() int {
	type tally struct{ n, first int }
	seen := map[string]*tally{}
	best := none
	for _, s := range d.sentences[:min(len(d.sentences), settingSentences)] {
		for q := range s.phrases {
			k := d.toponymIn(s, q)
			if k == none || d.Places[k].Place.Precision == models.PlaceCountry || s.phrases[q].inner {
				continue
			}
			key := d.Places[k].Place.Key
			if seen[key] == nil {
				seen[key] = &tally{first: none}
			}
			c := seen[key]
			c.n++
			if c.first == none && s.lex.operators[s.phrases[q].prep].is(opPlace) {
				c.first = k
			}
			if c.first != none && c.n >= 2 && (best == none || c.n > seen[d.Places[best].Place.Key].n) {
				best = c.first
			}
		}
	}
	return best
}

// atHome tells whether a dateline in country can be where m took place: words
// and deeds of office of someone from there, or of nobody whose country is known.
// Where force was used a dateline only says where the report was written.
func (d *document) atHome(m *found, country string) bool {
	switch m.Type {
	case models.Assault, models.Disaster, models.Mobilize, models.Aid, models.Retreat:
		return false
	}
	known := false
	for _, list := range [][]models.Participant{m.Actors, m.Recipients} {
		for _, p := range list {
			if p.Country != "" && p.Country == country {
				return true
			}
			known = known || p.Country != ""
		}
	}
	return !known
}
