package eval

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/events/sentences"
	"github.com/throughline-news/throughline/nlp/reading"
)

// far is how far below a confidence the share of right mentions may lie, and
// fewMentions how many there must be to tell.
const far, fewMentions = .15, 20

func TestSentenceFloors(t *testing.T) {
	raw, err := os.ReadFile("floors.json")
	if err != nil {
		t.Fatal(err)
	}
	var floors map[string]floor
	if err := json.Unmarshal(raw, &floors); err != nil {
		t.Fatal(err)
	}
	reader, err := reading.New()
	if err != nil {
		t.Fatal(err)
	}
	report, err := Sentences(reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, figures := range map[string][]Figure{"sentences: types": report.Types, "sentences: statuses": report.Statuses} {
		all := figures[len(figures)-1]
		if least, ok := floors[name]; !ok || 100*all.Precision() < least.Precision || 100*all.Recall() < least.Recall {
			t.Errorf("%s: precision %.1f and recall %.1f, floors %v", name, 100*all.Precision(), 100*all.Recall(), least)
		}
	}
	for _, b := range report.Reliability {
		if got := share(b.Right, b.Given); b.From >= least && b.Given >= fewMentions && got < b.From-far {
			t.Errorf("of mentions given %.1f only %.0f %% are right", b.From, 100*got)
		}
	}
}

func TestScoreSentences(t *testing.T) {
	gold, err := sentences.Parse("Peru met Chile.\nCONSULT\thappened\tmet\tPeru\tChile\t-\n\nRebels shot a guard and fled.\nASSAULT\thappened\tshot\tRebels\tguard\t-\n\nNobody spoke.\nNONE\n")
	if err != nil {
		t.Fatal(err)
	}
	read := func(text string) []models.Mention {
		at := func(word string, typ models.EventType, status models.Status, confidence float64) models.Mention {
			i := strings.Index(text, word)
			return models.Mention{Type: typ, Status: status, Confidence: confidence, TriggerStart: i, TriggerEnd: i + len(word)}
		}
		switch {
		case strings.Contains(text, "met"):
			return []models.Mention{at("met", models.Consult, models.Intended, .85)}
		case strings.Contains(text, "shot"):
			return []models.Mention{at("shot", models.Coerce, models.Happened, .62), at("fled", models.Retreat, models.Happened, .45)}
		}
		return []models.Mention{at("spoke", models.Consult, models.Denied, .71), at("spoke", models.Other, models.Denied, .71)}
	}
	got := scoreSentences(gold, read)
	want := map[string]Tally{"CONSULT": {1, 2, 1}, "ASSAULT": {0, 0, 1}, "COERCE": {0, 1, 0}, "all": {1, 3, 2}}
	for _, f := range got.Types {
		if f.Tally != want[f.Name] {
			t.Errorf("%s: got %+v, want %+v", f.Name, f.Tally, want[f.Name])
		}
	}
	want = map[string]Tally{"happened": {1, 1, 2}, "intended": {0, 1, 0}, "all": {1, 2, 2}}
	for _, f := range got.Statuses {
		if f.Tally != want[f.Name] {
			t.Errorf("%s: got %+v, want %+v", f.Name, f.Tally, want[f.Name])
		}
	}
	bins := map[float64]Bin{.4: {.4, 0, 1}, .6: {.6, 0, 1}, .7: {.7, 0, 1}, .8: {.8, 1, 1}}
	for _, b := range got.Reliability {
		if b != bins[b.From] {
			t.Errorf("got %+v, want %+v", b, bins[b.From])
		}
	}
}
