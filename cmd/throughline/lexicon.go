package main

import (
	"fmt"
	"strings"

	"github.com/throughline-news/throughline/nlp/events"
)

type lexiconCmd struct {
	Check lexiconCheckCmd `cmd:"" help:"Check a file of words for events of your own."`
}

// Help is shown below the commands.
func (lexiconCmd) Help() string {
	return "Example:\n  throughline lexicon check mine.txt"
}

type lexiconCheckCmd struct {
	Path string `arg:"" name:"file" help:"File of words for events; - for standard input."`
}

// Help is shown below the flags.
func (lexiconCheckCmd) Help() string {
	return `A line names a type of event and v (verbs) or n (nouns), and behind ": " the words that tell of it, in their dictionary
form, with commas between. "_" stands for up to four words; conditions follow in braces. A line may go on on the next, indented.
docs/lexicon.md explains all of it. Use the file with --lexicon FILE or THROUGHLINE_LEXICON=FILE.

  # mine.txt
  COERCE/cyber v: ransom, lock {obj:building}
  ASSAULT/drone n: drone wave, swarm {weak}

Examples:
  throughline lexicon check mine.txt
  throughline analyze --lexicon mine.txt article.txt`
}

// Run tells what is wrong with the file, or how many entries it has.
func (c lexiconCheckCmd) Run(std stdio) error {
	in, err := openInput(c.Path, std.in)
	if err != nil {
		return err
	}
	defer in.Close()
	var text strings.Builder
	if err := readCapped(&text, in, maxLexicon); err != nil {
		return fmt.Errorf("read %s: %w", c.Path, err)
	}
	entries, problems := events.CheckLexicon(events.Lexicon{Name: c.Path, Text: text.String()})
	for _, p := range problems {
		fmt.Fprintf(std.err, "throughline: %s\n", strings.TrimPrefix(p.Error(), "events: "))
	}
	if len(problems) > 0 {
		return errRefused
	}
	fmt.Fprintf(std.out, "%s: %d entries, nothing wrong\n", c.Path, entries)
	return nil
}
