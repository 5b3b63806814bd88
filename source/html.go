package source

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"github.com/throughline-news/throughline/models"
)

// parseHTML finds the article of a page, with its title, authors, publisher,
// address and time of publication where the page states them.
func parseHTML(in input) (models.Article, error) {
	utf8, err := charset.NewReader(bytes.NewReader(in.body), in.contentType)
	if err != nil {
		return models.Article{}, fmt.Errorf("charset: %w", err)
	}
	doc, err := html.Parse(utf8)
	if err != nil {
		return models.Article{}, fmt.Errorf("HTML: %w", err)
	}
	address := in.url
	if canonical := linkTo(doc, "canonical"); canonical != "" {
		address = canonical
	}
	var base *url.URL
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		base = u
	}
	page, err := readability.FromDocument(doc, base)
	if err != nil {
		return models.Article{}, fmt.Errorf("HTML: %w", err)
	}
	if page.Node == nil {
		return models.Article{}, errors.New("no article found in the page")
	}
	a := models.Article{URL: address, Title: page.Title(), Publisher: page.SiteName(), Language: language(page.Language()), Text: htmlText(page.Node)}
	if len(strings.Fields(a.Text)) < 10 {
		return models.Article{}, errors.New("no article found in the page")
	}
	a.Authors = byline(page.Byline())
	if t, err := page.PublishedTime(); err == nil && t.Year() >= 1 && t.Year() <= 9999 {
		a.PublishedOn, a.PublishedAt = publishedAt(t)
		if dayOnly(t) {
			a.PublishedAt = nil
		}
	}
	return a, nil
}

// dayOnly tells whether t was most likely given as a day without a time.
func dayOnly(t time.Time) bool {
	return t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 && t.Nanosecond() == 0
}

// byline splits the names of a byline.
func byline(s string) []string {
	s = strings.TrimPrefix(strings.TrimPrefix(oneLine(s), "By "), "by ")
	if s == "" {
		return nil
	}
	return strings.FieldsFunc(strings.ReplaceAll(s, " and ", ", "), func(r rune) bool { return r == ',' || r == ';' || r == '|' })
}

// language keeps the language part of a tag such as en-GB.
func language(tag string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	if len(base) != 2 {
		return ""
	}
	return strings.ToLower(base)
}

// linkTo returns the href of the first <link rel=...> of doc, or "".
func linkTo(doc *html.Node, rel string) string {
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Link {
			continue
		}
		var href string
		var found bool
		for _, a := range n.Attr {
			switch a.Key {
			case "rel":
				found = strings.EqualFold(a.Val, rel)
			case "href":
				href = a.Val
			}
		}
		if found {
			return CanonicalURL(href)
		}
	}
	return ""
}

// htmlText is the text a reader sees: blocks apart by blank lines, runs of white
// space as one space, scripts and styles left out.
func htmlText(root *html.Node) string {
	var blocks []string
	var b strings.Builder
	flush := func() {
		if s := strings.Join(strings.Fields(b.String()), " "); s != "" {
			blocks = append(blocks, s)
		}
		b.Reset()
	}
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		if depth > maxDepth {
			return
		}
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
			return
		case n.Type == html.ElementNode && hidden(n.DataAtom):
			return
		}
		block := n.Type == html.ElementNode && isBlock(n.DataAtom)
		if block {
			flush()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, depth+1)
		}
		if block {
			flush()
		}
	}
	walk(root, 0)
	flush()
	return strings.Join(blocks, "\n\n")
}

// maxDepth bounds the nesting of elements that is followed.
const maxDepth = 500

func hidden(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Form, atom.Button:
		return true
	}
	return false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol,
		atom.Blockquote, atom.Pre, atom.Figure, atom.Figcaption, atom.Table, atom.Tr, atom.Br, atom.Hr, atom.Header, atom.Footer, atom.Aside, atom.Main, atom.Dl, atom.Dt, atom.Dd:
		return true
	}
	return false
}

// fragmentText is the text of a piece of HTML, as feeds carry it.
func fragmentText(s string) string {
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return s
	}
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	return htmlText(root)
}
