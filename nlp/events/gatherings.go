package events

import "github.com/throughline-news/throughline/nlp"

// gatheringWords is how many words a gathering's name has behind its place at most.
const gatheringWords = 4

// gathering is the place by whose name a gathering at the top of the text goes,
// or none.
func (d *document) gathering() int {
	for _, s := range d.top() {
		for q := range s.phrases {
			if k := d.gatheringIn(s, q); k != none {
				return k
			}
		}
	}
	return none
}

// gatheringIn is the place of the gathering that phrase q says something takes
// place at, or none: "at the Brazilian Grand Prix", "during the Lisbon Web Summit".
func (d *document) gatheringIn(s *sentence, q int) int {
	ph := &s.phrases[q]
	if ph.prep != "at" && ph.prep != "in" && ph.prep != "during" || !s.lex.classes["gathering"].Has(s.lemma(ph.head)) {
		return none
	}
	for i := ph.first; i < ph.head; i++ {
		if k := int(d.placeAt[i]) - 1; k != none && d.gatheringAfter(k) != none {
			return k
		}
	}
	return none
}

// gatheringAfter is the last token of the gathering that goes by the name of
// toponym k, or none: a name of its own, such as "Brazilian Grand Prix".
func (d *document) gatheringAfter(k int) int {
	_, next := d.Doc.TokensIn(d.Places[k].Span)
	for i := next; i < len(d.Doc.Tokens) && i < next+gatheringWords; i++ {
		t := &d.Doc.Tokens[i]
		if !upper(t.Text) || d.Doc.Tokens[i-1].End < t.Start-1 {
			return none
		}
		if d.lex.classes["gathering"].Has(nlp.Lemma(t.Lower, t.Tag)) {
			return i
		}
	}
	return none
}
