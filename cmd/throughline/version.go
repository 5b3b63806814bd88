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
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return fmt.Errorf("no build information in this binary")
	}
	revision := ""
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			revision = " " + s.Value[:min(len(s.Value), 12)]
		}
	}
	fmt.Fprintf(std.out, "throughline %s%s (reader %s, %s)\n", info.Main.Version, revision, reading.Version, info.GoVersion)
	return nil
}
