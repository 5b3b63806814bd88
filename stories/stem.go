package stories

import "strings"

// Stem reduces an English word in lower case to its stem by the rules of
// Porter's algorithm ("An algorithm for suffix stripping", Program 14(3), 1980).
// Words of one or two letters, numbers and words with letters outside a to z
// are returned as they are.
func Stem(w string) string {
	if len(w) < 3 {
		return w
	}
	for i := 0; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return w
		}
	}
	w = plural(w)
	w = pastAndGerund(w)
	if n := len(w) - 1; w[n] == 'y' && hasVowel(w[:n]) {
		w = w[:n] + "i"
	}
	w = replaceSuffix(w, &step2, 1)
	w = replaceSuffix(w, &step3, 1)
	w = dropSuffix(w)
	return finalE(w)
}

func consonant(w string, i int) bool {
	switch w[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return false
	case 'y':
		return i == 0 || !consonant(w, i-1)
	}
	return true
}

// measure counts the vowel-consonant sequences of w: Porter's m.
func measure(w string) int {
	n, vowel := 0, false
	for i := range w {
		c := consonant(w, i)
		if c && vowel {
			n++
		}
		vowel = !c
	}
	return n
}

func hasVowel(w string) bool {
	for i := range w {
		if !consonant(w, i) {
			return true
		}
	}
	return false
}

func doubled(w string) bool {
	n := len(w)
	return n > 1 && w[n-1] == w[n-2] && consonant(w, n-1)
}

// cvc tells whether w ends consonant, vowel, consonant, the last not w, x or y.
func cvc(w string) bool {
	n := len(w)
	return n > 2 && consonant(w, n-1) && !consonant(w, n-2) && consonant(w, n-3) &&
		!strings.ContainsRune("wxy", rune(w[n-1]))
}

func plural(w string) string {
	switch {
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ies"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "ss"):
		return w
	case strings.HasSuffix(w, "s"):
		return w[:len(w)-1]
	}
	return w
}

func pastAndGerund(w string) string {
	if strings.HasSuffix(w, "eed") {
		if measure(w[:len(w)-3]) > 0 {
			return w[:len(w)-1]
		}
		return w
	}
	base := strings.TrimSuffix(w, "ed")
	if base == w {
		base = strings.TrimSuffix(w, "ing")
	}
	if base == w || !hasVowel(base) {
		return w
	}
	switch {
	case strings.HasSuffix(base, "at"), strings.HasSuffix(base, "bl"), strings.HasSuffix(base, "iz"):
		return base + "e"
	case doubled(base) && !strings.ContainsRune("lsz", rune(base[len(base)-1])):
		return base[:len(base)-1]
	case measure(base) == 1 && cvc(base):
		return base + "e"
	}
	return base
}

// rules are suffixes and what takes their place, by the last letter of the suffix.
type rules [26][][2]string

func rulesOf(list [][2]string) (out rules) {
	for _, r := range list {
		last := r[0][len(r[0])-1] - 'a'
		out[last] = append(out[last], r)
	}
	return out
}

var step2 = rulesOf([][2]string{
	{"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"}, {"abli", "able"},
	{"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"}, {"ization", "ize"}, {"ation", "ate"},
	{"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"}, {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"},
	{"iviti", "ive"}, {"biliti", "ble"},
})

var step3 = rulesOf([][2]string{
	{"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""}, {"ness", ""},
})

// replaceSuffix applies the first rule whose suffix fits, if what is before it
// has at least the given measure.
func replaceSuffix(w string, of *rules, least int) string {
	for _, r := range of[w[len(w)-1]-'a'] {
		if strings.HasSuffix(w, r[0]) {
			if base := w[:len(w)-len(r[0])]; measure(base) >= least {
				return base + r[1]
			}
			return w
		}
	}
	return w
}

var step4 = rulesOf([][2]string{
	{"ement"}, {"ance"}, {"ence"}, {"able"}, {"ible"}, {"ment"}, {"ant"}, {"ent"}, {"ism"}, {"ate"}, {"iti"}, {"ous"}, {"ive"}, {"ize"},
	{"ion"}, {"al"}, {"er"}, {"ic"}, {"ou"},
})

func dropSuffix(w string) string {
	for _, r := range step4[w[len(w)-1]-'a'] {
		s := r[0]
		if !strings.HasSuffix(w, s) {
			continue
		}
		base := w[:len(w)-len(s)]
		if measure(base) < 2 || s == "ion" && !strings.HasSuffix(base, "s") && !strings.HasSuffix(base, "t") {
			return w
		}
		return base
	}
	return w
}

func finalE(w string) string {
	if base := strings.TrimSuffix(w, "e"); base != w {
		if m := measure(base); m > 1 || m == 1 && !cvc(base) {
			w = base
		}
	}
	if doubled(w) && strings.HasSuffix(w, "l") && measure(w) > 1 {
		w = w[:len(w)-1]
	}
	return w
}
