package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/throughline-news/throughline/nlp/actors"
	"github.com/throughline-news/throughline/nlp/actors/knowledge"
	"github.com/throughline-news/throughline/source"
)

type entitiesCmd struct {
	Import entitiesImportCmd `cmd:"" help:"Make a table of people and organizations of your own."`
}

// Help is shown below the commands.
func (entitiesCmd) Help() string {
	return "Example:\n  throughline entities import people.csv --entities own.tsv"
}

type entitiesImportCmd struct {
	Entities string `required:"" env:"THROUGHLINE_ENTITIES" help:"File to write. One that is there is added to." placeholder:"FILE"`
	Path     string `arg:"" name:"file" help:"Wikidata's JSON dump, OpenSanctions' or other FollowTheMoney JSON Lines, or CSV; - for standard input."`
}

// Help is shown below the flags.
func (entitiesImportCmd) Help() string {
	return `A CSV file begins with key,name,kind,country,aliases,wikidata,roles; aliases and roles have bars between, a role is OFFICE FROM..TO;
kind is person, government, bloc, organization, armed_group, country or other. Of Wikidata organizations are taken, and
people who held an office. Entities with one key or Wikidata id are one; a name that several have means none of them.
A line that is malformed is told of and passed over. Use the table with --entities FILE or THROUGHLINE_ENTITIES=FILE.

Examples:
  throughline entities import people.csv --entities own.tsv
  bzcat latest-all.json.bz2 | throughline entities import - --entities own.tsv
  throughline analyze --entities own.tsv article.txt`
}

// Run reads the file and writes the table.
func (c entitiesImportCmd) Run(ctx context.Context, std stdio) error {
	old, err := readOwn(c.Entities)
	if err != nil {
		return usageError{err}
	}
	table := &knowledge.Table{}
	if old != "" {
		if table, err = knowledge.Parse(old); err != nil {
			return fmt.Errorf("%s: %w", c.Entities, err)
		}
	}
	in, err := openInput(c.Path, std.in)
	if err != nil {
		return err
	}
	defer in.Close()
	base, err := actors.Load()
	if err != nil {
		return err
	}
	im := importer{table: table, bad: refusals{to: std.err, file: c.Path}, countries: base.Countries(), codes: map[string]bool{}}
	for _, code := range im.countries {
		im.codes[code] = true
	}
	before := len(table.Entities)
	if err := im.read(ctx, bufio.NewReader(in)); err != nil {
		return fmt.Errorf("read %s: %w", c.Path, err)
	}
	if err := replaceFile(c.Entities, table.Append(nil)); err != nil {
		return fmt.Errorf("write entities: %w", err)
	}
	fmt.Fprintf(std.out, "%d entities taken, %d refused\n%s holds %d entities, %d of them new\n", im.taken, im.bad.count, c.Entities, len(table.Entities), len(table.Entities)-before)
	return im.bad.finish()
}

// importer takes entities into a table.
type importer struct {
	table     *knowledge.Table
	bad       refusals
	countries map[string]string // ISO codes by Wikidata id
	codes     map[string]bool
	taken     int
}

// read tells JSON from CSV by the first byte that is no blank.
func (im *importer) read(ctx context.Context, in *bufio.Reader) error {
	for {
		b, err := in.Peek(1)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if !bytes.ContainsAny(b, " \t\r\n") {
			if b[0] == '{' || b[0] == '[' {
				return im.readJSON(ctx, in)
			}
			break
		}
		if _, err := in.Discard(1); err != nil {
			return err
		}
	}
	for line, r := range knowledge.CSV(in) {
		im.add(line, r.Entity, r.Err == nil, r.Err)
		if ctx.Err() != nil {
			break
		}
	}
	return ctx.Err()
}

// readJSON reads an object a line; as in Wikidata's dump the lines may be those of one array.
func (im *importer) readJSON(ctx context.Context, in io.Reader) error {
	err := source.Lines(in, func(number int, line []byte, err error) bool {
		line = bytes.TrimSuffix(bytes.TrimSpace(line), []byte(","))
		switch {
		case err != nil:
			im.bad.add(number, err)
		case len(line) == 1 && (line[0] == '[' || line[0] == ']'):
		case line[0] == '[':
			var list []json.RawMessage
			if err := json.Unmarshal(line, &list); err != nil {
				im.bad.add(number, fmt.Errorf("no JSON: %w", err))
			}
			for _, one := range list {
				im.addJSON(number, one)
			}
		default:
			im.addJSON(number, line)
		}
		return ctx.Err() == nil
	})
	return errors.Join(err, ctx.Err())
}

// addJSON takes in an object: one with a schema is FollowTheMoney's, another Wikidata's.
func (im *importer) addJSON(number int, line []byte) {
	var form struct {
		Schema *string `json:"schema"`
		ID     *string `json:"id"`
	}
	if err := json.Unmarshal(line, &form); err != nil {
		im.bad.add(number, fmt.Errorf("no JSON object of an entity: %w", err))
		return
	}
	switch {
	case form.Schema != nil:
		e, ok, err := knowledge.FollowTheMoney(line, func(code string) bool { return im.codes[code] })
		im.add(number, e, ok, err)
	case form.ID != nil:
		e, ok, err := knowledge.Wikidata(line, im.countries)
		im.add(number, e, ok, err)
	default:
		im.bad.add(number, errors.New("an entity of neither Wikidata nor FollowTheMoney: it has no id"))
	}
}

func (im *importer) add(number int, e knowledge.Entity, ok bool, err error) {
	if err == nil && ok {
		if e.Country != "" && !im.codes[e.Country] {
			err = fmt.Errorf("%s has the unknown country %q", e.Key, e.Country)
		} else if err = im.table.Add(e); err == nil {
			im.taken++
		}
	}
	if err != nil {
		im.bad.add(number, err)
	}
}
