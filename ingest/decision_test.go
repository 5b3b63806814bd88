package ingest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
)

// analyst asks in one person's name.
func analyst(reason string) Ask { return Ask{By: "an analyst", Reason: reason} }

// allEvents returns the events by date.
func allEvents(t *testing.T, s *Service) []models.Event {
	t.Helper()
	return must(s.store.Events(t.Context(), store.EventFilter{}, store.Page{First: 100})).Items
}

// mainOf returns the event that an article is about most.
func mainOf(t *testing.T, s *Service, a models.Article) models.Event {
	t.Helper()
	for _, m := range must(s.store.MentionsIn(t.Context(), []string{ArticleID(a)}))[ArticleID(a)] {
		if m.Main {
			return must(s.store.Event(t.Context(), m.EventID))
		}
	}
	t.Fatalf("nothing happens in %q", a.Title)
	return models.Event{}
}

// state is all that decisions can change, in one text: events with who takes
// part, what they are linked to and which mentions tell them, and stories.
func state(t *testing.T, s *Service) string {
	t.Helper()
	ctx := t.Context()
	var out []string
	events := allEvents(t, s)
	var ids []string
	for _, e := range events {
		ids = append(ids, e.ID)
	}
	parts, links := must(s.store.ParticipantsOf(ctx, ids)), must(s.store.LinksOf(ctx, ids))
	mentions := must(s.store.MentionsOf(ctx, ids, 100))
	for _, e := range events {
		e.Version, e.CreatedAt, e.UpdatedAt = 0, time.Time{}, time.Time{}
		out = append(out, string(must(json.Marshal([]any{e, names(parts[e.ID].Actors), names(parts[e.ID].Recipients), links[e.ID]}))))
		for _, m := range mentions[e.ID] {
			out = append(out, " "+m.ID)
		}
	}
	for _, story := range must(s.store.Stories(ctx, store.StoryFilter{}, store.Page{First: 100})).Items {
		out = append(out, fmt.Sprint(story.ID, story.Title, story.Slug, story.Tracked, story.ParentID, story.Entities, story.Terms, story.FirstDate, story.LastDate, story.EventCount))
	}
	return strings.Join(out, "\n")
}

func names(entities []models.Entity) []string {
	var out []string
	for _, e := range entities {
		out = append(out, e.ID)
	}
	return out
}

// edited returns an article with a sentence before its text, so that nothing in
// it is where it was.
func edited(a models.Article, before string) models.Article {
	a.Text, a.ContentHash = before+" "+a.Text, ""
	return source.Clean(a)
}

func TestCorrectionsHold(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		articles := news()
		ingest(t, s, anyOf(articles)...)
		quake := mainOf(t, s, articles[2])
		chile := must(s.store.Entities(ctx, store.EntityFilter{Keys: []string{"CL"}}, store.Page{First: 1})).Items[0]
		place := mainOf(t, s, articles[0]).PlaceID
		version := quake.Version
		d := must(s.CorrectEvent(ctx, quake.ID, models.Correction{Type: models.Aid, Status: models.Denied, PlaceID: place, Date: &models.Date{Start: "2025-03-02"},
			Actors: []string{chile.ID}, Recipients: []string{}}, Ask{By: "an analyst", Reason: "the survey has another day", Version: &version}))
		check := func(when string) {
			t.Helper()
			e := must(s.store.Event(ctx, quake.ID))
			if e.ID != quake.ID || e.Type != models.Aid || e.Quad != models.MaterialCooperation || e.Status != models.Denied || e.PlaceID != place ||
				e.Date == nil || e.Date.Start != "2025-03-02" || e.Date.Basis != models.BasisAnalyst || e.DateStart != "2025-03-02" {
				t.Errorf("%s: got %+v", when, e)
			}
			parts := must(s.store.ParticipantsOf(ctx, []string{quake.ID}))[quake.ID]
			if !slices.Equal(names(parts.Actors), []string{chile.ID}) || len(parts.Recipients) > 0 {
				t.Errorf("%s: %+v take part", when, parts)
			}
		}
		check("corrected")
		history := must(s.store.History(ctx, quake.ID, store.Page{First: 100})).Items
		if last := history[len(history)-1]; last.Actor != "an analyst" || last.Reason != d.ID+": the survey has another day" {
			t.Errorf("the journal says %+v", last)
		}
		ingest(t, s, edited(articles[2], "Officials gave an update late in the day."))
		check("the article changed")
		if n := len(must(s.store.MentionsOf(ctx, []string{quake.ID}, 10))[quake.ID]); n == 0 {
			t.Error("the changed article tells nothing of it any more")
		}
		again := newService(t, s.store) // a new process
		ingest(t, again, edited(articles[2], "Officials gave another update in the evening."))
		check("read by a new process")
		ingest(t, s, edited(articles[7], "There was more news."))
		check("another report")

		must(s.Undo(ctx, d.ID, analyst("the survey was wrong")))
		if e := must(s.store.Event(ctx, quake.ID)); e.Type != quake.Type || e.Status != quake.Status || e.PlaceID != quake.PlaceID || e.Date.Start != quake.Date.Start {
			t.Errorf("undone: got %+v, want %+v", e, quake)
		}
		ingest(t, s, edited(articles[2], "Officials gave a last update."))
		if e := must(s.store.Event(ctx, quake.ID)); e.ID == quake.ID && e.Date.Basis == models.BasisAnalyst {
			t.Errorf("undone and read again: got %+v", e)
		}
	})
}

