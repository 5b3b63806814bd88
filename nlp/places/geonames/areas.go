package geonames

import (
	"strconv"
	"strings"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

// areas maps the feature codes of what is no city and no division to classes.
var areas = map[string]atlas.Class{
	"SEA": atlas.Sea, "OCN": atlas.Sea, "GULF": atlas.Sea, "STRT": atlas.Sea, "BAY": atlas.Sea,
	"STM": atlas.River, "CNL": atlas.River, "LK": atlas.River, "RSV": atlas.River,
	"ISL": atlas.Island, "ISLS": atlas.Island, "PEN": atlas.Island,
	"MTS": atlas.Mountains, "MT": atlas.Mountains, "VLC": atlas.Mountains,
	"RGN": atlas.Region, "RGNH": atlas.Region, "DSRT": atlas.Region, "CONT": atlas.Continent,
	"PRK": atlas.Point, "MILB": atlas.Point, "INSM": atlas.Point, "AIRP": atlas.Point, "AIRB": atlas.Point, "PRT": atlas.Point,
	"DAM": atlas.Point, "PS": atlas.Point, "PSN": atlas.Point, "CSTL": atlas.Point, "BDG": atlas.Point,
}

// Of regions, waters and other features those are taken that have famousNames other names
// and more. Nobody lives there: peopleForName for each name stand for how often one is
// meant against a town of the same name.
const (
	famousNames   = 5
	peopleForName = 1000
)

// area returns the record of a feature that is no city and no division.
func (r Row) area() (rec atlas.Record, ok bool) {
	class, ok := areas[r.Code]
	if !ok || r.Languages() < famousNames {
		return atlas.Record{}, false
	}
	rec = r.record(class)
	rec.Code = "geonames/" + strconv.FormatUint(uint64(r.ID), 10)
	rec.Population = peopleForName * float64(rec.Languages)
	rec.Names = Spellings(r.Name, atlas.Proper)
	if fold(rec.Name) != fold(r.Name) {
		rec.Names = append(rec.Names, atlas.Name{Text: rec.Name})
	}
	return rec, true
}

// kinds are the words for a division that its name is also used without.
var kinds = []string{" Province", " Oblast", " State", " Governorate", " Region", " Krai", " Republic", " District", " Department", " Prefecture",
	" County", " Parish", " Municipality", " Voivodeship"}

// divisionNames returns the names of a division. Its bare name is weak: it is more
// often that of its seat.
func divisionNames(english, local string) []atlas.Name {
	names := []atlas.Name{{Text: english}}
	if fold(local) != fold(english) {
		names = append(names, atlas.Name{Text: local})
	}
	for _, k := range kinds {
		if base, ok := strings.CutSuffix(english, k); ok {
			names = append(names, atlas.Name{Text: base, Rank: atlas.Weak})
		}
	}
	return names
}

func fold(name string) string { return string(atlas.Fold(nil, name)) }
