package store

import (
	"context"
	"database/sql"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"gorm.io/gorm"
)

// dialect is everything in which the two databases differ. It has two values,
// in sqlite.go and postgres.go.
type dialect struct {
	name     string
	goose    goose.Dialect
	open     func(ctx context.Context, dsn string) (pools, error)
	busy     func(error) bool // failed only because another transaction was in the way
	hasTable string           // counts the tables of the name given

	lockLinker, lockJournal string                             // statements; "": the writer is alone anyway
	lockRow                 string                             // strength of the lock on a row to be changed; "": as above
	locker                  func() (lock.SessionLocker, error) // keeps other processes from migrating; nil: none there is

	// eachEvent joins to part the event of each row by itself: the database, which
	// cannot tell how many events a filter of filters chooses, is not to join all.
	eachEvent string

	words     func(terms []string) string // query for records with all the terms
	phrase    func(terms []string) string // the same with the terms side by side
	and, or   string                      // between two queries
	beginning func(terms []string) string // query for records with words that begin with all the terms
	matches   string                      // condition that takes words; %[1]s is the table, %[2]s the kind, %[3]s the column of the id
	begins    string                      // condition on stories that takes beginning
	hits      string                      // kind, id, rank of what matches words; %[1]s and %[2]s as above
}

// pools are the connections of an open database; read and write may be one.
type pools struct {
	read, write *sql.DB
	place       string // where the database is, for errors
	gorm        func(gorm.ConnPool) gorm.Dialector
}

// dialectOf chooses by what a DSN begins with; whatever is no URL is a path.
func dialectOf(dsn string) dialect {
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		return postgresDialect()
	}
	return sqliteDialect()
}
