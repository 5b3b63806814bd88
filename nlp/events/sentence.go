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
	inner             bool // a name within another phrase, taken out as a participant
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
	from        int // the first token behind a dateline
	index       int
	first, last int      // tokens
	tags        []string // from first on: the document's, names put right
	lemmas      []string // from first on
	phrases     []phrase
	groups      []group
	parts       []part
	according   int     // the phrase behind "according to", or none
	inverted    string  // a modal that stands before its subject
	timex       []int32 // by token of the document: number of its time expression, from 1
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
func (s *sentence) tag(i int) string       { return s.tags[i-s.first] }
func (s *sentence) lemma(i int) string     { return s.lemmas[i-s.first] }
func (s *sentence) op(i int) operator      { return s.lex.operators[s.lemma(i)] }
func (s *sentence) groupOp(g int) operator { return s.lex.operators[s.groups[g].lemma] }
func (s *sentence) headOp(p int) operator  { return s.op(s.phrases[p].head) }
func (s *sentence) span(first, last int) nlp.Span {
	return nlp.Span{Start: s.doc.Tokens[first].Start, End: s.doc.Tokens[last-1].End}
}

// read cuts sentence i of doc into parts and links its verbs.
// Tokens before from, a dateline, are left out; timex gives the time expression of each token;
// isName says whether a token is part of a name, whatever its tag.
func (lx *lexicon) read(doc *nlp.Document, i, from int, timex []int32, isName func(token int) bool) *sentence {
	r := doc.Sentences[i]
	s := &sentence{doc: doc, lex: lx, index: i, first: r.First, last: r.Last, from: min(max(r.First, from), r.Last), according: none, timex: timex}
	s.tags = make([]string, r.Last-r.First)
	s.lemmas = make([]string, r.Last-r.First)
	for k := range s.lemmas {
		t := &doc.Tokens[r.First+k]
		s.tags[k] = t.Tag
		if !noun(t.Tag) && upper(t.Text) && isName(r.First+k) {
			s.tags[k] = "NNP"
		}
		if lx.pastVerb(s.tags[:k], doc.Tokens[r.First:r.Last], k) {
			s.tags[k] = "VBD"
		}
		if lx.presentVerb(s.tags[:k], doc.Tokens[r.First:r.Last], k) {
			s.tags[k] = "VBZ"
		}
		if lx.infinitive(s.tags[:k], doc.Tokens[r.First:r.Last], k) {
			s.tags[k] = "VB"
		}
		if r.Paragraph < 0 && lx.headlineVerb(s.tags[:k], doc.Tokens[r.First:r.Last], k) {
			s.tags[k] = "VBP"
		}
		s.lemmas[k] = lx.lemmaOf(t.Lower, s.tags[k])
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
	for i := s.from; i < s.last; {
		if s.quantifies(i) {
			s.parts = append(s.parts, part{partOther, none, i, i + 1})
			i++
			continue
		}
		if last, head, ok := s.phraseAt(i); ok {
			for s.timex[head] != 0 && last < s.last && s.timex[last] == s.timex[head] { // "8 December 2025"
				last++
			}
			p := phrase{first: i, last: last, head: head, owner: owner, on: none, list: none, verb: none,
				time: s.isTime(head), pronoun: s.tag(head) == "PRP"}
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

// quantifies tells whether the word at i belongs to a number that follows: "at
// least 12", "more than 20", "about 300". It is no preposition there.
func (s *sentence) quantifies(i int) bool {
	next := func(k int) string {
		if i+k < s.last {
			return s.token(i + k).Lower
		}
		return ""
	}
	number := func(k int) bool { return i+k < s.last && s.tag(i+k) == "CD" }
	switch s.token(i).Lower {
	case "at":
		return (next(1) == "least" || next(1) == "most") && number(2)
	case "least", "most":
		return i > s.first && s.token(i-1).Lower == "at" && number(1)
	case "more", "less", "fewer":
		return next(1) == "than" && number(2)
	case "up":
		return next(1) == "to" && number(2)
	case "than", "to":
		return i > s.first && number(1) && s.quantifiesPair(i)
	case "about", "around", "nearly", "almost", "some", "over", "approximately", "roughly":
		return number(1) && s.timex[i+1] == 0
	}
	return false
}

func (s *sentence) quantifiesPair(i int) bool {
	switch s.token(i-1).Lower + " " + s.token(i).Lower {
	case "more than", "less than", "fewer than", "up to":
		return true
	}
	return false
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
func (s *sentence) isTime(head int) bool {
	return s.timex[head] != 0 || s.lex.classes["time"].has(s.lemma(head)) && s.tag(head) != "NNP"
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
	determined, nouns := false, false
	j := i
scan:
	for ; j < s.last; j++ {
		tag := s.tag(j)
		switch tag {
		case "NN", "NNS", "NNP", "NNPS":
			if head != none && s.splitsBefore(j) {
				break scan
			}
			head, nouns = j, true
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
			case s.nounFollows(j) && !nouns:
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
		case "CC", ",":
			if !s.pairOfAdjectives(j) {
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

// pairOfAdjectives tells whether the "and" or comma at j joins two words before
// one noun: "Russian and Ukrainian negotiators", "Thai, Cambodian troops".
func (s *sentence) pairOfAdjectives(j int) bool {
	if j == s.from || j+2 >= s.last || s.tag(j-1) != "JJ" || s.tag(j+1) != "JJ" || !s.nounFollows(j+1) {
		return false
	}
	return s.tag(j) == "CC" || upper(s.token(j-1).Text) && upper(s.token(j+1).Text)
}

func upper(word string) bool { return word[0] >= 'A' && word[0] <= 'Z' }

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
	if s.tag(i) == "VBG" && before == "IN" && i+1 < s.last && noun(s.tag(i+1)) { // "a round of fishing talks"
		w := s.lemma(i)
		return s.lex.eventNoun(s.lemma(i+1)) && len(s.lex.verbs[w]) == 0 && !s.lex.operators[w].is(verbOperators)
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
