package web

import (
	"cmp"
	"slices"
)

// piece is a stretch of an article's text, with the mentions that quote it.
type piece struct {
	Text     string
	Mentions []mention
}

// marked cuts text into the quotes of mentions and what is between them. Quotes
// of the title are left out, and of two that overlap the one that begins first
// stays.
func marked(text string, mentions []mention) []piece {
	runes := []rune(text)
	quotes := slices.DeleteFunc(slices.Clone(mentions), func(m mention) bool {
		return m.Quote.Field != "" || m.Quote.Start < 0 || m.Quote.End > len(runes) || m.Quote.Start >= m.Quote.End
	})
	slices.SortStableFunc(quotes, func(a, b mention) int { return cmp.Compare(a.Quote.Start, b.Quote.Start) })
	var pieces []piece
	done, open := 0, -1 // end of the last piece; where its quote begins
	for _, m := range quotes {
		switch q := m.Quote; {
		case q.Start == open:
			last := &pieces[len(pieces)-1]
			last.Mentions = append(last.Mentions, m)
		case q.Start >= done:
			if q.Start > done {
				pieces = append(pieces, piece{Text: string(runes[done:q.Start])})
			}
			pieces = append(pieces, piece{string(runes[q.Start:q.End]), []mention{m}})
			done, open = q.End, q.Start
		}
	}
	if done < len(runes) {
		pieces = append(pieces, piece{Text: string(runes[done:])})
	}
	return pieces
}
