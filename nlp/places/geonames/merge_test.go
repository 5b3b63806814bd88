package geonames

import (
	"fmt"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/nlp/places/atlas"
)

// line is a line of GeoNames' table, made of its id, name, other names, latitude,
// longitude, class, code, country, divisions and population.
func line(id int, name, others string, lat, lon float64, class, code, country, admin1, admin2 string, people int) string {
	return fmt.Sprintf("%d\t%s\t%s\t%s\t%g\t%g\t%s\t%s\t%s\t\t%s\t%s\t\t\t%d\t\t0\tEtc/UTC\t2024-01-01", id, name, name, others, lat, lon, class, code, country, admin1, admin2, people)
}

func TestParse(t *testing.T) {
	r, err := Parse(line(7, "Ada", "Ada City,Adda", 1.5, -2.5, "P", "PPL", "US", "XX", "001", 42))
	want := Row{ID: 7, Name: "Ada", ASCII: "Ada", Alternates: "Ada City,Adda", Lat: 1.5, Lon: -2.5, Class: "P", Code: "PPL", Country: "US", Admin1: "XX", Admin2: "001", Population: 42}
	if err != nil || r != want || r.Languages() != 2 {
		t.Errorf("got %+v, %v", r, err)
	}
	good := line(7, "Ada", "", 1, 2, "P", "PPL", "US", "", "", 0)
	for name, text := range map[string]string{
		"empty": "", "short": "7\tAda", "long": good + "\tmore", "id": strings.Replace(good, "7", "x", 1), "id 0": strings.Replace(good, "7", "0", 1),
		"no name":    line(7, "", "", 1, 2, "P", "PPL", "US", "", "", 0),
		"latitude":   line(7, "Ada", "", 91, 2, "P", "PPL", "US", "", "", 0),
		"longitude":  line(7, "Ada", "", 1, -181, "P", "PPL", "US", "", "", 0),
		"no number":  strings.Replace(good, "\t1\t2\t", "\tNaN\t2\t", 1),
		"population": line(7, "Ada", "", 1, 2, "P", "PPL", "US", "", "", -1),
	} {
		if _, err := Parse(text); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(line(7, "Ada", "Ada City,Adda", 1.5, -2.5, "P", "PPLC", "US", "XX", "001", 42))
	f.Add("1\t2\t3")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Parse(text)
		if err != nil {
			return
		}
		if r.Name == "" || !(r.Lat >= -90 && r.Lat <= 90) || !(r.Lon >= -180 && r.Lon <= 180) {
			t.Errorf("got %+v", r)
		}
		m := Onto(base(t), true)
		m.Add(r)
		if _, err := m.Write(); err != nil {
			t.Error(err)
		}
	})
}

// base is a gazetteer of a country with one division and one city.
func base(t testing.TB) atlas.Table {
	t.Helper()
	file, err := atlas.Write([]atlas.Record{
		{Code: "country/US", Name: "Alphaland", Country: "US", Class: atlas.Country, GeoNames: 1, Names: []atlas.Name{{Text: "Alphaland"}}},
		{Code: "admin1/US.XX", Name: "Ixland", Country: "US", Admin1: "admin1/US.XX", Class: atlas.Admin1, Names: []atlas.Name{{Text: "Ixland"}}},
		{GeoNames: 3, Name: "Geneva", Country: "US", Admin1: "admin1/US.XX", Class: atlas.Town, Population: 100, Names: []atlas.Name{{Text: "Geneva"}}},
	}, []atlas.Word{{Text: "captain", Flags: atlas.Title}})
	if err != nil {
		t.Fatal(err)
	}
	table, err := atlas.Open(string(file))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestMerge(t *testing.T) {
	for _, villages := range []bool{false, true} {
		m := Onto(base(t), villages)
		for _, test := range []struct {
			text string
			kept bool
		}{
			{line(1, "Alphaland", "", 10, 20, "A", "PCLI", "US", "00", "", 5000), true},
			{line(2, "Ixland", "a,b", 11, 21, "A", "ADM1", "US", "XX", "", 4000), true},
			{line(3, "Genève", "Genf,Ginevra", 12, 22, "P", "PPLC", "US", "XX", "", 200000), true},
			{line(4, "Ypsiland Province", "", 13, 23, "A", "ADM1", "US", "YY", "", 900), true},
			{line(5, "Upper Ypsilon", "", 14, 24, "A", "ADM2", "US", "YY", "007", 300), true},
			{line(6, "Kleindorf", "", 15, 25, "P", "PPL", "US", "YY", "007", 12), true},
			{line(7, "Hamlet", "", 16, 26, "P", "PPL", "US", "YY", "007", 0), villages},
			{line(8, "Hameau", "a,b,c", 16, 27, "P", "PPL", "US", "YY", "007", 0), true},
			{line(9, "Ruin", "", 16, 26, "P", "PPLQ", "US", "YY", "007", 0), false},
			{line(10, "Grey Gulf", "a,b,c,d,e,f", 17, 27, "H", "GULF", "", "", "", 0), true},
			{line(11, "Nameless Creek", "", 17, 27, "H", "STM", "US", "", "", 0), false},
			{line(12, "Old Town", "", 17, 27, "P", "PPL", "CS", "", "", 10), false},
			{line(13, "Ward", "", 17, 27, "A", "ADM3", "US", "YY", "007", 10), false},
		} {
			r, err := Parse(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if kept := m.Add(r); kept != test.kept {
				t.Errorf("villages %t: %s kept: %t", villages, r.Name, kept)
			}
		}
		file, err := m.Write()
		if err != nil {
			t.Fatal(err)
		}
		table, err := atlas.Open(string(file))
		if err != nil || table.Len() != m.Len() {
			t.Fatalf("%d places, %v, want %d", table.Len(), err, m.Len())
		}
		for name, want := range map[string]string{
			"Geneva": "Geneva 3 12,22 admin1/US.XX", "Genève": "Geneva 3 12,22 admin1/US.XX", "Genf": "Geneva 3 12,22 admin1/US.XX",
			"Alphaland": "Alphaland 1 10,20 ", "Ixland": "Ixland 2 11,21 admin1/US.XX", "Ypsiland": "Ypsiland Province 4 13,23 admin1/US.YY",
			"Kleindorf": "Kleindorf 6 15,25 admin1/US.YY", "Grey Gulf": "Grey Gulf 10 17,27 ", "Hameau": "Hameau 8 16,27 admin1/US.YY",
		} {
			key, ok := table.Find(atlas.Fold(nil, name))
			if !ok || key.Len() != 1 {
				t.Errorf("%s: %d places", name, key.Len())
				continue
			}
			p, _ := table.Posting(key, 0)
			lat, lon := table.Point(p)
			if got := fmt.Sprintf("%s %d %g,%g %s", table.Name(p), table.GeoNames(p), lat, lon, table.Code(table.Admin1(p))); got != want {
				t.Errorf("%s: got %s, want %s", name, got, want)
			}
		}
		if key, _ := table.Find([]byte("captain")); key.Flags != atlas.Title {
			t.Error("the words are gone")
		}
	}
}
