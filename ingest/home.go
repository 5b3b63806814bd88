package ingest

import (
	"context"
	"fmt"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/store"
)

// A home is learned from the last learnFrom articles of a source; when there are
// settleFrom or more of them it is kept with the source for good.
const (
	learnFrom  = 30
	settleFrom = 20
)

// learned is the home of a source and how many articles it had then.
type learned struct {
	home     places.Home
	articles int
}

// homes finds where the sources of one run of articles are at home. It asks once
// for each, so what the run itself stores has no part in it.
func (s *Service) homes(ctx context.Context) func(models.Article) (places.Home, error) {
	known := map[string]places.Home{}
	return func(a models.Article) (places.Home, error) {
		key := a.SourceID + "\n" + a.Publisher
		if home, ok := known[key]; ok {
			return home, nil
		}
		home, err := s.homeOf(ctx, a)
		if err == nil {
			known[key] = home
		}
		return home, err
	}
}

// homeOf returns where the source of an article is at home: as kept with the source, or as its
// stored articles tell. When the article came from no source, that is as stated for the
// service, or as the stored articles of its publisher tell.
func (s *Service) homeOf(ctx context.Context, a models.Article) (places.Home, error) {
	if a.SourceID != "" {
		found, err := s.store.SourcesByID(ctx, []string{a.SourceID})
		if err != nil {
			return places.Home{}, err
		}
		if src, ok := found[a.SourceID]; ok {
			home, _, err := s.homeOfSource(ctx, src)
			return home, err
		}
	}
	if s.Home != (places.Home{}) || a.Publisher == "" {
		return s.Home, nil
	}
	l, err := s.learn(ctx, "publisher\n"+a.Publisher, store.ArticleFilter{Publishers: []string{a.Publisher}})
	return l.home, err
}

// homeOfSource is homeOf for a source: Follow kept with it what was stated. settled
// tells whether src should keep the home.
func (s *Service) homeOfSource(ctx context.Context, src models.Source) (home places.Home, settled bool, err error) {
	if src.HomeCountry != "" {
		return places.Home{Country: src.HomeCountry, Admin1: src.HomeAdmin1}, true, nil
	}
	l, err := s.learn(ctx, src.ID, store.ArticleFilter{SourceIDs: []string{src.ID}})
	return l.home, l.home.Country != "" && l.articles >= settleFrom, err
}

// learn learns the home of the source of the articles of a filter, anew when there are twice as many
// as the last time: that costs no more than reading each of them once again.
func (s *Service) learn(ctx context.Context, key string, f store.ArticleFilter) (learned, error) {
	counted, err := s.store.CountArticles(ctx, f)
	if err != nil {
		return learned{}, fmt.Errorf("ingest: learn home: %w", err)
	}
	n := counted.Count
	s.homesMu.Lock()
	l, ok := s.learned[key]
	s.homesMu.Unlock()
	if ok && n < 2*l.articles || n == 0 {
		return l, nil
	}
	last, err := s.store.Articles(ctx, f, store.Page{First: learnFrom})
	if err != nil {
		return learned{}, fmt.Errorf("ingest: learn home: %w", err)
	}
	l = learned{s.tables.HomeOf(last.Items), n}
	s.homesMu.Lock()
	s.learned[key] = l
	s.homesMu.Unlock()
	return l, nil
}
