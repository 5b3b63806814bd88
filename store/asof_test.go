package store_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// known is all that a timeline says at some moment.
type known struct {
	events       []models.Event
	participants map[string]store.Participants
	links        map[string][]models.Link
	mentions     map[string][]models.Mention
}

// TestAsOf makes changes at random and holds after the last one that what was
// known after each can still be told, exactly.
func TestAsOf(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			clock := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
			st := storetest.Open(t, d.New(t), store.Options{Now: func() time.Time { return clock }})
			random := rand.New(rand.NewPCG(7, 7))
			saved(t, st, 6)
			write(t, st, func(tx *store.Tx) error {
				return errors.Join(tx.SaveStories([]models.Story{storyN(2)}), tx.SaveEntities([]models.Entity{entityN(1), entityN(2), entityN(3)}))
			})
			type moment struct {
				seq  int64
				at   time.Time
				then map[int]known // by story
			}
			var moments []moment
			for range 40 {
				clock = clock.Add(time.Minute)
				write(t, st, func(tx *store.Tx) error { return randomChange(tx, random, present(t, st)) })
				moments = append(moments, moment{must(st.LastSeq(t.Context())), clock, map[int]known{1: now(t, st, 1), 2: now(t, st, 2)}})
			}
			merges := 0
			for i, m := range moments {
				if got := must(st.SeqAt(t.Context(), m.at.Add(time.Second))); got != m.seq {
					t.Fatalf("after change %d the journal ended with %d, by the clock %d", i, m.seq, got)
				}
				for story, want := range m.then {
					if got := asOf(t, st, story, m.seq); !reflect.DeepEqual(got, want) {
						t.Fatalf("story %d as of moment %d (change %d):\ngot  %.2000s\nwant %.2000s", story, i, m.seq, fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want))
					}
				}
			}
			for _, c := range changes(t, st) {
				if c.Action == "merge" {
					merges++
				}
			}
			if merges < 2 {
				t.Errorf("%d merges among the changes: the test does not test them", merges)
			}
		})
	}
}

// present returns the numbers of the events that are there.
func present(t *testing.T, st *store.Store) []int {
	list := must(st.Events(t.Context(), store.EventFilter{}, store.Page{First: store.MaxFirst}))
	var out []int
	for n := 1; n <= 6; n++ {
		if slices.ContainsFunc(list.Items, func(e models.Event) bool { return e.ID == eventN(n).ID }) {
			out = append(out, n)
		}
	}
	return out
}

// randomChange does one thing to one of the events there.
func randomChange(tx *store.Tx, random *rand.Rand, there []int) error {
	n := there[random.IntN(len(there))]
	e := eventN(n)
	switch random.IntN(7) {
	case 0, 1:
		day := models.Day("2025-06-01").Add(random.IntN(30))
		e.Date, e.Summary = onDays(day, day), fmt.Sprint("Version ", random.IntN(1000))
		return tx.SaveEvents([]models.Event{e}, nil)
	case 2:
		e.Date = nil
		parts := []models.EventEntity{{EventID: e.ID, EntityID: entityN(1 + random.IntN(3)).ID, Role: models.RoleActor},
			{EventID: e.ID, EntityID: entityN(1 + random.IntN(3)).ID, Role: models.RoleRecipient}}
		return tx.SaveEvents([]models.Event{e}, parts)
	case 3, 4:
		return tx.SaveLinks([]string{e.ID}, []models.Link{linkN(n, 1, float64(random.IntN(10))/10), linkN(n, 2, float64(random.IntN(10))/10)})
	case 5:
		m := mentionN(n, articleN(n).ID, e.ID)
		m.Confidence = float64(random.IntN(10)) / 10
		m.Quote.Exact = fmt.Sprint("Envoys met again, ", random.IntN(1000))
		return second(tx.ReplaceMentions(articleN(n).ID, []models.Mention{m}))
	}
	if to := there[random.IntN(len(there))]; to != n && len(there) > 3 {
		return tx.Redirect(e.ID, eventN(to).ID, "the same")
	}
	return nil
}

// now reads a timeline and what hangs on it as they are.
func now(t *testing.T, st *store.Store, story int) known {
	t.Helper()
	id := storyN(story).ID
	events := must(st.Timelines(t.Context(), []string{id}, store.EventFilter{}, store.Page{First: store.MaxFirst}))[id].Items
	ids := eventIDs(events)
	k := known{events: events, participants: must(st.ParticipantsOf(t.Context(), ids)), links: must(st.LinksOf(t.Context(), ids)),
		mentions: must(st.MentionsOf(t.Context(), ids, store.MaxFirst))}
	for i := range k.events { // the journal does not have these
		k.events[i].Version, k.events[i].UpdatedAt = 0, time.Time{}
	}
	return k
}

