package store

import (
	"iter"
	"slices"
	"strings"
)

// chunk is how many values one IN takes: far below what the databases allow.
const chunk = 1000

// inChunks cuts a list of ids into lists that fit into one statement each.
func inChunks(ids []string) iter.Seq[[]string] {
	return slices.Chunk(plains(ids), chunk)
}

// plain makes a value that is looked for fit for both databases. PostgreSQL
// refuses NUL bytes and broken UTF-8; nothing stored has them, so with a
// replacement character in their place the value is simply not found.
func plain[S ~string](value S) string {
	return strings.ReplaceAll(strings.ToValidUTF8(string(value), "\uFFFD"), "\x00", "\uFFFD")
}

// plains makes each of the values plain.
func plains[S ~string](values []S) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = plain(v)
	}
	return out
}
