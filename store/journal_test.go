package store_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// told is the part of a change that a test states.
type told struct{ target, action, field, before, after string }

func toldOf(cs []models.Change) []told {
	var out []told
	for _, c := range cs {
		out = append(out, told{c.Target, c.Action, c.Field, c.Before, c.After})
	}
	return out
}

func TestJournalTellsEveryChange(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		saved(t, st, 1)
		e, s := eventN(1), storyN(1)
		for _, test := range []struct {
			name string
			fn   func(tx *store.Tx) error
			want []told
		}{
			{"a field", func(tx *store.Tx) error {
				e.Summary = "Envoys parted"
				return tx.SaveEvents([]models.Event{e}, nil)
			}, []told{{e.ID, "update", "summary", `"Envoys met in town 1"`, `"Envoys parted"`}}},
			{"participants", func(tx *store.Tx) error {
				return errors.Join(tx.SaveEntities([]models.Entity{entityN(1)}),
					tx.SaveEvents([]models.Event{e}, []models.EventEntity{{EventID: e.ID, EntityID: entityN(1).ID, Role: models.RoleActor}}))
			}, []told{{entityN(1).ID, "create", "", "", ""},
				{e.ID, "update", "participants", "[]", `[{"entity":"` + entityN(1).ID + `","role":"actor"}]`}}},
			{"a link", func(tx *store.Tx) error {
				l := linkN(1, 1, .7)
				l.Reasons = nil
				return tx.SaveLinks([]string{e.ID}, []models.Link{l})
			}, []told{{e.ID, "update", "links/" + s.ID,
				`{"eventId":"` + e.ID + `","storyId":"` + s.ID + `","probability":0.9,"reasons":[{"feature":"words","weight":1.5}]}`,
				`{"eventId":"` + e.ID + `","storyId":"` + s.ID + `","probability":0.7,"reasons":[]}`}}},
			{"no link", func(tx *store.Tx) error { return tx.SaveLinks([]string{e.ID}, nil) },
				[]told{{e.ID, "delete", "links/" + s.ID, `{"eventId":"` + e.ID + `","storyId":"` + s.ID + `","probability":0.7,"reasons":[]}`, ""},
					{s.ID, "update", "status", `"closed"`, `"active"`}, {s.ID, "update", "first_date", `"2025-03-02"`, `""`}, {s.ID, "update", "last_date", `"2025-03-02"`, `""`}, {s.ID, "update", "event_count", "1", "0"}}},
			{"no mention", func(tx *store.Tx) error { return second(tx.ReplaceMentions(articleN(1).ID, nil)) },
				[]told{{mentionN(1, "", "").ID, "delete", "", "", ""},
					{e.ID, "update", "participants", `[{"entity":"` + entityN(1).ID + `","role":"actor"}]`, "[]"}, {e.ID, "delete", "", "", ""}}},
		} {
			last := int64(len(changes(t, st)))
			write(t, st, test.fn)
			got := toldOf(must(st.Changes(t.Context(), last, 100)))
			for i := range got {
				if i < len(test.want) && test.want[i].before == "" && test.want[i].after == "" {
					got[i].before, got[i].after = "", "" // a whole row: see TestJournalKnowsWhoWhenAndWhy
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%s: the journal says\n%q\nwant\n%q", test.name, got, test.want)
			}
		}
	})
}

func TestJournalCannotBeRewritten(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			st := storetest.Open(t, dsn, store.Options{})
			saved(t, st, 1)
			before := changes(t, st)
			for _, statement := range []string{"UPDATE changes SET actor = 'nobody'", "DELETE FROM changes WHERE seq = 1", "DELETE FROM changes"} {
				if err := storetest.Try(t, dsn, statement); err == nil || !strings.Contains(err.Error(), "append-only") {
					t.Errorf("%s: got %v, want that the journal is append-only", statement, err)
				}
			}
			if got := changes(t, st); !slices.Equal(got, before) {
				t.Error("the journal changed")
			}
		})
	}
}

