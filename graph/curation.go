package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/throughline-news/throughline/graph/model"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// decided is what a decision came to: what was decided, or what was wrong.
type decided struct {
	models.Decision
	errors []model.CurationError
}

// decide takes what a decision returned. What an editor can set right goes into
// the payload, under the name of the argument, if its errors are asked for: else
// nobody would see it. The rest is an error of the answer.
func decide(ctx context.Context, d models.Decision, err error, path ...string) (decided, error) {
	out := decided{d, []model.CurationError{}}
	if err == nil {
		return out, nil
	}
	asked := func(f graphql.CollectedField) bool { return f.Name == "errors" }
	if !slices.ContainsFunc(graphql.CollectFieldsCtx(ctx, nil), asked) {
		return out, err
	}
	code, message := classify(ctx, gqlerror.Wrap(err))
	switch code {
	case CodeBadUserInput, CodeNotFound, CodeConflict:
	default:
		return out, err
	}
	wrong := model.CurationError{Code: code, Path: []string{}, Message: message}
	var field ingest.BadField
	if errors.As(err, &field) {
		wrong.Path = slices.Concat(path, []string{field.Field})
		if field.Version > 0 {
			wrong.PresentVersion = &field.Version
		}
	}
	out.errors = append(out.errors, wrong)
	return out, nil
}

// decision is what is stored, nil when nothing changed.
func (d decided) decision() *models.Decision {
	if d.ID == "" {
		return nil
	}
	return &d.Decision
}

// target is the i-th record that the decision is about, "" when nothing was decided.
func (d decided) target(i int) string {
	if i >= len(d.Targets) {
		return ""
	}
	return d.Targets[i]
}

// ask is what every decision is asked with.
func ask(ctx context.Context, reason, key *string, version *int) ingest.Ask {
	return ingest.Ask{By: author(ctx), Reason: orZero(reason), Key: orZero(key), Version: version}
}

// eventAt, storyAt and entityAt read what a decision was about, nil for "".

func (r *Resolver) eventAt(ctx context.Context, id string) (*models.Event, error) {
	return recordAt(ctx, id, r.Store.Event, noteEvents)
}

func (r *Resolver) storyAt(ctx context.Context, id string) (*models.Story, error) {
	return recordAt(ctx, id, r.Store.Story, noteStories)
}

func (r *Resolver) entityAt(ctx context.Context, id string) (*models.Entity, error) {
	return recordAt(ctx, id, r.Store.Entity, func(context.Context, ...models.Entity) {})
}

func recordAt[T any](ctx context.Context, id string, read func(context.Context, string) (T, error), note func(context.Context, ...T)) (*T, error) {
	if id == "" {
		return nil, nil
	}
	record, err := read(ctx, id)
	note(ctx, record)
	return orNull(record, err)
}

// storyNamed returns the id of the story that a person means, under the name of
// the argument that names it; "" stays "".
func (r *Resolver) storyNamed(ctx context.Context, argument, ref string) (string, error) {
	if ref == "" {
		return "", nil
	}
	story, err := r.Store.StoryBySlugOrTitle(ctx, ref)
	if err != nil {
		return "", ingest.BadField{Field: argument, Err: err}
	}
	return story.ID, nil
}

// seedOf is what a person asks to look for.
func seedOf(input model.TrackStoryInput) ingest.Seed {
	title := orZero(input.Title)
	if title == "" {
		title = orZero(input.Name)
	}
	return ingest.Seed{Title: title, Entities: input.Entities, Terms: input.Terms, Parent: orZero(input.Parent)}
}

func (r *Resolver) renameStory(ctx context.Context, input model.RenameStoryInput) (models.Decision, error) {
	id, err := r.storyNamed(ctx, "id", input.ID)
	if err != nil {
		return models.Decision{}, err
	}
	return r.Ingest.RenameStory(ctx, id, input.Title, ask(ctx, input.Reason, input.IdempotencyKey, input.ExpectedVersion))
}

func (r *Resolver) nestStory(ctx context.Context, input model.NestStoryInput) (models.Decision, error) {
	id, err := r.storyNamed(ctx, "id", input.ID)
	if err != nil {
		return models.Decision{}, err
	}
	parent, err := r.storyNamed(ctx, "parent", orZero(input.Parent))
	if err != nil {
		return models.Decision{}, err
	}
	return r.Ingest.NestStory(ctx, id, parent, ask(ctx, input.Reason, input.IdempotencyKey, input.ExpectedVersion))
}

// nested decides whether a story is part of another one.
func (r *Resolver) nested(ctx context.Context, input model.ParentInput, settle func(ctx context.Context, id, parent string, a ingest.Ask) (models.Decision, error)) (*model.NestStoryPayload, error) {
	id, err := r.storyNamed(ctx, "id", input.ID)
	var parent string
	if err == nil {
		parent, err = r.storyNamed(ctx, "parent", input.Parent)
	}
	var d models.Decision
	if err == nil {
		d, err = settle(ctx, id, parent, ask(ctx, input.Reason, input.IdempotencyKey, input.ExpectedVersion))
	}
	done, err := decide(ctx, d, err, "input")
	if err != nil {
		return nil, err
	}
	story, err := r.storyAt(ctx, done.target(0))
	return &model.NestStoryPayload{Story: story, Decision: done.decision(), Errors: done.errors}, err
}

