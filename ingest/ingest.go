// Package ingest is the shell round the pipeline: it takes articles, has them
// read, has the stories decide where they belong, and stores all of it, one
// transaction an article. It is the only package that knows both halves.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/stories"
)

// Service reads and stores articles and keeps the linker. It is safe for use by
// several goroutines; so are several services, in several processes, on one
// database: each sees what the others decided before it decides.
type Service struct {
	// Home is where those are at home whose articles come from no feed, and the feeds that
	// are given to Follow, as the user states it. It is set before the service is used.
	Home places.Home

	store   *store.Store
	tables  *reading.Reader // knows the names of its tables only
	aliased atomic.Pointer[aliasedReader]
	log     *slog.Logger
	now     func() time.Time

	mu      sync.Mutex // held while deciding and writing
	tracker *stories.Tracker
	head    int64 // of the journal, as far as tracker knows it

	homesMu sync.Mutex
	learned map[string]learned // by source or publisher
}

// New returns a service on an open, migrated store.
func New(st *store.Store, reader *reading.Reader, log *slog.Logger) *Service {
	s := &Service{store: st, tables: reader, log: log, now: time.Now, learned: map[string]learned{}}
	s.aliased.Store(&aliasedReader{Reader: reader})
	return s
}

// Result is what became of one article. Err is set when it was refused.
type Result struct {
	Article models.Article
	Outcome store.Outcome
	Events  []string // ids of the events it mentions
	Err     error
}

