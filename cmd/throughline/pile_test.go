package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestPile(t *testing.T) {
	in := strings.Join([]string{
		`{"id":"1","published":"2025-03-03","text":"Ministers of France and Germany met in Paris on 2 March 2025 to talk about the river dam."}`,
		`{"id":"2","published":"2025-03-01","text":"Ministers of France and Germany will meet in Paris on Sunday, officials said. The dam broke on 11 January 2025."}`,
		`{"id":"3","published":"never","text":"x"}`,
		`{"id":"4","published":"2025-05-01","text":"It was on 2 March 2025 that the ministers of France and Germany met in Paris. In April nothing happened."}`,
	}, "\n")
	for _, test := range []struct {
		key  int
		want []string
	}{
		{0, []string{"2025-01-11", "2025-03-02"}},
		{1, []string{"2025-03-02"}},
	} {
		var out bytes.Buffer
		err := timelineCmd{JSONL: true, Key: test.key, Story: "-"}.pile(stdio{in: strings.NewReader(in), out: &out})
		if !errors.Is(err, errRefused) {
			t.Errorf("error %v, want that a line was refused", err)
		}
		var dates []string
		refused := 0
		for line := range strings.Lines(out.String()) {
			var got struct {
				Date, Summary, Error string
				Line                 int
				Importance           float64
				Events               []json.RawMessage
			}
			if err := json.Unmarshal([]byte(line), &got); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			if got.Error != "" {
				refused = got.Line
				continue
			}
			if got.Summary == "" || got.Importance <= 0 || got.Events == nil {
				t.Errorf("day %s", line)
			}
			dates = append(dates, got.Date)
		}
		for _, want := range test.want {
			if !strings.Contains(strings.Join(dates, " "), want) {
				t.Errorf("--key %d: days %v lack %s", test.key, dates, want)
			}
		}
		if test.key > 0 && len(dates) != test.key || refused != 3 {
			t.Errorf("--key %d: days %v, line %d refused", test.key, dates, refused)
		}
	}
}

func TestPileOfNothing(t *testing.T) {
	var out bytes.Buffer
	if err := (timelineCmd{JSONL: true}).pile(stdio{in: strings.NewReader(""), out: &out}); err != nil || out.Len() > 0 {
		t.Errorf("wrote %q, %v", out.String(), err)
	}
	var usage usageError
	if err := (timelineCmd{JSONL: true, Key: -1}).pile(stdio{in: strings.NewReader(""), out: &out}); !errors.As(err, &usage) {
		t.Errorf("--key -1: %v", err)
	}
}
