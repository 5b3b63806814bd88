package main

import (
	"errors"

	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/stories"
)

// pile prints the timeline of the articles read from a file or standard input.
func (c timelineCmd) pile(std stdio) error {
	if c.Key < 0 {
		return usageError{errors.New("--key is the number of days to keep (expected 1 or more)")}
	}
	reader, err := c.reader()
	if err != nil {
		return err
	}
	in, err := openInput(c.Story, std.in)
	if err != nil {
		return err
	}
	defer in.Close()
	out := newJSONWriter(std.out)
	var tellings []stories.Telling
	err = eachItem(in,
		func(it item) stories.Telling { return telling(it, it.reading(reader)) },
		func(a answered[stories.Telling]) error {
			if a.err != nil {
				return out.refuse(a.line)
			}
			tellings = append(tellings, a.answer)
			return nil
		})
	if err != nil {
		return err
	}
	days := stories.Timeline(tellings)
	if c.Key > 0 {
		days = stories.KeyDays(days, c.Key)
	}
	for _, d := range days {
		if err := out.write(d); err != nil {
			return err
		}
	}
	return out.finish()
}

// telling gives a reading the shape in which a timeline is told.
func telling(it item, rd reading.Reading) stories.Telling {
	t := stories.Telling{Report: ingest.NewReport(it.article(), rd)}
	for _, x := range rd.Times {
		if x.Day == nil {
			continue
		}
		n := stories.NamedDate{Date: *x.Day}
		if s := rd.Doc.SentenceAt(x.Start); s >= 0 {
			n.Sentence = rd.Doc.Slice(rd.Doc.Sentences[s].Span)
		}
		t.Dates = append(t.Dates, n)
	}
	return t
}
