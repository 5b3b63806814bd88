package web_test

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/throughline-news/throughline/exports"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
	"github.com/throughline-news/throughline/web"
)

// hostile is in every text of event 1: markup, quotes, a template, a text that
// turns its direction and one that never ends.
const hostile = `<script>alert("x")</script><img src=x onerror='alert(1)'> {{.}} ` + "\u202e" + `"' onmouseover="alert(2)` + `&lt;b&gt;`

func id(prefix string, n int) string { return models.NewID(prefix, time.UnixMilli(int64(n)), "") }

func storyID() string        { return id(models.StoryPrefix, 1) }
func eventID(n int) string   { return id(models.EventPrefix, n) }
func articleID(n int) string { return id(models.ArticlePrefix, n) }

// text is what event n's article says: the quote is the second sentence.
func text(n int) (before, quote, after string) {
	return "Zürich, day one.\n\n", fmt.Sprintf("Delegates met %d times.", n), "\nMore is to come."
}

// fill stores a story with n events, an article and a mention each. Event 1 is
// hostile, event 2 knows nothing that need not be known.
func fill(t testing.TB, st *store.Store, n int) {
	t.Helper()
	err := st.Write(t.Context(), func(tx *store.Tx) error {
		tx = tx.As("reader", hostile)
		entity := models.Entity{ID: id(models.EntityPrefix, 1), Key: "k", Name: "Ruritania " + hostile, Kind: models.EntityCountry}
		place := models.Place{ID: id(models.PlacePrefix, 1), Key: "k", Name: "Zenda " + hostile, Lat: -25.77, Lon: 80.19, Country: "XX", Precision: models.PlaceCity}
		story := models.Story{ID: storyID(), Slug: "ruritania", Title: "Ruritania " + hostile, Tracked: true, Status: models.StoryActive,
			Entities: []string{hostile}, Terms: []string{"talks " + hostile}}
		part := models.Story{ID: id(models.StoryPrefix, 2), Slug: "part", Title: "A part", Status: models.StoryDormant, ParentID: storyID()}
		if err := errors.Join(tx.SaveEntities([]models.Entity{entity}), tx.SavePlaces([]models.Place{place}), tx.SaveStories([]models.Story{story, part})); err != nil {
			return err
		}
		for i := 1; i <= n; i++ {
			before, quote, after := text(i)
			day := models.Day("2025-01-01").Add(i)
			a := models.Article{ID: articleID(i), URL: fmt.Sprintf("https://www.news.example/%d?a=1&b=2", i), Title: fmt.Sprintf("Headline %d", i), Publisher: "The Sample",
				Text: before + quote + after, Language: "en", PublishedOn: day, ContentHash: fmt.Sprint(i), ReadWith: "1"}
			e := models.Event{ID: eventID(i), Type: models.Consult, Mode: "talks", Status: models.Scheduled, Quad: models.VerbalCooperation, Score: 1,
				Summary: fmt.Sprintf("Delegates met %d", i), Confidence: .9, ReportCount: 1, OriginCount: 1, PlaceID: place.ID,
				Date: &models.Date{Start: day, End: day, Precision: models.PrecisionDay, Kind: models.KindRelative, Basis: models.BasisClause, EDTF: string(day), Text: "that day"}}
			m := models.Mention{ID: id(models.MentionPrefix, i), ArticleID: a.ID, EventID: e.ID, Type: e.Type, Status: e.Status, StatusSource: "an aide",
				Quote:      models.Quote{Exact: quote, Prefix: before, Suffix: after, Start: len([]rune(before)), End: len([]rune(before + quote))},
				Confidence: .9, Summary: e.Summary, Date: e.Date, Place: &models.MentionPlace{Place: place}}
			parts := []models.EventEntity{{EventID: e.ID, EntityID: entity.ID, Role: models.RoleActor}, {EventID: e.ID, EntityID: entity.ID, Role: models.RoleRecipient}}
			switch i {
			case 1:
				a.Title, a.Publisher, a.Authors, a.URL = hostile, hostile, []string{hostile}, "javascript:alert(3)//"+hostile
				e.Summary, e.Mode, m.Summary, m.Quote.Exact, m.Quote.Prefix, m.StatusSource = hostile, hostile, hostile, hostile, hostile, hostile
				e.Date.Text = hostile
			case 2:
				a.Title, a.Publisher, a.URL, a.PublishedOn, a.Language = "", "", "", "", ""
				e.Mode, e.Quad, e.Score, e.PlaceID, e.Date, e.Type = "", "", 0, "", nil, models.Other
				m.Date, m.Place, m.StatusSource, parts = nil, nil, "", nil
			}
			if _, err := tx.SaveArticle(&a); err != nil {
				return err
			}
			if err := tx.SaveEvents([]models.Event{e}, parts); err != nil {
				return err
			}
			if _, err := tx.ReplaceMentions(a.ID, []models.Mention{m}); err != nil {
				return err
			}
			link := models.Link{EventID: e.ID, StoryID: storyID(), Probability: .9, Reasons: []models.Reason{{Feature: "words " + hostile, Weight: 1.5}}}
			if err := tx.SaveLinks([]string{e.ID}, []models.Link{link}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// site returns the pages and the API over a store with n events.
func site(t testing.TB, n int) http.Handler {
	t.Helper()
	st := storetest.Open(t, storetest.SQLite.New(t), store.Options{})
	fill(t, st, n)
	return over(t, st)
}

func over(t testing.TB, st *store.Store) http.Handler {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	api := graph.NewHandler(&graph.Resolver{Store: st}, graph.Options{Log: log})
	pages, err := web.New(api, log)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", api)
	for pattern, handler := range (exports.Server{Store: st, Log: log, Now: time.Now, Version: "test", EmbedOn: []string{"*"}}).Routes() {
		mux.Handle(pattern, handler)
	}
	mux.Handle("/", pages)
	return mux
}

// get asks for a page and checks what holds of every answer.
func get(t testing.TB, h http.Handler, target string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil))
	policy := w.Header().Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "http") || strings.Contains(policy, "*") || strings.Contains(policy, "unsafe-eval") ||
		w.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%s: headers %v", target, w.Header())
	}
	return w
}

// page is a parsed page: its elements by name.
type page map[string][]*html.Node

func parse(t testing.TB, body string) page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	p := page{}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			p[n.Data] = append(p[n.Data], n)
		}
	}
	return p
}

// attr returns an attribute of an element, "" when it has none of this name.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// words is the text of an element.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// resolve follows a link from a page of this site.
func resolve(t testing.TB, from, link string) *url.URL {
	t.Helper()
	base, err := url.Parse(from)
	if err != nil {
		t.Fatal(err)
	}
	to, err := base.Parse(link)
	if err != nil {
		t.Fatalf("%s: link %q: %v", from, link, err)
	}
	return to
}
