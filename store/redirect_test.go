package store_test

import (
	"errors"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

func merge(t testing.TB, st *store.Store, from, to string) error {
	t.Helper()
	return st.Write(t.Context(), func(tx *store.Tx) error { return tx.As("editor", "").Redirect(from, to, "the same talks") })
}

func TestMergeEvents(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := t.Context()
		saved(t, st, 3)
		one, two, three := eventN(1).ID, eventN(2).ID, eventN(3).ID
		write(t, st, func(tx *store.Tx) error {
			return errors.Join(
				tx.SaveEntities([]models.Entity{entityN(1), entityN(2)}),
				tx.SaveStories([]models.Story{storyN(2)}),
				tx.SaveEvents([]models.Event{eventN(1), eventN(2)}, []models.EventEntity{
					{EventID: one, EntityID: entityN(1).ID, Role: models.RoleActor},
					{EventID: two, EntityID: entityN(2).ID, Role: models.RoleActor},
					{EventID: one, EntityID: entityN(2).ID, Role: models.RoleRecipient},
				}),
				tx.SaveLinks([]string{one}, []models.Link{linkN(1, 1, .7), linkN(1, 2, .8)}),
			)
		})
		for _, pair := range [][2]string{{one, two}, {two, three}} { // a chain
			if err := merge(t, st, pair[0], pair[1]); err != nil {
				t.Fatal(err)
			}
		}
		for _, id := range []string{one, two, three} {
			if got, err := st.Event(ctx, id); err != nil || got.ID != three {
				t.Errorf("%s: got %s, %v, want %s", id, got.ID, err, three)
			}
		}
		byID := must(st.EventsByID(ctx, []string{one, three, "evt_none"}))
		if len(byID) != 2 || byID[one].ID != three || byID[three].ID != three {
			t.Errorf("by id: %v, want both names of the one", byID)
		}
		if n := must(st.CountMentions(ctx, []string{three}))[three]; n != 3 {
			t.Errorf("%d mentions, want those of all three", n)
		}
		who := must(st.ParticipantsOf(ctx, []string{three}))[three]
		if len(who.Actors) != 2 || len(who.Recipients) != 1 {
			t.Errorf("%d actors and %d recipients, want 2 and 1", len(who.Actors), len(who.Recipients))
		}
		links := must(st.LinksOf(ctx, []string{one, three}))
		if len(links) != 1 || len(links[three]) != 2 || links[three][0].Probability != .9 {
			t.Errorf("links %v, want one to each story, its own kept", links)
		}
		if s := must(st.Story(ctx, storyN(1).ID)); s.EventCount != 1 {
			t.Errorf("the story has %d events, want 1", s.EventCount)
		}
		if n := must(st.CountEvents(ctx, store.EventFilter{})); n != (store.Total{Count: 1, Exact: true}) {
			t.Errorf("%d events, want 1", n.Count)
		}
		history := must(st.History(ctx, one, store.Page{First: 100})).Items
		if last := history[len(history)-1]; last.Action != "merge" || last.After != `"`+three+`"` || last.Actor != "editor" {
			t.Errorf("its history ends with %v, want the merge", last)
		}
	})
}

func TestMergeStories(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := t.Context()
		saved(t, st, 2)
		child, grandchild := storyN(2), storyN(3)
		child.ParentID, grandchild.ParentID = storyN(1).ID, storyN(2).ID
		write(t, st, func(tx *store.Tx) error {
			return errors.Join(tx.SaveStories([]models.Story{child, grandchild}), saveEvent(tx, 3, eventN(3), linkN(3, 1, .6), linkN(3, 2, .8)))
		})
		if err := merge(t, st, storyN(1).ID, storyN(2).ID); err != nil {
			t.Fatal(err)
		}
		got := must(st.Story(ctx, storyN(1).ID))
		if got.ID != storyN(2).ID || got.EventCount != 3 || got.ParentID != "" {
			t.Errorf("got %s with %d events in %q, want the second with 3 in none", got.ID, got.EventCount, got.ParentID)
		}
		if s, err := st.StoryBySlugOrTitle(ctx, storyN(1).ID); err != nil || s.ID != storyN(2).ID {
			t.Errorf("by the old id: %s, %v", s.ID, err)
		}
		lines := must(st.Timelines(ctx, []string{storyN(1).ID}, store.EventFilter{}, store.Page{First: 10}))
		sameNumbers(t, "timeline by the old id", numbers(models.EventPrefix, eventIDs(lines[storyN(1).ID].Items)), []int{1, 2, 3})
		if l := must(st.LinksOf(ctx, []string{eventN(3).ID}))[eventN(3).ID]; len(l) != 1 || l[0].Probability != .8 {
			t.Errorf("links %v, want the one it had", l)
		}
		if kids := must(st.ChildrenOf(ctx, []string{storyN(2).ID}, 10)); len(kids[storyN(2).ID]) != 1 {
			t.Errorf("children %v, want the grandchild", kids)
		}
	})
}

