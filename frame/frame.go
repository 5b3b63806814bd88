// Package frame says how other sites show a timeline in a frame: where it is, the
// HTML that shows it, and where a site asks for that (oembed.com).
package frame

import (
	"fmt"
	"html"
	"net/url"
)

// The size of a frame in pixels unless its site has less room.
const (
	Width  = 640
	Height = 600
)

// Path is where the timeline of the story with a slug can be embedded from, with
// these parameters.
func Path(slug string, query url.Values) string {
	return "/embed/" + url.PathEscape(slug) + Query(query)
}

// Query is the parameters as the end of an address, "" when there are none.
func Query(query url.Values) string {
	if len(query) == 0 {
		return ""
	}
	return "?" + query.Encode()
}

// HTML shows what is at an address in a frame. It needs neither scripts nor styles
// of the page that it is put on, and gives what is in the frame no right but to open
// the reports that it links to.
func HTML(address, title string, width, height int) string {
	return fmt.Sprintf(`<iframe src="%s" title="%s" width="%d" height="%d" frameborder="0" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`,
		html.EscapeString(address), html.EscapeString(title), width, height)
}

// Title names the frame of a story to who cannot see it.
func Title(story string) string { return "Timeline: " + story }

// OEmbed is the address at which the server at base describes a page of its own for embedding.
func OEmbed(base, page string) string {
	return base + "/oembed?" + url.Values{"format": {"json"}, "url": {page}}.Encode()
}
