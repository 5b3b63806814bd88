package storetest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/throughline-news/throughline/store"
)

// Filled returns the DSN of a database with what Seed makes of so many events, only
// to be read. Where THROUGHLINE_BENCH_KEEP names a folder, it is kept: the SQLite
// file there, that of PostgreSQL on its server, which must then outlive the run.
// The next run takes it as it is, brought up to date.
func (d Database) Filled(tb testing.TB, events int) string {
	tb.Helper()
	folder := os.Getenv("THROUGHLINE_BENCH_KEEP")
	if folder == "" {
		dsn := d.New(tb)
		fill(tb, dsn, events)
		return dsn
	}
	name := fmt.Sprintf("throughline_bench_%d", events)
	dsn := filepath.Join(folder, name+".db")
	if d == Postgres {
		server := Server(tb)
		if len(Query(tb, server, "SELECT 1 FROM pg_database WHERE datname = '"+name+"'")) == 0 {
			Exec(tb, server, createDatabase(name))
		}
		dsn = at(tb, server, name)
	}
	fill(tb, dsn, events)
	return dsn
}

// fill brings a database up to date, and seeds it unless it was seeded before.
func fill(tb testing.TB, dsn string, events int) {
	tb.Helper()
	st, err := store.Open(context.Background(), dsn, store.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	_, err = st.Migrate(context.Background())
	if err := errors.Join(err, st.Close()); err != nil {
		tb.Fatal(err)
	}
	if len(Query(tb, dsn, "SELECT 1 FROM tallies LIMIT 1")) == 0 { // the last that Seed makes
		Seed(tb, dsn, events)
	}
}

// at is the DSN of a database on a server.
func at(tb testing.TB, server, name string) string {
	tb.Helper()
	dsn, err := url.Parse(server)
	if err != nil {
		tb.Fatal(err)
	}
	dsn.Path = "/" + name
	return dsn.String()
}
