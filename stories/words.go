package stories

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	mostWords = 1000 // words of a text that are looked at
	leadWords = 120  // words of the text that count in full; later ones count half
	mostTerms = 96   // terms of one kind kept of an item, the weightiest
)

// counted is a term and how often it was seen, title and lead counting more.
type counted struct {
	term string
	n    float64
}

// words is what a text is reduced to: stems of its words, its capitalised
// names, and how many words it has.
type words struct {
	stems, names []counted
	numbers      []string
	length       int
}

// token is a run of letters and digits of a text.
type token struct {
	text    string
	initial bool // begins a sentence
	next    bool // follows its predecessor with only a blank between
}

// tokens cuts s into at most limit words. Possessive endings are dropped.
func tokens(s string, limit int) []token {
	out := make([]token, 0, min(limit, len(s)/usualWord+1))
	for t := range eachToken(s, limit) {
		out = append(out, t)
	}
	return out
}

// usualWord is about how many bytes of a text there are for each word.
const usualWord = 5

// eachToken yields the tokens of s one by one.
func eachToken(s string, limit int) iter.Seq[token] {
	return func(yield func(token) bool) {
		initial, gap := true, false
		for i, n := 0, 0; i < len(s) && n < limit; {
			r, size := utf8.DecodeRuneInString(s[i:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				switch r {
				case '.', '!', '?', '\n', ':', '"', '“', '”':
					initial, gap = true, true
				case ' ':
				default:
					gap = true
				}
				i += size
				continue
			}
			j := endOfWord(s, i)
			if !yield(token{s[i:j], initial, !gap && n > 0}) {
				return
			}
			n++
			initial, gap = false, false
			i = skipPossessive(s, j)
		}
	}
}

// endOfWord returns the offset after the letters and digits of s from i on.
func endOfWord(s string, i int) int {
	for i < len(s) {
		if c := s[i]; 'a' <= c && c <= 'z' { // most are
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		i += size
	}
	return i
}

// skipPossessive returns the offset after "'s" or "’s" at j, else j.
func skipPossessive(s string, j int) int {
	if j == len(s) || s[j] == ' ' { // nearly always
		return j
	}
	for _, mark := range []string{"'s", "’s", "'S", "’S"} {
		if strings.HasPrefix(s[j:], mark) {
			end := j + len(mark)
			if r, _ := utf8.DecodeRuneInString(s[end:]); end == len(s) || !unicode.IsLetter(r) {
				return end
			}
		}
	}
	return j
}

func capitalised(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// bigLetters tells whether case says nothing in ts: most long words are
// capitalised, as in many headlines.
func bigLetters(ts []token) bool {
	big, all := 0, 0
	for _, t := range ts {
		if utf8.RuneCountInString(t.text) < 4 {
			continue
		}
		all++
		if capitalised(t.text) {
			big++
		}
	}
	return all > 3 && big*5 > all*4
}

// readWords reduces a title and a text. A title's words count double; a title
// the text begins with is not counted twice. Where case says nothing, b tells
// names from words.
func readWords(title, text string, b background) words {
	if title != "" && strings.HasPrefix(strings.TrimSpace(text), title) {
		text = strings.TrimPrefix(strings.TrimSpace(text), title)
	}
	stems, names := map[string]float64{}, map[string]float64{}
	length := 0
	add := func(ts []token, weight func(i int) float64) {
		caseless := bigLetters(ts)
		previous := ""
		for i, t := range ts {
			lower := strings.ToLower(t.text)
			if stopWords[lower] || utf8.RuneCountInString(lower) < 2 {
				previous = ""
				continue
			}
			n := weight(i)
			s := Stem(lower)
			stems[s] += n
			if !capitalised(t.text) || caseless && !b.name(lower, s) {
				previous = ""
				continue
			}
			names[lower] += n
			if previous != "" && t.next {
				names[previous+" "+lower] += n
			}
			previous = lower
		}
		length += len(ts)
	}
	add(tokens(title, leadWords), func(int) float64 { return 2 })
	add(tokens(text, mostWords), func(i int) float64 {
		if i < leadWords {
			return 1
		}
		return .5
	})
	return words{sorted(stems), sorted(names), numbersOf(text), length}
}

// numbersOf returns the numbers of two digits or more that s states, as written
// but for marks of thousands: "5.6", "120000". Where words and marks stand apart
// (as in "6 . 1"), so may those of a number.
func numbersOf(s string) []string {
	var out []string
	for i := 0; i < len(s) && len(out) < mostTerms; {
		if !digit(s, i) {
			i++
			continue
		}
		start := i
		n := []byte{}
		for {
			for digit(s, i) {
				n = append(n, s[i])
				i++
			}
			mark, next := numberMark(s, i)
			if mark == 0 {
				break
			}
			if mark == '.' {
				n = append(n, mark)
			}
			i = next
		}
		inWord := start > 0 && s[start-1] >= 'A'
		if len(n) > 1 && !inWord {
			out = append(out, string(n))
		}
	}
	return out
}

func digit(s string, i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }

// numberMark returns the point or comma by which a number goes on at i and where
// its digits do, 0 if it does not go on: after a comma there are three digits.
func numberMark(s string, i int) (mark byte, next int) {
	next = i
	if next < len(s) && s[next] == ' ' {
		next++
	}
	if next >= len(s) || s[next] != '.' && s[next] != ',' {
		return 0, 0
	}
	mark = s[next]
	next++
	if next < len(s) && s[next] == ' ' && s[i] == ' ' {
		next++
	}
	digits := 0
	for digit(s, next+digits) {
		digits++
	}
	if digits == 0 || mark == ',' && digits != 3 {
		return 0, 0
	}
	return mark, next
}

// sorted returns the counts in the order of their terms, so that nothing
// depends on the order of a map.
func sorted(m map[string]float64) []counted {
	out := make([]counted, 0, len(m))
	for t, n := range m {
		out = append(out, counted{t, n})
	}
	slices.SortFunc(out, func(a, b counted) int { return cmp.Compare(a.term, b.term) })
	return out
}

var stopWords = wordSet(`a about above after again against all also am amid among an and any are aren as at be because been before being
below between both but by can could did do does doing down during each few for from further had has have having he her here hers
herself him himself his how however i if in including into is it its itself just may me might more most mr mrs ms must my near no nor not now
of off on once one only or other our out over own per s said same say saying says she should since so some still such t than that
the their them then there these they this those through to told too toward towards two three under until up upon us very via was we were what when
where which while who whom why will with within without would you your yet new old first last year years day days week weeks month months
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
november december http https www com html org net according least dr many much`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
