package exports

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

//go:embed embed.html embed.css
var htmlFiles embed.FS

var (
	htmlPage  = template.Must(template.ParseFS(htmlFiles, "embed.html"))
	htmlStyle = func() string {
		css, err := htmlFiles.ReadFile("embed.css")
		if err != nil {
			panic(err) // it is built in
		}
		return string(css)
	}()
	// htmlPolicy lets the page have its own style and nothing else: no script, no
	// form, no file, no name of the site that serves it. Links open beside it.
	htmlPolicy = func() string {
		sum := sha256.Sum256([]byte(htmlStyle))
		return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
	}()
)

// Page says what an HTML page is told of where it is shown.
type Page struct {
	Story  string // the address of the story's own page, "" when there is none
	OEmbed string // where the page is described for embedding, "" when nowhere
	Theme  string // light or dark; "" as the reader's system is
}

// htmlEncoder writes a page that stands alone: small, with its style in it, for
// readers with and without scripts, by eye and by ear, in whatever direction.
type htmlEncoder struct {
	*bufio.Writer
	heading
	page  Page
	links func(eventID string) string
	some  bool
}

func newHTML(w *bufio.Writer, h heading, o Options) encoder {
	return &htmlEncoder{Writer: w, heading: h, page: o.Page, links: o.Links}
}

func (h *htmlEncoder) begin() error {
	return htmlPage.ExecuteTemplate(h, "begin", struct {
		Page
		Title, Shown, Span string
		Style              template.CSS
	}{h.page, h.title, h.shown, models.Span(h.first, h.last), template.CSS(htmlStyle)}) // #nosec G203 -- our own file
}

// htmlEvent is an entry as the page shows it.
type htmlEvent struct {
	entry
	Class    string // open: still to come or not sure; off: it does not take place
	DateNote string // what the date must not be taken for
	Standing string // "" when it took place
	Place    string
	Link     string
	Support  string
	Released string   // when the report came out
	Account  []string // who announced it, what became of it, who says otherwise
}

func (h *htmlEncoder) write(e entry) error {
	h.some = true
	v := htmlEvent{entry: e, Standing: standings[e.Status], Place: e.Place, Support: count(e.ReportCount, "report", "reports"),
		Released: models.Span(e.Published, e.Published)}
	switch e.Status {
	case models.Happened, models.Ongoing, models.Historical:
	case models.Cancelled, models.Denied:
		v.Class = "off"
	default:
		v.Class = "open"
	}
	if e.Date != nil && e.Date.Basis == models.BasisPublication {
		v.DateNote = "day of the report; no date is stated"
	}
	if e.Place != "" && e.Country != "" && e.at.Precision != models.PlaceCountry {
		v.Place += ", " + e.Country
	}
	if h.links != nil {
		v.Link = h.links(e.ID)
	}
	if !IsWeb(e.URL) {
		v.URL = ""
	}
	if e.OriginCount > 0 {
		v.Support += " from " + count(e.OriginCount, "independent source", "independent sources")
	}
	v.Quote = Shorten(e.Quote, longestQuote)
	if a := e.Announced; a != nil {
		v.Account = append(v.Account, "announced: "+stepVoice(*a))
	}
	v.Account = slices.Concat(v.Account, statusLines(e.Statuses), claimLines(e.Claims))
	return htmlPage.ExecuteTemplate(h, "event", v)
}

func (h *htmlEncoder) end() error {
	return htmlPage.ExecuteTemplate(h, "end", struct {
		Page
		Some bool
	}{h.page, h.some})
}

// standings are how readers are told of a status; what simply took place needs no word.
var standings = map[models.Status]string{
	models.Ongoing: "ongoing", models.Scheduled: "scheduled", models.Intended: "intended", models.Possible: "possible", models.Hypothetical: "only if",
	models.Postponed: "postponed", models.Cancelled: "cancelled", models.Denied: "denied", models.Claimed: "claimed by one side",
	models.Unreported: "was scheduled; no report of it since",
}

// shownOf says which part of a timeline is shown, of so many events that the filter
// chooses and so many in all: "the 20 most important of 143 events".
func shownOf(o Options, key int, of store.Total, all int) string {
	chosen := of.Count
	shown := least(least(chosen, o.First), key)
	part := fmt.Sprintf("%d of %s", shown, count(all, "event", "events"))
	switch {
	case !of.Exact && shown < chosen:
		return fmt.Sprintf("%d of more than %d such events", shown, chosen)
	case !of.Exact:
		return "more than " + part
	case shown == all:
		return count(all, "event", "events")
	case chosen < all && shown < chosen:
		return fmt.Sprintf("%d of %d such events", shown, chosen)
	case chosen < all:
		return part
	case o.Latest:
		return "the latest " + part
	case key > 0:
		return fmt.Sprintf("the %d most important of %s", shown, count(all, "event", "events"))
	}
	return "the first " + part
}

// least is the smaller of two numbers of which the second may be none.
func least(a, b int) int {
	if b <= 0 {
		return a
	}
	return min(a, b)
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
