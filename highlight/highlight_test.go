package highlight_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/throughline-news/throughline/highlight"
)

// marked returns the words that an excerpt marks.
func marked(e highlight.Excerpt) []string {
	var out []string
	for _, w := range e.Words {
		out = append(out, string([]rune(e.Text)[w.Start:w.End]))
	}
	return out
}

func TestOf(t *testing.T) {
	for name, test := range map[string]struct {
		text, query string
		want        []string
	}{
		"endings":         {"The envoys met and are meeting again.", "envoy meet", []string{"envoys", "meeting"}},
		"case and marks":  {"Über ERDOĞAN schrieb Erdogan.", "erdoğan", []string{"ERDOĞAN", "Erdogan"}},
		"combining marks": {"Sa\u0303o Tome\u0301", "sao tomé", []string{"Sa\u0303o", "Tome\u0301"}},
		"other letters":   {"В Женеве начались ПЕРЕГОВОРЫ.", "переговоры", []string{"ПЕРЕГОВОРЫ"}},
		"no markup":       {`<b>Harbour</b> & "harbour"`, "harbour <b>", []string{"b", "Harbour", "b", "harbour"}},
		"none":            {"Nothing here.", "harbour", nil},
		"no words":        {"Nothing here.", " !? ", nil},
		"no text":         {"", "harbour", nil},
	} {
		got, ok := highlight.Of("text", test.text, test.query)
		if ok != (test.want != nil) || !slices.Equal(marked(got), test.want) {
			t.Errorf("%s: got %v, %t, want %v", name, marked(got), ok, test.want)
		}
	}
}

func TestExcerptOfALongText(t *testing.T) {
	text := strings.Repeat("çoğu gün ", 100) + "The harbour was quiet. " + strings.Repeat("Nobody came, and the harbour slept. ", 50)
	got, ok := highlight.Of("text", text, "harbours")
	if n := utf8.RuneCountInString(got.Text); !ok || n > 240 || n < 150 {
		t.Errorf("an excerpt of %d code points, want up to 240", n)
	}
	if want := string([]rune(text)[got.Start : got.Start+utf8.RuneCountInString(got.Text)]); got.Text != want {
		t.Errorf("got %q at %d, there is %q", got.Text, got.Start, want)
	}
	if words := marked(got); len(words) < 3 || words[0] != "harbour" {
		t.Errorf("marked %v, want each harbour of the excerpt", words)
	}
	if got, _ := highlight.Of("text", text, "çoğu"); got.Start != 0 {
		t.Errorf("an excerpt from the beginning begins at %d", got.Start)
	}
}

func FuzzOf(f *testing.F) {
	f.Add("The harbour, \u0301 \xff", "harbour")
	f.Fuzz(func(t *testing.T, text, query string) {
		got, ok := highlight.Of("", text, query)
		runes := utf8.RuneCountInString(got.Text)
		if ok != (len(got.Words) > 0) || !strings.Contains(text, got.Text) {
			t.Errorf("%q in %q: got %+v, %t", query, text, got, ok)
		}
		for _, w := range got.Words {
			if w.Start < 0 || w.End > runes || w.Start >= w.End {
				t.Errorf("%q in %q: a word at %v of %d", query, text, w, runes)
			}
		}
	})
}
