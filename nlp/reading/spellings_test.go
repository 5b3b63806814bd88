package reading

import (
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestSpellings(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	r = r.WithAliases([]models.Entity{{Key: "NO", Name: "Norway", Kind: models.EntityCountry, Aliases: models.Names("").With("Fjord Kingdom")}})
	for text, want := range map[string][]string{ // each item, some of its spellings
		"Kiev talks":           {"Kiev=Kyiv", "talks"},
		"talks in kyiv":        {"talks", "in", "kyiv=Kiev"},
		"Odessa":               {"Odessa=Odesa"},
		"zelensky":             {"zelensky=Zelenskyy"},
		"Volodymyr Zelenskiy!": {"Volodymyr Zelenskiy=Volodymyr Zelenskyy"},
		"imf loan":             {"imf=International Monetary Fund", "loan"},
		"Ivory Coast, Burma":   {"Ivory Coast=Côte d'Ivoire", "Burma=Myanmar"},
		"U.S. troops":          {"U.S.=United States", "troops"},
		"fjord kingdom":        {"fjord kingdom=Norway"},
	} {
		got := r.Spellings(text)
		if len(got) != len(want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
			continue
		}
		for i, w := range want {
			typed, other, has := strings.Cut(w, "=")
			if got[i][0] != typed || has && !slices.Contains(got[i], other) {
				t.Errorf("%q: got %q, want %q", text, got[i], w)
			}
		}
	}
	for text, not := range map[string]string{"Munich": "Monaco", "Daesh": "IS", "Putin": "Poutine", "Georgia": "Georgien"} {
		if got := r.Spellings(text); slices.Contains(got[0], not) {
			t.Errorf("%q: got %q, with %q", text, got, not)
		}
	}
	for _, text := range []string{"who said", "help us", "peace talks", "border conflict", "a nice reading list", "strike at the port", "Xi Jinping"} {
		for _, item := range r.Spellings(text) {
			if len(item) != 1 {
				t.Errorf("%q: got %q for words that are no names", text, item)
			}
		}
	}
	for _, text := range []string{"", " ", "!", "\xff", "\x00 .", strings.Repeat("Kiev ", 20000)} {
		if got := r.Spellings(text); slices.ContainsFunc(got, func(item []string) bool { return len(item) == 0 || item[0] == "" }) {
			t.Errorf("%.20q: an empty item in %.100q", text, got)
		}
	}
}
