package exports

import (
	"bufio"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// icalendarEncoder writes what was announced for a day as a calendar of all-day
// entries (RFC 5545), and what became of it. A day that no text states is not in it.
type icalendarEncoder struct {
	*bufio.Writer
	heading
	links func(eventID string) string
}

func newICalendar(w *bufio.Writer, h heading, o Options) encoder {
	return icalendarEncoder{w, h, o.Links}
}

func (c icalendarEncoder) begin() error {
	return c.lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Throughline//Timeline//EN", "CALSCALE:GREGORIAN", "X-WR-CALNAME:"+inCalendar(c.title),
		"REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H") // RFC 7986, and what came before it: plans change
}

func (c icalendarEncoder) end() error { return c.lines("END:VCALENDAR") }

func (c icalendarEncoder) write(e entry) error {
	if e.Date == nil || e.Date.Basis == models.BasisPublication {
		return nil
	}
	stamp := calendarStamp(e)
	lines := []string{"BEGIN:VEVENT", "UID:" + e.ID + "@throughline", "DTSTAMP:" + stamp, "LAST-MODIFIED:" + stamp,
		"CREATED:" + calendarTime(e.CreatedAt), fmt.Sprintf("SEQUENCE:%d", sequence(e.Event)),
		"DTSTART;VALUE=DATE:" + calendarDay(e.Date.Start)}
	if after := e.Date.End.Add(1); after != "" { // the end is excluded
		lines = append(lines, "DTEND;VALUE=DATE:"+calendarDay(after))
	}
	lines = append(lines, "STATUS:"+calendarStatus(e.Event), "TRANSP:TRANSPARENT", "SUMMARY:"+inCalendar(e.Summary),
		"CATEGORIES:"+inCalendar(string(e.Type)), "DESCRIPTION:"+inCalendar(calendarText(e)))
	if e.Place != "" {
		lines = append(lines, "LOCATION:"+inCalendar(e.Place))
	}
	if p := e.point(); p != nil {
		lines = append(lines, "GEO:"+number(p.Lat)+";"+number(p.Lon))
	}
	if c.links != nil {
		lines = append(lines, "URL:"+c.links(e.ID))
	} else if IsWeb(e.URL) {
		lines = append(lines, "URL:"+uri(e.URL))
	}
	return c.lines(append(lines, "END:VEVENT")...)
}

// sequence grows with every change of the event. That a plan is overdue is no
// change of the record, so versions count by twos.
func sequence(e models.Event) int {
	if e.Status == models.Unreported {
		return 2*e.Version + 1
	}
	return 2 * e.Version
}

// calendarStamp is when the entry came to be as it is.
func calendarStamp(e entry) string {
	at := e.UpdatedAt
	if e.Status == models.Unreported {
		if since := e.Date.End.Add(store.UnreportedAfter + 1).Time(); since.After(at) {
			at = since
		}
	}
	return calendarTime(at)
}

// calendarStatus says how definite an entry is: a plan whose days are vague, in
// dispute or over with nothing heard is tentative.
func calendarStatus(e models.Event) string {
	switch e.Status {
	case models.Cancelled, models.Denied:
		return "CANCELLED"
	case models.Happened, models.Ongoing, models.Historical:
		return "CONFIRMED"
	case models.Scheduled:
		exact := e.Date.Precision == models.PrecisionDay || e.Date.Precision == models.PrecisionRange
		if exact && e.Date.Kind != models.KindVague && !e.Disputed {
			return "CONFIRMED"
		}
	}
	return "TENTATIVE"
}

// calendarText says in words what became of the entry, who announced it, and the
// words that prove it.
func calendarText(e entry) string {
	lines := []string{"Status: " + shownStatus(e), "Date: " + e.Date.Shown() + " (" + string(e.Date.Precision) + ")"}
	if a := e.Announced; a != nil {
		lines = append(lines, "Announced: "+stepVoice(*a))
	}
	lines = append(lines, statusLines(e.Statuses)...)
	if e.Quote != "" {
		lines = append(lines, "“"+Shorten(e.Quote, longestQuote)+"”")
	}
	if e.URL != "" {
		lines = append(lines, e.URL)
	}
	return strings.Join(lines, "\n")
}

func calendarDay(d models.Day) string { return strings.ReplaceAll(string(d), "-", "") }

func calendarTime(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// uri leaves out what would end a line: a URI has no spaces or control characters.
func uri(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s)
}

// inCalendar writes text as RFC 5545, section 3.3.11 has it.
func inCalendar(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(s)
}

// longestLine is how many bytes a line of a calendar may have; a longer one goes
// on after a line break and a space (RFC 5545, section 3.1).
const longestLine = 75

func (c icalendarEncoder) lines(lines ...string) error {
	for _, line := range lines {
		room := longestLine
		for len(line) > room {
			cut := room
			for !utf8.RuneStart(line[cut]) {
				cut--
			}
			if _, err := c.WriteString(line[:cut] + "\r\n "); err != nil {
				return err
			}
			line, room = line[cut:], longestLine-1
		}
		if _, err := c.WriteString(line + "\r\n"); err != nil {
			return err
		}
	}
	return nil
}
