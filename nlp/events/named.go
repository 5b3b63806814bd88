package events

import (
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// modifier is a token before the head of phrase p that names an actor: "Russian
// strikes", "Ukraine talks"; none when there is none.
func (d *document) modifier(s *sentence, p int) int {
	ph := &s.phrases[p]
	for i := ph.first; i < ph.head; i++ {
		if a := d.actorAt[i]; a != 0 && !d.timed(i) && d.actorAt[ph.head] != a && d.party(a-1, i) {
			return i
		}
	}
	return none
}

// modifiers takes the actors named before the head of phrase p out as phrases of
// their own: of "Ukraine peace talks" Ukraine, of "Russian missile strikes" Russian.
func (d *document) modifiers(s *sentence, p int) []int {
	var out []int
	for i := s.phrases[p].first; i < s.phrases[p].head; i++ {
		a := d.actorAt[i]
		if a == 0 || d.timed(i) || d.actorAt[s.phrases[p].head] == a || !d.party(a-1, i) {
			continue
		}
		last := i + 1
		for last < s.phrases[p].head && d.actorAt[last] == a {
			last++
		}
		out = append(out, s.inner(i, last))
		i = last - 1
	}
	return out
}

// inner is the phrase for a participant of the tokens from first to last; it is
// added when there is none yet.
func (s *sentence) inner(first, last int) int {
	for p := len(s.phrases) - 1; p >= 0 && s.phrases[p].inner; p-- {
		if s.phrases[p].first == first && s.phrases[p].last == last {
			return p
		}
	}
	s.phrases = append(s.phrases, phrase{first: first, last: last, head: last - 1, owner: none, on: none, list: none, verb: none, inner: true})
	return len(s.phrases) - 1
}

func (d *document) timed(i int) bool { return d.timeAt[i] != 0 }

// party tells whether an actor before a noun takes part: a country or group
// does, a city is where it takes place.
func (d *document) party(a int32, token int) bool {
	x := d.Actors[a]
	if k := d.placeAt[token]; k != 0 {
		return d.Places[k-1].Place.Precision == models.PlaceCountry || d.Places[k-1].Demonym
	}
	if x.Metonym || x.Type == "NORP" {
		return true
	}
	return x.Entity.Kind != models.EntityPlace && x.Type != "LOC" || x.Entity.Kind == models.EntityCountry
}

// nationalities takes the peoples before the head of phrase p apart, the last
// one with the head; nil when there is but one.
func (d *document) nationalities(s *sentence, p int) []int {
	ph := s.phrases[p]
	var at []int
	for i := ph.first; i < ph.head; i++ {
		if k := d.placeAt[i]; k != 0 && d.Places[k-1].Demonym && (len(at) == 0 || d.placeAt[at[len(at)-1]] != k) {
			at = append(at, i)
		}
	}
	if len(at) < 2 || ph.inner {
		return nil
	}
	var out []int
	for i, first := range at {
		last := first + 1
		if i == len(at)-1 {
			last = ph.last
		}
		out = append(out, s.inner(first, last))
	}
	return out
}

// actorOf is the index of the actor that phrase p names: the one at its head,
// else its possessor, else the one before its head; none when it names none.
func (d *document) actorOf(s *sentence, p int) int {
	ph := &s.phrases[p]
	if ph.time {
		return none
	}
	if a := d.actorAt[ph.head]; a != 0 {
		return int(a) - 1
	}
	if ph.owner != none {
		if a := d.actorOf(s, ph.owner); a != none {
			return a
		}
	}
	for i := ph.head - 1; i >= ph.first; i-- {
		if a := d.actorAt[i]; a != 0 {
			return int(a) - 1
		}
	}
	return none
}

// participant is phrase p for the outside: the name at its head, or the words
// without article, with the entity they stand for.
func (d *document) participant(s *sentence, p int) models.Participant {
	ph := &s.phrases[p]
	first, last := ph.first, ph.last
	if ph.owner != none {
		first = s.phrases[ph.owner].first
	}
	for first < ph.head && (s.tag(first) == "DT" || s.tag(first) == "PRP$") {
		first++
	}
	span := s.span(first, last)
	a := d.actorOf(s, p)
	if a != none && d.actorAt[ph.head] == int32(a)+1 && d.Actors[a].Type != "" {
		span = d.Actors[a].Span
	}
	out := participantAt(d.Doc, span)
	if k := d.placeAt[ph.first]; ph.inner && k != 0 && d.Places[k-1].Demonym && (a == none || d.Actors[a].Start < s.token(ph.first).Start || ph.head == ph.first) {
		c := d.Places[k-1].Place
		out.Key, out.Name, out.Kind, out.Country = c.Country, c.Name, models.EntityCountry, c.Country
	} else if a != none {
		e := d.Actors[a].Entity
		out.Key, out.Name, out.Kind, out.Country, out.Role = e.Key, e.Name, e.Kind, e.Country, d.Actors[a].Role
	}
	return out
}

func participantAt(doc *nlp.Document, span nlp.Span) models.Participant {
	field, start, end := doc.Locate(span)
	return models.Participant{Start: start, End: end, Field: field, Text: strings.Join(strings.Fields(doc.Slice(span)), " ")}
}
