package store_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

func TestEventWithAllThatHangsOnIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := t.Context()
		e, undated := eventN(1), eventN(2)
		e.PlaceID, undated.Date = placeN(1).ID, nil
		mention := mentionN(1, articleN(1).ID, e.ID)
		article := articleN(1)
		write(t, st, func(tx *store.Tx) error {
			return errors.Join(
				tx.SaveEntities([]models.Entity{entityN(1), entityN(2)}),
				tx.SavePlaces([]models.Place{placeN(1)}),
				second(tx.SaveArticle(&article)),
				tx.SaveEvents([]models.Event{e, undated}, []models.EventEntity{
					{EventID: e.ID, EntityID: entityN(2).ID, Role: models.RoleActor, Position: 0},
					{EventID: e.ID, EntityID: entityN(1).ID, Role: models.RoleActor, Position: 5},
					{EventID: e.ID, EntityID: entityN(2).ID, Role: models.RoleActor, Position: 9}, // twice
					{EventID: e.ID, EntityID: entityN(1).ID, Role: models.RoleRecipient},
				}),
				second(tx.ReplaceMentions(article.ID, []models.Mention{mention, mentionN(2, article.ID, undated.ID)})),
				tx.SaveStories([]models.Story{storyN(1), storyN(2)}),
				tx.SaveLinks([]string{e.ID}, []models.Link{linkN(1, 1, .4), linkN(1, 2, .9)}),
			)
		})
		stamps := cmpopts.IgnoreFields(models.Event{}, "CreatedAt", "UpdatedAt")
		e.Version, e.DateStart, e.DateEnd = 1, e.Date.Start, e.Date.End
		if diff := cmp.Diff(e, must(st.Event(ctx, e.ID)), stamps); diff != "" {
			t.Errorf("saved (-) and read (+) differ:\n%s", diff)
		}
		undated.Version, undated.DateStart, undated.DateEnd = 1, models.NoDay, models.NoDay
		if diff := cmp.Diff(undated, must(st.Event(ctx, undated.ID)), stamps); diff != "" {
			t.Errorf("saved (-) and read (+) undated event differ:\n%s", diff)
		}
		mention.Recipients = []models.Participant{}
		if diff := cmp.Diff([]models.Mention{mention}, must(st.MentionsOf(ctx, []string{e.ID}, 10))[e.ID]); diff != "" {
			t.Errorf("saved (-) and read (+) mentions differ:\n%s", diff)
		}
		if diff := cmp.Diff(placeN(1), must(st.Place(ctx, e.PlaceID))); diff != "" {
			t.Errorf("saved (-) and read (+) places differ:\n%s", diff)
		}
		who := must(st.ParticipantsOf(ctx, []string{e.ID, undated.ID, "none"}))
		if got := entityNames(who[e.ID].Actors); !slices.Equal(got, []string{"Party 002", "Party 001"}) {
			t.Errorf("actors %v, want the order given and each once", got)
		}
		if got := entityNames(who[e.ID].Recipients); !slices.Equal(got, []string{"Party 001"}) {
			t.Errorf("recipients %v", got)
		}
		links := must(st.LinksOf(ctx, []string{e.ID, undated.ID}))
		if len(links) != 1 || len(links[e.ID]) != 2 || links[e.ID][0].StoryID != storyN(2).ID || links[e.ID][0].Reasons[0].Feature != "words" {
			t.Errorf("links %v, want two of the first event, the most probable first", links)
		}
	})
}

func second[T any](_ T, err error) error { return err }

func entityNames(entities []models.Entity) []string {
	var out []string
	for _, e := range entities {
		out = append(out, e.Name)
	}
	return out
}

func TestSavingAgainChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		all := func(tx *store.Tx) error {
			story, other := storyN(1), storyN(2)
			return errors.Join(
				tx.SaveEntities([]models.Entity{entityN(1)}),
				tx.SavePlaces([]models.Place{placeN(1)}),
				tx.SaveStories([]models.Story{story, other}),
				saveEvent(tx, 1, eventN(1), linkN(1, 1, .9), linkN(1, 2, .3)),
				tx.SaveEvents([]models.Event{eventN(1)}, []models.EventEntity{{EventID: eventN(1).ID, EntityID: entityN(1).ID, Role: models.RoleActor}}),
			)
		}
		write(t, st, all)
		before := must(st.Event(t.Context(), eventN(1).ID))
		journal := len(changes(t, st))
		write(t, st, func(tx *store.Tx) error {
			return errors.Join(
				tx.SaveEntities([]models.Entity{entityN(1)}),
				tx.SavePlaces([]models.Place{placeN(1)}),
				tx.SaveStories([]models.Story{storyN(1), storyN(2)}),
				tx.SaveEvents([]models.Event{eventN(1)}, []models.EventEntity{{EventID: eventN(1).ID, EntityID: entityN(1).ID, Role: models.RoleActor}}),
				tx.SaveLinks([]string{eventN(1).ID}, []models.Link{linkN(1, 2, .3), linkN(1, 1, .9)}),
				second(tx.ReplaceMentions(articleN(1).ID, []models.Mention{mentionN(1, articleN(1).ID, eventN(1).ID)})),
			)
		})
		if got := len(changes(t, st)) - journal; got != 0 {
			t.Errorf("%d rows in the journal for nothing: %v", got, changes(t, st)[journal:])
		}
		if diff := cmp.Diff(before, must(st.Event(t.Context(), eventN(1).ID))); diff != "" {
			t.Errorf("the event changed:\n%s", diff)
		}
	})
}

