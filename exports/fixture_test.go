package exports

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// moment is when all is stored and asked for.
var moment = time.Date(2026, 1, 20, 12, 0, 0, 0, time.UTC)

func idOf(prefix string, n int) string { return models.NewID(prefix, time.UnixMilli(int64(n)), "") }

var told = models.Story{ID: idOf(models.StoryPrefix, 1), Slug: "harbour-talks", Title: `Harbour <talks> & "strikes", 2026`, Status: models.StoryActive}

var placesTold = []models.Place{
	{ID: idOf(models.PlacePrefix, 1), Key: "g1", Name: "Port Alder", Lat: -12.5, Lon: 130.25, Country: "AU", Precision: models.PlaceCity},
	{ID: idOf(models.PlacePrefix, 2), Key: "g2", Name: "Australia", Lat: -25, Lon: 135, Country: "AU", Precision: models.PlaceCountry},
}

// happening is an event of the fixture with what is said of it, the oldest first.
type happening struct {
	event models.Event
	said  []models.Status // each in an article of a day of its own, from 1 January on
}

func on(start, end models.Day, p models.Precision) *models.Date {
	return &models.Date{Start: start, End: end, Precision: p, Kind: models.KindStated, Basis: models.BasisClause, EDTF: string(start)}
}

// happenings have what exports must bear: marks of every format, dates that are
// coarse, borrowed and missing, places that are no points, and every outcome.
func happenings() []happening {
	dayOf := func(d models.Day) *models.Date { return on(d, d, models.PrecisionDay) }
	borrowed := dayOf("2026-01-05")
	borrowed.Basis = models.BasisPublication
	list := []happening{
		{models.Event{Status: models.Happened, Summary: "=HYPERLINK(\"https://evil.example\",\"talks, more talks\")", PlaceID: placesTold[0].ID, Date: dayOf("2026-01-03")}, []models.Status{models.Scheduled, models.Happened}},
		{models.Event{Status: models.Happened, Summary: "Dockers <b>struck</b>;\nowners \\ & 'mates' *waited*, [see](javascript:x)", PlaceID: placesTold[1].ID, Date: on("2026-01-01", "2026-01-31", models.PrecisionMonth), Disputed: true}, []models.Status{models.Happened}},
		{models.Event{Status: models.Scheduled, Summary: "+Министры встретятся в порту, чтобы обсудить забастовку докеров и новые правила", PlaceID: placesTold[0].ID, Date: on("2026-02-09", "2026-02-11", models.PrecisionRange)}, []models.Status{models.Scheduled}},
		{models.Event{Status: models.Scheduled, Summary: "-Board to vote", Date: dayOf("2026-01-08")}, []models.Status{models.Scheduled}},
		{models.Event{Status: models.Cancelled, Summary: "@Union rally is called off", Date: dayOf("2026-01-30")}, []models.Status{models.Scheduled, models.Postponed, models.Cancelled}},
		{models.Event{Status: models.Postponed, Summary: "Ballot is put off", Date: on("2026-03-01", "2026-03-31", models.PrecisionMonth)}, []models.Status{models.Postponed}},
		{models.Event{Status: models.Scheduled, Summary: "Inquiry to open", Date: borrowed}, []models.Status{models.Scheduled}},
		{models.Event{Status: models.Scheduled, Summary: "Hearing to be held"}, []models.Status{models.Scheduled}},
		{models.Event{Status: models.Happened, Summary: "Strike ended as had been planned", Date: dayOf("2026-01-02")}, []models.Status{models.Happened, models.Scheduled}},
	}
	for i := range list {
		e := &list[i].event
		e.ID, e.Type, e.Confidence, e.ReportCount, e.OriginCount = idOf(models.EventPrefix, i+1), models.Consult, .875, len(list[i].said), 1
		e.Quad, e.Score = models.VerbalCooperation, -1.5
	}
	return list
}

