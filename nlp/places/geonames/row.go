// Package geonames reads GeoNames' tables of places, the lines of allCountries.txt,
// cities500.txt and the like, into records of the gazetteer. It is pure: who
// calls it reads the files.
package geonames

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

// Row is one line of a table: what of it the gazetteer has a use for.
type Row struct {
	ID             uint32
	Name, ASCII    string
	Alternates     string // other names with commas between
	Lat, Lon       float64
	Class, Code    string // of the feature: "P", "PPLC"
	Country        string // ISO 3166-1 alpha-2, "" on the high seas
	Admin1, Admin2 string // codes within the country and within the first
	Population     float64
}

// columns is how many a line has, see GeoNames' readme.txt.
const columns = 19

// Parse reads a line. It fails when a column that is used does not hold what it should.
func Parse(line string) (Row, error) {
	var f [columns]string
	rest, more := line, true
	for i := range f {
		if !more {
			return Row{}, fmt.Errorf("geonames: %d columns (expected %d with tabs between)", i, columns)
		}
		f[i], rest, more = strings.Cut(rest, "\t")
	}
	if more {
		return Row{}, fmt.Errorf("geonames: more than %d columns", columns)
	}
	r := Row{Name: f[1], ASCII: f[2], Alternates: f[3], Class: f[6], Code: f[7], Country: f[8], Admin1: f[10], Admin2: f[11]}
	id, err := strconv.ParseUint(f[0], 10, 32)
	if err != nil || id == 0 {
		return Row{}, fmt.Errorf("geonames: id %q is no positive number", f[0])
	}
	r.ID = uint32(id)
	if r.Name == "" {
		return Row{}, fmt.Errorf("geonames: place %d has no name", id)
	}
	if r.Lat, err = number(f[4], 90); err != nil {
		return Row{}, fmt.Errorf("geonames: latitude of %d: %w", id, err)
	}
	if r.Lon, err = number(f[5], 180); err != nil {
		return Row{}, fmt.Errorf("geonames: longitude of %d: %w", id, err)
	}
	if f[14] != "" {
		n, err := strconv.ParseUint(f[14], 10, 64)
		if err != nil {
			return Row{}, fmt.Errorf("geonames: population of %d: %q is no number", id, f[14])
		}
		r.Population = float64(n)
	}
	return r, nil
}

func number(s string, most float64) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= -most && v <= most) {
		return 0, fmt.Errorf("%q is no number from %g to %g", s, -most, most)
	}
	return v, nil
}

// Languages is how many other names a place has: a measure of its fame.
func (r Row) Languages() int {
	if r.Alternates == "" {
		return 0
	}
	return 1 + strings.Count(r.Alternates, ",")
}

// manyKnow is the population from which on a city's other names are kept: those
// of smaller ones are hardly ever written and clash with words.
const manyKnow = 100000

// cities maps the feature codes of populated places to classes. The codes that
// are not here stand for abandoned and destroyed places.
var cities = map[string]atlas.Class{
	"PPLC": atlas.Capital, "PPLA": atlas.Seat1, "PPLG": atlas.Seat1, "PPLA2": atlas.Seat2,
	"PPLA3": atlas.Seat3, "PPLA4": atlas.Seat3, "PPLA5": atlas.Seat3,
	"PPL": atlas.Town, "PPLL": atlas.Town, "PPLF": atlas.Town, "PPLS": atlas.Town, "PPLR": atlas.Town, "STLMT": atlas.Town,
	"PPLX": atlas.Quarter,
}

// City returns the record of a populated place; ok is false when it is none that news speaks of.
func (r Row) City() (rec atlas.Record, ok bool) {
	class, ok := cities[r.Code]
	if !ok {
		return atlas.Record{}, false
	}
	rec = r.record(class)
	rec.Names = cityNames(r.Name, r.ASCII, rec.Name)
	if r.Population >= manyKnow || class == atlas.Capital || class == atlas.Seat1 {
		for n := range strings.SplitSeq(r.Alternates, ",") {
			if usable(n) {
				rec.Names = append(rec.Names, atlas.Name{Text: n, Rank: atlas.Alternate})
			}
		}
	}
	return rec, true
}

// record is what the records of all kinds of places have in common.
func (r Row) record(class atlas.Class) atlas.Record {
	return atlas.Record{
		GeoNames: r.ID, Name: English(r.Name, r.Country), Lat: r.Lat, Lon: r.Lon, Class: class, Population: r.Population, Country: r.Country,
		Admin1: "admin1/" + r.Country + "." + r.Admin1, Admin2: "admin2/" + r.Country + "." + r.Admin1 + "." + r.Admin2,
		Languages: r.Languages(),
	}
}
