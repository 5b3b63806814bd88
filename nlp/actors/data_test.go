package actors

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func load(tb testing.TB) *Base {
	tb.Helper()
	b, err := Load()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

var (
	keyForm      = regexp.MustCompile(`^([A-Z]{2}(/[a-z-]+)?|(org|person)/[a-z0-9-]+)$`)
	wikidataForm = regexp.MustCompile(`^Q[1-9][0-9]*$`)
)

func TestEntities(t *testing.T) {
	b := load(t)
	kinds := []models.EntityKind{models.EntityPerson, models.EntityCountry, models.EntityGovernment, models.EntityBloc,
		models.EntityOrganization, models.EntityArmedGroup, models.EntityOther}
	items := map[string]string{}
	for _, e := range b.entities {
		if !keyForm.MatchString(e.Key) {
			t.Errorf("%s: key %q is malformed", e.Name, e.Key)
		}
		if e.Name == "" || e.Name != strings.TrimSpace(e.Name) {
			t.Errorf("%s: name %q", e.Key, e.Name)
		}
		if !slices.Contains(kinds, e.Kind) {
			t.Errorf("%s: unknown kind %q", e.Key, e.Kind)
		}
		if c, ok := b.byKey[e.Country]; e.Country != "" && (!ok || b.entities[c].Kind != models.EntityCountry) {
			t.Errorf("%s: unknown country %q", e.Key, e.Country)
		}
		if e.Wikidata != "" {
			if !wikidataForm.MatchString(e.Wikidata) {
				t.Errorf("%s: malformed Wikidata id %q", e.Key, e.Wikidata)
			}
			if other := items[e.Wikidata]; other != "" {
				t.Errorf("%s and %s share the Wikidata id %s", e.Key, other, e.Wikidata)
			}
			items[e.Wikidata] = e.Key
		}
	}
	if got := len(b.entities); got < 1800 {
		t.Errorf("%d entities, want 1800 or more", got)
	}
}

// TestNamesAreNotShared holds that a name without the mark of a shared one
// leads to one entity only.
func TestNamesAreNotShared(t *testing.T) {
	b := load(t)
	var walk func(at *branch)
	walk = func(at *branch) {
		for i, r := range at.readings {
			for _, o := range at.readings[:i] {
				if r.entity != o.entity && r.kind == o.kind && r.form == o.form && !r.shared && !o.shared {
					t.Errorf("%q is %s and %s: mark it as shared", r.form, b.entities[r.entity].Key, b.entities[o.entity].Key)
				}
			}
			if strings.TrimSpace(r.form) != r.form || r.form == "" {
				t.Errorf("%s: name %q", b.entities[r.entity].Key, r.form)
			}
		}
		for _, next := range at.next {
			walk(next)
		}
	}
	walk(&b.index.root)
}

func TestBodiesOfTables(t *testing.T) {
	b := load(t)
	known := map[string]bool{}
	for _, k := range b.kinds {
		if known[k.key] {
			t.Errorf("bodies.tsv has %q twice", k.key)
		}
		known[k.key] = true
		if k.name == "" && k.key != "-" && k.key != "+" {
			t.Errorf("bodies.tsv: %q has no name", k.key)
		}
	}
	for _, e := range b.entities {
		if _, kind, ok := strings.Cut(e.Key, "/"); ok && e.Kind == models.EntityGovernment && !strings.HasPrefix(e.Key, "org/") && !known[kind] {
			t.Errorf("%s: bodies.tsv has no %q", e.Key, kind)
		}
	}
}

// TestTerms holds that no two people are said to hold one office at one time,
// but for the day on which it changes hands, and that each date is possible.
func TestTerms(t *testing.T) {
	b := load(t)
	for office, terms := range b.terms {
		for i, x := range terms {
			if x.from < "1900-01-01" || x.to > checkedOn {
				t.Errorf("%s: %s of %s from %s to %s", b.entities[x.person].Name, office, x.of, x.from, x.to)
			}
			for _, y := range terms[:i] {
				if x.of == y.of && x.from < y.to && y.from < x.to && !manyHold[office] {
					t.Errorf("%s of %s: %s %s..%s and %s %s..%s", office, x.of, b.entities[x.person].Name, x.from, x.to, b.entities[y.person].Name, y.from, y.to)
				}
			}
		}
	}
	for country, office := range b.leader {
		if _, known := b.titleNumber(office); !known && len(b.terms[office]) == 0 {
			t.Errorf("%s is led by the unknown office %q", country, office)
		}
	}
}

// manyHold are offices that several people of a country hold at once.
var manyHold = map[string]bool{"special envoy": true, "vice premier": true, "presidential aide": true}

// titleNumber finds a title as texts have it.
func (b *Base) titleNumber(office string) (int32, bool) {
	for i, offices := range b.officesOf {
		if slices.Contains(offices, office) {
			return int32(i), true
		}
	}
	return 0, false
}

func TestSpellings(t *testing.T) {
	for _, same := range [][]string{
		{"Volodymyr Zelenskyy", "Volodymyr Zelensky", "Volodymyr Zelenskiy"},
		{"Yevgeny Prigozhin", "Evgeny Prigozhin"},
		{"Sergei Shoigu", "Sergey Shoigu"},
		{"Mohammed Hassan", "Mohamed Hassan", "Mohammed Hasan"},
	} {
		for _, name := range same[1:] {
			if a, b := sound(same[0]), sound(name); a != b {
				t.Errorf("%q sounds %q, %q sounds %q", same[0], a, name, b)
			}
		}
	}
	if sound("Ivan Petrov") == sound("Ivan Pavlov") {
		t.Error("different names sound alike")
	}
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"OPEC+": "opec-plus", "Élysée – Palace": "elysee-palace", "St. John's": "st-john-s", "Nicușor Dan": "nicusor-dan", "Løkke": "lokke",
	} {
		if got := slug(name); got != want {
			t.Errorf("slug(%q) = %q, want %q", name, got, want)
		}
	}
}
