package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

// smallestTown is the population from which a town's name is listed.
const smallestTown = 20000

// writePhrases writes the list of names that nlp marks, made of the project's
// own tables under root.
func writePhrases(root, out string) error {
	names := map[string]bool{}
	add := func(letter string, list ...string) {
		for _, name := range list {
			name = strings.TrimSuffix(strings.TrimSpace(name), "?")
			if len(name) > 1 && name != "-" {
				names[letter+"\t"+name] = true
			}
		}
	}
	data, err := os.ReadFile(filepath.Join(root, "nlp/places/data/gazetteer.atlas"))
	if err != nil {
		return fmt.Errorf("phrases: %w", err)
	}
	table, err := atlas.Open(string(data))
	if err != nil {
		return fmt.Errorf("phrases: %w", err)
	}
	for p := range table.Len() {
		population := math.Pow(10, table.LogPopulation(p))
		switch c := table.Class(p); {
		case c == atlas.Country:
			add("n", table.Name(p))
		case c == atlas.Admin2 || c == atlas.Quarter:
		case c < atlas.Capital:
			add("r", table.Name(p))
		case c <= atlas.Seat1 || population >= 200000:
			add("c", table.Name(p))
		case population >= smallestTown:
			add("t", table.Name(p))
		}
	}
	for _, t := range []struct {
		file   string
		column int
		letter string
	}{
		{"actors/data/countries.tsv", 1, "n"}, {"actors/data/countries.tsv", 3, "n"}, {"actors/data/countries.tsv", 4, "d"},
		{"actors/data/countries.tsv", 5, "d"}, {"actors/data/countries.tsv", 6, "c"},
		{"actors/data/organizations.tsv", 1, "o"}, {"actors/data/organizations.tsv", 5, "o"},
		{"actors/data/people.tsv", 0, "p"}, {"actors/data/people.tsv", 3, "p"},
		{"places/data/regions.tsv", 0, "r"}, {"places/data/demonyms.tsv", 1, "d"},
	} {
		file, err := os.ReadFile(filepath.Join(root, "nlp", t.file))
		if err != nil {
			return fmt.Errorf("phrases: %w", err)
		}
		for line := range strings.Lines(string(file)) {
			fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if line[0] == '#' || len(fields) <= t.column || fields[t.column] == "name" {
				continue
			}
			list := strings.Split(fields[t.column], "|")
			add(t.letter, list...)
			if t.letter == "p" {
				for _, name := range list {
					if words := strings.Fields(name); len(words) > 1 && len(words[len(words)-1]) > 2 {
						add("s", words[len(words)-1])
					}
				}
			}
		}
	}
	lists := pageTables()
	add("n", lists["nation"]...)
	add("d", lists["adjective"]...)
	for _, list := range []string{"clubname", "franchise", "company", "raceteam", "newcompany"} {
		add("f", lists[list]...)
	}
	for _, list := range []string{"body", "media", "party", "school", "agency", "unit", "band"} {
		for _, name := range lists[list] {
			if !strings.ContainsAny(name, "$#") {
				add("o", name)
			}
		}
	}
	add("r", lists["state"]...)
	lines := make([]string, 0, len(names))
	for n := range names {
		lines = append(lines, n)
	}
	sort.Strings(lines)
	head := "# Written by nlp/train. Names of cities and divisions: GeoNames, CC BY 4.0.\n" +
		"# n country, c city, t town, r region, o organization, f firm or club, p person, s surname, d people.\n"
	if err := os.WriteFile(out, []byte(head+strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		return fmt.Errorf("phrases: %w", err)
	}
	return nil
}
