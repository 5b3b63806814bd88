package graph

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/background"
	"github.com/throughline-news/throughline/models"
)

// background reads a draft. A page is fetched only for those who may make the
// server read things, and never by a GET, which any page can have a browser send.
func (r *Resolver) background(ctx context.Context, draft background.Draft) (*background.Answer, error) {
	if r.Drafts == nil {
		return nil, refused(nil, CodeForbidden, "this server reads no drafts")
	}
	if draft.URL != "" {
		if ctx.Value(onlyQueriesKey{}) != nil {
			return nil, refused(nil, CodeBadRequest, "a GET fetches no page; send the address by POST, or the text")
		}
		if caller, ok := access.From(ctx); ok && !caller.Scope.Allows(models.ScopeEdit) {
			return nil, refused(nil, CodeForbidden, "a page is fetched for callers with the scope %s, and %s has %s; send the text", models.ScopeEdit, caller.Name, caller.Scope)
		}
	}
	answer, err := r.Drafts.Of(ctx, draft)
	if errors.Is(err, background.ErrBad) {
		return nil, refused(nil, CodeBadUserInput, "%v", err)
	}
	if err != nil {
		return nil, err
	}
	noteAnswer(ctx, answer)
	return &answer, nil
}

// noteAnswer notes what the children of an answer may ask for.
func noteAnswer(ctx context.Context, a background.Answer) {
	noteEvidence := func(e background.Evidence) { note(ctx, articleRef, e.ArticleID) }
	for _, s := range a.Stories {
		noteStories(ctx, s.Story)
		for _, e := range s.Earlier {
			noteEvents(ctx, e.Event)
			noteEvidence(e.Evidence)
		}
	}
	for _, p := range a.People {
		noteEntities(ctx, p.Entity)
	}
	for _, c := range a.Conflicts {
		note(ctx, eventRef, c.EventID)
		for _, e := range c.Sources {
			noteEvidence(e)
		}
	}
	for _, h := range a.Reported {
		if h.Event != nil {
			noteEvents(ctx, *h.Event)
		}
	}
}

// pasted writes each answer in a format.
func pasted(answers []*background.Answer, write func(background.Answer, io.Writer) error) ([]string, error) {
	out := make([]string, len(answers))
	for i, a := range answers {
		var page strings.Builder
		if err := write(*a, &page); err != nil {
			return nil, err
		}
		out[i] = page.String()
	}
	return out, nil
}
