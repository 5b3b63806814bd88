package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/mattn/go-isatty"

	"github.com/throughline-news/throughline/nlp/events"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/source"
)

type analyzeCmd struct {
	tables
	homeFlag
	JSONL      bool   `name:"jsonl" help:"Read JSON Lines {id,text,title?,published?,url?,source?,home?} and write one object a line."`
	Predicates bool   `help:"Also write every happening word with its status and date."`
	Explain    bool   `help:"Show a person the text and its events, and say why each field is what it is."`
	Published  string `help:"Day of publication (YYYY-MM-DD or RFC 3339) of a single text." placeholder:"DATE"`
	Path       string `arg:"" optional:"" help:"File to read; - or nothing for standard input."`
}

// Help is shown below the flags.
func (analyzeCmd) Help() string {
	return `Examples:
  throughline analyze --published 2025-12-08 article.txt
  throughline analyze --explain article.txt
  echo '{"id":"1","text":"Talks ended in Miami on Monday.","published":"2025-12-08"}' | throughline analyze --jsonl`
}

// Run reads the input and writes what it says.
func (c analyzeCmd) Run(ctx context.Context, std stdio) error {
	reader, err := c.reader()
	if err != nil {
		return err
	}
	if !c.JSONL {
		return c.single(ctx, reader, std)
	}
	if c.Explain {
		return usageError{fmt.Errorf("--explain is for people and --jsonl for programs")}
	}
	if c.Published != "" || c.Home != "" {
		return usageError{fmt.Errorf("--published and --home are for a single text; with --jsonl each line has its own")}
	}
	in, err := openInput(c.Path, std.in)
	if err != nil {
		return err
	}
	defer in.Close()
	out := newJSONWriter(std.out)
	err = eachItem(in,
		func(it item) reading.Answer { return c.answer(reader, it.ID, it.reading(reader)) },
		func(a answered[reading.Answer]) error {
			if a.err != nil {
				return out.refuse(a.line)
			}
			return out.write(a.answer)
		})
	if err != nil {
		return err
	}
	return out.finish()
}

func (c analyzeCmd) answer(reader *reading.Reader, id string, rd reading.Reading) reading.Answer {
	var ps []events.Predicate
	if c.Predicates {
		ps = reader.Predicates(rd)
	}
	return rd.Answer(id, ps)
}

// single reads one article of any kind that ingest takes: a table for a
// terminal, JSON for a program.
func (c analyzeCmd) single(ctx context.Context, reader *reading.Reader, std stdio) error {
	path := c.Path
	if path == "" {
		path = "-"
	}
	day, at, err := source.ParsePublished(c.Published)
	if err != nil {
		return usageError{fmt.Errorf("--published: %w", err)}
	}
	home, err := c.home(reader)
	if err != nil {
		return err
	}
	refused := false
	opener := source.Opener{Stdin: std.in, Published: source.Stated{Day: day, At: at, Unknown: c.Published == ""}, Fetcher: source.NewFetcher(source.FetchOptions{})}
	for article, err := range opener.Articles(ctx, path) {
		if err != nil {
			fmt.Fprintf(std.err, "throughline: %v\n", err)
			refused = true
			continue
		}
		terminal := isTerminal(std.out)
		if terminal || c.Explain {
			sh := show{w: std.out, colour: terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
			sh.article(article, reader, reading.TextOf(article, home), c.Explain)
			continue
		}
		rd := reader.ReadArticle(article, home)
		encoder := json.NewEncoder(std.out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(c.answer(reader, article.URL, rd)); err != nil {
			return err
		}
	}
	if refused {
		return errRefused
	}
	return nil
}

// isTerminal tells whether a person reads what is written to w.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}
