package ingest

import (
	"errors"
	"slices"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
)

// report is an article that says one thing.
func report(url string, day models.Day, text string) models.Article {
	return source.Clean(models.Article{URL: "https://news.example/" + url, Publisher: "Publisher 9", Text: text, PublishedOn: day})
}

// entityOf returns the stored entity with a key of the knowledge base.
func entityOf(t *testing.T, s *Service, key string) models.Entity {
	t.Helper()
	found := must(s.store.Entities(t.Context(), store.EntityFilter{Keys: []string{key}}, store.Page{First: 1})).Items
	if len(found) == 0 {
		t.Fatalf("no entity %s", key)
	}
	return found[0]
}

// acts tells whether the main event of an article has the entity as an actor.
func acts(t *testing.T, s *Service, a models.Article, entityID string) bool {
	t.Helper()
	event := mainOf(t, s, a)
	return slices.Contains(names(must(s.store.ParticipantsOf(t.Context(), []string{event.ID}))[event.ID].Actors), entityID)
}

// Another name of an entity is read as the entity from then on, by every process,
// until it is taken back or the decision undone.
func TestEntityAliases(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		ingest(t, s, anyOf(news())...)
		norway := entityOf(t, s, "NO")
		const accuses = "The Fjord Kingdom accused Peru on Friday of dumping nets near the islands."
		before := report("before", "2025-03-14", accuses)
		ingest(t, s, before)
		if acts(t, s, before, norway.ID) {
			t.Fatal("the name is known already: the test tests nothing")
		}
		other := newService(t, s.store) // another process, which has read with the old names
		ingest(t, other, report("other", "2025-03-14", "Prices rose in Lima on Friday."))

		version := norway.Version
		d := must(s.AddAliases(ctx, norway.ID, []string{" the Fjord  Kingdom ", "Fjord Kingdom"}, Ask{By: "an analyst", Reason: "as its press has it", Version: &version}))
		after := report("after", "2025-03-15", "The Fjord Kingdom accused Peru on Saturday of dumping anchors near the islands.")
		ingest(t, s, after)
		if !acts(t, s, after, norway.ID) {
			t.Error("the other name is not read as the entity")
		}
		again := report("again", "2025-03-16", "The Fjord Kingdom accused Peru on Sunday of dumping ropes near the islands.")
		ingest(t, other, again)
		if !acts(t, s, again, norway.ID) {
			t.Error("another process does not read the other name as the entity")
		}
		ingest(t, s, edited(before, "There was more."))
		if !acts(t, s, before, norway.ID) {
			t.Error("an article that changed is not read with the other name")
		}
		if e := must(s.store.Entity(ctx, norway.ID)); !e.Aliases.Has("the Fjord Kingdom") || e.Version != version+1 {
			t.Errorf("read again, it has %q and version %d", e.Aliases, e.Version)
		}
		if hits := must(s.store.Search(ctx, store.Wanted{{"fjord kingdom"}}, []store.Kind{store.KindEntity}, store.Page{First: 5})).Items; len(hits) != 1 || hits[0].ID != norway.ID {
			t.Errorf("searched by its other name: got %v", hits)
		}

		chile := entityOf(t, s, "CL")
		for what, tt := range map[string]struct {
			id    string
			names []string
			ask   Ask
			want  error
		}{
			"another's name":       {chile.ID, []string{"Norway"}, analyst(""), store.ErrConflict},
			"another's other name": {chile.ID, []string{"The fjord kingdom"}, analyst(""), store.ErrConflict},
			"a name of the tables": {chile.ID, []string{"Bhutan"}, analyst(""), store.ErrConflict},
			"a stale version":      {norway.ID, []string{"Norge"}, Ask{By: "x", Version: &version}, store.ErrConflict},
			"no name":              {chile.ID, []string{" "}, analyst(""), ErrBadChange},
			"too short":            {chile.ID, []string{"Ch"}, analyst(""), ErrBadChange},
			"no letters":           {chile.ID, []string{"1973"}, analyst(""), ErrBadChange},
			"no text":              {chile.ID, []string{"Chi\x00le"}, analyst(""), ErrBadChange},
			"nothing":              {"ent_none", []string{"Somebody"}, analyst(""), store.ErrNotFound},
		} {
			if _, err := s.AddAliases(ctx, tt.id, tt.names, tt.ask); !errors.Is(err, tt.want) {
				t.Errorf("%s: got %v, want %v", what, err, tt.want)
			}
		}
		if _, err := s.RemoveAliases(ctx, norway.ID, []string{"Norge"}, analyst("")); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a name it has not: got %v", err)
		}

		undone := must(s.Undo(ctx, d.ID, analyst("not so")))
		last := report("last", "2025-03-17", "The Fjord Kingdom accused Peru on Monday of dumping crates near the islands.")
		ingest(t, s, last)
		if acts(t, s, last, norway.ID) {
			t.Error("undone, the name is still read as the entity")
		}
		must(s.Undo(ctx, undone.ID, analyst("yet it is")))
		must(s.RemoveAliases(ctx, norway.ID, []string{"Fjord Kingdom"}, analyst("")))
		if e := must(s.store.Entity(ctx, norway.ID)); !slices.Equal(e.Aliases.List(), []string{"the Fjord Kingdom"}) {
			t.Errorf("one taken back: it has %q", e.Aliases.List())
		}
	})
}

