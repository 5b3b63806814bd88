package events

import "github.com/throughline-news/throughline/nlp"

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
	op                operator // of the verb, with its particle where the two have a class of their own
	modal             string   // "will", "may", ... or ""
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
	goesOn      []bool   // from first on: it goes on the phrase of the token before
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
func (s *sentence) groupOp(g int) operator { return s.groups[g].op }
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
	s.goesOn = make([]bool, r.Last-r.First)
	for k := range s.lemmas {
		t := &doc.Tokens[r.First+k]
		s.tags[k] = t.Tag
		if !noun(t.Tag) && upper(t.Text) && isName(r.First+k) {
			s.tags[k] = "NNP"
		}
		if lx.eventNoun(t.Lower) && (t.Tag == "JJS" || t.Tag == "JJR") { // "protest" is no superlative
			s.tags[k] = "NN"
		}
		if t.Tag == "VBG" && k+1 < len(s.tags) && noun(doc.Tokens[r.First+k+1].Tag) && lx.modifiers.Has(t.Lower) { // "peacekeeping troops"
			s.tags[k] = "JJ"
		}
		if t.Tag == "JJ" && k+1 < len(s.tags) && (t.Lower == "outside" || t.Lower == "inside" || t.Lower == "near") && doc.Tokens[r.First+k+1].Tag == "NNP" {
			s.tags[k] = "IN"
		}
		if tag, ok := lx.strongVerb(s.tags[:k], doc.Tokens[r.First:r.Last], k); ok {
			s.tags[k] = tag
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
		if lx.actionNoun(s.tags[:k], doc.Tokens[r.First:r.Last], k) {
			s.tags[k] = "NN"
		}
		s.lemmas[k] = lx.lemmaOf(t.Lower, s.tags[k])
	}
	if k := lx.missedVerb(s.tags, doc.Tokens[r.First:r.Last]); k >= 0 {
		s.tags[k] = "VBZ"
		s.lemmas[k] = lx.lemmaOf(doc.Tokens[r.First+k].Lower, "VBZ")
	}
	s.findVerb()
	s.cut()
	s.dropBrackets()
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
			last, head = s.beforeTime(i, last, head)
			last, head = s.timeAlone(i, last, head)
			for s.timex[head] != 0 && last < s.last && s.timex[last] == s.timex[head] { // "8 December 2025"
				last++
			}
			p := phrase{first: i, last: last, head: head, owner: owner, on: none, list: none, verb: none,
				time: s.isTime(head), pronoun: s.tag(head) == "PRP"}
			for k := i + 1; k < last; k++ {
				s.goesOn[k-s.first] = true
			}
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
			g.op = s.verbOp(&g)
			s.groups = append(s.groups, g)
			i = g.last
			continue
		}
		s.parts = append(s.parts, part{s.kindOf(i), none, i, i + 1})
		i++
	}
}

// beforeTime ends a phrase before a time that closes it: "militia groups last January".
func (s *sentence) beforeTime(first, last, head int) (int, int) {
	t := s.timex[head]
	if t == 0 || s.timex[first] == t {
		return last, head
	}
	k := head
	for k > first && s.timex[k-1] == t {
		k--
	}
	if noun(s.tag(k - 1)) {
		return k, k - 1
	}
	return last, head
}

// timeAlone ends a phrase behind a time that opens it when a preposition stands
// before and a name goes on: "In 2011 Chile attacked".
func (s *sentence) timeAlone(first, last, head int) (int, int) {
	t := s.timex[first]
	if t == 0 || first == s.from || s.tag(first-1) != "IN" {
		return last, head
	}
	k := first
	for k < last && s.timex[k] == t {
		k++
	}
	if k < last && (s.tag(k) == "NNP" || s.tag(k) == "NNPS") {
		return k, k - 1
	}
	return last, head
}

// verbOp is the class of a verb: that of "call off" before that of "call".
func (s *sentence) verbOp(g *group) operator {
	if g.last < s.last {
		if o := s.lex.operators[g.lemma+" "+s.token(g.last).Lower]; o != 0 {
			return o
		}
	}
	return s.lex.operators[g.lemma]
}

func (s *sentence) kindOf(i int) partKind {
	t := s.token(i)
	switch s.tag(i) {
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

// maxBracket is how many parts a remark in brackets may have to be passed over.
const maxBracket = 12

// dropBrackets takes short remarks in brackets that have no finite verb out of
// the parts: "the World Health Organization (WHO) said".
func (s *sentence) dropBrackets() {
	out := s.parts[:0]
	for i := 0; i < len(s.parts); i++ {
		if end := s.bracketEnd(i); end > i {
			i = end
			continue
		}
		out = append(out, s.parts[i])
	}
	s.parts = out
}

// bracketEnd is the part that closes the bracket opened at i, or i.
func (s *sentence) bracketEnd(i int) int {
	if t := s.token(s.parts[i].first).Text; t != "(" && t != "[" {
		return i
	}
	for k := i + 1; k < len(s.parts) && k <= i+maxBracket; k++ {
		p := s.parts[k]
		if p.kind == partGroup && s.groups[p.index].finite {
			return i
		}
		if t := s.token(p.first).Text; t == ")" || t == "]" {
			return k
		}
	}
	return i
}
