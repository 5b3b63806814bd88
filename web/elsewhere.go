package web

import (
	"fmt"
	"net/url"

	"github.com/throughline-news/throughline/frame"
	"github.com/throughline-news/throughline/models"
)

// export is a timeline as another program takes it.
type export struct{ Address, Name, What string }

// exportsOf are the timeline that a story's page shows, as files; the feed comes first.
func exportsOf(slug string, query url.Values) []export {
	formats := []struct{ end, name, what string }{
		{"atom", "Atom", "for feed readers"},
		{"csv", "CSV", "for spreadsheets"},
		{"jsonl", "JSON Lines", "all that is known, for programs"},
		{"ics", "iCalendar", "what was announced for a day"},
		{"geojson", "GeoJSON", "for maps"},
		{"timelinejs.json", "TimelineJS", "for Knight Lab's timelines"},
		{"md", "Markdown", "for texts"},
		{"html", "HTML", "a page that stands alone"},
	}
	out := make([]export, len(formats))
	for i, f := range formats {
		out[i] = export{"/stories/" + url.PathEscape(slug) + "/timeline." + f.end + frame.Query(query), f.name, f.what}
	}
	return out
}

// elsewhere says how the timeline that a story's page shows is had by other
// programs and other sites, the server being at base.
func elsewhere(base string, s models.Story, filter map[string]any) map[string]any {
	query := url.Values{}
	for name, v := range filter {
		query.Set(name, fmt.Sprint(v))
	}
	embed := frame.Path(s.Slug, query)
	return map[string]any{
		"Exports": exportsOf(s.Slug, query), "Embed": embed,
		"Frame":  frame.HTML(base+embed, frame.Title(s.Title), frame.Width, frame.Height),
		"OEmbed": frame.OEmbed(base, base+"/stories/"+url.PathEscape(s.Slug)+frame.Query(query)),
	}
}
