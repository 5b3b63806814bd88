package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"github.com/throughline-news/throughline/store"
)

// shownBy names columns of a table that are read only to be shown, and of each the
// fields that show it: none where the API has no such field. Half of the values of a
// page are in these, and most of the time to read them.
type shownBy map[string][]string

var (
	eventColumns = shownBy{
		"plover": {"plover", "cameo"}, "mode": {"mode", "cameo"}, "quad": {"quad", "score"}, "score": {"score"},
		"report_count": {"reportCount"}, "origin_count": {"originCount"}, "importance": {"importance"},
		"disputed": {"disputed"}, "version": {"version"}, "created_at": nil, "updated_at": nil,
	}
	mentionColumns = shownBy{
		"type": {"type", "cameo"}, "plover": {"plover", "cameo"}, "mode": {"mode", "cameo"}, "status": {"status", "cameo"}, "status_source": {"source"},
		"quad": {"quad", "score"}, "score": {"score"}, "trigger": {"trigger"}, "trigger_start": nil, "trigger_end": nil,
		"quote_exact": {"quote"}, "quote_prefix": {"quote"}, "quote_suffix": {"quote"}, "quote_start": {"quote"}, "quote_end": {"quote"}, "quote_field": {"quote"},
		"actors": {"actors"}, "recipients": {"recipients"}, "date": {"date"}, "place": {"place"}, "numbers": {"numbers"},
		"main": {"main"}, "confidence": {"confidence"}, "summary": {"summary"},
	}
	articleColumns = shownBy{
		"authors": {"authors"}, "text": {"text"}, "language": {"language"}, "content_hash": {"contentHash"}, "read_with": nil,
		"published_on": {"published"}, "published_at": {"published"}, "created_at": {"createdAt"}, "updated_at": nil,
	}
	entityColumns = shownBy{
		"key": {"key"}, "wikidata": {"wikidata"}, "aliases": {"aliases"}, "version": {"version"}, "created_at": nil, "updated_at": nil,
	}
)

// unasked returns the columns that nothing shows which the query asks for of the
// records of the current field, the items of a connection among them.
func unasked(ctx context.Context, columns shownBy) []string {
	asked := make(map[string]bool)
	addNames(graphql.GetOperationContext(ctx), graphql.CollectFieldsCtx(ctx, nil), asked)
	var out []string
	for column, fields := range columns {
		if !slices.ContainsFunc(fields, func(field string) bool { return asked[field] }) {
			out = append(out, column)
		}
	}
	slices.Sort(out) // so that one query is one statement, which the database knows already
	return out
}

// addNames adds the names of fields, and in place of the lists of a connection those of
// its items' fields, in whatever fragments they are.
func addNames(op *graphql.OperationContext, fields []graphql.CollectedField, asked map[string]bool) {
	for _, f := range fields {
		switch f.Name {
		case "nodes", "edges", "node":
			addNames(op, graphql.CollectFields(op, f.Selections, nil), asked)
		default:
			asked[f.Name] = true
		}
	}
}

// without makes a page do without the columns that the query does not show.
func without(ctx context.Context, p store.Page, columns shownBy) store.Page {
	p.Without = unasked(ctx, columns)
	return p
}
