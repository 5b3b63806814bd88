package ingest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
)

// dispute is a tracked dispute of Norway and Chile with many events, and talks that
// are a story of their own, within it.
func dispute(t *testing.T, s *Service) (whole, part models.Story) {
	t.Helper()
	ctx := t.Context()
	whole = must(s.Track(ctx, Seed{Title: "Norway–Chile fishing dispute", Entities: []string{"Norway", "Chile"}, Terms: []string{"trawlers", "fishing quotas"}}, "a person"))
	ports := []string{"Bergen", "Valparaíso", "Tromsø", "Iquique", "Stavanger", "Arica"}
	var articles []any
	for i := range 12 {
		articles = append(articles, source.Clean(models.Article{URL: fmt.Sprint("https://dispute.example/", i), Publisher: fmt.Sprint("Paper ", i), PublishedOn: models.Day("2025-02-01").Add(5 * i),
			Title: "Trawlers seized", Text: fmt.Sprintf("Chile accused Norway on %s of sending trawlers to %s despite the fishing quotas.", models.Day("2025-02-01").Add(5*i-1).Time().Format("January 2, 2006"), ports[i%len(ports)])}))
	}
	ingest(t, s, articles...)
	part = must(s.Track(ctx, Seed{Title: "Oslo talks on trawlers", Terms: []string{"mediator Lund", "met in Oslo", "negotiators"}}, "a person"))
	ingest(t, s, source.Clean(models.Article{URL: "https://dispute.example/talks", Publisher: "Weekly", PublishedOn: "2025-03-20", Title: "Talks on trawlers",
		Text: "Negotiators of Norway and Chile met in Oslo on March 19, 2025 with mediator Lund to discuss trawlers and fishing quotas."}))
	return must(s.store.Story(ctx, whole.ID)), must(s.store.Story(ctx, part.ID))
}

// A review nests what lies within another; what people say of it holds through further
// reviews and after articles are read anew, until it is undone.
func TestReviewNestsWhatWasIngested(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		whole, part := dispute(t, s)
		if part.EventCount == 0 || whole.EventCount < 3*part.EventCount {
			t.Fatalf("%d events of the talks and %d of the dispute: nothing to nest", part.EventCount, whole.EventCount)
		}
		parent := func() string { return must(s.store.Story(ctx, part.ID)).ParentID }
		suggested := func() *models.Nesting { return must(s.store.Story(ctx, part.ID)).SuggestedParent() }
		timeline := line(t, s, whole.ID)
		review(t, s)
		if parent() != whole.ID {
			t.Fatalf("after a review the talks are %+v, want a part of the dispute", must(s.store.Story(ctx, part.ID)))
		}
		if got := line(t, s, whole.ID); !slices.Equal(got, timeline) {
			t.Errorf("the timeline of the dispute has %v, want %v, each once", got, timeline)
		}

		refused := must(s.RefuseParent(ctx, part.ID, whole.ID, analyst("another matter")))
		ingest(t, s, source.Clean(models.Article{URL: "https://dispute.example/talks", Publisher: "Weekly", PublishedOn: "2025-03-20", Title: "Talks on trawlers",
			Text: "Negotiators of Norway and Chile met in Oslo on March 19, 2025 with mediator Lund to discuss trawlers and fishing quotas. It rained."}))
		for range 2 {
			review(t, s)
			if parent() != "" || suggested() != nil {
				t.Errorf("refused, and after a review part of %q, suggested for %+v", parent(), suggested())
			}
		}
		must(s.Undo(ctx, refused.ID, analyst("it is one")))
		if parent() != whole.ID {
			t.Errorf("undone, and part of %q", parent())
		}

		taken := must(s.NestStory(ctx, part.ID, "", analyst("alone")))
		review(t, s)
		if parent() != "" {
			t.Errorf("taken out, and after a review part of %q", parent())
		}
		accepted := must(s.NestStory(ctx, part.ID, whole.ID, analyst("accepted")))
		review(t, s)
		if parent() != whole.ID {
			t.Errorf("accepted, and part of %q", parent())
		}
		must(s.Undo(ctx, accepted.ID, analyst("")))
		must(s.Undo(ctx, taken.ID, analyst("")))
		review(t, s)
		if parent() != whole.ID {
			t.Errorf("all undone, and part of %q", parent())
		}
	})
}

// What an event has only by a part goes with the part, and comes back with it: the
// whole has of a refused part nothing but what is its own.
func TestRefusedPartsLeaveNoLinks(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		ingest(t, s, anyOf(news())...)
		part := must(s.Track(ctx, fishing, "a person"))
		whole := must(s.Track(ctx, Seed{Title: "Southern seas", Entities: []string{"Antarctica"}, Terms: []string{"krill"}}, "a person"))
		must(s.NestStory(ctx, part.ID, whole.ID, analyst("part")))
		had := line(t, s, part.ID)
		if got := line(t, s, whole.ID); len(had) == 0 || !slices.Equal(got, had) {
			t.Fatalf("the whole has %v, want what its part has: %v", got, had)
		}
		refused := must(s.RefuseParent(ctx, part.ID, whole.ID, analyst("no part")))
		for range 2 {
			for _, links := range must(s.store.LinksOf(ctx, had)) {
				if slices.ContainsFunc(links, func(l models.Link) bool { return l.StoryID == whole.ID }) {
					t.Errorf("links %+v, want none to the story that it is no part of", links)
				}
			}
			if n := must(s.store.Story(ctx, whole.ID)).EventCount; n != 0 {
				t.Errorf("the whole counts %d events, want none", n)
			}
			changed := news()[0] // told anew, its events are linked anew
			changed.Text += " The sea was calm."
			ingest(t, s, source.Clean(changed))
			review(t, s)
		}
		had = line(t, s, part.ID)
		must(s.Undo(ctx, refused.ID, analyst("part")))
		if got := must(s.store.Timelines(ctx, []string{whole.ID}, store.EventFilter{}, store.Page{First: 100}))[whole.ID].Items; len(got) != len(had) {
			t.Errorf("undone, the whole has %d events, want %d", len(got), len(had))
		}
	})
}
