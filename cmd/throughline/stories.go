package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/throughline-news/throughline/exports"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/ledger"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

type storiesCmd struct {
	List    storiesListCmd    `cmd:"" default:"withargs" help:"List the stories, the latest first."`
	Show    storiesShowCmd    `cmd:"" help:"Show a story: what is looked for, its timeline, and what reports disagree on."`
	Track   storiesTrackCmd   `cmd:"" help:"Name a story and what to look for."`
	Untrack storiesUntrackCmd `cmd:"" help:"Stop looking for a story. Its timeline stays."`
	Merge   storiesMergeCmd   `cmd:"" help:"Make one story of two."`
	Nest    storiesNestCmd    `cmd:"" help:"Say what a story is part of, or is no part of."`
	Review  storiesReviewCmd  `cmd:"" help:"Look the stories over: what they are called, and what they are part of. serve does so every hour."`
	Split   storiesSplitCmd   `cmd:"" help:"Make a story of its own of some events of a story."`
}

// Help is shown below the commands.
func (storiesCmd) Help() string {
	return `Examples:
  throughline stories list
  throughline stories track "Ukraine peace negotiations" --entities "Ukraine,Russia,United States" --terms "peace talks,ceasefire"
  throughline stories show ukraine-peace-negotiations`
}

type storiesListCmd struct {
	database
	Text string `help:"Only stories with these words in the title." placeholder:"WORDS"`
	JSON bool   `name:"json" help:"Write one JSON object a line."`
}

// Help is shown below the flags.
func (storiesListCmd) Help() string { return "Example:\n  throughline stories list --text ukraine" }

// Run prints all stories.
func (c storiesListCmd) Run(ctx context.Context, std stdio) error {
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	table := tabwriter.NewWriter(std.out, 0, 4, 2, ' ', 0)
	if !c.JSON {
		fmt.Fprintln(table, "TITLE\tSTATUS\tFIRST\tLAST\tEVENTS\tTRACKED\tSLUG")
	}
	page := store.Page{First: store.MaxFirst}
	for {
		list, err := st.Stories(ctx, store.StoryFilter{Text: c.Text}, page)
		if err != nil {
			return err
		}
		for _, s := range list.Items {
			if c.JSON {
				if err := json.NewEncoder(std.out).Encode(s); err != nil {
					return err
				}
				continue
			}
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%d\t%t\t%s\n", s.Title, s.Status, s.FirstDate, s.LastDate, s.EventCount, s.Tracked, s.Slug)
		}
		if !list.HasNext {
			return table.Flush()
		}
		page.After = list.Cursors[len(list.Cursors)-1]
	}
}

type storiesShowCmd struct {
	database
	Why   bool   `help:"Show the reasons of each link."`
	Since string `help:"Only what is new since this day, in a few lines." placeholder:"YYYY-MM-DD"`
	Story string `arg:"" help:"Title, slug or id."`
}

// Help is shown below the flags.
func (storiesShowCmd) Help() string {
	return `Examples:
  throughline stories show --why "Ukraine peace negotiations"
  throughline stories show --since 2025-11-20 "Ukraine peace negotiations"`
}

