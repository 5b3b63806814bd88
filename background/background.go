// Package background answers who writes a draft: which stories it belongs to,
// what came before, who is who on its day, and where it disagrees with what was
// reported. A draft is read as an article is and kept nowhere.
package background

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/stories"
)

// Longest is how many bytes of text a draft may have, some thirty pages.
const Longest = 200_000

// fetchTime is how long a draft's address may take to answer.
const fetchTime = 15 * time.Second

// ErrBad is wrapped by what is wrong with a draft.
var ErrBad = errors.New("bad draft")

// Service reads drafts. It may be used by several goroutines.
type Service struct {
	Store *store.Store
	// Reader returns what reads drafts: with the names that entities have by now.
	Reader func() *reading.Reader
	// Fetcher gets drafts by their addresses; nil: none is fetched.
	Fetcher *source.Fetcher
}

// Draft is what somebody writes: a text, or the address of one.
type Draft struct {
	Title string     `json:"title,omitempty"`
	Text  string     `json:"text,omitempty"`
	URL   string     `json:"url,omitempty"`
	Date  models.Day `json:"date,omitempty"` // the day it is written for; "" for that of the page, else today
}

// Of returns the background of a draft. What is wrong with the draft wraps ErrBad.
func (s *Service) Of(ctx context.Context, d Draft) (Answer, error) {
	if d.URL != "" {
		var err error
		if d, err = s.fetch(ctx, d); err != nil {
			return Answer{}, err
		}
	}
	switch {
	case strings.TrimSpace(d.Text) == "":
		return Answer{}, fmt.Errorf("%w: no text (expected the text of a draft, or its address)", ErrBad)
	case len(d.Title)+len(d.Text) > Longest:
		return Answer{}, fmt.Errorf("%w: it has %d bytes (expected at most %d)", ErrBad, len(d.Title)+len(d.Text), Longest)
	case !utf8.ValidString(d.Title + d.Text):
		return Answer{}, fmt.Errorf("%w: it is not UTF-8", ErrBad)
	}
	if d.Date == "" {
		d.Date = models.DayOf(s.Store.Now())
	}
	article := models.Article{ID: draftID, Title: d.Title, Text: d.Text, PublishedOn: d.Date}
	rd := s.Reader().ReadArticle(article, places.Home{})
	report := ingest.NewReport(article, rd)
	known, err := s.candidates(ctx, report, rd)
	if err != nil {
		return Answer{}, fmt.Errorf("background: %w", err)
	}
	a := Answer{Title: d.Title, Text: d.Text, URL: d.URL, Date: d.Date, Findings: stories.CheckDraft(report, slices.Concat(known.told, known.asides)), report: report}
	a.People, a.offices = s.people(rd, report, known)
	if a.Stories, err = s.stories(ctx, report, known, a.Findings); err != nil {
		return Answer{}, fmt.Errorf("background: %w", err)
	}
	if err := s.trace(ctx, known, &a); err != nil {
		return Answer{}, fmt.Errorf("background: %w", err)
	}
	return a, nil
}

// draftID stands for the article that a draft is read as.
const draftID = models.ArticlePrefix + "DRAFT"

// fetch gets the text of a draft by its address.
func (s *Service) fetch(ctx context.Context, d Draft) (Draft, error) {
	switch {
	case d.Text != "":
		return d, fmt.Errorf("%w: it has a text and an address (expected one of them)", ErrBad)
	case s.Fetcher == nil:
		return d, fmt.Errorf("%w: addresses are not fetched here; give the text", ErrBad)
	case !source.IsURL(d.URL):
		return d, fmt.Errorf("%w: its address is not one of the web (expected http://… or https://…)", ErrBad)
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	opener := source.Opener{Published: source.Stated{Unknown: true}, Fetcher: s.Fetcher}
	for article, err := range opener.Articles(ctx, d.URL) {
		if err != nil {
			return d, fmt.Errorf("%w: %w", ErrBad, err)
		}
		d.Title, d.Text = article.Title, article.Text
		if d.Date == "" {
			d.Date = article.PublishedOn
		}
		return d, nil
	}
	return d, fmt.Errorf("%w: nothing to read at its address", ErrBad)
}
