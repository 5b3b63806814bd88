package actors

import (
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestWithAliases(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	norway := b.entities[b.byKey["NO"]]
	norway.Aliases = norway.Aliases.With("the Fjord Kingdom", "Chile")
	league := models.Entity{Key: "org/northern-league", Name: "Northern Fishing League", Kind: models.EntityOrganization, Aliases: models.Names("NFL Nord")}
	with := b.WithAliases([]models.Entity{norway, league})
	const text = "Envoys of the Fjord Kingdom accused Chile on Monday. NFL Nord agreed with Norway."
	keys := func(b *Base) map[string]string {
		doc := parse(t, "", text)
		out := map[string]string{}
		for _, a := range b.Find(doc, nil, "2025-03-03") {
			if a.Entity.Key != "" {
				out[doc.Text[a.Start:a.End]] = a.Entity.Key
			}
		}
		return out
	}
	got := keys(with)
	for words, want := range map[string]string{"Fjord Kingdom": "NO", "Chile": "CL", "NFL Nord": "org/northern-league", "Norway": "NO"} {
		if got[words] != want {
			t.Errorf("%q stands for %q, want %q (all: %v)", words, got[words], want, got)
		}
	}
	if got := keys(b); got["Fjord Kingdom"] != "" || got["NFL Nord"] != "" {
		t.Errorf("the base itself has learnt the names: %v", got)
	}
	if e, ok := with.Lookup("the fjord kingdom"); !ok || e.Key != "NO" {
		t.Errorf("looked up: got %v, %t", e, ok)
	}
	if e, ok := with.Lookup("Norway"); !ok || e.Key != "NO" {
		t.Errorf("its own name: got %v, %t", e, ok)
	}
	if called := with.Called("chile"); len(called) != 1 || called[0].Key != "CL" {
		t.Errorf("Chile is called so by %v", called)
	}
	if called := with.Called("the Fjord Kingdom"); called != nil {
		t.Errorf("a given name is told as one of the tables': %v", called)
	}
}
