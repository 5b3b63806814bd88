package main

import (
	"context"
	"fmt"

	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/nlp/places/geonames"
	"github.com/throughline-news/throughline/source"
)

type placesCmd struct {
	Import placesImportCmd `cmd:"" help:"Make a gazetteer of your own from GeoNames' tables."`
}

// Help is shown below the commands.
func (placesCmd) Help() string {
	return "Example:\n  throughline places import allCountries.txt --gazetteer world.atlas"
}

type placesImportCmd struct {
	Gazetteer string `required:"" env:"THROUGHLINE_GAZETTEER" help:"File to write. One that is there is added to; a new one holds the places that are built in." placeholder:"FILE"`
	Villages  bool   `help:"Also take villages of which neither people nor other names are known: most of GeoNames, and some gigabytes of memory."`
	Path      string `arg:"" name:"file" help:"allCountries.txt, a country's file, cities500.txt or the like from GeoNames; - for standard input."`
}

// Help is shown below the flags.
func (placesImportCmd) Help() string {
	return `Takes cities, divisions and well-known waters, regions and sites. A line that is malformed is told of and passed over.
Use the gazetteer with --gazetteer FILE or THROUGHLINE_GAZETTEER=FILE.

Examples:
  throughline places import allCountries.txt --gazetteer world.atlas
  unzip -p allCountries.zip | throughline places import - --gazetteer world.atlas
  throughline analyze --gazetteer world.atlas article.txt`
}

// Run reads the table and writes the gazetteer.
func (c placesImportCmd) Run(ctx context.Context, std stdio) error {
	merger, err := c.merger()
	if err != nil {
		return err
	}
	in, err := openInput(c.Path, std.in)
	if err != nil {
		return err
	}
	defer in.Close()
	bad := refusals{to: std.err, file: c.Path}
	before, read, kept := merger.Len(), 0, 0
	err = source.Lines(in, func(number int, line []byte, err error) bool {
		if line != nil && line[0] == '#' {
			return true
		}
		read++
		var row geonames.Row
		if err == nil {
			row, err = geonames.Parse(trimLine(line))
		}
		switch {
		case err != nil:
			bad.add(number, err)
		case merger.Add(row):
			kept++
		}
		return read%1000 != 0 || ctx.Err() == nil
	})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", c.Path, err)
	}
	file, err := merger.Write()
	if err != nil {
		return err
	}
	if err := replaceFile(c.Gazetteer, file); err != nil {
		return fmt.Errorf("write gazetteer: %w", err)
	}
	fmt.Fprintf(std.out, "%d lines read, %d taken, %d refused\n%s holds %d places, %d of them new\n", read, kept, bad.count, c.Gazetteer, merger.Len(), merger.Len()-before)
	return bad.finish()
}

// merger starts from the gazetteer that is there, or from the built-in one.
func (c placesImportCmd) merger() (*geonames.Merger, error) {
	text, err := readOwn(c.Gazetteer)
	if err != nil {
		return nil, usageError{err}
	}
	open := places.Load
	if text != "" {
		open = func() (*places.Gazetteer, error) { return places.Open(text) }
	}
	gazetteer, err := open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Gazetteer, err)
	}
	return gazetteer.Merger(c.Villages), nil
}

// trimLine takes the line end off, and only that: trailing tabs are empty columns.
func trimLine(line []byte) string {
	n := len(line)
	for n > 0 && (line[n-1] == '\n' || line[n-1] == '\r') {
		n--
	}
	return string(line[:n])
}
