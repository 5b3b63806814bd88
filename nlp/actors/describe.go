package actors

import (
	"slices"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/wordset"
)

// modifiers may stand between a country and what is its own: "Ukrainian senior officials".
var modifiers = wordset.Of("senior top high-ranking military security government defence defense diplomatic foreign state local federal ground special air armed naval regular elite new main national central")

// describe finds the descriptions of actors: what belongs to a country or
// group ("Ukrainian officials", "Sudan's army", "the government of Estonia",
// "the Russian president" on the day), and the bare office or body ("the
// president") when the text has had just one that it can mean.
func (f *finder) describe() {
	found := make([]spot, 0, len(f.spots)/4)
	said := antecedents{}
	next := 0 // first spot that ends after the token at hand
	for i := 0; i < len(f.doc.Tokens); i++ {
		for next < len(f.spots) && f.spots[next].last <= i {
			said.note(f, &f.spots[next])
			next++
		}
		d, ok := f.description(i, next, &said)
		if !ok {
			continue
		}
		for k := next; k < len(f.spots) && f.spots[k].first < d.last; k++ {
			if f.spots[k].first >= d.first || f.spots[k].adjacent {
				f.spots[k].gone = true
				d.first = min(d.first, f.spots[k].first)
			}
		}
		said.note(f, &d)
		found = append(found, d)
		i = d.last - 1
	}
	f.spots = append(slices.DeleteFunc(f.spots, func(s spot) bool { return s.gone }), found...)
	slices.SortFunc(f.spots, func(a, b spot) int { return a.first - b.first })
}

// description returns the description that begins at token i, or at the spot
// that begins there; next is the first spot that ends after i.
func (f *finder) description(i, next int, said *antecedents) (spot, bool) {
	if next < len(f.spots) && f.spots[next].first == i {
		return f.ofSpot(&f.spots[next], next)
	}
	if next < len(f.spots) && f.spots[next].first < i {
		return spot{}, false
	}
	if f.doc.Tokens[i].Lower != "the" || i+1 == len(f.doc.Tokens) {
		return spot{}, false
	}
	d, ok := f.thing(i + 1)
	if !ok || !f.together(i, d.last-1) {
		return spot{}, false
	}
	if owner := f.ofWhom(d.last, next); owner != nil && f.fits(d, owner) {
		return f.apposed(f.owned(d, owner), owner.last, next), true
	}
	if f.named(d.last, next) || d.last < len(f.doc.Tokens) && f.doc.Tokens[d.last].Lower == "of" {
		return spot{}, false
	}
	if f.free(d, next) {
		return said.meant(f, d)
	}
	return spot{}, false
}

// thing is a noun phrase for a body or an office.
type thing struct {
	first, last int
	kind        int32 // of body, -1 for an office
	title       int32 // of office, -1 for a body
}

// thing returns the noun for a body or office at token i.
func (f *finder) thing(i int) (thing, bool) {
	end, kind := f.nouns.longest(f.doc.Tokens, i)
	post, title := f.posts.longest(f.doc.Tokens, i)
	switch {
	case end == 0 && post == 0:
		return thing{}, false
	case post >= end:
		return thing{i, post, -1, title}, true
	}
	return thing{i, end, kind, -1}, true
}

// ofSpot returns the description that a country or group at the n-th spot begins.
func (f *finder) ofSpot(s *spot, n int) (spot, bool) {
	if !s.linked {
		return spot{}, false
	}
	if s.entity.Kind == models.EntityPerson {
		return f.governed(s)
	}
	tokens := f.doc.Tokens
	i := s.last
	possessive := i < len(tokens) && tokens[i].Tag == "POS"
	if possessive {
		i++
	}
	if s.metonym && !possessive {
		return spot{}, false
	}
	start := i
	d, ok := f.thing(i)
	for skipped := 0; !ok && skipped < 2 && i < len(tokens) && modifiers.Has(tokens[i].Lower); skipped++ {
		i++
		d, ok = f.thing(i)
	}
	if !ok || !f.together(s.first, d.last-1) || !f.fits(d, s) || !f.free(d, n+1) || f.named(d.last, n+1) {
		return spot{}, false
	}
	d.first = start
	out := f.apposed(f.owned(d, s), d.last, n+1)
	if !s.adjacent {
		return out, true
	}
	out.first = s.first
	return out, true
}

// governed returns the description of the country that a person of the base leads: "the Biden administration".
func (f *finder) governed(s *spot) (spot, bool) {
	country, ok := f.byKey[s.entity.Country]
	if !ok || s.last == len(f.doc.Tokens) || !governments.Has(f.doc.Tokens[s.last].Lower) || !f.together(s.first, s.last) {
		return spot{}, false
	}
	return spot{first: s.last, last: s.last + 1, linked: true, title: -1, entity: f.entities[country]}, true
}