// filled is a database with the happenings on the timeline of the story told.
func filled(t testing.TB, dsn string) *store.Store {
	t.Helper()
	st := storetest.Open(t, dsn, store.Options{Now: func() time.Time { return moment }})
	party := models.Entity{ID: idOf(models.EntityPrefix, 1), Key: "union", Name: "@Dockers, United", Kind: models.EntityOrganization}
	err := st.Write(t.Context(), func(tx *store.Tx) error {
		tx = tx.As("reader", "")
		if err := errors.Join(tx.SaveEntities([]models.Entity{party}), tx.SavePlaces(placesTold), tx.SaveStories([]models.Story{told})); err != nil {
			return err
		}
		for i, h := range happenings() {
			if err := saveHappening(tx, i, h, party.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func saveHappening(tx *store.Tx, i int, h happening, party string) error {
	err := tx.SaveEvents([]models.Event{h.event}, []models.EventEntity{{EventID: h.event.ID, EntityID: party, Role: models.RoleActor}})
	for k, status := range h.said {
		n := 10*i + k
		a := models.Article{ID: idOf(models.ArticlePrefix, n), URL: fmt.Sprintf("https://news.example/%d?a=1&b=2", n), Publisher: "The <Example>, & Co", Title: "Report",
			Text: "Text", Language: "en", PublishedOn: models.Day("2026-01-01").Add(k), ContentHash: fmt.Sprint("hash", n), ReadWith: "1"}
		_, saved := tx.SaveArticle(&a)
		m := models.Mention{ID: idOf(models.MentionPrefix, n), ArticleID: a.ID, EventID: h.event.ID, Type: models.Consult, Status: status, StatusSource: "an aide",
			Quote: models.Quote{Exact: "\"Talks,\" they said\nof " + h.event.Summary, End: 4}, Confidence: .9 - .1*float64(k), Summary: h.event.Summary, Date: h.event.Date}
		_, replaced := tx.ReplaceMentions(a.ID, []models.Mention{m})
		err = errors.Join(err, saved, replaced)
	}
	return errors.Join(err, tx.SaveLinks([]string{h.event.ID}, []models.Link{{EventID: h.event.ID, StoryID: told.ID, Probability: .9, Reasons: []models.Reason{{Feature: "words", Weight: 1}}}}))
}

// each runs fn on a filled database of every kind.
func each(t *testing.T, fn func(t *testing.T, st *store.Store)) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) { fn(t, filled(t, d.New(t))) })
	}
}

// exported is the timeline in a format, and the entries it was made of.
func exported(t *testing.T, st *store.Store, f Format, filter store.EventFilter) (string, []entry) {
	t.Helper()
	story, err := st.Story(t.Context(), told.ID)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := Timeline(t.Context(), &out, st, story, filter, Options{Format: f}); err != nil {
		t.Fatal(err)
	}
	filter.Announced = filter.Announced || f == ICalendar
	lists, err := st.Timelines(t.Context(), []string{told.ID}, filter, store.Page{First: store.MaxFirst})
	if err != nil {
		t.Fatal(err)
	}
	entries, err := entriesOf(t.Context(), st, told.ID, lists[told.ID].Items, needs{account: true, links: true})
	if err != nil || len(entries) == 0 {
		t.Fatalf("%d entries: %v", len(entries), err)
	}
	return out.String(), entries
}

// TestNothingBeforeTheFirstPage holds that an export that cannot begin writes nothing.
func TestNothingBeforeTheFirstPage(t *testing.T) {
	st := filled(t, storetest.SQLite.New(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for f := range kinds {
		var out strings.Builder
		if err := Timeline(ctx, &out, st, told, store.EventFilter{}, Options{Format: f}); err == nil || out.Len() > 0 {
			t.Errorf("%s: wrote %q, %v", f, out.String(), err)
		}
	}
	if err := Timeline(t.Context(), io.Discard, st, told, store.EventFilter{}, Options{Format: "pdf"}); err == nil || !strings.Contains(err.Error(), `"pdf"`) {
		t.Errorf("an unknown format: %v", err)
	}
}
