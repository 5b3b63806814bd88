package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// moment is when everything in the fixtures was stored.
var moment = time.Date(2025, 12, 10, 9, 30, 0, 0, time.UTC)

func id(prefix string, n int) string { return models.NewID(prefix, time.UnixMilli(int64(n)), "") }

func evt(n int) string { return id(models.EventPrefix, n) }
func art(n int) string { return id(models.ArticlePrefix, n) }
func sty(n int) string { return id(models.StoryPrefix, n) }
func ent(n int) string { return id(models.EntityPrefix, n) }
func pla(n int) string { return id(models.PlacePrefix, n) }

var stories = []models.Story{
	{ID: sty(1), Slug: "ukraine-war", Title: "Ukraine war", Tracked: true, Status: models.StoryActive},
	{ID: sty(2), Slug: "ukraine-peace-negotiations", Title: "Ukraine peace negotiations", Tracked: true, Status: models.StoryActive,
		ParentID: sty(1), Entities: []string{"Ukraine"}, Terms: []string{"peace talks"}},
	{ID: sty(3), Slug: "harbour-strike", Title: "Harbour strike", Status: models.StoryActive},
}

var entities = []models.Entity{
	{ID: ent(1), Key: "UA", Name: "Ukraine", Kind: models.EntityCountry, Country: "UA", Wikidata: "Q212"},
	{ID: ent(2), Key: "US", Name: "United States", Kind: models.EntityCountry, Country: "US"},
	{ID: ent(3), Key: "RU", Name: "Russia", Kind: models.EntityCountry, Country: "RU"},
}

var places = []models.Place{
	{ID: pla(1), Key: "g1", GeoNames: 4164138, Name: "Miami", Lat: 25.77, Lon: -80.19, Country: "US", Admin1: "Florida", Precision: models.PlaceCity},
	{ID: pla(2), Key: "g2", Name: "Geneva", Lat: 46.2, Lon: 6.15, Country: "CH", Precision: models.PlaceCity},
}

// eventN is event n: on the n-th day of November, in Miami when n is odd and in
// Geneva when it is even. Event 4 has no date and no place.
func eventN(n int) models.Event {
	e := models.Event{ID: evt(n), Type: models.Consult, Mode: "talks", Status: models.Happened, Quad: models.VerbalCooperation, Score: 1,
		Summary: fmt.Sprintf("Envoys spoke in round %d", n), Confidence: .8, ReportCount: 2, OriginCount: 1, PlaceID: pla(2 - n%2)}
	if n == 4 {
		e.Type, e.Mode, e.Quad, e.Score, e.PlaceID, e.Status = models.Other, "", "", 0, "", models.Scheduled
		return e
	}
	day := models.Day("2025-10-31").Add(n)
	e.Date = &models.Date{Start: day, End: day, Precision: models.PrecisionDay, Kind: models.KindRelative, Basis: models.BasisSentence, EDTF: string(day), Text: "on that day"}
	return e
}

// articleN and mentionN are the articles 2n and 2n+1 and what they say of event n.
func articleN(n int) models.Article {
	day := models.Day("2025-10-31").Add(n / 2)
	at := day.Time().Add(18 * time.Hour)
	return models.Article{ID: art(n), URL: fmt.Sprintf("https://news.example/%d", n), Publisher: []string{"The Example", "Daily Sample"}[n%2],
		Authors: []string{"A. Writer"}, Title: fmt.Sprintf("Report %d", n), Text: fmt.Sprintf("Before. The envoys spoke again, number %d. After.", n),
		Language: "en", PublishedOn: day, PublishedAt: &at, ContentHash: fmt.Sprintf("hash-%d", n), ReadWith: "1"}
}

func mentionN(n int) models.Mention {
	e := eventN(n / 2)
	exact := fmt.Sprintf("The envoys spoke again, number %d.", n)
	m := models.Mention{ID: id(models.MentionPrefix, n), ArticleID: art(n), EventID: e.ID, Type: e.Type, Mode: e.Mode, Status: e.Status, StatusSource: "an aide",
		Quad: e.Quad, Score: e.Score, Quote: models.Quote{Exact: exact, Prefix: "Before. ", Suffix: " After.", Start: 8, End: 8 + len(exact)},
		TriggerStart: 19, TriggerEnd: 24, Trigger: "spoke", Confidence: .9 - .1*float64(n%2), Summary: e.Summary, Date: e.Date, Main: true,
		Actors: []models.Participant{{Start: 12, End: 18, Text: "envoys", Key: "UA", Name: "Ukraine", Kind: models.EntityCountry, Country: "UA"}}}
	if e.PlaceID != "" { // every other article only says so in its dateline
		m.Place = &models.MentionPlace{Place: places[(n/2+1)%2], Basis: models.PlaceFromClause}
		m.Place.Text = m.Place.Name
		if n%2 == 1 {
			m.Place.Basis = models.PlaceFromDateline
		}
	}
	return m
}

