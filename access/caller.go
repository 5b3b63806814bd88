// Package access decides who may use the server, and how much of it: callers
// and their tokens, the hosts and origins they come by, and their budgets.
package access

import (
	"context"
	"time"

	"github.com/throughline-news/throughline/models"
)

// Caller is who sent a request.
type Caller struct {
	Name  string // whom the journal names
	Scope models.Scope
	key   string           // whose budget it spends
	spend func(amount int) // nil: nothing is counted
	// wait is set where one connection carries many requests: how long until the
	// caller may send the next.
	wait func() time.Duration
	hold func() (release func(), ok bool)
}

// Anonymous is the name of callers without a token.
const Anonymous = "anonymous"

type callerKey struct{}

// With returns a context that says who sent the request.
func With(ctx context.Context, c Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

// From returns who sent the request, false for what the program does on its own.
func From(ctx context.Context) (Caller, bool) {
	c, ok := ctx.Value(callerKey{}).(Caller)
	return c, ok
}

// Spend takes an amount, as the cost of a query, off the caller's budget. It may
// take more than is left: then the caller's next requests wait until it has grown
// again.
func Spend(ctx context.Context, amount int) {
	if c, ok := From(ctx); ok && c.spend != nil {
		c.spend(amount)
	}
}

// Wait returns how long the caller has to wait before what comes over an open
// connection is answered, 0 when it need not. Requests of their own have waited
// at the gate.
func Wait(ctx context.Context) time.Duration {
	if c, ok := From(ctx); ok && c.wait != nil {
		return c.wait()
	}
	return 0
}

// Hold takes one of the streams that a caller may have open at once; false when
// all are taken.
func Hold(ctx context.Context) (release func(), ok bool) {
	if c, ok := From(ctx); ok && c.hold != nil {
		return c.hold()
	}
	return func() {}, true
}
