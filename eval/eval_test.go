package eval

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/nlp/reading"
)

const examples = "../examples"

// floor is what a figure may not fall below, in percent.
type floor struct{ Precision, Recall float64 }

// TestFloors reads all samples and holds the figures to floors.json. Raise a
// floor when a change has raised its figure; lowering one needs a reason in the
// commit.
func TestFloors(t *testing.T) {
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
	report, err := Run(t.Context(), reader, examples)
	if err != nil {
		t.Fatal(err)
	}
	drafts, err := Drafts(t.Context(), reader, examples)
	if err != nil {
		t.Fatal(err)
	}
	report = report.And(drafts)
	for _, f := range report.Figures {
		least, ok := floors[f.Name]
		if !ok && !strings.Contains(f.Name, "drafts: ") { // those of one field are too few
			t.Errorf("%s has no floor", f.Name)
		}
		if got := 100 * f.Precision(); got < least.Precision {
			t.Errorf("%s: precision %.1f is below its floor of %.1f", f.Name, got, least.Precision)
		}
		if got := 100 * f.Recall(); got < least.Recall {
			t.Errorf("%s: recall %.1f is below its floor of %.1f", f.Name, got, least.Recall)
		}
	}
	if t.Failed() {
		for _, m := range report.Misses {
			t.Log(m)
		}
	}
}

// TestEverySampleIsMarked holds the gold set and the samples together.
func TestEverySampleIsMarked(t *testing.T) {
	samples, err := Samples()
	if err != nil {
		t.Fatal(err)
	}
	marked := map[string]bool{"stories.yaml": true}
	for _, s := range samples {
		marked[s.File] = true
	}
	entries, err := os.ReadDir(examples)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !marked[e.Name()] {
			t.Errorf("%s is not marked", filepath.Join("examples", e.Name()))
		}
	}
	if len(samples) < 30 {
		t.Errorf("%d samples, want 30 or more", len(samples))
	}
}