// Who was merged is found by its old name, and its other names are read as the one
// that stayed.
func TestMergedEntitiesKeepTheirNames(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		ingest(t, s, anyOf(news())...)
		norway, chile := entityOf(t, s, "NO"), entityOf(t, s, "CL")
		must(s.AddAliases(ctx, norway.ID, []string{"the Fjord Kingdom"}, analyst("")))
		version := norway.Version
		if _, err := s.MergeEntities(ctx, norway.ID, chile.ID, Ask{By: "x", Version: &version}); !errors.Is(err, store.ErrConflict) {
			t.Errorf("at a version that is no more: got %v", err)
		}
		d := must(s.MergeEntities(ctx, norway.ID, chile.ID, analyst("a test")))
		if e := must(s.store.Entity(ctx, chile.ID)); !e.Aliases.Has("Norway") || !e.Aliases.Has("the fjord kingdom") {
			t.Errorf("merged, it is called %q", e.Aliases.List())
		}
		a := report("merged", "2025-03-15", "The Fjord Kingdom accused Peru on Saturday of dumping nets near the islands.")
		ingest(t, s, a)
		if !acts(t, s, a, chile.ID) {
			t.Error("the name of who went is not read as who stayed")
		}
		must(s.Undo(ctx, d.ID, analyst("")))
		if e := must(s.store.Entity(ctx, chile.ID)); e.Aliases != "" {
			t.Errorf("undone, it is still called %q", e.Aliases.List())
		}
		if e := must(s.store.Entity(ctx, norway.ID)); e.ID != norway.ID || !e.Aliases.Has("the Fjord Kingdom") {
			t.Errorf("undone, who went is %s, called %q", e.ID, e.Aliases.List())
		}
	})
}

