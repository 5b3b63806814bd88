package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/throughline-news/throughline/ingest"
)

type storiesNestCmd struct {
	database
	Parent string `help:"Title, slug or id of the story that it is part of." placeholder:"STORY"`
	Not    string `help:"Title, slug or id of a story that it is no part of: it is not suggested again." placeholder:"STORY"`
	None   bool   `help:"It is part of no story."`
	Story  string `arg:"" help:"Title, slug or id."`
}

// Help is shown below the flags.
func (storiesNestCmd) Help() string {
	return `Examples:
  throughline stories nest "Geneva talks" --parent "Ukraine peace negotiations"
  throughline stories nest "Geneva talks" --not "Ukraine war"
  throughline stories nest "Geneva talks" --none

The timeline of a story has what those of its parts have.`
}

// Run nests the story, for good.
func (c storiesNestCmd) Run(ctx context.Context, std stdio) error {
	if n := count(c.Parent != "", c.Not != "", c.None); n != 1 {
		return usageError{errors.New("give one of --parent, --not and --none")}
	}
	st, service, err := c.openService(ctx, tables{}, homeFlag{}, std.err)
	if err != nil {
		return err
	}
	defer st.Close()
	story, err := findStory(ctx, st, c.Story)
	if err != nil {
		return err
	}
	ask := ingest.Ask{By: operator}
	if c.None {
		if _, err := service.NestStory(ctx, story.ID, "", ask); err != nil {
			return err
		}
		fmt.Fprintf(std.out, "%q is part of no story\n", story.Title)
		return nil
	}
	other, err := findStory(ctx, st, c.Parent+c.Not)
	if err != nil {
		return err
	}
	if c.Not != "" {
		if _, err := service.RefuseParent(ctx, story.ID, other.ID, ask); err != nil {
			return err
		}
		fmt.Fprintf(std.out, "%q is no part of %q\n", story.Title, other.Title)
		return nil
	}
	if _, err := service.NestStory(ctx, story.ID, other.ID, ask); err != nil {
		return err
	}
	fmt.Fprintf(std.out, "%q is part of %q\n", story.Title, other.Title)
	return nil
}

func count(given ...bool) int {
	n := 0
	for _, g := range given {
		if g {
			n++
		}
	}
	return n
}

type storiesReviewCmd struct{ database }

// Help is shown below the flags.
func (storiesReviewCmd) Help() string { return "Example:\n  throughline stories review" }

// Run reviews the stories once.
func (c storiesReviewCmd) Run(ctx context.Context, std stdio) error {
	st, service, err := c.openService(ctx, tables{}, homeFlag{}, std.err)
	if err != nil {
		return err
	}
	defer st.Close()
	return service.Review(ctx)
}
