package graph_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// served is a server over HTTP on a store with n events.
func served(t *testing.T, d storetest.Database, n int, opts graph.Options) (*store.Store, *graph.Handler, string) {
	t.Helper()
	st := open(t, d.New(t), n)
	opts.Log = slog.New(slog.DiscardHandler)
	api := graph.NewHandler(&graph.Resolver{Store: st}, opts)
	server := httptest.NewServer(api)
	t.Cleanup(server.Close)
	return st, api, server.URL
}

// event is one server-sent event.
type event struct{ name, id, data string }

// listen opens a stream of a subscription by GET and reads its events.
func listen(ctx context.Context, t *testing.T, address, query, last string) func() (event, bool) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/graphql?"+url.Values{"query": {query}}.Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	if kind := response.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/event-stream") {
		t.Fatalf("Content-Type %q", kind)
	}
	lines := bufio.NewScanner(response.Body)
	return func() (event, bool) {
		var e event
		for lines.Scan() {
			name, value, _ := strings.Cut(lines.Text(), ":")
			switch value = strings.TrimPrefix(value, " "); name {
			case "event":
				e.name = value
			case "id":
				e.id = value
			case "data":
				e.data = value
			}
			if lines.Text() == "" && e.name != "" {
				return e, true
			}
		}
		return e, false
	}
}

// retitle changes the title of story 2.
func retitle(t *testing.T, st *store.Store, title string) {
	t.Helper()
	save(t, st, func(tx *store.Tx) error {
		story := stories[1]
		story.Title = title
		return tx.SaveStories([]models.Story{story})
	})
}

// TestStreamResumes reads a stream that breaks after every other message, while
// the story goes on changing, and holds that each change is heard once, in order.
func TestStreamResumes(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			st, _, address := served(t, d, 1, graph.Options{})
			query := `subscription { storyChanged(storyIds: ["` + sty(2) + `"]) { cursor kind change { field after } } }`
			const changes = 9
			var heard []string
			last := store.JournalCursor(must(st.LastSeq(t.Context())))
			for made := 0; len(heard) < changes; {
				for range 2 { // half of them while nobody listens
					if made < changes {
						made++
						retitle(t, st, fmt.Sprint("Title ", made))
					}
				}
				ctx, leave := context.WithCancel(t.Context())
				next := listen(ctx, t, address, query, last)
				if made < changes {
					made++
					retitle(t, st, fmt.Sprint("Title ", made))
				}
				for range 2 {
					if len(heard) == changes {
						break
					}
					e, ok := next()
					if !ok || e.name != "next" || e.id == "" {
						t.Fatalf("got %+v, want a message with an id", e)
					}
					var answer struct {
						Data struct {
							StoryChanged struct {
								Cursor string
								Change struct{ After string }
							}
						}
					}
					if err := json.Unmarshal([]byte(e.data), &answer); err != nil {
						t.Fatal(err)
					}
					if answer.Data.StoryChanged.Cursor != e.id {
						t.Errorf("id %q, cursor %q", e.id, answer.Data.StoryChanged.Cursor)
					}
					heard, last = append(heard, answer.Data.StoryChanged.Change.After), e.id
				}
				leave()
			}
			for i, title := range heard {
				if want := fmt.Sprintf(`"Title %d"`, i+1); title != want {
					t.Fatalf("heard %v, want each once, in order", heard)
				}
			}
		})
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestEventAdded(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			st, api, address := served(t, d, 1, graph.Options{})
			since := store.JournalCursor(must(st.LastSeq(t.Context())))
			next := listen(t.Context(), t, address, `subscription { eventAdded(filter: {types: [CONSULT], storyIds: ["`+sty(2)+`"]}) { cursor event { id summary actors { name } place { name } } } }`, since)
			fillMore := func(n int, story string) {
				save(t, st, func(tx *store.Tx) error {
					return errors.Join(tx.SaveEvents([]models.Event{eventN(n)}, []models.EventEntity{{EventID: evt(n), EntityID: ent(1), Role: models.RoleActor}}),
						tx.SaveLinks([]string{evt(n)}, []models.Link{{EventID: evt(n), StoryID: story, Probability: .9}}))
				})
			}
			fillMore(2, sty(3)) // another story
			fillMore(4, sty(2)) // another type
			fillMore(3, sty(2))
			e, ok := next()
			if !ok || !strings.Contains(e.data, `"id":"`+evt(3)+`"`) || !strings.Contains(e.data, `"actors":[{"name":"Ukraine"}]`) || !strings.Contains(e.data, `"place":{"name":"Miami"}`) {
				t.Errorf("got %+v, want event 3 with what hangs on it", e)
			}
			api.EndStreams()
			if e, ok := next(); ok {
				t.Errorf("after the end: got %+v, want nothing, so that clients come back", e)
			}
		})
	}
}

