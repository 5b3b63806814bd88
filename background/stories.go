package background

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/throughline-news/throughline/ledger"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/stories"
)

// Story is a story that a draft belongs to, why, and what came before in it.
type Story struct {
	Story       models.Story    `json:"story"`
	Probability float64         `json:"probability"`
	Reasons     []models.Reason `json:"reasons"` // the weightiest first
	Earlier     []Earlier       `json:"earlier"` // in the order of their dates
}

// Earlier is an event that came before the draft.
type Earlier struct {
	Event    models.Event `json:"event"`
	Told     bool         `json:"told"` // the draft tells of it
	Evidence Evidence     `json:"evidence"`
}

// How many stories are told, from which probability on, and how many events of
// each. Of those the most important and the latest are looked at.
const (
	mostStories   = 4
	leastStory    = .3
	mostEarlier   = 5
	mostTracked   = 100
	mostImportant = 40
)

// stories returns the stories that the draft belongs to: a linker that knows
// those events that it may tell of places it as it would an article.
func (s *Service) stories(ctx context.Context, draft stories.Report, k known, findings []stories.Finding) ([]Story, error) {
	links, err := s.links(ctx, draft, k, findings)
	if err != nil {
		return nil, err
	}
	best := map[string]models.Link{}
	for _, l := range links {
		if l.Probability >= leastStory && l.Probability > best[l.StoryID].Probability {
			best[l.StoryID] = l
		}
	}
	var ids []string
	for id := range best {
		ids = append(ids, id)
	}
	found, err := s.Store.StoriesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := []Story{}
	for id, story := range found {
		if _, told := best[story.ParentID]; told && story.Round != nil {
			continue // the larger story tells its events
		}
		out = append(out, Story{Story: story, Probability: best[id].Probability, Reasons: best[id].Reasons})
	}
	slices.SortFunc(out, func(a, b Story) int {
		return cmp.Or(cmp.Compare(b.Probability, a.Probability), cmp.Compare(a.Story.ID, b.Story.ID))
	})
	out = out[:min(len(out), mostStories)]
	return out, s.earlier(ctx, draft, k, findings, out)
}

// links are those of the draft's own events and, by how likely they are the same,
// those of the events that were reported.
func (s *Service) links(ctx context.Context, draft stories.Report, k known, findings []stories.Finding) ([]models.Link, error) {
	tracked := true
	page, err := s.Store.Stories(ctx, store.StoryFilter{Tracked: &tracked}, store.Page{First: mostTracked})
	if err != nil {
		return nil, err
	}
	memory := stories.Known{Stories: page.Items, Lookup: s.Reader().Base().Lookup}
	var ids []string
	for _, t := range k.told {
		for _, l := range k.links[t.Event.ID] {
			ids = append(ids, l.StoryID)
		}
	}
	more, err := s.Store.StoriesByID(ctx, once(ids))
	if err != nil {
		return nil, err
	}
	for _, story := range more {
		if !slices.ContainsFunc(memory.Stories, func(o models.Story) bool { return o.ID == story.ID }) {
			memory.Stories = append(memory.Stories, story)
		}
	}
	seen := map[string]bool{}
	for _, t := range k.told {
		memory.Events = append(memory.Events, t.Event)
		memory.Links = append(memory.Links, k.links[t.Event.ID]...)
		for _, said := range t.Statements {
			memory.Mentions = append(memory.Mentions, *said.Mention)
			if !seen[said.Article.ID] {
				seen[said.Article.ID] = true
				memory.Articles = append(memory.Articles, *said.Article)
			}
		}
	}
	placed := stories.NewTracker(memory).Place(draft)
	ours := map[string]bool{}
	for _, m := range placed.Mentions {
		ours[m.EventID] = true
	}
	var out []models.Link
	for _, l := range placed.Links {
		if ours[l.EventID] {
			out = append(out, l)
		}
	}
	for _, f := range findings {
		for _, l := range k.links[f.EventID] {
			l.Probability = math.Round(l.Probability*f.Probability*1000) / 1000
			l.Reasons = append([]models.Reason{{Feature: "the draft tells of an event on its timeline", Weight: f.Probability}}, l.Reasons...)
			out = append(out, l)
		}
	}
	return out, nil
}

// earlier fills in the earlier events of each story.
func (s *Service) earlier(ctx context.Context, draft stories.Report, k known, findings []stories.Finding, in []Story) error {
	told := map[string]bool{}
	for _, f := range findings {
		told[f.EventID] = f.EventID != ""
	}
	var ids []string
	for _, story := range in {
		ids = append(ids, story.Story.ID)
	}
	before := store.EventFilter{To: draft.Article.PublishedOn, Key: mostImportant}
	lines, err := s.Store.Timelines(ctx, ids, before, store.Page{First: mostImportant})
	if err != nil {
		return err
	}
	for i := range in {
		id := in[i].Story.ID
		var events []string
		for _, e := range lines[id].Items {
			events = append(events, e.ID)
		}
		for _, t := range k.told {
			if slices.ContainsFunc(k.links[t.Event.ID], func(l models.Link) bool { return l.StoryID == id && l.Probability >= store.TimelineFloor }) {
				events = append(events, t.Event.ID)
			}
		}
		events = once(events)
		of, err := ledger.Told(ctx, s.Store, events, 1)
		if err != nil {
			return err
		}
		list := make([]stories.Told, 0, len(events))
		for _, id := range events {
			list = append(list, of[id])
		}
		in[i].Earlier = []Earlier{}
		for _, t := range stories.Earlier(draft, told, list, mostEarlier) {
			e := Earlier{Event: t.Event, Told: told[t.Event.ID]}
			if len(t.Statements) > 0 {
				e.Evidence = evidence("", t.Statements[0].Mention.Quote, *t.Statements[0].Article)
			}
			in[i].Earlier = append(in[i].Earlier, e)
		}
	}
	return nil
}
