package web

import (
	"fmt"
	"html/template"
	"math"
	"net/url"
	"strings"
	"time"

	"github.com/throughline-news/throughline/models"
)

// functions are what the templates may call.
var functions = template.FuncMap{
	"when":    models.Date.Words,
	"basis":   func(b models.DateBasis) string { return bases[b] },
	"span":    models.Span,
	"moment":  moment,
	"web":     webAddress,
	"host":    host,
	"percent": func(p float64) string { return fmt.Sprintf("%.0f %%", 100*p) },
	"signed":  func(w float64) string { return fmt.Sprintf("%+.2f", w) },
	"at":      coordinates,
	"lower":   func(v any) string { return strings.ToLower(strings.ReplaceAll(fmt.Sprint(v), "_", " ")) },
	"count":   count,
}

// bases say where an event's date comes from.
var bases = map[models.DateBasis]string{
	models.BasisClause:      "stated with it",
	models.BasisSentence:    "stated in the sentence",
	models.BasisDiscourse:   "stated earlier in the text",
	models.BasisPublication: "not stated: the day of the report",
	models.BasisAnalyst:     "set by an analyst",
}

// moment writes when an article was published: a moment, RFC 3339, or a day.
func moment(published string) string {
	if t, err := time.Parse(time.RFC3339, published); err == nil {
		return t.UTC().Format("2 January 2006, 15:04 UTC")
	}
	return models.Span(models.Day(published), models.Day(published))
}

// webAddress returns s when it is an http or https address that may be linked to, else "".
func webAddress(s string) string {
	if u, err := url.Parse(s); err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
		return s
	}
	return ""
}

// host is the site of an address.
func host(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// coordinates writes a place's as people read them.
func coordinates(p models.Place) string {
	ns, ew := "N", "E"
	if p.Lat < 0 {
		ns = "S"
	}
	if p.Lon < 0 {
		ew = "W"
	}
	return fmt.Sprintf("%.2f° %s, %.2f° %s", math.Abs(p.Lat), ns, math.Abs(p.Lon), ew)
}

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
