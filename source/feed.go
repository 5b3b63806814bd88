package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"
	"golang.org/x/net/html/charset"

	"github.com/throughline-news/throughline/models"
)

// isJSONFeed tells whether body is a JSON Feed (its version names the standard).
func isJSONFeed(body []byte) bool {
	return bytes.Contains(body[:min(len(body), 1024)], []byte("jsonfeed.org/version"))
}

// ParseFeed reads the items of an RSS, Atom or JSON feed.
func ParseFeed(body []byte) ([]models.Article, error) {
	if nestsTooDeeply(body) {
		return nil, fmt.Errorf("elements nest deeper than %d", maxDepth)
	}
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	feed, err := parser.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("not an RSS, Atom or JSON feed: %w", err)
	}
	articles := make([]models.Article, 0, len(feed.Items))
	publishers := itemSources(feed)
	for i, item := range feed.Items {
		a := feedArticle(feed, item)
		if len(publishers) == len(feed.Items) && publishers[i] != "" {
			a.Publisher = publishers[i]
		}
		articles = append(articles, a)
	}
	if len(articles) == 0 {
		return nil, errors.New("a feed without items")
	}
	return articles, nil
}

// nestsTooDeeply tells whether the elements of an XML feed nest deeper than maxDepth. The
// feed library goes down by calling itself, so millions of them would end the program; its
// tokens are read here as it reads them.
func nestsTooDeeply(body []byte) bool {
	if first := bytes.IndexAny(body, "<{"); first < 0 || body[first] == '{' {
		return false // JSON has a limit of its own
	}
	legal := slices.DeleteFunc(bytes.Clone(body), func(b byte) bool { return b < ' ' && b != '\t' && b != '\n' && b != '\r' })
	decoder := xml.NewDecoder(bytes.NewReader(legal))
	decoder.Strict = false
	decoder.CharsetReader = charset.NewReaderLabel
	for depth := 0; depth <= maxDepth; {
		token, err := decoder.Token()
		if err != nil { // the end, or what the feed library stumbles over as well
			return false
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return true
}

// itemSources are the publications that a feed says its items come from, in the
// order of the items, "" where it says none: the source elements of RSS and Atom,
// by which feeds that gather from others name whose report an item is.
func itemSources(feed *gofeed.Feed) []string {
	var out []string
	switch original := feed.OriginalFeed().(type) {
	case *rss.Feed:
		for _, item := range original.Items {
			name := ""
			if item.Source != nil {
				name = item.Source.Title
			}
			out = append(out, name)
		}
	case *atom.Feed:
		for _, entry := range original.Entries {
			name := ""
			if entry.Source != nil {
				name = entry.Source.Title
			}
			out = append(out, name)
		}
	}
	return out
}

func feedArticle(feed *gofeed.Feed, item *gofeed.Item) models.Article {
	body := item.Content
	if body == "" {
		body = item.Description
	}
	a := models.Article{URL: item.Link, Title: item.Title, Text: fragmentText(body), Publisher: feed.Title, Language: language(feed.Language)}
	if a.URL == "" && IsURL(item.GUID) {
		a.URL = item.GUID
	}
	for _, p := range item.Authors {
		if p != nil {
			a.Authors = append(a.Authors, p.Name)
		}
	}
	if t, ok := feedTime(item.Published, item.PublishedParsed); ok {
		a.PublishedOn, a.PublishedAt = publishedAt(t)
	} else if t, ok := feedTime(item.Updated, item.UpdatedParsed); ok {
		a.PublishedOn, a.PublishedAt = publishedAt(t)
	}
	return a
}

// feedTime returns the time of an item in the zone it was written in, which the
// feed library turns into UTC: late in the evening that is another day.
func feedTime(written string, parsed *time.Time) (time.Time, bool) {
	for _, layout := range []string{time.RFC1123Z, time.RFC3339, "Mon, 2 Jan 2006 15:04:05 -0700"} {
		if t, err := time.Parse(layout, written); err == nil {
			return t, t.Year() >= 1 && t.Year() <= 9999
		}
	}
	if parsed == nil || parsed.Year() < 1 || parsed.Year() > 9999 {
		return time.Time{}, false
	}
	return *parsed, true
}
