package geonames

import (
	"strings"
	"unicode/utf8"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

// short are the beginnings of names that are written in two ways.
var short = [][2]string{{"Saint ", "St. "}, {"Sainte ", "Ste. "}, {"Fort ", "Ft. "}, {"Mount ", "Mt. "}}

// cityNames returns the names a city goes by: its own in each way to write it, with
// the usual abbreviations, and "Kansas" for Kansas City, which is weak.
func cityNames(name string, ways ...string) []atlas.Name {
	names := Spellings(name, atlas.Proper)
	for _, way := range ways {
		if way != "" && fold(way) != fold(name) {
			names = append(names, Spellings(way, atlas.Proper)...)
		}
	}
	if base, ok := strings.CutSuffix(name, " City"); ok {
		names = append(names, atlas.Name{Text: base, Rank: atlas.Alternate})
	}
	return names
}

// Spellings returns a name in the ways it is written: "Saint Ives" and "St. Ives".
func Spellings(name string, rank atlas.Rank) []atlas.Name {
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
