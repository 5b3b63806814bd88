package main

import (
	"context"
	"encoding/json"

	"github.com/throughline-news/throughline/eval"
	"github.com/throughline-news/throughline/nlp/reading"
)

type evalCmd struct {
	Sentences bool   `help:"Measure on the marked sentences instead: each type, each status, and how far confidences can be relied on."`
	Misses    bool   `help:"Also show every miss with its words."`
	JSON      bool   `name:"json" help:"Print the report as JSON."`
	Samples   string `arg:"" optional:"" default:"examples" help:"Folder of the sample articles." type:"existingdir"`
}

// Help is shown below the flags.
func (evalCmd) Help() string {
	return `Reads the samples and compares the outcome with the project's own gold set: precision, recall and F1.

Examples:
  throughline eval --misses examples/
  throughline eval --sentences`
}

// Run measures and prints.
func (c evalCmd) Run(ctx context.Context, std stdio) error {
	reader, err := reading.New()
	if err != nil {
		return err
	}
	if c.Sentences {
		report, err := eval.Sentences(reader)
		if err != nil {
			return err
		}
		if c.JSON {
			return json.NewEncoder(std.out).Encode(report)
		}
		return report.Write(std.out)
	}
	report, err := eval.Run(ctx, reader, c.Samples)
	if err != nil {
		return err
	}
	drafts, err := eval.Drafts(ctx, reader, c.Samples)
	if err != nil {
		return err
	}
	report = report.And(drafts)
	if c.JSON {
		return json.NewEncoder(std.out).Encode(report)
	}
	return report.Write(std.out, c.Misses)
}
