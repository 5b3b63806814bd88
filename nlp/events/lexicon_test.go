package events

import (
	"strings"
	"testing"
)

func TestLoad(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	verbs, nouns := 0, 0
	for _, list := range c.lex.verbs {
		verbs += len(list)
	}
	for _, list := range c.lex.nouns {
		nouns += len(list)
	}
	if verbs < 600 || nouns < 250 {
		t.Errorf("%d verb and %d noun entries, want at least 600 and 250", verbs, nouns)
	}
	for name := range operatorNames {
		if !strings.Contains(operatorsFile, "\n"+name+": ") {
			t.Errorf("operators.txt has no class %q", name)
		}
	}
}

// TestEntries holds that the first word of each entry is in its dictionary
// form, or no text would ever match it.
func TestEntries(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for w := range c.lex.nouns {
		if w != strings.ToLower(w) {
			t.Errorf("noun %q is not in lower case", w)
		}
	}
	for w := range c.lex.verbs {
		if got := c.lex.lemmaOf(w, "VB"); got != w {
			t.Errorf("verb %q has the dictionary form %q", w, got)
		}
	}
}

func TestBadLexicon(t *testing.T) {
	tests := []struct{ name, line, want string }{
		{"no colon", "CONSULT v meet", `no ": "`},
		{"type", "PARTY v: dance", `no type "PARTY"`},
		{"mode", "CONSULT/loud v: shout", `no mode "loud"`},
		{"code", "SANCTION>FINE v: fine", `no code "FINE"`},
		{"part of speech", "CONSULT x: meet", "part of speech"},
		{"condition", "CONSULT v: meet {raining}", `no condition "raining"`},
		{"class", "CONSULT v: meet {obj:dragon}", `no class "dragon"`},
		{"gap at the end", "CONSULT v: hold _", "no first or last word"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lx := &lexicon{verbs: map[string][]entry{}, nouns: map[string][]entry{}}
			err := lx.addTriggers("triggers.txt", "# remark\n"+tt.line+"\n", lx.add)
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "triggers.txt line 2") {
				t.Errorf("error %v, want one of line 2 with %q", err, tt.want)
			}
		})
	}
}
