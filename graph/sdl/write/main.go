// Command write writes the schema of a folder into one file. It refuses to replace
// one that it would break, unless told to with -break.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/throughline-news/throughline/graph/sdl"
)

func main() {
	breaks := flag.Bool("break", false, "write a schema that breaks queries too")
	flag.Parse()
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "usage: write [-break] FOLDER FILE")
		os.Exit(2)
	}
	if err := write(flag.Arg(0), flag.Arg(1), *breaks); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(dir, file string, breaks bool) error {
	schema, err := sdl.LoadDir(dir)
	if err != nil {
		return err
	}
	before, err := sdl.Load(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err == nil && !breaks {
		if broken := sdl.Breaking(before, schema); len(broken) > 0 {
			return fmt.Errorf("write: %s would break queries (deprecate instead, or give -break):\n  %s", file, strings.Join(broken, "\n  "))
		}
	}
	if err := os.WriteFile(file, []byte(sdl.Print(schema)), 0o644); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}
