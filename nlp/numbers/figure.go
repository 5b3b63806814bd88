package numbers

import (
	"strconv"
	"strings"
)

// figure is the bare number: "25", "1,200", "2.5 million", "twenty-five", "a dozen".
type figure struct {
	n      float64
	to     float64 // the upper end when both are one word: "20-30"; else 0
	scale  float64 // what its last word multiplies with, 1 for none
	round  bool    // a dozen, a couple: not exact
	plural bool    // "dozens": n is the least it may be
	unit   string  // joined by a hyphen
	last   int     // token behind it
}

var scales = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
	"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}

var small = map[string]float64{"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

// plurals are the words for many. Tens only count what follows them.
var plurals = map[string]float64{"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}

// figure reads the bare number at i. The token may begin with a symbol of
// currency, which is then given.
func (r reader) figure(i int, symbol string) (figure, bool) {
	w := r.word(i)
	if w == "" {
		return figure{}, false
	}
	if symbol != "" {
		_, w = splitSymbol(w)
	}
	switch {
	case w != "" && w[0] >= '0' && w[0] <= '9':
		return r.digits(i, w)
	case plurals[w] != 0:
		return r.plural(i)
	}
	switch w {
	case "a", "an":
		return r.single(i, i+1, 1)
	case "half":
		if r.word(i+1) == "a" || r.word(i+1) == "an" {
			return r.single(i, i+2, .5)
		}
		return r.single(i, i+1, .5)
	case "half-dozen":
		return figure{n: 6, scale: 1, round: true, last: i + 1}, true
	case "dozen":
		return figure{n: 12, scale: 1, round: true, last: i + 1}, true
	case "several", "few", "many":
		return r.several(i + 1)
	case "couple":
		return r.several(r.skip(i+1, "of"))
	}
	return r.words(i)
}

func (r reader) skip(i int, word string) int {
	if r.word(i) == word {
		return i + 1
	}
	return i
}

// single reads what "a" or "half a" stands before: "a hundred", "half a million",
// "a dozen", "a couple of", "a quarter of a million", "a few thousand".
func (r reader) single(i, at int, times float64) (figure, bool) {
	switch w := r.word(at); w {
	case "dozen":
		return figure{n: 12 * times, scale: 1, round: true, last: at + 1}, true
	case "couple":
		if f, ok := r.several(r.skip(at+1, "of")); ok {
			return f, true
		}
		return figure{n: 2, scale: 1, round: true, last: at + 1}, times == 1
	case "few":
		return r.several(at + 1)
	case "quarter":
		if r.word(at+1) == "of" && r.word(at+2) == "a" && scales[r.word(at+3)] > 1e3 {
			return figure{n: .25 * scales[r.word(at+3)], scale: scales[r.word(at+3)], last: at + 4}, true
		}
	case "hundred", "thousand", "million", "billion", "trillion":
		if times == 1 {
			return r.words(i)
		}
		return figure{n: times * scales[w], scale: scales[w], last: at + 1}, true
	}
	return figure{}, false
}

// several reads the unit of "several hundred", two of which it is at least.
func (r reader) several(i int) (figure, bool) {
	switch w := r.word(i); w {
	case "dozen":
		return figure{n: 24, scale: 1, round: true, plural: true, last: i + 1}, true
	case "hundred", "thousand", "million", "billion", "trillion":
		return figure{n: 2 * scales[w], scale: scales[w], round: true, plural: true, last: i + 1}, true
	}
	return figure{}, false
}

// plural reads "dozens", "tens of thousands", "hundreds of millions".
func (r reader) plural(i int) (figure, bool) {
	n := 2 * plurals[r.word(i)]
	last := i + 1
	for k := 0; k < 2 && r.word(last) == "of" && plurals[r.word(last+1)] >= 1e3; k++ {
		n *= plurals[r.word(last+1)]
		last += 2
	}
	return figure{n: n, scale: 1, round: true, plural: true, last: last}, n > 2*plurals["tens"] || r.word(i) != "tens"
}

// maxWords bounds the words of one number.
const maxWords = 16

// words reads a number in words: "twenty-five", "three hundred and twelve",
// "a hundred thousand", "two dozen".
func (r reader) words(i int) (figure, bool) {
	f := figure{scale: 1, last: i}
	total, part := 0.0, 0.0
	limit := 1e15 // scales fall
	for f.last < i+maxWords {
		w := r.word(f.last)
		head, tail, hyphen := cutHyphen(w)
		v, isSmall := small[head]
		switch {
		case isSmall && room(part, v) && (f.last == i || v > 0):
			part += v
			if u, ok := small[tail]; hyphen && ok && v >= 20 && u > 0 && u < 10 {
				part += u
			} else if hyphen {
				if u, ok := scales[tail]; ok && len(tail) > 3 {
					part, f.scale = part*u, u
				} else {
					f.unit = tail
				}
				f.last++
				f.n = total + part
				return f, true
			}
		case (w == "a" || w == "an") && f.last == i:
			part = 1
		case w == "hundred" && part > 0 && part < 100:
			part *= 100
		case w == "dozen" && part > 0 && total == 0:
			f.last++
			f.n, f.round = 12*part, true
			return f, true
		case len(w) > 3 && scales[w] >= 1e3 && scales[w] < limit && part > 0:
			total, limit, f.scale = total+part*scales[w], scales[w], scales[w]
			part = 0
		case w == "and" && f.last > i && (r.word(f.last-1) == "hundred" || r.word(f.last-1) == "thousand") && r.isSmall(f.last+1):
		default:
			f.n = total + part
			return f, f.last > i
		}
		f.last++
	}
	f.n = total + part
	return f, true
}

// room tells whether v can follow in a number whose hundreds so far are part:
// units behind tens, anything below a hundred behind hundreds.
func room(part, v float64) bool {
	rest := part - 100*float64(int(part/100))
	return rest == 0 || rest >= 20 && v > 0 && v < 10 && rest-10*float64(int(rest/10)) == 0
}

func (r reader) isSmall(i int) bool {
	head, _, _ := cutHyphen(r.word(i))
	_, ok := small[head]
	return ok
}

// cutHyphen cuts at the first hyphen within a word.
func cutHyphen(w string) (head, tail string, ok bool) {
	for _, h := range [...]string{"-", "‑", "–"} {
		if head, tail, ok = strings.Cut(w, h); ok && head != "" {
			return head, tail, true
		}
	}
	return w, "", false
}

// digits reads a number in figures; w is its token without currency.
func (r reader) digits(i int, w string) (figure, bool) {
	n, rest, ok := parse(w)
	if !ok {
		return figure{}, false
	}
	f := figure{n: n, scale: 1, last: i + 1}
	if s, ok := scales[rest]; ok && len(rest) <= 3 {
		f.n, f.scale = n*s, s
		return f, true
	}
	if rest == "" {
		if s := scales[r.word(f.last)]; s > 0 && len(r.word(f.last)) > 1 {
			f.n, f.scale, f.last = n*s, s, f.last+1
		} else if r.word(f.last) == "dozen" {
			f.n, f.round, f.last = n*12, true, f.last+1
		}
		return f, true
	}
	head, tail, hyphen := cutHyphen("0" + rest)
	if !hyphen || head != "0" || tail == "" {
		return figure{}, false
	}
	if tail[0] >= '0' && tail[0] <= '9' {
		return r.span(f, tail)
	}
	word, more, _ := cutHyphen(tail)
	if s, ok := scales[word]; ok && len(word) > 3 {
		f.n, f.scale, f.unit = n*s, s, more
		return f, true
	}
	f.unit = tail
	return f, true
}

// span reads the upper end of "20-30", "25-30,000", "20-30m".
func (r reader) span(f figure, tail string) (figure, bool) {
	to, rest, ok := parse(tail)
	if !ok {
		return f, false
	}
	s := 1.0
	switch {
	case rest != "":
		if s, ok = scales[rest]; !ok || len(rest) > 3 {
			return f, false
		}
	case len(r.word(f.last)) > 3 && scales[r.word(f.last)] > 0:
		s = scales[r.word(f.last)]
		f.last++
	case strings.Contains(tail, ",") && f.n < 1000 && f.n*1000 < to:
		f.n *= 1000
	}
	f.n, f.to, f.scale = f.n*s, to*s, s
	return f, f.to > f.n
}

// maxDigits bounds what is read as a number: more digits are a name or a key.
const maxDigits = 15

// parse reads figures with commas between thousands and decimals, and returns what follows.
func parse(w string) (n float64, rest string, ok bool) {
	i, digits := 0, 0
	for i < len(w) && isDigit(w[i]) {
		i++
	}
	digits = i
	if i <= 3 {
		for i+3 < len(w) && w[i] == ',' && isDigit(w[i+1]) && isDigit(w[i+2]) && isDigit(w[i+3]) {
			i, digits = i+4, digits+3
		}
	}
	if i+1 < len(w) && w[i] == '.' && isDigit(w[i+1]) {
		for i++; i < len(w) && isDigit(w[i]); i++ {
			digits++
		}
	}
	if digits > maxDigits || i < len(w) && (isDigit(w[i]) || w[i] == ',' || w[i] == '.') {
		return 0, "", false
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(w[:i], ",", ""), 64)
	return n, w[i:], err == nil
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
