// Package migrations holds the database schema as SQL, a folder a dialect and
// a file a version, for the store to apply in order. A file that was released
// is never edited: the next version is a new pair of files.
package migrations

import (
	"embed"
	"io/fs"
)

//go:embed sqlite/*.sql postgres/*.sql
var files embed.FS

// For returns the migrations of a dialect, "sqlite" or "postgres".
func For(dialect string) (fs.FS, error) { return fs.Sub(files, dialect) }
