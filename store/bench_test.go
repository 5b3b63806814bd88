package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// BenchmarkTimeline100k reads pages of 20 of a timeline of 100,000 events, in a
// database of as many articles.
func BenchmarkTimeline100k(b *testing.B) {
	for _, d := range storetest.Databases {
		b.Run(string(d), func(b *testing.B) {
			dsn := d.New(b)
			st := storetest.Open(b, dsn, store.Options{})
			storetest.Seed(b, dsn, 100_000)
			for _, bench := range []struct {
				name   string
				filter store.EventFilter
			}{
				{"all", store.EventFilter{}},
				{"month", store.EventFilter{From: "2014-02-01", To: "2014-02-28"}},
				{"late", store.EventFilter{From: "2025-06-01"}},
				{"type", store.EventFilter{Types: []models.EventType{models.Assault}}},
				{"country", store.EventFilter{Countries: []string{"CN"}}},
				{"entity", store.EventFilter{EntityIDs: []string{storetest.SeedEntity(3)}}},
				{"near", store.EventFilter{Near: &store.Near{Lat: 0, Lon: 30, Km: 800}}},
				{"text", store.EventFilter{Text: "subject 17"}},
			} {
				b.Run(bench.name, func(b *testing.B) { benchTimeline(b, st, bench.filter) })
			}
			b.Run("count", func(b *testing.B) {
				for b.Loop() {
					must(st.CountTimelines(b.Context(), []string{storetest.SeedStory(0)}, store.EventFilter{}))
				}
			})
			b.Run("search", func(b *testing.B) {
				for b.Loop() {
					must(st.Search(b.Context(), store.Wanted{{"envoy subject 17"}}, nil, store.Page{First: 20}))
				}
			})
		})
	}
}

// benchTimeline reads page after page, from the start again after the last.
func benchTimeline(b *testing.B, st *store.Store, f store.EventFilter) {
	story := storetest.SeedStory(0)
	page := store.Page{First: 20}
	for b.Loop() {
		list := must(st.Timelines(b.Context(), []string{story}, f, page))[story]
		if page.After = ""; list.HasNext {
			page.After = list.Cursors[len(list.Cursors)-1]
		}
	}
}

// BenchmarkArticle writes what reading an article brings: the article of about
// 3.6 KB, five mentions, two new events with participants and links, in one
// transaction.
func BenchmarkArticle(b *testing.B) {
	body := strings.Repeat("Envoys of both sides met again in the capital and spoke of the border. ", 50)
	for _, d := range storetest.Databases {
		b.Run(string(d), func(b *testing.B) {
			st := storetest.Open(b, d.New(b), store.Options{})
			write(b, st, func(tx *store.Tx) error {
				return errors.Join(tx.SaveStories([]models.Story{storyN(1)}), tx.SaveEntities([]models.Entity{entityN(1), entityN(2)}))
			})
			n := 0
			for b.Loop() {
				n++
				write(b, st, func(tx *store.Tx) error { return benchArticle(tx, n, body) })
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

func benchArticle(tx *store.Tx, n int, body string) error {
	a := articleN(n)
	a.Text = body
	events := []models.Event{eventN(2 * n), eventN(2*n + 1)}
	var participants []models.EventEntity
	var mentions []models.Mention
	for i, e := range events {
		participants = append(participants,
			models.EventEntity{EventID: e.ID, EntityID: entityN(1).ID, Role: models.RoleActor},
			models.EventEntity{EventID: e.ID, EntityID: entityN(2).ID, Role: models.RoleRecipient})
		for m := range 2 + i {
			mentions = append(mentions, mentionN(10*n+5*i+m, a.ID, e.ID))
		}
	}
	return errors.Join(
		tx.LockLinker(),
		second(tx.Head()),
		second(tx.SaveArticle(&a)),
		tx.SaveEntities([]models.Entity{entityN(1), entityN(2)}),
		tx.SavePlaces([]models.Place{placeN(n)}),
		tx.SaveEvents(events, participants),
		second(tx.ReplaceMentions(a.ID, mentions)),
		tx.SaveLinks([]string{events[0].ID, events[1].ID}, []models.Link{linkN(2*n, 1, .9), linkN(2*n+1, 1, .3)}),
		second(tx.Head()),
	)
}
