package main

import (
	"strings"

	"github.com/throughline-news/throughline/nlp"
)

// linkTyper says of what type the names are that link to articles.
type linkTyper struct {
	rules *nlp.Parser
	known map[string]int // by name: its kind in the labelled sets
}

// newLinkTyper counts of what kind each name is in the labelled texts: one
// that is of the same kind nine times in ten has it.
func newLinkTyper(rules *nlp.Parser, labelled []text) *linkTyper {
	counts := map[string]map[int]int{}
	for i := range labelled {
		for _, s := range labelled[i].spans {
			name := labelled[i].body[s.start:s.end]
			if counts[name] == nil {
				counts[name] = map[int]int{}
			}
			counts[name][s.kind]++
		}
	}
	t := &linkTyper{rules: rules, known: map[string]int{}}
	for name, of := range counts {
		total := 0
		for _, n := range of {
			total += n
		}
		for kind, n := range of {
			if total > 1 && n*10 >= total*9 {
				t.known[name] = kind
			}
		}
	}
	return t
}

// brackets are words in the bracket of an article's title, by kind.
var brackets = map[string]int{
	"city": kindPlace, "town": kindPlace, "country": kindPlace, "state": kindPlace, "region": kindPlace, "island": kindPlace, "river": kindPlace,
	"politician": kindPerson, "footballer": kindPerson, "singer": kindPerson, "actor": kindPerson, "general": kindPerson, "businessman": kindPerson, "judge": kindPerson,
	"company": kindOrg, "newspaper": kindOrg, "party": kindOrg, "organization": kindOrg, "broadcaster": kindOrg, "airline": kindOrg, "militant group": kindOrg, "website": kindOrg,
	"film": kindMisc, "book": kindMisc, "song": kindMisc, "ship": kindMisc,
}

// kind returns the kind of a name that links to the article title, or unknown.
func (t *linkTyper) kind(name, title string) int {
	if k, ok := t.known[name]; ok {
		return k
	}
	plain, bracket, _ := strings.Cut(strings.TrimSuffix(title, ")"), " (")
	head, _, comma := strings.Cut(plain, ", ")
	if name != plain && !(comma && name == head) && !strings.HasSuffix(plain, " "+name) {
		return unknown
	}
	for word, k := range brackets {
		if bracket == word || strings.HasSuffix(bracket, " "+word) {
			return k
		}
	}
	if comma {
		return kindPlace
	}
	if k, ok := t.known[plain]; ok {
		return k
	}
	d := t.rules.Parse("", "It was about "+plain+" that they spoke.")
	if len(d.Names) == 1 && d.Names[0].Sure && d.Slice(d.Names[0].Span) == plain && strings.Contains(plain, " ") {
		return nlp.NameKind(d.Names[0].Type)
	}
	return unknown
}

// texts turns documents with links into texts: a link on a whole run of
// capitals has its kind when that can be told, all other capitals are unknown.
func (t *linkTyper) texts(docs []document, like text) []text {
	var out []text
	for _, d := range docs {
		x := like
		x.body = d.Text
		for _, l := range d.Links {
			name := d.Text[l.Start:l.End]
			k := t.kind(name, l.Title)
			if k == unknown || !capital(name) || beside(d.Text, l.Start, l.End) {
				k = unknown
			}
			x.spans = append(x.spans, span{l.Start, l.End, k})
		}
		out = append(out, x)
	}
	return out
}

// beside tells whether a word with a capital stands right before or after the range.
func beside(body string, start, end int) bool {
	before := strings.Fields(body[max(0, start-40):start])
	after := strings.Fields(body[end:min(len(body), end+40)])
	return len(before) > 0 && start > 0 && body[start-1] == ' ' && capital(before[len(before)-1]) && len(before) > 1 ||
		len(after) > 0 && body[end] == ' ' && capital(after[0])
}
