package main

import (
	"context"
	"fmt"

	"github.com/throughline-news/throughline/ingest"
)

type storiesMergeCmd struct {
	database
	A string `arg:"" help:"Title, slug or id."`
	B string `arg:"" help:"Title, slug or id."`
}

// Help is shown below the flags.
func (storiesMergeCmd) Help() string {
	return `The id stays that a person named, else that with more events; the other leads to it.

Example:
  throughline stories merge "Miami talks" "Ukraine peace negotiations"`
}

// Run merges two stories.
func (c storiesMergeCmd) Run(ctx context.Context, std stdio) error {
	st, service, err := c.openService(ctx, tables{}, homeFlag{}, std.err)
	if err != nil {
		return err
	}
	defer st.Close()
	a, err := findStory(ctx, st, c.A)
	if err != nil {
		return err
	}
	b, err := findStory(ctx, st, c.B)
	if err != nil {
		return err
	}
	decision, err := service.MergeStories(ctx, a.ID, b.ID, ingest.Ask{By: operator})
	if err != nil {
		return err
	}
	story, err := st.Story(ctx, decision.Arguments.Into)
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "merged into %q (%s), %d events\n", story.Title, story.Slug, story.EventCount)
	return nil
}

type storiesSplitCmd struct {
	database
	Title  string   `required:"" help:"Title of the part." placeholder:"TITLE"`
	Events []string `required:"" help:"Ids of its events, separated by commas (timeline --format json shows them)." placeholder:"ID,ID"`
	Story  string   `arg:"" help:"Title, slug or id."`
}

// Help is shown below the flags.
func (storiesSplitCmd) Help() string {
	return `The larger part keeps the id, or that which a person named.

Example:
  throughline stories split "Ukraine peace negotiations" --title "Geneva round" --events evt_01KA…,evt_01KB…`
}

// Run splits a story.
func (c storiesSplitCmd) Run(ctx context.Context, std stdio) error {
	st, service, err := c.openService(ctx, tables{}, homeFlag{}, std.err)
	if err != nil {
		return err
	}
	defer st.Close()
	story, err := findStory(ctx, st, c.Story)
	if err != nil {
		return err
	}
	decision, err := service.SplitStory(ctx, story.ID, c.Events, c.Title, ingest.Ask{By: operator})
	if err != nil {
		return err
	}
	parts, err := st.StoriesByID(ctx, decision.Targets[:2])
	if err != nil {
		return err
	}
	for _, id := range decision.Targets[:2] {
		p := parts[id]
		fmt.Fprintf(std.out, "%q (%s), %d events\n", p.Title, p.Slug, p.EventCount)
	}
	return nil
}
