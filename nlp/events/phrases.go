package events

import "strings"

// isTime tells whether a phrase is a time by its head: "Friday", "last week".
func (s *sentence) isTime(head int) bool {
	return s.timex[head] != 0 || s.lex.classes["time"].Has(s.lemma(head)) && s.tag(head) != "NNP"
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
			case s.nounFollows(j) && (!nouns || s.lemma(j) == "base"): // "Lima based Costa Lines"
			case tag == "VBG" && nouns && s.namesDeal(j+1): // "a power trading pact"
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

func upper(word string) bool { return word[0] >= 'A' && word[0] <= 'Z' }

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
	if before == "" && s.tag(i) == "VBN" && i+1 < s.last && s.tag(i+1) == "JJ" { // "Imprisoned Russian leader Ana Costa has begun ..."
		return s.nounFollows(i)
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
		if s.quantifies(i + 1) { // "killing at least 25 people"
			return false
		}
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

// quantifies tells whether the word at i belongs to a number that follows: "at
// least 12", "more than 20", "about 300". It is no preposition there.
func (s *sentence) quantifies(i int) bool {
	next := func(k int) string {
		if i+k < s.last {
			return s.token(i + k).Lower
		}
		return ""
	}
	number := func(k int) bool {
		if i+k >= s.last {
			return false
		}
		if w := next(k); w == "a" || w == "half" { // "a dozen", "half a million"
			switch next(k + 1) {
			case "a", "dozen", "score", "hundred", "thousand", "million":
				return true
			}
		}
		return s.tag(i+k) == "CD"
	}
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

// namesDeal tells whether the noun at k is a word for an agreement or an event.
func (s *sentence) namesDeal(k int) bool {
	if k >= s.last || !common(s.tag(k)) {
		return false
	}
	w := s.lemma(k)
	return s.lex.classes["pact"].Has(w) || s.lex.eventNoun(w)
}
