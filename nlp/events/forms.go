package events

import (
	"strings"

	"github.com/throughline-news/throughline/nlp"
)

// learnForms notes the regular forms of verb v that nlp.Lemma, which knows no
// list of words, would lead to another base: "rebuked", "boycotted".
func (lx *lexicon) learnForms(v string) {
	n := len(v)
	if n < 3 || strings.ContainsAny(v, " -'") {
		return
	}
	stem, ed := v, v+"ed"
	switch {
	case v[n-1] == 'e':
		stem, ed = v[:n-1], v+"d"
		if v[n-2] == 'e' || v[n-2] == 'o' || v[n-2] == 'y' {
			stem = v
		}
	case v[n-1] == 'y' && !vowel(v[n-2]):
		ed = v[:n-1] + "ied"
	case doubles(v):
		stem += v[n-1:]
		ed = stem + "ed"
	}
	for form, tag := range map[string]string{ed: "VBD", stem + "ing": "VBG"} {
		if nlp.Lemma(form, tag) != v {
			lx.forms[form] = v
		}
	}
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// doubles tells whether a short verb doubles its last consonant: "ban", "plot".
func doubles(v string) bool {
	n := len(v)
	groups := 0
	for i := range n {
		if vowel(v[i]) && (i == 0 || !vowel(v[i-1])) {
			groups++
		}
	}
	return groups == 1 && !vowel(v[n-1]) && strings.IndexByte("wxy", v[n-1]) < 0 && vowel(v[n-2]) && !vowel(v[n-3])
}

// lemmaOf is the dictionary form of a token.
func (lx *lexicon) lemmaOf(lower, tag string) string {
	if strings.HasPrefix(tag, "VB") {
		if (tag == "VB" || tag == "VBP") && len(lx.verbs[lower]) > 0 {
			return lower
		}
		if v, ok := lx.forms[lower]; ok {
			return v
		}
	}
	return nlp.Lemma(lower, tag)
}

// headlineVerb tells whether token k of a headline, tagged as a noun, is its
// verb in truth: a known verb in its base form behind a plural or a pair of
// names, where none came before: "Russia and Ukraine talk in Istanbul".
func (lx *lexicon) headlineVerb(before []string, tokens []nlp.Token, k int) bool {
	if k == 0 || tokens[k].Tag != "NN" || k+1 < len(tokens) && noun(tokens[k+1].Tag) && !lx.takes(tokens[k].Lower, tokens[k+1]) {
		return false
	}
	if w := tokens[k].Lower; len(lx.verbs[w]) == 0 && !lx.operators[w].is(verbOperators) {
		return false
	}
	pair := false
	for _, t := range before {
		if strings.HasPrefix(t, "VB") || t == "MD" {
			return false
		}
		pair = pair || t == "CC"
	}
	last := before[k-1]
	return last == "NNS" || last == "NNPS" || last == "NNP" && pair
}

// takes tells whether the lexicon knows the noun as an object of verb v: "sign ceasefire".
func (lx *lexicon) takes(v string, noun nlp.Token) bool {
	for _, e := range lx.verbs[v] {
		for _, c := range e.conditions {
			if c.what == "obj" && !c.not && lx.classes[c.class].Has(nlp.Lemma(noun.Lower, noun.Tag)) {
				return true
			}
		}
	}
	return false
}

// pastVerb tells whether token k is a verb in the past although it is tagged as
// an adjective or participle: what follows is its object, which neither of them
// can have ("a landmine wounded Thai soldiers"), and no auxiliary stands before.
func (lx *lexicon) pastVerb(before []string, tokens []nlp.Token, k int) bool {
	tag := tokens[k].Tag
	if k == 0 || k+1 >= len(tokens) || tag != "JJ" && tag != "VBN" {
		return false
	}
	v := lx.lemmaOf(tokens[k].Lower, "VBD")
	if v == tokens[k].Lower && tag != "VBN" || len(lx.verbs[v]) == 0 { // "rockets hit Kyiv"
		return false
	}
	for i := k - 1; i >= 0 && i >= k-3; i-- {
		switch nlp.Lemma(tokens[i].Lower, "VBD") {
		case "be", "have", "get":
			return false
		}
		if !isAdverb(before[i]) {
			break
		}
	}
	behind := before[k-1]
	object := false
	switch tokens[k+1].Tag {
	case "DT", "PRP$", "CD", "PRP":
		object = true
	case "NNP":
		object = !lx.classes["time"].Has(tokens[k+1].Lower)
	case "JJ", "NNS":
		return tag == "JJ" && (noun(behind) || behind == "CD") && (behind != "CD" || k > 1 && noun(before[k-2]))
	}
	return object && (noun(behind) || behind == "CC" || behind == "CD" || behind == "RB" || behind == "WDT" || behind == "WP" || behind == "PRP")
}

// presentVerb tells whether token k, tagged as a plural, is a verb in truth: a
// name stands before it and a name or an article behind it ("Peru attacks Chile").
func (lx *lexicon) presentVerb(before []string, tokens []nlp.Token, k int) bool {
	if k == 0 || k+1 >= len(tokens) || tokens[k].Tag != "NNS" || before[k-1] != "NNP" {
		return false
	}
	switch tokens[k+1].Tag {
	case "NNP", "DT", "PRP$":
		return len(lx.verbs[lx.lemmaOf(tokens[k].Lower, "VBZ")]) > 0
	}
	return false
}

// missedVerb is the token of a sentence without a finite verb that must be its
// verb, or -1: a form in -s of a known verb, tagged as another word, behind a noun
// and before what can follow a verb ("An Iraqi airstrike kills seven people").
func (lx *lexicon) missedVerb(tags []string, tokens []nlp.Token) int {
	for k, t := range tags {
		switch {
		case t == "VBD" || t == "VBZ" || t == "VBP" || t == "MD", t == "VB" && !strings.HasSuffix(tokens[k].Lower, "s") && (k == 0 || tags[k-1] != "TO"):
			return -1
		}
	}
	for k := 1; k+1 < len(tags); k++ {
		w := tokens[k].Lower
		if !strings.HasSuffix(w, "s") || upper(tokens[k].Text) || !noun(tags[k]) && tags[k] != "VB" || !noun(tags[k-1]) && !isAdverb(tags[k-1]) || tags[k+1] == "CC" || tags[k+1] == "," || tokens[k+1].Lower == "of" {
			continue
		}
		v := nlp.Lemma(w, "VBZ")
		if len(lx.verbs[v]) > 0 || lx.operators[v].is(verbOperators) {
			return k
		}
	}
	return -1
}

// actionNoun tells whether token k is a noun in truth: an -ing form that the
// lexicon knows as one, before "of" or "by" where no auxiliary is near ("Shelling
// by the army"), or an adjective that stands for those it names before a verb
// ("the US military struck").
func (lx *lexicon) actionNoun(before []string, tokens []nlp.Token, k int) bool {
	if k+1 >= len(tokens) {
		return false
	}
	next := tokens[k+1]
	switch tokens[k].Tag {
	case "VBG":
		return lx.eventNoun(tokens[k].Lower) && (next.Lower == "of" || next.Lower == "by") && (k == 0 || before[k-1] == "DT" || before[k-1] == "JJ" || noun(before[k-1]))
	case "JJ":
		return k > 0 && (next.Tag == "VBD" || next.Tag == "VBZ" || next.Tag == "MD") && (before[k-1] == "DT" || noun(before[k-1])) && lx.classes["force"].Has(tokens[k].Lower)
	}
	return false
}

// infinitive tells whether token k, tagged as a noun, is a verb behind "to": its
// object follows and a verb or adjective went before ("agreed to share data").
func (lx *lexicon) infinitive(before []string, tokens []nlp.Token, k int) bool {
	if k < 2 || k+1 >= len(tokens) || tokens[k].Tag != "NN" || before[k-1] != "TO" || len(lx.verbs[tokens[k].Lower]) == 0 {
		return false
	}
	if t := before[k-2]; !strings.HasPrefix(t, "VB") && t != "JJ" {
		return false
	}
	switch tokens[k+1].Tag {
	case "NN", "NNS", "NNP", "DT", "JJ", "PRP$", "CD":
		return true
	}
	return false
}

// strongVerb is the verb tag of token k when it is a past form that is nothing
// but a verb, "underwent", "upheld", "born", tagged as something else: a
// participle behind an auxiliary, else the past.
func (lx *lexicon) strongVerb(before []string, tokens []nlp.Token, k int) (string, bool) {
	w, tag := tokens[k].Lower, tokens[k].Tag
	if k == 0 || strings.HasPrefix(tag, "VB") || upper(tokens[k].Text) || w != "born" && !compoundPast(w) {
		return "", false
	}
	for i := k - 1; i >= 0 && i >= k-3; i-- {
		switch nlp.Lemma(tokens[i].Lower, "VBD") {
		case "be", "have", "get":
			return "VBN", true
		}
		if !isAdverb(before[i]) {
			break
		}
	}
	if w == "born" {
		return "VBN", true
	}
	return "VBD", true
}

// compoundPast tells whether w is the irregular past of a verb with a prefix;
// without one it may be another word as well ("felt", "rose").
func compoundPast(w string) bool {
	base := nlp.Lemma(w, "VBD")
	if base == w || strings.HasSuffix(w, "ed") {
		return false
	}
	for _, p := range [...]string{"over", "under", "with", "uph", "fore"} {
		if strings.HasPrefix(base, p) {
			return true
		}
	}
	return false
}
