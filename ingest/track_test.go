package ingest

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

var fishing = Seed{Title: "  Fishing   dispute ", Entities: []string{"Norway", " norway", "Chile", ""}, Terms: []string{"fishing quotas", "fishing talks", "trawlers", "met in Geneva"}}

func TestTrackLinksWhatIsKnownAndWhatComes(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		ingest(t, s, anyOf(news()[:4])...)
		story := must(s.Track(ctx, fishing, "a person"))
		if story.Title != "Fishing dispute" || story.Slug != "fishing-dispute" || !story.Tracked ||
			!slices.Equal(story.Entities, []string{"Norway", "Chile"}) {
			t.Errorf("tracked %+v", story)
		}
		if story.EventCount == 0 {
			t.Error("the talks that are known are not on its timeline")
		}
		ingest(t, s, anyOf(news()[4:])...)
		after := must(s.store.Story(ctx, story.ID))
		if after.EventCount <= story.EventCount {
			t.Errorf("%d events, %d before: what came later is not on its timeline", after.EventCount, story.EventCount)
		}
		line := must(s.store.Timelines(ctx, []string{story.ID}, store.EventFilter{}, store.Page{First: 100}))[story.ID]
		for _, e := range line.Items {
			if e.Type == models.Disaster {
				t.Errorf("%q is on the timeline of a fishing dispute", e.Summary)
			}
		}
		history := must(s.store.History(ctx, story.ID, store.Page{First: 1})).Items
		if history[0].Actor != "a person" || history[0].Action != "create" {
			t.Errorf("its history begins with %+v, want the person who named it", history[0])
		}
	})
}

func TestTrackAgainChangesWhatIsLookedFor(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		ingest(t, s, anyOf(news())...)
		first := must(s.Track(ctx, fishing, "a person"))
		head := must(s.store.Counts(ctx)).Changes
		if same := must(s.Track(ctx, fishing, "a person")); same.Version != first.Version {
			t.Errorf("the same seeds made version %d of %d", same.Version, first.Version)
		}
		if now := must(s.store.Counts(ctx)).Changes; now != head {
			t.Errorf("%d rows in the journal for nothing", now-head)
		}
		again := must(s.Track(ctx, Seed{Title: "FISHING dispute", Entities: []string{"Peru"}, Terms: []string{"earthquake"}}, "a person"))
		if again.ID != first.ID || again.Title != "Fishing dispute" || !slices.Equal(again.Entities, []string{"Peru"}) {
			t.Errorf("got %+v, want the same story with other seeds", again)
		}
	})
}

func TestUntrackAndRename(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		ingest(t, s, anyOf(news())...)
		story := must(s.Track(ctx, fishing, "a person"))
		renamed := must(s.store.Story(ctx, must(s.RenameStory(ctx, story.ID, " Fishing   row ", analyst(""))).Targets[0]))
		if renamed.Title != "Fishing row" || renamed.Slug != story.Slug || renamed.EventCount != story.EventCount {
			t.Errorf("renamed to %+v", renamed)
		}
		again := must(s.Track(ctx, fishing, "a file that is read at each start"))
		if again.ID != story.ID || again.Title != "Fishing row" {
			t.Errorf("tracked by its first title: got %+v, want the renamed story", again)
		}
		untracked := must(s.Untrack(ctx, story.ID, "a person"))
		if untracked.Tracked || untracked.EventCount != story.EventCount {
			t.Errorf("tracked %t, %d events, want its %d events kept", untracked.Tracked, untracked.EventCount, story.EventCount)
		}
		if tracked := must(s.store.Story(ctx, story.ID)).Tracked; tracked {
			t.Error("it is still tracked")
		}
		for _, title := range []string{"", " ", strings.Repeat("x", 201)} {
			if _, err := s.RenameStory(ctx, story.ID, title, analyst("")); !errors.Is(err, ErrBadSeed) {
				t.Errorf("title %.10q: got %v, want a bad story", title, err)
			}
		}
		if _, err := s.Untrack(ctx, "sty_none", "a person"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("got %v, want not found", err)
		}
	})
}

func TestStoriesWithinStories(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		parent := must(s.Track(ctx, Seed{Title: "South Atlantic"}, "a person"))
		child := must(s.Track(ctx, Seed{Title: "Fishing dispute", Parent: "south ATLANTIC"}, "a person"))
		if child.ParentID != parent.ID {
			t.Errorf("parent %q, want %q", child.ParentID, parent.ID)
		}
		for _, test := range []struct {
			seed Seed
			want error
		}{
			{Seed{}, ErrBadSeed},
			{Seed{Title: strings.Repeat("x", 201)}, ErrBadSeed},
			{Seed{Title: "South Atlantic", Parent: parent.Slug}, ErrBadSeed},
			{Seed{Title: "Another", Parent: "nowhere"}, store.ErrNotFound},
			{Seed{Title: "NUL\x00"}, store.ErrInvalid},
		} {
			if _, err := s.Track(ctx, test.seed, "a person"); !errors.Is(err, test.want) {
				t.Errorf("%.40q: got %v, want %v", test.seed.Title, err, test.want)
			}
		}
	})
}

func TestSlugs(t *testing.T) {
	for title, want := range map[string]string{
		"Ukraine peace negotiations": "ukraine-peace-negotiations", "Élections 2027!": "élections-2027", "???": "story", "Мир—сейчас": "мир-сейчас",
	} {
		if got := slugOf(title); got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}

func TestReadSeeds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stories.yaml")
	for content, want := range map[string]string{
		"- title: A\n  entities: [B, C]\n  terms: [d]\n- title: E\n  parent: A\n": "",
		"- titel: A\n":  "titel",
		"title: A\n":    "expected a list",
		"- title: [A\n": "expected a list",
	} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		seeds, err := ReadSeeds(path)
		switch {
		case want != "" && (err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path)):
			t.Errorf("%q: got %v, want %q and the path in it", content, err, want)
		case want == "" && (err != nil || len(seeds) != 2 || seeds[0].Entities[1] != "C" || seeds[1].Parent != "A"):
			t.Errorf("got %v, %v", seeds, err)
		}
	}
	for _, content := range []string{"", "# only a comment\n"} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if seeds, err := ReadSeeds(path); err != nil || len(seeds) != 0 {
			t.Errorf("%q: got %v, %v, want no stories", content, seeds, err)
		}
	}
	if _, err := ReadSeeds(path + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want that it does not exist", err)
	}
}
