package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/throughline-news/throughline/ledger"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

type timelineCmd struct {
	database
	tables
	From     string `help:"Only events on or after this day." placeholder:"YYYY-MM-DD"`
	To       string `help:"Only events on or before this day." placeholder:"YYYY-MM-DD"`
	Disputed bool   `help:"Only events that independent reports differ about."`
	Format   string `enum:"table,json,csv,md" default:"table" help:"table, json, csv or md."`
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
	for _, f := range []struct {
		flag, value string
		day         *models.Day
	}{{"--from", c.From, &filter.From}, {"--to", c.To, &filter.To}} {
		if f.value == "" {
			continue
		}
		day, err := models.ParseDay(f.value)
		if err != nil {
			return usageError{fmt.Errorf("%s: %w", f.flag, err)}
		}
		*f.day = day
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
	return printTimeline(ctx, std.out, st, story, filter, printed{format: c.Format})
}

// entry is an event of a timeline with all that a print shows.
type entry struct {
	models.Event
	Place      string              `json:"place,omitempty"`
	Country    string              `json:"country,omitempty"`
	Actors     []string            `json:"actors"`
	Recipients []string            `json:"recipients"`
	Quote      string              `json:"quote,omitempty"`
	URL        string              `json:"url,omitempty"`
	Publisher  string              `json:"publisher,omitempty"`
	Claims     []models.Claim      `json:"claims,omitempty"` // that differ from what was chosen, or were overtaken
	Statuses   []models.StatusStep `json:"statusHistory,omitempty"`
	Origins    []models.Origin     `json:"origins,omitempty"`
	Reasons    []models.Reason     `json:"reasons,omitempty"`
	link       float64
}

// printed is how a timeline is printed: in which format, and whether a table has
// lines about what reports disagree on and why each event is on it.
type printed struct {
	format      string
	claims, why bool
}

// printTimeline writes the timeline of a story in pages of bounded size.
func printTimeline(ctx context.Context, w io.Writer, st *store.Store, story models.Story, filter store.EventFilter, as printed) error {
	out, finish := entryWriter(w, story, as)
	page := store.Page{First: store.MaxFirst}
	for {
		lists, err := st.Timelines(ctx, []string{story.ID}, filter, page)
		if err != nil {
			return err
		}
		list := lists[story.ID]
		entries, err := entriesOf(ctx, st, story, list.Items)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := out(e); err != nil {
				return err
			}
		}
		if !list.HasNext {
			return finish()
		}
		page.After = list.Cursors[len(list.Cursors)-1]
	}
}

// entriesOf reads what hangs on a page of events, with one statement a kind.
func entriesOf(ctx context.Context, st *store.Store, story models.Story, events []models.Event) ([]entry, error) {
	var ids, placeIDs, articleIDs []string
	for _, e := range events {
		ids = append(ids, e.ID)
		placeIDs = append(placeIDs, e.PlaceID)
	}
	participants, err := st.ParticipantsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	places, err := st.PlacesByID(ctx, placeIDs)
	if err != nil {
		return nil, err
	}
	mentions, err := st.MentionsOf(ctx, ids, 1)
	if err != nil {
		return nil, err
	}
	links, err := st.LinksOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, ms := range mentions {
		for _, m := range ms {
			articleIDs = append(articleIDs, m.ArticleID)
		}
	}
	articles, err := st.ArticlesByID(ctx, articleIDs)
	if err != nil {
		return nil, err
	}
	claims, err := ledger.Claims(ctx, st, ids)
	if err != nil {
		return nil, err
	}
	statuses, err := ledger.StatusHistories(ctx, st, ids)
	if err != nil {
		return nil, err
	}
	origins, err := ledger.Origins(ctx, st, ids)
	if err != nil {
		return nil, err
	}
	entries := make([]entry, 0, len(events))
	for _, e := range events {
		x := entry{Event: e, Statuses: statuses[e.ID], Origins: origins[e.ID], Actors: names(participants[e.ID].Actors), Recipients: names(participants[e.ID].Recipients),
			Place: places[e.PlaceID].Name, Country: places[e.PlaceID].Country}
		for _, claim := range claims[e.ID] {
			if claim.Verdict != models.VerdictAgree {
				x.Claims = append(x.Claims, claim)
			}
		}
		for _, m := range mentions[e.ID] {
			x.Quote, x.URL, x.Publisher = m.Quote.Exact, articles[m.ArticleID].URL, articles[m.ArticleID].Publisher
		}
		for _, l := range links[e.ID] {
			if l.StoryID == story.ID {
				x.Reasons, x.link = l.Reasons, l.Probability
			}
		}
		entries = append(entries, x)
	}
	return entries, nil
}

