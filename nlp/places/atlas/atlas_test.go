package atlas

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func sample() ([]Record, []Word) {
	records := []Record{
		{Code: "country/XA", Name: "Alphaland", Lat: 10, Lon: 20, Country: "XA", Class: Country, Population: 5e6,
			Names: []Name{{Text: "Alphaland", Rank: Proper}, {Text: "Alphan", Rank: Demonym}}},
		{Code: "country/XB", Name: "Betania", Lat: -10, Lon: -170.5, Country: "XB", Class: Country, Population: 2e6, Names: []Name{{Text: "Betania", Rank: Proper}}},
		{Code: "admin1/XA.01", Name: "Norte", Lat: 11, Lon: 21, Country: "XA", Admin1: "admin1/XA.01", Class: Admin1, Names: []Name{{Text: "Norte", Rank: Proper}, {Text: "NO", Rank: Postal}}},
		{GeoNames: 7, Name: "Port Élan", Lat: 10.12345, Lon: 20.54321, Country: "XA", Admin1: "admin1/XA.01", Class: Capital, Population: 100000,
			Names: []Name{{Text: "Port Élan", Rank: Proper}, {Text: "Port-Elan", Rank: Alternate}}},
		{GeoNames: 9, Name: "Port Elan", Lat: -10.5, Lon: -171, Country: "XB", Class: Town, Population: 900, Names: []Name{{Text: "Port Elan", Rank: Proper}}},
	}
	return records, []Word{{Text: "Port", Flags: Mostly}, {Text: "port", Flags: Never}}
}

