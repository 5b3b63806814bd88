package stories

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestEveryMentionHasAnEvent(t *testing.T) {
	for seed := range uint64(8) {
		reports := pile(seed+100, 120)
		tr := NewTracker(Known{})
		k := newKeeper()
		for i, r := range reports {
			if i%7 == 3 {
				r.Article.PublishedOn = models.Day("2024-05-01").Add(i) // late
			}
			if i%11 == 5 {
				r.Article.PublishedOn = ""
			}
			p := tr.Place(r)
			k.keep(r, p)
			for _, m := range k.mentions[r.Article.ID] {
				if e := k.events[m.EventID]; e.ID == "" || e.ReportCount < 1 || e.OriginCount < 1 || e.OriginCount > e.ReportCount {
					t.Fatalf("seed %d: mention %s is of event %q: %+v", seed, m.ID, m.EventID, e)
				}
			}
			for _, l := range p.Links {
				if l.Probability < suggested || l.Probability > 1 || len(l.Reasons) == 0 {
					t.Fatalf("seed %d: link %+v", seed, l)
				}
			}
		}
	}
}

func TestPlacementIsDetached(t *testing.T) {
	reports := pile(3, 60)
	plain, spoilt := NewTracker(Known{}), NewTracker(Known{})
	plain.Track(peace)
	spoilt.Track(peace)
	for _, r := range reports {
		want := plain.Place(r)
		got := spoilt.Place(r)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("what a caller does with a placement changes the tracker")
		}
		for i := range got.Mentions {
			got.Mentions[i].Actors = append(got.Mentions[i].Actors[:0], models.Participant{Key: "XX"})
			if d := got.Mentions[i].Date; d != nil {
				d.Start = "1999-01-01"
			}
		}
		for i := range got.Events {
			if d := got.Events[i].Date; d != nil {
				d.Start = "1999-01-01"
			}
		}
		for i := range got.Links {
			got.Links[i].Reasons[0].Weight = 99
		}
	}
}

func TestEventIDsArePermanent(t *testing.T) {
	reports := pile(9, 80)
	first, second := NewTracker(Known{}), NewTracker(Known{})
	for _, r := range reports {
		a, b := first.Place(r), second.Place(r)
		if !slices.EqualFunc(a.Mentions, b.Mentions, func(x, y models.Mention) bool { return x.EventID == y.EventID }) {
			t.Fatalf("the same reports give other ids")
		}
		for _, e := range a.Events {
			if !models.HasPrefix(e.ID, models.EventPrefix) {
				t.Fatalf("id %q", e.ID)
			}
		}
	}
}

// BenchmarkPlace measures an article's cost after a history of each length, at
// the pace of some fifty feeds and at that of all news on politics in the world;
// it must not grow with history. The first takes some minutes to fill its memory.
func BenchmarkPlace(b *testing.B) {
	for _, perDay := range []int{2000, 130000} {
		tr, w, placed := NewTracker(Known{Lookup: lookup}), newWorld(1, perDay), 0
		tr.Track(peace)
		for _, history := range []int{2000, 20000, 200000} {
			b.Run(fmt.Sprintf("perday=%d/after=%d", perDay, history), func(b *testing.B) {
				for ; placed < history; placed++ {
					tr.Place(w.report())
				}
				reports := make([]Report, b.N)
				for i := range reports {
					reports[i] = w.report()
					placed++
				}
				b.ResetTimer()
				for _, r := range reports {
					tr.Place(r)
				}
				b.StopTimer()
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
				if b.N > 1 {
					b.ReportMetric(float64(heap())/float64(len(tr.reports)), "B/article")
					b.ReportMetric(float64(len(tr.events))/float64(len(tr.reports)), "events/article")
				}
			})
		}
		runtime.KeepAlive(tr)
	}
}

// heap is how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func TestOddInput(t *testing.T) {
	odd := []string{"", "\xff\xfe", "é", "…", strings.Repeat("a ", 3000), "2025-13-45", "\x00", "the", "О. Кучеренко"}
	seed := uint64(1)
	next := func(n int) int {
		seed = mix(seed + 1)
		return int(seed % uint64(n))
	}
	word := func() string { return odd[next(len(odd))] }
	tr := NewTracker(Known{})
	tr.Track(models.Story{ID: "sty_odd", Title: word(), Tracked: true, Entities: odd, Terms: odd})
	for i := range 1500 {
		r := Report{Article: models.Article{ID: fmt.Sprint("art_", next(2000)), Title: word(), Text: word() + word(), Publisher: word()}}
		if i%3 > 0 {
			r.Article.PublishedOn = models.Day("2025-01-01").Add(next(500))
		}
		for k := range next(4) {
			m := models.Mention{ID: fmt.Sprint("men_", i, k), Type: models.EventType(word()), Status: models.Status(word()), Trigger: word(), Main: next(2) == 0,
				Quote: models.Quote{Exact: word(), Start: next(50) - 25}, TriggerStart: next(50) - 25, Confidence: float64(next(3)) - 1, Summary: word()}
			if next(2) == 0 {
				m.Type, m.Status = models.Consult, models.Happened
			}
			if next(3) > 0 {
				m.Date = &models.Date{Start: models.Day(word()), End: models.Day("2025-01-01").Add(next(900)), Kind: models.DateKind(word())}
			}
			if next(3) > 0 {
				m.Date = on(models.Day("2025-01-01").Add(next(500)))
			}
			if next(2) == 0 {
				m.Place = &models.MentionPlace{Text: word(), Place: models.Place{Key: word(), ID: word(), Lat: float64(next(1000) - 500), Precision: models.PlaceCity}}
			}
			for range next(4) {
				m.Actors = append(m.Actors, models.Participant{Key: word(), Name: word(), Text: word(), Country: word()})
			}
			r.Mentions = append(r.Mentions, m)
		}
		p := tr.Place(r)
		events := map[string]bool{}
		for _, e := range p.Events {
			events[e.ID] = true
		}
		for _, m := range p.Mentions {
			if !events[m.EventID] {
				t.Fatalf("report %d: mention of event %q, which is not told", i, m.EventID)
			}
		}
	}
}
