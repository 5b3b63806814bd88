package background

import (
	"fmt"
	"strings"

	"github.com/throughline-news/throughline/exports"
	"github.com/throughline-news/throughline/models"
)

// page is an answer in the words that all formats show.
type page struct {
	Title     string
	Date      string
	Conflicts []pageConflict
	Stories   []pageStory
	People    []pagePerson
	Unknown   []string // what was not reported
}

type pageConflict struct {
	Where, Field, Words, Line string
	Kind                      models.ConflictKind
	Sources                   []pageSource
}

type pageSource struct{ Value, Quote, Name, URL string }

type pageStory struct {
	Title, Probability, Why string
	Events                  []pageEvent
}

type pageEvent struct {
	Date, Summary, Quote, Name, URL, Counts string
	Told                                    bool
}

type pagePerson struct{ Name, Is string }

// longestQuote is how many characters of a quote are shown.
const longestQuote = 300

func (a Answer) page() page {
	p := page{Title: "Background", Date: shownDate(string(a.Date))}
	if a.Title != "" {
		p.Title = "Background: " + a.Title
	}
	for _, c := range a.Conflicts {
		x := pageConflict{Where: where(c.Paragraph), Field: string(c.Field), Words: exports.Shorten(c.Quote.Exact, longestQuote), Line: c.Line, Kind: c.Kind}
		if c.Aspect != "" && c.Field == models.ConflictOffice {
			x.Field += " of " + c.Aspect
		}
		for _, e := range c.Sources {
			x.Sources = append(x.Sources, pageSource{shown(c.Conflict, e.Value), exports.Shorten(e.Quote.Exact, longestQuote), sourceName(e), e.URL})
		}
		p.Conflicts = append(p.Conflicts, x)
	}
	for _, s := range a.Stories {
		x := pageStory{Title: s.Story.Title, Probability: fmt.Sprintf("%.0f %%", 100*s.Probability), Why: why(s.Reasons)}
		for _, e := range s.Earlier {
			x.Events = append(x.Events, pageEvent{Date: eventDate(e.Event), Summary: e.Event.Summary, Quote: exports.Shorten(e.Evidence.Quote.Exact, longestQuote),
				Name: sourceName(e.Evidence), URL: e.Evidence.URL, Counts: counts(e.Event), Told: e.Told})
		}
		p.Stories = append(p.Stories, x)
	}
	for _, person := range a.People {
		p.People = append(p.People, pagePerson{person.Entity.Name, is(person)})
	}
	for _, h := range a.Reported {
		if h.Event == nil {
			p.Unknown = append(p.Unknown, where(h.Paragraph)+": "+exports.Shorten(h.Quote.Exact, longestQuote))
		}
	}
	return p
}

func where(p Paragraph) string {
	if p.Number == 0 {
		return "title"
	}
	return fmt.Sprintf("paragraph %d", p.Number)
}

func sourceName(e Evidence) string {
	parts := make([]string, 0, 2)
	for _, s := range []string{e.Publisher, e.Published} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return "source"
	}
	return strings.Join(parts, ", ")
}

// mostWhy is how many reasons are shown.
const mostWhy = 3

func why(reasons []models.Reason) string {
	var parts []string
	for _, r := range reasons {
		if r.Weight > 0 && len(parts) < mostWhy {
			parts = append(parts, r.Feature)
		}
	}
	return strings.Join(parts, "; ")
}

func eventDate(e models.Event) string {
	if e.Date == nil {
		return "no date"
	}
	if e.Date.Precision == models.PrecisionDay && e.Date.Start == e.Date.End {
		return shownDate(string(e.Date.Start))
	}
	return e.Date.Shown()
}

func counts(e models.Event) string {
	return fmt.Sprintf("%s, %s", plural(e.ReportCount, "report"), plural(e.OriginCount, "origin"))
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// is says what a person was on the day, as far as it is known.
func is(p Person) string {
	var parts []string
	for _, o := range p.Offices {
		s := o.Name
		if o.Of != "" {
			s += " of " + o.Of
		}
		parts = append(parts, s+" since "+shownDate(string(o.From)))
	}
	if len(parts) == 0 && len(p.Called) > 0 {
		parts = append(parts, "called "+p.Called[0].Title+" by reports")
	}
	if len(parts) == 0 {
		if p.Entity.Kind == models.EntityPerson {
			return "office on that date not known"
		}
		return strings.ReplaceAll(string(p.Entity.Kind), "_", " ")
	}
	return strings.Join(parts, "; ")
}
