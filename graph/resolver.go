// Package graph serves the store over GraphQL: the schema is in the .graphqls
// files, the resolvers ask the store and return. Lists of children are read for
// all their parents at once, so that no answer costs a statement a row.
package graph

//go:generate go tool gqlgen generate
//go:generate go run ./lean generated
//go:generate go run ./sdl/write . ../docs/schema.graphql

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/background"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// Resolver has what the resolvers need: where the answers are, and who does the writing.
type Resolver struct {
	Store  *store.Store
	Ingest *ingest.Service
	// Drafts says what was reported before a draft; nil: none is read.
	Drafts *background.Service
	live   follower
}

// author is who the journal names for changes made over GraphQL: the caller, or
// the program itself.
func author(ctx context.Context) string {
	if caller, ok := access.From(ctx); ok {
		return caller.Name
	}
	return "graphql"
}

// scope resolves a field for callers whose scope is enough, and for what the
// program asks on its own.
func scope(ctx context.Context, _ any, next graphql.Resolver, needs models.Scope) (any, error) {
	if caller, ok := access.From(ctx); ok && !caller.Scope.Allows(needs) {
		return nil, refused(nil, CodeForbidden, "%s needs the scope %s, and %s has %s", graphql.GetFieldContext(ctx).Field.Name, needs, caller.Name, caller.Scope)
	}
	return next(ctx)
}
