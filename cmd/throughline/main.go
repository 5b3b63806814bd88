// Throughline reads news and keeps the timeline of the world's ongoing stories.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// Exit codes of every command.
const (
	exitDone    = 0
	exitRefused = 1 // some input was refused, or the command failed
	exitUsage   = 2
)

// errRefused ends a command with exitRefused when every refusal was reported already.
var errRefused = errors.New("some input was refused")

// usageError is a mistake in how a command was called.
type usageError struct{ error }

// cli is the command line. Each command is in a file of its own.
type cli struct {
	Analyze    analyzeCmd    `cmd:"" help:"Show what a text says: names, dates, places, events. Needs no database."`
	Link       linkCmd       `cmd:"" help:"Group items into happenings or stories. Needs no database."`
	Ingest     ingestCmd     `cmd:"" help:"Read and store articles, pages and feeds."`
	Serve      serveCmd      `cmd:"" help:"Serve GraphQL and the page; read paths first and follow feeds."`
	Timeline   timelineCmd   `cmd:"" help:"Print the timeline of a story."`
	Agenda     agendaCmd     `cmd:"" help:"Print what was announced, by whom, and what became of it."`
	Background backgroundCmd `cmd:"" help:"Say what was reported before a draft, and where it disagrees."`
	Stories    storiesCmd    `cmd:"" help:"List, show, track and untrack stories."`
	Places     placesCmd     `cmd:"" help:"Make a gazetteer of your own."`
	Entities   entitiesCmd   `cmd:"" help:"Make a table of people and organizations of your own."`
	Token      tokenCmd      `cmd:"" help:"Make, list and revoke the tokens that let callers of the API in."`
	Lexicon    lexiconCmd    `cmd:"" help:"Check words for events of your own."`
	Migrate    migrateCmd    `cmd:"" help:"Bring the database's schema up to date."`
	Eval       evalCmd       `cmd:"" help:"Measure precision and recall on the project's own gold set."`
	Version    versionCmd    `cmd:"" help:"Print the version."`
}

// stdio is what a command reads and writes, handed in so that tests can.
type stdio struct {
	in       io.Reader
	out, err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], stdio{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// exitNow is what --help panics with to leave the parser; run catches it.
type exitNow int

// run parses args, runs the command and returns the exit code.
func run(ctx context.Context, args []string, std stdio) (code int) {
	defer func() {
		if r := recover(); r != nil {
			exit, ok := r.(exitNow)
			if !ok {
				panic(r)
			}
			code = int(exit)
		}
	}()
	parser, err := kong.New(&cli{},
		kong.Name("throughline"),
		kong.Description("Reads news and keeps the timeline of the world's ongoing stories."),
		kong.Writers(std.out, std.err),
		kong.Exit(func(code int) { panic(exitNow(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(std),
	)
	if err != nil {
		fmt.Fprintf(std.err, "throughline: %v\n", err)
		return exitUsage
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(std.err, "throughline: %v (throughline --help shows how)\n", err)
		return exitUsage
	}
	switch err := command.Run(); {
	case err == nil:
		return exitDone
	case errors.As(err, &usageError{}):
		fmt.Fprintf(std.err, "throughline: %v\n", err)
		return exitUsage
	case errors.Is(err, errRefused):
		return exitRefused
	default:
		fmt.Fprintf(std.err, "throughline: %v\n", err)
		return exitRefused
	}
}
