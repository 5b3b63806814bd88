package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// toponyms returns the toponyms that analyze finds in a text as "words=name lat".
func toponyms(t *testing.T, text string, args ...string) string {
	t.Helper()
	_, out, errs := call(t, text, append([]string{"analyze"}, args...)...)
	if errs != "" {
		t.Fatal(errs)
	}
	var found []string
	for _, x := range objects(t, strings.Join(strings.Fields(out), " "))[0]["toponyms"].([]any) {
		o := x.(map[string]any)
		found = append(found, fmt.Sprintf("%s=%s %.2f", o["text"], o["name"], o["lat"]))
	}
	return strings.Join(found, ", ")
}

// place is a line of GeoNames' table.
func place(id int, name, class, code, country string, lat, lon float64, people int) string {
	return fmt.Sprintf("%d\t%s\t%s\t\t%g\t%g\t%s\t%s\t%s\t\t01\t\t\t\t%d\t\t0\tEtc/UTC\t2024-01-01\n", id, name, name, lat, lon, class, code, country, people)
}

func TestPlacesImport(t *testing.T) {
	const text = "Rescuers reached Qwartzburg on Monday. Others stayed in Miami."
	if got := toponyms(t, text); got != "Miami=Miami 25.77" {
		t.Fatalf("without an import: %s", got)
	}
	own := filepath.Join(t.TempDir(), "own.atlas")
	table := file(t, "places.txt", "# GeoNames\n"+place(999000001, "Qwartzburg", "P", "PPL", "CH", 46.5, 7.5, 20000)+
		"half a line\n"+place(999000002, "Nowhere", "P", "PPL", "CH", 146.5, 7.5, 1)+place(4164138, "Miami", "P", "PPLA2", "US", 25.5, -80.2, 450000))
	code, out, errs := call(t, "", "places", "import", table, "--gazetteer", own)
	if code != exitRefused || !strings.Contains(out, "4 lines read, 2 taken, 2 refused") || !strings.Contains(out, "1 of them new") ||
		!strings.Contains(errs, "line 3") || !strings.Contains(errs, "line 4") || strings.Count(errs, "\n") != 2 {
		t.Fatalf("ended with %d, wrote %q, said %q", code, out, errs)
	}
	if got, want := toponyms(t, text, "--gazetteer", own), "Qwartzburg=Qwartzburg 46.50, Miami=Miami 25.50"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}

	// Another file is added to it, from standard input, and the environment names it.
	code, out, errs = call(t, place(999000003, "Zzyrmatt", "P", "PPL", "CH", 46.1, 7.7, 5000), "places", "import", "-", "--gazetteer", own)
	if code != exitDone || !strings.Contains(out, "1 taken, 0 refused") {
		t.Fatalf("ended with %d, wrote %q, said %q", code, out, errs)
	}
	t.Setenv("THROUGHLINE_GAZETTEER", own)
	if got, want := toponyms(t, "They met in Zzyrmatt and in Qwartzburg."), "Zzyrmatt=Zzyrmatt 46.10, Qwartzburg=Qwartzburg 46.50"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestImportKeepsWhatIsThere(t *testing.T) {
	notes := file(t, "notes.txt", "not a table")
	data := file(t, "data", place(999000001, "Qwartzburg", "P", "PPL", "CH", 46.5, 7.5, 20000))
	for _, args := range [][]string{{"places", "import", data, "--gazetteer", notes}, {"entities", "import", data, "--entities", notes}} {
		code, _, errs := call(t, "", args...)
		if text, err := os.ReadFile(notes); code != exitRefused || !strings.Contains(errs, "notes.txt") || err != nil || string(text) != "not a table" {
			t.Errorf("%q ended with %d and said %q; the file is now %q", args, code, errs, text)
		}
	}
	for _, args := range [][]string{{"analyze", "--gazetteer", notes}, {"analyze", "--entities", notes}} {
		if code, _, errs := call(t, "Text.", args...); code != exitRefused || errs == "" {
			t.Errorf("%q ended with %d and said %q", args, code, errs)
		}
	}
}

// linked returns the ids that analyze gives the names in a text as "words=id".
func linked(t *testing.T, text string, args ...string) string {
	t.Helper()
	_, out, errs := call(t, text, append([]string{"analyze"}, args...)...)
	if errs != "" {
		t.Fatal(errs)
	}
	var found []string
	for _, x := range objects(t, strings.Join(strings.Fields(out), " "))[0]["entities"].([]any) {
		if o := x.(map[string]any); o["id"] != nil {
			found = append(found, fmt.Sprintf("%s=%s", o["text"], o["id"]))
		}
	}
	return strings.Join(found, ", ")
}

