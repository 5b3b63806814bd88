package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// call runs the program in process.
func call(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), args, stdio{strings.NewReader(stdin), &out, &errs})
	return code, out.String(), errs.String()
}

// must fails the test unless the command ends well.
func must(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := call(t, "", args...)
	if code != exitDone {
		t.Fatalf("%q ended with %d: %s%s", args, code, out, errs)
	}
	return out
}

func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// objects decodes JSON Lines.
func objects(t *testing.T, lines string) []map[string]any {
	t.Helper()
	var out []map[string]any
	for line := range strings.Lines(lines) {
		var o map[string]any
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatalf("%q is not JSON: %v", line, err)
		}
		out = append(out, o)
	}
	return out
}

func TestHelpHasAnExample(t *testing.T) {
	for _, command := range [][]string{{"analyze"}, {"link"}, {"ingest"}, {"serve"}, {"timeline"}, {"agenda"}, {"stories"}, {"stories", "list"},
		{"stories", "show"}, {"stories", "track"}, {"stories", "untrack"}, {"places"}, {"places", "import"}, {"entities"}, {"entities", "import"}, {"migrate"}, {"eval"}, {"version"}} {
		t.Run(strings.Join(command, " "), func(t *testing.T) {
			out := must(t, append(command, "--help")...)
			if !strings.Contains(out, "Example") || !strings.Contains(out, "throughline "+strings.Join(command, " ")) {
				t.Errorf("no example in:\n%s", out)
			}
		})
	}
}

func TestUsage(t *testing.T) {
	db := filepath.Join(t.TempDir(), "t.db")
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"unknown command", []string{"frobnicate"}, "frobnicate"},
		{"unknown flag", []string{"version", "--loud"}, "--loud"},
		{"link without jsonl", []string{"link"}, "--jsonl"},
		{"level", []string{"link", "--jsonl", "--level", "day"}, "level"},
		{"no such file", []string{"analyze", "--jsonl", "no-such-file"}, "no-such-file"},
		{"published of a single text", []string{"analyze", "--published", "20255-12-08", "-"}, "YYYY-MM-DD"},
		{"published with jsonl", []string{"analyze", "--jsonl", "--published", "2025-12-08"}, "--published"},
		{"home with jsonl", []string{"analyze", "--jsonl", "--home", "US"}, "--home"},
		{"home", []string{"analyze", "--home", "US/Nowhere", "-"}, "US/Nowhere"},
		{"home of ingest", []string{"ingest", "--db", db, "--home", "Ohio", "x"}, "COUNTRY"},
		{"no such gazetteer", []string{"link", "--jsonl", "--gazetteer", "no-such-file"}, "no-such-file"},
		{"no such entities", []string{"analyze", "--entities", "no-such-file"}, "no-such-file"},
		{"places import to nowhere", []string{"places", "import", "x"}, "--gazetteer"},
		{"entities import to nowhere", []string{"entities", "import", "x"}, "--entities"},
		{"places import of nothing", []string{"places", "import", "no-such-file", "--gazetteer", db}, "no-such-file"},
		{"ingest published", []string{"ingest", "--db", db, "--published", "yesterday", "x"}, "YYYY-MM-DD"},
		{"timeline of nothing", []string{"timeline", "--db", db}, "which story"},
		{"timeline from", []string{"timeline", "--db", db, "--from", "08.12.2025", "x"}, "--from"},
		{"timeline format", []string{"timeline", "--db", db, "--format", "pdf", "x"}, "format"},
		{"track nothing", []string{"stories", "track", "--db", db}, "NAME"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			code, out, errs := call(t, "", tt.args...)
			if code != exitUsage || !strings.Contains(errs, tt.want) || strings.Count(strings.TrimSpace(errs), "\n") > 0 {
				t.Errorf("ended with %d, wrote %q, said %q; want 2, one line with %q", code, out, errs, tt.want)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	db := filepath.Join(t.TempDir(), "t.db")
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"unknown story", []string{"timeline", "--db", db, "no such story"}, `no story "no such story"`},
		{"show", []string{"stories", "show", "--db", db, "no such story"}, "no such story"},
		{"untrack", []string{"stories", "untrack", "--db", db, "no such story"}, "no such story"},
		{"parent", []string{"stories", "track", "--db", db, "x", "--parent", "no such story"}, "no such story"},
		{"missing file", []string{"ingest", "--db", db, "no-such-file.txt"}, "no-such-file.txt"},
		{"a folder as database", []string{"migrate", "--db", t.TempDir()}, "database"},
		{"a server that is not there", []string{"migrate", "--db", "postgres://127.0.0.1:1/x?connect_timeout=1"}, "127.0.0.1:1"},
		{"address", []string{"serve", "--db", db, "--addr", "127.0.0.1:99999"}, "--addr"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			code, out, errs := call(t, "", tt.args...)
			if code != exitRefused || !strings.Contains(errs, tt.want) {
				t.Errorf("ended with %d, wrote %q, said %q; want 1 and %q", code, out, errs, tt.want)
			}
		})
	}
}

