package source

import (
	"strings"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
)

// parseText reads a plain text. Its title is the first line of its head that
// looks like one; its date of publication the one its header states.
func parseText(body []byte) models.Article {
	text := cleanText(string(body))
	a := models.Article{Text: text, Title: headline(text)}
	if day, at, ok := headerDate(text); ok {
		a.PublishedOn, a.PublishedAt = day, at
	}
	return a
}

// headline returns the first of the leading lines that is long enough for a
// title and is no sentence, or "".
func headline(text string) string {
	for i, line := range strings.SplitN(text, "\n", 8) {
		line = strings.TrimSpace(line)
		words := len(strings.Fields(line))
		switch {
		case i == 7 || utf8.RuneCountInString(line) > 200 || strings.HasSuffix(line, ".") || strings.HasSuffix(line, "\"") || strings.HasSuffix(line, "”"):
			return ""
		case words >= 3:
			return line
		}
	}
	return ""
}
