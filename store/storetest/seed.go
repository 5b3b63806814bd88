package storetest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

// Sizes of what Seed makes: so many publishers, and of stories, entities, places
// and sources seedOthers and one for each seedShare events.
const (
	seedPublishers = 400
	seedOthers     = 60
	seedShare      = 100
)

// Seed fills a database that is up to date with many events, each with an actor, a
// recipient, a place and two mentions in two articles, and with what the journal
// says of their coming. Every event is on the timeline of SeedStory(0) and on that
// of one of the others. Who takes part, where, who reports and to which other
// story it belongs goes by Zipf's law: the first has a tenth of all, most have a
// few. Dates go round the years 2001 to 2025; every twentieth event has none, and
// every twentieth was announced. Of the tallies there are those of SeedStory(0) and
// of all events that are not divided by actor; Store.Retally makes all of them.
func Seed(tb testing.TB, dsn string, events int) {
	tb.Helper()
	filling := dsn
	if driver(dsn) != "pgx" { // as fast as it can: what is lost in a crash is made anew
		filling += "?_pragma=synchronous(OFF)&_pragma=busy_timeout(10000)&_pragma=cache_size(-1000000)"
	}
	Exec(tb, filling, seedRecords(seedCount(events))...)
	Exec(tb, filling, seedEvents(events)...)
	if driver(dsn) == "pgx" {
		Exec(tb, dsn, "VACUUM ANALYZE") // its server does so by itself, later
	}
}

// seedCount is how many stories, entities, places and sources there are.
func seedCount(events int) int { return seedOthers + events/seedShare }

// seedNow is when everything was stored.
const seedNow = "'2026-01-01 00:00:00+00:00'"

// seedRecords are the statements that make n stories, entities, places and sources.
func seedRecords(n int) []string {
	return []string{
		seedInto(n, "places", "id", id(models.PlacePrefix, "i"), "key", "'place/' || i", "geonames", "i", "name", "'Town ' || i",
			"lat", "-60 + i % 120", "lon", "-150 + i % 300", "country", seedCountry("i"), "admin1", "'Province ' || (i % 40)", "precision", "'city'"),
		seedInto(n, "entities", "id", id(models.EntityPrefix, "i"), "key", "'entity/' || i", "name", "'Party ' || i", "kind", "CASE i % 3 WHEN 0 THEN 'organization' WHEN 1 THEN 'person' ELSE 'country' END",
			"country", seedCountry("i"), "wikidata", "'Q' || i", "created_at", seedNow, "updated_at", seedNow),
		seedInto(n, "stories", "id", id(models.StoryPrefix, "i"), "slug", "'story-' || i", "title", "'Story ' || i", "tracked", "i % 20 = 0",
			"status", "CASE i % 3 WHEN 0 THEN 'active' WHEN 1 THEN 'dormant' ELSE 'closed' END", "parent_id", "CASE WHEN i % 10 = 9 THEN "+id(models.StoryPrefix, "i / 10")+" ELSE '' END",
			"entities", "'[]'", "terms", "'[\"talks ' || i || '\"]'", "first_date", "'2001-01-01'", "last_date", "'2025-12-' || substr(CAST(110 + i % 18 AS TEXT), 2, 2)",
			"event_count", "0", "version", "1", "created_at", seedNow, "updated_at", seedNow),
		seedInto(n, "sources", "id", id(models.SourcePrefix, "i"), "url", "'https://feed' || i || '.example/rss'", "title", "'Feed ' || i", "etag", "''", "last_modified", "''",
			"next_check_at", "'2100-01-01 00:00:00+00:00'", "last_error", "''", "home_country", seedCountry("i"), "home_admin1", "''", "created_at", seedNow, "updated_at", seedNow),
	}
}

