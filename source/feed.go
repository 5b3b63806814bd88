package source

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/throughline-news/throughline/models"
)

// isJSONFeed tells whether body is a JSON Feed (its version names the standard).
func isJSONFeed(body []byte) bool {
	return bytes.Contains(body[:min(len(body), 1024)], []byte("jsonfeed.org/version"))
}

// ParseFeed reads the items of an RSS, Atom or JSON feed.
func ParseFeed(body []byte) ([]models.Article, error) {
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("not an RSS, Atom or JSON feed: %w", err)
	}
	articles := make([]models.Article, 0, len(feed.Items))
	for _, item := range feed.Items {
		articles = append(articles, feedArticle(feed, item))
	}
	if len(articles) == 0 {
		return nil, errors.New("a feed without items")
	}
	return articles, nil
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
