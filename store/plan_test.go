package store_test

import (
	"errors"
	"math"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// planEvents is how many events (articles, mentions…) the plans are made for.
const planEvents = 12_000

// planned are the statements that have a plan.
var planned = regexp.MustCompile(`^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)`)

// Nothing that streams, webhooks, readers of feeds and the linker read and write goes
// through a whole table that is large. What the API asks is held in package graph.
func TestNoWorkScansATable(t *testing.T) {
	storetest.NoRace(t)
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			var mu sync.Mutex
			var statements []storetest.Statement
			st := storetest.Open(t, dsn, store.Options{Trace: func(text string, values []any) {
				mu.Lock()
				defer mu.Unlock()
				statements = append(statements, storetest.Statement{Text: text, Values: values})
			}})
			storetest.Seed(t, dsn, planEvents)
			planner := d.Planner(t, dsn)
			seen := make(map[string]bool)
			for name, do := range work(t, st) {
				statements = nil
				do()
				for _, s := range statements {
					if seen[s.Key()] || !planned.MatchString(s.Text) {
						continue
					}
					seen[s.Key()] = true
					if tables, plan := planner.Scans(t, s); len(tables) > 0 {
						t.Errorf("%s goes through all of %v:\n%s\n%s", name, tables, s.Text, plan)
					}
				}
			}
			if len(seen) < 50 {
				t.Errorf("only %d statements were looked at", len(seen))
			}
		})
	}
}

// TestPlannerSeesAScan holds that a statement whose index is gone is found.
func TestPlannerSeesAScan(t *testing.T) {
	storetest.NoRace(t)
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			storetest.Open(t, dsn, store.Options{})
			storetest.Seed(t, dsn, planEvents)
			planner := d.Planner(t, dsn)
			for _, text := range []string{
				"SELECT COUNT(*) FROM articles WHERE publisher = 'Publisher 7'",
				"SELECT COUNT(*) FROM (SELECT 1 FROM events WHERE status = 'denied' LIMIT 100) AS found",
				"SELECT id FROM events ORDER BY report_count, id LIMIT 20",
				"DELETE FROM mentions WHERE event_id = '" + storetest.SeedEvent(1) + "'",
			} {
				if tables, plan := planner.Scans(t, storetest.Statement{Text: text}); len(tables) > 0 {
					t.Errorf("with its index it goes through %v:\n%s\n%s", tables, text, plan)
				}
			}
			storetest.Exec(t, dsn, "DROP INDEX articles_publisher", "DROP INDEX events_status", "DROP INDEX events_reported", "DROP INDEX mentions_event")
			planner = d.Planner(t, dsn) // SQLite's connections know an index until they read something
			for text, want := range map[string]string{
				"SELECT COUNT(*) FROM articles WHERE publisher = 'Publisher 7'":                          "articles",
				"SELECT COUNT(*) FROM (SELECT 1 FROM events WHERE status = 'denied' LIMIT 100) AS found": "events",
				"SELECT id FROM events ORDER BY report_count, id LIMIT 20":                               "events",
				"DELETE FROM mentions WHERE event_id = '" + storetest.SeedEvent(1) + "'":                 "mentions",
				"SELECT COUNT(*) FROM links":                                                             "links",
			} {
				if tables, plan := planner.Scans(t, storetest.Statement{Text: text}); len(tables) != 1 || tables[0] != want {
					t.Errorf("without its index it goes through %v, want %s:\n%s\n%s", tables, want, text, plan)
				}
			}
		})
	}
}

// work is what else than the API reads and writes.
func work(t testing.TB, st *store.Store) map[string]func() {
	ctx := t.Context()
	page := store.Page{First: 20}
	middle := store.Page{First: 20, After: store.JournalCursor(planEvents)}
	small := []string{storetest.SeedStory(40)}
	doing := func(name string, fn func(tx *store.Tx) error) func() {
		return func() {
			if err := st.Write(ctx, func(tx *store.Tx) error { return fn(tx.As("linker", "")) }); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	return map[string]func(){
		"a stream of events": func() { must(st.EventsCreated(ctx, middle)) },
		"events of a stream": func() {
			must(st.EventsChosen(ctx, []string{storetest.SeedEvent(1)}, store.EventFilter{EntityIDs: []string{storetest.SeedEntity(1)}}))
		},
		"a stream of changes":    func() { must(st.StoryChanges(ctx, nil, middle)) },
		"a stream of stories":    func() { must(st.StoryChanges(ctx, []string{storetest.SeedStory(0)}, middle)) },
		"the journal":            func() { must(st.Changes(ctx, planEvents, 100)) },
		"its end":                func() { must(st.LastSeq(ctx)) },
		"its end for a linker":   func() { must(st.Head(ctx)) },
		"its place at a moment":  func() { must(st.SeqAt(ctx, time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC))) },
		"a webhook":              func() { must(st.TakeDueWebhook(ctx, time.Now())) },
		"a token":                func() { _, _ = st.TokenByHash(ctx, "none") },
		"a decision by its key":  func() { _, _ = st.DecisionByKey(ctx, "anna", "none") },
		"feeds that are due":     func() { must(st.DueSources(ctx, time.Now(), 20)) },
		"other names":            func() { must(st.Aliased(ctx)) },
		"entities by name":       func() { must(st.EntitiesCalled(ctx, "Party 3")) },
		"stories by name":        func() { must(st.StoriesCalled(ctx, "Story 3")) },
		"a timeline of the past": func() { must(st.TimelinesAsOf(ctx, small, math.MaxInt64)) },
		"what was merged":        func() { must(st.MergedInto(ctx, small)) },
		"copies":                 func() { must(st.ArticlesOfOrigins(ctx, []string{storetest.SeedArticle(1)}, 20)) },
		"changes of records":     func() { must(st.HistoryOf(ctx, []string{storetest.SeedEvent(1)}, 20)) },
		"what linking remembers": func() { must(st.Recent(ctx, "2026-11-01")) },
		"an export, latest":      func() { must(st.EventsBy(ctx, store.LatestFirst, store.EventFilter{StoryIDs: small}, page)) },
		"stories that rest":      doing("note statuses", func(tx *store.Tx) error { return second(tx.NoteStatuses(20)) }),
		"decisions that hold":    doing("standing", func(tx *store.Tx) error { return second(tx.Standing()) }),
		"an article": doing("article", func(tx *store.Tx) error {
			return errors.Join(tx.SaveStories([]models.Story{storyN(1)}), tx.SaveEntities([]models.Entity{entityN(1), entityN(2)}), benchArticle(tx, 2*planEvents, "Envoys met."), benchArticle(tx, 3*planEvents, "They met again."))
		}),
		"merged and moved": doing("merge", func(tx *store.Tx) error {
			place := models.Place{ID: storetest.SeedPlace(3000), Key: "place/3000", Name: "Far", Country: "CH", Precision: models.PlaceCity}
			return errors.Join(tx.Redirect(storetest.SeedEvent(20), storetest.SeedEvent(40), "the same"), tx.Redirect(storetest.SeedStory(50), storetest.SeedStory(51), "the same"),
				tx.Redirect(storetest.SeedEntity(50), storetest.SeedEntity(51), "the same"), tx.SavePlaces([]models.Place{place}), tx.SpreadLinks(storetest.SeedStory(52)),
				second(tx.ReplaceMentions(storetest.SeedArticle(21), nil)))
		}),
	}
}
