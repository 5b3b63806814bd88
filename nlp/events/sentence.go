package events

import (
	"strings"

	"github.com/throughline-news/throughline/nlp"
)

// phrase is a base noun phrase: determiner to head, without what hangs on it.
type phrase struct {
	first, last, head int    // tokens, last exclusive
	prep              string // the preposition before it (a list shares one), or ""
	owner             int    // the phrase with 's before it, or none
	on                int    // the phrase its preposition follows, or none: "talks in Geneva"
	list              int    // the phrase before it in a list, or none: "Russia and Ukraine"
	verb              int    // the group it is subject of or follows, or none
	subject           bool   // it stands before its verb
	time              bool   // a time: no participant
	pronoun           bool
}

// group is a verb with its auxiliaries.
type group struct {
	first, last, head int // tokens, last exclusive
	lemma             string
	modal             string // "will", "may", ... or ""
	finite            bool
	infinitive        bool
	past              bool // past tense, of the verb or its first auxiliary
	perfect           bool
	progressive       bool
	passive           bool
	negative          bool
	adjective         int // predicate adjective: "is ready", or none

	subject      int    // phrase, or none
	governor     int    // the group it hangs on, or none
	governorNoun int    // the phrase it hangs on, or none: "a plan to meet"
	link         link   // how
	marker       string // the word that opens its clause: "if", "after", "by"
	quoted       bool   // within quotation marks
}

// link is how a group hangs on its governor.
type link int

const (
	linkMain link = iota
	linkRelative
	linkComplement
	linkAdverbial
	linkInfinitive
	linkParticiple
)

// none is the index of no phrase, group or token.
const none = -1

// sentence is a sentence cut into phrases, verb groups and the rest.
type sentence struct {
	doc         *nlp.Document
	lex         *lexicon
	index       int
	first, last int      // tokens
	lemmas      []string // from first on
	phrases     []phrase
	groups      []group
	parts       []part
	according   int    // the phrase behind "according to", or none
	inverted    string // a modal that stands before its subject
	timed       func(token int) bool
}

// part is a phrase, a group, or one of the tokens in between.
type part struct {
	kind        partKind
	index       int // of the phrase or group
	first, last int // tokens
}

type partKind int

const (
	partOther partKind = iota
	partPhrase
	partGroup
	partPreposition
	partConjunction
	partRelative // who, which, that, where
	partComma
	partBreak // ; : dashes, brackets
	partQuote
	partAdjective
)

func (s *sentence) token(i int) *nlp.Token { return &s.doc.Tokens[i] }
func (s *sentence) tag(i int) string       { return s.doc.Tokens[i].Tag }
func (s *sentence) lemma(i int) string     { return s.lemmas[i-s.first] }
func (s *sentence) op(i int) operator      { return s.lex.operators[s.lemma(i)] }
func (s *sentence) groupOp(g int) operator { return s.lex.operators[s.groups[g].lemma] }
func (s *sentence) headOp(p int) operator  { return s.op(s.phrases[p].head) }
func (s *sentence) span(first, last int) nlp.Span {
	return nlp.Span{Start: s.doc.Tokens[first].Start, End: s.doc.Tokens[last-1].End}
}

// read cuts sentence i of doc into parts and links its verbs.
// isTime says whether a token is part of a time expression.
func (lx *lexicon) read(doc *nlp.Document, i int, isTime func(token int) bool) *sentence {
	r := doc.Sentences[i]
	s := &sentence{doc: doc, lex: lx, index: i, first: r.First, last: r.Last, according: none, timed: isTime}
	s.lemmas = make([]string, r.Last-r.First)
	for k := range s.lemmas {
		t := &doc.Tokens[r.First+k]
		s.lemmas[k] = nlp.Lemma(t.Lower, t.Tag)
	}
	s.cut()
	s.lists()
	s.clauses()
	return s
}

// cut finds the parts.
func (s *sentence) cut() {
	s.parts = make([]part, 0, s.last-s.first)
	owner := none
	for i := s.first; i < s.last; {
		if last, head, ok := s.phraseAt(i); ok {
			p := phrase{first: i, last: last, head: head, owner: owner, on: none, list: none, verb: none,
				time: s.isTime(i, head), pronoun: s.tag(head) == "PRP"}
			s.parts = append(s.parts, part{partPhrase, len(s.phrases), i, last})
			s.phrases = append(s.phrases, p)
			owner = none
			if last < s.last && s.tag(last) == "POS" {
				owner = len(s.phrases) - 1
				last++
			}
			i = last
			continue
		}
		owner = none
		if g, ok := s.groupAt(i); ok {
			s.parts = append(s.parts, part{partGroup, len(s.groups), i, g.last})
			s.groups = append(s.groups, g)
			i = g.last
			continue
		}
		s.parts = append(s.parts, part{s.kindOf(i), none, i, i + 1})
		i++
	}
}

