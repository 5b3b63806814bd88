package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/graph/generated"
	"github.com/throughline-news/throughline/models"
)

// Options are what a Handler may be told; the zero value is fit for use.
type Options struct {
	Log     *slog.Logger  // nil: slog.Default()
	Timeout time.Duration // of one answer; 0: 30 s
	MaxBody int64         // bytes of one request; 0: 4 MiB
	// NoIntrospection refuses questions about the schema.
	NoIntrospection bool
	// Allowed are the only queries that are answered over HTTP, by the SHA-256 of
	// their texts; nil: all are.
	Allowed AllowList
	// Trusts tells of an Origin whether its pages may send what changes
	// something; nil: only the server's own pages may.
	Trusts func(origin string) bool
	// Authenticate returns the caller of a WebSocket by the secret in its first
	// message; nil: nobody is let in that way.
	Authenticate func(ctx context.Context, secret string) (access.Caller, error)
}

// Handler answers GraphQL requests, over HTTP and in process, in the same way.
type Handler struct {
	exec         patient
	maxBody      int64
	trusts       func(origin string) bool
	authenticate func(ctx context.Context, secret string) (access.Caller, error)
	ended        chan struct{} // closed when streams shall end
}

// NewHandler returns the handler of the schema whose answers come from r.
func NewHandler(r *Resolver, opts Options) *Handler {
	exec := executor.New(generated.NewExecutableSchema(generated.Config{Resolvers: r, Directives: generated.DirectiveRoot{Scope: scope}}))
	h := &Handler{exec: patient{exec, opts.Timeout}, maxBody: opts.MaxBody, trusts: opts.Trusts, authenticate: opts.Authenticate, ended: make(chan struct{})}
	if h.exec.timeout == 0 {
		h.exec.timeout = 30 * time.Second
	}
	if h.maxBody == 0 {
		h.maxBody = 4 << 20
	}
	log := opts.Log
	if log == nil {
		log = slog.Default()
	}
	exec.SetErrorPresenter(presenter(log))
	exec.SetRecoverFunc(recovered(log))
	exec.SetQueryCache(lru.New[*ast.QueryDocument](200))
	exec.SetParserTokenLimit(maxTokens)
	if !opts.NoIntrospection {
		exec.Use(extension.Introspection{})
	}
	if opts.Allowed != nil {
		exec.Use(opts.Allowed)
	} else {
		exec.Use(extension.AutomaticPersistedQuery{Cache: lru.New[string](200)})
	}
	exec.Use(limits{})
	return h
}

// EndStreams ends the server-sent events that are open. Their clients come back.
func (h *Handler) EndStreams() { close(h.ended) }

// patient is an executor that says so when there is no answer in time, where
// gqlgen's own has none at all. Subscriptions last as long as they are listened to.
type patient struct {
	*executor.Executor
	timeout time.Duration
}

func (p patient) DispatchOperation(ctx context.Context, op *graphql.OperationContext) (graphql.ResponseHandler, context.Context) {
	if op.Operation.Operation == ast.Subscription {
		return p.Executor.DispatchOperation(ctx, op)
	}
	ctx, cancel := context.WithTimeout(ctx, p.timeout)
	answers, ctx := p.Executor.DispatchOperation(ctx, op)
	return func(ctx context.Context) *graphql.Response {
		defer cancel()
		if response := answers(ctx); response != nil || ctx.Err() == nil {
			return response
		}
		return p.DispatchError(ctx, gqlerror.List{gqlerror.Wrap(ctx.Err())})
	}, ctx
}

// ServeHTTP answers queries by GET, all operations by POST, and subscriptions as
// server-sent events or over a WebSocket. A request of which nothing says who it is
// from may only ask.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx := overHTTP(graphql.StartOperationTrace(r.Context()))
	if _, known := access.From(ctx); !known {
		ctx = access.With(ctx, access.Caller{Name: access.Anonymous, Scope: models.ScopeRead})
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	switch {
	case r.Header.Get("Upgrade") != "":
		h.webSocket(w, r.WithContext(ctx))
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		h.get(w, r.WithContext(onlyQueries(ctx)))
	case r.Method == http.MethodPost:
		h.post(w, r.WithContext(ctx))
	default:
		w.Header().Set("Allow", "GET, HEAD, POST")
		refuse(w, http.StatusMethodNotAllowed, CodeBadRequest, "a GraphQL request is a GET or a POST")
	}
}

func (h *Handler) get(w http.ResponseWriter, r *http.Request) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		refuse(w, http.StatusBadRequest, CodeBadRequest, "the address cannot be read")
		return
	}
	objects := map[string]map[string]any{}
	for _, name := range []string{"variables", "extensions"} {
		if value := query.Get(name); value != "" {
			var object map[string]any
			if !isObject([]byte(value)) || json.Unmarshal([]byte(value), &object) != nil {
				refuse(w, http.StatusBadRequest, CodeBadRequest, name+" is not a JSON object")
				return
			}
			objects[name] = object
		}
	}
	if wantsStream(r) {
		h.stream(w, r, &graphql.RawParams{Query: query.Get("query"), OperationName: query.Get("operationName"),
			Variables: objects["variables"], Extensions: objects["extensions"]})
		return
	}
	answer := &buffered{ResponseWriter: w, status: http.StatusOK}
	transport.GET{}.Do(answer, r, h.exec)
	answer.send(r)
}

// post answers only requests that a page of another origin cannot send: those
// with a body of JSON, and without a browser's word that they come from there.
func (h *Handler) post(w http.ResponseWriter, r *http.Request) {
	if err := http.NewCrossOriginProtection().Check(r); err != nil && (h.trusts == nil || !h.trusts(r.Header.Get("Origin"))) {
		refuse(w, http.StatusForbidden, CodeForbidden, "a page of another origin may not send this")
		return
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType, CodeBadRequest, "a POST has the Content-Type application/json")
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, h.maxBody))
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		refuse(w, http.StatusRequestEntityTooLarge, CodeTooLarge, "the request is larger than the limit of this server")
		return
	} else if err != nil {
		refuse(w, http.StatusBadRequest, CodeBadRequest, "the request could not be read")
		return
	}
	if !isObject(body) {
		refuse(w, http.StatusBadRequest, CodeBadRequest, "the request is not a JSON object")
		return
	}
	if wantsStream(r) {
		var params graphql.RawParams
		if err := json.Unmarshal(body, &params); err != nil {
			refuse(w, http.StatusBadRequest, CodeBadRequest, "the request is no GraphQL request: its query is a text, its variables an object")
			return
		}
		h.stream(w, r, &params)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	transport.POST{}.Do(w, r, h.exec)
}

// isObject tells whether raw is one JSON object.
func isObject(raw []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(raw, " \t\r\n"), []byte("{")) && json.Valid(raw)
}

// refuse answers what is no GraphQL request.
func refuse(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// The client is gone when this fails; there is nobody to tell.
	_ = json.NewEncoder(w).Encode(graphql.Response{Errors: gqlerror.List{{
		Message: message, Extensions: map[string]any{"code": code},
	}}})
}

// Query runs one operation in process and decodes its data into out. The error
// is a gqlerror.List when the operation was refused or failed in part.
func (h *Handler) Query(ctx context.Context, query string, variables map[string]any, out any) error {
	ctx = graphql.StartOperationTrace(ctx)
	op, errs := h.exec.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: variables})
	if errs != nil {
		return h.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs).Errors
	}
	answers, ctx := h.exec.DispatchOperation(ctx, op)
	response := answers(ctx)
	if len(response.Errors) > 0 {
		return response.Errors
	}
	return json.Unmarshal(response.Data, out)
}
