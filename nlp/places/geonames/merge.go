package geonames

import (
	"fmt"
	"math"
	"strings"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

// Merger adds rows of GeoNames to a gazetteer. What the gazetteer has already
// gets GeoNames' point and numbers and keeps its name.
type Merger struct {
	villages bool
	records  []atlas.Record
	words    []atlas.Word
	byID     map[uint32]int
	byCode   map[string]int
	codes    map[string]string // each code of a division once
}

// Onto returns a Merger onto the places of t. With villages it takes populated
// places too of which neither people nor other names are known: most of
// GeoNames, hardly ever in the news, and together some gigabytes of memory.
func Onto(t atlas.Table, villages bool) *Merger {
	m := &Merger{villages: villages, byID: make(map[uint32]int), byCode: make(map[string]int), codes: make(map[string]string)}
	m.records, m.words = t.Records()
	for i, r := range m.records {
		if r.GeoNames != 0 {
			m.byID[r.GeoNames] = i
		}
		if r.Code != "" {
			m.byCode[r.Code] = i
			m.codes[r.Code] = r.Code
		}
	}
	return m
}

// Add takes in a row and tells whether the gazetteer has a use for it.
func (m *Merger) Add(row Row) bool {
	if _, known := m.byCode["country/"+row.Country]; row.Country != "" && !known {
		return false // a country that is no more
	}
	switch row.Class {
	case "P":
		rec, ok := row.City()
		if !ok || !m.villages && !known(rec) {
			return false
		}
		return m.put(rec)
	case "A":
		return m.addDivision(row)
	}
	rec, ok := row.area()
	return ok && m.put(rec)
}

// fewNames is how many other names a village must have that counts as known.
const fewNames = 3

func known(r atlas.Record) bool {
	return r.Population > 0 || r.Languages >= fewNames || r.Class != atlas.Town && r.Class != atlas.Quarter
}

// addDivision takes in a country or a division of the first or second level.
func (m *Merger) addDivision(row Row) bool {
	var rec atlas.Record
	switch {
	case strings.HasPrefix(row.Code, "PCL") && row.Code != "PCLH":
		i, ok := m.byCode["country/"+row.Country]
		if !ok || m.records[i].GeoNames != 0 && m.records[i].GeoNames != row.ID {
			return false
		}
		m.update(i, row.record(atlas.Country))
		return true
	case row.Code == "ADM1" && row.Admin1 != "":
		rec = row.record(atlas.Admin1)
		rec.Code, rec.Admin2 = rec.Admin1, ""
	case row.Code == "ADM2" && row.Admin2 != "":
		rec = row.record(atlas.Admin2)
		rec.Code = rec.Admin2
	default:
		return false
	}
	rec.Names = divisionNames(rec.Name, row.Name)
	return m.put(rec)
}

// put adds a record, or brings the one that is there up to date.
func (m *Merger) put(rec atlas.Record) bool {
	i, ok := m.byID[rec.GeoNames]
	if rec.Code != "" && !ok {
		i, ok = m.byCode[rec.Code]
	}
	if ok {
		m.update(i, rec)
		return true
	}
	// The strings are parts of the line: kept as they are they would keep all of it.
	rec.Name, rec.Country = strings.Clone(rec.Name), m.once(rec.Country)
	rec.Admin1, rec.Admin2 = m.once(rec.Admin1), m.once(rec.Admin2)
	for k := range rec.Names {
		if n := &rec.Names[k]; n.Text == rec.Name {
			n.Text = rec.Name
		} else {
			n.Text = strings.Clone(n.Text)
		}
	}
	m.byID[rec.GeoNames] = len(m.records)
	if rec.Code != "" {
		m.byCode[rec.Code] = len(m.records)
	}
	m.records = append(m.records, rec)
	return true
}

func (m *Merger) once(s string) string {
	if known, ok := m.codes[s]; ok {
		return known
	}
	s = strings.Clone(s)
	m.codes[s] = s
	return s
}

// update gives a place that is there what a row says of it. Its name and class stay.
func (m *Merger) update(i int, rec atlas.Record) {
	old := &m.records[i]
	old.GeoNames, old.Lat, old.Lon = rec.GeoNames, rec.Lat, rec.Lon
	m.byID[rec.GeoNames] = i
	if rec.Population > 0 {
		old.Population = rec.Population
	}
	old.Languages = max(old.Languages, rec.Languages)
	if old.Class.Named() {
		return // the names of countries and divisions are chosen with care
	}
	old.Admin1, old.Admin2 = m.once(rec.Admin1), m.once(rec.Admin2)
	for _, n := range rec.Names {
		old.Names = append(old.Names, atlas.Name{Text: strings.Clone(n.Text), Rank: n.Rank})
	}
}

// Len is how many places there are.
func (m *Merger) Len() int { return len(m.records) }

// Write returns the file of the gazetteer.
func (m *Merger) Write() ([]byte, error) {
	file, err := atlas.Write(m.records, m.words)
	if err != nil {
		return nil, fmt.Errorf("geonames: %w", err)
	}
	if uint64(len(file)) > math.MaxUint32 {
		return nil, fmt.Errorf("geonames: the gazetteer has %d bytes, more than its format holds", len(file))
	}
	return file, nil
}
