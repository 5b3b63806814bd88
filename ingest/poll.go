package ingest

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
)

// How often feeds are read: every pollEvery, after a failure twice as late as
// the last time up to pollAtMost. Due feeds are looked for every pollTick, and
// pollAtOnce of them read at the same time: a slow server holds up no other.
const (
	pollTick   = 15 * time.Second
	pollAtOnce = 4
	pollEvery  = 10 * time.Minute
	pollAtMost = 6 * time.Hour
)

// shortItem is the length in bytes below which the text a feed carries is taken
// for a teaser, and the page it links to is read instead.
const shortItem = 800

// Follow adds feeds to those that Poll reads. Where a home is stated, they get it.
func (s *Service) Follow(ctx context.Context, urls []string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		for _, u := range urls {
			canonical := source.CanonicalURL(u)
			if canonical == "" {
				return fmt.Errorf("ingest: %q is no address of a feed", u)
			}
			src, known, err := s.sourceByURL(ctx, canonical)
			if err != nil {
				return err
			}
			stated := s.Home != (places.Home{}) && s.Home != places.Home{Country: src.HomeCountry, Admin1: src.HomeAdmin1}
			if known && !stated {
				continue
			}
			if !known {
				src = models.Source{ID: models.NewID(models.SourcePrefix, time.Time{}, canonical), URL: canonical, NextCheckAt: s.now()}
			}
			if stated {
				src.HomeCountry, src.HomeAdmin1 = s.Home.Country, s.Home.Admin1
			}
			if _, err := tx.As("command line", "").SaveSource(&src); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Service) sourceByURL(ctx context.Context, url string) (src models.Source, known bool, err error) {
	id := models.NewID(models.SourcePrefix, time.Time{}, url)
	found, err := s.store.SourcesByID(ctx, []string{id})
	src, known = found[id]
	return src, known, err
}

// Poll reads due feeds until ctx ends.
func (s *Service) Poll(ctx context.Context, fetcher *source.Fetcher) error {
	tick := time.NewTicker(pollTick)
	defer tick.Stop()
	for {
		due, err := s.store.DueSources(ctx, s.now(), 20)
		if err != nil && ctx.Err() == nil {
			s.log.Error("look for due feeds", "error", err)
		}
		var group sync.WaitGroup
		slots := make(chan struct{}, pollAtOnce)
		for _, src := range due {
			slots <- struct{}{}
			group.Go(func() {
				s.poll(ctx, fetcher, src)
				<-slots
			})
		}
		group.Wait()
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// poll reads one feed, stores what is new and notes when to read it again.
func (s *Service) poll(ctx context.Context, fetcher *source.Fetcher, src models.Source) {
	var summary Summary
	page, err := fetcher.Get(ctx, src.URL, source.Validators{ETag: src.ETag, LastModified: src.LastModified})
	if err == nil && !page.NotModified {
		var articles []models.Article
		if articles, err = source.ParseFeed(page.Body); err == nil {
			home, settled, homeErr := s.homeOfSource(ctx, src)
			if homeErr != nil && ctx.Err() == nil { // it only helps: the articles are read without
				s.log.Warn("home of a feed not known", "feed", src.URL, "error", homeErr)
			}
			if settled {
				src.HomeCountry, src.HomeAdmin1 = home.Country, home.Admin1
			}
			homeOf := func(models.Article) (places.Home, error) { return home, nil }
			err = s.ingest(ctx, s.whole(ctx, fetcher, src, articles), homeOf, func(r Result) {
				summary.Add(r)
				if r.Err != nil {
					s.log.Warn("article refused", "feed", src.URL, "error", r.Err)
				}
			})
		}
	}
	if ctx.Err() != nil {
		return // stopped, not failed
	}
	now := s.now()
	if err != nil {
		wait := pollEvery
		if src.CheckedAt != nil && src.LastError != "" {
			wait = min(2*src.NextCheckAt.Sub(*src.CheckedAt), pollAtMost)
		}
		src.LastError, src.NextCheckAt = err.Error(), now.Add(wait)
		s.log.Warn("feed failed", "feed", src.URL, "error", err, "again", src.NextCheckAt)
	} else {
		src.LastError, src.NextCheckAt = "", now.Add(pollEvery)
		if !page.NotModified {
			src.ETag, src.LastModified = page.Validators.ETag, page.Validators.LastModified
		}
		s.log.Info("feed read", "feed", src.URL, "created", summary.Created, "unchanged", summary.Unchanged, "refused", summary.Refused)
	}
	src.CheckedAt = &now
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.As("poller", "").SaveSource(&src)
		return err
	})
	if err != nil {
		s.log.Error("note feed", "feed", src.URL, "error", err)
	}
}

// whole gives the articles of a feed, those with only a teaser from the page
// they link to where it can be read.
func (s *Service) whole(ctx context.Context, fetcher *source.Fetcher, src models.Source, articles []models.Article) iter.Seq2[models.Article, error] {
	return func(yield func(models.Article, error) bool) {
		for _, a := range slices.Backward(articles) { // feeds list the newest first
			a = source.Clean(a)
			a.SourceID = src.ID
			old, stored := s.stored(ctx, a)
			switch {
			case len(a.Text) >= shortItem || a.URL == "":
			case stored && len(old.Text) > len(a.Text):
				a = old // its page was read before: the teaser does not take its place
			case !stored:
				opener := source.Opener{Fetcher: fetcher, Published: source.Stated{Day: a.PublishedOn, At: a.PublishedAt, Unknown: true}}
				for full, err := range opener.Articles(ctx, a.URL) {
					if err == nil && len(full.Text) > len(a.Text) {
						a.Text, a.ContentHash = full.Text, full.ContentHash
						a.Authors = append(a.Authors, full.Authors...)
						a.PublishedOn, a.PublishedAt = full.PublishedOn, full.PublishedAt
						a = source.Clean(a)
					}
					break
				}
			}
			if strings.TrimSpace(a.Title+a.Text) == "" {
				continue
			}
			if !yield(a, nil) {
				return
			}
		}
	}
}

// stored returns the article with the address of a as it was stored before, if it was.
func (s *Service) stored(ctx context.Context, a models.Article) (old models.Article, ok bool) {
	old, err := s.store.Article(ctx, ArticleID(a))
	return old, err == nil
}
