// Package storetest gives tests databases to run on: SQLite always, PostgreSQL
// where THROUGHLINE_TEST_POSTGRES names a server (postgres://…, a user who may
// create databases). Without a server tests on PostgreSQL are skipped, or fail
// when THROUGHLINE_TEST_REQUIRE, a list with commas, has "postgres".
package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/throughline-news/throughline/store"
)

// Database is a kind of database.
type Database string

// The kinds.
const (
	SQLite   Database = "sqlite"
	Postgres Database = "postgres"
)

// Databases are all kinds, for a subtest or a benchmark each.
var Databases = []Database{SQLite, Postgres}

// Each runs fn once for each kind of database, on an open store that is up to
// date and empty.
func Each(t *testing.T, fn func(t *testing.T, st *store.Store)) {
	t.Helper()
	for _, d := range Databases {
		t.Run(string(d), func(t *testing.T) { fn(t, Open(t, d.New(t), store.Options{})) })
	}
}

// Open opens a database and brings it up to date. It is closed with the test.
func Open(tb testing.TB, dsn string, opts store.Options) *store.Store {
	tb.Helper()
	st, err := store.Open(context.Background(), dsn, opts)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := st.Close(); err != nil {
			tb.Error(err)
		}
	})
	if _, err := st.Migrate(context.Background()); err != nil {
		tb.Fatal(err)
	}
	return st
}

// New makes an empty database that lives as long as the test, and returns its
// DSN. Where there is no server for it, it ends the test.
func (d Database) New(tb testing.TB) string {
	tb.Helper()
	if d == SQLite {
		return filepath.Join(tb.TempDir(), "throughline.db")
	}
	server := Server(tb)
	name := fmt.Sprintf("throughline_test_%d_%d", os.Getpid(), databases.Add(1))
	Exec(tb, server, createDatabase(name))
	tb.Cleanup(func() { Exec(tb, server, `DROP DATABASE "`+name+`" WITH (FORCE)`) })
	return at(tb, server, name)
}

// Server returns the DSN of the PostgreSQL server to test on; where there is none,
// it ends the test.
func Server(tb testing.TB) string {
	tb.Helper()
	server := os.Getenv("THROUGHLINE_TEST_POSTGRES")
	if server == "" {
		const missing = "THROUGHLINE_TEST_POSTGRES names no PostgreSQL server"
		if slices.Contains(strings.Split(os.Getenv("THROUGHLINE_TEST_REQUIRE"), ","), string(Postgres)) {
			tb.Fatal(missing)
		}
		tb.Skip("NOT TESTED ON POSTGRESQL: " + missing)
	}
	return server
}

// createDatabase is the statement. The C locale is the one in which the server
// helps least.
func createDatabase(name string) string {
	return `CREATE DATABASE "` + name + `" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`
}

// databases counts those made on the server, to name them.
var databases atomic.Int64

// Exec runs statements on a database, past the store; they must succeed.
func Exec(tb testing.TB, dsn string, statements ...string) {
	tb.Helper()
	for _, statement := range statements {
		if err := Try(tb, dsn, statement); err != nil {
			tb.Fatalf("%v\nin %s", err, statement)
		}
	}
}

// Try runs one statement on a database, past the store.
func Try(tb testing.TB, dsn, statement string) error {
	tb.Helper()
	db := connect(tb, dsn)
	_, err := db.ExecContext(context.Background(), statement)
	return errors.Join(err, db.Close())
}

// Query returns the rows of a statement as text, past the store.
func Query(tb testing.TB, dsn, statement string) [][]string {
	tb.Helper()
	db := connect(tb, dsn)
	rows, err := db.QueryContext(context.Background(), statement)
	if err != nil {
		tb.Fatalf("%v\nin %s", err, statement)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		tb.Fatal(err)
	}
	var out [][]string
	for rows.Next() {
		row := make([]sql.NullString, len(columns))
		into := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			tb.Fatal(err)
		}
		texts := make([]string, len(row))
		for i := range row {
			texts[i] = row[i].String
		}
		out = append(out, texts)
	}
	if err := errors.Join(rows.Err(), db.Close()); err != nil {
		tb.Fatal(err)
	}
	return out
}

// Connect opens a database past the store. It is closed with the test.
func Connect(tb testing.TB, dsn string) *sql.DB {
	tb.Helper()
	db := connect(tb, dsn)
	tb.Cleanup(func() { _ = db.Close() })
	return db
}

func connect(tb testing.TB, dsn string) *sql.DB {
	tb.Helper()
	db, err := sql.Open(driver(dsn), dsn)
	if err != nil {
		tb.Fatal(err)
	}
	return db
}

// driver names the driver of a DSN; the store registers both.
func driver(dsn string) string {
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		return "pgx"
	}
	return "sqlite"
}
