package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/throughline-news/throughline/nlp/events"
	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/nlp/reading"
)

// tables are the flags of the commands that read texts: tables of the user's own.
type tables struct {
	Gazetteer string   `env:"THROUGHLINE_GAZETTEER" help:"Gazetteer of your own, as places import writes it." placeholder:"FILE"`
	Entities  string   `env:"THROUGHLINE_ENTITIES" help:"Entities of your own, as entities import writes them." placeholder:"FILE"`
	Lexicon   []string `env:"THROUGHLINE_LEXICON" help:"Words for events of your own, which win over the built-in ones; may be repeated. lexicon check tells what is wrong with one." placeholder:"FILE" sep:","`
}

// reader loads the reader with the user's tables.
func (t tables) reader() (*reading.Reader, error) {
	var own reading.Tables
	for _, f := range []struct {
		path string
		text *string
	}{{t.Gazetteer, &own.Gazetteer}, {t.Entities, &own.Entities}} {
		if f.path == "" {
			continue
		}
		var err error
		if *f.text, err = readFile(f.path); err != nil {
			return nil, usageError{err}
		}
	}
	for _, path := range t.Lexicon {
		text, err := readLexicon(path)
		if err != nil {
			return nil, usageError{err}
		}
		own.Lexicons = append(own.Lexicons, events.Lexicon{Name: path, Text: text})
	}
	return reading.With(own)
}

// maxLexicon is how many bytes a file of words for events may have: a hundred times the built-in one.
const maxLexicon = 4 << 20

// readLexicon reads a file of words for events.
func readLexicon(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var text strings.Builder
	if err := readCapped(&text, f, maxLexicon); err != nil {
		return "", fmt.Errorf("read %s: %w", path, err)
	}
	return text.String(), nil
}

// readCapped copies all of in, which may have limit bytes at most.
func readCapped(to io.Writer, in io.Reader, limit int64) error {
	n, err := io.Copy(to, io.LimitReader(in, limit+1))
	if err == nil && n > limit {
		err = fmt.Errorf("more than %d bytes", limit)
	}
	return err
}

// readFile reads a file into a string, once: it may be large.
func readFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var text strings.Builder
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		text.Grow(int(info.Size()))
	}
	if _, err := io.Copy(&text, f); err != nil {
		return "", err
	}
	return text.String(), nil
}

// readOwn reads a table that an import adds to; one that is not there is "".
func readOwn(path string) (string, error) {
	text, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return text, err
}

// replaceFile writes a file whole or not at all: who reads it meanwhile sees the old one.
func replaceFile(path string, content []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if _, err = f.Write(content); err != nil {
		return errors.Join(err, f.Close())
	}
	if err = errors.Join(f.Chmod(0o644), f.Sync(), f.Close()); err != nil { // a temporary file is its owner's alone
		return err
	}
	return os.Rename(f.Name(), path)
}

// mostTold is how many refused lines of an import are told of one by one.
const mostTold = 20

// refusals tells of the lines of a file that could not be read.
type refusals struct {
	to    io.Writer
	file  string
	count int
}

func (r *refusals) add(line int, err error) {
	if r.count++; r.count <= mostTold {
		fmt.Fprintf(r.to, "throughline: %s line %d: %v\n", r.file, line, err)
	}
}

// finish returns errRefused if there were any.
func (r *refusals) finish() error {
	if r.count > mostTold {
		fmt.Fprintf(r.to, "throughline: %s: and %d more lines\n", r.file, r.count-mostTold)
	}
	if r.count > 0 {
		return errRefused
	}
	return nil
}

// homeFlag is where the sources of what is read are at home: COUNTRY or COUNTRY/ADMIN1.
type homeFlag struct {
	Home string `help:"Where the source is at home, to tell places of one name apart: a country (ISO 3166-1 alpha-2), and a division of it by name or code." placeholder:"COUNTRY[/ADMIN1]"`
}

// home returns the flag's value; zero when it is not given.
func (h homeFlag) home(reader *reading.Reader) (places.Home, error) {
	if h.Home == "" {
		return places.Home{}, nil
	}
	country, admin1, _ := strings.Cut(h.Home, "/")
	home := places.Home{Country: strings.ToUpper(strings.TrimSpace(country)), Admin1: strings.TrimSpace(admin1)}
	if len(home.Country) != 2 || !reader.Knows(home) {
		return home, usageError{fmt.Errorf("--home: no country or division is known as %q (expected COUNTRY[/ADMIN1], such as US/Ohio)", h.Home)}
	}
	return home, nil
}