// TestStreamOfOtherThings holds what a stream answers to what is no subscription,
// and what a subscription is answered that is not followed.
func TestStreamOfOtherThings(t *testing.T) {
	_, api, address := served(t, storetest.SQLite, 1, graph.Options{})
	next := listen(t.Context(), t, address, `{ stats { events } }`, "")
	if e, _ := next(); e.name != "next" || !strings.Contains(e.data, `"events":1`) {
		t.Errorf("a query: got %+v", e)
	}
	if e, _ := next(); e.name != "complete" {
		t.Errorf("after a query: got %+v, want complete", e)
	}
	for query, code := range map[string]string{
		`subscription { nothing }`: graph.CodeValidation, `subscription {`: graph.CodeParse,
		`subscription { storyChanged(since: "x") { cursor } }`:                 graph.CodeBadUserInput,
		`subscription { eventAdded(filter: {countries: ["USA"]}) { cursor } }`: graph.CodeBadUserInput,
		`mutation { trackStory(input: {name: "x"}) { story { id } } }`:         graph.CodeBadRequest,
	} {
		next := listen(t.Context(), t, address, query, "")
		if e, _ := next(); e.name != "next" || !strings.Contains(e.data, code) {
			t.Errorf("%s: got %+v, want %s", query, e, code)
		}
	}
	if got := at(t, post(t, api, map[string]any{"query": `subscription { storyChanged { cursor } }`}), "errors", 0, "message"); !strings.Contains(got.(string), "event-stream") {
		t.Errorf("a subscription by POST: got %v, want how to follow it", got)
	}
}

// message is one of graphql-transport-ws.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// dial opens a WebSocket and sends the first message.
func dial(t *testing.T, address string, first string, header http.Header) (*websocket.Conn, error) {
	t.Helper()
	conn, response, err := websocket.Dial(t.Context(), strings.Replace(address, "http", "ws", 1)+"/graphql",
		&websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: header})
	if response != nil && response.Body != nil {
		t.Cleanup(func() { response.Body.Close() })
	}
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	return conn, wsjson.Write(t.Context(), conn, message{Type: "connection_init", Payload: json.RawMessage(first)})
}

// hear reads messages until one of the type asked for.
func hear(t *testing.T, conn *websocket.Conn, kind string) message {
	t.Helper()
	for {
		var m message
		if err := wsjson.Read(t.Context(), conn, &m); err != nil {
			t.Fatalf("waiting for %s: %v", kind, err)
		}
		if m.Type == kind {
			return m
		}
		if m.Type == "error" {
			t.Fatalf("waiting for %s: %s", kind, m.Payload)
		}
	}
}

