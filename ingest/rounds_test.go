package ingest

import (
	"slices"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
)

// talks are articles about two rounds of the fishing dispute.
func talks() []models.Article {
	written := []struct{ day, title, text string }{
		{"2025-03-03", "Norway and Chile open fishing talks", "Norwegian and Chilean negotiators met in Geneva on March 3, 2025 to discuss fishing quotas."},
		{"2025-03-03", "Fishing talks begin in Geneva", "Negotiators from Norway and Chile held talks on fishing quotas in the South Atlantic in Geneva on Monday, a spokeswoman said."},
		{"2025-03-04", "What divides two fishing nations", "Trawlers were the hardest point when delegations of Chile and Norway met in Geneva on March 3 about fishing quotas, according to diplomats."},
		{"2025-03-06", "Chile accuses Norway over trawlers", "Chile accused Norway on Thursday of sending trawlers into protected waters."},
		{"2025-03-25", "Fishing quotas on the table in Oslo", "The foreign ministers of Norway and Chile met in Oslo on March 25, 2025 to discuss fishing quotas."},
		{"2025-03-26", "Ministers share fishing quotas", "Chile and Norway held talks on trawlers and fishing quotas in Oslo on Tuesday, officials said."},
		{"2025-03-27", "Chile rejects a cap on trawlers", "Chile rejected on Thursday a Norwegian proposal to cap the number of trawlers."},
	}
	var out []models.Article
	for i, w := range written {
		out = append(out, source.Clean(models.Article{URL: "https://talks.example/" + w.title, Publisher: "Daily " + string(rune('A'+i)),
			Title: w.title, Text: w.text, PublishedOn: models.Day(w.day)}))
	}
	return out
}

// late is an article about a later day of the first round.
func late() models.Article {
	return source.Clean(models.Article{URL: "https://talks.example/late", Publisher: "Weekly", PublishedOn: "2025-03-08", Title: "Ministers join the fishing talks",
		Text: "The foreign ministers of Norway and Chile met in Geneva on March 7, 2025 to discuss trawlers and fishing quotas."})
}

// review reviews the stories as a service that was just started does.
func review(t *testing.T, s *Service) {
	t.Helper()
	if err := newService(t, s.store).Review(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// rounds are the rounds that there are, by title.
func rounds(t *testing.T, s *Service) []models.Story {
	t.Helper()
	var out []models.Story
	for _, story := range must(s.store.StoriesBy(t.Context(), store.StoriesByTitle, store.StoryFilter{}, store.Page{First: 100})).Items {
		if story.Round != nil {
			out = append(out, story)
		}
	}
	return out
}

// What is told of a round stays where it was on the timeline of the whole, once.
func TestRoundsArePartsOfTheirStory(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		whole := must(s.Track(ctx, fishing, "a person"))
		ingest(t, s, anyOf(talks())...)
		before, counted := line(t, s, whole.ID), must(s.store.Story(ctx, whole.ID)).EventCount
		review(t, s)
		found := rounds(t, s)
		if len(found) != 1 || found[0].Title != "Geneva round, March 2025" || found[0].ParentID != whole.ID || found[0].EventCount == 0 {
			t.Fatalf("got %+v, want the round in Geneva: of that in Oslo two origins tell as of one happening", found)
		}
		of := line(t, s, found[0].ID)
		for _, id := range of {
			if !slices.Contains(before, id) {
				t.Errorf("event %s is of the round and was not on the timeline of the whole", id)
			}
		}
		if after := line(t, s, whole.ID); !slices.Equal(after, before) || must(s.store.Story(ctx, whole.ID)).EventCount != counted {
			t.Errorf("the timeline of the whole has %v, want %v as before", after, before)
		}
		both := must(s.store.Events(ctx, store.EventFilter{StoryIDs: []string{whole.ID, found[0].ID}}, store.Page{First: 100})).Items
		if len(both) != len(before) {
			t.Errorf("the two stories list %d events, want %d, each once", len(both), len(before))
		}
		head := must(s.store.LastSeq(ctx))
		review(t, s)
		if now := must(s.store.LastSeq(ctx)); now != head {
			t.Errorf("a second review wrote %d changes", now-head)
		}
	})
}

// A round keeps its id while articles come late and are read anew.
func TestRoundsKeepTheirID(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		must(s.Track(ctx, fishing, "a person"))
		ingest(t, s, anyOf(talks())...)
		review(t, s)
		first := rounds(t, s)[0]
		ingest(t, s, late())
		review(t, s)
		if got := rounds(t, s); len(got) != 1 || got[0].ID != first.ID || got[0].EventCount != first.EventCount+1 || got[0].LastDate != "2025-03-07" {
			t.Errorf("after a late article: %+v, want one event more of %+v", got, first)
		}
		for _, a := range talks()[:3] { // each is told of by others still, until the last
			a.Text += " The sea was calm."
			ingest(t, s, source.Clean(a))
		}
		review(t, s)
		if got := rounds(t, s); len(got) != 1 || got[0].ID != first.ID || got[0].EventCount != first.EventCount+1 {
			t.Errorf("after articles were read anew: %+v, want the same round", got)
		}
	})
}

// That a round is none holds, whatever is read later, until it is undone; so does
// that it is the story itself.
func TestRejectedRoundsStayRejected(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		whole := must(s.Track(ctx, fishing, "a person"))
		ingest(t, s, anyOf(talks())...)
		review(t, s)
		round := rounds(t, s)[0]
		timeline := line(t, s, whole.ID)
		refused := must(s.RefuseParent(ctx, round.ID, whole.ID, analyst("no round")))
		if got := line(t, s, whole.ID); !slices.Equal(got, timeline) {
			t.Errorf("without the round the whole has %v, want %v", got, timeline)
		}
		ingest(t, s, late())
		review(t, s)
		if got := rounds(t, s); len(got) != 1 || got[0].ParentID != "" || got[0].EventCount != round.EventCount {
			t.Errorf("after a review: %+v, want it left as it was", got)
		}
		must(s.Undo(ctx, refused.ID, analyst("it is one")))
		if got := rounds(t, s)[0]; got.ParentID != whole.ID {
			t.Errorf("undone: part of %q, want of %q", got.ParentID, whole.ID)
		}
		review(t, s)
		if got := rounds(t, s); len(got) != 1 || got[0].ID != round.ID || got[0].EventCount != round.EventCount+1 {
			t.Errorf("after another review: %+v, want it with what came", got)
		}
		merged := must(s.MergeStories(ctx, round.ID, whole.ID, analyst("one story")))
		review(t, s)
		if got := rounds(t, s); len(got) != 0 {
			t.Errorf("merged into the whole: %+v, want no round opened again", got)
		}
		must(s.Undo(ctx, merged.ID, analyst("two")))
		review(t, s)
		if got := rounds(t, s); len(got) != 1 || got[0].ID != round.ID || got[0].ParentID != whole.ID {
			t.Errorf("undone: %+v, want the round again", got)
		}
	})
}
