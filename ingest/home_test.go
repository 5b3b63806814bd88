package ingest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
)

// local returns n articles of a publisher in Ohio.
func local(n int, publisher, sourceID string) []any {
	towns := []string{"Columbus", "Cleveland", "Toledo", "Akron"}
	var out []any
	for i := range n {
		out = append(out, source.Clean(models.Article{
			URL: fmt.Sprintf("https://local.example/%d", i), Publisher: publisher, SourceID: sourceID, Title: fmt.Sprintf("Council, part %d", i),
			Text: fmt.Sprintf("The council of %s, Ohio, met for the %d. time to discuss roads.", towns[i%len(towns)], i), PublishedOn: "2025-03-01",
		}))
	}
	return out
}

// doubtful is an article on a town that most people look for in Ireland.
func doubtful(publisher string) models.Article {
	return source.Clean(models.Article{URL: "https://" + publisher + ".example/fire", Publisher: publisher, Title: "Arrest",
		Text: "Police arrested a man in Dublin on March 3, 2025 after protests. Protesters demonstrated in Dublin again.", PublishedOn: "2025-03-04"})
}

const inOhio, inIreland = "geonames/5152333", "geonames/2964574"

// where returns the key of the place that an article names.
func where(t *testing.T, s *Service, r Result) string {
	t.Helper()
	if r.Err != nil || len(r.Events) == 0 {
		t.Fatalf("got %+v, want events", r)
	}
	for _, m := range must(s.store.MentionsOf(t.Context(), r.Events, 10))[r.Events[0]] {
		if m.ArticleID == r.Article.ID && m.Place != nil {
			return m.Place.Key
		}
	}
	t.Fatalf("%s names no place", r.Article.URL)
	return ""
}

func TestHomeIsLearnedFromThePublisher(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ingest(t, s, local(4, "courier", "")...)
		results := ingest(t, s, doubtful("courier"), doubtful("stranger"))
		if got := where(t, s, results[0]); got != inOhio {
			t.Errorf("the local paper's Dublin is %s, want that in Ohio", got)
		}
		if got := where(t, s, results[1]); got != inIreland {
			t.Errorf("a stranger's Dublin is %s, want that in Ireland", got)
		}
	})
}

func TestHomeIsStated(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		s.Home = places.Home{Country: "US", Admin1: "OH"}
		if got := where(t, s, ingest(t, s, doubtful("stranger"))[0]); got != inOhio {
			t.Errorf("Dublin is %s, want that in Ohio", got)
		}
		if src := followed(t, s, "https://news.example/feed"); src.HomeCountry != "US" || src.HomeAdmin1 != "OH" {
			t.Errorf("the feed's home is %s %s, want the stated one", src.HomeCountry, src.HomeAdmin1)
		}
		s.Home = places.Home{}
		if src := followed(t, s, "https://news.example/feed"); src.HomeCountry != "US" {
			t.Error("followed again without a home, it lost its own")
		}
		s.Home = places.Home{Country: "IE"}
		if src := followed(t, s, "https://news.example/feed"); src.HomeCountry != "IE" || src.HomeAdmin1 != "" {
			t.Errorf("the feed's home is %s %s, want the one stated last", src.HomeCountry, src.HomeAdmin1)
		}
	})
}

// TestHomeOfAFeedIsKept polls a feed that wrote of Ohio before, with few and with many articles.
func TestHomeOfAFeedIsKept(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed" {
			http.NotFound(w, r)
			return
		}
		a := doubtful("feed")
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>feed</title><item><title>%s</title><link>http://%s/%d</link>
			<description>%s</description><pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate></item></channel></rss>`, a.Title, r.Host, time.Now().UnixNano(), a.Text)
	}))
	t.Cleanup(site.Close)
	eachService(t, func(t *testing.T, s *Service) {
		src := followed(t, s, site.URL+"/feed")
		for _, step := range []struct {
			articles int
			country  string
		}{{settleFrom - 1, ""}, {2 * settleFrom, "US"}} {
			ingest(t, s, local(step.articles, "feed", src.ID)...)
			s.poll(t.Context(), newFetcher(), src)
			if src = only(t, s); src.HomeCountry != step.country || src.LastError != "" {
				t.Fatalf("after %d articles the home kept is %q (%s), want %q", step.articles, src.HomeCountry, src.LastError, step.country)
			}
		}
		if src.HomeAdmin1 != "Ohio" {
			t.Errorf("the division is %q, want Ohio", src.HomeAdmin1)
		}
		events := must(s.store.Events(t.Context(), store.EventFilter{Text: "Dublin"}, store.Page{First: 10})).Items
		if len(events) == 0 {
			t.Fatal("no event in Dublin")
		}
		for _, e := range events {
			if p := must(s.store.PlacesByID(t.Context(), []string{e.PlaceID}))[e.PlaceID]; p.Key != inOhio {
				t.Errorf("%s is placed in %s, want in Ohio", e.Summary, p.Key)
			}
		}
		changes := must(s.store.History(t.Context(), src.ID, store.Page{First: 50})).Items
		found := false
		for _, c := range changes {
			found = found || c.Field == "homeCountry" || c.Field == "home_country"
		}
		if !found {
			t.Errorf("the journal does not tell of the home: %+v", changes)
		}
	})
}
