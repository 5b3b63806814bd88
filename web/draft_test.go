package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/background"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
	"github.com/throughline-news/throughline/web"
)

// newsroom returns the pages of a server that reads drafts and has one report.
func newsroom(t *testing.T) http.Handler {
	t.Helper()
	reader, err := reading.New()
	if err != nil {
		t.Fatal(err)
	}
	st, log := storetest.Open(t, storetest.SQLite.New(t), store.Options{}), slog.New(slog.DiscardHandler)
	news := ingest.New(st, reader, log)
	report := models.Article{URL: "https://wire.example.org/a", Publisher: "Sample Wire", PublishedOn: "2025-11-24",
		Text: "Marco Rubio and Andriy Yermak met in Geneva on 23 November for talks on the American peace plan."}
	if result, err := news.One(t.Context(), report); err != nil || result.Err != nil {
		t.Fatal(err, result.Err)
	}
	api := graph.NewHandler(&graph.Resolver{Store: st, Drafts: &background.Service{Store: st, Reader: news.Reader}}, graph.Options{Log: log})
	pages, err := web.New(api, log)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// send posts a form as a browser does from a page of site.
func send(t *testing.T, h http.Handler, site string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/draft", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", site)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestDraftPage(t *testing.T) {
	h := newsroom(t)
	if w := get(t, h, "/draft"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `<textarea id="draft" name="draft"`) {
		t.Errorf("the form: got %d %s", w.Code, w.Body)
	}
	wrong := url.Values{"draft": {"Rubio and Yermak met in Geneva on 24 November for talks on the peace plan. <b>Bold</b>"}, "date": {"2025-12-01"}}
	w := send(t, h, "same-origin", wrong)
	body := w.Body.String()
	for _, want := range []string{"<q>24 November</q>", "23 November 2025", `<a href="https://wire.example.org/a"`, "&lt;b&gt;Bold", `value="2025-12-01"`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in %s", want, body)
		}
	}
	if strings.Contains(body, "<b>Bold") || w.Code != http.StatusOK {
		t.Errorf("got %d %s", w.Code, body)
	}
	for name, got := range map[string]struct {
		w      *httptest.ResponseRecorder
		status int
	}{
		"from another site": {send(t, h, "cross-site", wrong), http.StatusForbidden},
		"no text":           {send(t, h, "same-origin", url.Values{"draft": {" "}}), http.StatusBadRequest},
		"no date":           {send(t, h, "same-origin", url.Values{"draft": {"x"}, "date": {"soon"}}), http.StatusBadRequest},
		"too long":          {send(t, h, "same-origin", url.Values{"draft": {strings.Repeat("x ", 1<<20)}}), http.StatusBadRequest},
	} {
		if got.w.Code != got.status {
			body, _ := io.ReadAll(got.w.Body)
			t.Errorf("%s: got %d %s, want %d", name, got.w.Code, body, got.status)
		}
	}
	if w := send(t, site(t, 1), "same-origin", wrong); w.Code != http.StatusForbidden {
		t.Errorf("where no drafts are read: got %d", w.Code)
	}
}