// seedEvents are the statements that make the events and all that hangs on them.
func seedEvents(events int) []string {
	n := seedCount(events)
	two := func(expr string) string { return "substr(CAST(100 + " + expr + " AS TEXT), 2, 2)" }
	day := "CAST(2001 + i % 25 AS TEXT) || '-' || " + two("1 + i / 25 % 12") + " || '-' || " + two("1 + i / 300 % 28")
	dated := "CASE WHEN i % 20 = 0 THEN '" + string(models.NoDay) + "' ELSE " + day + " END"
	date := `CASE WHEN i % 20 = 0 THEN NULL ELSE '{"start":"' || ` + day + ` || '","end":"' || ` + day +
		` || '","precision":"day","kind":"relative","basis":"clause","edtf":"' || ` + day + ` || '","text":"on Monday"}' END`
	actor, recipient, place, story, publisher := zipf(7919, n), "(7 + "+zipf(6007, n)+") % "+fmt.Sprint(n), zipf(4001, n), "1 + "+zipf(9001, n-1), zipf(3001, seedPublishers)
	typ := "CASE i % 3 WHEN 0 THEN 'CONSULT' WHEN 1 THEN 'ASSAULT' ELSE 'AID' END"
	quad := "CASE i % 3 WHEN 0 THEN 'VERBAL_COOPERATION' WHEN 1 THEN 'MATERIAL_CONFLICT' ELSE 'MATERIAL_COOPERATION' END"
	score := "CASE i % 3 WHEN 0 THEN 1.0 WHEN 1 THEN -9.5 ELSE 7.4 END"
	summary := "'Party ' || (i % 200) || ' met envoys over subject ' || (i % 997)"
	party := func(at, expr string) string {
		return `'[{"start":` + at + `,"end":` + at + `,"text":"Party","id":"entity/' || (` + expr + `) || '","name":"Party ' || (` + expr + `) || '","kind":"organization"}]'`
	}
	town := `'{"id":"' || ` + id(models.PlacePrefix, place) + ` || '","key":"place/' || (` + place + `) || '","name":"Town ' || (` + place + `) || '","lat":1.5,"lon":2.5,"precision":"city","text":"the town","start":70,"end":78,"basis":"clause"}'`
	mention := func(first, article, status, main string) string {
		return seedInto(events, "mentions", "id", id(models.MentionPrefix, first+" + i"), "article_id", id(models.ArticlePrefix, article), "event_id", id(models.EventPrefix, "i"),
			"type", typ, "plover", "''", "mode", "'talks'", "status", status, "status_source", "'a spokesman'", "quad", quad, "score", score,
			"quote_exact", "'Party ' || (i % 200) || ' met envoys over subject ' || (i % 997) || ' in the town on Monday, a spokesman said after the talks.'",
			"quote_prefix", "'were told on the day before. '", "quote_suffix", "' Neither side gave a reason for'", "quote_start", "30", "quote_end", "130", "quote_field", "''",
			"trigger_start", "38", "trigger_end", "41", "trigger", "'met'", "actors", party("30", actor), "recipients", party("42", recipient), "date", date, "place", town, "numbers", "'[]'",
			"main", main, "confidence", "0.5 + (i % 40) / 100.0", "summary", summary)
	}
	link := func(story string) string {
		return seedInto(events, "links", "event_id", id(models.EventPrefix, "i"), "story_id", id(models.StoryPrefix, story), "probability", "0.9",
			"reasons", `'[{"feature":"entities","weight":2.5},{"feature":"gap","weight":-0.25}]'`, "date_start", dated, "date_end", dated, "importance", "i % 97")
	}
	change := func(first int, field, after string) string {
		return seedInto(events, "changes", "seq", fmt.Sprint(first)+" + i", "at", seedNow, "actor", "'reader'", "target", id(models.EventPrefix, "i"),
			"action", "'create'", "field", field, "before", "''", "after", after, "reason", "''")
	}
	linked := func(story string) (field, after string) {
		return "'links/' || " + id(models.StoryPrefix, story), `'{"eventId":"' || ` + id(models.EventPrefix, "i") + ` || '","storyId":"' || ` + id(models.StoryPrefix, story) + ` || '","probability":0.9,"reasons":[]}'`
	}
	ofStory, after := linked(story)
	out := []string{
		seedInto(events, "articles", "id", id(models.ArticlePrefix, "i"), "url", "'https://news.example/' || i", "source_id", id(models.SourcePrefix, zipf(2003, n)),
			"origin_id", id(models.OriginPrefix, "i / 2"), "publisher", "'Publisher ' || ("+publisher+")", "authors", "'[\"A. Writer\"]'", "title", "'Headline ' || i",
			"text", "'Party ' || (i % 200) || ' met envoys over subject ' || (i % 997) || ' in the town on Monday, a spokesman said after the talks. Neither side gave a reason for the delay.'",
			"language", "'en'", "published_on", day, "content_hash", "'hash' || i", "read_with", "''", "created_at", seedNow, "updated_at", seedNow),
		seedInto(events, "events", "id", id(models.EventPrefix, "i"), "type", typ, "plover", "''", "mode", "'talks'", "status", "'happened'", "quad", quad, "score", score,
			"summary", summary, "confidence", "0.5 + (i % 40) / 100.0", "report_count", "2", "origin_count", "1 + i % 2", "date", date, "date_start", dated, "date_end", dated,
			"place_id", id(models.PlacePrefix, place), "disputed", "i % 7 = 0", "importance", "i % 97", "version", "1", "created_at", seedNow, "updated_at", seedNow),
		mention("0", "i", "CASE WHEN i % 20 = 7 THEN 'scheduled' ELSE 'happened' END", "i >= 0"),
		mention(fmt.Sprint(events), fmt.Sprintf("(i + %d) %% %d", 1+events/3, events), "'happened'", "i < 0"),
		seedInto(events, "event_entities", "event_id", id(models.EventPrefix, "i"), "entity_id", id(models.EntityPrefix, actor), "role", "'actor'", "position", "0", "date_start", dated),
		seedInto(events, "event_entities", "event_id", id(models.EventPrefix, "i"), "entity_id", id(models.EntityPrefix, recipient), "role", "'recipient'", "position", "0", "date_start", dated, "leads", "("+actor+") <> ("+recipient+")"),
		link("0"), link(story),
		"UPDATE stories SET event_count = (SELECT COUNT(*) FROM links WHERE links.story_id = stories.id)",
		change(1, "''", `'{"id":"' || `+id(models.EventPrefix, "i")+` || '"}'`), change(1+events, ofStory, after),
		seedInto(events, "concerns", "subject", id(models.StoryPrefix, story), "seq", fmt.Sprint(1+events)+" + i"),
	}
	for _, facet := range [][4]string{{"all", "''", "''", "''"}, {"kind", "type", "quad", "''"}, {"country", "''", "''", "country"}, {"cube", "type", "quad", "country"}} {
		out = append(out, seedTallies("tallies", "date_start", "date_start < "+noDay, facet),
			seedTallies("month_tallies", "CASE WHEN date_start < "+noDay+" THEN substr(date_start, 1, 7) || '-01' ELSE date_start END", "1 = 1", facet))
	}
	return append(out, "DELETE FROM totals", "INSERT INTO totals (kind, records) SELECT 'articles', COUNT(*) FROM articles UNION ALL SELECT 'events', COUNT(*) FROM events"+
		" UNION ALL SELECT 'mentions', COUNT(*) FROM mentions UNION ALL SELECT 'stories', COUNT(*) FROM stories UNION ALL SELECT 'entities', COUNT(*) FROM entities"+
		" UNION ALL SELECT 'places', COUNT(*) FROM places UNION ALL SELECT 'sources', COUNT(*) FROM sources")
}