func TestJournalKnowsWhoWhenAndWhy(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			clock := time.Date(2026, 1, 2, 3, 4, 5, 6789, time.FixedZone("", -5*3600))
			st := storetest.Open(t, d.New(t), store.Options{Now: func() time.Time { return clock }})
			err := st.Write(t.Context(), func(tx *store.Tx) error {
				return errors.Join(
					tx.As("linker", "same words").SaveStories([]models.Story{storyN(1)}),
					tx.As("a person", "").SaveStories([]models.Story{storyN(2)}),
				)
			})
			if err != nil {
				t.Fatal(err)
			}
			got := changes(t, st)
			if len(got) != 2 || got[0].Actor != "linker" || got[0].Reason != "same words" || got[1].Actor != "a person" {
				t.Fatalf("journal %v", got)
			}
			want := time.Date(2026, 1, 2, 8, 4, 5, 6000, time.UTC)
			if got[0].At != want || must(st.Story(t.Context(), storyN(1).ID)).CreatedAt != want {
				t.Errorf("at %v, want %v", got[0].At, want)
			}
			var whole map[string]any
			if err := json.Unmarshal([]byte(got[0].After), &whole); err != nil || whole["slug"] != "talks-1" {
				t.Errorf("the creation tells %q (%v), want the whole row", got[0].After, err)
			}
			err = st.Write(t.Context(), func(tx *store.Tx) error { return tx.SaveStories([]models.Story{storyN(3)}) })
			if err == nil || !strings.Contains(err.Error(), "Tx.As") {
				t.Errorf("without a name: got %v, want that As must be called", err)
			}
		})
	}
}

func TestHistoryAndChanges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := t.Context()
		for n := range 6 {
			s := storyN(1)
			s.Title = strings.Repeat("again ", n) + "talks"
			write(t, st, func(tx *store.Tx) error { return tx.SaveStories([]models.Story{s, storyN(n + 2)}) })
		}
		var history []models.Change
		for page := (store.Page{First: 2}); ; {
			list := must(st.History(ctx, storyN(1).ID, page))
			history = append(history, list.Items...)
			if !list.HasNext {
				break
			}
			page.After = list.Cursors[len(list.Cursors)-1]
		}
		all := changes(t, st)
		for i, c := range all {
			if c.Seq != int64(i+1) {
				t.Fatalf("change %d has number %d, want no gaps", i+1, c.Seq)
			}
		}
		want := slices.DeleteFunc(slices.Clone(all), func(c models.Change) bool { return c.Target != storyN(1).ID })
		if len(history) != 6 || !slices.Equal(history, want) {
			t.Errorf("%d changes in the history, want the story's 6 of the journal", len(history))
		}
		if got := must(st.Changes(ctx, 3, 4)); !slices.Equal(got, all[3:7]) {
			t.Errorf("behind 3: got %v, want 4 to 7", got)
		}
		of := must(st.HistoryOf(ctx, []string{storyN(1).ID, storyN(2).ID, "none"}, 2))
		if len(of) != 2 || !slices.Equal(of[storyN(1).ID], history[:2]) || len(of[storyN(2).ID]) != 1 {
			t.Errorf("histories %v, want the first 2 of one and 1 of the other", of)
		}
	})
}

func TestHead(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		var inside, after int64
		write(t, st, func(tx *store.Tx) (err error) {
			if err := tx.SaveStories([]models.Story{storyN(1)}); err != nil {
				return err
			}
			inside, err = tx.Head()
			return err
		})
		src := models.Source{ID: idN(models.SourcePrefix, 1), URL: "https://news.example/feed"}
		write(t, st, func(tx *store.Tx) error { return second(tx.SaveSource(&src)) })
		write(t, st, func(tx *store.Tx) (err error) { after, err = tx.Head(); return err })
		if inside != 1 || after != 1 || len(changes(t, st)) != 2 {
			t.Errorf("head %d, then %d of %d changes; want 1 and 1 of 2: sources do not count", inside, after, len(changes(t, st)))
		}
	})
}

// What a record has beside its columns is nobody's business in the journal.
func TestJournalNamesColumnsOnly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		saved(t, st, 1)
		wholes := 0
		for _, c := range changes(t, st) {
			var whole map[string]any
			if c.Action != "create" || json.Unmarshal([]byte(c.After), &whole) != nil {
				continue
			}
			wholes++
			if _, ok := whole[""]; ok {
				t.Errorf("%s has a column without a name: %s", c.Target, c.After)
			}
		}
		if wholes < 3 {
			t.Errorf("only %d records were created", wholes)
		}
		before := len(changes(t, st))
		e := must(st.Event(t.Context(), eventN(1).ID))
		e.AsOf = 7
		write(t, st, func(tx *store.Tx) error { return tx.SaveEvents([]models.Event{e}, nil) })
		if now := changes(t, st)[before:]; len(now) > 0 && now[len(now)-1].Field == "" {
			t.Errorf("the journal tells a change of no column: %+v", now)
		}
	})
}
