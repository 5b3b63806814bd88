package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// readTable calls row for every line of a table of the project: fields between
// tabs, padded with empty ones up to width; lines that begin with # are comments.
func (w *world) readTable(name string, width int, row func(fields []string) error) error {
	return readLines(filepath.Join(w.data, name), func(line string) error {
		if line == "" || line[0] == '#' {
			return nil
		}
		fields := strings.Split(line, "\t")
		for len(fields) < width {
			fields = append(fields, "")
		}
		return row(fields)
	})
}

// readLines calls do for every line of a file.
func readLines(path string, do func(line string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("gen: %w", err)
	}
	defer func() { _ = f.Close() }() // only read from
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if err := do(lines.Text()); err != nil {
			return fmt.Errorf("gen: %s, line %d: %w", path, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("gen: %s: %w", path, err)
	}
	return nil
}

// readJSON reads a file of a package into v.
func (w *world) readJSON(path string, v any) error {
	text, err := os.ReadFile(filepath.Join(w.packages, path))
	if err != nil {
		return fmt.Errorf("gen: %w", err)
	}
	if err := json.Unmarshal(text, v); err != nil {
		return fmt.Errorf("gen: %s: %w", path, err)
	}
	return nil
}

// split returns the parts of a list of names.
func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, "|")
}

// point reads coordinates in degrees.
func point(lat, lon string) (float64, float64, error) {
	y, err := strconv.ParseFloat(lat, 64)
	if err != nil {
		return 0, 0, fmt.Errorf("latitude: %w", err)
	}
	x, err := strconv.ParseFloat(lon, 64)
	if err != nil {
		return 0, 0, fmt.Errorf("longitude: %w", err)
	}
	return y, x, nil
}

// identifier reads a GeoNames id; an empty one is 0.
func identifier(text string) (uint32, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		return 0, fmt.Errorf("GeoNames id: %w", err)
	}
	return uint32(n), nil
}

// oneOrMore is a JSON string or a list of them.
type oneOrMore []string

// UnmarshalJSON reads either form.
func (o *oneOrMore) UnmarshalJSON(text []byte) error {
	var one string
	if err := json.Unmarshal(text, &one); err == nil {
		*o = oneOrMore{one}
		return nil
	}
	var more []string
	if err := json.Unmarshal(text, &more); err != nil {
		return fmt.Errorf("names: %w", err)
	}
	*o = more
	return nil
}
