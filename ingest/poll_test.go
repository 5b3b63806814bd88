package ingest

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// publisher is a site with a feed of two items, the newest first: one with its
// whole text and one with a teaser and a page.
type publisher struct {
	*httptest.Server
	fails atomic.Bool
	asked atomic.Int32 // requests for the feed
	pages atomic.Int32 // requests for the page
}

const whole = "Norwegian and Chilean negotiators met in Geneva on March 3, 2025 to discuss fishing quotas. "

func newPublisher(t testing.TB) *publisher {
	p := &publisher{}
	mux := http.NewServeMux()
	mux.HandleFunc("/feed", func(w http.ResponseWriter, r *http.Request) {
		p.asked.Add(1)
		switch {
		case p.fails.Load():
			http.Error(w, "out of order", http.StatusInternalServerError)
		case r.Header.Get("If-None-Match") == `"v1"`:
			w.WriteHeader(http.StatusNotModified)
		default:
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
				<title>The Example</title><link>%[1]s</link>
				<item><title>Quake in Peru</title><link>%[1]s/page</link><pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate>
					<description>A strong earthquake was felt.</description></item>
				<item><title>Fishing talks</title><link>%[1]s/talks</link><pubDate>Mon, 03 Mar 2025 10:00:00 GMT</pubDate>
					<content:encoded><![CDATA[<p>%[2]s</p>]]></content:encoded></item>
				</channel></rss>`, p.URL, strings.Repeat(whole, 12))
		}
	})
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
		p.pages.Add(1)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<html lang=en><title>Quake in Peru</title><body><article><h1>Quake in Peru</h1><p>%s</p><p>%s</p></article></body></html>",
			strings.Repeat("An earthquake struck near Arequipa, Peru, on March 4, 2025, and destroyed dozens of houses in the hills. ", 6),
			strings.Repeat("Peru sent tents, water and food to the villages round the city on the same day, officials said. ", 6))
	})
	mux.HandleFunc("/nothing", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "this is no feed") })
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func newFetcher() *source.Fetcher {
	return source.NewFetcher(source.FetchOptions{AllowPrivate: true, HostDelay: time.Nanosecond})
}

// followed follows one address and returns the source.
func followed(t testing.TB, s *Service, url string) models.Source {
	t.Helper()
	if err := s.Follow(t.Context(), []string{url}); err != nil {
		t.Fatal(err)
	}
	return only(t, s)
}

// only returns the only source.
func only(t testing.TB, s *Service) models.Source {
	t.Helper()
	list := must(s.store.Sources(t.Context(), store.Page{First: 10}))
	if len(list.Items) != 1 {
		t.Fatalf("%d sources, want 1", len(list.Items))
	}
	return list.Items[0]
}

func TestFollow(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		src := followed(t, s, "https://news.example/feed")
		if again := followed(t, s, "https://NEWS.example/feed#top"); again.ID != src.ID {
			t.Errorf("followed as %s and %s, want one", src.ID, again.ID)
		}
		if due := must(s.store.DueSources(t.Context(), time.Now().Add(time.Second), 10)); len(due) != 1 {
			t.Errorf("%d feeds are due, want the new one", len(due))
		}
		for _, url := range []string{"", "news", "ftp://news.example/feed", "https://"} {
			if err := s.Follow(t.Context(), []string{url}); err == nil {
				t.Errorf("%q: no error", url)
			}
		}
	})
}

func TestPollStoresWhatIsNew(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx, site := t.Context(), newPublisher(t)
		now := time.Date(2025, 3, 4, 12, 0, 0, 0, time.UTC)
		s.now = func() time.Time { return now }
		s.poll(ctx, newFetcher(), followed(t, s, site.URL+"/feed"))

		src := only(t, s)
		if src.LastError != "" || src.ETag != `"v1"` || src.CheckedAt == nil || *src.CheckedAt != now || src.NextCheckAt != now.Add(pollEvery) {
			t.Errorf("source %+v, want it read now and due in %s", src, pollEvery)
		}
		articles := must(s.store.Articles(ctx, store.ArticleFilter{SourceIDs: []string{src.ID}}, store.Page{First: 10})).Items
		if len(articles) != 2 {
			t.Fatalf("%d articles, want 2", len(articles))
		}
		if a := articles[0]; !strings.Contains(a.Text, "tents, water and food") || a.PublishedOn != "2025-03-04" {
			t.Errorf("the teaser's article of %s has the text %.80q, want that of its page", a.PublishedOn, a.Text)
		}
		if a := articles[1]; !strings.HasPrefix(a.Text, "Norwegian and Chilean negotiators") || a.PublishedOn != "2025-03-03" {
			t.Errorf("the whole item of %s has the text %.80q", a.PublishedOn, a.Text)
		}
		if must(s.store.Counts(ctx)).Events == 0 {
			t.Error("no events were found")
		}

		// Again: the server says that nothing is new; then it says all of it again.
		before := must(s.store.Counts(ctx)).Articles
		s.poll(ctx, newFetcher(), only(t, s))
		forgetful := only(t, s)
		forgetful.ETag = ""
		s.poll(ctx, newFetcher(), forgetful)
		if got := must(s.store.Counts(ctx)).Articles; got != before || site.asked.Load() != 3 || site.pages.Load() != 1 {
			t.Errorf("%d articles after %d requests for the feed and %d for the page, want 2 after 3 and 1", got, site.asked.Load(), site.pages.Load())
		}
		kept := must(s.store.Articles(ctx, store.ArticleFilter{SourceIDs: []string{src.ID}}, store.Page{First: 10})).Items
		if kept[0].Text != articles[0].Text {
			t.Errorf("the teaser came again: the text is %.80q, want that of the page still", kept[0].Text)
		}
	})
}

func TestPollWaitsLongerAfterEachFailure(t *testing.T) {
	eachService(t, func(t *testing.T, s *Service) {
		ctx, site := t.Context(), newPublisher(t)
		now := time.Date(2025, 3, 4, 12, 0, 0, 0, time.UTC)
		s.now = func() time.Time { return now }
		src := followed(t, s, site.URL+"/feed")
		site.fails.Store(true)
		for _, want := range []time.Duration{pollEvery, 2 * pollEvery, 4 * pollEvery, 8 * pollEvery, 16 * pollEvery, 32 * pollEvery, pollAtMost, pollAtMost} {
			s.poll(ctx, newFetcher(), src)
			src = only(t, s)
			if got := src.NextCheckAt.Sub(now); got != want || !strings.Contains(src.LastError, "500") {
				t.Errorf("due in %s after %q, want %s", got, src.LastError, want)
			}
			now = src.NextCheckAt
		}
		site.fails.Store(false)
		s.poll(ctx, newFetcher(), src)
		if src = only(t, s); src.LastError != "" || src.NextCheckAt.Sub(now) != pollEvery {
			t.Errorf("after the failures %q, due in %s", src.LastError, src.NextCheckAt.Sub(now))
		}
	})
}

func TestPollOfWhatIsNoFeed(t *testing.T) {
	s := newService(t, storetest.Open(t, storetest.SQLite.New(t), store.Options{}))
	s.poll(t.Context(), newFetcher(), followed(t, s, newPublisher(t).URL+"/nothing"))
	if src := only(t, s); src.LastError == "" || src.CheckedAt == nil {
		t.Errorf("source %+v, want an error noted", src)
	}
}

// told is a log handler that tells of each message.
type told struct {
	slog.Handler
	messages chan string
}

func (h told) Enabled(context.Context, slog.Level) bool { return true }

func (h told) Handle(_ context.Context, r slog.Record) error {
	h.messages <- r.Message
	return nil
}

func TestPollReadsDueFeedsUntilItIsStopped(t *testing.T) {
	s := newService(t, storetest.Open(t, storetest.SQLite.New(t), store.Options{}))
	site := newPublisher(t)
	followed(t, s, site.URL+"/feed")
	messages := make(chan string, 100)
	s.log = slog.New(told{slog.DiscardHandler, messages})
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- s.Poll(ctx, newFetcher()) }()
	if got := <-messages; got != "feed read" {
		t.Errorf("told %q first, want that the feed was read", got)
	}
	stop()
	if err := <-done; err != nil {
		t.Errorf("stopped with %v", err)
	}
	if got := must(s.store.Counts(t.Context())).Articles; got != 2 {
		t.Errorf("%d articles, want 2", got)
	}
}
