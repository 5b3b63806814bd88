package graph

import (
	"context"
	"slices"

	"github.com/throughline-news/throughline/graph/page"
	"github.com/throughline-news/throughline/graph/scalar"
	"github.com/throughline-news/throughline/highlight"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// eventsOf reads a page of the events that hang on each of several records, met
// as items of rel, with one way of listing them and one of counting.
func eventsOf(rel relation, by store.EventOrder, filter store.EventFilter, p store.Page,
	list func(context.Context, store.EventOrder, []string, store.EventFilter, store.Page) (map[string]store.List[models.Event], error),
	count func(context.Context, []string, store.EventFilter) (map[string]store.Total, error)) func(context.Context, []string) (map[string]*page.EventConnection, error) {
	counts := func(ctx context.Context, ids []string) (map[string]store.Total, error) {
		return count(ctx, ids, filter)
	}
	return func(ctx context.Context, ids []string) (map[string]*page.EventConnection, error) {
		lists, err := list(ctx, by, ids, filter, without(ctx, p, eventColumns))
		out := make(map[string]*page.EventConnection, len(ids))
		for _, id := range ids {
			noteEvents(ctx, lists[id].Items...)
			out[id] = page.Of(lists[id], p, func(ctx context.Context) (store.Total, error) {
				n, err := together(ctx, rel, []string{id}, counts)
				if err != nil {
					return store.Total{}, err
				}
				return n[0], nil
			})
		}
		return out, err
	}
}

// idsMergedInto reads the ids that lead to records, none as an empty list.
func (r *Resolver) idsMergedInto(ctx context.Context, keys []string) (map[string][]string, error) {
	found, err := atTheirTime(ctx, keys, r.Store.MergedInto, r.Store.MergedIntoAsOf)
	out := make(map[string][]string, len(keys))
	for _, key := range keys {
		out[key] = append([]string{}, found[key]...)
	}
	return out, err
}

// wanted is what a search for text looks for: with a reader, in whatever spelling
// of the names that the reader knows.
func (r *Resolver) wanted(text string) store.Wanted {
	if r.Ingest == nil {
		return store.Wanted{{text}}
	}
	return r.Ingest.Reader().Spellings(text)
}

// highlightsOf reads what was found for text, and marks its words in it.
func (r *Resolver) highlightsOf(text string) func(context.Context, []string) (map[string][]highlight.Excerpt, error) {
	return func(ctx context.Context, ids []string) (map[string][]highlight.Excerpt, error) {
		found, err := r.records(ctx, ids)
		out := make(map[string][]highlight.Excerpt, len(ids))
		for _, id := range ids {
			out[id] = []highlight.Excerpt{}
			for _, f := range searched(found[id]) {
				if excerpt, ok := highlight.Of(f.name, f.text, text); ok {
					out[id] = append(out[id], excerpt)
				}
			}
		}
		return out, err
	}
}

// field is a field of a record that a search looks at.
type field struct{ name, text string }

// searched returns the fields of a record that a search looks at.
func searched(record scalar.Node) []field {
	switch x := record.(type) {
	case *models.Story:
		return slices.Concat([]field{{"title", x.Title}}, fieldsOf("aliases", x.Aliases.List()), fieldsOf("terms", x.Terms))
	case *models.Event:
		return []field{{"summary", x.Summary}}
	case *models.Article:
		return []field{{"title", x.Title}, {"text", x.Text}}
	case *models.Entity:
		return append([]field{{"name", x.Name}}, fieldsOf("aliases", x.Aliases.List())...)
	case *models.Place:
		return []field{{"name", x.Name}}
	}
	return nil
}

// fieldsOf is a field for each of several texts.
func fieldsOf(name string, texts []string) []field {
	out := make([]field, len(texts))
	for i, text := range texts {
		out[i] = field{name, text}
	}
	return out
}
