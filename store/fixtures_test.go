package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// The fixtures: an article, event, story… by number, complete enough to be saved.

func articleN(n int) models.Article {
	return models.Article{
		ID: idN(models.ArticlePrefix, n), URL: fmt.Sprintf("https://news.example/%d", n), Publisher: "The Example",
		Authors: []string{"A. Writer"}, Title: fmt.Sprintf("Headline number %d", n), Text: fmt.Sprintf("Envoys met in town %d.", n),
		Language: "en", PublishedOn: models.Day("2025-03-01").Add(n), ContentHash: fmt.Sprintf("hash-%d", n), ReadWith: "1",
	}
}

func eventN(n int) models.Event {
	day := models.Day("2025-03-01").Add(n)
	return models.Event{
		ID: idN(models.EventPrefix, n), Type: models.Consult, Status: models.Happened, Summary: fmt.Sprintf("Envoys met in town %d", n),
		Confidence: .8, ReportCount: 1, OriginCount: 1, Date: onDays(day, day),
	}
}

func onDays(start, end models.Day) *models.Date {
	return &models.Date{Start: start, End: end, Precision: models.PrecisionDay, Kind: models.KindStated, Basis: models.BasisClause, EDTF: string(start)}
}

func mentionN(n int, articleID, eventID string) models.Mention {
	return models.Mention{
		ID: idN(models.MentionPrefix, n), ArticleID: articleID, EventID: eventID, Type: models.Consult, Status: models.Happened,
		Quote:        models.Quote{Exact: "Envoys met in town.", Start: 10 * n, End: 10*n + 19},
		TriggerStart: 10*n + 7, TriggerEnd: 10*n + 10, Trigger: "met", Confidence: .8, Summary: "Envoys met",
		Date:   onDays("2025-03-02", "2025-03-02"),
		Place:  &models.MentionPlace{Place: placeN(n), Text: "town", Start: 4, End: 8},
		Actors: []models.Participant{{Start: 10 * n, End: 10*n + 6, Text: "Envoys"}},
		Numbers: []models.Quantity{
			{Kind: models.Killed, Value: new(float64), Unit: "envoy", Start: 10 * n, End: 10*n + 9, Text: "no envoys"},
			{Kind: models.Money, Min: &amount, Max: &amount, Approx: true, Unit: "EUR", Start: 1, End: 2, Field: "title", Text: "€2.5"},
		},
	}
}

// amount is a number of a mention that is no whole one.
var amount = 2.5

func storyN(n int) models.Story {
	return models.Story{
		ID: idN(models.StoryPrefix, n), Slug: fmt.Sprintf("talks-%d", n), Title: fmt.Sprintf("Talks %d", n), Status: models.StoryActive,
		Entities: []string{"Freedonia"}, Terms: []string{"peace talks"},
	}
}

func entityN(n int) models.Entity {
	return models.Entity{ID: idN(models.EntityPrefix, n), Key: fmt.Sprintf("key/%d", n), Name: fmt.Sprintf("Party %03d", n), Kind: models.EntityOrganization, Country: "CH"}
}

func placeN(n int) models.Place {
	return models.Place{ID: idN(models.PlacePrefix, n), Key: fmt.Sprintf("place/%d", n), GeoNames: n, Name: fmt.Sprintf("Town %d", n), Country: "CH", Precision: models.PlaceCity}
}

func linkN(event, story int, probability float64) models.Link {
	return models.Link{EventID: idN(models.EventPrefix, event), StoryID: idN(models.StoryPrefix, story), Probability: probability,
		Reasons: []models.Reason{{Feature: "words", Weight: 1.5}}}
}

func idN(prefix string, n int) string { return models.NewID(prefix, time.UnixMilli(int64(n)), "") }

// write runs fn as the reader in one transaction, which must succeed.
func write(t testing.TB, st *store.Store, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := st.Write(t.Context(), func(tx *store.Tx) error { return fn(tx.As("reader", "test")) }); err != nil {
		t.Fatal(err)
	}
}

// saved stores n events with an article and a mention each, all on the timeline of story 1.
func saved(t testing.TB, st *store.Store, n int) {
	t.Helper()
	write(t, st, func(tx *store.Tx) error {
		if err := tx.SaveStories([]models.Story{storyN(1)}); err != nil {
			return err
		}
		for i := 1; i <= n; i++ {
			if err := saveEvent(tx, i, eventN(i), linkN(i, 1, .9)); err != nil {
				return err
			}
		}
		return nil
	})
}

// saveEvent stores article and mention n, an event and its links.
func saveEvent(tx *store.Tx, n int, e models.Event, links ...models.Link) error {
	a := articleN(n)
	if _, err := tx.SaveArticle(&a); err != nil {
		return err
	}
	if err := tx.SaveEvents([]models.Event{e}, nil); err != nil {
		return err
	}
	if _, err := tx.ReplaceMentions(a.ID, []models.Mention{mentionN(n, a.ID, e.ID)}); err != nil {
		return err
	}
	return tx.SaveLinks([]string{e.ID}, links)
}

// must returns the value of a call that cannot fail here.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// changes returns the whole journal.
func changes(t testing.TB, st *store.Store) []models.Change {
	t.Helper()
	out, err := st.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func eventIDs(events []models.Event) []string {
	var out []string
	for _, e := range events {
		out = append(out, e.ID)
	}
	return out
}

// numbers turns the ids of fixtures back into their numbers.
func numbers(prefix string, ids []string) []int {
	out := []int{}
	for _, id := range ids {
		for n := range 1000 {
			if idN(prefix, n) == id {
				out = append(out, n)
			}
		}
	}
	return out
}

func sameNumbers(t testing.TB, what string, got, want []int) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