// Run prints the story and its timeline, or what is new in it.
func (c storiesShowCmd) Run(ctx context.Context, std stdio) error {
	var since models.Day
	if c.Since != "" {
		var err error
		if since, err = models.ParseDay(c.Since); err != nil {
			return usageError{fmt.Errorf("--since: %w", err)}
		}
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
	fmt.Fprintf(std.out, "%s (%s, %s)\n", story.Title, story.Status, story.Slug)
	if story.Tracked {
		fmt.Fprintf(std.out, "looks for entities %s; terms %s\n", orNone(story.Entities), orNone(story.Terms))
	}
	fmt.Fprintf(std.out, "%d events, %s to %s\n\n", story.EventCount, orUnknown(story.FirstDate), orUnknown(story.LastDate))
	if since != "" {
		return printNews(ctx, std.out, st, story, since)
	}
	if err := printNesting(ctx, std.out, st, story, c.Why); err != nil {
		return err
	}
	return exports.Timeline(ctx, std.out, st, story, store.EventFilter{}, exports.Options{Format: exports.Table, Claims: true, Why: c.Why})
}

// printNesting writes what a story is or seems part of, with why, and its parts.
func printNesting(ctx context.Context, w io.Writer, st *store.Store, story models.Story, why bool) error {
	parts, err := st.ChildrenOf(ctx, []string{story.ID}, store.MaxFirst)
	if err != nil {
		return err
	}
	above := []string{story.ParentID}
	if story.Nesting != nil {
		above = append(above, story.Nesting.StoryID)
	}
	known, err := st.StoriesByID(ctx, above)
	if err != nil {
		return err
	}
	if parent, ok := known[story.ParentID]; ok {
		fmt.Fprintf(w, "part of %s (%s)\n", parent.Title, parent.Slug)
		if story.Round != nil && why {
			printReasons(w, story.Round.Reasons)
		} else if story.Nesting != nil && why {
			printReasons(w, story.Nesting.Reasons)
		}
	}
	if n := story.SuggestedParent(); n != nil {
		fmt.Fprintf(w, "seems part of %s (%s), %.2f: throughline stories nest says whether it is\n", known[n.StoryID].Title, known[n.StoryID].Slug, n.Probability)
		printReasons(w, n.Reasons)
	}
	for _, part := range parts[story.ID] {
		fmt.Fprintf(w, "has part %s (%s, %s)\n", part.Title, part.Slug, part.Status)
	}
	if len(known)+len(parts[story.ID]) > 0 {
		fmt.Fprintln(w)
	}
	return nil
}

func printReasons(w io.Writer, reasons []models.Reason) {
	for _, r := range reasons {
		fmt.Fprintf(w, "  %+.2f %s\n", r.Weight, r.Feature)
	}
}

// printNews writes what is new in a story since a day.
func printNews(ctx context.Context, w io.Writer, st *store.Store, story models.Story, since models.Day) error {
	news, err := ledger.NewsOf(ctx, st, []string{story.ID}, since.Time(), store.MaxFirst)
	if err != nil {
		return err
	}
	n := news[story.ID]
	if len(n.Added)+len(n.Disputed)+len(n.Changed) == 0 {
		_, err = fmt.Fprintln(w, "nothing new since "+string(since))
		return err
	}
	_, err = fmt.Fprintf(w, "since %s: %d events new, %d newly disputed, %d changed\n%s\n", since, len(n.Added), len(n.Disputed), len(n.Changed), n.Summary)
	return err
}

type storiesTrackCmd struct {
	database
	Own      tables   `embed:"" prefix:"own-"`
	Entities []string `help:"Names of those who take part, separated by commas." placeholder:"A,B"`
	Terms    []string `help:"Words and phrases that belong to it, separated by commas." placeholder:"x,y"`
	Parent   string   `help:"Title, slug or id of the story it is part of." placeholder:"STORY"`
	File     string   `help:"YAML file with a list of title, entities, terms, parent." type:"existingfile"`
	Name     string   `arg:"" optional:"" help:"Title of the story."`
}

// Help is shown below the flags.
func (storiesTrackCmd) Help() string {
	return `Examples:
  throughline stories track "Ukraine peace negotiations" --entities "Ukraine,Russia,United States" --terms "peace talks,ceasefire"
  throughline stories track --file examples/stories.yaml

Events that were told within 180 days before the newest article are linked at once, and all that come later.`
}

// Run tracks one story, or those of a file.
func (c storiesTrackCmd) Run(ctx context.Context, std stdio) error {
	if (c.Name == "") == (c.File == "") {
		return usageError{errors.New("give the NAME of a story, or --file")}
	}
	seeds := []ingest.Seed{{Title: c.Name, Entities: c.Entities, Terms: c.Terms, Parent: c.Parent}}
	if c.File != "" {
		var err error
		if seeds, err = ingest.ReadSeeds(c.File); err != nil {
			return err
		}
	}
	st, service, err := c.openService(ctx, c.Own, homeFlag{}, std.err)
	if err != nil {
		return err
	}
	defer st.Close()
	for _, seed := range seeds {
		story, err := service.Track(ctx, seed, operator)
		if err != nil {
			return err
		}
		fmt.Fprintf(std.out, "tracking %q (%s), %d events so far\n", story.Title, story.Slug, story.EventCount)
	}
	return nil
}

type storiesUntrackCmd struct {
	database
	Story string `arg:"" help:"Title, slug or id."`
}

// Help is shown below the flags.
func (storiesUntrackCmd) Help() string {
	return "Example:\n  throughline stories untrack \"Ukraine peace negotiations\""
}

// Run stops looking for a story.
func (c storiesUntrackCmd) Run(ctx context.Context, std stdio) error {
	st, service, err := c.openService(ctx, tables{}, homeFlag{}, std.err)
	if err != nil {
		return err
	}
	defer st.Close()
	story, err := findStory(ctx, st, c.Story)
	if err != nil {
		return err
	}
	if story, err = service.Untrack(ctx, story.ID, operator); err != nil {
		return err
	}
	fmt.Fprintf(std.out, "no longer tracking %q; its %d events stay\n", story.Title, story.EventCount)
	return nil
}

// findStory finds a story by what a person calls it.
func findStory(ctx context.Context, st *store.Store, ref string) (models.Story, error) {
	story, err := st.StoryBySlugOrTitle(ctx, ref)
	if errors.Is(err, store.ErrNotFound) {
		return story, fmt.Errorf("no story %q (throughline stories list shows them)", ref)
	}
	return story, err
}

func orNone(values []string) string {
	if len(values) == 0 {
		return "none"
	}
	return strings.Join(values, ", ")
}

func orUnknown(d models.Day) string {
	if d == "" {
		return "not stated"
	}
	return string(d)
}
