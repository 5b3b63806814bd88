package reading

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/places"
)

func newReader(tb testing.TB) *Reader {
	tb.Helper()
	r, err := New()
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

const (
	title = "Café talks: Ukraine and Norway meet in Oslo"
	body  = "“It is late,” the host said – in the café.\n\nUkrainian officials met Norwegian diplomats in Oslo on Monday, December 8, 2025. They will meet again on Friday."
)

// TestRead follows one text all the way: the event with its day, place and participants.
func TestRead(t *testing.T) {
	rd := newReader(t).Read(Text{Title: title, Body: body, Published: "2025-12-09"})
	if len(rd.Mentions) == 0 {
		t.Fatal("no mentions")
	}
	m := rd.Mentions[0]
	if !m.Main || m.Type != models.Consult || m.Status != models.Happened {
		t.Errorf("main: %t %s %s, want talks that happened", m.Main, m.Type, m.Status)
	}
	if m.Date == nil || m.Date.Start != "2025-12-08" || m.Date.Basis == models.BasisPublication {
		t.Errorf("date %+v, want 2025-12-08 as stated", m.Date)
	}
	if m.Place == nil || m.Place.Country != "NO" {
		t.Errorf("place %+v, want in NO", m.Place)
	}
	ukraine := false
	for _, p := range append(m.Actors, m.Recipients...) {
		ukraine = ukraine || p.Country == "UA"
	}
	if !ukraine {
		t.Errorf("actors %+v, want one of UA", m.Actors)
	}
}

// TestAnswerOffsets holds that every span of the answer lies where its text is,
// counted in code points of the field it names.
func TestAnswerOffsets(t *testing.T) {
	r := newReader(t)
	rd := r.Read(Text{Title: title, Body: body, Published: "2025-12-09"})
	a := rd.Answer("x", r.Predicates(rd))
	check := func(s span, text string) {
		t.Helper()
		field := []rune(body)
		if s.Field == "title" {
			field = []rune(title)
		}
		if s.Start < 0 || s.End > len(field) || s.Start >= s.End {
			t.Errorf("%q at %d-%d of %d", text, s.Start, s.End, len(field))
			return
		}
		if got := string(field[s.Start:s.End]); got != text {
			t.Errorf("%q at %d-%d of field %q, where %q stands", text, s.Start, s.End, s.Field, got)
		}
	}
	for _, e := range a.Entities {
		check(e.span, e.Text)
	}
	for _, x := range a.Timexes {
		check(x.span, x.Text)
	}
	for _, p := range a.Toponyms {
		check(p.span, p.Text)
	}
	for _, p := range a.Predicates {
		check(p.span, p.Text)
	}
	for _, e := range a.Events {
		check(e.span, e.Quote.Exact)
		for _, p := range append(e.Actors, e.Recipients...) {
			check(p.span, p.Text)
		}
	}
	if len(a.Entities) == 0 || len(a.Timexes) == 0 || len(a.Toponyms) == 0 || len(a.Events) == 0 || len(a.Predicates) == 0 {
		t.Errorf("%d entities, %d times, %d places, %d events, %d predicates: want some of each",
			len(a.Entities), len(a.Timexes), len(a.Toponyms), len(a.Events), len(a.Predicates))
	}
}

// TestAnswerOfNothing holds that lists are empty, not null.
func TestAnswerOfNothing(t *testing.T) {
	got, err := json.Marshal(newReader(t).Read(Text{}).Answer("x", nil))
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"id":"x","entities":[],"timexes":[],"toponyms":[],"events":[]}`; string(got) != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestReadArticle holds that a title the text begins with is read once.
func TestReadArticle(t *testing.T) {
	r := newReader(t)
	once := r.ReadArticle(models.Article{Title: "Peru attacks Chile", Text: "Peru attacks Chile\n\nIt rained.", PublishedOn: "2025-12-09"}, places.Home{})
	if n := strings.Count(once.Doc.Text, "Peru attacks Chile"); n != 1 {
		t.Errorf("title read %d times, want once", n)
	}
	both := r.ReadArticle(models.Article{Title: "Peru attacks Chile", Text: "It rained.", PublishedOn: "2025-12-09"}, places.Home{})
	if !strings.HasPrefix(both.Doc.Text, "Peru attacks Chile\n\n") {
		t.Errorf("text %q, want the title first", both.Doc.Text)
	}
}

// TestConcurrent reads from several goroutines at once.
func TestConcurrent(t *testing.T) {
	r := newReader(t)
	want := len(r.Read(Text{Title: title, Body: body, Published: "2025-12-09"}).Mentions)
	got := make(chan int)
	for range 4 {
		go func() { got <- len(r.Read(Text{Title: title, Body: body, Published: "2025-12-09"}).Mentions) }()
	}
	for range 4 {
		if n := <-got; n != want {
			t.Errorf("%d mentions, want %d", n, want)
		}
	}
}

// BenchmarkRead is the whole way, to be set beside BenchmarkProseNewDocument of nlp.
func BenchmarkRead(b *testing.B) {
	r := newReader(b)
	b.SetBytes(int64(len(title) + len(body)))
	b.ReportAllocs()
	for b.Loop() {
		r.Read(Text{Title: title, Body: body, Published: "2025-12-09"})
	}
}