func TestEventVersions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		saved(t, st, 1)
		e := must(st.Event(t.Context(), eventN(1).ID))
		e.Status, e.Summary = models.Denied, "Envoys did not meet"
		write(t, st, func(tx *store.Tx) error { return tx.SaveEvents([]models.Event{e}, nil) })
		got := must(st.Event(t.Context(), e.ID))
		if got.Version != 2 || got.Status != models.Denied || !got.UpdatedAt.After(got.CreatedAt) {
			t.Errorf("version %d, status %s, updated %v, created %v", got.Version, got.Status, got.UpdatedAt, got.CreatedAt)
		}
	})
}

func TestMentionsInTheOrderOfTheText(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		a := articleN(1)
		inTitle, first, last := mentionN(3, a.ID, eventN(1).ID), mentionN(1, a.ID, eventN(1).ID), mentionN(2, a.ID, eventN(1).ID)
		inTitle.Quote.Field, last.Confidence = "title", .9
		write(t, st, func(tx *store.Tx) error {
			return errors.Join(second(tx.SaveArticle(&a)), tx.SaveEvents([]models.Event{eventN(1)}, nil),
				second(tx.ReplaceMentions(a.ID, []models.Mention{last, inTitle, first})))
		})
		got := func(mentions []models.Mention) []int {
			var ids []string
			for _, m := range mentions {
				ids = append(ids, m.ID)
			}
			return numbers(models.MentionPrefix, ids)
		}
		sameNumbers(t, "in the article", got(must(st.MentionsIn(t.Context(), []string{a.ID}))[a.ID]), []int{3, 1, 2})
		sameNumbers(t, "best evidence first", got(must(st.MentionsOf(t.Context(), []string{eventN(1).ID}, 2))[eventN(1).ID]), []int{2, 1})
		if n := must(st.CountMentions(t.Context(), []string{eventN(1).ID, "none"})); n[eventN(1).ID] != 3 || n["none"] != 0 {
			t.Errorf("counts %v, want 3", n)
		}
	})
}

func TestEventThatNobodyMentionsAnyMore(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := t.Context()
		saved(t, st, 2)
		a := articleN(1)
		var gone []string
		write(t, st, func(tx *store.Tx) (err error) {
			gone, err = tx.ReplaceMentions(a.ID, []models.Mention{mentionN(1, a.ID, eventN(2).ID)}) // it moved
			return err
		})
		sameNumbers(t, "deleted", numbers(models.EventPrefix, gone), []int{1})
		if _, err := st.Event(ctx, eventN(1).ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("got %v, want not found", err)
		}
		story := must(st.Story(ctx, storyN(1).ID))
		if story.EventCount != 1 || story.FirstDate != eventN(2).Date.Start {
			t.Errorf("the story has %d events from %s on, want the one that is left", story.EventCount, story.FirstDate)
		}
		if n := must(st.CountMentions(ctx, []string{eventN(2).ID})); n[eventN(2).ID] != 2 {
			t.Errorf("%d mentions of the other event, want 2", n[eventN(2).ID])
		}
	})
}

func TestRecordsThatNameMissingOnes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		saved(t, st, 1)
		for name, test := range map[string]struct {
			fn   func(tx *store.Tx) error
			want error
		}{
			"mention of an unknown event": {func(tx *store.Tx) error {
				return second(tx.ReplaceMentions(articleN(1).ID, []models.Mention{mentionN(5, articleN(1).ID, eventN(7).ID)}))
			}, store.ErrConflict},
			"mention of another article": {func(tx *store.Tx) error {
				return second(tx.ReplaceMentions(articleN(1).ID, []models.Mention{mentionN(5, articleN(2).ID, eventN(1).ID)}))
			}, store.ErrInvalid},
			"link to an unknown story": {func(tx *store.Tx) error {
				return tx.SaveLinks([]string{eventN(1).ID}, []models.Link{linkN(1, 7, .9)})
			}, store.ErrConflict},
			"link of an unknown event": {func(tx *store.Tx) error {
				return tx.SaveLinks(nil, []models.Link{linkN(7, 1, .9)})
			}, store.ErrNotFound},
			"unknown participant": {func(tx *store.Tx) error {
				return tx.SaveEvents([]models.Event{eventN(1)}, []models.EventEntity{{EventID: eventN(1).ID, EntityID: entityN(9).ID, Role: models.RoleActor}})
			}, store.ErrConflict},
			"status that is none": {func(tx *store.Tx) error {
				e := eventN(3)
				e.Status = "perhaps"
				return tx.SaveEvents([]models.Event{e}, nil)
			}, store.ErrInvalid},
			"date that ends before it starts": {func(tx *store.Tx) error {
				e := eventN(3)
				e.Date = onDays("2025-03-02", "2025-03-01")
				return tx.SaveEvents([]models.Event{e}, nil)
			}, store.ErrInvalid},
			"the same id twice": {func(tx *store.Tx) error {
				return tx.SaveEvents([]models.Event{eventN(3), eventN(3)}, nil)
			}, store.ErrInvalid},
			"a slug that is taken": {func(tx *store.Tx) error {
				s := storyN(2)
				s.Slug = storyN(1).Slug
				return tx.SaveStories([]models.Story{s})
			}, store.ErrDuplicate},
		} {
			before := len(changes(t, st))
			err := st.Write(t.Context(), func(tx *store.Tx) error { return test.fn(tx.As("reader", "")) })
			if !errors.Is(err, test.want) {
				t.Errorf("%s: got %v, want %v", name, err, test.want)
			}
			if got := len(changes(t, st)); got != before {
				t.Errorf("%s: %d rows in the journal for nothing", name, got-before)
			}
		}
	})
}
