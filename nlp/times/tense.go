package times

import (
	"strings"

	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/wordset"
)

// tense is the side of the publication on which a clause lies.
type tense int8

const (
	noTense tense = iota
	past
	future
)

// reach is how many words from an expression its verb is looked for.
const reach = 14

// tenseAt returns the tense of the verb nearest to the expression e in its
// sentence, a verb before it going first.
func (g *grammar) tenseAt(e *expr) tense {
	t, _ := g.clauseTense(e)
	return t
}

// clauseTense returns the tense at e and how many words before e its verb
// stands, 0 when it stands after e.
func (g *grammar) clauseTense(e *expr) (t tense, before int) {
	if g.doc == nil || len(g.doc.Tokens) == 0 {
		return noTense, 0
	}
	first, last := g.doc.TokensIn(e.Span)
	s := g.doc.SentenceAt(e.Start)
	if s < 0 {
		return noTense, 0
	}
	from, to := g.doc.Sentences[s].First, g.doc.Sentences[s].Last
	if first-3 >= from && g.doc.Tokens[first-1].Lower == "as" && (g.doc.Tokens[first-2].Lower == "soon" || g.doc.Tokens[first-2].Lower == "early") {
		return future, 0 // "as early as Tuesday"
	}
	if first-2 >= from && aheadOf.Has(g.doc.Tokens[first-1].Lower) && g.doc.Tokens[first-2].Tag != "CD" {
		if looksAhead.Has(g.doc.Tokens[first-2].Lower) {
			return future, 0 // "scheduled for Friday"
		}
		return noTense, 0 // "moved to Nov. 20": the verb says nothing of it
	}
	left, dl := g.nearestVerb(first-1, from, from, -1)
	if left != noTense && dl <= beside {
		return left, dl
	}
	right, dr := g.nearestVerb(last, to-1, from, 1)
	if left != noTense && (right == noTense || dr > beside+1 || dl <= dr+beside) {
		return left, dl
	}
	if right == noTense && g.infinitive(max(from, first-reach), first) {
		return future, 0 // a headline: "Envoys to meet Sunday"
	}
	return right, 0
}

// infinitive tells whether "to" and a verb stand among the tokens from from to to.
func (g *grammar) infinitive(from, to int) bool {
	for i := from; i+1 < to; i++ {
		if g.doc.Tokens[i].Tag == "TO" && g.doc.Tokens[i+1].Tag == "VB" {
			return true
		}
	}
	return false
}

// beside is how many words off a verb stands right beside an expression, with
// its preposition between them.
const beside = 2

// nearestVerb looks from token i as far as end, in steps of step, for a verb
// of the same clause in the sentence that begins at token from, and returns its
// tense and how many words off it is.
func (g *grammar) nearestVerb(i, end, from, step int) (t tense, off int) {
	for off = 1; off <= reach && (end-i)*step >= 0; off++ {
		if t := g.verbTense(i, from); t != noTense {
			return t, off
		}
		if w := g.doc.Tokens[i].Text; w == ";" || w == ":" {
			break
		}
		i += step
	}
	return noTense, 0
}

// looksAhead are the verbs whose matter is to come, whatever their own tense.
var looksAhead = wordset.Of("plan plans planned planning expect expects expected schedule schedules scheduled slated intend intends intended hope hopes hoping aims aim")

// beforeTo are the words that look ahead with an infinitive: "is to leave",
// "are set to meet", "is likely to rise".
var beforeTo = wordset.Of("is are set due going likely ready about")

// timetable are the verbs whose present tense speaks of what is arranged: "the talks resume on Monday".
var timetable = wordset.Of("arrive begin convene depart end expire go leave mature meet open reopen resume return start take travel visit vote")

// aheadOf are the prepositions after which a day may lie beyond its verb.
var aheadOf = wordset.Of("to until till through for")

// verbTense returns the tense that the word at token i gives its clause, if any.
func (g *grammar) verbTense(i, from int) tense {
	t := &g.doc.Tokens[i]
	toVerb := i+1 < len(g.doc.Tokens) && g.doc.Tokens[i+1].Tag == "TO"
	if looksAhead.Has(t.Lower) && (toVerb || strings.HasPrefix(t.Tag, "VB")) {
		return future
	}
	if toVerb && beforeTo.Has(t.Lower) {
		return future
	}
	switch t.Tag {
	case "MD":
		switch t.Lower {
		case "will", "'ll", "’ll", "shall", "would", "wo", "'d":
			return future
		}
		return noTense
	case "VBD":
		return past
	case "VBN":
		for k := i - 1; k >= from && k >= i-4; k-- {
			switch p := &g.doc.Tokens[k]; {
			case p.Lower == "be":
				return future
			case p.Lower == "is" || p.Lower == "are":
				return noTense
			case p.Tag == "VBD" || p.Lower == "has" || p.Lower == "have" || p.Lower == "been":
				return past
			}
		}
		return past
	case "VBZ", "VBP":
		if timetable.Has(nlp.Lemma(t.Lower, t.Tag)) {
			return future
		}
	case "JJ":
		if t.Lower == "due" || t.Lower == "effective" || t.Lower == "payable" {
			return future
		}
	}
	return noTense
}
