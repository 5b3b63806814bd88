// Package graph serves the store over GraphQL: the schema is in the .graphqls
// files, the resolvers ask the store and return. Lists of children are read for
// all their parents at once, so that no answer costs a statement a row.
package graph

//go:generate go tool gqlgen generate

import (
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/store"
)

// Resolver has what the resolvers need: where the answers are, and who does the writing.
type Resolver struct {
	Store  *store.Store
	Ingest *ingest.Service
}

// author is who the journal names for changes made over GraphQL.
const author = "graphql"
