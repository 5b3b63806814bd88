package graph_test

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// pageQuery is a page of a timeline as a reader sees it.
const pageQuery = `query($id: ID!, $first: Int!) { story(id: $id) { title timeline(first: $first, filter: {from: "2012-01-01"}) { pageInfo { hasNextPage endCursor }
  nodes { id type status summary confidence date { start end precision } place { name lat lon country } actors { id name kind country }
    mentions(first: 20) { quote { exact prefix suffix start end } article { id title url publisher published } } } } } }`

// TestPageStatements holds that a page of a timeline costs at most eight statements
// whatever its length.
func TestPageStatements(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			open(t, dsn, 30)
			for _, first := range []int{1, 5, 50} {
				if got := len(recorded(t, dsn, sty(2), first)); got > 8 {
					t.Errorf("a page of %d: %d statements, at most 8", first, got)
				}
			}
		})
	}
}

// statement is what a store sent to its database.
type statement struct {
	text   string
	values []any
}

// recorded returns the statements of a page of a timeline.
func recorded(t testing.TB, dsn, story string, first int) []statement {
	t.Helper()
	var mu sync.Mutex
	var statements []statement
	st := storetest.Open(t, dsn, store.Options{Trace: func(text string, values []any) {
		mu.Lock()
		defer mu.Unlock()
		statements = append(statements, statement{text, values})
	}})
	statements = nil
	ask(t, quiet(t, st), pageQuery, map[string]any{"id": story, "first": first})
	return statements
}

// benchEvents is how many events the benchmarks below read from; -short takes few.
func benchEvents() int {
	if testing.Short() {
		return 20_000
	}
	return 1_000_000
}

// BenchmarkPage asks another process for a page of 50 events, and beside it sends
// the same statements to the database alone and reads their rows. Both are the
// medians of one run.
func BenchmarkPage(b *testing.B) {
	for _, d := range storetest.Databases {
		b.Run(string(d), func(b *testing.B) {
			dsn := d.Filled(b, benchEvents())
			statements := recorded(b, dsn, storetest.SeedStory(0), 50)
			db := storetest.Connect(b, dsn)
			url := serve(b, dsn)
			body := request(b, pageQuery, map[string]any{"id": storetest.SeedStory(0), "first": 50})
			var alone, whole []time.Duration
			for b.Loop() {
				alone = append(alone, timed(func() { replay(b, db, statements) }))
				whole = append(whole, timed(func() { send(b, url, body) }))
			}
			report(b, "statements", alone, "page", whole)
			b.ReportMetric(float64(len(statements)), "statements")
		})
	}
}

// BenchmarkSeries asks another process for charts of a story of a million events,
// and beside it for one event by its id.
func BenchmarkSeries(b *testing.B) {
	lookup := fmt.Sprintf(`{ event(id: %q) { id type status summary date { start } } }`, storetest.SeedEvent(17))
	charts := []struct{ name, query string }{
		{"year", `{ storySeries(storyId: "%s", from: "2014-01-01", to: "2014-12-31") { time value series } }`},
		{"year by type", `{ storySeries(storyId: "%s", from: "2014-01-01", to: "2014-12-31", groupBy: type) { time value series } }`},
		{"25 years by month", `{ storySeries(storyId: "%s", interval: MONTH) { time value series } }`},
		{"annotations", `{ annotations(storyIds: ["%s"], from: "2014-01-01", to: "2014-12-31") { time timeEnd title text tags url } }`},
	}
	for _, d := range storetest.Databases {
		b.Run(string(d), func(b *testing.B) {
			url := serve(b, d.Filled(b, benchEvents()))
			for _, chart := range charts {
				b.Run(chart.name, func(b *testing.B) {
					one, all := request(b, lookup, nil), request(b, fmt.Sprintf(chart.query, storetest.SeedStory(0)), nil)
					var row, whole []time.Duration
					for b.Loop() {
						row = append(row, timed(func() { send(b, url, one) }))
						whole = append(whole, timed(func() { send(b, url, all) }))
					}
					report(b, "lookup", row, "chart", whole)
				})
			}
		})
	}
}

func timed(fn func()) time.Duration {
	begin := time.Now()
	fn()
	return time.Since(begin)
}

// report gives the medians of two series of times and how many times the first
// the second takes.
func report(b *testing.B, first string, one []time.Duration, second string, other []time.Duration) {
	slices.Sort(one)
	slices.Sort(other)
	x, y := one[len(one)/2], other[len(other)/2]
	b.ReportMetric(0, "ns/op") // of both together: says nothing
	b.ReportMetric(float64(x)/1e6, first+"-ms")
	b.ReportMetric(float64(y)/1e6, second+"-ms")
	b.ReportMetric(float64(y)/float64(x), "times")
}

// replay runs the statements and reads all of their rows.
func replay(b *testing.B, db *sql.DB, statements []statement) {
	for _, s := range statements {
		if err := readAll(b.Context(), db, s); err != nil {
			b.Fatalf("%v in %s", err, s.text)
		}
	}
}

func readAll(ctx context.Context, db *sql.DB, s statement) error {
	rows, err := db.QueryContext(ctx, s.text, s.values...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	raw, into := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
	for i := range raw {
		into[i] = &raw[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
	}
	return rows.Err()
}

func request(tb testing.TB, query string, variables map[string]any) []byte {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		tb.Fatal(err)
	}
	return body
}

// send sends a request and reads its answer, in which there must be no error.
func send(b *testing.B, url string, body []byte) {
	request, err := http.NewRequestWithContext(b.Context(), http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	got, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK || bytes.Contains(got, []byte(`"errors"`)) {
		b.Fatalf("%s: %s, error %v\n%.300s", body, answer.Status, err, got)
	}
}

// servedDSN tells the child process what to serve.
const servedDSN = "THROUGHLINE_BENCH_SERVE_DSN"

// serve answers from a database in a process of its own and returns its address.
func serve(b *testing.B, dsn string) string {
	b.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestServe$", "-test.timeout=0")
	child.Env, child.Stderr = append(os.Environ(), servedDSN+"="+dsn), os.Stderr
	stdin, err := child.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	stdout, err := child.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := child.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = stdin.Close() // which ends it
		_, _ = io.Copy(io.Discard, stdout)
		if err := child.Wait(); err != nil {
			b.Error(err)
		}
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return strings.TrimSpace(line)
}

// TestServe is the child process of the benchmarks: it serves until its input ends.
func TestServe(t *testing.T) {
	dsn := os.Getenv(servedDSN)
	if dsn == "" {
		t.Skip("only what the benchmarks start")
	}
	server := httptest.NewServer(graph.NewHandler(&graph.Resolver{Store: storetest.Open(t, dsn, store.Options{})}, graph.Options{}))
	defer server.Close()
	fmt.Println(server.URL)
	_, _ = io.Copy(io.Discard, os.Stdin)
}
