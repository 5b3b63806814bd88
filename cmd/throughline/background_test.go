package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

func TestBackground(t *testing.T) {
	db := filepath.Join(t.TempDir(), "a.db")
	if code, _, stderr := call(t, "", "ingest", "--db", db, "../../examples/2025-11-24-geneva-talks.md", "../../examples/2025-11-25-geneva-recap.md"); code != exitDone {
		t.Fatalf("ingest: %d %s", code, stderr)
	}
	const draft = "Rubio and Yermak met in Vienna on 23 November and cut the peace plan to 19 points."
	want := map[string]string{
		"text":     "contradicted): \"Vienna\"\n    draft: Vienna; 2 independent reports: Geneva",
		"markdown": "- **paragraph 1, place** (contradicted): “Vienna” draft: Vienna; 2 independent reports: Geneva",
		"html":     "<strong>paragraph 1, place</strong> (contradicted): <q>Vienna</q> draft: Vienna; 2 independent reports: Geneva",
	}
	for format, line := range want {
		code, stdout, stderr := call(t, draft, "background", "--db", db, "--date", "2025-11-27", "--format", format, "-")
		if code != exitDone || !strings.Contains(stdout, line) {
			t.Errorf("%s: got %d %s %s, want %q", format, code, stdout, stderr, line)
		}
	}
	code, stdout, stderr := call(t, draft, "background", "--db", db, "--date", "2025-11-27", "--format", "json", "-")
	var answer struct {
		Conflicts []struct{ Field, Draft string }
	}
	if err := json.Unmarshal([]byte(stdout), &answer); code != exitDone || err != nil || len(answer.Conflicts) != 1 || answer.Conflicts[0].Draft != "Vienna" {
		t.Errorf("json: got %d %s %s, want the wrong place", code, stdout, stderr)
	}
	for _, args := range [][]string{{"--date", "tomorrow", "-"}, {"--format", "pdf", "-"}, {}} {
		if code, _, _ := call(t, draft, append([]string{"background", "--db", db}, args...)...); code != exitUsage {
			t.Errorf("%q: exit code %d, want %d", args, code, exitUsage)
		}
	}
	if code, _, stderr := call(t, "", "background", "--db", db, "--date", "2025-11-27", "-"); code != exitRefused || stderr == "" {
		t.Errorf("an empty draft: got %d %q", code, stderr)
	}
}