func names(entities []models.Entity) []string {
	out := make([]string, 0, len(entities))
	for _, e := range entities {
		out = append(out, e.Name)
	}
	return out
}

// entryWriter returns a function that writes one entry in a format, and one for the end.
func entryWriter(w io.Writer, story models.Story, as printed) (write func(entry) error, finish func() error) {
	nothing := func() error { return nil }
	switch as.format {
	case "json":
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		return func(e entry) error { return encoder.Encode(e) }, nothing
	case "csv":
		c := csv.NewWriter(w)
		header := c.Write([]string{"start", "end", "precision", "basis", "type", "mode", "status", "summary", "place", "country", "actors", "recipients", "reports", "origins", "confidence", "quote", "publisher", "url", "id", "disputed"})
		return func(e entry) error {
			if header != nil {
				return header
			}
			d := dateOf(e)
			return c.Write([]string{string(d.Start), string(d.End), string(d.Precision), string(d.Basis), string(e.Type), e.Mode, string(e.Status), e.Summary, e.Place, e.Country,
				strings.Join(e.Actors, "; "), strings.Join(e.Recipients, "; "), strconv.Itoa(e.ReportCount), strconv.Itoa(e.OriginCount),
				strconv.FormatFloat(e.Confidence, 'f', 2, 64), e.Quote, e.Publisher, e.URL, e.ID, strconv.FormatBool(e.Disputed)})
		}, func() error { c.Flush(); return errors.Join(header, c.Error()) }
	case "md":
		fmt.Fprintf(w, "# %s\n", story.Title)
		return func(e entry) error {
			_, err := fmt.Fprintf(w, "\n- **%s** %s (%s, %s)\n  > %s\n  %s\n", shownDate(e), e.Summary, strings.ToLower(string(e.Type)), shownStatus(e), shorten(e.Quote, 300), sourceLine(e))
			for _, line := range slices.Concat(statusLines(e.Statuses), claimLines(e.Claims)) {
				_, more := fmt.Fprintf(w, "  - %s\n", line)
				err = errors.Join(err, more)
			}
			return err
		}, nothing
	default:
		table := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
		fmt.Fprintln(table, "DATE\tTYPE\tSTATUS\tWHAT\tWHERE\tREPORTS\tORIGINS\tQUOTE")
		return func(e entry) error {
			_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\n", shownDate(e), e.Type, shownStatus(e), shorten(e.Summary, 70), e.Place, e.ReportCount, e.OriginCount, shorten(e.Quote, 60))
			var lines []string
			if as.claims {
				lines = slices.Concat(statusLines(e.Statuses), claimLines(e.Claims), originLines(e.Origins, as.why))
			}
			if as.why {
				lines = append(lines, fmt.Sprintf("linked with %.2f: %s", e.link, reasonsLine(e.Reasons)))
			}
			for _, line := range lines {
				_, more := fmt.Fprintf(table, "\t\t\t%s\t\t\t\t\n", line)
				err = errors.Join(err, more)
			}
			return err
		}, table.Flush
	}
}

func dateOf(e entry) models.Date {
	if e.Date == nil {
		return models.Date{}
	}
	return *e.Date
}

func shownDate(e entry) string {
	if e.Date == nil {
		return "not stated"
	}
	return dateRange(*e.Date)
}

// shownStatus is the status of an event and whether it is disputed.
func shownStatus(e entry) string {
	if e.Disputed {
		return string(e.Status) + ", disputed"
	}
	return string(e.Status)
}

func sourceLine(e entry) string {
	name := e.Publisher
	if name == "" {
		name = "source"
	}
	if e.URL != "" {
		name = "[" + name + "](" + e.URL + ")"
	}
	return fmt.Sprintf("%s, %d reports, %d origins", name, e.ReportCount, e.OriginCount)
}

func reasonsLine(reasons []models.Reason) string {
	var parts []string
	for _, r := range reasons {
		parts = append(parts, fmt.Sprintf("%s %+.2f", r.Feature, r.Weight))
	}
	return strings.Join(parts, ", ")
}
