package store_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"gorm.io/gorm/schema"

	"github.com/throughline-news/throughline/migrations"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// versions are those of the schema, from 1 on.
func versions(t *testing.T) []int64 {
	t.Helper()
	files, err := fs.Glob(must(migrations.For("sqlite")), "*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("migrations %v, error %v", files, err)
	}
	out := make([]int64, len(files))
	for i := range out {
		out[i] = int64(i + 1)
	}
	return out
}

func TestMigrate(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			st, err := store.Open(t.Context(), dsn, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := st.Close(); err != nil {
					t.Error(err)
				}
			})
			if got := must(st.Migrate(t.Context())); !slices.Equal(got, versions(t)) {
				t.Errorf("first migration applied %v, want %v", got, versions(t))
			}
			if got := must(st.Migrate(t.Context())); len(got) != 0 {
				t.Errorf("second migration applied %v, want none", got)
			}
			if st.Dialect() != string(d) {
				t.Errorf("dialect %q, want %q", st.Dialect(), d)
			}
		})
	}
}

func TestMigrationsCanBeTakenBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		saved(t, st, 2)
		if err := st.Unmigrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := st.Counts(t.Context()); err == nil {
			t.Error("the tables are still there")
		}
		if got := must(st.Migrate(t.Context())); !slices.Equal(got, versions(t)) {
			t.Errorf("migrating again applied %v, want %v", got, versions(t))
		}
		saved(t, st, 2)
	})
}

func TestMigrateAtTheSameTime(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			applied := make([][]int64, 4)
			errs := make([]error, len(applied))
			var group sync.WaitGroup
			for i := range applied {
				group.Go(func() {
					st, err := store.Open(t.Context(), dsn, store.Options{})
					if err == nil {
						applied[i], err = st.Migrate(t.Context())
						err = errors.Join(err, st.Close())
					}
					errs[i] = err
				})
			}
			group.Wait()
			if err := errors.Join(errs...); err != nil {
				t.Fatal(err)
			}
			if got := slices.Sorted(slices.Values(slices.Concat(applied...))); !slices.Equal(got, versions(t)) {
				t.Errorf("together they applied %v, want each version once", got)
			}
		})
	}
}

// The tables have the columns of the models, in both databases.
func TestSchemaIsThatOfTheModels(t *testing.T) {
	rows := []any{
		models.Article{}, models.Source{}, models.Entity{}, models.Place{}, models.Mention{}, models.Event{},
		models.EventEntity{}, models.Story{}, models.Link{}, models.Change{}, models.Redirect{}, models.Token{}, models.Snapshot{}, models.Decision{}, models.Webhook{},
	}
	columnsOf := map[storetest.Database]string{
		storetest.SQLite:   "SELECT name FROM pragma_table_info('%s')",
		storetest.Postgres: "SELECT column_name FROM information_schema.columns WHERE table_name = '%s' AND data_type <> 'tsvector'",
	}
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			storetest.Open(t, dsn, store.Options{})
			for _, row := range rows {
				parsed := must(schema.Parse(row, &sync.Map{}, schema.NamingStrategy{}))
				var got []string
				for _, r := range storetest.Query(t, dsn, fmt.Sprintf(columnsOf[d], parsed.Table)) {
					if copied := parsed.Table == "event_entities" && (r[0] == "date_start" || r[0] == "leads"); !copied { // which only indexes have a use for
						got = append(got, r[0])
					}
				}
				want := slices.Sorted(slices.Values(parsed.DBNames))
				if slices.Sort(got); !slices.Equal(got, want) {
					t.Errorf("%s has columns\n%v\nthe model\n%v", parsed.Table, got, want)
				}
			}
		})
	}
}

func TestOpenRefusesANewerDatabase(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			st := storetest.Open(t, dsn, store.Options{})
			storetest.Exec(t, dsn, "INSERT INTO throughline_versions (version_id, is_applied) VALUES (99, true)")
			if _, err := store.Open(t.Context(), dsn, store.Options{}); err == nil || !strings.Contains(err.Error(), "newer than this program (schema 99") {
				t.Errorf("open: got %v, want that the database is newer", err)
			}
			if _, err := st.Migrate(t.Context()); err == nil || !strings.Contains(err.Error(), "newer") {
				t.Errorf("migrate: got %v, want that the database is newer", err)
			}
		})
	}
}

func TestOpenSaysWhatCannotBeReached(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	noDatabase := filepath.Join(t.TempDir(), "text.db")
	if err := os.WriteFile(noDatabase, []byte(strings.Repeat("no database at all ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ dsn, want string }{
		"another kind":           {"mysql://someone:secret@localhost/news", `no database of kind "mysql"`},
		"no name":                {" ", "no database was named"},
		"no server":              {"postgres://someone:secret@127.0.0.1:1/news?connect_timeout=2", "127.0.0.1:1/news cannot be reached"},
		"no URL":                 {"postgres://127.0.0.1:port/news", "open database"},
		"a file as a folder":     {filepath.Join(file, "throughline.db"), "open database"},
		"a folder as a database": {filepath.Dir(file), "cannot be reached"},
		"another file":           {noDatabase, "text.db"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := store.Open(t.Context(), test.dsn, store.Options{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got %v, want %q in it", err, test.want)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the error tells the password: %v", err)
			}
		})
	}
}

func TestOpenMakesTheFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new folder", "räume & 100%?", "news#1.db")
	storetest.Open(t, path, store.Options{})
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestCancelledContext(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := st.Events(ctx, store.EventFilter{}, store.Page{First: 1}); !errors.Is(err, context.Canceled) {
			t.Errorf("read: got %v, want that the context was cancelled", err)
		}
		if err := st.Write(ctx, func(*store.Tx) error { return nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("write: got %v, want that the context was cancelled", err)
		}
	})
}
