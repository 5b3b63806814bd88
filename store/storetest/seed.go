package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// Sizes of what Seed makes, beside the events.
const (
	SeedStories   = 50
	SeedEntities  = 200
	SeedPlaces    = 100
	seedCountries = 10
)

// Seed fills a database that is up to date with many events, each with an
// article, a mention, an actor, a recipient and a place, without the journal.
// Every event is on the timeline of SeedStory(0) and on that of one of the
// others. Dates go round the years 2001 to 2025; every twentieth event has none.
func Seed(tb testing.TB, dsn string, events int) {
	tb.Helper()
	const now = "'2026-01-01 00:00:00+00:00'"
	two := func(expr string) string { return "substr(CAST(100 + " + expr + " AS TEXT), 2, 2)" }
	day := "CAST(2001 + i % 25 AS TEXT) || '-' || " + two("1 + i / 25 % 12") + " || '-' || " + two("1 + i / 300 % 28")
	dated := "CASE WHEN i % 20 = 0 THEN '" + string(models.NoDay) + "' ELSE " + day + " END"
	insert := func(n int, table string, columns ...string) string { // name, expression, name, expression…
		var names, values []string
		for c := 0; c < len(columns); c += 2 {
			names, values = append(names, columns[c]), append(values, columns[c+1])
		}
		return fmt.Sprintf("WITH RECURSIVE numbers(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < %d)"+
			" INSERT INTO %s (%s) SELECT %s FROM numbers", n-1, table, strings.Join(names, ", "), strings.Join(values, ", "))
	}
	Exec(tb, dsn,
		insert(SeedPlaces, "places", "id", id(models.PlacePrefix, "i"), "key", "'place/' || i", "geonames", "i", "name", "'Town ' || i",
			"lat", "-60 + i", "lon", "-150 + 3 * i", "country", country("i"), "admin1", "''", "precision", "'city'"),
		insert(SeedEntities, "entities", "id", id(models.EntityPrefix, "i"), "key", "'entity/' || i", "name", "'Party ' || i", "kind", "'organization'",
			"country", country("i"), "wikidata", "''", "created_at", now, "updated_at", now),
		insert(SeedStories, "stories", "id", id(models.StoryPrefix, "i"), "slug", "'story-' || i", "title", "'Story ' || i", "tracked", "i % 2 = 0",
			"status", "'active'", "parent_id", "''", "entities", "'[]'", "terms", "'[]'", "first_date", "'2001-01-01'", "last_date", "'2025-12-28'",
			"event_count", fmt.Sprint(events), "version", "1", "created_at", now, "updated_at", now),
		insert(events, "articles", "id", id(models.ArticlePrefix, "i"), "url", "'https://news.example/' || i", "source_id", "''", "origin_id", "''",
			"publisher", "'Publisher ' || (i % 30)", "authors", "'[]'", "title", "'Headline ' || i", "text", "'Party ' || (i % 200) || ' met envoys over subject ' || (i % 997) || '.'",
			"language", "'en'", "published_on", day, "content_hash", "'hash' || i", "read_with", "''", "created_at", now, "updated_at", now),
		insert(events, "events", "id", id(models.EventPrefix, "i"), "type", "CASE i % 3 WHEN 0 THEN 'CONSULT' WHEN 1 THEN 'ASSAULT' ELSE 'AID' END",
			"plover", "''", "mode", "''", "status", "'happened'", "quad", "''", "score", "0", "summary", "'Party ' || (i % 200) || ' met envoys over subject ' || (i % 997)",
			"confidence", "0.75", "report_count", "1", "origin_count", "1", "date_start", dated, "date_end", dated,
			"place_id", id(models.PlacePrefix, fmt.Sprintf("i %% %d", SeedPlaces)), "disputed", "i % 7 = 0", "importance", "i % 97", "version", "1", "created_at", now, "updated_at", now),
		insert(events, "mentions", "id", id(models.MentionPrefix, "i"), "article_id", id(models.ArticlePrefix, "i"), "event_id", id(models.EventPrefix, "i"),
			"type", "'CONSULT'", "plover", "''", "mode", "''", "status", "'happened'", "status_source", "''", "quad", "''", "score", "0",
			"quote_exact", "'Party met envoys.'", "quote_prefix", "''", "quote_suffix", "''", "quote_start", "0", "quote_end", "17", "quote_field", "''",
			"trigger_start", "6", "trigger_end", "9", "trigger", "'met'", "actors", "'[]'", "recipients", "'[]'", "numbers", "'[]'", "main", "i >= 0", "confidence", "0.75", "summary", "''"),
		insert(events, "event_entities", "event_id", id(models.EventPrefix, "i"), "entity_id", id(models.EntityPrefix, fmt.Sprintf("i %% %d", SeedEntities)), "role", "'actor'", "position", "0"),
		insert(events, "event_entities", "event_id", id(models.EventPrefix, "i"), "entity_id", id(models.EntityPrefix, fmt.Sprintf("(i + 7) %% %d", SeedEntities)), "role", "'recipient'", "position", "0"),
		insert(events, "links", "event_id", id(models.EventPrefix, "i"), "story_id", id(models.StoryPrefix, "0"), "probability", "0.9", "reasons", "'[]'", "date_start", dated, "date_end", dated, "importance", "i % 97"),
		insert(events, "links", "event_id", id(models.EventPrefix, "i"), "story_id", id(models.StoryPrefix, fmt.Sprintf("1 + i %% %d", SeedStories-1)),
			"probability", "0.9", "reasons", "'[]'", "date_start", dated, "date_end", dated, "importance", "i % 97"),
	)
	st, err := store.Open(context.Background(), dsn, store.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	if err := errors.Join(st.Retally(context.Background()), st.Close()); err != nil {
		tb.Fatal(err)
	}
	if driver(dsn) == "pgx" {
		Exec(tb, dsn, "ANALYZE") // its server does so by itself, later
	}
}

// SeedStory returns the id of a story that Seed makes, from 0 on.
func SeedStory(i int) string { return seedID(models.StoryPrefix, i) }

// SeedEvent returns the id of an event that Seed makes, from 0 on.
func SeedEvent(i int) string { return seedID(models.EventPrefix, i) }

// SeedEntity returns the id of an entity that Seed makes, from 0 on.
func SeedEntity(i int) string { return seedID(models.EntityPrefix, i) }

// SeedPlace returns the id of a place that Seed makes, from 0 on.
func SeedPlace(i int) string { return seedID(models.PlacePrefix, i) }

// seedID is what the SQL of id gives: a prefix and 26 characters, as of a ULID.
func seedID(prefix string, i int) string { return fmt.Sprintf("%sSEED%022d", prefix, i) }

// id is the SQL expression of an id with the number that an expression gives.
func id(prefix, number string) string {
	return "'" + prefix + "SEED000000000000' || substr(CAST(10000000000 + " + number + " AS TEXT), 2)"
}

func country(number string) string {
	return fmt.Sprintf("substr('DEFRGBUAUSCNINJPBRKE', 1 + 2 * (%s %% %d), 2)", number, seedCountries)
}
