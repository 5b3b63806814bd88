package store_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// planEvents is how many events (articles, mentions…) the plans are made for.
const planEvents = 30_000

// A page of any list is read through an index: no statement goes through a whole
// table that grows with the news.
func TestNoPageScansATable(t *testing.T) {
	small := map[string]bool{"stories": true, "entities": true, "places": true, "redirects": true} // 200 rows at most here
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			dsn := d.New(t)
			st := storetest.Open(t, dsn, store.Options{})
			storetest.Seed(t, dsn, planEvents)
			for name, read := range pages(t, st) {
				for _, statement := range st.Statements(read) {
					plan := plan(t, d, dsn, statement)
					for _, table := range scans(d, plan) {
						if !small[table] {
							t.Errorf("%s goes through all of %s:\n%s\n%s", name, table, statement, plan)
						}
					}
				}
			}
		})
	}
}

// pages reads a page of each list, with the filters that pages are read with,
// from the start and from the middle.
func pages(t testing.TB, st *store.Store) map[string]func() {
	ctx := t.Context()
	disputed := true
	story, entity := storetest.SeedStory(0), storetest.SeedEntity(1)
	out := map[string]func(){
		"mentions": func() { must(st.MentionsOf(ctx, []string{storetest.SeedEvent(1), storetest.SeedEvent(2)}, 20)) },
		"participants": func() {
			must(st.ParticipantsOf(ctx, []string{storetest.SeedEvent(1), storetest.SeedEvent(2)}))
		},
		"links":   func() { must(st.LinksOf(ctx, []string{storetest.SeedEvent(1)})) },
		"related": func() { must(st.RelatedTo(ctx, []string{story, storetest.SeedStory(1)}, 5)) },
		"search":  func() { must(st.Search(ctx, store.Wanted{{"subject 17"}}, nil, store.Page{First: 20})) },
	}
	for name, f := range map[string]store.EventFilter{
		"all":        {},
		"story":      {StoryIDs: []string{storetest.SeedStory(3)}},
		"entity":     {EntityIDs: []string{entity}},
		"country":    {Countries: []string{"CN"}},
		"type":       {Types: []models.EventType{models.Assault}},
		"a month":    {From: "2014-02-01", To: "2014-02-28"},
		"late":       {From: "2025-06-01"},
		"near":       {Near: &store.Near{Lat: 0, Lon: 30, Km: 500}},
		"text":       {Text: "subject 17"},
		"confidence": {MinConfidence: .5},
		"disputed":   {Disputed: &disputed},
		"key":        {Key: 30},
	} {
		for from, page := range map[string]func(list func(store.Page) store.List[models.Event]) store.Page{
			"start": func(func(store.Page) store.List[models.Event]) store.Page { return store.Page{First: 20} },
			"middle": func(list func(store.Page) store.List[models.Event]) store.Page {
				first := list(store.Page{First: store.MaxFirst})
				return store.Page{First: 20, After: first.Cursors[len(first.Cursors)/2]}
			},
		} {
			events := func(p store.Page) store.List[models.Event] { return must(st.Events(ctx, f, p)) }
			at := func(p store.Page) store.List[models.Event] {
				return must(st.EventsAt(ctx, store.EarliestFirst, []string{storetest.SeedPlace(1), storetest.SeedPlace(2)}, f, p))[storetest.SeedPlace(1)]
			}
			with := func(p store.Page) store.List[models.Event] {
				return must(st.EventsWith(ctx, store.EarliestFirst, []string{entity, storetest.SeedEntity(2)}, f, p))[entity]
			}
			line := func(p store.Page) store.List[models.Event] {
				return must(st.Timelines(ctx, []string{story, storetest.SeedStory(1)}, f, p))[story]
			}
			eventPage, linePage := page(events), page(line)
			for _, by := range orders {
				if name != "all" {
					continue
				}
				lineBy := func(p store.Page) store.List[models.Event] {
					return must(st.TimelinesBy(ctx, by, []string{story, storetest.SeedStory(1)}, f, p))[story]
				}
				eventsBy := func(p store.Page) store.List[models.Event] { return must(st.EventsBy(ctx, by, f, p)) }
				lineStart, eventStart := page(lineBy), page(eventsBy)
				out["timeline "+string(by)+", "+name+", "+from] = func() { lineBy(lineStart) }
				out["events "+string(by)+", "+name+", "+from] = func() { eventsBy(eventStart) }
			}
			for what, list := range map[string]func(store.Page) store.List[models.Event]{"at a place": at, "with an entity": with} {
				if found := list(store.Page{First: store.MaxFirst}); len(found.Items) > 0 {
					start := page(list)
					out["events "+what+", "+name+", "+from] = func() { list(start) }
				}
			}
			out["events, "+name+", "+from] = func() { events(eventPage) }
			out["timeline, "+name+", "+from] = func() { line(linePage) }
		}
	}
	for name, f := range map[string]store.ArticleFilter{
		"all":       {},
		"story":     {StoryIDs: []string{storetest.SeedStory(3)}},
		"event":     {EventIDs: []string{storetest.SeedEvent(5)}},
		"publisher": {Publishers: []string{"Publisher 7"}},
		"a month":   {From: "2014-02-01", To: "2014-02-28"},
		"text":      {Text: "subject 17"},
	} {
		out["articles, "+name] = func() { must(st.Articles(ctx, f, store.Page{First: 20})) }
	}
	return out
}

// scans names the tables that a plan goes through from end to end. An index in
// the order of the list is no such table: the page's LIMIT stops there.
func scans(d storetest.Database, plan string) []string {
	pattern := regexp.MustCompile(`Seq Scan on (\w+)`)
	if d == storetest.SQLite {
		pattern = regexp.MustCompile(`SCAN (\w+)\n`)
	}
	var out []string
	for _, m := range pattern.FindAllStringSubmatch(plan, -1) {
		if !strings.Contains(plan, "CO-ROUTINE "+m[1]+"\n") { // SQLite's name for the result of a subquery
			out = append(out, m[1])
		}
	}
	return out
}

func plan(t testing.TB, d storetest.Database, dsn, statement string) string {
	explain, column := "EXPLAIN ", 0
	if d == storetest.SQLite {
		explain, column = "EXPLAIN QUERY PLAN ", 3
	} else {
		if !strings.Contains(dsn, "?") {
			dsn += "?"
		}
		dsn += "&random_page_cost=1.1" // of a solid-state disk: only on a turning one is so small a table read whole
	}
	var b strings.Builder
	for _, row := range storetest.Query(t, dsn, explain+statement) {
		fmt.Fprintln(&b, row[column])
	}
	return b.String()
}
