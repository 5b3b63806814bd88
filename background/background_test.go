package background_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/throughline-news/throughline/background"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

var reader = sync.OnceValues(reading.New)

// each runs fn on both databases, with a few articles stored.
func each(t *testing.T, fn func(t *testing.T, s *background.Service)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		r, err := reader()
		if err != nil {
			t.Fatal(err)
		}
		service := ingest.New(st, r, slog.New(slog.DiscardHandler))
		if _, err := service.Track(t.Context(), ingest.Seed{Title: "Ukraine peace negotiations", Entities: []string{"Ukraine", "United States", "Marco Rubio"}, Terms: []string{"peace plan", "talks"}}, "test"); err != nil {
			t.Fatal(err)
		}
		for i, a := range []models.Article{
			{URL: "https://wire.example.org/plan", Publisher: "Sample Wire", PublishedOn: "2025-11-21", Text: "The United States presented Ukraine with a peace plan of 28 points in Kyiv on Thursday. President Volodymyr Zelenskyy received it."},
			{URL: "https://wire.example.org/geneva", Publisher: "Sample Wire", PublishedOn: "2025-11-24", Text: "Secretary of State Marco Rubio and Andriy Yermak met in Geneva on Sunday for talks on the American peace plan."},
			{URL: "https://post.example.org/geneva", Publisher: "Northern Post", PublishedOn: "2025-11-24", Text: "In Geneva, American and Ukrainian delegations led by Marco Rubio and Andriy Yermak held talks on 23 November. They lasted all day."},
			{URL: "javascript:alert(1)", Publisher: "<script>alert(2)</script>", PublishedOn: "2025-11-29", Text: "Andriy Yermak resigned in Kyiv on Friday. \"<b>[I](javascript:alert(3))</b> am *done*\", he said."},
		} {
			result, err := service.One(t.Context(), a)
			if err != nil || result.Err != nil {
				t.Fatalf("article %d: %v %v", i, err, result.Err)
			}
		}
		fn(t, &background.Service{Store: st, Reader: service.Reader})
	})
}

