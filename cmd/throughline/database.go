package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/store"
)

// database is the flag of all commands that need one.
type database struct {
	DB string `name:"db" env:"THROUGHLINE_DB" help:"Database: postgres://… or a file path. Default: a file in your data folder." placeholder:"DSN"`
}

// dsn is where the database is: as stated, or the default file.
func (d database) dsn() (string, error) {
	if d.DB != "" {
		return d.DB, nil
	}
	folder := os.Getenv("XDG_DATA_HOME")
	if folder == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("no data folder: %w (name a database with --db)", err)
		}
		folder = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(folder, "throughline", "throughline.db"), nil
}

// open opens and migrates the database.
func (d database) open(ctx context.Context) (*store.Store, error) {
	dsn, err := d.dsn()
	if err != nil {
		return nil, err
	}
	st, err := store.Open(ctx, dsn, store.Options{})
	if err != nil {
		return nil, err
	}
	if _, err := st.Migrate(ctx); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}

// openService opens the database and the reader for commands that write.
func (d database) openService(ctx context.Context, own tables, stated homeFlag, stderr io.Writer) (*store.Store, *ingest.Service, error) {
	reader, err := own.reader()
	if err != nil {
		return nil, nil, err
	}
	home, err := stated.home(reader)
	if err != nil {
		return nil, nil, err
	}
	st, err := d.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	service := ingest.New(st, reader, newLog(stderr))
	service.Home = home
	return st, service, nil
}

func newLog(w io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(w, nil)) }
