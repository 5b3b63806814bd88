package events

import (
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// Predicates returns every happening word of in, in text order.
func (c *Coder) Predicates(in Input) []Predicate {
	if len(in.Doc.Tokens) == 0 {
		return nil
	}
	d := c.document(in)
	dates := d.dates()
	var out []Predicate
	for i, s := range d.sentences {
		from := len(out)
		for x := range s.groups {
			st := d.standings[i][x]
			date := d.orPublished(dates[i][x])
			out = append(out, d.predicate(s, s.groups[x].head, st, date))
			if a := s.groups[x].adjective; a != none { // "is willing"
				out = append(out, d.predicate(s, a, st, date))
			}
		}
		for p := range s.phrases {
			ph := &s.phrases[p]
			if ph.time || ph.pronoun {
				continue
			}
			t := trigger{phrase: p, group: s.phrases[s.carrier(p)].verb, standing: s.nounStanding(p, d.standings[i])}
			date := d.orPublished(d.dateOf(s, &t, dates[i]))
			for k := ph.first; k < ph.last; k++ {
				switch {
				case d.happening(s, k):
					out = append(out, d.predicate(s, k, t.standing, date))
				case k < ph.head && s.participial(k): // "the proposed merger": it was proposed
					out = append(out, d.predicate(s, k, standing{status: models.Happened, source: none}, d.orPublished(nil)))
				}
			}
		}
		slices.SortFunc(out[from:], func(a, b Predicate) int { return a.Start - b.Start })
	}
	return out
}

func (d *document) predicate(s *sentence, token int, st standing, date *models.Date) Predicate {
	p := Predicate{Span: d.Doc.Tokens[token].Span, Status: st.status, Date: date}
	if st.source != none {
		p.Source = d.participant(s, st.source).Text
	}
	if st.claim && factual(p.Status) {
		p.Status = models.Claimed
	}
	return p
}

// orPublished is date, or where the text tells none the day of publication,
// marked so: the day on which the text speaks of it.
func (d *document) orPublished(date *models.Date) *models.Date {
	if date == nil {
		return d.published()
	}
	return date
}

// participial tells whether the word at k before a noun is a form of a verb.
func (s *sentence) participial(k int) bool {
	w := s.token(k).Lower
	switch s.tag(k) {
	case "VBN", "VBG":
		return true
	case "JJ":
		return len(w) > len("ended") && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing"))
	}
	return false
}

// eventEndings are those of nouns made from verbs.
var eventEndings = [...]string{"tion", "sion", "ment", "ing", "al", "ure", "ance", "ence", "age", "sis", "ship", "down", "off", "th"}

// happening tells whether token k is a noun for something that happens: one of
// the lexicon, one that is a verb as well, or one made from a verb.
func (d *document) happening(s *sentence, k int) bool {
	w := s.lemma(k)
	if !noun(s.tag(k)) || d.actorAt[k] != 0 || d.placeAt[k] != 0 || s.tag(k) == "NNP" && !d.lex.eventNoun(w) {
		return false
	}
	if d.lex.eventNoun(w) || d.lex.classes["happening"].Has(w) || d.lex.operators[w] != 0 || len(d.lex.verbs[w]) > 0 {
		return true
	}
	for _, e := range eventEndings {
		if strings.HasSuffix(w, e) && len(w) > len(e)+2 {
			return true
		}
	}
	return false
}
