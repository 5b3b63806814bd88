package main

import (
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/reading"
)

func TestExplain(t *testing.T) {
	code, out, errs := call(t, "The strike killed at least 25 people in Kharkiv on Monday.", "analyze", "--explain", "--published", "2025-12-10")
	if code != exitDone || errs != "" {
		t.Fatalf("ended with %d and said %q", code, errs)
	}
	for _, want := range []string{"[killed|ASSAULT]", "[at least 25 people|killed]", "[Kharkiv|UA]", "[Monday|2025-12-08]", "DATE", "2025-12-08", "killed 25 or more",
		"1. ASSAULT happened: killed", "has ASSAULT: kill", `told as a fact: "past tense"`, "a sure verb", `"Monday", of its clause`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if code, _, errs := call(t, "{}", "analyze", "--explain", "--jsonl"); code != exitUsage || errs == "" {
		t.Errorf("--explain with --jsonl ended with %d and said %q", code, errs)
	}
}

// Colours mark the spans of a terminal; commands that a text holds do not reach it.
func TestShowColour(t *testing.T) {
	reader, err := reading.New()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	text := reading.Text{Title: "Café talks", Body: "Envoys of Peru and Chile met in Lima – \x1b[2Jat last – on Monday.", Published: "2025-12-10"}
	show{w: &out, colour: true}.article(models.Article{}, reader, text, false)
	for _, want := range []string{"\x1b[1;31mmet\x1b[0m", "\x1b[32mLima\x1b[0m", "\x1b[33mMonday\x1b[0m", "[2Jat last"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %q", want, out.String())
		}
	}
	if strings.Contains(out.String(), "\x1b[2J") {
		t.Error("a command in the text reaches the terminal")
	}
}

func TestAmount(t *testing.T) {
	n := func(v float64) *float64 { return &v }
	for _, tt := range []struct {
		q    models.Quantity
		want string
	}{
		{models.Quantity{Value: n(25)}, "25"},
		{models.Quantity{Value: n(300), Approx: true}, "about 300"},
		{models.Quantity{Min: n(20), Max: n(30)}, "20 to 30"},
		{models.Quantity{Min: n(25)}, "25 or more"},
		{models.Quantity{Max: n(50)}, "50 or fewer"},
		{models.Quantity{Kind: models.Money, Value: n(5e9), Unit: "USD"}, "5000000000 USD"},
	} {
		if got := amount(tt.q); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