func TestAnalyzeLines(t *testing.T) {
	in := `{"id":"a","text":"Envoys of Ukraine and Russia met in Geneva on Monday.","published":"2025-12-09"}
{"id":"b","text":""}
not json
{"text":"no id"}
{"id":"e","text":"x","published":"20255-01-01"}

{"id":"g","title":"Talks in Oslo","text":"","published":null}
{"id":"h","text":7}
`
	code, out, _ := call(t, in, "analyze", "--jsonl")
	got := objects(t, out)
	if code != exitRefused || len(got) != 7 {
		t.Fatalf("ended with %d and %d lines, want 1 and 7:\n%s", code, len(got), out)
	}
	for i, want := range []struct {
		id   any
		line float64 // 0: an answer
	}{{"a", 0}, {"b", 2}, {nil, 3}, {nil, 4}, {"e", 5}, {"g", 0}, {"h", 8}} {
		if got[i]["id"] != want.id {
			t.Errorf("line %d has id %v, want %v", i+1, got[i]["id"], want.id)
		}
		if line, _ := got[i]["line"].(float64); line != want.line || (want.line > 0) != (got[i]["error"] != nil) {
			t.Errorf("answer %d: line %v, error %v; want line %v", i+1, got[i]["line"], got[i]["error"], want.line)
		}
	}
	for _, list := range []string{"entities", "timexes", "toponyms", "events"} {
		if _, ok := got[0][list].([]any); !ok {
			t.Errorf("%s is %v, want a list", list, got[0][list])
		}
	}
	for line := range strings.Lines(out) {
		if !strings.Contains(line, `"error"`) && strings.Contains(line, "null") {
			t.Errorf("what is not known is null, not left out: %s", line)
		}
	}
}

func TestEmptyInputWritesNothing(t *testing.T) {
	for _, args := range [][]string{{"analyze", "--jsonl"}, {"link", "--jsonl"}, {"link", "--jsonl", "--level", "event"}, {"timeline", "--jsonl"}} {
		if code, out, errs := call(t, "", args...); code != exitDone || out != "" || errs != "" {
			t.Errorf("%q ended with %d, wrote %q, said %q", args, code, out, errs)
		}
	}
}

// TestLinesStandAlone reads the same line first and last.
func TestLinesStandAlone(t *testing.T) {
	line := `{"id":"a","text":"Zelenskyy met Macron in Paris on Monday. The president left on Tuesday.","published":"2025-12-02"}` + "\n"
	other := `{"id":"b","text":"Trump met Putin in Anchorage, Alaska, on Friday.","published":"2025-08-16"}` + "\n"
	_, out, _ := call(t, line+other+line, "analyze", "--jsonl", "--predicates")
	lines := strings.SplitAfter(out, "\n")
	if len(lines) != 4 || lines[0] != lines[2] {
		t.Errorf("the first line's answer is not the last one's:\n%s", out)
	}
}

func TestAnalyzeOffsetsAreCodePoints(t *testing.T) {
	text := "Événement à Zürich : 😀 Ukraine’s envoys met in Geneva on Monday."
	raw, err := json.Marshal(map[string]string{"id": "a", "text": text, "published": "2025-12-09"})
	if err != nil {
		t.Fatal(err)
	}
	_, out, _ := call(t, string(raw), "analyze", "--jsonl")
	answer := objects(t, out)[0]
	runes := []rune(text)
	count := 0
	for _, list := range []string{"entities", "timexes", "toponyms"} {
		for _, x := range answer[list].([]any) {
			span := x.(map[string]any)
			if got := string(runes[int(span["start"].(float64)):int(span["end"].(float64))]); got != span["text"] {
				t.Errorf("%s: offsets give %q, text is %q", list, got, span["text"])
			}
			count++
		}
	}
	if count < 3 {
		t.Errorf("%d spans found in %s", count, out)
	}
}

func TestLinkLines(t *testing.T) {
	in := `{"id":"1","text":"Envoys of Ukraine and Russia met in Geneva for peace talks.","published":"2025-11-23","story":"Ukraine peace talks"}
{"id":"2","text":"Peace talks between Ukraine and Russia went on in Geneva.","published":"2025-11-24","learn":false}
oops
{"id":"3","text":"A player won the chess open in Reykjavik.","published":"2025-11-24"}
`
	code, out, _ := call(t, in, "link", "--jsonl")
	got := objects(t, out)
	if code != exitRefused || len(got) != 4 {
		t.Fatalf("ended with %d and %d lines, want 1 and 4:\n%s", code, len(got), out)
	}
	if got[0]["cluster"] != "Ukraine peace talks" || got[0]["label"] != "Ukraine peace talks" {
		t.Errorf("an analyst's story is not kept: %v", got[0])
	}
	first, _ := got[1]["candidates"].([]any)
	if len(first) == 0 || first[0].(map[string]any)["cluster"] != "Ukraine peace talks" {
		t.Errorf("the story is no candidate: %v", got[1])
	}
	if got[2]["line"] != 3.0 || got[3]["cluster"] == "Ukraine peace talks" {
		t.Errorf("got %v, %v", got[2], got[3])
	}
}

func TestVersion(t *testing.T) {
	if out := must(t, "version"); !strings.HasPrefix(out, "throughline ") || !strings.Contains(out, "reader ") {
		t.Errorf("got %q", out)
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	if code := run(ctx, []string{"ingest", "--db", filepath.Join(t.TempDir(), "t.db"), "../../examples"}, stdio{strings.NewReader(""), &out, &errs}); code == exitDone {
		t.Errorf("an interrupted command ended well: %s%s", out.String(), errs.String())
	}
}
