package graph

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/throughline-news/throughline/graph/page"
	"github.com/throughline-news/throughline/ledger"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
)

// The functions below read what hangs on many records at once, for together.

func (r *Resolver) timelines(by store.EventOrder, filter store.EventFilter, p store.Page) func(context.Context, []string) (map[string]*page.EventConnection, error) {
	count := func(ctx context.Context, ids []string) (map[string]store.Total, error) {
		return r.Store.CountTimelines(ctx, ids, filter)
	}
	return func(ctx context.Context, ids []string) (map[string]*page.EventConnection, error) {
		lists, err := r.Store.TimelinesBy(ctx, by, ids, filter, without(ctx, p, eventColumns))
		out := make(map[string]*page.EventConnection, len(ids))
		for _, id := range ids {
			noteEvents(ctx, lists[id].Items...)
			out[id] = page.Of(lists[id], p, func(ctx context.Context) (store.Total, error) {
				counts, err := together(ctx, storyItem, []string{id}, count)
				if err != nil {
					return store.Total{}, err
				}
				return counts[0], nil
			})
		}
		return out, err
	}
}

// withKey asks of a timeline only its key most important events; nil for all.
func withKey(f store.EventFilter, key *int) (store.EventFilter, error) {
	if key == nil {
		return f, nil
	}
	if *key < 1 || *key > store.MaxFirst {
		return f, badInput{"key", fmt.Sprintf("1 to %d", store.MaxFirst)}
	}
	f.Key = *key
	return f, nil
}

// relatedTo reads the stories that have most in common with each story.
func (r *Resolver) relatedTo(first int) func(context.Context, []string) (map[string][]models.RelatedStory, error) {
	return func(ctx context.Context, ids []string) (map[string][]models.RelatedStory, error) {
		found, err := r.Store.RelatedTo(ctx, ids, first)
		for _, related := range found {
			for _, s := range related {
				noteStories(ctx, s.Story)
			}
		}
		return found, err
	}
}

func (r *Resolver) childrenOf(first int) func(context.Context, []string) (map[string][]models.Story, error) {
	return func(ctx context.Context, ids []string) (map[string][]models.Story, error) {
		return each(ctx, noteStories)(r.Store.ChildrenOf(ctx, ids, first))
	}
}

// newsOf reads what is new in stories since a moment.
func (r *Resolver) newsOf(since time.Time, first int) func(context.Context, []string) (map[string]*ledger.News, error) {
	return func(ctx context.Context, ids []string) (map[string]*ledger.News, error) {
		news, err := ledger.NewsOf(ctx, r.Store, ids, since, first)
		out := make(map[string]*ledger.News, len(news))
		for id, n := range news {
			noteEvents(ctx, slices.Concat(n.Added, n.Disputed, n.Changed)...)
			out[id] = &n
		}
		return out, err
	}
}

func (r *Resolver) mentionsOf(first int) func(context.Context, []string) (map[string][]models.Mention, error) {
	now := func(ctx context.Context, ids []string) (map[string][]models.Mention, error) {
		return r.Store.MentionsOf(ctx, ids, first, unasked(ctx, mentionColumns)...)
	}
	then := func(ctx context.Context, ids []string, seq int64) (map[string][]models.Mention, error) {
		all, err := r.Store.MentionsAsOf(ctx, ids, seq)
		for id, mentions := range all {
			all[id] = mentions[:min(first, len(mentions))]
		}
		return all, err
	}
	return func(ctx context.Context, keys []string) (map[string][]models.Mention, error) {
		return each(ctx, noteMentions)(atTheirTime(ctx, keys, now, then))
	}
}

func (r *Resolver) mentionCounts(ctx context.Context, keys []string) (map[string]int, error) {
	return atTheirTime(ctx, keys, r.Store.CountMentions, func(ctx context.Context, ids []string, seq int64) (map[string]int, error) {
		all, err := r.Store.MentionsAsOf(ctx, ids, seq)
		counts := make(map[string]int, len(all))
		for id, mentions := range all {
			counts[id] = len(mentions)
		}
		return counts, err
	})
}

func (r *Resolver) mentionsIn(first int) func(context.Context, []string) (map[string][]models.Mention, error) {
	return func(ctx context.Context, ids []string) (map[string][]models.Mention, error) {
		all, err := r.Store.MentionsIn(ctx, ids)
		for id, mentions := range all {
			all[id] = mentions[:min(first, len(mentions))]
		}
		return each(ctx, noteMentions)(all, err)
	}
}

func (r *Resolver) linksOf(ctx context.Context, keys []string) (map[string][]models.Link, error) {
	return each(ctx, noteLinks)(atTheirTime(ctx, keys, r.Store.LinksOf, r.linksAsOf))
}

func (r *Resolver) eventHistory(first int) func(context.Context, []string) (map[string][]models.Change, error) {
	return func(ctx context.Context, keys []string) (map[string][]models.Change, error) {
		return atTheirTime(ctx, keys, r.historyOf(first), r.historyAsOf(first))
	}
}

