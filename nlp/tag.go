package nlp

import "strings"

// context is what the tagger knows of one token whatever its neighbours are.
type context struct {
	form string // as the weights know it: plain quotes and dashes
	word wordID
	end  endID // of the normal form, for the neighbours
}

// tag sets Tag of the tokens of one sentence; a token that has one keeps it. buf
// is reused between calls.
func (t *tagger) tag(tokens []Token, buf []context) []context {
	buf = append(buf[:0], t.outside("-START-"), t.outside("-START2-"))
	for i := range tokens {
		form := plainForm(tokens[i].Text)
		if tokens[i].Text == "\"" && opensQuote(tokens, i) {
			form = "``"
		}
		normal := normalForm(form, tokens[i].Lower)
		buf = append(buf, context{form, t.words[normal], t.ends[lastBytes(normal)]})
	}
	buf = append(buf, t.outside("-END-"), t.outside("-END2-"))
	p1, p2 := t.start[0], t.start[1]
	for i := range tokens {
		c := buf[i+2].form
		class, known := t.known(c, tokens[i].Text)
		if tag := tokens[i].Tag; tag != "" {
			class, known = t.byName[tag], true
		}
		if !known {
			class = t.predict(buf[i:i+5], p1, p2)
		}
		tokens[i].Tag = t.classes[class]
		p2, p1 = p1, class
	}
	return buf
}

// opensQuote tells whether the straight quote at i stands before its words: a
// blank on its left, none on its right.
func opensQuote(tokens []Token, i int) bool {
	return (i == 0 || tokens[i-1].End < tokens[i].Start) && i+1 < len(tokens) && tokens[i+1].Start == tokens[i].End
}

func (t *tagger) outside(word string) context {
	return context{"", t.words[word], t.ends[lastBytes(word)]}
}

// known returns the class of a token that needs no weights.
func (t *tagger) known(form, text string) (uint8, bool) {
	if class, ok := t.fixed[form]; ok {
		return class, true
	}
	switch c := text[0]; {
	case isDigit(c) || (c == '+' || c == '-' || c == '.') && len(text) > 1 && isDigit(text[1]):
		if numeric(text) {
			return t.byName["CD"], true
		}
	case c == '@' && len(text) > 1 || len(text) > 4 && (strings.Contains(text, "://") || strings.HasPrefix(text, "www.")):
		return t.byName["NN"], true
	case c == '-' || c == '.' || c == '_' || c == '=':
		if run(text) == len(text) {
			return t.byName[":"], true
		}
	case c == '!' || c == '?':
		return t.byName["."], true
	case c == '[' || c == '{':
		return t.byName["("], true
	case c == ']' || c == '}':
		return t.byName[")"], true
	case c == '*' || c == '|' || c == '<' || c == '>' || c == '~' || c == '^' || c == '\\':
		return t.byName["SYM"], true
	}
	switch text {
	case "€", "£", "¥", "₴", "₽", "₹", "₪", "₺":
		return t.byName["$"], true
	case "–", "—", "―", "•", "·", "…":
		return t.byName[":"], true
	}
	return 0, false
}

// numeric tells whether s is a number: digits with signs, commas, points, colons and slashes.
func numeric(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case ',', '.', ':', '/', '+', '-':
		default:
			if !isDigit(c) {
				return false
			}
		}
	}
	return true
}

// predict adds the weights of what is seen around the middle of window, five contexts wide.
func (t *tagger) predict(window []context, p1, p2 uint8) uint8 {
	var scores [maxClasses]float64
	w := &window[2]
	form := w.form
	for _, r := range [...]row{
		t.bias, t.ends[lastBytes(form)].here, t.first[form[0]], t.last[p1], t.last2[p2],
		t.pair[uint32(p1)<<8|uint32(p2)], w.word.here, t.lastAnd[uint64(p1)<<32|uint64(w.word.n)],
		window[1].word.before, window[1].end.before, window[0].word.before2,
		window[3].word.after, window[3].end.after, window[4].word.after2,
	} {
		for _, x := range r {
			scores[x.class] += x.value
		}
	}
	best := 0
	for c := 1; c < len(t.classes)-2; c++ {
		if scores[c] > scores[best] {
			best = c
		}
	}
	return uint8(best)
}

// plainForm returns the word as the weights know it: curly quotes and long
// dashes become the plain ones of the treebank.
func plainForm(s string) string {
	switch s {
	case "“", "„", "«":
		return "``"
	case "”", "»", "\"":
		return "''"
	case "’", "‘":
		return "'"
	}
	if strings.Contains(s, "’") {
		return strings.ReplaceAll(s, "’", "'")
	}
	return s
}

// normalForm returns the word as a neighbour or a known word: lower case, with
// one form each for words with a hyphen, years and other numbers.
func normalForm(form, lower string) string {
	switch {
	case form[0] != '-' && strings.Contains(form, "-"):
		return "!HYPHEN"
	case len(form) == 4 && isDigit(form[0]) && isDigit(form[1]) && isDigit(form[2]) && isDigit(form[3]):
		return "!YEAR"
	case isDigit(form[0]):
		return "!DIGITS"
	case len(form) != len(lower):
		return strings.ToLower(form)
	}
	return lower
}

func lastBytes(s string) string { return s[max(0, len(s)-3):] }