// A story is found by its other names, and what calls it so is linked to it.
func TestStoryAliases(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		ingest(t, s, anyOf(news())...)
		talks := must(s.Track(ctx, fishing, "a person"))
		other := must(s.Track(ctx, Seed{Title: "Peru quake", Entities: []string{"Peru"}}, "a person"))
		d := must(s.AddAliases(ctx, talks.ID, []string{"the Codfish Process"}, analyst("what its critics call it")))
		if story := must(s.store.StoryBySlugOrTitle(ctx, "The CODFISH process")); story.ID != talks.ID {
			t.Errorf("its other name means %q", story.Title)
		}
		if list := must(s.store.Stories(ctx, store.StoryFilter{Text: "codf"}, store.Page{First: 5})).Items; len(list) != 1 || list[0].ID != talks.ID {
			t.Errorf("looked for by how its other name begins: got %v", list)
		}
		if _, err := s.AddAliases(ctx, other.ID, []string{"The Codfish Process"}, analyst("")); !errors.Is(err, store.ErrConflict) {
			t.Errorf("another's other name: got %v", err)
		}
		if _, err := s.AddAliases(ctx, other.ID, []string{talks.Title}, analyst("")); !errors.Is(err, store.ErrConflict) {
			t.Errorf("another's title: got %v", err)
		}
		a := report("called", "2025-03-20", "Negotiators met on Thursday for the Codfish Process and spoke about quotas in the South Atlantic.")
		ingest(t, s, a)
		if !slices.Contains(line(t, s, talks.ID), mainOf(t, s, a).ID) {
			t.Error("what calls the story by its other name is not on its timeline")
		}
		must(s.Track(ctx, fishing, "a person"))
		if story := must(s.store.Story(ctx, talks.ID)); !story.Aliases.Has("the Codfish Process") {
			t.Error("tracking it anew lost the other name")
		}
		must(s.Undo(ctx, d.ID, analyst("")))
		if _, err := s.store.StoryBySlugOrTitle(ctx, "the Codfish Process"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("undone, its other name gives %v", err)
		}
	})
}

// A pinned story stays active and keeps its id when people merge it.
func TestPinnedStory(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		ingest(t, s, anyOf(news())...)
		talks, quake := must(s.Track(ctx, fishing, "a person")), must(s.Track(ctx, Seed{Title: "Peru quake", Entities: []string{"Peru"}, Terms: []string{"earthquake"}}, "a person"))
		version := quake.Version
		d := must(s.PinStory(ctx, quake.ID, true, Ask{By: "an analyst", Reason: "to be followed", Version: &version}))
		if got := must(s.PinStory(ctx, quake.ID, true, analyst(""))); got.ID != "" {
			t.Errorf("pinned again: decided %s", got.ID)
		}
		if _, err := s.PinStory(ctx, quake.ID, false, Ask{By: "x", Version: &version}); !errors.Is(err, store.ErrConflict) {
			t.Errorf("a stale version: got %v", err)
		}
		ingest(t, s, report("later", "2026-06-02", "Ferry crews in Hamburg walked out again on Tuesday."))
		if err := s.Review(ctx); err != nil {
			t.Fatal(err)
		}
		if got := must(s.store.Story(ctx, quake.ID)); got.Status != models.StoryActive || !got.Pinned {
			t.Errorf("after a year the pinned story is %s, pinned %t", got.Status, got.Pinned)
		}
		if got := must(s.store.Story(ctx, talks.ID)).Status; got != models.StoryClosed {
			t.Errorf("after a year the other story is %s", got)
		}
		yes := true
		if list := must(s.store.Stories(ctx, store.StoryFilter{Pinned: &yes}, store.Page{First: 5})).Items; len(list) != 1 || list[0].ID != quake.ID {
			t.Errorf("pinned stories: got %v", list)
		}
		merge := must(s.MergeStories(ctx, talks.ID, quake.ID, analyst("")))
		kept := must(s.store.Story(ctx, talks.ID))
		if kept.ID != quake.ID || !kept.Pinned || !kept.Aliases.Has(talks.Title) || !slices.Contains(kept.Entities, fishing.Entities[0]) {
			t.Errorf("merged: got %+v, want the pinned story, called by both titles", kept)
		}
		must(s.Undo(ctx, merge.ID, analyst("")))
		must(s.Undo(ctx, d.ID, analyst("")))
		if got := must(s.store.Story(ctx, quake.ID)); got.Status != models.StoryClosed || got.Pinned {
			t.Errorf("no longer pinned: got %+v", got)
		}
	})
}
