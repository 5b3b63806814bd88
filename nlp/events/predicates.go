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
			out = append(out, d.predicate(s, s.groups[x].head, st, d.orPublished(dates[i][x], st)))
		}
		for p := range s.phrases {
			ph := &s.phrases[p]
			if !d.happening(s, p) {
				continue
			}
			t := trigger{first: ph.head, last: ph.head + 1, phrase: p, group: s.phrases[s.root(p)].verb, standing: s.nounStanding(p, d.standings[i])}
			out = append(out, d.predicate(s, ph.head, t.standing, d.orPublished(d.dateOf(s, &t, dates[i]), t.standing)))
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
	if st.claim && real(p.Status) {
		p.Status = models.Claimed
	}
	return p
}

// orPublished is date, or the day of publication for what happened and was told without a time.
func (d *document) orPublished(date *models.Date, st standing) *models.Date {
	if date == nil && real(st.status) && !st.vague {
		return d.published()
	}
	return date
}

// eventEndings are those of nouns made from verbs.
var eventEndings = [...]string{"tion", "sion", "ment", "ing", "al", "ure", "ance", "ence", "age", "sis"}

// happening tells whether the head of phrase p is a word for something that
// happens: a noun of the lexicon or one made from a verb.
func (d *document) happening(s *sentence, p int) bool {
	ph := &s.phrases[p]
	w := s.lemma(ph.head)
	if ph.time || ph.pronoun || s.tag(ph.head) == "NNP" && len(d.lex.nouns[w]) == 0 || d.actorAt[ph.head] != 0 {
		return false
	}
	if len(d.lex.nouns[w]) > 0 || d.lex.operators[w].is(opNounFuture|opNounPossible|opNounRequest|opNounNegate|opNounClaim) || len(d.lex.verbs[w]) > 0 && noun(s.tag(ph.head)) {
		return true
	}
	for _, e := range eventEndings {
		if strings.HasSuffix(w, e) && len(w) > len(e)+2 {
			return true
		}
	}
	return false
}
