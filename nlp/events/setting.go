package events

import "github.com/throughline-news/throughline/models"

// settingSentences is how many sentences from the top are searched for where
// the main event took place when its own words do not say, or name a country only.
const settingSentences = 10

// leadLength is how many sentences of the body count as its lead at least.
const leadLength = 3

// locate gives the main mention a place that its own sentence does not tell,
// or a closer one than a country. The nearer ways of saying so come first:
// where the lead is set, where another mention of the same happening has it,
// the place in the headline, the dateline, the town the text keeps naming, a
// gathering named for its place, the country the text is set in.
func (d *document) locate(all []found, main int) {
	m := &all[main]
	if m.Place != nil {
		if m.Place.Precision == models.PlaceCountry && factual(m.Status) {
			if k := d.settingIn(m.Place.Country); k != none {
				m.Place = d.mentionPlace(k, models.PlaceFromDiscourse)
			}
		}
		return
	}
	wide := none
	if factual(m.Status) {
		k, country := d.setting(m)
		if !verbal(m.Type) {
			wide = country
		}
		if k != none {
			m.Place = d.mentionPlace(k, models.PlaceFromDiscourse)
			return
		}
	}
	for i := range all {
		if o := &all[i]; i != main && o.toponym != none && o.s.index < settingSentences && sameHappening(m, o) && d.retold(m, o) {
			m.Place = d.mentionPlace(o.toponym, models.PlaceFromDiscourse)
			return
		}
	}
	if !factual(m.Status) {
		return
	}
	if k := d.dateline.place; k != none && d.atHome(m, d.Places[k].Place.Country) {
		m.Place = d.mentionPlace(k, models.PlaceFromDateline)
		return
	}
	for _, k := range [...]int{d.titlePlace(), wide, d.haunt(), d.gathering(), d.homeland(m)} {
		if k != none {
			m.Place = d.mentionPlace(k, models.PlaceFromDiscourse)
			return
		}
	}
}

// setting is the town, region or building where the lead is set: the first one
// behind a preposition of place up to the paragraph of m; and the country so
// named when it is the only one.
func (d *document) setting(m *found) (place, country int) {
	country = none
	several := false
	lead := max(0, d.Doc.Sentences[m.s.index].Paragraph)
	body := d.firstBodySentence()
	for i, s := range d.top() {
		if i > m.s.index && i >= body+leadLength && d.Doc.Sentences[i].Paragraph > lead {
			break
		}
		for q := range s.phrases {
			k := d.placedAt(s, q)
			if k == none || background(s, q) || d.saidOnly(m, s, q) {
				continue
			}
			if d.Places[k].Place.Precision != models.PlaceCountry {
				return k, country
			}
			if country == none {
				country = k
			}
			several = several || d.Places[country].Place.Key != d.Places[k].Place.Key
		}
	}
	if several {
		return none, none
	}
	return none, country
}

// saidOnly tells whether phrase q may be only what m is about: m is done by words,
// and q is no circumstance of somebody's saying. "Kenya accused the rebels of
// burning a village in Congo" was not said in Congo.
func (d *document) saidOnly(m *found, s *sentence, q int) bool {
	if !verbal(m.Type) || m.Type == models.Consult {
		return false
	}
	root := s.root(q)
	if s == m.s && m.t.first > s.phrases[root].head {
		return false
	}
	v := s.phrases[root].verb
	return v == none || !s.groupOp(v).is(opSay)
}

// settingIn is the first place within country that the headline and the lead set something in.
func (d *document) settingIn(country string) int {
	for _, s := range d.sentences[:min(len(d.sentences), d.firstBodySentence()+leadLength)] {
		for q := range s.phrases {
			if k := d.placedAt(s, q); k != none && d.Places[k].Place.Country == country && d.Places[k].Place.Precision != models.PlaceCountry {
				return k
			}
		}
	}
	return none
}

// top are the sentences that are searched for a place.
func (d *document) top() []*sentence { return d.sentences[:min(len(d.sentences), settingSentences)] }

// placedAt is the place that phrase q is when something is set there: "in Lima",
// "outside the White House"; none for others.
func (d *document) placedAt(s *sentence, q int) int {
	k := d.toponymIn(s, q)
	if k == none || int(d.placeAt[s.phrases[q].head])-1 != k {
		return none
	}
	prep := s.locative(q)
	switch prep {
	case "at", "near", "outside", "around", "off":
		return k
	}
	if within(prep) {
		return k
	}
	return none
}

// titlePlace is the place of the headline that is no participant: behind a
// preposition of place, or before the word for what happened ("the Lima bus crash").
func (d *document) titlePlace() int {
	for _, s := range d.sentences[:d.firstBodySentence()] {
		for q := range s.phrases {
			if k := d.placedAt(s, q); k != none {
				return k
			}
			ph := &s.phrases[q]
			k := d.toponymIn(s, q)
			if k == none || int(d.placeAt[ph.head])-1 == k || d.Places[k].Place.Precision == models.PlaceCountry {
				continue
			}
			if w := s.lemma(ph.head); s.lex.eventNoun(w) || s.lex.classes["happening"].Has(w) || s.lex.classes["disaster"].Has(w) {
				return k
			}
		}
	}
	return none
}

// haunt is the town or region that the top of the text names most, at least
// twice and once behind a preposition of place; none when there is none.
func (d *document) haunt() int {
	type tally struct{ n, first int }
	seen := map[string]*tally{}
	best := none
	for _, s := range d.top() {
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
			if c.first == none && d.placedAt(s, q) != none {
				c.first = k
			}
			if c.first != none && c.n >= 2 && (best == none || c.n > seen[d.Places[best].Place.Key].n) {
				best = c.first
			}
		}
	}
	return best
}

// homeland is the country that the text sets things in ("in Kenya", "across
// Kenya"): the only one, or one set in twice and more often than any other. What
// is done by words has its place where it is said, which a country named so does not tell.
func (d *document) homeland(m *found) int {
	if verbal(m.Type) {
		return none
	}
	count := map[string]int{}
	best, second := none, 0
	for _, s := range d.sentences {
		for q := range s.phrases {
			k := d.toponymIn(s, q)
			if k == none || d.Places[k].Place.Precision != models.PlaceCountry || !within(s.locative(q)) || int(d.placeAt[s.phrases[q].head])-1 != k {
				continue
			}
			key := d.Places[k].Place.Key
			count[key]++
			if best == none {
				best = k
			}
			if n := count[key]; key != d.Places[best].Place.Key && n > count[d.Places[best].Place.Key] {
				best = k
			}
		}
	}
	for key, n := range count {
		if key != d.Places[best].Place.Key {
			second = max(second, n)
		}
	}
	if best == none || second > 0 && (count[d.Places[best].Place.Key] < 2 || second == count[d.Places[best].Place.Key]) {
		return none
	}
	return best
}

// within tells whether what stands behind a preposition holds what happens.
func within(prep string) bool {
	switch prep {
	case "in", "across", "throughout", "within", "inside":
		return true
	}
	return false
}

// verbal tells whether an event of a type is done by words.
func verbal(t models.EventType) bool {
	switch t {
	case models.Agree, models.Consult, models.Support, models.Concede, models.Request, models.Accuse, models.Reject, models.Threaten:
		return true
	}
	return false
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
