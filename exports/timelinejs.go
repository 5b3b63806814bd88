package exports

import (
	"bufio"
	"encoding/json"
	"html"
	"strconv"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// slide is one event as TimelineJS shows it; text is HTML. The format is described
// at https://timeline.knightlab.com/docs/json-format.html.
type slide struct {
	StartDate   slideDate `json:"start_date"`
	EndDate     slideDate `json:"end_date"`
	DisplayDate string    `json:"display_date"`
	Text        slideText `json:"text"`
	Group       string    `json:"group"`
	UniqueID    string    `json:"unique_id"`
}

// slideDate leaves out what the date does not say.
type slideDate struct {
	Year  int `json:"year"`
	Month int `json:"month,omitempty"`
	Day   int `json:"day,omitempty"`
}

type slideText struct {
	Headline string `json:"headline"`
	Text     string `json:"text,omitempty"`
}

type timelineJSEncoder struct{ jsonList }

func newTimelineJS(w *bufio.Writer, h heading, _ Options) encoder {
	title, err := json.Marshal(slideText{Headline: html.EscapeString(h.title)})
	if err != nil { // a string always has a JSON form
		title = []byte("{}")
	}
	return &timelineJSEncoder{jsonList{Writer: w, before: `{"title":{"text":` + string(title) + `},"events":[` + "\n"}}
}

func (t *timelineJSEncoder) write(e entry) error {
	if e.Date == nil {
		return nil // a slide has a date
	}
	return t.item(slide{
		StartDate: slideDay(e.Date.Start, e.Date.Precision), EndDate: slideDay(e.Date.End, e.Date.Precision), DisplayDate: e.Date.Shown(),
		Text: slideText{Headline: html.EscapeString(e.Summary), Text: slideBody(e)}, Group: string(e.Type), UniqueID: e.ID,
	})
}

func slideDay(d models.Day, p models.Precision) slideDate {
	t := d.Time()
	out := slideDate{Year: t.Year()}
	switch p {
	case models.PrecisionYear, models.PrecisionDecade, models.PrecisionCentury:
		return out
	case models.PrecisionMonth, models.PrecisionSeason, models.PrecisionQuarter:
		out.Month = int(t.Month())
		return out
	}
	out.Month, out.Day = int(t.Month()), t.Day()
	return out
}

// slideBody is what is known of the event, and the words that prove it.
func slideBody(e entry) string {
	var out strings.Builder
	facts := []string{shownStatus(e)}
	if e.Place != "" {
		facts = append(facts, e.Place)
	}
	facts = append(facts, strconv.Itoa(e.ReportCount)+" reports", strconv.Itoa(e.OriginCount)+" origins")
	out.WriteString("<p>" + html.EscapeString(strings.Join(facts, ", ")) + "</p>")
	if e.Quote != "" {
		out.WriteString("<blockquote>" + html.EscapeString(Shorten(e.Quote, longestQuote)) + "</blockquote>")
	}
	switch source := html.EscapeString(e.Publisher); {
	case IsWeb(e.URL):
		if source == "" {
			source = "source"
		}
		out.WriteString(`<p><a href="` + html.EscapeString(e.URL) + `">` + source + "</a></p>")
	case source != "":
		out.WriteString("<p>" + source + "</p>")
	}
	return out.String()
}

// IsWeb tells whether an address may be made a link.
func IsWeb(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}
