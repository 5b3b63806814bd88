package graph

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// answer is what one answer has met so far. gqlgen's batches hand a resolver
// the siblings of one list; a page of stories has a list of events a story, and
// each event a list of mentions. So every id is noted where in the query it is
// read, and the first batch to ask for a field reads it for all that were noted
// there: the number of statements follows from the query, not from what it finds.
type answer struct {
	mu    sync.Mutex
	met   map[spot][]string
	reads map[string]any // *reading[V] by the field of the query
	// logged are the internal errors that were logged, by their texts.
	logged map[string]bool
}

// spot is a relation at a place in the query, so that two fields that list the
// same kind of record do not read each other's children.
type spot struct {
	rel  relation
	path string
}

// relation is how an answer came to know an id.
type relation string

// An id is a record of the answer itself, or one that such a record refers to.
const (
	storyItem   relation = "story"
	eventItem   relation = "event"
	articleItem relation = "article"
	storyRef    relation = "story referred to"
	eventRef    relation = "event referred to"
	articleRef  relation = "article referred to"
	mentionRef  relation = "mention referred to"
	originRef   relation = "origin referred to"
	placeRef    relation = "place referred to"
	entityItem  relation = "entity"
	placeItem   relation = "place"
	sourceRef   relation = "source referred to"
	hitItem     relation = "hit"
)

// ids is a set in the order of arrival.
type ids struct {
	list []string
	has  map[string]bool
}

type answerKey struct{}

// newAnswer makes ctx remember what the answer meets.
func newAnswer(ctx context.Context) context.Context {
	return context.WithValue(ctx, answerKey{}, &answer{met: map[spot][]string{}, reads: map[string]any{}, logged: map[string]bool{}})
}

// note adds ids that children of the current field may ask for.
func note(ctx context.Context, rel relation, more ...string) {
	a := ctx.Value(answerKey{}).(*answer)
	at := spot{rel, path(ctx)}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.met[at] = append(a.met[at], more...)
}

func (s *ids) add(id string) {
	if id != "" && !s.has[id] {
		s.has[id] = true
		s.list = append(s.list, id)
	}
}

// noted returns the ids of rel at the nearest field above path that has any; some of
// them may be there twice.
func (a *answer) noted(rel relation, path string) []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	for path != "" {
		path = path[:max(0, strings.LastIndexByte(path, '.'))]
		if met := a.met[spot{rel, path}]; len(met) > 0 {
			return slices.Clone(met)
		}
	}
	return nil
}

// reading is one field of the query: its values, for all parents met so far.
type reading[V any] struct {
	mu     sync.Mutex
	values map[string]V
	known  map[string]bool
	err    error // a field that failed is not tried again for the next list
}

// together returns the values of the current field for keys, in their order;
// the zero value where there is none. read is called with all ids of rel that
// the answer has met where the parents are and this field was not read for.
func together[V any](ctx context.Context, rel relation, keys []string, read func(ctx context.Context, keys []string) (map[string]V, error)) ([]V, error) {
	a := ctx.Value(answerKey{}).(*answer)
	here := path(ctx)
	r := readingOf[V](a, graphql.GetFieldContext(ctx).Object+" "+here)
	r.mu.Lock()
	defer r.mu.Unlock()
	if slices.ContainsFunc(keys, func(k string) bool { return k != "" && !r.known[k] }) {
		r.fill(ctx, append(a.noted(rel, here), keys...), read)
	}
	if r.err != nil {
		return nil, r.err
	}
	out := make([]V, len(keys))
	for i, k := range keys {
		out[i] = r.values[k]
	}
	return out, nil
}

// fill reads the values of those keys that are not known yet.
func (r *reading[V]) fill(ctx context.Context, keys []string, read func(ctx context.Context, keys []string) (map[string]V, error)) {
	missing := ids{has: map[string]bool{}}
	for _, k := range keys {
		if !r.known[k] {
			missing.add(k)
		}
	}
	found, err := read(ctx, missing.list)
	if err != nil {
		r.err = err
		return
	}
	maps.Copy(r.values, found)
	maps.Copy(r.known, missing.has)
}

// readingOf returns the reading of a field. A field of one type at one path has
// one set of arguments, so V is the same each time.
func readingOf[V any](a *answer, field string) *reading[V] {
	a.mu.Lock()
	defer a.mu.Unlock()
	if r, ok := a.reads[field].(*reading[V]); ok {
		return r
	}
	r := &reading[V]{values: map[string]V{}, known: map[string]bool{}}
	a.reads[field] = r
	return r
}

// path is the way to the current field of the query, without the numbers of the items.
func path(ctx context.Context) string {
	var names [maxDepth]string
	at := len(names)
	for fc := graphql.GetFieldContext(ctx); fc != nil && at > 0; fc = fc.Parent {
		if fc.Index == nil && fc.Field.Field != nil {
			at--
			names[at] = fc.Field.Alias
		}
	}
	return strings.Join(names[at:], ".")
}

// keysOf collects one id of each record.
func keysOf[T any](objs []*T, key func(*T) string) []string {
	out := make([]string, len(objs))
	for i, o := range objs {
		out[i] = key(o)
	}
	return out
}
