package graph_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// TestAttacks sends what nobody means well by: each is answered or refused by one
// of the codes that a client can do something about, and nothing is logged as a
// fault of ours.
func TestAttacks(t *testing.T) {
	many := func(n int, value any) []any { return slices.Repeat([]any{value}, n) }
	nested := func(n int) any {
		var f any = map[string]any{"types": []any{"AGREE"}}
		for range n {
			f = map[string]any{"not": map[string]any{"and": []any{f}}}
		}
		return f
	}
	const events = `query($f: EventFilter) { events(filter: $f) { totalCount nodes { id } } stories { nodes { timeline(filter: $f) { nodes { id } } } } entities { nodes { timeline(filter: $f) { nodes { id } } } } }`
	filter := func(f any) map[string]any { return map[string]any{"f": f} }
	text := `query($t: String!, $id: ID!) { search(text: $t) { totalCount nodes { kind } } stories(filter: {text: $t}) { totalCount } events(filter: {text: $t}) { totalCount }
		articles(filter: {text: $t, publishers: [$t]}) { totalCount } entities(filter: {text: $t, keys: [$t]}) { totalCount } places(filter: {text: $t}) { totalCount }
		story(id: $id) { id } event(id: $id) { id } node(id: $id) { id } history(id: $id) { totalCount } decision(id: $id) { id } snapshot(hash: $t) { hash } decisions(filter: {actors: [$t], targets: [$id]}) { totalCount } }`
	words := func(s string) map[string]any { return map[string]any{"t": s, "id": s} }
	overlapping := "{ " + strings.Repeat("stories { nodes { parent { parent { id } } } } ", 300) + "}"
	for name, tt := range map[string]struct {
		query     string
		variables map[string]any
		code      string // "" where there is an answer
	}{
		"fragments in a circle":       {`{ stories { nodes { ...A } } } fragment A on Story { id ...B } fragment B on Story { title ...A }`, nil, graph.CodeValidation},
		"a fragment in itself":        {`{ stories { nodes { ...A } } } fragment A on Story { parent { ...A } }`, nil, graph.CodeValidation},
		"the same again and again":    {overlapping, nil, ""},
		"40,000 ids":                  {events, filter(map[string]any{"storyIds": many(40_000, "sty_1")}), graph.CodeBadUserInput},
		"lists that add up":           {events, filter(map[string]any{"or": many(40, map[string]any{"actorIds": many(900, "ent_1")})}), graph.CodeBadUserInput},
		"a thousand values":           {events, filter(map[string]any{"storyIds": many(300, "sty_1"), "types": many(300, "AGREE"), "or": many(9, map[string]any{"countries": many(40, "UA")})}), ""},
		"40,000 kinds":                {`query($k: [SearchKind!]) { search(text: "x", kinds: $k) { totalCount } }`, map[string]any{"k": many(40_000, "story")}, graph.CodeBadUserInput},
		"changes of 40,000":           {`query($s: [ID!]) { storyChanges(storyIds: $s) { endCursor } }`, map[string]any{"s": many(40_000, "sty_1")}, graph.CodeBadUserInput},
		"a filter 3,000 deep":         {events, filter(nested(1500)), graph.CodeBadUserInput},
		"a thousand filters":          {events, filter(map[string]any{"or": many(999, map[string]any{"disputed": true})}), graph.CodeBadUserInput},
		"SQL's wildcards":             {text, words(`%_%' OR 1=1 --`), ""},
		"a pattern":                   {text, words(`(a+)+$ .* [^x]{9999} \`), ""},
		"operators of searches":       {text, words(`NEAR("a" b, 5) AND title: * ^ & | ! <-> :*`), ""},
		"NUL bytes":                   {text, words("a\x00b\x00"), ""},
		"broken UTF-8":                {text, words("a\xff\xfe\xed\xa0\x80b"), ""},
		"a megabyte":                  {text, words(strings.Repeat("ä b ", 1<<18)), ""},
		"unpaired surrogates":         {text, words("\ufffd\u202e\u0000"), ""},
		"a circle off the globe":      {events, filter(map[string]any{"near": map[string]any{"lat": 0, "lon": 181, "km": 1}}), graph.CodeBadUserInput},
		"a circle of infinite size":   {`{ events(filter: {near: {lat: 0, lon: 0, km: 1e400}}) { totalCount } }`, nil, graph.CodeValidation},
		"a circle of no number":       {`query($f: EventFilter) { events(filter: $f) { totalCount } }`, filter(map[string]any{"near": map[string]any{"lat": "NaN", "lon": 0, "km": 1}}), graph.CodeBadUserInput},
		"a circle of the whole globe": {events, filter(map[string]any{"near": map[string]any{"lat": 90, "lon": 180, "km": 1e300}}), ""},
		"a circle of less than none":  {events, filter(map[string]any{"near": map[string]any{"lat": 0, "lon": 0, "km": -1}}), graph.CodeBadUserInput},
		"confidence beyond bounds":    {events, filter(map[string]any{"minConfidence": 1e308}), graph.CodeBadUserInput},
		"more origins than there are": {events, filter(map[string]any{"minOrigins": 2147483647}), ""},
		"a megabyte for a country":    {`query($c: [String!]) { places(filter: {countries: $c}) { totalCount } }`, map[string]any{"c": []string{strings.Repeat("ä b ", 1<<18)}}, graph.CodeBadUserInput},
		"a moment past all years":     {`{ annotations(storyIds: ["x"], from: "9223372036854775807") { title } }`, nil, graph.CodeBadUserInput},
		"a moment before all years":   {`{ annotations(storyIds: ["x"], from: -9223372036854775808) { title } }`, nil, graph.CodeBadUserInput},
		"known before there was time": {`{ events(asOf: "0000-01-01T00:00:00Z") { totalCount } }`, nil, graph.CodeBadUserInput},
		"known in the year 1":         {`{ events(asOf: "0001-01-01T00:00:00Z") { totalCount } }`, nil, ""},
		"known yesterday":             {`{ events(asOf: "yesterday") { totalCount } }`, nil, graph.CodeBadUserInput},
		"known at the end of time":    {`{ events(asOf: "9999-12-31T23:59:59.999999999Z") { totalCount } }`, nil, ""},
		"a year of five digits":       {`{ events(asOf: "10000-01-01T00:00:00Z") { totalCount } }`, nil, graph.CodeBadUserInput},
		"the past again and again": {"{ " + func() (b string) {
			for i := range 30 {
				b += fmt.Sprintf("a%d: events(asOf: \"2025-12-10T00:00:00Z\") { totalCount } ", i)
			}
			return b
		}() + "}", nil, graph.CodeComplexity},
		"relations of relations": {`{ stories(first: 100) { nodes { related(first: 10) { story { related(first: 10) { story { id } } } } } } }`, nil, graph.CodeComplexity},
		"a cursor of 9 KB":       {`query($c: String) { events(after: $c) { totalCount nodes { id } } }`, map[string]any{"c": strings.Repeat("WyIx", 2300)}, graph.CodeBadUserInput},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, 2, func(t *testing.T, api *graph.Handler) {
				var out json.RawMessage
				err := api.Query(t.Context(), tt.query, tt.variables, &out)
				if code := graph.Code(err); code != tt.code {
					t.Errorf("got %q: %.300v, want %q", code, err, tt.code)
				}
			})
		})
	}
}

// TestManyListsOfALargeFilter holds that a filter of many values does not exceed
// what a database takes at once, however many lists are asked for with it.
func TestManyListsOfALargeFilter(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			st := open(t, d.New(t), 2)
			f := store.EventFilter{StoryIDs: append(slices.Repeat([]string{"sty_none"}, 998), sty(2)), Key: 5}
			ids := []string{sty(2)}
			for i := range 99 {
				ids = append(ids, fmt.Sprint("sty_none", i))
			}
			lists, err := st.Timelines(t.Context(), ids, f, store.Page{First: 5})
			if err != nil || len(lists[sty(2)].Items) != 2 {
				t.Errorf("got %d events, %v", len(lists[sty(2)].Items), err)
			}
		})
	}
}

// deaf is a connection whose client never reads: what is written waits until the
// deadline that was set passes.
type deaf struct {
	*httptest.ResponseRecorder
	deadline time.Time
	writes   int
}

func (d *deaf) SetWriteDeadline(at time.Time) error { d.deadline = at; return nil }

func (d *deaf) Write(p []byte) (int, error) {
	if d.writes++; d.writes == 1 {
		return len(p), nil // fits into what the system keeps for the client
	}
	if d.deadline.IsZero() {
		return 0, errors.New("this write would wait for ever")
	}
	return 0, os.ErrDeadlineExceeded
}

// TestStreamOfWhoNeverReads holds that a stream whose client takes nothing ends.
func TestStreamOfWhoNeverReads(t *testing.T) {
	st := open(t, storetest.SQLite.New(t), 1)
	api := quiet(t, st)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql",
		strings.NewReader(`{"query": "subscription { storyChanged(since: \"`+store.JournalCursor(0)+`\") { cursor } }"}`))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	w := &deaf{ResponseRecorder: httptest.NewRecorder()}
	api.ServeHTTP(w, r) // returns, or the test ends by its own deadline
	if w.writes != 2 || w.deadline.IsZero() {
		t.Errorf("after %d writes with the deadline %v, want one that was not taken in time", w.writes, w.deadline)
	}
}

// taken is a connection that was taken over from HTTP. Its client sends what is in
// the pipe and is deaf once it has heard enough.
type taken struct {
	net.Conn
	http.ResponseWriter
	writes   int
	deadline time.Time
}

func (c *taken) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return c, bufio.NewReadWriter(bufio.NewReader(c), bufio.NewWriter(c)), nil
}

func (c *taken) Write(p []byte) (int, error) {
	if c.writes++; c.writes < 3 {
		return len(p), nil
	}
	if c.deadline.IsZero() {
		return 0, errors.New("this write would wait for ever")
	}
	return 0, os.ErrDeadlineExceeded
}

func (c *taken) SetWriteDeadline(at time.Time) error { c.deadline = at; return nil }

// TestWebSocketOfWhoNeverReads holds that a WebSocket whose client takes nothing ends.
func TestWebSocketOfWhoNeverReads(t *testing.T) {
	st := open(t, storetest.SQLite.New(t), 1)
	server, client := net.Pipe()
	defer client.Close()
	go func() {
		for _, text := range []string{`{"type":"connection_init"}`,
			`{"type":"subscribe","id":"1","payload":{"query":"subscription { storyChanged(since: \"` + store.JournalCursor(0) + `\") { cursor } }"}}`} {
			frame := append([]byte{0x81, 0x80 | 126, byte(len(text) >> 8), byte(len(text)), 0, 0, 0, 0}, text...) // a text, masked with zeros
			if _, err := client.Write(frame); err != nil {
				return
			}
		}
	}()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/graphql", nil)
	for name, value := range map[string]string{"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
		"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol": "graphql-transport-ws"} {
		r.Header.Set(name, value)
	}
	w := &taken{Conn: server, ResponseWriter: httptest.NewRecorder()}
	quiet(t, st).ServeHTTP(w, r) // returns, or the test ends by its own deadline
	if w.writes < 3 || w.deadline.IsZero() {
		t.Errorf("after %d writes with the deadline %v, want one that was not taken in time", w.writes, w.deadline)
	}
}
