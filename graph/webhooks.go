package graph

import (
	"context"

	"github.com/throughline-news/throughline/graph/model"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/webhook"
)

// newWebhook makes the webhook that is asked for; its stories must be there.
func (r *Resolver) newWebhook(ctx context.Context, input model.CreateWebhookInput) (models.Webhook, error) {
	stories := make([]string, len(input.StoryIds))
	for i, ref := range input.StoryIds {
		story, err := r.Store.StoryBySlugOrTitle(ctx, ref)
		if err != nil {
			return models.Webhook{}, err
		}
		stories[i] = story.ID
	}
	since, err := store.JournalSeq(orZero(input.Since))
	if err != nil {
		return models.Webhook{}, badInput{"input.since", "a cursor of storyChanges"}
	}
	if input.Since == nil {
		if since, err = r.Store.LastSeq(ctx); err != nil {
			return models.Webhook{}, err
		}
	}
	w, err := webhook.New(input.URL, stories, author(ctx), r.Store.Now(), since)
	if err != nil {
		return models.Webhook{}, badInput{"input.url", err.Error()}
	}
	return w, nil
}