// Summary counts results.
type Summary struct {
	Created   int `json:"created"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	Refused   int `json:"refused"`
}

// Add counts r.
func (s *Summary) Add(r Result) {
	switch {
	case r.Err != nil:
		s.Refused++
	case r.Outcome == store.Created:
		s.Created++
	case r.Outcome == store.Updated:
		s.Updated++
	default:
		s.Unchanged++
	}
}

// read is an article on its way: what was read of it, or why it was refused.
type read struct {
	article models.Article
	reading reading.Reading
	by      *aliasedReader
	home    places.Home // of its source
	same    bool        // already stored with this very content, and read as now
	err     error
}

// Ingest reads and stores articles in their order and calls report with what
// became of each. Refused inputs are reported and the rest goes on; it returns an
// error when the database failed or ctx ended.
func (s *Service) Ingest(ctx context.Context, articles iter.Seq2[models.Article, error], report func(Result)) error {
	return s.ingest(ctx, articles, s.homes(ctx), report)
}

// ingest is Ingest with what finds the home of an article's source.
func (s *Service) ingest(ctx context.Context, articles iter.Seq2[models.Article, error], homeOf func(models.Article) (places.Home, error), report func(Result)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if err := s.learnAliases(ctx); err != nil {
		return err
	}
	workers := runtime.GOMAXPROCS(0)
	queue := make(chan chan read, 2*workers)
	go func() {
		defer close(queue)
		slots := make(chan struct{}, workers)
		for a, err := range articles {
			done := make(chan read, 1)
			select {
			case queue <- done:
			case <-ctx.Done():
				return
			}
			if err != nil {
				done <- read{err: err}
				continue
			}
			home, err := homeOf(a)
			if err != nil && ctx.Err() == nil { // it only helps: the article is read without
				s.log.Warn("home of a source not known", "article", articleName(a), "error", err)
			}
			slots <- struct{}{}
			go func() {
				done <- s.read(ctx, a, home)
				<-slots
			}()
		}
	}()
	for done := range queue {
		var r read
		select {
		case r = <-done:
		case <-ctx.Done():
			return ctx.Err()
		}
		result, err := s.keep(ctx, r)
		if err != nil {
			return err
		}
		report(result)
	}
	return ctx.Err()
}

// One reads and stores a single article.
func (s *Service) One(ctx context.Context, a models.Article) (Result, error) {
	a = source.Clean(a)
	home, err := s.homeOf(ctx, a)
	if err != nil {
		return Result{}, err
	}
	return s.keep(ctx, s.read(ctx, a, home))
}

// read has an article read, unless it is stored already with the same content
// and was read by this version of the reader.
func (s *Service) read(ctx context.Context, a models.Article, home places.Home) read {
	a.ID = ArticleID(a)
	a.ReadWith = reading.Version
	if old, err := s.store.Article(ctx, a.ID); err == nil && old.ContentHash == a.ContentHash && old.ReadWith == a.ReadWith {
		return read{article: old, same: true}
	}
	by := s.aliased.Load()
	rd := by.ReadArticle(a, home)
	if a.Language == "" {
		a.Language = rd.Doc.Language
	}
	return read{article: a, reading: rd, by: by, home: home}
}

// keep stores what was read and what follows from it.
func (s *Service) keep(ctx context.Context, r read) (Result, error) {
	if r.err != nil {
		return Result{Err: r.err}, nil //nolint:nilerr // a refused article is a result, not a failure
	}
	result := Result{Article: r.article, Outcome: store.Unchanged}
	if r.same {
		return result, nil
	}
	err := s.decide(ctx, func(tx *store.Tx) error {
		result = Result{Article: r.article}
		outcome, err := tx.As("reader", "").SaveArticle(&result.Article)
		if err != nil {
			return err
		}
		result.Outcome = outcome
		if outcome == store.Unchanged {
			return nil
		}
		if outcome == store.Updated {
			said, err := s.store.MentionsIn(ctx, []string{result.Article.ID})
			if err != nil {
				return err
			}
			s.tracker.Forget(result.Article.ID)
			s.tracker.Hold(result.Article, said[result.Article.ID])
		}
		rd := r.reading
		// "On Sunday" counts from the day known before, and another name may have been given meanwhile.
		if by := s.aliased.Load(); by != r.by || result.Article.PublishedOn != r.article.PublishedOn {
			rd = by.ReadArticle(result.Article, r.home)
		}
		placed := s.tracker.Place(NewReport(result.Article, rd))
		for _, m := range placed.Mentions {
			if !slices.Contains(result.Events, m.EventID) {
				result.Events = append(result.Events, m.EventID)
			}
		}
		if placed.OriginID != result.Article.OriginID {
			result.Article.OriginID = placed.OriginID
			if _, err := tx.As("linker", "").SaveArticle(&result.Article); err != nil {
				return err
			}
		}
		if err := tx.As("reader", "").SaveEntities(entitiesOf(placed.Mentions, rd.Actors)); err != nil {
			return err
		}
		if err := tx.As("reader", "").SavePlaces(placesOf(placed.Mentions)); err != nil {
			return err
		}
		return savePlacement(tx, placed, result.Article.ID)
	})
	if err != nil && ctx.Err() == nil && (errors.Is(err, store.ErrInvalid) || errors.Is(err, store.ErrConflict)) {
		return Result{Article: r.article, Err: fmt.Errorf("%s: %w", articleName(r.article), err)}, nil
	}
	if err != nil {
		return Result{}, fmt.Errorf("ingest: store %s: %w", articleName(r.article), err)
	}
	return result, nil
}

// savePlacement writes what the linker decided about the article. Merges come
// first: what it says of the events that stay holds after them.
func savePlacement(tx *store.Tx, p stories.Placement, articleID string) error {
	linker := tx.As("linker", "")
	for _, r := range p.Merged {
		if err := linker.Redirect(r.FromID, r.ToID, r.Reason); err != nil {
			return err
		}
	}
	if err := linker.SaveEvents(p.Events, p.Entities); err != nil {
		return err
	}
	if _, err := tx.As("reader", "").ReplaceMentions(articleID, p.Mentions); err != nil {
		return err
	}
	return saveLinks(linker, p)
}

// saveLinks writes the stories of p and all links of its events.
func saveLinks(linker *store.Tx, p stories.Placement) error {
	if err := linker.SaveStories(p.Stories); err != nil {
		return err
	}
	ids := make([]string, 0, len(p.Events))
	for _, e := range p.Events {
		ids = append(ids, e.ID)
	}
	return linker.SaveLinks(ids, p.Links)
}
