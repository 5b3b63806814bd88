package graph

import (
	"context"
	"fmt"

	"github.com/throughline-news/throughline/graph/model"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// mergeStories merges two stories that are named by id, slug or title.
func (r *Resolver) mergeStories(ctx context.Context, a, b string) (models.Story, error) {
	one, err := r.Store.StoryBySlugOrTitle(ctx, a)
	if err != nil {
		return one, err
	}
	two, err := r.Store.StoryBySlugOrTitle(ctx, b)
	if err != nil {
		return two, err
	}
	return r.Ingest.MergeStories(ctx, one.ID, two.ID, author(ctx))
}

// splitStory splits a story that is named by id, slug or title.
func (r *Resolver) splitStory(ctx context.Context, input model.SplitStoryInput) ([2]models.Story, error) {
	if len(input.EventIds) == 0 || len(input.EventIds) > store.MaxFirst {
		return [2]models.Story{}, badInput{"input.eventIds", fmt.Sprintf("1 to %d ids", store.MaxFirst)}
	}
	story, err := r.Store.StoryBySlugOrTitle(ctx, input.ID)
	if err != nil {
		return [2]models.Story{}, err
	}
	return r.Ingest.SplitStory(ctx, story.ID, input.EventIds, input.Title, author(ctx))
}
