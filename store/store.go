// Package store keeps articles, events and stories in SQLite or PostgreSQL and
// gives them back in pages. It is the only importer of gorm and of database
// drivers. Every change is written to the journal in the transaction that
// makes it; reading a list costs a fixed number of statements, never one a row.
package store

import (
	"context"
	"errors"
	"time"
)

// Options are what a Store may be told beside where its database is.
type Options struct {
	// Now is the clock that times records and the journal; nil: time.Now.
	Now func() time.Time
}

// Store is an open database. It is safe for use by several goroutines.
type Store struct{}

var errUnfinished = errors.New("store: not written yet")

// Open opens the database dsn names: postgres://… or the path of an SQLite
// file, which is made with its folder when it is not there. The schema is not
// touched: see Migrate. A database that cannot be reached, or whose schema is
// newer than this program, is an error that says which one.
func Open(ctx context.Context, dsn string, opts Options) (*Store, error) { return nil, errUnfinished }

// Close ends all connections.
func (s *Store) Close() error { return errUnfinished }

// Dialect returns "sqlite" or "postgres".
func (s *Store) Dialect() string { return "" }

// Ping tells whether the database answers.
func (s *Store) Ping(ctx context.Context) error { return errUnfinished }

// Migrate brings the schema up to date and returns the versions applied; none
// when it is. Several processes may call it at the same time.
func (s *Store) Migrate(ctx context.Context) ([]int64, error) { return nil, errUnfinished }
