package ingest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// anyDecision makes one decision about what is stored, chosen by random numbers.
func anyDecision(t *testing.T, s *Service, random *rand.Rand) (models.Decision, error) {
	t.Helper()
	ctx := t.Context()
	events := allEvents(t, s)
	event := func() models.Event { return events[random.IntN(len(events))] }
	stories := must(s.store.Stories(ctx, store.StoryFilter{}, store.Page{First: 100})).Items
	story := func() string { return stories[random.IntN(len(stories))].ID }
	entities := must(s.store.Entities(ctx, store.EntityFilter{}, store.Page{First: 100})).Items
	entity := func() string { return entities[random.IntN(len(entities))].ID }
	switch random.IntN(13) {
	case 0:
		return s.CorrectEvent(ctx, event().ID, models.Correction{Date: &models.Date{Start: models.Day("2025-02-01").Add(random.IntN(60))}}, analyst("day"))
	case 1:
		return s.CorrectEvent(ctx, event().ID, models.Correction{Status: analystStatuses[random.IntN(len(analystStatuses))], Actors: []string{entity()}}, analyst("who"))
	case 2:
		return s.CorrectEvent(ctx, event().ID, models.Correction{Type: models.Assault, NoPlace: true, PlaceID: ""}, analyst("what"))
	case 3:
		return s.LinkEvent(ctx, event().ID, Linking{Accept: []string{story()}}, analyst("belongs"))
	case 4:
		return s.LinkEvent(ctx, event().ID, Linking{Reject: []string{story()}}, analyst("does not belong"))
	case 5:
		return s.MergeEvents(ctx, event().ID, event().ID, analyst("one"))
	case 6:
		return s.RenameStory(ctx, story(), fmt.Sprint("Affair ", random.IntN(100)), analyst("clearer"))
	case 7:
		return s.NestStory(ctx, story(), story(), analyst("part"))
	case 8:
		return s.TrackStory(ctx, Seed{Title: fmt.Sprint("Matter ", random.IntN(3)), Entities: []string{"Norway"}, Terms: []string{"quotas"}}, analyst("new"))
	case 9:
		return s.MergeStories(ctx, story(), story(), analyst("one story"))
	case 10:
		id := story()
		on := line(t, s, id)
		return s.SplitStory(ctx, id, on[:len(on)/2], "A part", analyst("two stories"))
	case 11:
		return s.MergeEntities(ctx, entity(), entity(), analyst("one actor"))
	default:
		e := event().ID
		mentions := must(s.store.MentionsOf(ctx, []string{e}, 100))[e]
		return s.SplitEvent(ctx, e, []string{mentions[random.IntN(len(mentions))].ID}, analyst("two"))
	}
}

// difference shows the lines that only one of two texts has.
func difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	var out []string
	for _, line := range g {
		if !slices.Contains(w, line) {
			out = append(out, "got  "+line)
		}
	}
	for _, line := range w {
		if !slices.Contains(g, line) {
			out = append(out, "want "+line)
		}
	}
	return strings.Join(out, "\n")
}

// Decisions at random, undone in reverse order, leave what was there before; what
// undoing left, undone in its turn, is what the decisions made.
func TestUndoRestores(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		random := rand.New(rand.NewPCG(1, 2))
		ingest(t, s, anyOf(news())...)
		must(s.Track(ctx, fishing, "a person"))
		must(s.Track(ctx, Seed{Title: "Peru quake", Entities: []string{"Peru"}, Terms: []string{"earthquake"}}, "a person"))
		for range 3 {
			var made []models.Decision
			states := []string{state(t, s)}
			for len(made) < 8 {
				d, err := anyDecision(t, s, random)
				if errors.Is(err, ErrBadChange) || errors.Is(err, ErrBadSeed) || err == nil && d.ID == "" { // with itself, of one mention, or nothing
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				made, states = append(made, d), append(states, state(t, s))
			}
			var undone []models.Decision
			for i := len(made) - 1; i >= 0; i-- {
				undone = append(undone, must(s.Undo(ctx, made[i].ID, analyst("back"))))
				if got, want := state(t, s), states[i]; got != want {
					t.Fatalf("undid %s:\n%s", made[i].Kind, difference(got, want))
				}
			}
			for i := len(undone) - 1; i >= 0; i-- {
				k := len(undone) - i
				redo, err := s.Undo(ctx, undone[i].ID, analyst("again"))
				if err != nil {
					t.Fatalf("redo %s: %v", made[k-1].Kind, err)
				}
				if got, want := state(t, s), states[k]; got != want {
					t.Fatalf("did %s again:\n%s", made[k-1].Kind, difference(got, want))
				}
				undone[i] = redo
			}
			for i := range undone { // and back, the last first
				must(s.Undo(ctx, undone[i].ID, analyst("back again")))
			}
			if got := state(t, s); got != states[0] {
				t.Fatalf("all undone twice:\n%s", difference(got, states[0]))
			}
		}
	})
}

func TestUndoRefuses(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx := t.Context()
		articles := news()
		ingest(t, s, anyOf(articles)...)
		quake := mainOf(t, s, articles[2])
		day := func(d models.Day) models.Correction { return models.Correction{Date: &models.Date{Start: d}} }
		first := must(s.CorrectEvent(ctx, quake.ID, day("2025-03-01"), analyst("")))
		second := must(s.CorrectEvent(ctx, quake.ID, day("2025-03-02"), Ask{By: "another analyst"}))
		_, err := s.Undo(ctx, first.ID, analyst(""))
		if !errors.Is(err, store.ErrConflict) {
			t.Errorf("undo of what was changed since: got %v", err)
		}
		must(s.Undo(ctx, second.ID, analyst("")))
		must(s.Undo(ctx, first.ID, analyst("")))
		if _, err := s.Undo(ctx, first.ID, analyst("")); !errors.Is(err, store.ErrConflict) {
			t.Errorf("undone twice: got %v", err)
		}
		if _, err := s.Undo(ctx, "dec_none", analyst("")); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("no decision: got %v", err)
		}
		if e := must(s.store.Event(ctx, quake.ID)); e.Date.Start != quake.Date.Start {
			t.Errorf("the day is %s, want %s", e.Date.Start, quake.Date.Start)
		}
		stale, present := quake.Version, must(s.store.Event(ctx, quake.ID)).Version
		_, err = s.CorrectEvent(ctx, quake.ID, day("2025-03-03"), Ask{By: "x", Version: &stale})
		var field BadField
		if !errors.Is(err, store.ErrConflict) || !errors.As(err, &field) || field.Version != present {
			t.Errorf("a stale version: got %v, want the version %d", err, present)
		}
		key := Ask{By: "x", Key: "k"}
		one, two := must(s.CorrectEvent(ctx, quake.ID, day("2025-03-03"), key)), must(s.CorrectEvent(ctx, quake.ID, day("2025-03-04"), key))
		if e := must(s.store.Event(ctx, quake.ID)); one.ID != two.ID || e.Date.Start != "2025-03-03" {
			t.Errorf("the same key twice: %s and %s, on %s", one.ID, two.ID, e.Date.Start)
		}
		if _, err := s.LinkEvent(ctx, quake.ID, Linking{}, key); !errors.Is(err, store.ErrConflict) {
			t.Errorf("the key for something else: got %v", err)
		}
	})
}
