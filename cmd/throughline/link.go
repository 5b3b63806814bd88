package main

import (
	"context"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/stories"
)

type linkCmd struct {
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
	reader, err := reading.New()
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
		func(it item) stories.Item { return linkItem(it, it.reading(reader)) },
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

// linkItem gives a linker what it sees of a reading.
func linkItem(it item, rd reading.Reading) stories.Item {
	out := stories.Item{ID: it.ID, Day: it.day, Title: it.Title, Text: it.Text, Entities: entityKeys(rd)}
	for _, p := range rd.Places {
		out.Places = append(out.Places, p.Place.Key)
	}
	for _, m := range rd.Mentions {
		out.Types = append(out.Types, m.Type)
		if m.Main {
			out.Date = m.Date
		}
	}
	return out
}

// entityKeys are the keys of the known entities of a reading, in text order,
// each once.
func entityKeys(rd reading.Reading) []string {
	var keys []string
	seen := map[string]bool{}
	for _, a := range rd.Actors {
		if k := a.Entity.Key; k != "" && !seen[k] && a.Entity.Kind != models.EntityPlace {
			seen[k] = true
			keys = append(keys, k)
		}
	}
	return keys
}