func (r *Resolver) mergeStories(ctx context.Context, input model.MergeStoriesInput) (models.Decision, error) {
	a, err := r.storyNamed(ctx, "a", input.A)
	if err != nil {
		return models.Decision{}, err
	}
	b, err := r.storyNamed(ctx, "b", input.B)
	if err != nil {
		return models.Decision{}, err
	}
	return r.Ingest.MergeStories(ctx, a, b, ask(ctx, input.Reason, input.IdempotencyKey, input.ExpectedVersion))
}

func (r *Resolver) splitStory(ctx context.Context, input model.SplitStoryInput) (models.Decision, error) {
	if err := countIDs("eventIds", input.EventIds); err != nil {
		return models.Decision{}, err
	}
	id, err := r.storyNamed(ctx, "id", input.ID)
	if err != nil {
		return models.Decision{}, err
	}
	return r.Ingest.SplitStory(ctx, id, input.EventIds, input.Title, ask(ctx, input.Reason, input.IdempotencyKey, input.ExpectedVersion))
}

// pinStory keeps a story in view, or no longer.
func (r *Resolver) pinStory(ctx context.Context, input model.PinStoryInput, pinned bool) (*model.PinStoryPayload, error) {
	id, err := r.storyNamed(ctx, "id", input.ID)
	var d models.Decision
	if err == nil {
		d, err = r.Ingest.PinStory(ctx, id, pinned, ask(ctx, input.Reason, input.IdempotencyKey, input.ExpectedVersion))
	}
	done, err := decide(ctx, d, err, "input")
	if err != nil {
		return nil, err
	}
	story, err := r.storyAt(ctx, done.target(0))
	return &model.PinStoryPayload{Story: story, Decision: done.decision(), Errors: done.errors}, err
}

// aliases makes a decision on the other names of an entity, or of a story, which
// may be named by all that names one.
func (r *Resolver) aliases(ctx context.Context, input model.AliasesInput, to func(context.Context, string, []string, ingest.Ask) (models.Decision, error)) (*model.AliasesPayload, error) {
	id, err := input.ID, error(nil)
	if !models.HasPrefix(id, models.EntityPrefix) {
		id, err = r.storyNamed(ctx, "id", id)
	}
	var d models.Decision
	if err == nil {
		d, err = to(ctx, id, input.Aliases, ask(ctx, input.Reason, input.IdempotencyKey, input.ExpectedVersion))
	}
	done, err := decide(ctx, d, err, "input")
	if err != nil {
		return nil, err
	}
	out := &model.AliasesPayload{Decision: done.decision(), Errors: done.errors}
	if target := done.target(0); models.HasPrefix(target, models.EntityPrefix) {
		out.Entity, err = r.entityAt(ctx, target)
	} else {
		out.Story, err = r.storyAt(ctx, target)
	}
	return out, err
}

func countIDs(argument string, ids []string) error {
	if len(ids) == 0 || len(ids) > store.MaxFirst {
		return ingest.BadField{Field: argument, Err: badInput{argument, fmt.Sprintf("1 to %d ids", store.MaxFirst)}}
	}
	return nil
}

func (r *Resolver) correctEvent(ctx context.Context, input model.CorrectEventInput) (models.Decision, error) {
	c := models.Correction{Type: orZero(input.Type), Status: orZero(input.Status), PlaceID: orZero(input.PlaceID), Actors: input.Actors, Recipients: input.Recipients}
	if d := input.Date; d != nil {
		c.Date = &models.Date{Start: d.Start, End: orZero(d.End), Precision: orZero(d.Precision)}
	}
	for _, field := range input.Unknown {
		switch field {
		case model.OptionalFieldDate:
			c.NoDate = true
		case model.OptionalFieldPlace:
			c.NoPlace = true
		}
	}
	for argument, ids := range map[string][]string{"actors": c.Actors, "recipients": c.Recipients} {
		if len(ids) > 0 {
			if err := countIDs(argument, ids); err != nil {
				return models.Decision{}, err
			}
		}
	}
	return r.Ingest.CorrectEvent(ctx, input.EventID, c, ask(ctx, input.Reason, input.IdempotencyKey, input.ExpectedVersion))
}

// link decides about an event and the stories that arguments name, accept and
// reject, each "" for none.
func (r *Resolver) link(ctx context.Context, eventID string, accept, reject [2]string, a ingest.Ask) (models.Decision, error) {
	var l ingest.Linking
	for _, x := range []struct {
		named [2]string
		ids   *[]string
	}{{accept, &l.Accept}, {reject, &l.Reject}} {
		id, err := r.storyNamed(ctx, x.named[0], x.named[1])
		if err != nil {
			return models.Decision{}, err
		}
		if id != "" {
			*x.ids = []string{id}
		}
	}
	return r.Ingest.LinkEvent(ctx, eventID, l, a)
}

// linked is the payload of a decision about links.
func (r *Resolver) linked(ctx context.Context, d models.Decision, err error) (*model.LinkPayload, error) {
	done, err := decide(ctx, d, err, "input")
	if err != nil {
		return nil, err
	}
	event, err := r.eventAt(ctx, done.target(0))
	return &model.LinkPayload{Event: event, Decision: done.decision(), Errors: done.errors}, err
}

// undone is the payload of an undoing.
func (r *Resolver) undone(ctx context.Context, d models.Decision, err error) (*model.UndoPayload, error) {
	done, err := decide(ctx, d, err)
	if err != nil {
		return nil, err
	}
	out := &model.UndoPayload{Decision: done.decision(), Errors: done.errors}
	if out.Decision == nil {
		return out, nil
	}
	out.Undone, err = orNull(r.Store.Decision(ctx, d.Arguments.Undoes))
	return out, err
}
