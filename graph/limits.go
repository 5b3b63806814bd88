package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/store"
)

// What one query may ask for. The cost is about the most values an answer may
// have: a field costs 1 and what is asked of it, times `first` or the number of
// `ids`. A page of 50 events with 20 mentions each, all their fields asked, costs
// about 60,000; three such lists in one another cost millions.
const (
	maxCost  = 100_000
	maxDepth = 15
	// maxFields stops a query of fragments that spread each other, twice each,
	// before its fields are counted to the end. It is far above what maxTokens
	// lets anyone write without them.
	maxFields    = 10_000
	maxTokens    = 5_000
	maxAliases   = 50 // fields given another name, by which one field can be asked for again and again
	defaultFirst = 20
	maxValues    = 1_000 // in all lists of one field's arguments
	pastCost     = 5_000 // of what is told again from the journal: 20 of them at most
	draftCost    = 5_000 // of reading a draft and what it is held against
	relatedCost  = 200   // of looking for what a story has in common with others
	shortList    = 5     // what a list that is always short counts for, as who takes part
)

// limits refuses queries before they are run: those that cost too much or nest
// too deeply, and lists that ask for none or too many items.
type limits struct{}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
	graphql.ResponseInterceptor
} = limits{}

// ExtensionName and Validate are gqlgen's.
func (limits) ExtensionName() string                          { return "Limits" }
func (limits) Validate(schema graphql.ExecutableSchema) error { return nil }

// Cost is what a query may find at most, and what is allowed: `extensions.cost` of each answer.
type Cost struct {
	Requested int `json:"requested"`
	Limit     int `json:"limit"`
}

// MutateOperationContext counts the operation and refuses it when it is too much.
func (limits) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if ctx.Value(onlyQueriesKey{}) != nil && op.Operation.Operation == ast.Mutation {
		return refused(op.Operation.Position, CodeBadRequest, "a GET only asks; send a mutation by POST")
	}
	if op.Operation.Operation == ast.Subscription && !isStreaming(ctx) {
		return refused(op.Operation.Position, CodeBadRequest, "a subscription is followed over a WebSocket, or with Accept: text/event-stream")
	}
	if wait := access.Wait(ctx); wait > 0 {
		err := refused(op.Operation.Position, access.CodeRateLimited, "the budget of this minute is spent: wait %.0f s", math.Ceil(wait.Seconds()))
		err.Extensions["retryAfter"] = int(math.Ceil(wait.Seconds()))
		return err
	}
	c := counter{vars: op.Variables}
	cost := c.count(op.Operation.SelectionSet, 1)
	op.Stats.SetExtension("Limits", Cost{Requested: cost, Limit: maxCost})
	if c.err == nil && c.aliases > maxAliases {
		c.err = refused(nil, CodeComplexity, "the query gives %d fields another name, more than the %d allowed", c.aliases, maxAliases)
	}
	if c.err == nil && cost > maxCost {
		c.err = refused(nil, CodeComplexity, "the query may find %d values, more than the %d allowed; ask for fewer items (first) or fields", cost, maxCost)
		c.err.Extensions["cost"], c.err.Extensions["limit"] = cost, maxCost
	}
	if c.err == nil {
		access.Spend(ctx, cost)
	}
	return c.err
}

// InterceptResponse puts the cost into the answer.
func (limits) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	if graphql.HasOperationContext(ctx) {
		if cost, ok := graphql.GetOperationContext(ctx).Stats.GetExtension("Limits").(Cost); ok {
			graphql.RegisterExtension(ctx, "cost", cost)
		}
	}
	return next(newAnswer(ctx)) // each answer of a subscription is one of its own
}

type onlyQueriesKey struct{}

// onlyQueries makes limits refuse operations that change something.
func onlyQueries(ctx context.Context) context.Context {
	return context.WithValue(ctx, onlyQueriesKey{}, true)
}

// counter walks a query once. The first thing that is wrong stops it.
type counter struct {
	vars            map[string]any
	fields, aliases int
	err             *gqlerror.Error
}

func (c *counter) count(set ast.SelectionSet, depth int) int {
	cost := 0
	for _, selection := range set {
		if c.err != nil {
			return cost
		}
		switch s := selection.(type) {
		case *ast.Field:
			cost = add(cost, c.field(s, depth))
		case *ast.InlineFragment:
			cost = add(cost, c.count(s.SelectionSet, depth))
		case *ast.FragmentSpread:
			cost = add(cost, c.count(s.Definition.SelectionSet, depth))
		}
	}
	return cost
}

