package actors

import (
	"strings"
	"testing"

	"github.com/throughline-news/throughline/nlp"
)

const ownTable = "key\tname\tkind\tcountry\taliases\twikidata\troles\n" +
	"x/kattila\tArvo Kattila\tperson\tFI\tA. Kattila|Arvo\t\tprime minister 2027-01-01..\n" +
	"x/foxes\tRed Foxes of Oulu\tarmed_group\tFI\tRFO\t\t\n" +
	"x/one\tTwin Works\torganization\tFI\t\t\t\n" +
	"x/two\tTwin Works\torganization\tSE\tTwin Works of Umea\t\t\n" +
	"x/iran\tIran\torganization\t\tIran Trading House\t\t\n" +
	"x/ukraine\tUkraine\tcountry\tUA\tLand of Sunflowers\tQ212\t\n"

func TestOwn(t *testing.T) {
	b, err := With(ownTable)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Arvo Kattila": "x/kattila", "A. Kattila": "x/kattila", "Arvo": "", "RFO": "x/foxes", "Red Foxes of Oulu": "x/foxes",
		"Twin Works": "", "Twin Works of Umea": "x/two", "Iran": "IR", "Iran Trading House": "x/iran", "Land of Sunflowers": "UA", "Ukraine": "UA",
	} {
		if e, _ := b.Lookup(name); e.Key != want {
			t.Errorf("%s is %q, want %q", name, e.Key, want)
		}
	}
	parser, err := nlp.NewParser()
	if err != nil {
		t.Fatal(err)
	}
	doc := parser.Parse("", "Fighters of the Red Foxes of Oulu met Arvo Kattila on Monday. It was on Twin Works and Iran. The Finnish prime minister left.")
	got := map[string]string{}
	for _, a := range b.Find(doc, nil, "2028-05-05") {
		got[doc.Slice(a.Span)] = a.Entity.Key
	}
	for words, want := range map[string]string{
		"Red Foxes of Oulu": "x/foxes", "Arvo Kattila": "x/kattila", "Finnish prime minister": "x/kattila", "Twin Works": "", "Iran": "IR",
	} {
		if key, ok := got[words]; !ok || key != want {
			t.Errorf("%s is %q, want %q (all: %v)", words, key, want, got)
		}
	}
}

// TestOwnChangesNothing holds that an own table takes no name from the embedded ones.
func TestOwnChangesNothing(t *testing.T) {
	plain := load(t)
	own, err := With(ownTable)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range plain.entities {
		want, _ := plain.Lookup(e.Name)
		if got, _ := own.Lookup(e.Name); got != want {
			t.Errorf("%s is %q, want %q", e.Name, got.Key, want.Key)
		}
	}
}

func TestOwnRefuses(t *testing.T) {
	for _, table := range []string{"x", strings.Replace(ownTable, "armed_group", "ship", 1)} {
		if _, err := With(table); err == nil {
			t.Errorf("%.40q: no error", table)
		}
	}
}