// noDay is the day of events without a date, in SQL.
const noDay = "'" + string(models.NoDay) + "'"

// seedInto is a statement that makes n rows, i counting them from 0: of each column
// the name and the expression of its value.
func seedInto(n int, table string, columns ...string) string {
	var names, values []string
	for c := 0; c < len(columns); c += 2 {
		names, values = append(names, columns[c]), append(values, columns[c+1])
	}
	return fmt.Sprintf("WITH RECURSIVE numbers(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < %d)"+
		" INSERT INTO %s (%s) SELECT %s FROM numbers", n-1, table, strings.Join(names, ", "), strings.Join(values, ", "))
}

// seedTallies is a statement that makes the rows of one facet in a table of tallies, of
// all events and of SeedStory(0): day is where an event stands in it, which is one day
// here, and facet the name and what it has for type, quad and country.
func seedTallies(table, day, which string, facet [4]string) string {
	return "INSERT INTO " + table + " (story_id, facet, actor, date_start, date_end, type, quad, country, events, reports, origins, disputed, conflict, cooperation)" +
		" SELECT story, '" + facet[0] + "', '', " + day + ", " + day + ", " + facet[1] + ", " + facet[2] + ", " + facet[3] + ", COUNT(*), SUM(report_count), SUM(origin_count)," +
		" SUM(CASE WHEN disputed THEN 1 ELSE 0 END), SUM(CASE WHEN score < 0 THEN CAST(-1000 * score AS BIGINT) ELSE 0 END), SUM(CASE WHEN score > 0 THEN CAST(1000 * score AS BIGINT) ELSE 0 END)" +
		" FROM events JOIN places ON places.id = events.place_id, (SELECT '' AS story UNION ALL SELECT " + id(models.StoryPrefix, "0") + ") AS stories" +
		" WHERE " + which + " GROUP BY 1, 4, 5, 6, 7, 8"
}

// zipf is the SQL expression of a number from 0 to n-1 that follows from i: k has
// about the share 1/(k+1) of the first. Different primes give independent numbers.
func zipf(prime, n int) string {
	return fmt.Sprintf("CAST(floor(exp(ln(%d) * CAST(i %% 99991 * %d %% 99991 AS DOUBLE PRECISION) / 99991)) AS BIGINT) - 1", n, prime)
}

// SeedStory returns the id of a story that Seed makes, from 0 on.
func SeedStory(i int) string { return seedID(models.StoryPrefix, i) }

// SeedEvent returns the id of an event that Seed makes, from 0 on.
func SeedEvent(i int) string { return seedID(models.EventPrefix, i) }

// SeedEntity returns the id of an entity that Seed makes, from 0 on.
func SeedEntity(i int) string { return seedID(models.EntityPrefix, i) }

// SeedArticle returns the id of an article that Seed makes, from 0 on.
func SeedArticle(i int) string { return seedID(models.ArticlePrefix, i) }

// SeedSource returns the id of a source that Seed makes, from 0 on.
func SeedSource(i int) string { return seedID(models.SourcePrefix, i) }

// SeedPlace returns the id of a place that Seed makes, from 0 on.
func SeedPlace(i int) string { return seedID(models.PlacePrefix, i) }

// seedID is what the SQL of id gives: a prefix and 26 characters, as of a ULID.
func seedID(prefix string, i int) string { return fmt.Sprintf("%sSEED%022d", prefix, i) }

// id is the SQL expression of an id with the number that an expression gives.
func id(prefix, number string) string {
	return "'" + prefix + "SEED000000000000' || substr(CAST(10000000000 + (" + number + ") AS TEXT), 2)"
}

func seedCountry(number string) string {
	return fmt.Sprintf("substr('DEFRGBUAUSCNINJPBRKE', 1 + 2 * (%s %% 10), 2)", number)
}
