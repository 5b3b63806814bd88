package actors

import (
	"embed"
	"fmt"
	"strings"
)

// data holds the tables of the knowledge base. The "#" lines at the head of
// each file define its columns.
//
//go:embed data/*.tsv
var data embed.FS

// readTable returns the rows of an embedded table, which must have the given
// columns, each row as long as these.
func readTable(name string, columns ...string) ([][]string, error) {
	text, err := data.ReadFile("data/" + name)
	if err != nil {
		return nil, fmt.Errorf("actors: read table: %w", err)
	}
	var rows [][]string
	header := false
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if !header {
			if got, want := strings.Join(cells, " "), strings.Join(columns, " "); got != want {
				return nil, fmt.Errorf("actors: %s has columns %q, want %q", name, got, want)
			}
			header = true
			continue
		}
		if len(cells) != len(columns) {
			return nil, fmt.Errorf("actors: %s line %d has %d cells, want %d", name, i+1, len(cells), len(columns))
		}
		rows = append(rows, cells)
	}
	return rows, nil
}

// list splits a cell at its bars; an empty cell has no parts.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

// cut removes the mark of a name that is shared with others.
func cut(name string) (plain string, shared bool) {
	return strings.CutSuffix(name, "?")
}

// slug turns a name into the tail of a key: its letters and digits without
// marks, in lower case, other runs a hyphen; "+" is spelled out, for OPEC+.
func slug(name string) string {
	var b strings.Builder
	for _, c := range fold(nil, strings.ReplaceAll(name, "+", " plus")) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b.WriteByte(c)
		case b.Len() > 0 && b.String()[b.Len()-1] != '-':
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}
