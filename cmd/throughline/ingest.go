package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
)

type ingestCmd struct {
	database
	tables
	homeFlag
	Published    string   `help:"Day of publication (YYYY-MM-DD, RFC 3339 or unknown) of texts that do not state theirs." placeholder:"DATE"`
	JSON         bool     `name:"json" help:"Print the summary as JSON."`
	AllowPrivate bool     `help:"Allow URLs on private networks and this machine."`
	Paths        []string `arg:"" name:"path" help:"Files, folders, http(s) URLs, or - for standard input."`
}

// Help is shown below the flags.
func (ingestCmd) Help() string {
	return `Reads .txt .md .html .json .jsonl and RSS, Atom or JSON feeds. Reading the same thing twice changes nothing.
A stories.yaml in a folder names the stories to track.

Examples:
  throughline ingest examples/
  throughline ingest --published 2025-12-08 article.txt
  throughline ingest --home US/Ohio local-paper.jsonl
  curl -s https://example.org/feed.xml | throughline ingest -`
}

// Run reads and stores everything the paths name.
func (c ingestCmd) Run(ctx context.Context, std stdio) error {
	stated, err := source.ParseStated(c.Published)
	if err != nil {
		return usageError{fmt.Errorf("--published: %w", err)}
	}
	st, service, err := c.openService(ctx, c.tables, c.homeFlag, std.err)
	if err != nil {
		return err
	}
	defer st.Close()
	opener := source.Opener{Stdin: std.in, Published: stated, Fetcher: source.NewFetcher(source.FetchOptions{AllowPrivate: c.AllowPrivate})}
	start := time.Now()
	summary, err := ingestAll(ctx, service, opener, c.Paths, std.err)
	if err != nil {
		return err
	}
	totals, err := st.Counts(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		err = json.NewEncoder(std.out).Encode(struct {
			ingest.Summary
			Seconds  float64 `json:"seconds"`
			Articles int     `json:"articles"`
			Events   int     `json:"events"`
			Stories  int     `json:"stories"`
		}{summary, time.Since(start).Seconds(), totals.Articles, totals.Events, totals.Stories})
	} else {
		printSummary(std.out, summary, totals)
	}
	if err == nil && summary.Refused > 0 {
		err = errRefused
	}
	return err
}

func printSummary(w io.Writer, s ingest.Summary, t store.Totals) {
	fmt.Fprintf(w, "%d articles stored, %d updated, %d unchanged, %d refused\n", s.Created, s.Updated, s.Unchanged, s.Refused)
	fmt.Fprintf(w, "the database holds %d articles, %d events, %d stories\n", t.Articles, t.Events, t.Stories)
}

// storiesFile is the file of a folder that names the stories to track.
const storiesFile = "stories.yaml"

// ingestAll reads all paths, tracks the stories their folders name, reports
// refusals on stderr and shows progress when that is a terminal.
func ingestAll(ctx context.Context, service *ingest.Service, opener source.Opener, paths []string, stderr io.Writer) (ingest.Summary, error) {
	var summary ingest.Summary
	step, done := progress(stderr)
	defer done()
	for _, path := range paths {
		if err := trackFile(ctx, service, filepath.Join(path, storiesFile)); err != nil && !source.IsURL(path) {
			return summary, err
		}
		err := service.Ingest(ctx, opener.Articles(ctx, path), func(r ingest.Result) {
			summary.Add(r)
			step()
			if r.Err != nil {
				fmt.Fprintf(stderr, "throughline: refused %v\n", r.Err)
			}
		})
		if err != nil {
			return summary, err
		}
	}
	return summary, nil
}

// trackFile tracks the stories of a file; one that is not there names none.
func trackFile(ctx context.Context, service *ingest.Service, path string) error {
	seeds, err := ingest.ReadSeeds(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, seed := range seeds {
		if _, err := service.Track(ctx, seed, operator); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

// progress returns a function to call for each article, and one for the end.
func progress(w io.Writer) (step, done func()) {
	f, ok := w.(*os.File)
	if !ok || !isatty.IsTerminal(f.Fd()) {
		return func() {}, func() {}
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("articles"), progressbar.OptionClearOnFinish())
	return func() { _ = bar.Add(1) }, func() { _ = bar.Finish() } // a bar that cannot be drawn is no reason to stop
}
