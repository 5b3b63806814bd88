package wordset

import "testing"

func TestSet(t *testing.T) {
	s := Of("talks summit\n\tmeeting  summit")
	if len(s) != 3 {
		t.Errorf("got %d words, want 3", len(s))
	}
	for word, want := range map[string]bool{"talks": true, "meeting": true, "Talks": false, "": false, "strike": false} {
		if got := s.Has(word); got != want {
			t.Errorf("Has(%q): got %v, want %v", word, got, want)
		}
	}
	s.Add("strike")
	if !s.Has("strike") || Set(nil).Has("talks") {
		t.Error("an added word is missing, or an empty set has one")
	}
}