// claimsOf reads the first claims of each event, of the fields and with the
// verdicts that are asked for.
func (r *Resolver) claimsOf(first int, fields []models.ClaimField, verdicts []models.Verdict) func(context.Context, []string) (map[string][]models.Claim, error) {
	now := func(ctx context.Context, ids []string) (map[string][]models.Claim, error) {
		return ledger.Claims(ctx, r.Store, ids)
	}
	then := func(ctx context.Context, ids []string, seq int64) (map[string][]models.Claim, error) {
		return ledger.ClaimsAsOf(ctx, r.Store, ids, seq)
	}
	return func(ctx context.Context, keys []string) (map[string][]models.Claim, error) {
		all, err := atTheirTime(ctx, keys, now, then)
		for id, claims := range all {
			asked := slices.DeleteFunc(claims, func(c models.Claim) bool {
				return len(fields) > 0 && !slices.Contains(fields, c.Field) || len(verdicts) > 0 && !slices.Contains(verdicts, c.Verdict)
			})
			all[id] = asked[:min(first, len(asked))]
		}
		return each(ctx, noteClaims)(all, err)
	}
}

// statusHistories are how events came to their statuses. Those of the past have the
// status of the day that was asked for, and end with it.
func (r *Resolver) statusHistories(ctx context.Context, objs []*models.Event) ([][]models.StatusStep, error) {
	out, err := together(ctx, eventItem, eventKeys(objs), r.statusHistoriesOf)
	for i := range out {
		if e := objs[i]; e.AsOf != 0 {
			out[i] = ledger.WithOverdue(*e, out[i])
		}
	}
	return out, err
}

func (r *Resolver) statusHistoriesOf(ctx context.Context, keys []string) (map[string][]models.StatusStep, error) {
	return each(ctx, noteSteps)(atTheirTime(ctx, keys,
		func(ctx context.Context, ids []string) (map[string][]models.StatusStep, error) {
			return ledger.StatusHistories(ctx, r.Store, ids)
		},
		func(ctx context.Context, ids []string, seq int64) (map[string][]models.StatusStep, error) {
			return ledger.StatusHistoriesAsOf(ctx, r.Store, ids, seq)
		}))
}

func (r *Resolver) originsOf(ctx context.Context, keys []string) (map[string][]models.Origin, error) {
	return each(ctx, noteOrigins)(atTheirTime(ctx, keys,
		func(ctx context.Context, ids []string) (map[string][]models.Origin, error) {
			return ledger.Origins(ctx, r.Store, ids)
		},
		func(ctx context.Context, ids []string, seq int64) (map[string][]models.Origin, error) {
			return ledger.OriginsAsOf(ctx, r.Store, ids, seq)
		}))
}

func (r *Resolver) historyOf(first int) func(context.Context, []string) (map[string][]models.Change, error) {
	return func(ctx context.Context, ids []string) (map[string][]models.Change, error) {
		return r.Store.HistoryOf(ctx, ids, first)
	}
}

func (r *Resolver) actorsOf(ctx context.Context, keys []string) (map[string][]models.Entity, error) {
	return r.participantsOf(ctx, keys, models.RoleActor)
}

func (r *Resolver) recipientsOf(ctx context.Context, keys []string) (map[string][]models.Entity, error) {
	return r.participantsOf(ctx, keys, models.RoleRecipient)
}

func (r *Resolver) participantsOf(ctx context.Context, keys []string, role models.Role) (map[string][]models.Entity, error) {
	return each(ctx, noteEntities)(atTheirTime(ctx, keys, func(ctx context.Context, ids []string) (map[string][]models.Entity, error) {
		return r.Store.ParticipantsIn(ctx, ids, role, unasked(ctx, entityColumns)...)
	}, r.participantsAsOf(role)))
}

// each notes what was read and hands it on.
func each[T any](ctx context.Context, note func(context.Context, ...T)) func(map[string][]T, error) (map[string][]T, error) {
	return func(lists map[string][]T, err error) (map[string][]T, error) {
		for _, list := range lists {
			note(ctx, list...)
		}
		return lists, err
	}
}

// scores returns PLOVER's scores; what has no quad has none.
func scores[T any](objs []*T, of func(*T) (models.Quad, *float64)) []*float64 {
	out := make([]*float64, len(objs))
	for i, o := range objs {
		if quad, score := of(o); quad != "" {
			out[i] = score
		}
	}
	return out
}

func storyIDs(stories []*models.Story) []string {
	return keysOf(stories, func(s *models.Story) string { return s.ID })
}

// checkArticle refuses an article that nothing could be read from, or whose
// address nobody could follow.
func checkArticle(a models.Article) error {
	switch clean := source.Clean(a); {
	case clean.Text == "":
		return badInput{"input.text", "the text of the article"}
	case a.URL != "" && clean.URL == "":
		return badInput{"input.url", "an absolute http or https address"}
	}
	return nil
}
