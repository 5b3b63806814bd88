package main

import (
	"context"

	"github.com/throughline-news/throughline/exports"
	"github.com/throughline-news/throughline/store"
)

type agendaCmd struct {
	database
	days
	Story  []string `help:"Only what is on the timeline of this story (title, slug or id); may be repeated." placeholder:"STORY" sep:"none"`
	Format string   `enum:"text,json,jsonl,csv,md,ics,geojson,atom" default:"text" help:"text, jsonl (or json: all that is known of each, an object a line), csv, md, ics (a calendar), geojson or atom."`
}

// Help is shown below the flags.
func (agendaCmd) Help() string {
	return `What was announced for a day, by whom and when, and what became of it: due, held, claimed (only by a party
to it), postponed, cancelled, denied, or unreported (its day passed a week ago and nothing was heard).

Examples:
  throughline agenda --from 2025-12-01
  throughline agenda --story "Ukraine peace negotiations" --format ics > agenda.ics`
}

// Run prints what was announced.
func (c agendaCmd) Run(ctx context.Context, std stdio) error {
	var filter store.EventFilter
	if err := c.days.into(&filter); err != nil {
		return err
	}
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	for _, named := range c.Story {
		story, err := findStory(ctx, st, named)
		if err != nil {
			return err
		}
		filter.StoryIDs = append(filter.StoryIDs, story.ID)
	}
	format := map[string]exports.Format{"text": exports.Table, "json": exports.JSONL}[c.Format]
	if format == "" {
		format = exports.Format(c.Format)
	}
	return exports.Agenda(ctx, std.out, st, filter, exports.Options{Format: format})
}
