package migrations_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/migrations"
)

// Both databases have the same versions, each file says why it is there, and
// each can be taken back.
func TestVersionsComeInPairs(t *testing.T) {
	names := func(dialect string) []string {
		t.Helper()
		files, err := migrations.For(dialect)
		if err != nil {
			t.Fatal(err)
		}
		found, err := fs.Glob(files, "*.sql")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			content, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			if text := string(content); !strings.HasPrefix(text, "-- ") || !strings.Contains(text, "-- +goose Up") || !strings.Contains(text, "-- +goose Down") {
				t.Errorf("%s/%s: want a comment on top, a way up and a way down", dialect, name)
			}
		}
		return found
	}
	lite, postgres := names("sqlite"), names("postgres")
	if len(lite) == 0 || !slices.Equal(lite, postgres) {
		t.Errorf("SQLite has %v, PostgreSQL %v", lite, postgres)
	}
}

func TestUnknownDialect(t *testing.T) {
	files, err := migrations.For("../sqlite")
	if err == nil {
		t.Errorf("got %v, want an error", files)
	}
}