func TestWebSocket(t *testing.T) {
	st, _, address := served(t, storetest.SQLite, 1, graph.Options{})
	conn, err := dial(t, address, `{}`, nil)
	if err != nil {
		t.Fatal(err)
	}
	hear(t, conn, "connection_ack")
	send := func(id, query string) {
		t.Helper()
		if err := wsjson.Write(t.Context(), conn, message{ID: id, Type: "subscribe", Payload: json.RawMessage(fmt.Sprintf(`{"query": %q}`, query))}); err != nil {
			t.Fatal(err)
		}
	}
	send("1", `subscription { storyChanged(since: "`+store.JournalCursor(must(st.LastSeq(t.Context())))+`") { kind change { after } } }`)
	for _, title := range []string{"One", "Two"} {
		retitle(t, st, title)
		if m := hear(t, conn, "next"); m.ID != "1" || !strings.Contains(string(m.Payload), `\"`+title+`\"`) {
			t.Errorf("got %s, want title %s", m.Payload, title)
		}
	}
	send("2", `{ stats { events } }`)
	if m := hear(t, conn, "next"); m.ID != "2" || !strings.Contains(string(m.Payload), `"events":1`) {
		t.Errorf("a query: got %s", m.Payload)
	}
	if err := wsjson.Write(t.Context(), conn, message{ID: "1", Type: "complete"}); err != nil {
		t.Fatal(err)
	}
}

// TestWebSocketLetsIn holds who may open one: by what token, from what site.
func TestWebSocketLetsIn(t *testing.T) {
	st := open(t, storetest.SQLite.New(t), 1)
	token, secret, err := access.NewToken("desk", models.ScopeRead, moment, moment.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	gate, err := access.NewGate(access.Options{Now: st.Now, Origins: []string{"https://board.example"}, Token: func(_ context.Context, hash string) (models.Token, error) {
		if hash == token.Hash {
			return token, nil
		}
		return models.Token{}, access.ErrNoToken
	}})
	if err != nil {
		t.Fatal(err)
	}
	api := graph.NewHandler(&graph.Resolver{Store: st}, graph.Options{Log: slog.New(slog.DiscardHandler), Authenticate: gate.Authenticate, Trusts: gate.AllowsOrigin})
	server := httptest.NewServer(gate.Wrap(api))
	t.Cleanup(server.Close)

	conn, err := dial(t, server.URL, `{"Authorization": "Bearer `+secret+`"}`, http.Header{"Origin": {"https://board.example"}})
	if err != nil {
		t.Fatal(err)
	}
	hear(t, conn, "connection_ack")
	for _, first := range []string{`{}`, `{"Authorization": "Bearer tl_wrong"}`, `{"Authorization": "` + secret + `"}`} {
		conn, err := dial(t, server.URL, first, nil)
		if err != nil {
			t.Fatal(err)
		}
		for err == nil {
			var m message
			if err = wsjson.Read(t.Context(), conn, &m); err == nil && m.Type == "connection_ack" {
				t.Fatalf("%s was let in", first)
			}
		}
		if code := websocket.CloseStatus(err); code != 4403 {
			t.Errorf("%s: closed with %d, want 4403", first, code)
		}
	}
	if _, err := dial(t, server.URL, `{}`, http.Header{"Origin": {"https://evil.example"}}); err == nil {
		t.Error("a page of another site opened a WebSocket")
	}
}

// TestTooManyStreams holds that a caller cannot open any number of streams.
func TestTooManyStreams(t *testing.T) {
	st := open(t, storetest.SQLite.New(t), 1)
	gate := must(access.NewGate(access.Options{Anonymous: models.ScopeRead, Now: st.Now}))
	server := httptest.NewServer(gate.Wrap(graph.NewHandler(&graph.Resolver{Store: st}, graph.Options{Log: slog.New(slog.DiscardHandler)})))
	t.Cleanup(server.Close)
	const query = `subscription { storyChanged { cursor } }`
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	since := store.JournalCursor(must(st.LastSeq(t.Context())))
	var nexts []func() (event, bool)
	for range 20 {
		nexts = append(nexts, listen(ctx, t, server.URL, query, since))
	}
	retitle(t, st, "All open")
	for _, next := range nexts {
		if e, ok := next(); !ok || e.name != "next" {
			t.Fatalf("got %+v", e)
		}
	}
	if e, _ := listen(ctx, t, server.URL, query, since)(); !strings.Contains(e.data, access.CodeRateLimited) {
		t.Errorf("one more: got %+v, want it refused", e)
	}
}
