// Package store keeps articles, events and stories in SQLite or PostgreSQL and
// gives them back in pages. It is the only importer of gorm and of database
// drivers. Every change is written to the journal in the transaction that
// makes it; reading a list costs a fixed number of statements, never one a row.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Options are what a Store may be told beside where its database is.
type Options struct {
	// Now is the clock that times records and the journal; nil: time.Now.
	Now func() time.Time
	// Trace is told of every statement with the values of its placeholders; nil:
	// nobody is. Several goroutines may call it at once.
	Trace func(statement string, values []any)
}

// Store is an open database. It is safe for use by several goroutines.
type Store struct {
	dialect dialect
	pools   pools
	read    *gorm.DB
	write   *gorm.DB
	now     func() time.Time
	schemas sync.Map // gorm's cache of the models' schemas
}

// Open opens the database dsn names: postgres://… or the path of an SQLite
// file, which is made with its folder when it is not there. The schema is not
// touched: see Migrate. A database that cannot be reached, or whose schema is
// newer than this program, is an error that says which one.
func Open(ctx context.Context, dsn string, opts Options) (*Store, error) {
	if strings.TrimSpace(dsn) == "" {
		return nil, errors.New("store: no database was named")
	}
	if scheme, _, ok := strings.Cut(dsn, "://"); ok && scheme != "postgres" && scheme != "postgresql" {
		return nil, fmt.Errorf("store: no database of kind %q (expected postgres://… or the path of an SQLite file)", scheme)
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	s := &Store{dialect: dialectOf(dsn), now: opts.Now}
	var err error
	if s.pools, err = s.dialect.open(ctx, dsn); err != nil {
		return nil, fmt.Errorf("store: open database: %w", err)
	}
	if err := s.connect(ctx, opts.Trace); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// connect reaches the database, looks whether this program understands it, and
// sets gorm up.
func (s *Store) connect(ctx context.Context, trace func(statement string, values []any)) error {
	if err := s.reach(ctx); err != nil {
		return err
	}
	config := func() *gorm.Config {
		return &gorm.Config{
			Logger:                 logger.Discard,
			NowFunc:                s.now,
			TranslateError:         true,
			QueryFields:            true, // name the columns: the search column stays in the database
			SkipDefaultTransaction: true, // Write makes them
		}
	}
	var err error
	pool := func(conn *sql.DB) gorm.Dialector {
		if trace == nil {
			return s.pools.gorm(conn)
		}
		return s.pools.gorm(traced{conn, trace})
	}
	if s.write, err = gorm.Open(pool(s.pools.write), config()); err != nil {
		return fmt.Errorf("store: open database at %s: %w", s.pools.place, err)
	}
	if s.read, err = gorm.Open(pool(s.pools.read), config()); err != nil {
		return fmt.Errorf("store: open database at %s: %w", s.pools.place, err)
	}
	return s.refuseNewer(ctx)
}

// reach waits up to eight seconds for a database that another process is just
// making: to switch to a write-ahead log SQLite needs the file for itself, and
// does not wait for that as it does for other locks.
func (s *Store) reach(ctx context.Context) error {
	for pause := time.Millisecond; ; pause *= 2 {
		err := s.Ping(ctx)
		if err == nil || !s.dialect.busy(err) || pause > 4*time.Second {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}

// Close ends all connections.
func (s *Store) Close() error {
	if s.pools.read == s.pools.write {
		return s.pools.write.Close()
	}
	return errors.Join(s.pools.read.Close(), s.pools.write.Close())
}

// Dialect returns "sqlite" or "postgres".
func (s *Store) Dialect() string { return s.dialect.name }

// Ping tells whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.pools.write.PingContext(ctx); err != nil {
		return fmt.Errorf("store: database at %s cannot be reached: %w", s.pools.place, err)
	}
	return nil
}

// Now is the store's clock, in UTC to the microsecond.
func (s *Store) Now() time.Time { return instant(s.now()) }
