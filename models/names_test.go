package models_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestNames(t *testing.T) {
	var n models.Names
	if got := n.List(); got == nil || len(got) > 0 {
		t.Errorf("no names: got %#v, want an empty list", got)
	}
	n = n.With("Miami talks", "The Track").With("MIAMI TALKS", "Kushner–Umerov talks")
	if want := []string{"Miami talks", "The Track", "Kushner–Umerov talks"}; !slices.Equal(n.List(), want) {
		t.Errorf("got %q, want %q", n.List(), want)
	}
	if !n.Has("the track") || n.Has("track") {
		t.Error("a name is found by all of it, in whatever case")
	}
	if got := n.Without("the TRACK", "unknown").List(); !slices.Equal(got, []string{"Miami talks", "Kushner–Umerov talks"}) {
		t.Errorf("without one: got %q", got)
	}
	if got := models.Names("x").Without("X"); got != "" {
		t.Errorf("without the only one: got %q", got)
	}
	for _, n := range []models.Names{"", n} {
		raw, err := json.Marshal(n)
		var back models.Names
		if err == nil {
			err = json.Unmarshal(raw, &back)
		}
		if err != nil || back != n {
			t.Errorf("%q became %s and then %q (%v)", n, raw, back, err)
		}
	}
}