func TestMergeEntities(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		write(t, st, func(tx *store.Tx) error {
			return errors.Join(
				tx.SaveEntities([]models.Entity{entityN(1), entityN(2)}),
				tx.SaveEvents([]models.Event{eventN(1)}, []models.EventEntity{
					{EventID: eventN(1).ID, EntityID: entityN(1).ID, Role: models.RoleActor, Position: 0},
					{EventID: eventN(1).ID, EntityID: entityN(2).ID, Role: models.RoleActor, Position: 1},
				}),
			)
		})
		if err := merge(t, st, entityN(1).ID, entityN(2).ID); err != nil {
			t.Fatal(err)
		}
		who := must(st.ParticipantsOf(t.Context(), []string{eventN(1).ID}))[eventN(1).ID]
		if len(who.Actors) != 1 || who.Actors[0].ID != entityN(2).ID {
			t.Errorf("actors %v, want the second once", who.Actors)
		}
		// Met again, it is still the other.
		write(t, st, func(tx *store.Tx) error {
			return errors.Join(tx.SaveEntities([]models.Entity{entityN(1), entityN(3)}), tx.SaveEvents([]models.Event{eventN(2)}, []models.EventEntity{
				{EventID: eventN(2).ID, EntityID: entityN(1).ID, Role: models.RoleActor}}))
		})
		who = must(st.ParticipantsOf(t.Context(), []string{eventN(2).ID}))[eventN(2).ID]
		if len(who.Actors) != 1 || who.Actors[0].ID != entityN(2).ID {
			t.Errorf("actors of a later event %v, want the second", who.Actors)
		}
		if n := must(st.CountEntities(t.Context(), store.EntityFilter{})); n != (store.Total{Count: 2, Exact: true}) {
			t.Errorf("%d entities, want the second and the third", n.Count)
		}
		if got := must(st.Entity(t.Context(), entityN(1).ID)); got.ID != entityN(2).ID {
			t.Errorf("got %s, want %s", got.ID, entityN(2).ID)
		}
	})
}

func TestMergesThatCannotBe(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		saved(t, st, 3)
		one, two, three := eventN(1).ID, eventN(2).ID, eventN(3).ID
		if err := merge(t, st, one, two); err != nil {
			t.Fatal(err)
		}
		journal := len(changes(t, st))
		if err := merge(t, st, one, two); err != nil {
			t.Errorf("again: %v", err)
		}
		for name, test := range map[string]struct {
			from, to string
			want     error
		}{
			"into itself":             {two, two, store.ErrConflict},
			"in a circle":             {two, one, store.ErrConflict},
			"merged before elsewhere": {one, three, store.ErrConflict},
			"into nothing":            {two, eventN(9).ID, store.ErrNotFound},
			"an event into a story":   {two, storyN(1).ID, store.ErrNotFound},
			"articles":                {articleN(1).ID, articleN(2).ID, store.ErrInvalid},
		} {
			if err := merge(t, st, test.from, test.to); !errors.Is(err, test.want) {
				t.Errorf("%s: got %v, want %v", name, err, test.want)
			}
		}
		err := st.Write(t.Context(), func(tx *store.Tx) error {
			return tx.As("reader", "").SaveEvents([]models.Event{eventN(1)}, nil)
		})
		if !errors.Is(err, store.ErrConflict) {
			t.Errorf("made again: got %v, want a conflict", err)
		}
		if got := len(changes(t, st)) - journal; got != 0 {
			t.Errorf("%d rows in the journal for nothing", got)
		}
	})
}