func TestEntitiesImport(t *testing.T) {
	const text = "Arvo Kattila met officials of Oulu Works on Monday. The Red Foxes of Oulu protested. Twin Works was silent."
	own := filepath.Join(t.TempDir(), "own.tsv")
	csv := "key,name,kind,country,aliases,wikidata,roles\n" +
		"x/kattila,Arvo Kattila,person,FI,A. Kattila,Q900001,president 2020-01..\n" +
		"x/ship,Red Fox,ship,FI,,,\n" +
		"x/one,Twin Works,organization,FI,,,\n" +
		"x/two,Twin Works,organization,QQ,,,\n" +
		"x/three,Twin Works,organization,SE,,,\n"
	wikidata := `[
{"id":"Q900001","labels":{"en":{"value":"Arvo J. Kattila"}},"aliases":[],"claims":{"P31":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],"P39":[{"rank":"normal","mainsnak":{}}]}},
{"id":"Q900002","labels":{"en":{"value":"Oulu Works"}},"claims":{"P31":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q4830453"}}}}],"P17":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q33"}}}}]}},
{"id":"Q900003","labels":
]
`
	money := `{"id":"NK-1","schema":"Organization","properties":{"name":["Red Foxes of Oulu"],"country":["fi"],"topics":["crime.terror"]}}
{"id":"NK-2","schema":"Vessel","properties":{"name":["Red Fox"]}}
{"caption":"nothing"}
`
	for _, step := range []struct {
		name, content string
		taken         int
		bad           []string
	}{
		{"people.csv", csv, 3, []string{"line 3", "line 5"}}, {"dump.json", wikidata, 2, []string{"line 4"}}, {"entities.ftm.json", money, 1, []string{"line 3"}},
	} {
		code, out, errs := call(t, "", "entities", "import", file(t, step.name, step.content), "--entities", own)
		if code != exitRefused || !strings.Contains(out, fmt.Sprintf("%d entities taken, %d refused", step.taken, len(step.bad))) || strings.Count(errs, "\n") != len(step.bad) {
			t.Fatalf("%s: ended with %d, wrote %q, said %q", step.name, code, out, errs)
		}
		for _, line := range step.bad {
			if !strings.Contains(errs, step.name+" "+line) {
				t.Errorf("%s: said %q, want %s named", step.name, errs, line)
			}
		}
	}
	if got, want := linked(t, text, "--entities", own), "Arvo Kattila=x/kattila, Oulu Works=wikidata/Q900002, Red Foxes of Oulu=ftm/NK-1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	t.Setenv("THROUGHLINE_ENTITIES", own)
	if got, want := linked(t, "Arvo J. Kattila was silent."), "Arvo J. Kattila=x/kattila"; got != want {
		t.Errorf("a name from the second file: got %s, want %s", got, want)
	}
	before, err := os.ReadFile(own)
	if err != nil {
		t.Fatal(err)
	}
	if code, out, _ := call(t, "", "entities", "import", file(t, "nothing.json", ""), "--entities", own); code != exitDone || !strings.Contains(out, "0 entities taken") {
		t.Errorf("an empty file: ended with %d, wrote %q", code, out)
	}
	if after, err := os.ReadFile(own); err != nil || string(after) != string(before) {
		t.Error("an empty file changed the table")
	}
}

func TestManyRefusalsAreCounted(t *testing.T) {
	code, _, errs := call(t, strings.Repeat("x\n", mostTold+5), "places", "import", "-", "--gazetteer", filepath.Join(t.TempDir(), "own.atlas"))
	if code != exitRefused || strings.Count(errs, "\n") != mostTold+1 || !strings.Contains(errs, "and 5 more lines") {
		t.Errorf("ended with %d and said %q", code, errs)
	}
}

func TestHome(t *testing.T) {
	const text = "Police in Dublin arrested a man."
	if got := toponyms(t, text); got != "Dublin=Dublin 53.33" {
		t.Errorf("without a home: %s", got)
	}
	for _, home := range []string{"US/Ohio", "us/OH"} {
		if got := toponyms(t, text, "--home", home); got != "Dublin=Dublin 40.10" {
			t.Errorf("at home in %s: %s", home, got)
		}
	}
}
