package events

import (
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/numbers"
)

// document is an input with its sentences read and every token's names at hand.
type document struct {
	Input
	lex        *lexicon
	roles      *roleModel
	sentences  []*sentence
	standings  [][]standing       // of the groups, a row a sentence
	nominalsOf [][]nominal        // by sentence, nil until asked for
	numbers    [][]numbers.Number // by sentence, nil until asked for
	talliesAt  [][]tally          // by sentence, each nil until asked for
	actorAt    []int32            // by token: index of its actor + 1
	placeAt    []int32
	timeAt     []int32
	dateline   dateline
	civil      bool                  // about sport, art or science
	explain    bool                  // reasons are asked for
	stray      map[*models.Date]bool // days carried to a sentence that is about something else
}

func (c *Coder) document(in Input) *document {
	n := len(in.Doc.Tokens)
	d := &document{Input: in, lex: c.lex, roles: c.roles, actorAt: make([]int32, n), placeAt: make([]int32, n), timeAt: make([]int32, n), stray: map[*models.Date]bool{}}
	for i, a := range in.Actors {
		d.mark(d.actorAt, a.Span, i)
	}
	d.Places = d.withVenues(in.Places)
	for i, p := range d.Places {
		d.mark(d.placeAt, p.Span, i)
	}
	for i, t := range in.Times {
		d.mark(d.timeAt, t.Span, i)
	}
	d.dateline = d.findDateline()
	d.sentences = make([]*sentence, len(in.Doc.Sentences))
	d.nominalsOf = make([][]nominal, len(in.Doc.Sentences))
	d.standings = make([][]standing, len(in.Doc.Sentences))
	for i := range in.Doc.Sentences {
		s := d.lex.read(in.Doc, i, d.dateline.last, d.timeAt, d.isName)
		d.sentences[i] = s
		d.standings[i] = s.standingsOf()
	}
	d.civil = d.isCivil()
	return d
}

func (d *document) mark(at []int32, span nlp.Span, index int) {
	first, last := d.Doc.TokensIn(span)
	for k := first; k < last; k++ {
		at[k] = int32(index) + 1
	}
}

// isName tells whether a token is part of the name of a place, a person or an
// organization; a demonym is none, it may stand before a noun.
func (d *document) isName(token int) bool {
	if k := d.placeAt[token]; k != 0 {
		return !d.Places[k-1].Demonym
	}
	a := d.actorAt[token]
	return a != 0 && (d.Actors[a-1].Type == "PER" || d.Actors[a-1].Type == "ORG" && len(d.Doc.Tokens[token].Tag) > 1 && d.Doc.Tokens[token].Tag[:2] == "VB")
}

// isCivil tells whether the text is about sport, art or science: at least two
// words of that class, one in forty of all.
func (d *document) isCivil() bool {
	words := d.lex.classes["civil"]
	n := 0
	for _, s := range d.sentences {
		for i := s.first; i < s.last; i++ {
			if noun(s.tag(i)) && words.Has(s.lemma(i)) {
				n++
			}
		}
	}
	return n >= 2 && n*40 >= len(d.Doc.Tokens)
}

// dateline is the place and source that open a wire report: "KYIV, Nov. 19 (Agency) -".
type dateline struct {
	first, last int // tokens, last exclusive; equal when there is none
	place       int // index into Places, or none
}

// maxDateline is the number of tokens within which a dateline ends.
const maxDateline = 22

// findDateline looks at the head of the body's first lines.
func (d *document) findDateline() dateline {
	for _, s := range d.Doc.Sentences {
		if s.Paragraph < 0 {
			continue
		}
		if s.Paragraph > 3 {
			break
		}
		town, loud := d.datelineTown(s)
		if town == none {
			continue
		}
		bracket := none
		for k := town + 1; k < s.Last && k < s.First+maxDateline; k++ {
			switch d.Doc.Tokens[k].Text {
			case "-", "–", "—", "--":
				return dateline{s.First, k + 1, int(d.placeAt[town]) - 1}
			case "(":
				bracket = k
			case ")": // "PARIS, May 3 (Agency) The ...", "OSLO, Norway (Agency) The ..."
				if (d.datedBefore(s.First, k) || loud && bracket != none && k-bracket <= maxAgency) && upper(d.Doc.Tokens[min(k+1, s.Last-1)].Text) {
					return dateline{s.First, k + 1, int(d.placeAt[town]) - 1}
				}
			}
			if tag := d.Doc.Tokens[k].Tag; len(tag) > 1 && tag[:2] == "VB" || tag == "MD" {
				break
			}
		}
	}
	return dateline{place: none}
}

// maxAgency is how far the brackets round the name of an agency stand apart at
// most, captionWords how many words of a caption may stand before a dateline
// in a text cut out of a page: "Photo LONDON - Police said".
const maxAgency, captionWords = 4, 2

// datelineTown is the token that a dateline of s would begin with, or none, and
// whether it is a place in capitals.
func (d *document) datelineTown(s nlp.Sentence) (token int, loud bool) {
	for i := s.First; i < s.Last && i <= s.First+captionWords; i++ {
		t := d.Doc.Tokens[i].Text
		if d.placeAt[i] != 0 && capitals(t) {
			return i, true
		}
		if !upper(t) {
			break
		}
	}
	if d.placeAt[s.First] != 0 || capitals(d.Doc.Tokens[s.First].Text) {
		return s.First, false
	}
	return none, false
}

// capitals tells whether a word is written in capitals, as the town of a dateline is.
func capitals(word string) bool {
	for i := 0; i < len(word); i++ {
		if word[i] < 'A' || word[i] > 'Z' {
			return false
		}
	}
	return len(word) >= 4
}

// datedBefore tells whether a date stands between token first and the bracket that k closes.
func (d *document) datedBefore(first, k int) bool {
	for i := first + 1; i < k; i++ {
		if d.timeAt[i] != 0 {
			return true
		}
	}
	return false
}

func (l dateline) holds(token int) bool { return token >= l.first && token < l.last }

// published is the day of publication as a date marked so, or nil.
func (d *document) published() *models.Date {
	if d.Published == "" {
		return nil
	}
	return &models.Date{Start: d.Published, End: d.Published, Precision: models.PrecisionDay, Kind: models.KindRelative,
		Basis: models.BasisPublication, EDTF: string(d.Published)}
}
