// Command gen writes the gazetteer that package places embeds. It reads the
// unpacked npm packages that data/README.md names from one folder and the tables
// of this project from another, and writes one file. The same input gives the
// same bytes.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: gen PACKAGES DATA\n\nPACKAGES holds the unpacked npm packages, DATA the project's tables; DATA/gazetteer.atlas is written.")
		os.Exit(2)
	}
	size, err := generate(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("gazetteer.atlas: %d bytes\n", size)
}

// generate writes the gazetteer and returns its size in bytes.
func generate(packages, data string) (int, error) {
	w := &world{packages: packages, data: data, byCode: make(map[string]int)}
	for _, step := range []func() error{
		w.readCountries, w.readCities, w.readCityNames, w.readDivisions, w.readRegions, w.readDemonyms, w.readWords,
	} {
		if err := step(); err != nil {
			return 0, err
		}
	}
	file, err := atlas.Write(w.records, w.words)
	if err != nil {
		return 0, fmt.Errorf("gen: write gazetteer: %w", err)
	}
	if err := os.WriteFile(filepath.Join(data, "gazetteer.atlas"), file, 0o644); err != nil {
		return 0, fmt.Errorf("gen: write gazetteer: %w", err)
	}
	return len(file), nil
}

// world is what has been read so far.
type world struct {
	packages, data string
	records        []atlas.Record
	byCode         map[string]int // code -> index of the record
	words          []atlas.Word
}

// add appends a place that has a code of its own.
func (w *world) add(r atlas.Record) error {
	if _, twice := w.byCode[r.Code]; twice {
		return fmt.Errorf("gen: two places with the code %q", r.Code)
	}
	w.byCode[r.Code] = len(w.records)
	w.records = append(w.records, r)
	return nil
}

// named returns the place with the code.
func (w *world) named(code string) (*atlas.Record, error) {
	i, ok := w.byCode[code]
	if !ok {
		return nil, fmt.Errorf("gen: no place has the code %q", code)
	}
	return &w.records[i], nil
}
