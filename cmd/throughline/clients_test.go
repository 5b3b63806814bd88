package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/graph/infinity"
	"github.com/throughline-news/throughline/web/browsertest"
)

const clientPages = "../../docs/clients"

// block is a block of code of a page, with the lines that it must print.
type block struct {
	kind, file string // a language, and the name of the file that it is, "" when it is run
	code       string
	prints     []string
}

// blocksOf are the blocks of a page.
func blocksOf(t *testing.T, page string) []block {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(clientPages, page))
	if err != nil {
		t.Fatal(err)
	}
	var out []block
	for i, part := range strings.Split(string(text), "\n```") {
		if i%2 == 0 {
			continue // prose
		}
		head, code, _ := strings.Cut(part, "\n")
		kind, file, _ := strings.Cut(head, " ")
		switch {
		case head == "text prints":
			out[len(out)-1].prints = strings.Split(strings.TrimSpace(code), "\n")
		case kind == "text":
		default:
			out = append(out, block{kind: kind, file: file, code: code + "\n"})
		}
	}
	return out
}

// need returns the path of a tool. Without it the test is skipped, or fails where
// THROUGHLINE_TEST_REQUIRE names it.
func need(t *testing.T, tool string) string {
	t.Helper()
	path, err := exec.LookPath(tool)
	if err == nil {
		return path
	}
	if slices.Contains(strings.Split(os.Getenv("THROUGHLINE_TEST_REQUIRE"), ","), tool) {
		t.Fatalf("there is no %s", tool)
	}
	t.Skipf("CLIENTS NOT TESTED: there is no %s", tool)
	return ""
}

// started starts the server on the samples, with the stories looked over, and returns
// its address. It ends with the test.
func started(t *testing.T, flags ...string) string {
	t.Helper()
	db := filepath.Join(t.TempDir(), "t.db")
	must(t, "ingest", "--db", db, "--json", examples)
	must(t, "stories", "review", "--db", db)
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	var errs bytes.Buffer
	ended := make(chan int, 1)
	args := append([]string{"serve", "--db", db, "--addr", "127.0.0.1:0"}, flags...)
	go func() {
		code := run(ctx, args, stdio{strings.NewReader(""), in, &errs})
		in.Close()
		ended <- code
	}()
	t.Cleanup(func() {
		cancel()
		if code := <-ended; code != exitDone {
			t.Errorf("the server ended with %d: %s", code, errs.String())
		}
	})
	buffer := make([]byte, 4096)
	for printed := ""; ; {
		n, err := out.Read(buffer)
		if err != nil {
			t.Fatalf("ended early: %v, %s%s", err, printed, errs.String())
		}
		printed += string(buffer[:n])
		if _, rest, ok := strings.Cut(printed, "GraphQL   "); ok && strings.HasSuffix(rest, "/graphql\n") {
			return strings.TrimSuffix(rest, "/graphql\n")
		}
	}
}

