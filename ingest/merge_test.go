package ingest

import (
	"errors"
	"slices"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// line returns the ids of the events on a story's timeline.
func line(t *testing.T, s *Service, storyID string) []string {
	t.Helper()
	var out []string
	for _, e := range must(s.store.Timelines(t.Context(), []string{storyID}, store.EventFilter{}, store.Page{First: 100}))[storyID].Items {
		out = append(out, e.ID)
	}
	return out
}

// partsOf returns the rest and the part of a story that was split.
func partsOf(t *testing.T, s *Service, d models.Decision) [2]models.Story {
	t.Helper()
	return [2]models.Story{must(s.store.Story(t.Context(), d.Targets[0])), must(s.store.Story(t.Context(), d.Targets[1]))}
}

func TestMergeStories(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		ingest(t, s, anyOf(news()[:4])...)
		larger := must(s.Track(ctx, fishing, "a person"))
		smaller := must(s.Track(ctx, Seed{Title: "Trawlers at sea", Entities: []string{"Peru"}, Terms: []string{"nets"}}, "a person"))
		child := must(s.Track(ctx, Seed{Title: "One boat", Parent: smaller.ID}, "a person"))
		merged := must(s.store.Story(ctx, must(s.MergeStories(ctx, smaller.ID, larger.ID, analyst(""))).Arguments.Into))
		if merged.ID != larger.ID || merged.Title != larger.Title || !slices.Contains(merged.Entities, "Peru") || !slices.Contains(merged.Terms, "fishing talks") {
			t.Errorf("merged into %+v, want the larger with what both look for", merged)
		}
		if old := must(s.store.Story(ctx, smaller.ID)); old.ID != larger.ID {
			t.Errorf("the old id leads to %s, want %s", old.ID, larger.ID)
		}
		if c := must(s.store.Story(ctx, child.ID)); c.ParentID != larger.ID {
			t.Errorf("the child's parent is %s, want %s", c.ParentID, larger.ID)
		}
		before := len(line(t, s, larger.ID))
		ingest(t, s, anyOf(news()[4:])...)
		if after := len(line(t, s, larger.ID)); after <= before {
			t.Errorf("%d events, %d before: what came later is not on its timeline", after, before)
		}
		if _, err := s.MergeStories(ctx, smaller.ID, larger.ID, analyst("")); !errors.Is(err, ErrBadChange) {
			t.Errorf("merged again: got %v", err)
		}
		if _, err := s.MergeStories(ctx, "sty_none", larger.ID, analyst("")); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("got %v, want not found", err)
		}
	})
}

func TestSplitStory(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		ingest(t, s, anyOf(news())...)
		whole := must(s.Track(ctx, fishing, "a person"))
		all := line(t, s, whole.ID)
		if len(all) < 3 {
			t.Fatalf("%d events on the timeline: too few to split", len(all))
		}
		parts := partsOf(t, s, must(s.SplitStory(ctx, whole.ID, all[:len(all)-1], " The  talks ", analyst(""))))
		if parts[0].ID != whole.ID || parts[1].Title != "The talks" || parts[1].ParentID != whole.ParentID {
			t.Errorf("got %+v, want the tracked story to keep its id", parts)
		}
		if got := line(t, s, parts[1].ID); !slices.Equal(got, all[:len(all)-1]) {
			t.Errorf("the part has %v, want %v", got, all[:len(all)-1])
		}
		if got := line(t, s, whole.ID); !slices.Equal(got, all[len(all)-1:]) || parts[0].EventCount != 1 {
			t.Errorf("the rest has %v (%d), want %v", got, parts[0].EventCount, all[len(all)-1:])
		}
		must(s.Untrack(ctx, parts[1].ID, "a person"))
		again := partsOf(t, s, must(s.SplitStory(ctx, parts[1].ID, all[:1], "The first", analyst(""))))
		if len(all) > 3 && again[0].ID != parts[1].ID {
			t.Errorf("the smaller part kept the id")
		}
		for name, events := range map[string][]string{"none": nil, "another's": {all[len(all)-1]}, "no event": {"evt_none"}, "all": line(t, s, again[0].ID)} {
			if _, err := s.SplitStory(ctx, again[0].ID, events, "X", analyst("")); !errors.Is(err, ErrBadChange) {
				t.Errorf("%s: got %v, want it refused", name, err)
			}
		}
		if _, err := s.SplitStory(ctx, whole.ID, all[:1], " ", analyst("")); !errors.Is(err, ErrBadSeed) {
			t.Errorf("no title: got %v", err)
		}
	})
}

// The larger part of a story that nobody named keeps the id, whichever is split off.
func TestSplitKeepsTheIDWithTheLargerPart(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		ingest(t, s, anyOf(news())...)
		whole := must(s.Track(ctx, fishing, "a person"))
		must(s.Untrack(ctx, whole.ID, "a person"))
		all := line(t, s, whole.ID)
		parts := partsOf(t, s, must(s.SplitStory(ctx, whole.ID, all[1:], "The larger part", analyst(""))))
		if parts[1].ID != whole.ID || parts[1].Title != "The larger part" || parts[0].Title != whole.Title {
			t.Errorf("got %+v, want the larger part to keep the id", parts)
		}
		if got := line(t, s, whole.ID); !slices.Equal(got, all[1:]) {
			t.Errorf("it has %v, want %v", got, all[1:])
		}
	})
}

// Titles that make one slug are two stories; a renamed one is known by its first title.
func TestTitlesWithOneSlug(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		one := must(s.Track(ctx, Seed{Title: "Fish & ships"}, "a person"))
		two := must(s.Track(ctx, Seed{Title: "Fish, ships!"}, "a person"))
		if one.ID == two.ID || one.Slug != "fish-ships" || two.Slug != "fish-ships-2" {
			t.Errorf("got %s (%s) and %s (%s), want two stories", one.ID, one.Slug, two.ID, two.Slug)
		}
		must(s.RenameStory(ctx, one.ID, "Harbours", analyst("")))
		if again := must(s.Track(ctx, Seed{Title: "fish & ships"}, "a person")); again.ID != one.ID || again.Title != "Harbours" {
			t.Errorf("got %+v, want the renamed story", again)
		}
	})
}

// What a person split off stays apart: when more is reported of its events, when
// an article of them is changed, and for a service that knows only the store.
func TestSplitStoriesStaySo(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		articles := news()
		ingest(t, s, anyOf(articles)...)
		whole := must(s.Track(ctx, fishing, "a person"))
		all := line(t, s, whole.ID)
		parts := partsOf(t, s, must(s.SplitStory(ctx, whole.ID, all[:len(all)-1], "The talks", analyst(""))))
		check := func(when string, s *Service) {
			t.Helper()
			rest := line(t, s, whole.ID)
			for _, e := range all[:len(all)-1] {
				if !slices.Contains(line(t, s, parts[1].ID), e) || slices.Contains(rest, e) {
					t.Errorf("%s: event %s that was split off is on %v, want it on the part alone", when, e, rest)
				}
			}
		}
		more := articles[0]
		more.URL, more.Publisher, more.PublishedOn = "https://news.example/more", "Publisher 9", "2025-03-04"
		ingest(t, s, more)
		check("after another report", s)
		ingest(t, s, edited(articles[1], "Delegates of both sides were in good spirits. "))
		check("after a changed report", s)
		again := newService(t, s.store)
		more.URL = "https://news.example/again"
		more.Publisher = "Publisher 8"
		ingest(t, again, more)
		check("told to a service set up from the store", again)
		must(again.Track(ctx, fishing, "a person"))
		check("when the story is tracked again", again)
	})
}
