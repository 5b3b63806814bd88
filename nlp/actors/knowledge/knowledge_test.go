package knowledge

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

// show is an entity in one line.
func show(e Entity) string {
	return fmt.Sprintf("%s|%s|%s|%s|%s|%q|%q", e.Key, e.Name, e.Kind, e.Country, e.Wikidata, e.Aliases, e.Roles)
}

func TestTable(t *testing.T) {
	var table Table
	for _, e := range []Entity{
		{Entity: models.Entity{Key: "a", Name: " Arvo\tKattila ", Kind: models.EntityPerson, Wikidata: "Q77"}, Aliases: []string{"A. Kattila", "Арво Каттила", "A. Kattila", "", "Arvo Kattila"}},
		{Entity: models.Entity{Key: "b", Name: "Arvo J. Kattila", Kind: models.EntityPerson, Country: "FI", Wikidata: "Q77"}, Aliases: []string{"A|B?"}, Roles: []string{"president 2020.."}},
		{Entity: models.Entity{Key: "b", Name: "Arvo Kattila", Kind: models.EntityPerson, Country: "SE"}, Roles: []string{"president 2020..", "mayor 2011-02..2012"}},
		{Entity: models.Entity{Key: "c", Name: "Oulu Works", Kind: models.EntityOrganization}},
	} {
		if err := table.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{
		`a|Arvo Kattila|person|FI|Q77|["A. Kattila" "Arvo J. Kattila" "A B"]|["president 2020.." "mayor 2011-02..2012"]`,
		`c|Oulu Works|organization|||[]|[]`,
	}
	file := string(table.Append(nil))
	again, err := Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, entities := range [][]Entity{table.Entities, again.Entities} {
		var got []string
		for _, e := range entities {
			got = append(got, show(e))
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%d: got\n%s\nwant\n%s", i, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	if got := string(again.Append(nil)); got != file {
		t.Errorf("written again it is\n%s\nwant\n%s", got, file)
	}
}

func TestTableRefuses(t *testing.T) {
	good := Entity{Entity: models.Entity{Key: "a", Name: "Arvo Kattila", Kind: models.EntityPerson}}
	for name, spoil := range map[string]func(*Entity){
		"no key": func(e *Entity) { e.Key = "" }, "a key with a tab": func(e *Entity) { e.Key = "a\tb" }, "no name": func(e *Entity) { e.Name = " " },
		"a long name": func(e *Entity) { e.Name = strings.Repeat("x", maxName+1) }, "kind": func(e *Entity) { e.Kind = "ship" },
		"country": func(e *Entity) { e.Country = "FIN" }, "Wikidata id": func(e *Entity) { e.Wikidata = "77" },
		"role": func(e *Entity) { e.Roles = []string{"president"} }, "day": func(e *Entity) { e.Roles = []string{"president 2020-13.."} },
		"order": func(e *Entity) { e.Roles = []string{"president 2020..2019"} }, "office elsewhere": func(e *Entity) { e.Roles = []string{"chair@x 2020.."} },
	} {
		e := good
		spoil(&e)
		if err := new(Table).Add(e); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for name, file := range map[string]string{
		"empty": "", "no header": "a\tb\n", "cells": header + "\na\tb\n", "kind": header + "\na\tb\tship\t\t\t\t\n",
	} {
		if _, err := Parse(file); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Parse(header + "\n\na\tb\tship\t\t\t\t\n"); err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("got %v, want line 3 named", err)
	}
}

func TestWikidata(t *testing.T) {
	value := func(property, id, rank string) string {
		return fmt.Sprintf(`"%s":[{"rank":"%s","mainsnak":{"datavalue":{"value":{"entity-type":"item","id":"%s"}}}}]`, property, rank, id)
	}
	item := func(label, aliases string, claims ...string) string {
		return fmt.Sprintf(`{"id":"Q900","type":"item","labels":{%s},"aliases":%s,"claims":{%s}}`, label, aliases, strings.Join(claims, ","))
	}
	named := `"en":{"language":"en","value":"Arvo Kattila"}`
	for _, test := range []struct{ name, line, want string }{
		{"person", item(named, `{"en":[{"language":"en","value":"A. Kattila"}],"ru":[{"language":"ru","value":"Каттила"}]}`, value("P31", "Q5", "normal"), value("P39", "Q1", "normal"), value("P27", "Q33", "normal")),
			`wikidata/Q900|Arvo Kattila|person|FI|Q900|["A. Kattila"]|[]`},
		{"no aliases, unknown country", item(named, `[]`, value("P31", "Q17127659", "normal"), value("P17", "Q1", "normal")), `wikidata/Q900|Arvo Kattila|armed_group||Q900|[]|[]`},
		{"label of all languages", item(`"mul":{"value":"Oulu Works"}`, `[]`, value("P31", "Q4830453", "normal")), `wikidata/Q900|Oulu Works|organization||Q900|[]|[]`},
		{"no office", item(named, `[]`, value("P31", "Q5", "normal")), ""},
		{"no actor", item(named, `[]`, value("P31", "Q515", "normal")), ""},
		{"deprecated", item(named, `[]`, value("P31", "Q43229", "deprecated")), ""},
		{"no English name", item(`"ru":{"value":"Каттила"}`, `[]`, value("P31", "Q43229", "normal")), ""},
		{"no claims", `{"id":"Q900","labels":{` + named + `},"aliases":[],"claims":[]}`, ""},
		{"property", `{"id":"P31","labels":{` + named + `}}`, ""},
		{"a value that is no item", item(named, `[]`, `"P31":[{"rank":"normal","mainsnak":{"datavalue":{"value":"Q43229"}}},{"rank":"normal","mainsnak":{"snaktype":"somevalue"}}]`), ""},
	} {
		e, ok, err := Wikidata([]byte(test.line), map[string]string{"Q33": "FI"})
		got := ""
		if ok {
			got = show(e)
		}
		if err != nil || got != test.want {
			t.Errorf("%s: got %s, %v, want %s", test.name, got, err, test.want)
		}
	}
	for _, line := range []string{"", "{", `{"id":7}`, `{"id":"Q1","labels":{` + named + `},"claims":{"P31":7}}`} {
		if _, _, err := Wikidata([]byte(line), nil); err == nil {
			t.Errorf("%q: no error", line)
		}
	}
}

func TestFollowTheMoney(t *testing.T) {
	known := func(code string) bool { return code == "FI" }
	for _, test := range []struct{ name, line, want string }{
		{"person", `{"id":"x-1","schema":"Person","caption":"Arvo Kattila","properties":{"name":["Arvo Kattila","Арво Каттила"],"alias":["A. Kattila"],"weakAlias":["Bear"],"nationality":["eu","fi"],"wikidataId":["Q900"]}}`,
			`ftm/x-1|Arvo Kattila|person|FI|Q900|["A. Kattila"]|[]`},
		{"its id is Wikidata's", `{"id":"Q900","schema":"Company","properties":{"name":["Oulu Works"],"jurisdiction":["se"]}}`, `ftm/Q900|Oulu Works|organization||Q900|[]|[]`},
		{"terror", `{"id":"x","schema":"Organization","properties":{"name":["Red Foxes"],"topics":["crime.terror"]}}`, `ftm/x|Red Foxes|armed_group|||[]|[]`},
		{"public body", `{"id":"x","schema":"PublicBody","properties":{"name":["Road Office"]}}`, `ftm/x|Road Office|government|||[]|[]`},
		{"no actor", `{"id":"x","schema":"Vessel","properties":{"name":["Red Fox"]}}`, ""},
		{"no Latin name", `{"id":"x","schema":"Person","properties":{"name":["Каттила"]}}`, ""},
	} {
		e, ok, err := FollowTheMoney([]byte(test.line), known)
		got := ""
		if ok {
			var table Table
			if err := table.Add(e); err != nil {
				t.Fatalf("%s: %v", test.name, err)
			}
			got = show(table.Entities[0])
		}
		if err != nil || got != test.want {
			t.Errorf("%s: got %s, %v, want %s", test.name, got, err, test.want)
		}
	}
	for _, line := range []string{"", "[]", `{"id":"x"}`, `{"schema":"Person","properties":{"name":["A B"]}}`, `{"schema":"Person","properties":{"name":"A B"}}`} {
		if _, _, err := FollowTheMoney([]byte(line), known); err == nil {
			t.Errorf("%q: no error", line)
		}
	}
}

func TestCSV(t *testing.T) {
	const head = "key,name,kind,country,aliases,wikidata,roles\n"
	for _, test := range []struct{ name, file, want string }{
		{"rows", "\ufeff" + head + `a,"Kattila, Arvo",person,FI,A. Kattila|Arvo Kattila,Q900,president 2020..|mayor 2011..2012` + "\n\nb,Oulu Works,organization,,,,\n",
			`2 a|Kattila, Arvo|person|FI|Q900|["A. Kattila" "Arvo Kattila"]|["president 2020.." "mayor 2011..2012"]; 4 b|Oulu Works|organization|||[]|[]`},
		{"bad lines", head + "a,b\nc\"d,,,,,,\nb,Oulu Works,organization,,,,\n", "2 error; 3 error; 4 b|Oulu Works|organization|||[]|[]"},
		{"header alone", head, ""},
		{"other header", "name,key\nx,y\n", "1 error"},
		{"empty", "", ""},
	} {
		var got []string
		for line, r := range CSV(strings.NewReader(test.file)) {
			if r.Err != nil {
				got = append(got, fmt.Sprint(line, " error"))
			} else {
				got = append(got, fmt.Sprint(line, " ", show(r.Entity)))
			}
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s: got %s, want %s", test.name, strings.Join(got, "; "), test.want)
		}
	}
}

func FuzzImport(f *testing.F) {
	f.Add(`{"id":"Q1","labels":{"en":{"value":"A"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q43229"}}}}]}}`)
	f.Add(`{"id":"x-1","schema":"Person","caption":"Arvo Kattila","properties":{"name":["Arvo|Kattila"],"alias":["A.\tKattila"]}}`)
	f.Fuzz(func(t *testing.T, line string) {
		var table Table
		if e, ok, err := Wikidata([]byte(line), nil); ok && err == nil {
			_ = table.Add(e) // refused or not, the table stays sound
		}
		if e, ok, err := FollowTheMoney([]byte(line), func(string) bool { return true }); ok && err == nil {
			_ = table.Add(e)
		}
		file := string(table.Append(nil))
		again, err := Parse(file)
		if err != nil || string(again.Append(nil)) != file {
			t.Errorf("%q does not come back (%v)", file, err)
		}
	})
}