func of(t *testing.T, s *background.Service, d background.Draft) background.Answer {
	t.Helper()
	a, err := s.Of(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnswer(t *testing.T) {
	const text = "Kyiv has a new problem.\n\nOn 25 November, Foreign Minister Rustem Umerov’s colleague Andriy Yermak met Marco Rubio in Geneva for talks on the peace plan.\n\nOn Tuesday Macron met Lagarde in Frankfurt."
	each(t, func(t *testing.T, s *background.Service) {
		head, err := s.Store.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		a := of(t, s, background.Draft{Text: text, Date: "2025-12-04"})
		var lines []string
		for _, c := range a.Conflicts {
			lines = append(lines, c.Line)
			if got := string([]rune(text)[c.Quote.Start:c.Quote.End]); got != c.Quote.Exact {
				t.Errorf("the quote is %q and its place has %q", c.Quote.Exact, got)
			}
			if c.Paragraph.Number != 2 {
				t.Errorf("%s: paragraph %d, want the second", c.Line, c.Paragraph.Number)
			}
		}
		want := []string{"draft: 25 November 2025; 2 independent reports: 23 November 2025",
			"draft: Foreign Minister; on that date: secretary of the security council of Ukraine, since 18 July 2025; on that date: Andrii Sybiha is foreign minister"}
		if !slices.Equal(lines, want) {
			t.Errorf("conflicts: got %q, want %q", lines, want)
		}
		if sources := a.Conflicts[0].Sources; len(sources) != 2 || !strings.Contains(sources[0].Quote.Exact, "Geneva") || sources[0].URL == "" {
			t.Errorf("sources: got %+v, want both reports with quote and link", sources)
		}
		if len(a.Stories) != 1 || a.Stories[0].Story.Title != "Ukraine peace negotiations" || a.Stories[0].Probability < .5 || len(a.Stories[0].Reasons) == 0 {
			t.Fatalf("stories: got %+v", a.Stories)
		}
		var earlier []string
		for _, e := range a.Stories[0].Earlier {
			earlier = append(earlier, string(e.Event.Date.Start))
			if told := e.Event.Date.Start == "2025-11-23"; e.Told != told || e.Evidence.Quote.Exact == "" {
				t.Errorf("%s: told %v, quote %q", e.Event.Summary, e.Told, e.Evidence.Quote.Exact)
			}
		}
		if len(earlier) < 2 || !slices.IsSorted(earlier) || !slices.Contains(earlier, "2025-11-20") {
			t.Errorf("earlier events: got %q, want that of 20 November too, in time", earlier)
		}
		unreported := slices.ContainsFunc(a.Reported, func(h background.Happening) bool { return h.Event == nil && h.Paragraph.Number == 3 })
		if !unreported {
			t.Errorf("what no report tells is not said to be so: %+v", a.Reported)
		}
		offices := map[string]string{}
		for _, p := range a.People {
			for _, o := range p.Offices {
				offices[p.Entity.Name] += o.Name + " " + string(o.From)
			}
		}
		if offices["Marco Rubio"] != "secretary of state 2025-01-21" || offices["Emmanuel Macron"] == "" {
			t.Errorf("who is who: got %q", offices)
		}
		if after, err := s.Store.Head(t.Context()); err != nil || after != head {
			t.Errorf("something was stored: the journal went from %d to %d (%v)", head, after, err)
		}
	})
}

func TestOffices(t *testing.T) {
	tests := []struct {
		name, text string
		date       models.Day
		want       string // the draft's title that is wrong, "" for none
	}{
		{"as it is", "Secretary of State Marco Rubio spoke.", "2025-12-01", ""},
		{"somebody else has it", "Defense Secretary Marco Rubio spoke.", "2025-12-01", "Defense Secretary"},
		{"no longer", "Defence Minister Rustem Umerov spoke.", "2025-12-01", "Defence Minister"},
		{"then", "Defence Minister Rustem Umerov spoke.", "2025-06-01", ""},
		{"days after the change", "Defence Minister Rustem Umerov spoke.", "2025-07-20", ""},
		{"said to be of the past", "Former defence minister Rustem Umerov spoke.", "2025-12-01", ""},
		{"held when the sentence is set", "On 3 March 2024 Defence Minister Rustem Umerov spoke in Kyiv.", "2025-12-01", ""},
		{"after the name", "Keir Starmer, the foreign secretary, spoke.", "2025-12-01", "foreign secretary"},
		{"of another country", "Russian President Emmanuel Macron spoke.", "2025-12-01", "President"},
		{"a president is no minister", "Finance Minister Volodymyr Zelenskyy spoke.", "2025-12-01", "Finance Minister"},
		{"apart from the name", "Ukraine's prime minister, Rustem Umerov, spoke.", "2025-12-01", "prime minister"},
		{"apart, and right", "The American secretary of state, Marco Rubio, spoke.", "2025-12-01", ""},
		{"said of the person", "Rustem Umerov is the foreign minister.", "2025-12-01", "foreign minister"},
		{"the office of another country", "Indonesian Prime Minister Anwar Ibrahim spoke.", "2025-12-01", "Prime Minister"},
		{"a deputy", "Deputy Prime Minister Hakan Fidan spoke.", "2025-12-01", ""},
		{"nothing known", "Health Minister Jared Kushner spoke.", "2025-12-01", ""},
		{"later than anything is known", "Foreign Minister Marco Rubio spoke.", "2031-01-01", ""},
	}
	each(t, func(t *testing.T, s *background.Service) {
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				got := ""
				for _, c := range of(t, s, background.Draft{Text: test.text, Date: test.date}).Conflicts {
					if c.Field == models.ConflictOffice {
						got += c.Draft
					}
				}
				if got != test.want {
					t.Errorf("got %q, want %q", got, test.want)
				}
			})
		}
	})
}

