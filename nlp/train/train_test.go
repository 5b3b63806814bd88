package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/crf"
)

func parser(t *testing.T) *nlp.Parser {
	t.Helper()
	p, err := nlp.NewParserWith(nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// write makes a file for a test and returns its path.
func write(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "set")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// named writes the spans of a text as "kind:words".
func named(x text) []string {
	var out []string
	for _, s := range x.spans {
		kind := "?"
		if s.kind != unknown {
			kind = string([]nlp.NameType{nlp.Person, nlp.Location, nlp.Organization, nlp.Miscellany}[s.kind])
		}
		out = append(out, kind+":"+x.body[s.start:s.end])
	}
	return out
}

func TestReadColumns(t *testing.T) {
	path := write(t, "Ana\tB-PER\nRuiz\tI-PER\nleft\tO\nKarvelo\tI-LOC\n\nShe\tO\nslept\tO\n")
	got, err := readColumns(path, text{})
	if err != nil || len(got) != 2 {
		t.Fatalf("%d texts, error %v, want 2", len(got), err)
	}
	if want := []string{"PER:Ana Ruiz", "LOC:Karvelo"}; !reflect.DeepEqual(named(got[0]), want) {
		t.Errorf("got %v, want %v", named(got[0]), want)
	}
	path = write(t, "-DOCSTART- X X O\n\nAna X X I-PER\n\nleft X X O\n-DOCSTART- X X O\n\nBo X X I-PER\n")
	if got, err = readColumns(path, text{}); err != nil || len(got) != 2 || !strings.Contains(got[0].body, "left") {
		t.Errorf("documents: got %v, error %v", got, err)
	}
	if _, err := readColumns(filepath.Join(t.TempDir(), "none"), text{}); err == nil {
		t.Error("no error for a file that is not there")
	}
}

func TestReadDocuments(t *testing.T) {
	path := write(t, `{"id":"a","text":"Zoë met Ana.","entities":[{"start":8,"end":11,"type":"PER"}]}`+"\n")
	docs, err := readDocuments(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := named(docs[0].learn(text{})); !reflect.DeepEqual(got, []string{"PER:Ana"}) {
		t.Errorf("got %v", got)
	}
	for _, bad := range []string{`{"text":"a","entities":[{"start":0,"end":5,"type":"PER"}]}`, `{"text":`} {
		if _, err := readDocuments(write(t, bad+"\n")); err == nil {
			t.Errorf("no error for %s", bad)
		}
	}
}

func TestReadTrees(t *testing.T) {
	word := func(id, form, tag, misc string) string {
		return strings.Join([]string{id, form, form, "X", tag, "_", "0", "_", "_", misc}, "\t") + "\n"
	}
	file := "# newdoc id = one\n" +
		word("1", "President", "NNP", "Entity=(1-person-new-x-cf1-2,3-sgl") + word("2", "Ana", "NNP", "_") + word("3", "Ruiz", "NNP", "Entity=1)") +
		word("4", "saw", "VBD", "_") + word("5", "the", "DT", "Entity=(2-place-new-x-cf1-2-sgl") + word("6", "river", "NN", "Entity=2)") +
		word("7", "in", "IN", "_") + word("8", "Karvelo", "NNP", "Entity=(3-place-new-x-cf1-1-sgl-Karvelo)") + "\n" +
		"# newdoc id = two\n" + word("1", "Bo", "NNP", "_") + "\n"
	got, err := readTrees(write(t, file), map[string]bool{"two": true}, true, text{})
	if err != nil || len(got) != 1 {
		t.Fatalf("%d texts, error %v, want 1", len(got), err)
	}
	if want := []string{"PER:Ana Ruiz", "LOC:Karvelo"}; !reflect.DeepEqual(named(got[0]), want) {
		t.Errorf("got %v, want %v", named(got[0]), want)
	}
	got, err = readTrees(write(t, file), nil, false, text{})
	if want := []string{"?:Bo"}; err != nil || len(got) != 2 || !reflect.DeepEqual(named(got[1]), want) {
		t.Errorf("without mentions: got %v, error %v", got, err)
	}
}

func TestPlainNames(t *testing.T) {
	body := "the Government of Brastia told Prime Minister Ana Ruiz that the rebels in Karvelo left and he stayed"
	at := func(s string, kind int) span {
		i := strings.Index(body, s)
		return span{i, i + len(s), kind}
	}
	x := text{body: body, spans: []span{
		at("the Government of Brastia", kindOrg), at("Brastia", kindPlace), at("Prime Minister Ana Ruiz", kindPerson),
		at("Prime Minister", kindPerson), at("the rebels in Karvelo", kindOrg), at("Karvelo", kindPlace), at("he", kindPerson),
	}}
	x.plainNames()
	if got, want := named(x), []string{"ORG:Government of Brastia", "PER:Ana Ruiz", "LOC:Karvelo"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestExamples(t *testing.T) {
	x := text{body: "Talks in Karvelo, Brastia, ended when Ana left.", rest: orMisc, weight: 1,
		spans: []span{{9, 25, kindPlace}, {38, 41, unknown}}}
	got := x.examples(parser(t))
	if len(got) != 1 {
		t.Fatalf("%d sentences, want 1", len(got))
	}
	none, place := crf.Only(crf.Outside), crf.Only(crf.At(kindPlace, 0, 1))
	want := []crf.Set{none | crf.OfKind(kindMisc), none, place, none, place, none, none, none, crf.All, none, none}
	if !reflect.DeepEqual(got[0].Allowed, want) {
		t.Errorf("got %b, want %b", got[0].Allowed, want)
	}
}

func TestLinkTyper(t *testing.T) {
	known := text{body: "Brastia Brastia", spans: []span{{0, 7, kindPlace}, {8, 15, kindPlace}}}
	typer := newLinkTyper(parser(t), []text{known})
	for _, tt := range []struct {
		name, title string
		want        int
	}{
		{"Brastia", "Republic of Brastia", kindPlace},
		{"Mayfield", "Mayfield, Kentucky", kindPlace},
		{"Oster", "Oster (politician)", kindPerson},
		{"Michael Oster", "Michael Oster", kindPerson},
		{"Ministry of Peat", "Ministry of Peat", kindOrg},
		{"Xyzzy", "Xyzzy", unknown},
		{"they", "Michael Oster", unknown},
	} {
		if got := typer.kind(tt.name, tt.title); got != tt.want {
			t.Errorf("%s -> %s: got %d, want %d", tt.name, tt.title, got, tt.want)
		}
	}
}

func TestPages(t *testing.T) {
	people := text{body: "Ana Ruiz and Bo Lindqvist", spans: []span{{0, 8, kindPerson}, {13, 25, kindPerson}}}
	pages, err := generate([]text{people}, text{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := generate([]text{people}, text{})
	if err != nil || !reflect.DeepEqual(pages, again) {
		t.Errorf("two runs differ, error %v", err)
	}
	for _, p := range pages {
		if strings.ContainsAny(p.body, "^") || strings.Contains(p.body, "#d") || strings.Contains(p.body, "$p") {
			t.Errorf("a mark was left in %q", p.body)
		}
		for _, s := range p.spans {
			if s.start < 0 || s.end > len(p.body) || s.start >= s.end || s.kind == unknown {
				t.Fatalf("span %v of a text of %d bytes", s, len(p.body))
			}
		}
	}
}

func TestCount(t *testing.T) {
	gold := map[entity]bool{{0, 4, "PER"}: true, {5, 9, "LOC"}: true, {10, 12, "ORG"}: true}
	found := map[entity]bool{{0, 4, "PER"}: true, {5, 8, "LOC"}: true}
	by := map[string]tally{}
	count(by, gold, found)
	if want := (tally{1, 1, 1}); by["PER"] != want {
		t.Errorf("PER %v, want %v", by["PER"], want)
	}
	if got := overlapping(gold, found); got != 2 {
		t.Errorf("%d overlap, want 2", got)
	}
	if got := (tally{1, 2, 2}).f1(); got != 50 {
		t.Errorf("F1 %v, want 50", got)
	}
}
