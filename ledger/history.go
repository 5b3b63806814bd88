package ledger

import (
	"context"
	"fmt"
	"slices"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/stories"
)

// StatusHistories returns how each event came to its status, by the id asked for,
// as stories.StatusHistory. An event that is overdue ends with a step that says
// since when.
func StatusHistories(ctx context.Context, st *store.Store, eventIDs []string) (map[string][]models.StatusStep, error) {
	told, err := read(ctx, st, eventIDs)
	return each(told, steps), err
}

// StatusHistoriesAsOf is StatusHistories of events as they were known after the
// change numbered seq.
func StatusHistoriesAsOf(ctx context.Context, st *store.Store, eventIDs []string, seq int64) (map[string][]models.StatusStep, error) {
	told, err := readAsOf(ctx, st, eventIDs, seq)
	return each(told, steps), err
}

func steps(t stories.Told) []models.StatusStep {
	return WithOverdue(t.Event, stories.StatusHistory(t))
}

// WithOverdue adds to how an event came to its status the step that says since when
// it is overdue, if it is. What was known after a change does not say at what moment
// that is asked for: whoever knows the moment adds the step.
func WithOverdue(e models.Event, steps []models.StatusStep) []models.StatusStep {
	if e.Status != models.Unreported {
		return steps
	}
	return append(slices.Clone(steps), models.StatusStep{EventID: e.ID, From: models.Scheduled, Status: e.Status,
		Published: string(e.Date.End.Add(store.UnreportedAfter + 1))})
}

// Origins returns the origins of each event's reports with who came first and
// who copied, by the id asked for.
func Origins(ctx context.Context, st *store.Store, eventIDs []string) (map[string][]models.Origin, error) {
	told, err := read(ctx, st, eventIDs)
	return each(told, origins), err
}

// OriginsAsOf is Origins of events as they were known after the change numbered seq.
func OriginsAsOf(ctx context.Context, st *store.Store, eventIDs []string, seq int64) (map[string][]models.Origin, error) {
	told, err := readAsOf(ctx, st, eventIDs, seq)
	return each(told, origins), err
}

func origins(t stories.Told) []models.Origin {
	seen := map[string]bool{}
	var articles []models.Article
	for _, s := range t.Statements {
		if !seen[s.Article.ID] {
			seen[s.Article.ID] = true
			articles = append(articles, *s.Article)
		}
	}
	return stories.Chains(articles)
}

// mostCopies is how many articles of one origin are listed, the first published.
const mostCopies = 100

// OriginsByID returns the origins with these ids and the articles that carry them.
func OriginsByID(ctx context.Context, st *store.Store, ids []string) (map[string]models.Origin, error) {
	articles, err := st.ArticlesOfOrigins(ctx, ids, mostCopies)
	if err != nil {
		return nil, fmt.Errorf("ledger: origins: %w", err)
	}
	out := make(map[string]models.Origin, len(articles))
	for id, list := range articles {
		for _, o := range stories.Chains(list) {
			out[id] = o
		}
	}
	return out, nil
}
