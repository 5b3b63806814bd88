package graph

import (
	"context"

	"github.com/throughline-news/throughline/graph/page"
	"github.com/throughline-news/throughline/ledger"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// agenda reads a page of what was announced, with who did so first.
func (r *Resolver) agenda(ctx context.Context, f store.EventFilter, p store.Page) (*page.Connection[models.AgendaEntry], error) {
	list, err := r.Store.Events(ctx, f, p)
	if err != nil {
		return nil, err
	}
	noteEvents(ctx, list.Items...)
	entries, err := ledger.Agenda(ctx, r.Store, list.Items)
	for _, e := range entries {
		if e.Announced != nil {
			noteSteps(ctx, *e.Announced)
		}
	}
	out := store.List[models.AgendaEntry]{Items: entries, Cursors: list.Cursors, HasNext: list.HasNext}
	return page.Of(out, p, func(ctx context.Context) (store.Total, error) { return r.Store.CountEvents(ctx, f) }), err
}
