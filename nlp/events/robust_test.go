package events

import (
	"encoding/json"
	"flag"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads whole articles: the first line is the title, the second the
// day of publication. What is read must be what the golden file holds.
func TestGolden(t *testing.T) {
	b := newBench(t)
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles in testdata: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parts := strings.SplitN(string(raw), "\n", 3)
			got, err := json.MarshalIndent(b.coder.Mentions(b.input(parts[0], parts[2], models.Day(parts[1]))), "", " ")
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(file, ".txt") + ".json"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != string(want) {
				t.Errorf("reading differs from %s; run with -update and look at the difference", golden)
			}
		})
	}
}

// TestRandom throws words, marks and torn bytes at the coder: it must not
// panic, and every offset must hold the words it is for.
func TestRandom(t *testing.T) {
	b := newBench(t)
	words := strings.Fields(`Peru Chile Russian soldiers talks attack attacked met will not refused to , . ; : " ' ( ) — - and that who which if after
		said on Monday in Lima between of with by the a his 12 % $ its 's killed by have been was be agreed ceasefire sanctions Ukraine's é 北京 \xff holds
		held round they it demanded According While would could Dec. 2025 yesterday`)
	rng := rand.New(rand.NewSource(7))
	for range 500 {
		var body strings.Builder
		for range rng.Intn(60) {
			body.WriteString(words[rng.Intn(len(words))])
			if rng.Intn(8) > 0 {
				body.WriteString(" ")
			}
			if rng.Intn(25) == 0 {
				body.WriteString("\n\n")
			}
		}
		title := ""
		if rng.Intn(2) == 0 {
			title = words[rng.Intn(len(words))] + " " + words[rng.Intn(len(words))]
		}
		checkReading(t, b, title, body.String())
	}
}

// FuzzMentions holds that any title and body are read, with every offset right.
// Fuzz with -fuzzminimizetime 5x: each new input is minimized for a minute else.
func FuzzMentions(f *testing.F) {
	b := newBench(f)
	f.Add("Peru and Chile end talks", "Russian soldiers, who held the town, \"will not\" leave it, Ukraine's army said on Monday.\n\nTalks failed.")
	f.Fuzz(func(t *testing.T, title, body string) { checkReading(t, b, title, body) })
}

// checkReading fails when what is read in a text does not lie in it.
func checkReading(t *testing.T, b bench, title, body string) {
	t.Helper()
	in := b.input(title, body, "2025-12-10")
	for _, m := range b.coder.Mentions(in) {
		checkOffsets(t, title, body, m)
	}
	for _, p := range b.coder.Predicates(in) {
		if p.Start < 0 || p.End > len(in.Doc.Text) || p.Start >= p.End {
			t.Fatalf("predicate at %d-%d of %d bytes", p.Start, p.End, len(in.Doc.Text))
		}
	}
}

func checkOffsets(t *testing.T, title, body string, m models.Mention) {
	t.Helper()
	check := func(field string, start, end int, want string) {
		source := body
		if field == "title" {
			source = title
		}
		text := []rune(source)
		if start < 0 || end > len(text) || start > end {
			t.Fatalf("offsets %d-%d of %d code points in field %q: %q", start, end, len(text), field, source)
		}
		if got := strings.Join(strings.Fields(string(text[start:end])), " "); utf8.ValidString(source) && got != strings.Join(strings.Fields(want), " ") {
			t.Fatalf("offsets %d-%d hold %q, want %q", start, end, got, want)
		}
	}
	check(m.Quote.Field, m.Quote.Start, m.Quote.End, m.Quote.Exact)
	check(m.Quote.Field, m.TriggerStart, m.TriggerEnd, m.Trigger)
	for _, p := range append(append([]models.Participant(nil), m.Actors...), m.Recipients...) {
		check(p.Field, p.Start, p.End, p.Text)
	}
	for _, q := range m.Numbers {
		check(q.Field, q.Start, q.End, q.Text)
	}
	if p := m.Place; p != nil && p.Text != "" {
		check(p.Field, p.Start, p.End, p.Text)
	}
}

// TestVerbless reads what has a number or an article but no verb.
func TestVerbless(t *testing.T) {
	b := newBench(t)
	for _, text := range []string{"After a shooting in Lima, a man.", "A Ukrainian soldier in the east.", "No victims.", "A dozen dead in Lima."} {
		checkReading(t, b, "", text)
	}
}

func TestEmpty(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Doc: nlp.New("", "")}
	if ms := c.Mentions(in); len(ms) != 0 {
		t.Errorf("%d mentions of nothing", len(ms))
	}
	if ps := c.Predicates(in); len(ps) != 0 {
		t.Errorf("%d predicates of nothing", len(ps))
	}
}
