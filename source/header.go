package source

import (
	"regexp"
	"strings"
	"time"

	"github.com/throughline-news/throughline/models"
)

// headerLines is how many lines with text the header of a plain text has at most.
const headerLines = 15

var (
	// label stands before a date of publication. "Updated" is another day.
	label = regexp.MustCompile(`(?i)^(published|posted|first published|date|date of publication)( (on|at))?\s*:?\s*`)
	// dateline opens a report: "MIAMI, Dec. 8, 2025 (Sample Wire) - ".
	dateline = regexp.MustCompile(`^\p{Lu}[\p{Lu} .,'-]+, (\p{L}+\.? \d{1,2}, \d{4}) (\(|-|–|—)`)
	weekday  = regexp.MustCompile(`(?i)^(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?\.?,?\s+`)
	month    = regexp.MustCompile(`^(\p{L}{3,4})\. `)
)

// dateLayouts are the ways to write a day that cannot be taken for another:
// 12/8/2025 is not among them.
var dateLayouts = []string{
	time.DateOnly, time.RFC3339, "January 2, 2006", "January 2 2006", "2 January 2006", "Jan 2, 2006", "2 Jan 2006", "2 January, 2006",
	time.RFC1123, time.RFC1123Z, "2006-01-02 15:04", "January 2, 2006 15:04", "January 2, 2006 3:04 PM", "2 January 2006 15:04",
}

// headerDate returns the date of publication that the header of a plain text
// states: a line that is a date, with a label or alone, or the dateline of the
// first paragraph. ok is false when there is none.
func headerDate(text string) (day models.Day, at *time.Time, ok bool) {
	lines := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if lines++; lines > headerLines {
			break
		}
		if m := dateline.FindStringSubmatch(line); m != nil {
			line = m[1]
		}
		if day, at, ok = writtenDate(label.ReplaceAllString(line, "")); ok {
			return day, at, true
		}
	}
	return "", nil, false
}

// writtenDate reads a line that is a date and nothing else.
func writtenDate(line string) (models.Day, *time.Time, bool) {
	if len(line) > 60 || !strings.ContainsAny(line, "0123456789") {
		return "", nil, false
	}
	for _, s := range []string{line, month.ReplaceAllString(weekday.ReplaceAllString(line, ""), "$1 ")} {
		s = strings.Replace(s, "Sept ", "Sep ", 1)
		for _, layout := range dateLayouts {
			t, err := time.Parse(layout, s)
			if err != nil {
				continue
			}
			day, at := publishedAt(t)
			if !strings.Contains(layout, "MST") && !strings.Contains(layout, "-0700") && layout != time.RFC3339 {
				at = nil // without a zone only the day is known
			}
			_, err = models.ParseDay(string(day))
			return day, at, err == nil
		}
	}
	return "", nil, false
}
