package nlp

import "strings"

// Lemma returns the dictionary form of a word in lower case, by its Penn tag:
// verbs without -s, -ed, -ing ("said" to "say"), nouns in the singular
// ("crises" to "crisis"), adjectives and adverbs without -er, -est. Other
// words come back as they are. It knows the irregular words in its tables and
// the spelling rules of English; no list of all words.
func Lemma(lower, tag string) string {
	switch {
	case strings.HasPrefix(tag, "V") || tag == "MD":
		return verbLemma(lower, tag)
	case tag == "NNS" || tag == "NNPS":
		return nounLemma(lower)
	case tag == "JJR" || tag == "RBR":
		return gradedLemma(lower, "er")
	case tag == "JJS" || tag == "RBS":
		return gradedLemma(lower, "est")
	}
	return lower
}

func verbLemma(w, tag string) string {
	if base, ok := irregularVerbs[strings.ReplaceAll(w, "’", "'")]; ok {
		return base
	}
	if prefix, rest := verbPrefix(w); prefix != "" {
		if base, ok := irregularVerbs[rest]; ok {
			return prefix + base
		}
	}
	switch tag {
	case "VBZ":
		return stripS(w)
	case "VBG":
		if s, ok := strings.CutSuffix(w, "ing"); ok && hasVowel(s) {
			return undouble(s)
		}
	case "VBD", "VBN":
		if s, ok := strings.CutSuffix(w, "ied"); ok && len(s) > 1 {
			return s + "y"
		}
		if s, ok := strings.CutSuffix(w, "ed"); ok && hasVowel(s) {
			return undouble(s)
		}
	}
	return w
}

// verbPrefix splits the prefixes that leave a verb as irregular as it was: overtook, withdrew is a verb of its own.
func verbPrefix(w string) (prefix, rest string) {
	for _, p := range [...]string{"over", "under", "out", "re", "un", "mis", "fore", "up"} {
		if strings.HasPrefix(w, p) && len(w) > len(p)+2 {
			return p, w[len(p):]
		}
	}
	return "", w
}

// stripS removes the -s of the third person.
func stripS(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "oes") && len(w) > 4,
		strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"),
		strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "zzes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 2:
		return w[:len(w)-1]
	}
	return w
}

// undouble restores the base from what stands before -ed or -ing: "stopp" to
// "stop", "mak" to "make", "kill" and "attack" as they are.
func undouble(s string) string {
	n := len(s)
	if n < 2 {
		return s
	}
	a, b := s[n-2], s[n-1]
	switch {
	case a == b && strings.IndexByte("bdgmnprtl", b) >= 0:
		if b == 'l' && !doubledL(s) {
			return s
		}
		return keepDouble(s)
	case needsE(s):
		return s + "e"
	}
	return s
}

// doubledL tells whether -ll stands for the -l of an unstressed syllable
// (travelled, cancelled, compelled): two vowel groups, the last a single e, o or a.
func doubledL(s string) bool {
	body := s[:len(s)-2]
	if body == "" || strings.IndexByte("eoa", body[len(body)-1]) < 0 {
		return false
	}
	switch {
	case strings.HasSuffix(s, "install"), strings.HasSuffix(s, "roll") && !strings.HasSuffix(s, "troll") || strings.HasSuffix(s, "stroll"), strings.HasSuffix(s, "poll"), strings.HasSuffix(s, "call"),
		strings.HasSuffix(s, "spell"), strings.HasSuffix(s, "sell"), strings.HasSuffix(s, "stall"), strings.HasSuffix(s, "wall"):
		return false
	}
	return vowelGroups(body) >= 2
}

// keepDouble drops the second of two equal consonants unless the base has both.
func keepDouble(s string) string {
	switch s {
	case "add", "err", "ebb", "odd", "purr", "butt", "putt", "inn", "egg":
		return s
	}
	return s[:len(s)-1]
}

// needsE tells whether a base that ends like s is written with a final e.
func needsE(s string) bool {
	if silentE.Has(s) {
		return true
	}
	if noSilentE.Has(s) {
		return false
	}
	n := len(s)
	last, before := s[n-1], s[n-2]
	switch last {
	case 'c', 'v', 'u':
		return true
	case 'z':
		return before != 'z' && before != 't'
	case 's':
		return before != 's' && !strings.HasSuffix(s, "focus") && !strings.HasSuffix(s, "cus")
	case 'g':
		return before == 'd' || before == 'r' || before == 'a' && n > 2 || (before == 'n' && n > 3 && strings.IndexByte("ae", s[n-3]) >= 0 && !strings.HasSuffix(s, "hang") && !strings.HasSuffix(s, "bang")) || before == 'l' || before == 'e'
	case 'l':
		return strings.IndexByte("bcdfgkptsz", before) >= 0
	}
	if n < 3 || !vowel(before) || vowel(s[n-3]) {
		return false
	}
	// One vowel before one consonant.
	if vowelGroups(s) == 1 {
		return strings.IndexByte("dkmnprtb", last) >= 0 && (vowel(before))
	}
	for _, end := range silentEnds {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

func vowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouy") }

func vowelGroups(s string) int {
	n, in := 0, false
	for i := 0; i < len(s); i++ {
		v := vowel(s[i])
		if v && !in {
			n++
		}
		in = v
	}
	return n
}

func nounLemma(w string) string {
	if base, ok := irregularNouns[w]; ok {
		return base
	}
	if at := strings.LastIndexByte(w, '-'); at > 0 {
		if base, ok := irregularNouns[w[at+1:]]; ok {
			return w[:at+1] + base
		}
	}
	switch {
	case strings.HasSuffix(w, "men") && len(w) > 4:
		return w[:len(w)-3] + "man"
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "zzes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "s") && len(w) > 2:
		return w[:len(w)-1]
	}
	return w
}

func gradedLemma(w, end string) string {
	if base, ok := irregularGrades[w]; ok {
		return base
	}
	s, ok := strings.CutSuffix(w, end)
	if !ok || len(s) < 3 {
		return w
	}
	switch {
	case s[len(s)-1] == 'i':
		return s[:len(s)-1] + "y"
	case s[len(s)-1] == s[len(s)-2] && strings.IndexByte("bdgnt", s[len(s)-1]) >= 0:
		return s[:len(s)-1]
	case gradedE(s):
		return s + "e"
	}
	return s
}

// gradedE tells whether an adjective or adverb that ends like s has a final e: large, late, wide, safe, close.
func gradedE(s string) bool {
	switch s {
	case "great", "small", "old", "young", "new", "few", "low", "high", "near", "soon":
		return false
	}
	n := len(s)
	switch s[n-1] {
	case 'c', 'v', 'g', 's', 'u':
		return !strings.HasSuffix(s, "ng") || strings.HasSuffix(s, "rang")
	}
	return n >= 3 && vowel(s[n-2]) && !vowel(s[n-3]) && strings.IndexByte("tdfrplm", s[n-1]) >= 0 && vowelGroups(s) == 1
}
