package main

import (
	"context"

	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/stories"
)

type linkCmd struct {
	tables
	JSONL bool   `name:"jsonl" required:"" help:"Read JSON Lines {id,text,title?,published?,story?,learn?} and write one decision a line."`
	Level string `enum:"event,story" default:"story" help:"What to group: reports into one happening (event) or happenings into stories (story)."`
	Path  string `arg:"" optional:"" help:"File to read; - or nothing for standard input."`
}

// Help is shown below the flags.
func (linkCmd) Help() string {
	return `Example:
  throughline link --jsonl --level event < reports.jsonl`
}

type linkAnswer struct {
	ID string `json:"id"`
	stories.Decision
}

// Run decides each item with the earlier ones only.
func (c linkCmd) Run(_ context.Context, std stdio) error {
	reader, err := c.reader()
	if err != nil {
		return err
	}
	in, err := openInput(c.Path, std.in)
	if err != nil {
		return err
	}
	defer in.Close()
	linker := stories.NewLinker(stories.Level(c.Level))
	out := newJSONWriter(std.out)
	err = eachItem(in,
		func(it item) stories.Item {
			return ingest.NewItem(it.ID, it.day, it.Title, it.Text, it.reading(reader))
		},
		func(a answered[stories.Item]) error {
			if a.err != nil {
				return out.refuse(a.line)
			}
			d := linker.Decide(a.answer)
			if a.item.Learn == nil || *a.item.Learn {
				cluster, label := d.Cluster, d.Label
				if a.item.Story != "" {
					cluster, label = a.item.Story, a.item.Story
				}
				linker.Learn(a.answer, cluster, label)
				d.Cluster, d.Label = cluster, label
			}
			if d.Candidates == nil {
				d.Candidates = []stories.Candidate{}
			}
			return out.write(linkAnswer{a.item.ID, d})
		})
	if err != nil {
		return err
	}
	return out.finish()
}
