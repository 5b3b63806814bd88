package sentences

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	got, err := Parse("# remark\nPeru and Peru's envoys met in Lima.\nCONSULT/visit\thappened\tmet\tPeru#2 | Peru\t-\tLima\n\nIt rained.\nNONE\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || len(got[0].Events) != 1 || len(got[1].Events) != 0 {
		t.Fatalf("got %+v, want a sentence with an event and one without", got)
	}
	e := got[0].Events[0]
	if e.Type != "CONSULT" || e.Mode != "visit" || e.Who[0] != (Span{9, 13}) || e.Who[1] != (Span{0, 4}) || len(e.Whom) != 0 || *e.Where != (Span{30, 34}) {
		t.Errorf("got %+v", e)
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"columns", "It met.\nCONSULT\thappened\tmet\n", "columns"},
		{"words", "It met.\nCONSULT\thappened\tleft\t-\t-\t-\n", `no "left"`},
		{"occurrence", "It met.\nCONSULT\thappened\tmet#2\t-\t-\t-\n", `no "met"`},
		{"unmarked", "It met.\n\nIt rained.\nNONE\n", "without events"},
		{"unmarked at the end", "It met.", "without events"},
	}
	for _, tt := range tests {
		if _, err := Parse(tt.text); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q in it", tt.name, err, tt.want)
		}
	}
}

// TestFiles reads all files and sees to it that no sentence is measured that was learned from.
func TestFiles(t *testing.T) {
	training, err := Training()
	if err != nil {
		t.Fatal(err)
	}
	gold, err := Gold()
	if err != nil {
		t.Fatal(err)
	}
	if len(training) < 600 || len(gold) < 200 {
		t.Errorf("%d and %d sentences, want at least 600 and 200", len(training), len(gold))
	}
	seen := map[string]bool{}
	for _, s := range append(training, gold...) {
		if seen[s.Text] {
			t.Errorf("twice: %q", s.Text)
		}
		seen[s.Text] = true
	}
}