var governments = wordset.Of("administration government cabinet regime")

// fits tells whether the owner can have it: countries have no gunmen of their own.
func (f *finder) fits(d thing, owner *spot) bool {
	return d.kind < 0 || f.kinds[d.kind].key != "+" || owner.entity.Kind != models.EntityCountry && owner.entity.Kind != models.EntityPlace
}

// apposed lets the description of an office mean the person named right after
// it, and gives that person the title: "Estonia's prime minister, Hana Novak". i is
// the token after the description.
func (f *finder) apposed(d spot, i, next int) spot {
	if d.title < 0 || i+1 >= len(f.doc.Tokens) || f.doc.Tokens[i].Text != "," {
		return d
	}
	for k := next; k < len(f.spots) && f.spots[k].first <= i+1; k++ {
		s := &f.spots[k]
		if s.first != i+1 || s.label != string(nlp.Person) {
			continue
		}
		if s.role == "" {
			s.role = f.doc.Text[f.doc.Tokens[d.first].Start:f.doc.Tokens[d.last-1].End]
			s.title = d.title
		}
		if s.entity.Country == "" {
			s.entity.Country = d.entity.Country
		}
		d.entity, d.linked = s.entity, s.linked
	}
	return d
}

// owned returns the description of what belongs to owner.
func (f *finder) owned(d thing, owner *spot) spot {
	out := spot{first: d.first, last: d.last, linked: true, title: d.title, entity: owner.entity}
	country, ok := f.byKey[owner.entity.Key]
	switch {
	case !ok || owner.entity.Kind != models.EntityCountry && d.kind >= 0: // a group's people are the group
	case d.kind >= 0:
		out.entity = f.body(country, d.kind)
	default:
		if n, known := f.holder(f.officesOf[d.title], owner.entity.Key, f.on); known {
			out.entity = f.entities[n]
		}
	}
	if d.kind >= 0 && f.kinds[d.kind].key != "-" && f.capitals(d) {
		out.label = "ORG"
	}
	return out
}

// capitals tells whether the noun is written as a name: Foreign Ministry.
func (f *finder) capitals(d thing) bool {
	for i := d.first; i < d.last; i++ {
		t := f.doc.Tokens[i].Text
		if startsSmall(t) && t != "of" && t != "and" && t != "the" && t != "for" {
			return false
		}
	}
	return true
}

func startsSmall(word string) bool { return word[0] >= 'a' && word[0] <= 'z' }

// free tells whether the noun is the head of its phrase ("the Russian army",
// not "the Russian army base") and no other spot, but one of the same words, is in it.
func (f *finder) free(d thing, next int) bool {
	tokens := f.doc.Tokens
	if d.last < len(tokens) && tokens[d.last].Tag[0] == 'N' && tokens[d.last].Start-tokens[d.last-1].End <= 1 && !f.named(d.last, next) &&
		f.together(d.first, d.last) {
		return false
	}
	for k := next; k < len(f.spots) && f.spots[k].first < d.last; k++ {
		if f.spots[k].last > d.last || f.spots[k].linked {
			return false
		}
	}
	return true
}

// named tells whether a person's name begins at token i: the noun before it is the title.
func (f *finder) named(i, next int) bool {
	for k := next; k < len(f.spots) && f.spots[k].first <= i; k++ {
		if f.spots[k].first == i && f.spots[k].label == string(nlp.Person) {
			return true
		}
	}
	return false
}

// ofWhom returns the country or group after "of" at token i.
func (f *finder) ofWhom(i, next int) *spot {
	tokens := f.doc.Tokens
	if i+1 >= len(tokens) || tokens[i].Lower != "of" {
		return nil
	}
	i++
	if tokens[i].Lower == "the" {
		i++
	}
	for k := next; k < len(f.spots) && f.spots[k].first <= i; k++ {
		s := &f.spots[k]
		if s.first == i && s.linked && s.entity.Kind != models.EntityPerson && !s.adjacent && !s.metonym {
			return s
		}
	}
	return nil
}

// actors returns the spots as actors.
func (f *finder) actors() []Actor {
	out := make([]Actor, 0, len(f.spots))
	for i := range f.spots {
		s := &f.spots[i]
		out = append(out, Actor{
			Span: nlp.Span{Start: f.doc.Tokens[s.first].Start, End: f.doc.Tokens[s.last-1].End},
			Type: s.label, Role: s.role, Title: s.called, Entity: s.entity, Metonym: s.metonym,
		})
	}
	return out
}
