package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/throughline-news/throughline/background"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/source"
)

type backgroundCmd struct {
	database
	tables
	Date   string `help:"Day that the draft is written for. Default: that of the file, else today." placeholder:"YYYY-MM-DD"`
	Format string `enum:"text,json,markdown,html" default:"text" help:"text, json, markdown or html."`
	Path   string `arg:"" help:"File or address of the draft; - for standard input."`
}

// Help is shown below the flags.
func (backgroundCmd) Help() string {
	return `Reads a draft and keeps nothing of it: the stories it belongs to, what came before, who is who, and where it disagrees with what was reported.

Examples:
  throughline background draft.txt --date 2025-12-09
  throughline background --format markdown - < draft.md`
}

// Run prints the background of a draft.
func (c backgroundCmd) Run(ctx context.Context, std stdio) error {
	var date models.Day
	if c.Date != "" {
		day, err := models.ParseDay(c.Date)
		if err != nil {
			return usageError{fmt.Errorf("--date: %w", err)}
		}
		date = day
	}
	reader, err := c.reader()
	if err != nil {
		return err
	}
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	named, err := st.Aliased(ctx)
	if err != nil {
		return err
	}
	reader = reader.WithAliases(named)
	opener := source.Opener{Stdin: std.in, Published: source.Stated{Unknown: true}, Fetcher: source.NewFetcher(source.FetchOptions{})}
	for article, err := range opener.Articles(ctx, c.Path) {
		if err != nil {
			return err
		}
		if date == "" {
			date = article.PublishedOn
		}
		service := background.Service{Store: st, Reader: func() *reading.Reader { return reader }}
		answer, err := service.Of(ctx, background.Draft{Title: article.Title, Text: article.Text, Date: date})
		if err != nil {
			return err
		}
		switch c.Format {
		case "json":
			encoder := json.NewEncoder(std.out)
			encoder.SetEscapeHTML(false)
			encoder.SetIndent("", "  ")
			return encoder.Encode(answer)
		case "markdown":
			return answer.Markdown(std.out)
		case "html":
			return answer.HTML(std.out)
		}
		return answer.Plain(std.out)
	}
	return errors.New("no draft to read (expected a text)")
}
