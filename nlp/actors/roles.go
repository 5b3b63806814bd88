package actors

import (
	"cmp"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// Title is what a text calls a person by.
type Title struct {
	Span    nlp.Span // of its words
	Offices []string // that the words can mean, as people.tsv writes them; nil when none is known, or when they are qualified ("deputy foreign minister")
	Country string   // whose office the words say it is, ISO 3166-1 alpha-2; "" when they do not say
	Former  bool     // "former president"
}

// Role is an office that a person held.
type Role struct {
	Office   string
	Of       models.Entity // the country or organization
	From, To models.Day    // To is "" when no end was known at the last check
	checked  models.Day    // of that check
}

// On tells whether the office was held on the day, as far as is known.
func (r Role) On(day models.Day) bool {
	return r.From <= day && (r.To == "" && day <= r.checked || r.To != "" && day <= r.To)
}

// Roles returns the offices that the person with this key held, the earliest first.
func (b *Base) Roles(key string) []Role {
	n, ok := b.byKey[key]
	if !ok {
		return nil
	}
	out := make([]Role, 0, len(b.roles[n]))
	for _, t := range b.roles[n] {
		r := Role{Office: t.office, From: t.from, To: t.to, checked: t.to, Of: models.Entity{Key: t.of}}
		if t.open {
			r.To = ""
		}
		if of, ok := b.byKey[t.of]; ok {
			r.Of = b.entities[of]
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(x, y Role) int { return cmp.Compare(x.From, y.From) })
	return out
}

// Holder returns who alone held one of the offices of the country or
// organization with key of on the day; false when that is not known.
func (b *Base) Holder(offices []string, of string, on models.Day) (models.Entity, bool) {
	n, ok := b.holder(offices, of, on)
	if !ok {
		return models.Entity{}, false
	}
	return b.entities[n], true
}

// Offices returns the offices that a title can mean, as it is written; nil when
// none is known or it is qualified.
func (b *Base) Offices(title string) []string {
	tokens := nlp.Tokenize(title)
	for k := range tokens {
		if end, n := b.posts.longest(tokens, k); end == len(tokens) {
			if k > 0 && qualifiers[tokens[k-1].Lower] {
				return nil
			}
			return b.officesOf[n]
		}
	}
	return nil
}

// qualifiers before a title make it another office, or one not held yet or in full.
var qualifiers = map[string]bool{
	"deputy": true, "vice": true, "assistant": true, "acting": true, "interim": true, "caretaker": true, "shadow": true, "junior": true,
	"incoming": true, "designate": true, "associate": true, "under": true, "first": true, "minister": true, "hereditary": true,
}

// calls is the title at tokens first..last, of which those from k on name an office.
func (f *finder) calls(first, k, last int, title int32, country string) Title {
	tokens := f.doc.Tokens
	out := Title{Span: nlp.Span{Start: tokens[first].Start, End: tokens[last-1].End}, Country: country}
	if k > 0 && qualifiers[tokens[k-1].Lower] || strings.HasSuffix(tokens[last-1].Lower, "-elect") {
		return out
	}
	out.Offices = f.officesOf[title]
	return out
}

// calledApart is the title that stands apart from the name of spot i: "Estonia's
// prime minister, Hana Novak", "Hana Novak is the foreign minister". It says what the
// text calls the person by, and links nobody.
func (f *finder) calledApart(i int) Title {
	s, tokens := &f.spots[i], f.doc.Tokens
	first, last := s.first, s.first
	if k := s.first - 1; k > 0 && tokens[k].Text == "," {
		if first, last = f.titleBefore(k); first == last || first == 0 || tokens[first-1].Lower != "the" && f.leads(i, first, last) == "" {
			return Title{}
		}
	} else if s.last < len(tokens) && copulas[tokens[s.last].Lower] {
		first, last = f.titleFrom(s.last, s.last+1)
	}
	if first == last || !f.together(min(first, s.first), max(last, s.last)-1) {
		return Title{}
	}
	for k := first; k < last; k++ {
		if end, title := f.posts.longest(tokens[:last], k); end == last {
			out := f.calls(first, k, last, title, f.leads(i, first, last))
			out.Former = f.past(first)
			return out
		}
	}
	return Title{}
}

// copulas say what somebody is now.
var copulas = map[string]bool{"is": true, "remains": true, "becomes": true}