func (c *counter) field(f *ast.Field, depth int) int {
	c.fields++
	if f.Alias != f.Name {
		c.aliases++
	}
	if c.fields > maxFields {
		c.err = refused(f.Position, CodeComplexity, "the query has more than %d fields", maxFields)
		return 0
	}
	if f.Name == "__schema" || f.Name == "__type" { // the validator has its own limit for these
		return 1
	}
	if depth > maxDepth {
		c.err = refused(f.Position, CodeDepth, "the query nests deeper than %d fields", maxDepth)
		return 0
	}
	args := f.ArgumentMap(c.vars)
	if n := values(args); n > maxValues {
		c.err = refused(f.Position, CodeBadUserInput, "the arguments of %s have %d values in their lists, more than the %d allowed", f.Name, n, maxValues)
		return 0
	}
	items := c.items(f, args)
	return add(workOf(f, args), times(items, c.count(f.SelectionSet, depth+1)))
}

// workOf is what a field costs itself: 1, but where finding it is work that the
// number of its values does not show. For a background a draft is read, and so are
// up to 40 articles again.
func workOf(f *ast.Field, args map[string]any) int {
	switch {
	case f.Name == "background":
		return 1 + draftCost
	case args["asOf"] != nil, f.ObjectDefinition.Name == "Snapshot" && (f.Name == "timeline" || f.Name == "verified"):
		return pastCost
	case f.ObjectDefinition.Name == "Story" && f.Name == "related":
		return relatedCost
	}
	return 1
}

// values counts what is in the lists of arguments, however deep.
func values(v any) int {
	n := 0
	switch v := v.(type) {
	case []any:
		n = len(v)
		for _, x := range v {
			n += values(x)
		}
	case map[string]any:
		for _, x := range v {
			n += values(x)
		}
	}
	return n
}

// items returns how many items the field may have.
func (c *counter) items(f *ast.Field, args map[string]any) int {
	if ids, ok := args["ids"].([]any); ok {
		if len(ids) > store.MaxFirst {
			c.err = outside(f, "ids", fmt.Sprintf("at most %d ids", store.MaxFirst), strconv.Itoa(len(ids)))
		}
		return len(ids)
	}
	if f.Definition.Arguments.ForName("interval") != nil {
		return seriesPoints(args)
	}
	if f.Definition.Arguments.ForName("first") == nil {
		if f.Definition.Type.Elem != nil && len(f.SelectionSet) > 0 && !strings.HasSuffix(f.ObjectDefinition.Name, "Connection") {
			return shortList
		}
		return 1 // not a list, or the items of a connection, counted with its first
	}
	first, ok := number(args["first"])
	if !ok {
		return defaultFirst
	}
	if first < 1 || first > store.MaxFirst {
		c.err = outside(f, "first", fmt.Sprintf("1 to %d", store.MaxFirst), strconv.FormatInt(first, 10))
		return 1
	}
	return int(first)
}

// number reads an integer as the parser and JSON give it; false for null.
func number(v any) (int64, bool) {
	switch n := v.(type) {
	case int64:
		return n, true
	case int:
		return int64(n), true
	case float64:
		return int64(n), true
	case json.Number:
		i, err := n.Int64()
		return i, err == nil
	}
	return 0, false
}

func outside(f *ast.Field, argument, expected, got string) *gqlerror.Error {
	err := refused(f.Position, CodeBadUserInput, "%s of %s: expected %s, got %s", argument, f.Name, expected, got)
	err.Extensions["argument"], err.Extensions["expected"] = argument, expected
	return err
}

func refused(at *ast.Position, code, format string, args ...any) *gqlerror.Error {
	err := &gqlerror.Error{Message: fmt.Sprintf(format, args...), Extensions: map[string]any{"code": code}}
	if at != nil {
		err.Locations = []gqlerror.Location{{Line: at.Line, Column: at.Column}}
	}
	return err
}

// ceiling keeps costs from overflowing.
const ceiling = 1 << 40

func add(a, b int) int { return min(a+b, ceiling) }

func times(a, b int) int { return min(a*b, ceiling) }
