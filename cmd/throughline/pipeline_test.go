package main

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/store/storetest"
)

const examples = "../../examples"

// onBoth runs fn with the DSN of an empty database of each kind.
func onBoth(t *testing.T, fn func(t *testing.T, db string)) {
	t.Helper()
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) { fn(t, d.New(t)) })
	}
}

// TestTour goes the way of the README: the samples in, the timeline out.
func TestTour(t *testing.T) {
	onBoth(t, func(t *testing.T, db string) {
		var first, second struct{ Created, Updated, Unchanged, Refused, Articles, Events, Stories int }
		decode(t, must(t, "ingest", "--db", db, "--json", examples), &first)
		if first.Created < 35 || first.Refused != 0 || first.Events < 40 || first.Stories < 3 {
			t.Errorf("got %+v", first)
		}
		decode(t, must(t, "ingest", "--db", db, "--json", examples), &second)
		if second.Created != 0 || second.Updated != 0 || second.Unchanged != first.Created {
			t.Errorf("the same folder again: %+v", second)
		}
		if second.Articles != first.Articles || second.Events != first.Events || second.Stories != first.Stories {
			t.Errorf("the same folder again changed something: %+v, before %+v", second, first)
		}
		list := must(t, "stories", "list", "--db", db, "--text", "ukraine peace")
		if !strings.Contains(list, "Ukraine peace negotiations") || strings.Contains(list, "Sudan") {
			t.Errorf("stories list:\n%s", list)
		}
		if news := must(t, "stories", "show", "--db", db, "--since", "2025-11-01", "ukraine-peace-negotiations"); !strings.Contains(news, "\n2025-11-") || strings.Contains(news, "nothing new") {
			t.Errorf("no news of November in\n%s", news)
		}
		if news := must(t, "stories", "show", "--db", db, "--since", "2031-01-01", "ukraine-peace-negotiations"); !strings.Contains(news, "nothing new since 2031-01-01") {
			t.Errorf("news of the future in\n%s", news)
		}
		show := must(t, "stories", "show", "--db", db, "--why", "ukraine-peace-negotiations")
		if !strings.Contains(show, "linked with 0.") && !strings.Contains(show, "linked with 1.") {
			t.Errorf("no reasons in:\n%s", show)
		}
		timelineFormats(t, db)
	})
}

func decode(t *testing.T, raw string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(raw), into); err != nil {
		t.Fatalf("%q: %v", raw, err)
	}
}

func timelineFormats(t *testing.T, db string) {
	t.Helper()
	args := []string{"timeline", "--db", db, "Ukraine peace negotiations", "--from", "2025-12-01", "--to", "2025-12-31"}
	format := func(f string) string { return must(t, append(args, "--format", f)...) }
	events := objects(t, format("json"))
	if len(events) < 4 {
		t.Fatalf("%d events in December", len(events))
	}
	london := false
	for _, e := range events {
		date, _ := e["date"].(map[string]any)
		if date == nil || date["end"].(string) < "2025-12-01" || date["start"].(string) > "2025-12-31" {
			t.Errorf("%v is not in December 2025", e)
		}
		london = london || date["start"] == "2025-12-08" && e["place"] == "London" && e["status"] == "happened"
	}
	if !london {
		t.Errorf("the meeting in London on 8 December is not there: %v", events)
	}
	rows, err := csv.NewReader(strings.NewReader(format("csv"))).ReadAll()
	if err != nil || len(rows) != len(events)+1 {
		t.Errorf("%d rows of CSV for %d events: %v", len(rows), len(events), err)
	}
	if md := format("md"); strings.Count(md, "\n- **") != len(events) || !strings.HasPrefix(md, "# Ukraine peace negotiations\n") {
		t.Errorf("Markdown:\n%s", md)
	}
	if table := format("table"); strings.Count(table, "\n") != len(events)+1 {
		t.Errorf("table:\n%s", table)
	}
}

