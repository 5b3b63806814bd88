package graph

import (
	"bufio"
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/coder/websocket"

	"github.com/throughline-news/throughline/access"
)

// forbidden is the code that closes a WebSocket whose first message lets nobody
// in, by the protocol graphql-transport-ws.
const forbidden = 4403

// webSocket serves operations over a WebSocket by the protocol graphql-transport-ws.
// A page of another site may open one only when that site is trusted.
func (h *Handler) webSocket(w http.ResponseWriter, r *http.Request) {
	accept := websocket.AcceptOptions{}
	if origin := r.Header.Get("Origin"); origin != "" && h.trusts != nil && h.trusts(origin) {
		accept.InsecureSkipVerify = true // the origin is as good as our own
	} else if u, err := url.Parse(origin); err != nil || origin != "" && !strings.EqualFold(u.Host, r.Host) {
		refuse(w, http.StatusForbidden, CodeForbidden, "a page of another origin may not open this")
		return
	}
	largest := h.maxBody
	transport.Websocket{
		Implementation:   transport.CoderWebsocketImplementation{AcceptOptions: accept},
		InitFunc:         h.begin,
		InitTimeout:      10 * time.Second,
		PingPongInterval: keepAlive,
		PayloadReadLimit: &largest,
	}.Do(impatient{w}, r.WithContext(streaming(r.Context())), h.exec)
}

// begin reads the first message, which may bring a token as "Authorization".
func (h *Handler) begin(ctx context.Context, first transport.InitPayload) (context.Context, *transport.InitPayload, error) {
	if header := first.Authorization(); header != "" {
		secret, isBearer := strings.CutPrefix(header, "Bearer ")
		if !isBearer || h.authenticate == nil {
			return transport.WithWebsocketCloseCode(ctx, forbidden), nil, errors.New("a token is sent as Authorization: Bearer SECRET")
		}
		caller, err := h.authenticate(ctx, secret)
		if err != nil {
			return transport.WithWebsocketCloseCode(ctx, forbidden), nil, err
		}
		ctx = access.With(ctx, caller)
	}
	if caller, _ := access.From(ctx); caller.Scope == "" {
		return transport.WithWebsocketCloseCode(ctx, forbidden), nil, errors.New("a token is needed here: send it as Authorization in connection_init")
	}
	return ctx, nil, nil
}

// impatient gives up a client that does not read what it is sent: the pings of the
// protocol find out who is gone, but not who answers and never reads.
type impatient struct{ http.ResponseWriter }

// Unwrap is for http.ResponseController.
func (w impatient) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Hijack returns the connection with a deadline for each write.
func (w impatient) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(w.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	rw.Writer.Reset(impatientConn{conn})
	return impatientConn{conn}, rw, nil
}

type impatientConn struct{ net.Conn }

// Write ends the connection when the client does not take p within patience.
func (c impatientConn) Write(p []byte) (int, error) {
	if err := c.SetWriteDeadline(time.Now().Add(patience)); err != nil { //nolint:forbidigo // the deadline of a connection is one of the real clock
		return 0, err
	}
	n, err := c.Conn.Write(p)
	if err != nil {
		_ = c.Close()
	}
	return n, err
}
