package nlp

import (
	"unicode"
	"unicode/utf8"
)

// block is a range of text that is read as one run of words: no sentence
// crosses its ends.
type block struct {
	Span
	paragraph int
}

// line is a line of text without its blanks at both ends.
type line struct {
	Span
	width, first int // code points of the line, and of its first word
	gap          bool
}

// Widths, in code points, between which text may have been wrapped by a
// machine or a mail program, and how many line ends must fit the pattern.
const (
	minWrap   = 40
	maxWrap   = 110
	wrapLines = 3
	wrapShare = 0.8
)

// blocks divides text[from:to] at empty lines (paragraphs, counted from
// paragraph) and at line ends, except where a line only goes on in the next:
// in wrapped text, or when the next line begins in lower case.
func blocks(text string, from, to, paragraph int) []block {
	lines := readLines(text, from, to)
	wrap := wrapWidth(lines)
	var out []block
	for i, l := range lines {
		if i > 0 && l.gap {
			paragraph++
		}
		if i > 0 && !l.gap && goesOn(text, lines[i-1], l, wrap) {
			out[len(out)-1].End = l.End
			continue
		}
		out = append(out, block{l.Span, paragraph})
	}
	return out
}

// readLines returns the lines that are not empty; gap says that an empty one came before.
func readLines(text string, from, to int) []line {
	var lines []line
	gap := false
	for i := from; i < to; {
		l := line{Span: Span{i, i}, gap: gap}
		end, next, inFirst := i, to, true
		trailing, last, empty := 0, rune(0), true
		for j := i; j < to; {
			r, size := utf8.DecodeRuneInString(text[j:to])
			if lineEnd(r) {
				next = j + size
				if r == '\r' && next < to && text[next] == '\n' {
					next++
				}
				last = r
				break
			}
			j += size
			if blank(r) {
				trailing++
				inFirst = empty
				continue
			}
			if empty {
				l.Start, trailing, empty = j-size, 0, false
			}
			l.width += trailing + 1
			trailing = 0
			if inFirst {
				l.first++
			}
			end = j
		}
		gap = empty || last == '\u2029'
		if !empty {
			l.End = end
			lines = append(lines, l)
		}
		i = next
	}
	return lines
}

func lineEnd(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', 0x85, '\u2028', '\u2029':
		return true
	}
	return false
}

// wrapWidth returns the width at which the text was wrapped, or 0 when its
// line ends were set by hand: lines were wrapped when nearly every one of them
// had no room left for the first word of the next.
func wrapWidth(lines []line) int {
	width := 0
	for _, l := range lines {
		width = max(width, l.width)
	}
	if width < minWrap || width > maxWrap {
		return 0
	}
	ends, full := 0, 0
	for i := 1; i < len(lines); i++ {
		if lines[i].gap {
			continue
		}
		ends++
		if lines[i-1].width+1+lines[i].first > width {
			full++
		}
	}
	if full < wrapLines || float64(full) < wrapShare*float64(ends) {
		return 0
	}
	return width
}

// goesOn tells whether the text of line a goes on in line b.
func goesOn(text string, a, b line, wrap int) bool {
	if wrap > 0 {
		return a.width+1+b.first > wrap
	}
	r, _ := utf8.DecodeRuneInString(text[b.Start:b.End])
	if !unicode.IsLower(r) {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(text[a.Start:a.End])
	switch end {
	case '.', '!', '?', '…', ':', '"', '”', ')':
		return false
	}
	return true
}
