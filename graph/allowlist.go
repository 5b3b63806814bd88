package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// AllowList are the queries that a server answers, by the SHA-256 of their texts
// in hexadecimal: "trusted documents". A request sends the text, or only the hash
// as extensions.persistedQuery.sha256Hash, as clients do for persisted queries.
type AllowList map[string]string

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
} = AllowList{}

// NewAllowList makes the list of query texts, which must be GraphQL.
func NewAllowList(queries []string) (AllowList, error) {
	list := make(AllowList, len(queries))
	for _, query := range queries {
		if _, err := parser.ParseQuery(&ast.Source{Input: query}); err != nil {
			return nil, fmt.Errorf("graph: read the query %.60q: %w", query, err)
		}
		list[hash(query)] = query
	}
	return list, nil
}

func hash(query string) string {
	sum := sha256.Sum256([]byte(query))
	return hex.EncodeToString(sum[:])
}

// ExtensionName is gqlgen's.
func (AllowList) ExtensionName() string { return "AllowList" }

// Validate is gqlgen's.
func (AllowList) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters puts the text of a listed query in the place of its
// hash, and refuses what is not listed. The server's own pages may ask anything.
func (l AllowList) MutateOperationParameters(ctx context.Context, request *graphql.RawParams) *gqlerror.Error {
	if !isOverHTTP(ctx) {
		return nil
	}
	key := hash(request.Query)
	if request.Query == "" {
		key = persistedHash(request)
	}
	query, listed := l[key]
	if !listed {
		return refused(nil, CodeNotAllowed, "this server answers only the queries on its list, and this one is not")
	}
	request.Query = query
	return nil
}

// persistedHash is the hash that a request sends instead of a query, "" when it
// sends none.
func persistedHash(request *graphql.RawParams) string {
	persisted, _ := request.Extensions["persistedQuery"].(map[string]any)
	hash, _ := persisted["sha256Hash"].(string)
	return hash
}

type overHTTPKey struct{}

// overHTTP marks requests that come from outside.
func overHTTP(ctx context.Context) context.Context {
	return context.WithValue(ctx, overHTTPKey{}, true)
}

func isOverHTTP(ctx context.Context) bool { return ctx.Value(overHTTPKey{}) != nil }
