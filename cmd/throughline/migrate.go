package main

import (
	"context"
	"fmt"

	"github.com/throughline-news/throughline/store"
)

type migrateCmd struct {
	database
	Retally bool `help:"Afterwards count the daily sums that series are read from anew: for a database that something else has written to."`
}

// Help is shown below the flags.
func (migrateCmd) Help() string {
	return `Every command that needs the database migrates it first; this one does nothing else.

Example:
  throughline migrate --db postgres://localhost/throughline`
}

// Run applies the migrations that are missing.
func (c migrateCmd) Run(ctx context.Context, std stdio) error {
	dsn, err := c.dsn()
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, dsn, store.Options{})
	if err != nil {
		return err
	}
	defer st.Close()
	applied, err := st.Migrate(ctx)
	if err != nil {
		return err
	}
	if c.Retally {
		if err := st.Retally(ctx); err != nil {
			return err
		}
	}
	if len(applied) == 0 {
		fmt.Fprintln(std.out, "up to date")
	}
	for _, version := range applied {
		fmt.Fprintf(std.out, "applied %d\n", version)
	}
	return nil
}
