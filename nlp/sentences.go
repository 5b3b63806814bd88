package nlp

import (
	"unicode"
	"unicode/utf8"
)

// maxSentence is the number of tokens at which a sentence is cut, so that
// tables and texts without marks stay readable for what works by sentence.
const maxSentence = 250

// appendSentences divides the tokens from first on, which form one block, into sentences.
func (d *Document) appendSentences(first, paragraph int) {
	start := first
	for i := first; i < len(d.Tokens); i++ {
		end := i + 1
		if d.endsSentence(start, i) {
			for end < len(d.Tokens) && end-start < maxSentence && d.Tokens[end].Start == d.Tokens[end-1].End && closes(d.Tokens[end].Text) {
				end++
			}
			if end < len(d.Tokens) && end-start < maxSentence && !d.beginsSentence(i, end) {
				i = end - 1
				continue
			}
		} else if end < len(d.Tokens) {
			if end-start < maxSentence {
				continue
			}
			end = d.cutAt(start, end)
		}
		d.Sentences = append(d.Sentences, Sentence{
			Span:  Span{d.Tokens[start].Start, d.Tokens[end-1].End},
			First: start, Last: end, Paragraph: paragraph,
		})
		start, i = end, end-1
	}
	if start < len(d.Tokens) {
		d.Sentences = append(d.Sentences, Sentence{
			Span:  Span{d.Tokens[start].Start, d.Tokens[len(d.Tokens)-1].End},
			First: start, Last: len(d.Tokens), Paragraph: paragraph,
		})
	}
}

// endsSentence tells whether token i can be the last word or mark of the
// sentence that began at start.
func (d *Document) endsSentence(start, i int) bool {
	t := d.Tokens[i].Text
	switch c := t[0]; c {
	case '.', '!', '?':
		if len(t) == 1 && c == '.' && i == start+1 && listMark(d.Tokens[start].Text) {
			return false // "1." at the head of an item
		}
		return i > start || len(t) > 1 || c != '.'
	}
	switch t {
	case "…", "。", "！", "？", "؟", "।", "۔":
		return true
	}
	return len(t) > 1 && t[len(t)-1] == '.'
}

func listMark(s string) bool {
	if len(s) == 1 {
		return true
	}
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return len(s) <= 3
}

// closes tells whether a mark right after the end of a sentence still belongs to it.
func closes(s string) bool {
	switch s {
	case "\"", "'", "''", "”", "’", ")", "]", "}", "»", "›", "!", "?", "...", "…", "*":
		return true
	}
	return false
}

// beginsSentence tells whether a new sentence begins with token next, after
// one that token mark may have ended.
func (d *Document) beginsSentence(mark, next int) bool {
	m, t := d.Tokens[mark].Text, d.Tokens[next].Text
	r, _ := utf8.DecodeRuneInString(t)
	if unicode.IsLower(r) {
		return false
	}
	switch r {
	case ',', ';', ':', ')', '-', '–', '—', '/', '&', '%':
		return false
	}
	if len(m) < 2 || m[len(m)-1] != '.' || m[0] == '.' {
		return true
	}
	// The full stop is part of an abbreviation.
	word := t
	for k := next; (r == '"' || r == '“' || r == '‘' || r == '\'' || r == '(') && k+1 < len(d.Tokens); {
		k++
		word = d.Tokens[k].Text
		r, _ = utf8.DecodeRuneInString(word)
	}
	kind, known := abbreviations[m[:len(m)-1]]
	if known && kind == never {
		return false
	}
	if known && kind == number && !unicode.IsDigit(r) {
		return unicode.IsUpper(r)
	}
	if !unicode.IsLetter(r) {
		return false
	}
	_, ok := starters[word]
	return ok
}

// cutAt returns where to cut an overlong sentence: after the last semicolon
// or comma of its second half, or at its end.
func (d *Document) cutAt(start, end int) int {
	for _, mark := range [...]string{";", ","} {
		for i := end - 1; i > start+(end-start)/2; i-- {
			if d.Tokens[i].Text == mark {
				return i + 1
			}
		}
	}
	return end
}