// asOf reads the same out of the journal.
func asOf(t *testing.T, st *store.Store, story int, seq int64) known {
	t.Helper()
	k := known{events: []models.Event{}, participants: map[string]store.Participants{}, links: map[string][]models.Link{}}
	var ids []string
	for _, past := range must(st.TimelinesAsOf(t.Context(), []string{storyN(story).ID}, seq))[storyN(story).ID] {
		past.Version, past.AsOf, past.UpdatedAt = 0, 0, time.Time{}
		k.events = append(k.events, past.Event)
		ids = append(ids, past.ID)
		if len(past.Participants) > 0 {
			var p store.Participants
			for _, who := range past.Participants {
				entity := must(st.Entity(t.Context(), who.EntityID))
				if who.Role == models.RoleActor {
					p.Actors = append(p.Actors, entity)
				} else {
					p.Recipients = append(p.Recipients, entity)
				}
			}
			k.participants[past.ID] = p
		}
		k.links[past.ID] = past.Links
	}
	k.mentions = must(st.MentionsAsOf(t.Context(), ids, seq))
	return k
}

// What was known is told page by page with the cursors of timelines.
func TestTimelinePageAsOf(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		saved(t, st, 5)
		all := must(st.TimelinesAsOf(t.Context(), []string{storyN(1).ID}, must(st.LastSeq(t.Context()))))[storyN(1).ID]
		var got []string
		for page := (store.Page{First: 2}); ; {
			list, total, err := store.TimelinePageAsOf(all, store.EarliestFirst, store.EventFilter{}, page)
			if err != nil || total != 5 {
				t.Fatalf("got %d in all, %v", total, err)
			}
			for _, e := range list.Items {
				got = append(got, e.ID)
			}
			if !list.HasNext {
				break
			}
			page.After = list.Cursors[len(list.Cursors)-1]
		}
		want := must(st.Timelines(t.Context(), []string{storyN(1).ID}, store.EventFilter{}, store.Page{First: 10}))[storyN(1).ID]
		if !slices.Equal(got, eventIDs(want.Items)) {
			t.Errorf("got %v, want %v", got, eventIDs(want.Items))
		}
		if _, _, err := store.TimelinePageAsOf(all, store.EarliestFirst, store.EventFilter{}, store.Page{First: 2, After: want.Cursors[0]}); err != nil {
			t.Errorf("a cursor of the timeline as it is: %v", err)
		}
	})
}

func TestStoryChanges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		saved(t, st, 2)
		write(t, st, func(tx *store.Tx) error {
			if err := tx.SaveStories([]models.Story{storyN(2)}); err != nil {
				return err
			}
			return saveEvent(tx, 3, eventN(3), linkN(3, 2, .9))
		})
		since := must(st.LastSeq(t.Context()))
		behind := func(stories ...int) (out []string) {
			t.Helper()
			var ids []string
			for _, n := range stories {
				ids = append(ids, storyN(n).ID)
			}
			for _, c := range must(st.StoryChanges(t.Context(), ids, store.Page{First: 100, After: store.JournalCursor(since)})).Items {
				out = append(out, c.Action+" "+c.Field)
			}
			return out
		}
		if got := behind(1); got != nil {
			t.Errorf("nothing happened, got %v", got)
		}
		write(t, st, func(tx *store.Tx) error {
			changed, other, renamed := eventN(1), eventN(3), storyN(1)
			changed.Summary, other.Summary, renamed.Title = "Envoys parted", "Envoys quarrelled", "The talks"
			day := models.Day("2025-07-01")
			changed.Date = onDays(day, day)
			return errors.Join(tx.SaveEvents([]models.Event{changed, other}, nil), tx.SaveStories([]models.Story{renamed}))
		})
		if got, want := behind(1), []string{"update summary", "update date", "update title"}; !slices.Equal(got, want) {
			t.Errorf("story 1: got %v, want %v", got, want)
		}
		if got, want := behind(2), []string{"update summary"}; !slices.Equal(got, want) {
			t.Errorf("story 2: got %v, want %v", got, want)
		}
		if got := behind(); len(got) != 4 {
			t.Errorf("any story: got %v, want all 4", got)
		}
		since = must(st.LastSeq(t.Context()))
		write(t, st, func(tx *store.Tx) error { return tx.Redirect(storyN(2).ID, storyN(1).ID, "one story") })
		gone, kept := behind(2), behind(1)
		if !slices.Contains(kept, "create links/"+storyN(1).ID) || !slices.Contains(kept, "merge ") || !slices.Contains(gone, "delete links/"+storyN(2).ID) {
			t.Errorf("after the merge: by the old id %v, by the new one %v", gone, kept)
		}
	})
}