func file(t *testing.T, records []Record, words []Word) string {
	t.Helper()
	data, err := Write(records, words)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestRoundTrip(t *testing.T) {
	records, words := sample()
	table, err := Open(file(t, records, words))
	if err != nil {
		t.Fatal(err)
	}
	if table.Len() != 5 || table.Countries() != 2 {
		t.Fatalf("got %d places, %d countries, want 5, 2", table.Len(), table.Countries())
	}
	key, ok := table.Find(Fold(nil, "port elan"))
	if !ok || key.Len() != 2 {
		t.Fatalf("port elan: got %v, %d places, want 2", ok, key.Len())
	}
	first, rank := table.Posting(key, 0)
	if table.Name(first) != "Port Élan" || rank != Proper || table.GeoNames(first) != 7 || table.Class(first) != Capital || table.Code(first) != "" {
		t.Errorf("first place: got %q, rank %d, id %d, class %d", table.Name(first), rank, table.GeoNames(first), table.Class(first))
	}
	if lat, lon := table.Point(first); lat != 10.12345 || lon != 20.54321 {
		t.Errorf("point: got %v, %v", lat, lon)
	}
	if got := table.LogPopulation(first); math.Abs(got-5) > 0.05 {
		t.Errorf("population: got 10^%.2f, want 10^5", got)
	}
	if got := table.Code(table.Country(first)); got != "country/XA" {
		t.Errorf("country: got %q", got)
	}
	if got := table.Name(table.Admin1(first)); got != "Norte" {
		t.Errorf("division: got %q", got)
	}
	if got := table.Admin2(first); got != -1 {
		t.Errorf("second division: got %d, want none", got)
	}
	second, _ := table.Posting(key, 1)
	if _, lon := table.Point(second); lon != -171 {
		t.Errorf("second longitude: got %v", lon)
	}
	for text, want := range map[string]Rank{"Alphan": Demonym, "no": Postal, "NORTE": Proper} {
		key, ok := table.Find(Fold(nil, text))
		if !ok || key.Len() != 1 {
			t.Errorf("%s: not found", text)
			continue
		}
		if _, rank := table.Posting(key, 0); rank != want {
			t.Errorf("%s: got rank %d, want %d", text, rank, want)
		}
	}
	if key, ok := table.Find([]byte("port")); !ok || key.Len() != 0 || key.Flags != Mostly|Never {
		t.Errorf("port: got %v, %d places, flags %b", ok, key.Len(), key.Flags)
	}
	if _, ok := table.Find([]byte("nowhere")); ok {
		t.Error("nowhere was found")
	}
}

func TestWriteInAnyOrder(t *testing.T) {
	records, words := sample()
	want := file(t, records, words)
	slices.Reverse(records)
	slices.Reverse(words)
	if got := file(t, records, words); got != want {
		t.Error("the order of the records changed the file")
	}
}

func TestWriteRefuses(t *testing.T) {
	records, _ := sample()
	if _, err := Write(append(records, records[2]), nil); err == nil {
		t.Error("two places with one code: no error")
	}
	if _, err := Write([]Record{{GeoNames: 1, Name: "X", Country: "XX", Class: Town}}, nil); err == nil {
		t.Error("a country that is not there: no error")
	}
}

// walk reads everything of a table; on a broken file the answers do not matter,
// only that it ends and stays inside.
func walk(t Table) {
	for p := range min(t.Len(), 1000) {
		_, _ = t.Point(p)
		_ = t.Name(p) + t.Code(p)
		_ = t.Country(p) + t.Admin1(p) + t.Admin2(p) + t.Languages(p)
	}
	for _, text := range []string{"port elan", "port", "alphan", "no", "betania", "x"} {
		key, ok := t.Find([]byte(text))
		if !ok {
			continue
		}
		for i := range min(key.Len(), 1000) {
			p, _ := t.Posting(key, i)
			t.Name(p)
		}
	}
}

func TestOpenBrokenFiles(t *testing.T) {
	records, words := sample()
	good := []byte(file(t, records, words))
	for n := range good {
		if _, err := Open(string(good[:n])); err == nil {
			t.Fatalf("a file cut at %d of %d bytes was opened", n, len(good))
		}
	}
	if _, err := Open(string(append(bytes.Clone(good), 0))); err == nil {
		t.Error("a file with a byte too many was opened")
	}
	random := rand.New(rand.NewPCG(1, 2))
	opened := 0
	for range 5000 {
		bad := bytes.Clone(good)
		for range 1 + random.IntN(4) {
			bad[random.IntN(len(bad))] = byte(random.Uint32())
		}
		table, err := Open(string(bad))
		if err != nil {
			continue
		}
		opened++
		walk(table)
	}
	if opened == 0 {
		t.Error("no changed file was opened, so reading was not tried")
	}
	walk(Table{})
}

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"New York":           "new york",
		"U.S.":               "us.",
		"St. Louis":          "st louis",
		"Port-au-Prince":     "port au prince",
		"Côte d’Ivoire":      "cote divoire",
		"Łódź":               "lodz",
		"Gießen":             "giessen",
		"  Rio  de Janeiro ": "rio de janeiro",
		"Київ":               "київ",
		"":                   "",
	} {
		if got := string(Fold(nil, name)); got != want {
			t.Errorf("Fold(%q): got %q, want %q", name, got, want)
		}
	}
	buf := make([]byte, 0, 64)
	if n := testing.AllocsPerRun(100, func() { buf = Fold(buf[:0], "São Tomé and Príncipe") }); n != 0 {
		t.Errorf("got %v allocations, want none", n)
	}
}

func FuzzFold(f *testing.F) {
	f.Add("St. John’s")
	f.Fuzz(func(t *testing.T, name string) {
		once := Fold(nil, name)
		if got := Fold([]byte("x"), name); string(got) != "x"+string(once) {
			t.Errorf("what stands before changes the key: %q, %q", got, once)
		}
	})
}

// TestRecords writes what was read from a file: the same file.
func TestRecords(t *testing.T) {
	sampled, flagged := sample()
	data := file(t, sampled, flagged)
	table, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	records, words := table.Records()
	if again := file(t, records, words); again != data {
		t.Errorf("got %d bytes that differ, want the same %d", len(again), len(data))
	}
	if got := records[table.Len()-2]; got.Name != "Port Élan" || got.Country != "XA" || got.Admin1 != "admin1/XA.01" || len(got.Names) != 1 {
		t.Errorf("got %+v", got)
	}
}
