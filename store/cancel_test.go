package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// endless is a statement that never ends by itself, on both databases.
const endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x % 1000 + 1 FROM c) SELECT count(*) FROM c"

// TestRunningStatementsAreCancelled holds that who gives up waiting for an answer
// also ends what the database does for it.
func TestRunningStatementsAreCancelled(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			st := storetest.Open(t, dsn, store.Options{})
			ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
			defer cancel()
			if err := st.Run(ctx, endless); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v, want that it was given up", err)
			}
			if d == storetest.Postgres {
				for running(t, dsn) > 0 { // the server ends it a moment later, or the test runs out of time
				}
			}
			if _, err := st.Head(t.Context()); err != nil {
				t.Errorf("the next statement: %v", err)
			}
		})
	}
}

// running counts the endless statements that PostgreSQL is at.
func running(t *testing.T, dsn string) int {
	t.Helper()
	n := 0
	for _, row := range storetest.Query(t, dsn, "SELECT query FROM pg_stat_activity WHERE state = 'active' AND datname = current_database()") {
		if strings.HasPrefix(row[0], "WITH RECURSIVE c(x)") {
			n++
		}
	}
	return n
}