func TestLinksHold(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		articles := news()
		ingest(t, s, anyOf(articles)...)
		talks := must(s.Track(ctx, fishing, "a person"))
		other := must(s.Track(ctx, Seed{Title: "Unrelated affair", Entities: []string{"Bhutan"}}, "a person"))
		geneva := mainOf(t, s, articles[0])
		if !slices.Contains(line(t, s, talks.ID), geneva.ID) {
			t.Fatal("the talks are not on their timeline")
		}
		d := must(s.LinkEvent(ctx, geneva.ID, Linking{Accept: []string{other.ID}, Reject: []string{talks.ID}}, analyst("")))
		check := func(when string) {
			t.Helper()
			if slices.Contains(line(t, s, talks.ID), geneva.ID) || !slices.Contains(line(t, s, other.ID), geneva.ID) {
				t.Errorf("%s: on the timelines %v and %v", when, line(t, s, talks.ID), line(t, s, other.ID))
			}
		}
		check("moved")
		ingest(t, s, edited(articles[0], "It rained in Geneva."), edited(articles[1], "The hall was full."))
		check("the articles changed")
		must(s.Track(ctx, fishing, "a person"))
		must(s.Track(ctx, Seed{Title: "Unrelated affair", Entities: []string{"Bhutan"}, Terms: []string{"dam"}}, "a person"))
		check("looked for anew")
		must(s.Undo(ctx, d.ID, analyst("")))
		if !slices.Contains(line(t, s, talks.ID), geneva.ID) || slices.Contains(line(t, s, other.ID), geneva.ID) {
			t.Error("undone: it is not back")
		}
	})
}

func TestMergedAndSplitEventsStaySo(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		articles := news()
		ingest(t, s, anyOf(articles)...)
		quake, aid := mainOf(t, s, articles[2]), mainOf(t, s, articles[3])
		of := func(eventID string) (articles []string) {
			for _, m := range must(s.store.MentionsOf(ctx, []string{eventID}, 100))[eventID] {
				articles = append(articles, m.ArticleID)
			}
			slices.Sort(articles)
			return articles
		}
		apart := [][]string{of(aid.ID), of(quake.ID)}
		merge := must(s.MergeEvents(ctx, aid.ID, quake.ID, analyst("one operation")))
		ingest(t, s, edited(articles[3], "Help was late."))
		if e := must(s.store.Event(ctx, aid.ID)); e.ID != quake.ID {
			t.Errorf("the merged id leads to %s, want %s", e.ID, quake.ID)
		}
		if !slices.Contains(of(quake.ID), ArticleID(articles[3])) {
			t.Error("what was merged was told apart again")
		}
		// What the edited article says in the same words goes back.
		undone := must(s.Undo(ctx, merge.ID, analyst("")))
		if e := must(s.store.Event(ctx, aid.ID)); e.ID != aid.ID || !slices.Equal(of(aid.ID), apart[0]) || len(of(quake.ID)) < len(apart[1]) {
			t.Errorf("undone after the article was read anew: %s is of %v, the other of %v", e.ID, of(aid.ID), of(quake.ID))
		}
		must(s.Undo(ctx, undone.ID, analyst("")))
		rewritten := articles[3]
		rewritten.Text, rewritten.ContentHash = "Lima shipped blankets north. Schools stay shut in the region until April.", ""
		ingest(t, s, source.Clean(rewritten))
		before := state(t, s)
		if _, err := s.Undo(ctx, undone.ID, analyst("")); !errors.Is(err, store.ErrConflict) {
			t.Errorf("undone twice: got %v", err)
		}
		again := must(s.store.Decisions(ctx, store.DecisionFilter{}, store.Page{First: 1})).Items[0]
		if _, err := s.Undo(ctx, again.ID, analyst("")); !errors.Is(err, store.ErrConflict) || !strings.Contains(err.Error(), "part it by hand, with splitEvent") {
			t.Errorf("undone after it was told in other words: got %v", err)
		}
		if got := state(t, s); got != before {
			t.Errorf("what was refused changed something:\n%s", difference(got, before))
		}

		geneva := mainOf(t, s, articles[0])
		mentions := must(s.store.MentionsOf(ctx, []string{geneva.ID}, 100))[geneva.ID]
		i := slices.IndexFunc(mentions, func(m models.Mention) bool { return m.ArticleID == ArticleID(articles[1]) })
		if len(mentions) < 2 || i < 0 {
			t.Fatalf("%d mentions, none of the second article", len(mentions))
		}
		var part []string
		for _, m := range mentions {
			if m.ArticleID == ArticleID(articles[1]) {
				part = append(part, m.ID)
			}
		}
		split := must(s.SplitEvent(ctx, geneva.ID, part, analyst("two rounds")))
		ingest(t, s, edited(articles[1], "It rained."), edited(articles[0], "The doors were shut."))
		a, b := of(split.Targets[0]), of(split.Targets[1])
		if whole := must(s.Undo(ctx, split.ID, analyst(""))); len(of(split.Arguments.Into)) < len(a)+len(b) {
			t.Errorf("the split was undone (%s), and the whole is of %v", whole.ID, of(split.Arguments.Into))
		}
		if slices.Contains(a, ArticleID(articles[1])) || !slices.Contains(b, ArticleID(articles[1])) || !slices.Contains(a, ArticleID(articles[0])) {
			t.Errorf("the parts are of %v and %v, want %s apart", a, b, ArticleID(articles[1]))
		}
	})
}
