// Package sentences holds sentences written for this project with all their
// events marked: what package events learns from and, in gold/, what it is
// measured on and never learns from.
//
// A block is a sentence, then a line for each event, the columns parted by tabs:
//
//	TYPE[/mode]  status  trigger  who  whom  where
//
// Several participants are parted by " | ", "-" stands for none, "#2" behind
// words means their second occurrence. A sentence without events has the line
// NONE. Blocks are parted by empty lines; lines that begin with "# " are remarks.
package sentences

import (
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/throughline-news/throughline/models"
)

//go:embed *.txt gold/*.txt
var files embed.FS

// Span is a run of words of a sentence, in bytes, end exclusive.
type Span struct{ Start, End int }

// Event is one event that a sentence tells of.
type Event struct {
	Type      models.EventType
	Mode      string
	Status    models.Status
	Trigger   Span
	Who, Whom []Span
	Where     *Span // nil when not told
}

// Sentence is a sentence and all its events, in the order they are marked.
type Sentence struct {
	Text   string
	Events []Event
}

// Training returns the sentences to learn from, file by file.
func Training() ([]Sentence, error) { return read("*.txt") }

// Gold returns the sentences to measure on.
func Gold() ([]Sentence, error) { return read("gold/*.txt") }

func read(pattern string) ([]Sentence, error) {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		return nil, fmt.Errorf("sentences: list %q: %w", pattern, err)
	}
	var out []Sentence
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("sentences: read %q: %w", name, err)
		}
		list, err := Parse(string(text))
		if err != nil {
			return nil, fmt.Errorf("sentences: %s: %w", name, err)
		}
		out = append(out, list...)
	}
	return out, nil
}

// Parse reads blocks. An error names the line.
func Parse(text string) ([]Sentence, error) {
	var out []Sentence
	open := false // within a block
	marked := true
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, "\r ")
		switch {
		case line == "":
			if !marked {
				return nil, fmt.Errorf("line %d: a sentence without events or NONE before it", i+1)
			}
			open = false
		case strings.HasPrefix(line, "# ") || line == "#":
		case !open:
			out = append(out, Sentence{Text: line})
			open, marked = true, false
		case line == "NONE":
			marked = true
		default:
			s := &out[len(out)-1]
			e, err := parseEvent(s.Text, line)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", i+1, err)
			}
			s.Events = append(s.Events, e)
			marked = true
		}
	}
	if !marked {
		return nil, fmt.Errorf("last line: a sentence without events or NONE")
	}
	return out, nil
}

func parseEvent(text, line string) (Event, error) {
	columns := strings.Split(line, "\t")
	if len(columns) != 6 {
		return Event{}, fmt.Errorf("%d columns in %q, want 6", len(columns), line)
	}
	kind, mode, _ := strings.Cut(columns[0], "/")
	e := Event{Type: models.EventType(kind), Mode: mode, Status: models.Status(columns[1])}
	var err error
	if e.Trigger, err = find(text, columns[2]); err != nil {
		return e, err
	}
	if e.Who, err = findAll(text, columns[3]); err != nil {
		return e, err
	}
	if e.Whom, err = findAll(text, columns[4]); err != nil {
		return e, err
	}
	where, err := findAll(text, columns[5])
	if err != nil || len(where) == 0 {
		return e, err
	}
	e.Where = &where[0]
	return e, nil
}

func findAll(text, cell string) ([]Span, error) {
	if cell == "-" {
		return nil, nil
	}
	var out []Span
	for _, words := range strings.Split(cell, " | ") {
		s, err := find(text, words)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// find is where words stand in text, the nth time with "#n" behind them.
func find(text, words string) (Span, error) {
	nth := 1
	if i := strings.LastIndexByte(words, '#'); i > 0 {
		if n, err := strconv.Atoi(words[i+1:]); err == nil {
			words, nth = words[:i], n
		}
	}
	from := 0
	for ; ; nth-- {
		i := strings.Index(text[from:], words)
		if i < 0 || words == "" {
			return Span{}, fmt.Errorf("no %q in %q", words, text)
		}
		if nth <= 1 {
			return Span{from + i, from + i + len(words)}, nil
		}
		from += i + len(words)
	}
}
