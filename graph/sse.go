package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// keepAlive is how often a comment is sent while there is nothing to tell, so that
// nobody between takes the connection for dead.
const keepAlive = 15 * time.Second

// patience is how long a client may take to read what it is sent.
const patience = 30 * time.Second

const eventStream = "text/event-stream"

// wantsStream tells whether a request asks for server-sent events.
func wantsStream(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept"), ",") {
		if kind, _, err := mime.ParseMediaType(part); err == nil && kind == eventStream {
			return true
		}
	}
	return false
}

type streamingKey struct{}

// streaming marks requests that many answers can be given to.
func streaming(ctx context.Context) context.Context {
	return context.WithValue(ctx, streamingKey{}, true)
}

func isStreaming(ctx context.Context) bool { return ctx.Value(streamingKey{}) != nil }

type lastEventKey struct{}

// lastEventID is the cursor that a browser's EventSource comes back with.
func lastEventID(ctx context.Context) string {
	id, _ := ctx.Value(lastEventKey{}).(string)
	return id
}

// stream answers a request by server-sent events, as in "GraphQL over SSE",
// distinct connections mode: each answer is an event named next, the end one named
// complete. An answer with a cursor has it as its id.
func (h *Handler) stream(w http.ResponseWriter, r *http.Request, params *graphql.RawParams) {
	ctx := streaming(r.Context())
	if id := r.Header.Get("Last-Event-ID"); id != "" {
		ctx = context.WithValue(ctx, lastEventKey{}, id)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	out := newEvents(w)
	params.Headers = r.Header
	op, errs := h.exec.CreateOperationContext(ctx, params)
	if errs != nil {
		_ = out.write(nextEvent(h.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)))
		out.complete()
		return
	}
	handler, operation := h.exec.DispatchOperation(ctx, op)
	answers := make(chan string)
	go func() {
		defer close(answers)
		for {
			answer := handler(operation)
			if answer == nil {
				return
			}
			select {
			case answers <- nextEvent(answer): // as text: the next answer is written where this one was
			case <-ctx.Done():
				return
			}
			if op.Operation.Operation != ast.Subscription {
				return
			}
		}
	}()
	ticker := time.NewTicker(keepAlive)
	defer ticker.Stop()
	for {
		select {
		case answer, more := <-answers:
			if !more {
				out.complete()
				return
			}
			if out.write(answer) != nil {
				return
			}
		case <-ticker.C:
			if out.write(":\n\n") != nil {
				return
			}
		case <-ctx.Done():
			return
		case <-h.ended:
			return // without complete: the client comes back to who serves then
		}
	}
}

// events writes server-sent events.
type events struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

// newEvents begins a stream. It may last longer than other answers.
func newEvents(w http.ResponseWriter) events {
	header := w.Header()
	header.Set("Content-Type", eventStream+"; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Accel-Buffering", "no") // proxies hand on what comes at once
	e := events{w, http.NewResponseController(w)}
	_ = e.write(":\n\n") // a client that is gone is found out with the first answer
	return e
}

// write sends text at once. Who does not take it within patience is given up: a
// client that never reads must not hold what its stream holds. It can come back
// and go on from its last cursor.
func (e events) write(text string) error {
	// A writer without deadlines has none to set: it is not a connection.
	_ = e.control.SetWriteDeadline(time.Now().Add(patience)) //nolint:forbidigo // the deadline of a connection is one of the real clock
	if _, err := e.w.Write([]byte(text)); err != nil {
		return err
	}
	if err := e.control.Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	return nil
}

// nextEvent is the event that brings an answer.
func nextEvent(answer *graphql.Response) string {
	raw, err := json.Marshal(answer)
	if err != nil {
		raw = []byte(`{"errors":[{"message":"internal error","extensions":{"code":"` + CodeInternal + `"}}]}`)
	}
	id := ""
	if cursor := cursorOf(answer.Data); cursor != "" {
		id = "id: " + cursor + "\n"
	}
	return fmt.Sprintf("event: next\n%sdata: %s\n\n", id, raw)
}

func (e events) complete() { _ = e.write("event: complete\ndata:\n\n") }

// cursorOf finds the cursor in an answer to a subscription, which has one field.
func cursorOf(data json.RawMessage) string {
	var fields map[string]struct{ Cursor string }
	if json.Unmarshal(data, &fields) != nil {
		return ""
	}
	for _, field := range fields {
		return field.Cursor
	}
	return ""
}