// Whatever the draft and the articles say stays text in what is pasted.
func TestHostileText(t *testing.T) {
	each(t, func(t *testing.T, s *background.Service) {
		a := of(t, s, background.Draft{Title: `<img src=x onerror=alert(4)> [x](javascript:alert(5))`,
			Text: "Foreign Minister Marco Rubio said <script>alert(6)</script>. Andriy Yermak resigned in Kyiv on 27 November.", Date: "2025-12-01"})
		var html, markdown, plain strings.Builder
		for _, err := range []error{a.HTML(&html), a.Markdown(&markdown), a.Plain(&plain)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if !strings.Contains(html.String(), "27 November") || !strings.Contains(html.String(), "am *done*") && !strings.Contains(html.String(), "resigned in Kyiv") {
			t.Errorf("the page does not tell the conflict: %s", html.String())
		}
		for _, bad := range []string{"<script", "<img", "<b>", `href="javascript`, "onerror=alert(4)>"} {
			if strings.Contains(strings.ToLower(html.String()), bad) {
				t.Errorf("HTML has %q: %s", bad, html.String())
			}
		}
		for _, line := range strings.Split(markdown.String(), "\n") {
			plain := strings.NewReplacer(`\\`, "", `\<`, "", `\[`, "", `\]`, "", "](<https://", "").Replace(line)
			if strings.ContainsAny(strings.ReplaceAll(plain, ">)", ""), "<") || strings.Contains(plain, "](") {
				t.Errorf("Markdown has a mark that is not its own: %s", line)
			}
		}
	})
}

func TestBadDrafts(t *testing.T) {
	each(t, func(t *testing.T, s *background.Service) {
		for _, test := range []struct {
			draft background.Draft
			want  string
		}{
			{background.Draft{}, "no text"},
			{background.Draft{Text: strings.Repeat("a", background.Longest+1)}, "expected at most 200000"},
			{background.Draft{Text: "a\xff"}, "not UTF-8"},
			{background.Draft{URL: "https://example.org/"}, "not fetched here"},
			{background.Draft{URL: "https://example.org/", Text: "x"}, "expected one of them"},
		} {
			if _, err := s.Of(t.Context(), test.draft); !errors.Is(err, background.ErrBad) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		}
		s.Fetcher = source.NewFetcher(source.FetchOptions{})
		for _, address := range []string{"file:///etc/hostname", "http://127.0.0.1/draft"} {
			if _, err := s.Of(t.Context(), background.Draft{URL: address}); !errors.Is(err, background.ErrBad) {
				t.Errorf("%s: got %v, want it refused", address, err)
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.Of(ctx, background.Draft{Text: "Macron met Merz in Paris."}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want that the work ends with its context", err)
		}
	})
}

func TestFetchedDraft(t *testing.T) {
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<html><head><title>After Geneva</title></head><body><article><h1>After Geneva</h1><p>Marco Rubio and Andriy Yermak met in Geneva on 26 November for talks on the American peace plan, and the two of them left it with fewer points than it had.</p><p>What comes next is not known to anybody who was there.</p></article></body></html>`))
	}))
	defer page.Close()
	each(t, func(t *testing.T, s *background.Service) {
		s.Fetcher = source.NewFetcher(source.FetchOptions{AllowPrivate: true})
		a := of(t, s, background.Draft{URL: page.URL + "/draft", Date: "2025-12-01"})
		if a.Title != "After Geneva" || len(a.Conflicts) != 1 || a.Conflicts[0].Field != models.ConflictDate {
			t.Errorf("got %q with %+v, want the draft of the page and its wrong day", a.Title, a.Conflicts)
		}
	})
}

// Answers are lists, never null, whatever is found.
func TestEmptyAnswer(t *testing.T) {
	each(t, func(t *testing.T, s *background.Service) {
		raw, err := json.Marshal(of(t, s, background.Draft{Text: "Nothing.", Date: "2025-12-01"}))
		if want := `{"date":"2025-12-01","stories":[],"people":[],"conflicts":[],"reported":[]}`; err != nil || string(raw) != want {
			t.Errorf("got %s %v, want %s", raw, err, want)
		}
	})
}

// The events of a round are told with the story that it is part of, once.
func TestRoundsAreToldWithTheirStory(t *testing.T) {
	each(t, func(t *testing.T, s *background.Service) {
		ctx := t.Context()
		whole, err := s.Store.StoryBySlugOrTitle(ctx, "Ukraine peace negotiations")
		if err != nil {
			t.Fatal(err)
		}
		lines, err := s.Store.Timelines(ctx, []string{whole.ID}, store.EventFilter{Types: []models.EventType{models.Consult}}, store.Page{First: 1})
		if err != nil || len(lines[whole.ID].Items) != 1 {
			t.Fatalf("the talks in Geneva are not known: %+v, %v", lines, err)
		}
		talks := lines[whole.ID].Items[0]
		err = s.Store.Write(ctx, func(tx *store.Tx) error {
			round := models.Story{ID: models.NewID(models.StoryPrefix, talks.DateStart.Time(), "round"), Slug: "geneva-round", Title: "Geneva round", ParentID: whole.ID,
				Round: &models.Round{Of: whole.ID, PlaceID: talks.PlaceID, First: talks.DateStart, Last: talks.DateEnd, Probability: .9}}
			tx = tx.As("linker", "")
			if err := tx.SaveStories([]models.Story{round}); err != nil {
				return err
			}
			links := []models.Link{{EventID: talks.ID, StoryID: whole.ID, Probability: .9}, {EventID: talks.ID, StoryID: round.ID, Probability: .9}}
			return tx.SaveLinks([]string{talks.ID}, links)
		})
		if err != nil {
			t.Fatal(err)
		}
		a := of(t, s, background.Draft{Text: "On 23 November, Andriy Yermak met Marco Rubio in Geneva for talks on the peace plan.", Date: "2025-12-04"})
		if len(a.Stories) != 1 || a.Stories[0].Story.ID != whole.ID {
			t.Errorf("got %+v, want the larger story alone", a.Stories)
		}
	})
}
