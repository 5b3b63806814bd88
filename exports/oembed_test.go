package exports

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// TestOEmbed reads descriptions as a site would that embeds, and shows what they say.
func TestOEmbed(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		server := served(t, st, io.Discard)
		for page, want := range map[string]string{
			"/stories/harbour-talks": "/embed/harbour-talks",
			"/stories/" + told.ID + "?from=2026-01-01&text=&after=x&utm_source=y": "/embed/harbour-talks?from=2026-01-01",
			"/stories/harbour-talks/timeline.csv?key=3":                           "/embed/harbour-talks?key=3",
			"/embed/harbour-talks?theme=dark&first=5":                             "/embed/harbour-talks?first=5&theme=dark",
		} {
			ask := "/oembed?maxwidth=500&maxheight=4000&url=" + url.QueryEscape(server.URL+page)
			response, body := get(t, server, http.MethodGet, ask+"&format=json", "")
			var asJSON, asXML oEmbed
			if err := json.Unmarshal([]byte(body), &asJSON); err != nil || response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "application/json" {
				t.Fatalf("%s: %d %s %v", page, response.StatusCode, body, err)
			}
			if asJSON.Version != "1.0" || asJSON.Type != "rich" || asJSON.Title != told.Title || asJSON.Width != 500 || asJSON.Height != 600 || asJSON.ProviderURL != server.URL+"/" {
				t.Errorf("%s: %+v", page, asJSON)
			}
			_, body = get(t, server, http.MethodGet, ask+"&format=xml", "")
			if err := xml.Unmarshal([]byte(body), &asXML); err != nil || !strings.HasPrefix(body, "<?xml ") {
				t.Errorf("%s: %v\n%s", page, err, body)
			}
			asXML.XMLName = asJSON.XMLName
			if asXML != asJSON {
				t.Errorf("%s: as XML %+v, as JSON %+v", page, asXML, asJSON)
			}
			frames := nodes(t, asJSON.HTML)["iframe"]
			if len(frames) != 1 || attribute(frames[0], "src") != server.URL+want || attribute(frames[0], "title") != "Timeline: "+told.Title || attribute(frames[0], "width") != "500" {
				t.Errorf("%s: %s, want a frame of %s", page, asJSON.HTML, want)
				continue
			}
			if shown, body := get(t, server, http.MethodGet, want, ""); shown.StatusCode != http.StatusOK {
				t.Errorf("%s: %d %s", want, shown.StatusCode, body)
			} else if found := nodes(t, body)["link"][1]; attribute(found, "type") != "application/json+oembed" {
				t.Errorf("%s: found %v", want, found.Attr)
			} else if again, body := get(t, server, http.MethodGet, strings.TrimPrefix(attribute(found, "href"), server.URL), ""); again.StatusCode != http.StatusOK || !strings.Contains(body, `"rich"`) {
				t.Errorf("%s leads to %d %s", want, again.StatusCode, body)
			}
			if same, _ := get(t, server, http.MethodGet, ask+"&format=json", response.Header.Get("ETag")); same.StatusCode != http.StatusNotModified {
				t.Errorf("%s again: %d", page, same.StatusCode)
			}
		}
	})
}

// TestOEmbedRefuses holds the errors of the standard.
func TestOEmbedRefuses(t *testing.T) {
	server := served(t, filled(t, storetest.SQLite.New(t)), io.Discard)
	story := url.QueryEscape(server.URL + "/stories/harbour-talks")
	for query, want := range map[string]int{
		"format=yaml&url=" + story:                                                   http.StatusNotImplemented,
		"url=" + url.QueryEscape(server.URL+"/stories/nothing"):                      http.StatusNotFound,
		"url=" + url.QueryEscape(server.URL+"/articles/x"):                           http.StatusNotFound,
		"url=" + url.QueryEscape(server.URL+"/stories/harbour-talks?from=yesterday"): http.StatusNotFound,
		"url=" + url.QueryEscape(server.URL+"/embed/harbour-talks/more"):             http.StatusNotFound,
		"url=https%3A%2F%2Felsewhere.example%2Fstories%2Fharbour-talks":              http.StatusNotFound,
		"url=javascript%3Aalert(1)":                                                  http.StatusNotFound,
		"url=%00":                                                                    http.StatusNotFound,
		"":                                                                           http.StatusBadRequest,
		"maxwidth=wide&url=" + story:                                                 http.StatusBadRequest,
		"maxwidth=10&url=" + story:                                                   http.StatusBadRequest,
		"maxheight=-5&url=" + story:                                                  http.StatusBadRequest,
		"url=" + story:                                                               http.StatusOK,
	} {
		if response, body := get(t, server, http.MethodGet, "/oembed?"+query, ""); response.StatusCode != want {
			t.Errorf("%s: %d %s, want %d", query, response.StatusCode, body, want)
		}
	}
}
