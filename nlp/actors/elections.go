package actors

import (
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/wordset"
)

// Words between whose election it is and the word election, and that word.
var (
	electionKinds = wordset.Of("general presidential parliamentary legislative federal local municipal state regional provincial gubernatorial congressional midterm senate snap leadership lower upper house assembly european")
	electionHeads = wordset.Of("election elections primary primaries referendum by-election by-elections caucus caucuses runoff")
)

// elections takes "1956 United States presidential election" and "the Kenyan
// general election, 2017" for the name of an event, not of the country: a year
// on either side makes it a name.
func (f *finder) elections() {
	tokens := f.doc.Tokens
	for i := range f.spots {
		s := &f.spots[i]
		end := s.last
		for n := 0; n < 3 && end < len(tokens) && electionKinds.Has(tokens[end].Lower); n++ {
			end++
		}
		if end >= len(tokens) || !electionHeads.Has(tokens[end].Lower) {
			continue
		}
		end++
		first := s.first
		switch {
		case first > 0 && isYear(tokens[first-1].Text):
			first--
		case end+1 < len(tokens) && (tokens[end].Text == "," || tokens[end].Lower == "of") && isYear(tokens[end+1].Text):
			end += 2
		default:
			continue
		}
		if i > 0 && f.spots[i-1].last > first || i+1 < len(f.spots) && f.spots[i+1].first < end {
			continue
		}
		name := spot{first: first, last: end, label: "EVENT", title: -1}
		name.entity = models.Entity{Name: f.text(&name), Kind: models.EntityOther, Country: s.entity.Country}
		*s = name
	}
}

func isYear(s string) bool {
	if len(s) != 4 || s[0] != '1' && s[0] != '2' {
		return false
	}
	for i := 1; i < 4; i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
