package nlp

import (
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"
)

// TestTagsEqualLibrary compares the tags with the library's own over the
// sentences of the samples, word by word where both cut the same word. The
// library reads one sentence at a time, because it gives equal words of a text one tag.
func TestTagsEqualLibrary(t *testing.T) {
	first, err := prose.NewDocument("x")
	if err != nil {
		t.Fatal(err)
	}
	same, all := 0, 0
	for _, text := range samples(t) {
		d := parse(t, "", text)
		for _, s := range d.Sentences {
			lib, err := prose.NewDocument(d.Slice(s.Span), prose.UsingModel(first.Model), prose.WithExtraction(false), prose.WithSegmentation(false))
			if err != nil {
				t.Fatal(err)
			}
			theirs := map[string]string{}
			for _, tok := range lib.Tokens() {
				theirs[tok.Text] = tok.Tag
			}
			seen := map[string]bool{}
			for _, tok := range d.Tokens[s.First:s.Last] {
				form := strings.ReplaceAll(tok.Text, "’", "'")
				tag, ok := theirs[form]
				if !ok || seen[form] || !letterByte(form[0]) { // numbers and marks are repaired on purpose
					continue
				}
				seen[form] = true
				all++
				if tag == tok.Tag {
					same++
				} else {
					t.Logf("%q: library %s, ours %s, in %q", tok.Text, tag, tok.Tag, d.Slice(s.Span))
				}
			}
		}
	}
	if all < 500 {
		t.Fatalf("only %d words compared", all)
	}
	if share := float64(same) / float64(all); share < 0.98 {
		t.Errorf("%.2f %% of %d tags are the library's, want 98", 100*share, all)
	}
}

func TestTagRepairs(t *testing.T) {
	tests := []struct{ text, word, want string }{
		{"It rose 12.55 points to 0 .", "12.55", "CD"},
		{"It rose 12.55 points to 0 .", "0", "CD"},
		{"He left (early) [sic].", "(", "("},
		{"He left (early) [sic].", "]", ")"},
		{"He left - alone.", "-", ":"},
		{`He said "no" again.`, `"`, "``"},
		{"It cost € 5.", "€", "$"},
		{"Read https://example.org/a now.", "https://example.org/a", "NN"},
	}
	for _, tt := range tests {
		d := parse(t, "", tt.text)
		found := false
		for _, tok := range d.Tokens {
			if tok.Text == tt.word {
				found = true
				if tok.Tag != tt.want {
					t.Errorf("%q in %q: tag %s, want %s", tt.word, tt.text, tok.Tag, tt.want)
				}
				break
			}
		}
		if !found {
			t.Errorf("%q is no token of %q", tt.word, tt.text)
		}
	}
}

// The tests below hold what the library's own pipeline gets wrong.

func TestNoTextIsLostInNames(t *testing.T) {
	for _, name := range []string{"O'Reilly", "O'Malley", "O'Sullivan", "D'Souza", "O’Reilly"} {
		d := parse(t, "", "Mr "+name+" left.")
		if d.Tokens[1].Text != name {
			t.Errorf("%q became %q", name, d.Tokens[1].Text)
		}
	}
}

func TestEqualWordsHaveTagsOfTheirOwn(t *testing.T) {
	d := parse(t, "", "They will record it because the record shows it.")
	if verb, noun := d.Tokens[2].Tag, d.Tokens[6].Tag; verb != "VB" || noun != "NN" {
		t.Errorf("record is %s and %s, want VB and NN", verb, noun)
	}
}

func TestCaseThatChangesLength(t *testing.T) {
	for _, text := range []string{"\xe9t\xe9's", "İ中国's", "İstanbul's mayor", "Ⱥ's", "Ⱦn't go", "ȺȾ'll"} {
		if fault := broken(parse(t, "", text)); fault != "" {
			t.Errorf("%q: %s", text, fault)
		}
	}
	d := parse(t, "", "İstanbul's mayor")
	if d.Tokens[0].Text != "İstanbul" || d.Tokens[1].Text != "'s" {
		t.Errorf("tokens %v", d.Tokens)
	}
}

func TestOffsetsAreOfTheTextAsGiven(t *testing.T) {
	d := parse(t, "Überfall", "“Kyiv’s mayor” spoke.")
	for _, tok := range d.Tokens {
		if tok.Text == "Kyiv" {
			field, start, end := d.Locate(tok.Span)
			if field != "" || start != 1 || end != 5 {
				t.Errorf("Kyiv at %q %d..%d, want 1..5 of the body", field, start, end)
			}
			return
		}
	}
	t.Error("Kyiv is no token")
}

func TestNameAtEndOfInput(t *testing.T) {
	d := parse(t, "", "He lives in Paris")
	if len(d.Names) != 1 || d.Slice(d.Names[0].Span) != "Paris" {
		t.Errorf("names %v, want Paris", d.Names)
	}
}

// TestModelIsLoadedOnce holds the cost of a call: loading weights within it would allocate megabytes.
func TestModelIsLoadedOnce(t *testing.T) {
	p, err := parser()
	if err != nil {
		t.Fatal(err)
	}
	r := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			p.Parse("", "Hi there.")
		}
	})
	if n := r.AllocedBytesPerOp(); n > 64<<10 {
		t.Errorf("a short text allocates %d bytes", n)
	}
}

func TestParserIsShared(t *testing.T) {
	text := samples(t)[0]
	want := parse(t, "", text)
	done := make(chan *Document)
	for range 4 {
		go func() {
			p, err := parser()
			if err != nil {
				done <- nil
				return
			}
			done <- p.Parse("", text)
		}()
	}
	for range 4 {
		d := <-done
		if d == nil || len(d.Tokens) != len(want.Tokens) || len(d.Names) != len(want.Names) {
			t.Error("a parse beside others differs")
		}
	}
}