// fill stores the stories and events 1 to n, all on the timeline of story 2;
// event 1 is a suggestion for story 3 too, and event 2 is on its timeline.
func fill(t testing.TB, st *store.Store, n int) {
	t.Helper()
	err := st.Write(t.Context(), func(tx *store.Tx) error {
		tx = tx.As("reader", "")
		if err := errors.Join(tx.SaveEntities(entities), tx.SavePlaces(places), tx.SaveStories(stories)); err != nil {
			return err
		}
		for i := 1; i <= n; i++ {
			parts := []models.EventEntity{{EventID: evt(i), EntityID: ent(1), Role: models.RoleActor}, {EventID: evt(i), EntityID: ent(2), Role: models.RoleActor, Position: 1},
				{EventID: evt(i), EntityID: ent(3), Role: models.RoleRecipient}}
			if err := tx.SaveEvents([]models.Event{eventN(i)}, parts); err != nil {
				return err
			}
			for _, k := range []int{2 * i, 2*i + 1} {
				a := articleN(k)
				if _, err := tx.SaveArticle(&a); err != nil {
					return err
				}
				if _, err := tx.ReplaceMentions(a.ID, []models.Mention{mentionN(k)}); err != nil {
					return err
				}
			}
			links := []models.Link{{EventID: evt(i), StoryID: sty(2), Probability: .9, Reasons: []models.Reason{{Feature: "entities", Weight: 2.5}, {Feature: "gap", Weight: -.25}}}}
			if i <= 2 {
				links = append(links, models.Link{EventID: evt(i), StoryID: sty(3), Probability: .4*float64(i) - .1, Reasons: []models.Reason{{Feature: "words", Weight: .5}}})
			}
			if err := tx.SaveLinks([]string{evt(i)}, links); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// open opens a database with n events.
func open(t testing.TB, dsn string, n int) *store.Store {
	t.Helper()
	st := storetest.Open(t, dsn, store.Options{Now: func() time.Time { return moment }})
	fill(t, st, n)
	return st
}

// each runs fn for a handler on every database, each with n events.
func each(t *testing.T, n int, fn func(t *testing.T, api *graph.Handler)) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) { fn(t, quiet(t, open(t, d.New(t), n))) })
	}
}

// quiet is a handler whose log must stay empty.
func quiet(t testing.TB, st *store.Store) *graph.Handler {
	var log bytes.Buffer
	t.Cleanup(func() {
		if log.Len() > 0 {
			t.Errorf("logged: %s", log.String())
		}
	})
	return graph.NewHandler(&graph.Resolver{Store: st}, graph.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
}

// ask runs a query that must succeed and returns its data, decoded.
func ask(t testing.TB, api *graph.Handler, query string, variables map[string]any) map[string]any {
	t.Helper()
	var out map[string]any
	if err := api.Query(t.Context(), query, variables, &out); err != nil {
		t.Fatalf("%s\n%v", query, err)
	}
	return out
}

// refused runs a query that must fail and returns its first error.
func refused(ctx context.Context, t testing.TB, api *graph.Handler, query string, variables map[string]any) *gqlerror.Error {
	t.Helper()
	var out json.RawMessage
	err := api.Query(ctx, query, variables, &out)
	var list gqlerror.List
	if !errors.As(err, &list) || len(list) == 0 {
		t.Fatalf("%s\ngot %s and error %v, want it refused", query, out, err)
	}
	return list[0]
}

// at follows a path of names and numbers into decoded JSON.
func at(t testing.TB, value any, path ...any) any {
	t.Helper()
	for i, step := range path {
		switch step := step.(type) {
		case string:
			m, ok := value.(map[string]any)
			if !ok {
				t.Fatalf("at %v: got %v, want an object", path[:i], value)
			}
			value = m[step]
		case int:
			l, ok := value.([]any)
			if !ok || step >= len(l) {
				t.Fatalf("at %v: got %v, want a list with item %d", path[:i], value, step)
			}
			value = l[step]
		}
	}
	return value
}

// texts returns the strings under name in a list of objects.
func texts(t testing.TB, list any, name string) []string {
	t.Helper()
	items, ok := list.([]any)
	if !ok {
		t.Fatalf("got %v, want a list", list)
	}
	out := make([]string, len(items))
	for i, item := range items {
		out[i], _ = at(t, item, name).(string)
	}
	return out
}