// TestClients runs every block of the pages for clients against a server with the
// samples, as their readers would.
func TestClients(t *testing.T) {
	tools := map[string][]string{
		"sh": {need(t, "bash"), "-euo", "pipefail", "-c"}, "python": {need(t, "python3"), "-c"}, "javascript": {need(t, "node"), "--input-type=module", "-e"},
	}
	need(t, "curl")
	elsewhere := newPaper(t)
	server := started(t, "--origin", elsewhere.URL)
	first := blocksOf(t, "README.md")
	for _, page := range []string{"README.md", "analyst.md", "dashboard.md", "journalist.md"} {
		folder := t.TempDir()
		for _, b := range first {
			if b.file != "" && b.kind != "json" {
				if err := os.WriteFile(filepath.Join(folder, b.file), []byte(b.code), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		ran := map[string]int{}
		for i, b := range blocksOf(t, page) {
			if b.file != "" && b.kind != "json" {
				continue
			}
			ran[b.kind]++
			t.Run(fmt.Sprintf("%s %d %s", page, i+1, b.kind), func(t *testing.T) {
				if b.kind == "json" && b.file == "infinity" {
					checkInfinity(t, server, b.code)
					return
				}
				tool, known := tools[b.kind]
				if !known || len(b.prints) == 0 {
					t.Fatalf("a block of %q that prints %q: nothing checks it", b.kind, b.prints)
				}
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				command := exec.CommandContext(ctx, tool[0], append(tool[1:], b.code)...)
				command.Dir = folder
				command.Env = append(os.Environ(), "THROUGHLINE_URL="+server, "THROUGHLINE_TOKEN=", "PYTHONPATH="+folder, "PYTHONDONTWRITEBYTECODE=1")
				var said, wrong bytes.Buffer
				command.Stdout, command.Stderr = &said, &wrong
				if err := command.Run(); err != nil {
					t.Fatalf("%s\n%v\n%s%s", b.code, err, said.String(), wrong.String())
				}
				checkPrinted(t, b, said.String())
			})
		}
		for _, kind := range []string{"sh", "python", "javascript"} {
			if ran[kind] == 0 && page != "README.md" {
				t.Errorf("%s has nothing in %s", page, kind)
			}
		}
	}
	t.Run("in a browser", func(t *testing.T) { inBrowser(t, elsewhere, server, first) })
}

// checkPrinted holds that a block prints the lines that stand under it.
func checkPrinted(t *testing.T, b block, said string) {
	t.Helper()
	said = strings.Join(strings.Fields(said), " ")
	for _, line := range b.prints {
		if want := strings.Join(strings.Fields(line), " "); !strings.Contains(said, want) {
			t.Errorf("%s\nprints\n%s\nwithout %q", b.code, said, want)
		}
	}
}

// checkInfinity asks what a panel of Grafana asks, and reads it as Grafana does.
func checkInfinity(t *testing.T, server, code string) {
	t.Helper()
	var q infinity.Query
	if err := json.Unmarshal([]byte(code), &q); err != nil {
		t.Fatal(err)
	}
	query, err := q.GraphQL(time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 12, 31, 23, 59, 59, 0, time.UTC), nil)
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	var answer any
	if err := json.Unmarshal([]byte(fetch(t, http.MethodPost, server+"/graphql", string(body))), &answer); err != nil {
		t.Fatal(err)
	}
	rows, err := q.Rows(answer)
	if err != nil {
		t.Fatal(err)
	}
	if wide, err := infinity.Wide(rows); err != nil || len(wide["VERBAL_COOPERATION"]) != 10 { // weeks
		t.Errorf("got %v, %v", wide, err)
	}
}

// paper is a site of its own, whose pages run a client in their readers' browsers.
type paper struct {
	*httptest.Server
	files map[string]string
}

func newPaper(t *testing.T) *paper {
	p := &paper{files: map[string]string{}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, ok := p.files[r.URL.Path]
		if !ok {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Type", map[string]string{".mjs": "text/javascript", "": "text/html; charset=utf-8"}[filepath.Ext(r.URL.Path)])
		fmt.Fprint(w, content)
	}))
	t.Cleanup(p.Close)
	return p
}

// inBrowser runs what is written in JavaScript on a page of another site.
func inBrowser(t *testing.T, p *paper, server string, first []block) {
	t.Helper()
	browser := browsertest.Find(t)
	for _, b := range first {
		if b.kind == "javascript" && b.file != "" {
			p.files["/"+b.file] = b.code
		}
	}
	for _, page := range []string{"analyst.md", "dashboard.md", "journalist.md"} {
		for i, b := range blocksOf(t, page) {
			if b.kind != "javascript" {
				continue
			}
			p.files["/block.mjs"] = b.code
			p.files["/"] = `<!doctype html><html lang="en" data-busy><title>A page</title><body><script>
globalThis.process = { env: { THROUGHLINE_URL: "` + server + `" } };
console.log = (...all) => document.body.append(all.join(" ") + "\n");
</script><script type="module">
try { await import("./block.mjs") } catch (e) { console.log("failed: " + e) }
delete document.documentElement.dataset.busy;
</script>`
			frames := 0
			if strings.Contains(b.code, "insertAdjacentHTML") {
				frames = 1
			}
			shown := browsertest.Show(t, browser, p.URL+"/", frames)
			checkPrinted(t, b, shown.Text)
			if len(shown.Log) > 0 || frames > 0 && !strings.Contains(shown.Frames[0], "Ukraine peace negotiations") {
				t.Errorf("%s %d: the browser says %q, the frames show %q", page, i+1, shown.Log, shown.Frames)
			}
		}
	}
}
