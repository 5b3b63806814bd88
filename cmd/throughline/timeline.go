package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/throughline-news/throughline/exports"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

type timelineCmd struct {
	database
	tables
	days
	Disputed bool   `help:"Only events that independent reports differ about."`
	Format   string `enum:"table,json,jsonl,csv,md,html,geojson,ics,timelinejs.json,atom" default:"table" help:"table, jsonl (or json), csv, md, html (a page that stands alone), geojson, ics (what was announced, as a calendar), timelinejs.json or atom."`
	JSONL    bool   `name:"jsonl" help:"Without a database: read the articles of one subject as JSON Lines and write one object a day."`
	Key      int    `help:"Only the N most important events, with --jsonl days." placeholder:"N"`
	Story    string `arg:"" optional:"" help:"Title, slug or id of the story; with --jsonl a file or - for standard input."`
}

// Help is shown below the flags.
func (timelineCmd) Help() string {
	return `Examples:
  throughline timeline "Ukraine peace negotiations" --from 2025-11-01 --format md
  throughline timeline "Ukraine peace negotiations" --key 20
  throughline timeline --jsonl --key 20 < articles.jsonl`
}

// Run prints a timeline.
func (c timelineCmd) Run(ctx context.Context, std stdio) error {
	if c.JSONL {
		return c.pile(std)
	}
	if c.Story == "" {
		return usageError{errors.New("which story? Give its title, slug or id (throughline stories list shows them)")}
	}
	if c.Key < 0 {
		return usageError{fmt.Errorf("--key %d: expected how many events to show", c.Key)}
	}
	filter := store.EventFilter{Key: c.Key}
	if err := c.days.into(&filter); err != nil {
		return err
	}
	if c.Disputed {
		filter.Disputed = &c.Disputed
	}
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	story, err := findStory(ctx, st, c.Story)
	if err != nil {
		return err
	}
	format := exports.Format(c.Format)
	if format == "json" { // its first name
		format = exports.JSONL
	}
	return exports.Timeline(ctx, std.out, st, story, filter, exports.Options{Format: format})
}

// days are the flags of commands that show what lies in a range of days.
type days struct {
	From string `help:"Only events on or after this day." placeholder:"YYYY-MM-DD"`
	To   string `help:"Only events on or before this day." placeholder:"YYYY-MM-DD"`
}

// into sets the range of a filter.
func (d days) into(filter *store.EventFilter) error {
	for _, f := range []struct {
		flag, value string
		day         *models.Day
	}{{"--from", d.From, &filter.From}, {"--to", d.To, &filter.To}} {
		if f.value == "" {
			continue
		}
		day, err := models.ParseDay(f.value)
		if err != nil {
			return usageError{fmt.Errorf("%s: %w", f.flag, err)}
		}
		*f.day = day
	}
	return nil
}
