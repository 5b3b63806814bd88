package exports

import (
	"bufio"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// atomEntry is one event as an entry of a feed (RFC 4287).
type atomEntry struct {
	XMLName   xml.Name     `xml:"entry"`
	ID        string       `xml:"id"`
	Title     string       `xml:"title"`
	Updated   string       `xml:"updated"`
	Published string       `xml:"published"`
	Links     []atomLink   `xml:"link"`
	Category  atomCategory `xml:"category"`
	Content   atomText     `xml:"content"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomEncoder struct {
	*bufio.Writer
	heading
	self  string // the feed's own address, "" when it has none
	links func(eventID string) string
}

func newAtom(w *bufio.Writer, h heading, o Options) encoder {
	return atomEncoder{w, h, o.Self, o.Links}
}

func (a atomEncoder) begin() error {
	title, err := xml.Marshal(struct {
		XMLName xml.Name `xml:"title"`
		Text    string   `xml:",chardata"`
	}{Text: a.title})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a, "%s<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>%s</id>\n%s\n<updated>%s</updated>\n<author><name>Throughline</name></author>\n",
		xml.Header, permanent(a.id), title, a.updated.UTC().Format(time.RFC3339))
	if a.self != "" && err == nil {
		var self []byte
		if self, err = xml.Marshal(struct {
			XMLName xml.Name `xml:"link"`
			atomLink
		}{atomLink: atomLink{"self", a.self}}); err == nil {
			_, err = a.Write(append(self, '\n'))
		}
	}
	return err
}

func (a atomEncoder) write(e entry) error {
	shown := "date not stated"
	if e.Date != nil {
		shown = e.Date.Shown()
	}
	x := atomEntry{ID: permanent(e.ID), Title: shown + ": " + e.Summary, Updated: e.UpdatedAt.UTC().Format(time.RFC3339), Published: e.CreatedAt.UTC().Format(time.RFC3339),
		Category: atomCategory{string(e.Type)}, Content: atomText{"text", atomBody(e)}}
	if a.links != nil {
		x.Links = append(x.Links, atomLink{"alternate", a.links(e.ID)})
	}
	if IsWeb(e.URL) {
		x.Links = append(x.Links, atomLink{"via", e.URL})
	}
	raw, err := xml.Marshal(x)
	if err == nil {
		_, err = a.Write(append(raw, '\n'))
	}
	return err
}

// atomBody is what is known of the event, and the words that prove it.
func atomBody(e entry) string {
	facts := []string{shownStatus(e)}
	if e.Place != "" {
		facts = append(facts, e.Place)
	}
	if e.Publisher != "" {
		facts = append(facts, e.Publisher)
	}
	body := strings.Join(facts, ", ")
	if e.Quote != "" {
		body += "\n“" + Shorten(e.Quote, longestQuote) + "”"
	}
	return body
}

func (a atomEncoder) end() error {
	_, err := a.WriteString("</feed>\n")
	return err
}

// permanent is the same id as a URI: an Atom id must be one, and must not change
// with the server's address. It is a UUID of version 8 (RFC 9562).
func permanent(id string) string {
	sum := sha256.Sum256([]byte("throughline " + id))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
