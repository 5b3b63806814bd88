package graph

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/graph/generated"
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
