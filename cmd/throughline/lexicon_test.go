package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestLexiconCheck(t *testing.T) {
	good := file(t, "good.txt", "# mine\nCOERCE/cyber v: ransom, take _ offline\n")
	code, out, errs := call(t, "", "lexicon", "check", good)
	if code != exitDone || !strings.Contains(out, "2 entries, nothing wrong") || errs != "" {
		t.Errorf("a good file: ended with %d, wrote %q, said %q", code, out, errs)
	}
	bad := file(t, "bad.txt", "CONSULT/loud v: shout\nAID n:\nAID n: relief {x}\n")
	code, out, errs = call(t, "", "lexicon", "check", bad)
	if code != exitRefused || out != "" || strings.Count(errs, "\n") != 3 {
		t.Errorf("a bad file: ended with %d, wrote %q, said %q", code, out, errs)
	}
	for _, want := range []string{`bad.txt line 1: CONSULT has no mode "loud": want multilateral`, `line 2: no entries`, `line 3: entry "relief {x}": no condition "x"`} {
		if !strings.Contains(errs, want) {
			t.Errorf("said %q, want %q", errs, want)
		}
	}
	if code, _, errs := call(t, "", "lexicon", "check", filepath.Join(t.TempDir(), "none")); code == exitDone || errs == "" {
		t.Errorf("a file that is not there: ended with %d and said %q", code, errs)
	}
}

func TestOwnLexicon(t *testing.T) {
	const text = "Hackers ransomed the ministry on Monday."
	one := file(t, "one.txt", "COERCE/cyber v: ransom\n")
	two := file(t, "two.txt", "AID v: ransom\n")
	for _, tt := range []struct {
		want string
		args []string
	}{
		{`"COERCE"`, []string{"--lexicon", one}},
		{`"AID"`, []string{"--lexicon", one, "--lexicon", two}}, // the later file wins
	} {
		_, out, errs := call(t, text, append([]string{"analyze"}, tt.args...)...)
		if !strings.Contains(strings.ReplaceAll(out, `"type": "`, `"`), tt.want) || errs != "" {
			t.Errorf("%v: no %s in %s (said %q)", tt.args, tt.want, out, errs)
		}
	}
	code, _, errs := call(t, text, "analyze", "--lexicon", file(t, "bad.txt", "PARTY v: dance"))
	if code != exitRefused || !strings.Contains(errs, `bad.txt line 1: no type "PARTY"`) {
		t.Errorf("a bad file: ended with %d and said %q", code, errs)
	}
}
