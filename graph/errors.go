package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/graph/scalar"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/store"
)

// The codes of errors, in extensions.code.
const (
	CodeParse        = errcode.ParseFailed         // not GraphQL
	CodeValidation   = errcode.ValidationFailed    // the schema does not allow the query
	CodeBadUserInput = scalar.BadUserInput         // a value that cannot be used; extensions.argument names it
	CodeBadRequest   = "BAD_REQUEST"               // not a GraphQL request
	CodeForbidden    = access.CodeForbidden        // the caller may not do this
	CodeNotAllowed   = "QUERY_NOT_ALLOWED"         // the server answers only listed queries
	CodeTooLarge     = "REQUEST_TOO_LARGE"         // the request has too many bytes
	CodeComplexity   = "COMPLEXITY_LIMIT_EXCEEDED" // the query may find too much
	CodeDepth        = "DEPTH_LIMIT_EXCEEDED"      // the query nests too deeply
	CodeNotFound     = "NOT_FOUND"                 // what should change is not there
	CodeConflict     = "CONFLICT"                  // it contradicts what is stored
	CodeTimeout      = "TIMEOUT"                   // the answer took too long
	CodeInternal     = "INTERNAL"                  // our fault, and logged
)

// Code returns the code of the first error that Handler.Query returned, "" when
// it has none.
func Code(err error) string {
	var list gqlerror.List
	if !errors.As(err, &list) || len(list) == 0 {
		return ""
	}
	code, _ := list[0].Extensions["code"].(string)
	return code
}

// badInput is an argument that cannot be used.
type badInput struct {
	argument string
	expected string
}

func (e badInput) Error() string { return fmt.Sprintf("%s: expected %s", e.argument, e.expected) }

// presenter turns an error into what the client may see. What is our fault is
// logged, once for the whole answer, and not shown.
func presenter(log *slog.Logger) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		out := graphql.DefaultErrorPresenter(ctx, err)
		if out.Extensions["code"] != nil {
			return out
		}
		code, message := classify(ctx, out)
		shown := *out
		shown.Err, shown.Message = nil, message
		shown.Extensions = map[string]any{"code": code}
		var bad badInput
		var value store.BadValue
		switch {
		case errors.As(err, &bad):
			shown.Extensions["argument"], shown.Extensions["expected"] = bad.argument, bad.expected
		case errors.As(err, &value):
			shown.Extensions["argument"], shown.Extensions["expected"] = value.Field, value.Expected
		case errors.Is(err, store.ErrBadCursor):
			shown.Extensions["argument"] = "after"
		case code == CodeInternal && !alreadyLogged(ctx, out):
			log.ErrorContext(ctx, "graphql: internal error", "path", out.Path.String(), "error", out.Unwrap())
		}
		return &shown
	}
}

// classify returns the code and the message of an error that has none.
func classify(ctx context.Context, err *gqlerror.Error) (code, message string) {
	cause := err.Unwrap()
	var bad badInput
	var value store.BadValue
	switch {
	case cause == nil: // gqlgen's own: the request could not be read
		return CodeBadRequest, fmt.Sprintf("%.200s", err.Message)
	case errors.As(cause, &bad):
		return CodeBadUserInput, bad.Error()
	case errors.As(cause, &value):
		return CodeBadUserInput, value.Error()
	case errors.Is(cause, store.ErrBadCursor):
		return CodeBadUserInput, "after: expected an endCursor or cursor of this very list"
	case errors.Is(cause, ingest.ErrBadSeed), errors.Is(cause, ingest.ErrBadChange), errors.Is(cause, store.ErrInvalid):
		return CodeBadUserInput, plainly(cause)
	case errors.Is(cause, store.ErrTooMuch):
		return CodeComplexity, plainly(cause)
	case errors.Is(cause, store.ErrNotFound):
		return CodeNotFound, plainly(cause)
	case errors.Is(cause, store.ErrConflict):
		return CodeConflict, plainly(cause)
	case errors.Is(cause, store.ErrDuplicate): // its text may be the database's
		return CodeConflict, "another record has this name already"
	case ctx.Err() != nil, errors.Is(cause, context.DeadlineExceeded): // whatever the database calls it
		return CodeTimeout, "the answer took too long; ask for less"
	}
	return CodeInternal, "internal error"
}

// plainly is the text of an error without the packages it came through.
func plainly(err error) string {
	return strings.NewReplacer("ingest: ", "", "store: ", "").Replace(err.Error())
}

// alreadyLogged tells whether this very error was met in another field of the
// answer: a batch fails for all its parents at once.
func alreadyLogged(ctx context.Context, err *gqlerror.Error) bool {
	a, ok := ctx.Value(answerKey{}).(*answer)
	if !ok {
		return false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	text := err.Message
	if a.logged[text] {
		return true
	}
	a.logged[text] = true
	return false
}

// recovered turns a panic into an error whose stack is in the log.
func recovered(log *slog.Logger) graphql.RecoverFunc {
	return func(ctx context.Context, value any) error {
		log.ErrorContext(ctx, "graphql: panic", "value", value, "stack", string(debug.Stack()))
		return fmt.Errorf("graph: panic: %v", value)
	}
}
