package main

import (
	"fmt"
	"runtime/debug"

	"github.com/throughline-news/throughline/nlp/reading"
)

type versionCmd struct{}

// Help is shown below the flags.
func (versionCmd) Help() string {
	return "Example:\n  throughline version"
}

// Run prints the version of the program, of its reader and of Go.
func (versionCmd) Run(std stdio) error {
	fmt.Fprintln(std.out, "throughline "+version())
	return nil
}

// version says which program this is: its version, its reader's and Go's.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "built without build information"
	}
	revision := ""
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			revision = " " + s.Value[:min(len(s.Value), 12)]
		}
	}
	return fmt.Sprintf("%s%s (reader %s, %s)", info.Main.Version, revision, reading.Version, info.GoVersion)
}