func (s *sentence) kindOf(i int) partKind {
	t := s.token(i)
	switch t.Tag {
	case "IN", "TO":
		return partPreposition
	case "CC":
		return partConjunction
	case "WDT", "WP", "WP$", "WRB":
		return partRelative
	case ",":
		return partComma
	case ":", "-LRB-", "-RRB-", "(", ")":
		return partBreak
	case "``", "''":
		return partQuote
	case "JJ", "JJR", "JJS", "VBN":
		return partAdjective
	}
	switch t.Text {
	case ",":
		return partComma
	case ";", ":", "-", "–", "—", "--", "(", ")", "[", "]", "…":
		return partBreak
	case "\"", "“", "”", "«", "»":
		return partQuote
	}
	return partOther
}

// isTime tells whether a phrase is a time by its head: "Friday", "last week".
func (s *sentence) isTime(first, head int) bool {
	return s.timed(head) || s.lex.classes["time"].has(s.lemma(head)) && s.tag(head) != "NNP" || s.timed(first) && first == head
}

// phraseAt returns the end and the head of the noun phrase that begins at i.
func (s *sentence) phraseAt(i int) (last, head int, ok bool) {
	switch s.tag(i) {
	case "PRP":
		return i + 1, i, true
	case "VBG", "VBN", "VBD":
		if !s.opensPhrase(i) {
			return 0, 0, false
		}
	case "RB", "RBR":
		return 0, 0, false
	}
	head = none
	determined := false
	j := i
scan:
	for ; j < s.last; j++ {
		tag := s.tag(j)
		switch tag {
		case "NN", "NNS", "NNP", "NNPS":
			if head != none && s.splitsBefore(j) {
				break scan
			}
			head = j
		case "CD", "$", "#":
			if head != none && !noun(s.tag(head)) && head != j-1 {
				break scan
			}
			if head == none || !noun(s.tag(head)) {
				head = j
			}
		case "DT", "PDT", "PRP$":
			if head != none || determined && tag != "DT" {
				break scan
			}
			determined = true
		case "JJ", "JJR", "JJS":
			if head != none && noun(s.tag(head)) && !s.nounFollows(j) {
				break scan
			}
		case "VBG", "VBN":
			switch {
			case j == i:
				if s.isGerund(j) {
					head = j
				}
			case s.nounFollows(j) && (head == none || !noun(s.tag(head))):
			case tag == "VBG" && s.isGerund(j) && (determined || j > i):
				head = j
			default:
				break scan
			}
		case "RB", "RBR", "RBS":
			if j == i || head != none || !s.nounFollows(j) {
				break scan
			}
		case "IN":
			if head == none || !s.titleOf(j) {
				break scan
			}
		default:
			if s.token(j).Text != "&" || head == none {
				break scan
			}
		}
	}
	if head != none {
		return head + 1, head, true
	}
	if determined && j > i { // "both", "the wounded"
		return j, j - 1, s.tag(j-1) != "RB"
	}
	return 0, 0, false
}

func noun(tag string) bool { return strings.HasPrefix(tag, "NN") }

// titleOf tells whether the "of" at j is inside a title before a name:
// "Secretary of State Marco Rubio", "chief of staff Andriy Yermak".
func (s *sentence) titleOf(j int) bool {
	if s.token(j).Lower != "of" || j+2 >= s.last || s.tag(j+2) != "NNP" {
		return false
	}
	switch s.token(j + 1).Lower {
	case "state", "staff", "defense", "defence", "war", "justice", "interior", "finance", "security":
		return true
	}
	return false
}

// splitsBefore tells whether the noun at j begins a phrase of its own although
// it follows a noun: "told reporters Friday".
func (s *sentence) splitsBefore(j int) bool {
	switch s.token(j).Lower {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tomorrow":
		return true
	}
	return false
}

// nounFollows tells whether a noun follows j with only adjectives and the like in between.
func (s *sentence) nounFollows(j int) bool {
	for k := j + 1; k < s.last && k < j+5; k++ {
		switch s.tag(k) {
		case "NN", "NNS", "NNP", "NNPS":
			return true
		case "JJ", "JJR", "JJS", "VBN", "VBG", "CD", "RB":
		default:
			return false
		}
	}
	return false
}

// opensPhrase tells whether the participle at i stands before a noun or as one.
func (s *sentence) opensPhrase(i int) bool {
	before := ""
	if i > s.first {
		before = s.tag(i - 1)
	}
	if s.tag(i) == "VBG" && s.isGerund(i) {
		return true
	}
	return s.tag(i) == "VBN" && s.nounFollows(i) && (before == "IN" || before == "POS")
}

// isGerund tells whether the -ing form at i is a noun: "fighting", "shelling"
// where no object follows and no auxiliary stands before.
func (s *sentence) isGerund(i int) bool {
	if len(s.lex.nouns[s.token(i).Lower]) == 0 {
		return false
	}
	if i+1 < s.last {
		switch s.tag(i + 1) {
		case "DT", "PRP", "PRP$", "NNP", "NN", "NNS", "JJ", "CD":
			return false
		}
	}
	if i == s.first {
		return true
	}
	switch before := s.tag(i - 1); {
	case strings.HasPrefix(before, "VB") || before == "MD" || before == "RB":
		return false
	}
	return true
}
