package exports

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/etag"
	"github.com/throughline-news/throughline/frame"
)

// The least pixels in which a timeline can be read.
const (
	leastWidth  = 200
	leastHeight = 150
)

// cacheAge is how many seconds a site may take a description for good.
const cacheAge = 3600

// oEmbed is a description of an embedded timeline (oembed.com, section 2.3): type rich.
type oEmbed struct {
	XMLName      xml.Name `json:"-" xml:"oembed"`
	Version      string   `json:"version" xml:"version"`
	Type         string   `json:"type" xml:"type"`
	Title        string   `json:"title" xml:"title"`
	ProviderName string   `json:"provider_name" xml:"provider_name"`
	ProviderURL  string   `json:"provider_url" xml:"provider_url"`
	CacheAge     int      `json:"cache_age" xml:"cache_age"`
	HTML         string   `json:"html" xml:"html"`
	Width        int      `json:"width" xml:"width"`
	Height       int      `json:"height" xml:"height"`
}

// oembed answers a site that asks how to embed an address of this server, with the
// errors of the standard: 404 for what cannot be embedded, 501 for an unknown format.
func (s Server) oembed(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	width, err := frameSize(query, "maxwidth", frame.Width, leastWidth)
	height, more := frameSize(query, "maxheight", frame.Height, leastHeight)
	if err = errors.Join(err, more); err == nil && query.Get("url") == "" {
		err = errors.New("url: expected the address of a story")
	}
	format := query.Get("format")
	switch {
	case err != nil:
		s.refuse(w, r, err, http.StatusBadRequest)
		return
	case format != "" && format != "json" && format != "xml":
		s.refuse(w, r, fmt.Errorf("format: %q (expected json or xml)", format), http.StatusNotImplemented)
		return
	}
	ref, wanted, ok := embeddable(query.Get("url"), r)
	if !ok {
		s.refuse(w, r, nil, http.StatusNotFound)
		return
	}
	story, err := s.Store.StoryBySlugOrTitle(r.Context(), ref)
	if err != nil {
		s.refuse(w, r, err, statusOf(err))
		return
	}
	base := access.BaseOf(r)
	describe(w, r, format == "xml", oEmbed{Version: "1.0", Type: "rich", Title: story.Title, ProviderName: "Throughline", ProviderURL: base + "/", CacheAge: cacheAge,
		HTML: frame.HTML(base+frame.Path(story.Slug, wanted), frame.Title(story.Title), width, height), Width: width, Height: height})
}

// frameSize reads how much room a site has for a frame.
func frameSize(query url.Values, name string, usual, least int) (int, error) {
	s := query.Get(name)
	if s == "" {
		return usual, nil
	}
	room, err := strconv.Atoi(s)
	if err != nil || room < least {
		return 0, fmt.Errorf("%s: %q (expected a number of pixels from %d on)", name, s, least)
	}
	return min(usual, room), nil
}

// embeddable tells which story an address of this server shows, and with which
// parameters it can be embedded; ok is false for any other address.
func embeddable(address string, r *http.Request) (story string, wanted url.Values, ok bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !strings.EqualFold(u.Host, r.Host) {
		return "", nil, false
	}
	_, story, embed := strings.Cut(u.Path, "/embed/")
	if !embed || !strings.HasPrefix(u.Path, "/embed/") {
		if story, ok = strings.CutPrefix(u.Path, "/stories/"); !ok {
			return "", nil, false
		}
		story, _, _ = strings.Cut(story, "/timeline.")
	}
	wanted = u.Query()
	for name, values := range wanted {
		_, filters := parameters[name]
		filters = filters || name == wholeFilter
		blank := strings.Join(values, "") == "" // as forms send what was not filled in
		if blank || !filters && name != "first" && name != "orderBy" && name != "theme" {
			delete(wanted, name) // where the page was left at, or whence its reader came
		}
	}
	_, err = parseExcerpt(wanted)
	return story, wanted, story != "" && !strings.Contains(story, "/") && err == nil
}

// describe writes a description in the format that was asked for.
func describe(w http.ResponseWriter, r *http.Request, asXML bool, d oEmbed) {
	var body []byte
	var err error
	kind := "application/json"
	if asXML {
		kind = "text/xml; charset=utf-8"
		if body, err = xml.MarshalIndent(d, "", "  "); err == nil {
			body = append([]byte(`<?xml version="1.0" encoding="utf-8" standalone="yes"?>`+"\n"), body...)
		}
	} else {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false) // people read it, too
		e.SetIndent("", "  ")
		err = e.Encode(d)
		body = bytes.TrimSpace(b.Bytes())
	}
	if err != nil { // texts and numbers always have a form
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("ETag", etag.Of(body))
	h.Set("Cache-Control", cacheFor(r))
	h.Add("Vary", "Authorization")
	h.Set("X-Content-Type-Options", "nosniff")
	if etag.In(r.Header.Get("If-None-Match"), etag.Of(body)) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	// The client is gone when this fails; there is nobody to tell.
	_, _ = w.Write(append(body, '\n'))
}