// TestNothingIsLost gives ten lines of which the third is malformed.
func TestNothingIsLost(t *testing.T) {
	var lines []string
	for i := range 10 {
		line, err := json.Marshal(map[string]string{"url": "https://example.org/" + string(rune('a'+i)), "title": "Talks",
			"text": "Envoys met in Geneva on Monday.", "published": "2025-11-25"})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(line))
	}
	lines[2] = `{"text": "cut off`
	path := file(t, "ten.jsonl", strings.Join(lines, "\n"))
	onBoth(t, func(t *testing.T, db string) {
		code, out, errs := call(t, "", "ingest", "--db", db, path)
		if code != exitRefused || !strings.Contains(out, "9 articles stored") || !strings.Contains(errs, "ten.jsonl: line 3: malformed JSON") {
			t.Errorf("ended with %d, wrote %q, said %q", code, out, errs)
		}
	})
}

func TestTrackAndUntrack(t *testing.T) {
	onBoth(t, func(t *testing.T, db string) {
		must(t, "ingest", "--db", db, filepath.Join(examples, "2025-12-02-paris-macron.md"))
		out := must(t, "stories", "track", "--db", db, "Paris meetings", "--entities", "Volodymyr Zelenskyy,Emmanuel Macron", "--terms", "Paris,peace plan")
		if !strings.Contains(out, `tracking "Paris meetings" (paris-meetings), 1 events so far`) {
			t.Errorf("got %q", out)
		}
		if again := must(t, "stories", "track", "--db", db, "paris meetings", "--terms", "Paris"); !strings.Contains(again, "(paris-meetings)") {
			t.Errorf("tracking it again gives %q", again)
		}
		must(t, "stories", "track", "--db", db, "Second", "--parent", "Paris meetings")
		if out := must(t, "stories", "untrack", "--db", db, "paris-meetings"); !strings.Contains(out, "no longer tracking") {
			t.Errorf("got %q", out)
		}
		if list := objects(t, must(t, "stories", "list", "--db", db, "--json", "--text", "Paris")); len(list) != 1 || list[0]["tracked"] != false {
			t.Errorf("got %v", list)
		}
	})
}

func TestMigrate(t *testing.T) {
	onBoth(t, func(t *testing.T, db string) {
		if out := must(t, "migrate", "--db", db); !strings.Contains(out, "applied 1") {
			t.Errorf("first: %q", out)
		}
		if out := must(t, "migrate", "--db", db); out != "up to date\n" {
			t.Errorf("second: %q", out)
		}
	})
}

func TestPortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	code, _, errs := call(t, "", "serve", "--db", filepath.Join(t.TempDir(), "t.db"), "--addr", l.Addr().String())
	if code != exitRefused || !strings.Contains(errs, "address already in use") || !strings.Contains(errs, "--addr") {
		t.Errorf("ended with %d, said %q", code, errs)
	}
}

// TestServe starts the server on the samples, asks it, and interrupts it.
func TestServe(t *testing.T) {
	address := started(t)
	query, err := os.ReadFile("testdata/timeline.graphql")
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(map[string]string{"query": string(query)})
	if err != nil {
		t.Fatal(err)
	}
	answer := fetch(t, http.MethodPost, address+"/graphql", string(body))
	if !strings.Contains(answer, `"title":"Ukraine peace negotiations"`) || strings.Contains(answer, `"errors"`) {
		t.Errorf("GraphQL: %s", answer)
	}
	for path, want := range map[string]string{"/": "Ukraine peace negotiations", "/graphiql": "graphiql", "/stories/ukraine-peace-negotiations": "London"} {
		if page := fetch(t, http.MethodGet, address+path, ""); !strings.Contains(page, want) {
			t.Errorf("%s has no %q", path, want)
		}
	}
}

func fetch(t *testing.T, method, url, body string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v: %s", url, res.Status, err, raw)
	}
	return string(raw)
}
